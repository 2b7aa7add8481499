"""The hazard log: each control names a test that is there and runs."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from checklists import library

ROOT = Path(__file__).parents[2]
LOG = ROOT / "checklists" / "hazards.yaml"
HAZARDS: list[dict[str, Any]] = YAML(typ="safe", pure=True).load(LOG)["hazards"]
SEVERITIES = ("catastrophic", "major", "considerable", "significant", "minor")
LIKELIHOODS = ("very high", "high", "medium", "low", "very low")
FOUND = {
    # The trials of the first version.
    *(f"A{number}" for number in range(1, 15)),
    # The reading of the content.
    *(f"H{number}" for number in range(1, 23)),
    # What the program must never do: nine sentences of its design, then three more of the material's list.
    *(f"N{number}" for number in range(1, 13)),
}
KEYS = {"id", "cause", "harm", "severity", "likelihood", "control", "held_by"}
_IDLE = ("skip", "skipif", "xfail")


def test_the_log_has_every_hazard_that_was_met_and_no_less_than_it_had() -> None:
    assert {code for hazard in HAZARDS for code in hazard.get("found", [])} == FOUND
    assert len(HAZARDS) >= 60


def test_every_hazard_says_all_there_is_to_say_once() -> None:
    assert [id for id, count in Counter(hazard["id"] for hazard in HAZARDS).items() if count > 1] == []
    for hazard in HAZARDS:
        assert hazard.keys() - {"found"} == KEYS, hazard["id"]
        assert all(hazard[key] for key in KEYS), hazard["id"]
        assert hazard["severity"] in SEVERITIES, hazard["id"]
        assert hazard["likelihood"] in LIKELIHOODS, hazard["id"]


def test_what_is_grave_is_not_likely() -> None:
    """The one risk that SAFETY.md says is not accepted."""
    grave = [hazard for hazard in HAZARDS if hazard["severity"] in SEVERITIES[:2]]
    assert [hazard["id"] for hazard in grave if hazard["likelihood"] not in LIKELIHOODS[3:]] == []


def test_the_words_of_the_log_are_those_that_the_page_explains() -> None:
    page = (ROOT / "SAFETY.md").read_text("utf-8")
    assert all(f"| {word} |" in page for word in (*SEVERITIES, *LIKELIHOODS))


@pytest.mark.parametrize("hazard", HAZARDS, ids=lambda hazard: str(hazard["id"]))
def test_each_control_is_held_by_tests_that_run(hazard: dict[str, Any]) -> None:
    assert {held: why for held in hazard["held_by"] if (why := idle(ROOT, held))} == {}


def test_the_log_is_no_checklist() -> None:
    assert "hazards" not in library.shipped()
    assert LOG.parent != library.where("picosure-face").parent


def idle(root: Path, held: str) -> str:
    """Why a test does not hold anything: it is not there, or may be left out. Empty if it does.

    Args:
        root: The folder that names begin at.
        held: `tests/room/test_file.py::test_name`.
    """
    name, _, function = held.partition("::")
    path = root / name
    if not re.fullmatch(r"tests/(\w+/)*test_\w+\.py", name) or not path.is_file():
        return "no file of tests"
    tree = _parsed(path)
    # Of two with one name the last is the one that pytest meets.
    found = [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == function
    ]
    if not function.startswith("test_") or not found:
        return "no such test"
    test = found[-1]
    marks = [*test.decorator_list, *_assigned(tree, "pytestmark")]
    asked = [argument.arg for argument in test.args.args]
    bodies = [test, *(fixture for each in asked for fixture in _fixtures(root, path, each))]
    if any(_leaves_out(root, tree, mark) for mark in marks) or any(
        isinstance(node, ast.Call)
        and re.fullmatch(r"pytest\.(skip|xfail|importorskip)", ast.unparse(node.func))
        for body in bodies
        for node in ast.walk(body)
    ):
        return "skipped, or expected to fail"
    return ""


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def _assigned(tree: ast.Module, name: str) -> list[ast.expr]:
    return [
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name) and target.id == name
    ]


def _fixtures(root: Path, path: Path, name: str) -> list[ast.AST]:
    """The fixtures of a name in a file, or in a `conftest.py` above it."""
    above = [folder / "conftest.py" for folder in path.parents if folder.is_relative_to(root)]
    return [
        node
        for each in (path, *above)
        if each.is_file()
        for node in _parsed(each).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == name
    ]


def _leaves_out(root: Path, tree: ast.Module, mark: ast.expr) -> bool:
    """Whether a mark, or what a name in it stands for, leaves a test out or expects it to fail."""
    for node in ast.walk(mark):
        if isinstance(node, ast.Attribute) and node.attr in _IDLE:
            return True
        if isinstance(node, ast.Name):
            values = [*_assigned(tree, node.id), *_imported(root, tree, node.id)]
            if any(_leaves_out(root, tree, value) for value in values):
                return True
    return False


def _imported(root: Path, tree: ast.Module, name: str) -> list[ast.expr]:
    """What a name is in the module of tests that it is imported from."""
    sources = [
        root / f"{node.module.replace('.', '/')}.py"
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module and name in {each.name for each in node.names}
    ]
    return [value for source in sources if source.is_file() for value in _assigned(_parsed(source), name)]


WRITTEN = """
import pytest
from tests.support.marks import later

