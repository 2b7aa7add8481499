"""A shipped file that extends a hidden one: the same in every place as if it stood by itself."""

from datetime import date
from pathlib import Path

import pytest

from checklists import library
from checklists.loader import ChecklistError, load_checklist
from tests.conftest import Contexts
from tests.support.apps import reader_of, shipped
from tests.support.commands import START, Shell
from tests.support.hidden_base import BASE, with_base
from tests.support.kept import shipped_by_0_1
from tui.files.checklist_files import ChecklistPath, Snapshot, base_of, checklist_paths, choose, find
from tui.files.comparison import base_file
from tui.files.followed_file import file_request, read_file
from tui.files.rule_origin import OriginKind, rule_origins
from tui.files.sharing import pack_text
from tui.files.status import FileStatus, file_status, shipped_look, version_of
from tui.paths import Paths

FACE = "picosure-face"


@pytest.fixture(autouse=True)
def base(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The hidden file, below the shipped one for the face."""
    shipped()
    with_base(monkeypatch, tmp_path / "library")
    return tmp_path / "library" / f"{BASE}.yaml"


@pytest.fixture
def shell(home: Path) -> Shell:
    return Shell(home)


def write(home: Path, text: str, name: str = "mine") -> Path:
    path = home / "checklists" / f"{name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_what_stands_in_a_base_says_the_same_under_the_same_hash() -> None:
    assert load_checklist(library.read(FACE), name="x").hash == shipped().hash
    assert choose(ChecklistPath(FACE, library.where(FACE), True)) == shipped()


@pytest.mark.parametrize("id", ["mine", FACE])
def test_a_file_of_ones_own_stands_on_both_and_changes_either(paths: Paths, id: str) -> None:
    text = f"format: 1\nextends: {FACE}\nid: {id}\nwarnings: {{change: {{pus: {{call: urgent}}}}}}\n"
    path = write(paths.checklists.parent, text)

    loaded = load_checklist(text, name=str(path), base=base_of(path))

    assert loaded.bases == (str(library.where(FACE)), str(library.where(BASE)))
    assert Snapshot().chain(path) == (path, library.where(FACE), library.where(BASE))
    assert {each.id: each.call for each in loaded.checklist.warnings}["pus"] == "urgent"
    assert not loaded.checklist.hidden


def test_a_file_of_ones_own_with_the_id_of_the_base_goes_under_no_shipped_one(paths: Paths) -> None:
    write(paths.checklists.parent, f"format: 1\nid: {BASE}\nbroken", BASE)
    text = f"format: 1\nextends: {FACE}\nid: mine\n"
    path = write(paths.checklists.parent, text)

    loaded = load_checklist(text, name=str(path), base=base_of(path))

    assert loaded.bases == (str(library.where(FACE)), str(library.where(BASE)))
    assert Snapshot().chain(path)[1:] == (library.where(FACE), library.where(BASE))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            "warnings: {change: {puss: {call: urgent}}}",
            f'mine.yaml:4:21: warnings.change.puss: no warning is called "puss" in {FACE}; '
            'did you mean "pus"?',
        ),
        ("signs: {remove: [crusts]}", 'mine.yaml:4:18: signs.remove.1: "crusts" is removed here, but rules.'),
        ("remove: [face-cleanse, face-cleanse]", 'mine.yaml:4:24: remove.2: "face-cleanse" is in this list'),
        ("warnings: {change: {pus: {sources: [nobody]}}}", "mine.yaml:4:37: warnings."),
    ],
)
def test_a_problem_is_told_in_the_file_of_ones_own_that_made_it(paths: Paths, change: str, told: str) -> None:
    text = f"format: 1\nextends: {FACE}\nid: mine\n{change}\n"

    with pytest.raises(ChecklistError) as caught:
        load_checklist(text, name="mine.yaml", base=base_of(paths.checklists / "mine.yaml"))

    assert str(caught.value).startswith(told)
    assert len(caught.value.problems) == 1


@pytest.mark.parametrize("below", [BASE, FACE])
def test_a_problem_of_a_shipped_file_is_told_there(paths: Paths, base: Path, below: str) -> None:
    path = base.with_name(f"{below}.yaml")
    text = path.read_text("utf-8")
    assert "agreement: strong" in text
    path.write_text(text.replace("agreement: strong", "agreement: strng", 1), "utf-8")

    with pytest.raises(ChecklistError) as caught:
        load_checklist(
            f"format: 1\nextends: {FACE}\nid: mine\n",
            name="mine.yaml",
            base=base_of(paths.checklists / "mine.yaml"),
        )

    (line,) = str(caught.value).splitlines()
    assert line.startswith(f"{path}:")
    assert '"strng" must be strong' in line


def test_the_base_is_found_by_its_id_and_offered_nowhere(paths: Paths, shell: Shell) -> None:
    file = find(paths, BASE)

    assert file is not None
    assert (file.shipped, file.hidden) == (True, True)
    assert [each.id for each in checklist_paths(paths)] == [*library.shipped(), BASE]
    assert BASE not in shell("checklist", "list").out
    assert shell("checklist", "list", "--all").line(BASE).endswith("7 rules, hidden  shipped")
    ended = shell("start", BASE, "--on", "2026-11-20T16:00")
    assert (ended.code, ended.err) == (
        2,
        f"{BASE} is there for other checklists to extend, and is no plan by itself. "
        "Those to begin with: afterglow checklist list\n",
    )
    assert shell("checklist", "new", BASE).code == 2
    assert shell("checklist", "check", BASE, FACE).out == ""


def test_a_hidden_file_of_ones_own_is_offered_nowhere_either(paths: Paths, shell: Shell) -> None:
    head = "format: 1\nid: ours\ntitle: Ours\nfor: All\nrevision: 1\nreviewed: 2026-11-20\nhidden: yes\n"
    path = write(paths.checklists.parent, head, "ours")

    assert "ours" not in shell("checklist", "list").out
    assert shell("checklist", "list", "--all").line("ours").endswith(f"0 rules, hidden  {path}")


def test_show_prints_the_sources_that_the_file_uses(base: Path, shell: Shell) -> None:
    text = base.read_text("utf-8").replace("\nsources:\n", "\nsources:\n  unused: {title: Nobody cites it}\n")
    base.write_text(text, "utf-8")

    out = shell("checklist", "show", FACE, "--sources").out

    assert "Nobody cites it" not in out
    assert "[nsc] Pigment Laser, National Skin Centre, Singapore" in out


def test_a_packed_file_holds_what_stands_in_the_base(paths: Paths) -> None:
    loaded = load_checklist(library.read(FACE), name="x")

    again = load_checklist(pack_text(loaded, "", date(2026, 11, 20)), name="packed.yaml")

    assert again.hash == shipped().hash
    assert again.bases == ()


def test_what_the_base_changes_is_noticed_without_reading_a_file(base: Path) -> None:
    before = shipped_look(FACE)
    base.write_text(base.read_text("utf-8") + "# more\n", "utf-8")

    assert shipped_look(FACE) != before


def test_a_recovery_begun_with_the_file_of_0_1_is_offered_the_new_one(contexts: Contexts) -> None:
    context = contexts("2026-11-26T20:10", of=shipped_by_0_1())
    reader = reader_of(context)

    status = file_status(context.journal, context.paths, reader.recovery, context.now())

    assert status.changed == f"A newer {FACE} comes with Afterglow"
    assert status.hash == shipped().hash


def test_a_recovery_of_the_whole_file_sees_no_change(contexts: Contexts) -> None:
    context = contexts("2026-11-26T20:10", of=shipped())
    reader = reader_of(context)

    assert file_status(context.journal, context.paths, reader.recovery, context.now()) == FileStatus()


def test_a_change_of_the_base_is_noticed_below_a_file_of_ones_own(contexts: Contexts, base: Path) -> None:
    context = contexts("2026-11-26T20:10", of=shipped())
    path = write(context.paths.checklists.parent, f"format: 1\nextends: {FACE}\nid: mine\n")
    file = ChecklistPath("mine", path, False)
    before = version_of(context.journal, file, context.now())

    base.write_text(base.read_text("utf-8").replace("clinic-soon", "clinic-today", 1), "utf-8")

    assert version_of(context.journal, file, context.now()) != before


def test_the_checklist_screen_calls_no_rule_ones_own_for_where_it_stands(contexts: Contexts) -> None:
    context = contexts("2026-11-26T20:10", of=shipped())
    reader = reader_of(context)
    file = read_file(file_request(context.journal, context.paths, reader.recovery))
    plan = reader.plan(context.now())

    origins = rule_origins(file.layers[0], file.layers[1:], plan)

    assert len(file.layers) == 1
    assert {each.origin for each in origins} == {OriginKind.BASE}


def test_below_a_file_of_ones_own_nothing_is_said_to_be_of_the_file_between(contexts: Contexts) -> None:
    context = contexts("2026-11-26T20:10", of=shipped())
    write(
        context.paths.checklists.parent,
        f"format: 1\nextends: {FACE}\nid: {FACE}\nchange: {{face-no-makeup: {{days: 0-9}}}}\n",
        FACE,
    )
    reader = reader_of(context)
    file = read_file(file_request(context.journal, context.paths, reader.recovery))

    origins = rule_origins(file.layers[0], file.layers[1:], reader.plan(context.now()))

    assert len(file.layers) == 2
    assert [each.rule.id for each in origins if each.yours] == ["face-no-makeup"]
    assert not any(each.changed_by for each in origins)


def test_the_difference_of_a_shipped_file_is_never_one_from_its_base(shell: Shell) -> None:
    assert base_file(ChecklistPath(FACE, library.where(FACE), True)) is None
    assert shell(*START).code == 0
    assert shell("checklist", "diff", FACE).code == 0
    ended = shell("checklist", "diff", BASE)
    assert (ended.code, ended.out) == (2, "")
    assert shell("checklist", "accept", BASE).code == 2
