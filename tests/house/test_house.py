"""What a machine can check of the house's rules."""

import ast
import importlib
import inspect
import json
import os
import re
import subprocess
import sys
import textwrap
from collections import Counter
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from textual.app import App

from tui.screens import dialogs
from tui.widgets.private import PRIVATE

ROOT = Path(__file__).parents[2]
SOURCES = sorted(path for package in ("tui", "checklists") for path in (ROOT / package).rglob("*.py"))
TOP_LEVEL = {
    *(
        ".ci",
        ".gitignore",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "LICENSE",
        "README.md",
        "SAFETY.md",
        "pyproject.toml",
    ),
    *("checklists", "tests", "tui"),
}
CATCHING_ALL = {"tui/cli/ending.py": "the outermost of all: a command never ends in a traceback"}
"""Files that may catch what they cannot name, each with the reason."""

HEADLESS = re.compile(
    r"tui\.(clock|zones|paths|settings|themes|journal|recovery|wording|text|reminders\.reminder|export|cli|__main__)\b.*"
)
"""What plain commands import, of `tui`."""
HEAVY = ("textual", "pydantic", "ruamel", "apscheduler", "tzlocal", "platformdirs")
"""What takes so long to import that only those who use it may."""


def _module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = [_module(path) for path in SOURCES]
PRIVATE_MODULE = "tui.widgets.private"
"""The one that may lean on private names of Textual."""


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def _where(path: Path, node: ast.expr) -> str:
    return f"{path.relative_to(ROOT)}:{node.lineno}"


def test_only_the_clock_reads_the_clock() -> None:
    reading = re.compile(r"(datetime|date)\.(now|today|utcnow)|time\.(time|time_ns|localtime|gmtime)")
    found = [
        f"{_where(path, node)}: {ast.unparse(node.func)}"
        for path in SOURCES
        if path != ROOT / "tui/clock.py"
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Call) and reading.search(ast.unparse(node.func))
    ]
    assert found == []


def test_errors_are_caught_by_name() -> None:
    found = {
        str(path.relative_to(ROOT))
        for path in SOURCES
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.ExceptHandler)
        if node.type is None or re.search(r"\bException\b", ast.unparse(node.type))
    }
    assert found == CATCHING_ALL.keys()


def _imports(node: ast.AST) -> list[str]:
    """The modules that a node imports, and the names it takes out of them as if they were modules."""
    if isinstance(node, ast.ImportFrom) and node.module:
        return [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return [alias.name for alias in node.names] if isinstance(node, ast.Import) else []


def test_nobody_reaches_into_the_folder_of_another_screen() -> None:
    hidden = {
        _module(path): path.parent.name
        for path in (ROOT / "tui/screens").glob("*/*.py")
        if path.stem != "__init__"
    }
    reaching = set()
    for path in (*SOURCES, *(ROOT / "tests").rglob("*.py")):
        for name in (name for node in ast.walk(_tree(path)) for name in _imports(node)):
            # What Today is made of shows the words of other rooms, and so is drawn by their tests.
            if name in hidden and hidden[name] == "today" and path not in SOURCES:
                continue
            if name in hidden and path.parent.parts[-2:] != ("screens", hidden[name]):
                reaching.add(f"{path.relative_to(ROOT)}: {name}")
    assert reaching == set()


def test_what_dialogs_offers_is_there_when_it_is_asked_for() -> None:
    for node in ast.walk(_tree(ROOT / "tui/screens/dialogs/__init__.py")):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(dialogs.__name__):
            for alias in node.names:
                assert getattr(dialogs, alias.name) is getattr(import_module(node.module), alias.name)


CONNECTING = re.compile(
    r"(socket|ssl|http|ftplib|smtplib|imaplib|poplib|xmlrpc|socketserver|urllib\.request|webbrowser"
    r"|requests|httpx|aiohttp|urllib3)\b.*"
)
"""What opens a connection, or has another program open one."""


def test_no_module_of_ours_imports_what_connects() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in SOURCES
        for node in ast.walk(_tree(path))
        for name in _imports(node)
        if CONNECTING.fullmatch(name)
    ]
    assert found == []


def _in_fresh_interpreter(script: str, home: Path) -> str:
    """What a script prints in an interpreter that has nothing loaded, at home in an empty folder."""
    environ = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
    environ |= {"HOME": str(home), "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    answer = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=home, env=environ
    )
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


IMPORT_AND_WATCH = """
import importlib, json, sys
touched, module = {}, ""

def hook(event, args):
    if not module:
        return
    if event in ("os.mkdir", "os.rename", "os.remove", "sqlite3.connect", "socket.connect", "os.putenv"):
        touched.setdefault(module, []).append(f"{event} {args[0]}")
    elif event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+"):
        touched.setdefault(module, []).append(f"open {args[0]}")

# Libraries may prepare themselves; they are not ours to hold to this.
import textual.app, textual.widgets
sys.addaudithook(hook)
for module in %r:
    try:
        importlib.import_module(module)
    except ImportError as error:
        touched[module] = [str(error)]
module = ""
print(json.dumps(touched))
"""