soon = pytest.mark.skip

@pytest.fixture
def room():
    pytest.skip("no room")

def test_runs():
    assert True

@pytest.mark.parametrize("each", [1])
async def test_runs_too(each):
    assert each

@pytest.mark.skipif(True, reason="")
def test_left_out():
    assert True

@pytest.mark.parametrize("each", [pytest.param(1, marks=pytest.mark.xfail)])
def test_fails(each):
    assert each

@soon
def test_by_another_name():
    assert True

@later
def test_from_elsewhere():
    assert True

def test_gives_up():
    pytest.importorskip("nothing")

def test_asks_for_room(room):
    assert True

def helper():
    pass
"""


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("tests/room/test_it.py::test_runs", ""),
        ("tests/room/test_it.py::test_runs_too", ""),
        ("tests/room/test_it.py::test_left_out", "skipped, or expected to fail"),
        ("tests/room/test_it.py::test_fails", "skipped, or expected to fail"),
        ("tests/room/test_it.py::test_by_another_name", "skipped, or expected to fail"),
        ("tests/room/test_it.py::test_from_elsewhere", "skipped, or expected to fail"),
        ("tests/room/test_it.py::test_gives_up", "skipped, or expected to fail"),
        ("tests/room/test_it.py::test_asks_for_room", "skipped, or expected to fail"),
        ("tests/room/test_it.py::test_is_not_there", "no such test"),
        ("tests/room/test_it.py::helper", "no such test"),
        ("tests/room/test_it.py", "no such test"),
        ("tests/room/test_other.py::test_runs", "no file of tests"),
        ("tests/room/it.py::test_runs", "no file of tests"),
        ("tests/room/test_marked.py::test_all", "skipped, or expected to fail"),
    ],
)
def test_a_control_that_nothing_holds_is_found_out(tmp_path: Path, name: str, why: str) -> None:
    room, support = tmp_path / "tests" / "room", tmp_path / "tests" / "support"
    room.mkdir(parents=True)
    support.mkdir()
    (room / "test_it.py").write_text(WRITTEN, "utf-8")
    (room / "it.py").write_text(WRITTEN, "utf-8")
    marked = "import pytest\npytestmark = pytest.mark.xfail\ndef test_all(): ...\n"
    (room / "test_marked.py").write_text(marked, "utf-8")
    (support / "marks.py").write_text("import pytest\nlater = pytest.mark.xfail\n", "utf-8")
    assert idle(tmp_path, name) == why