@pytest.fixture(scope="module")
def touched(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What the import of each module made or opened for writing, all in one fresh interpreter."""
    home = tmp_path_factory.mktemp("home")
    found: dict[str, list[str]] = json.loads(_in_fresh_interpreter(IMPORT_AND_WATCH % MODULES, home))
    left = [str(path.relative_to(home)) for path in home.rglob("*")]
    return found | {"(home)": left} if left else found


@pytest.mark.parametrize("module", [*MODULES, "(home)"])
def test_nothing_happens_at_import(module: str, touched: dict[str, list[str]]) -> None:
    assert touched.get(module, []) == []


IMPORT_AND_LIST = """
import importlib, json, sys
loaded, seen = {}, set()
for module in %r:
    try:
        importlib.import_module(module)
    except ImportError as error:
        loaded[module] = [str(error)]
        continue
    found = {name for name in %r if name in sys.modules}
    loaded[module], seen = sorted(found - seen), found
print(json.dumps(loaded))
"""
HEADLESS_MODULES = [module for module in MODULES if HEADLESS.fullmatch(module)]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The heavy ones that the import of each headless module loaded first, all in one fresh interpreter."""
    script = IMPORT_AND_LIST % (HEADLESS_MODULES, HEAVY)
    found: dict[str, list[str]] = json.loads(_in_fresh_interpreter(script, tmp_path_factory.mktemp("home")))
    return found


@pytest.mark.parametrize("module", HEADLESS_MODULES)
def test_plain_commands_load_nothing_heavy(module: str, loaded: dict[str, list[str]]) -> None:
    assert loaded[module] == []


def _tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in listed.stdout.split("\0") if (ROOT / name).is_file()]


def test_the_top_of_the_repository_holds_only_what_belongs_there() -> None:
    assert {name.partition("/")[0] for name in _tracked()} == TOP_LEVEL


def test_no_file_names_a_machine_or_a_registry() -> None:
    # Not behind a letter, where it is a part of a web address.
    machine = r"(?<![\w.~*)-])/(?:root|home|work|tmp|farm)/\w"
    registry = r"\b(?:pypi|pythonhosted|npmjs)\.(?:org|com)\b|\bindex-url\b"
    named = re.compile(f"{machine}|{registry}")
    found = []
    for name in _tracked():
        path = ROOT / name
        if path.suffix == ".svg" or path == Path(__file__):
            continue
        text = path.read_text("utf-8", errors="replace")
        found += [f"{name}: {match[0]}" for match in named.finditer(text)]
    assert found == []


def test_the_map_has_a_line_for_every_room() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    rooms = re.findall(r"^\| `((?:tui|checklists|tests)/[\w/]*)` \| .", text, re.MULTILINE)
    folders = {f"{path.parent.relative_to(ROOT)}/" for path in SOURCES} - {"tui/"} | {"tests/"}
    assert len(rooms) == len(set(rooms))
    assert set(rooms) == folders


def test_every_class_name_stands_once() -> None:
    paths = [ROOT / name for name in _tracked() if name.endswith(".py")]
    named = Counter(
        node.name for path in paths for node in ast.walk(_tree(path)) if isinstance(node, ast.ClassDef)
    )
    assert [name for name, count in named.items() if count > 1] == []


def test_every_private_name_that_is_leant_on_is_in_the_pinned_textual() -> None:
    app: App[None] = App()
    for owner, names in PRIVATE.items():
        assert [name for name in names if not hasattr(app if owner is App else owner, name)] == []


def _private_names(cls: type) -> set[str]:
    """The private names of a class of Textual's, those of its instances too."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(cls)))
    stored = {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
    }
    # What Textual's machinery sets on every class is no name that anybody leans on.
    names = (set(vars(cls)) | stored) - set(vars(type("Plain", (cls,), {})))
    return {name for name in names if re.fullmatch(r"_[a-z]\w*", name)}


def test_no_other_module_leans_on_a_private_name_of_textual() -> None:
    leaning = []
    for module in map(importlib.import_module, MODULES):
        classes = [each for each in vars(module).values() if isinstance(each, type)]
        for cls in classes:
            if cls.__module__ != module.__name__ or module.__name__ == PRIVATE_MODULE:
                continue
            theirs = [base for base in cls.__mro__ if base.__module__.partition(".")[0] == "textual"]
            private = set[str]().union(*map(_private_names, theirs))
            named = {
                node.attr if isinstance(node, ast.Attribute) else node.name
                for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(cls))))
                if isinstance(node, ast.Attribute | ast.FunctionDef | ast.AsyncFunctionDef)
            }
            leaning += [f"{module.__name__}.{cls.__name__}: {name}" for name in sorted(named & private)]
    assert leaning == []
