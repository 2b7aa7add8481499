"""A clinic's own file at the start: checked, told of, copied, and never laid over another unasked."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from checklists import library
from tests.conftest import Contexts
from tests.support.hidden_base import with_base
from tests.support.screens import drawn, files_read, first_app, press, settled, shows, until, words
from tui.paths import Paths
from tui.recovery.context import AppContext
from tui.screens.dialogs import ChoiceScreen, ProblemsScreen
from tui.screens.start.offers import DraftProblem, Offer, free_name, read_offers, read_path
from tui.screens.start.screen import StartScreen
from tui.screens.today import TodayScreen
from tui.themes import GLYPHS

GOOD = library.read("picosure-face").replace(b"id: picosure-face", b"id: my-clinic", 1)
GOOD = GOOD.replace(b"title: PicoSure on the face", b"title: My clinic's sheet", 1)
OTHER = GOOD.replace(b"title: My clinic's sheet", b"title: Another sheet", 1)
THEIRS = GOOD.replace(b"id: my-clinic", b"id: theirs", 1).replace(b"My clinic's", b"Their", 1)
BROKEN = b"format: 1\nid: broken\ntitel: Oops\n"


def own_file(context: AppContext, name: str, content: bytes) -> Path:
    """A file in the person's own folder."""
    context.paths.checklists.mkdir(parents=True, exist_ok=True)
    path = context.paths.checklists / name
    path.write_bytes(content)
    return path


async def go_to(pilot: Pilot[int], text: str) -> None:
    """Put the cursor on the row with a text, by keys."""
    await press(pilot, "home")
    for _ in range(20):
        if any(text in line for line in drawn(pilot) if line.startswith(GLYPHS.cursor)):
            return
        await press(pilot, "down")
    raise AssertionError(text)


async def open_file(pilot: Pilot[int], path: Path | str) -> None:
    """Say that the clinic gave a file, and where it is."""
    screen = pilot.app.screen
    assert isinstance(screen, StartScreen)
    await go_to(pilot, "My clinic gave me a file")
    await press(pilot, "enter")
    # As pasted: key by key a long path takes seconds.
    pilot.app.screen.query_one(Input).value = str(path)
    await press(pilot, "enter")
    await files_read(pilot)


async def end(pilot: Pilot[int]) -> None:
    """From the first step to today, with nothing marked."""
    await press(pilot, "enter", "enter", "end", "enter")
    assert isinstance(pilot.app.screen, TodayScreen)


async def test_a_file_of_ones_own_is_offered_beside_the_shipped_ones(contexts: Contexts) -> None:
    context, app = first_app(contexts)
    own_file(context, "clinic.yaml", GOOD)
    async with app.run_test(size=(100, 30)) as pilot:
        await files_read(pilot)
        assert shows(pilot, "My clinic's sheet")
        assert shows(pilot, "PicoSure on the face")


async def test_files_of_one_title_are_told_apart_by_their_ids(contexts: Contexts) -> None:
    context, app = first_app(contexts)
    own_file(context, "mine.yaml", b"format: 1\nextends: picosure-face\nid: mine\n")
    async with app.run_test(size=(100, 30)) as pilot:
        await files_read(pilot)
        assert shows(pilot, "PicoSure on the face (picosure-face)")
        assert shows(pilot, "PicoSure on the face (mine)")
        assert not shows(pilot, "PicoSure tattoo removal (")


async def test_a_broken_file_is_named_in_one_line_and_the_rest_works(contexts: Contexts) -> None:
    context, app = first_app(contexts)
    own_file(context, "broken.yaml", BROKEN)
    async with app.run_test(size=(100, 30)) as pilot:
        await files_read(pilot)
        (line,) = [line for line in drawn(pilot) if "broken.yaml" in line]
        assert line.startswith("    broken.yaml cannot be used: line ")
        await end(pilot)
    recovery = context.recovery()
    assert recovery is not None
    assert recovery.checklist == "picosure-face"


async def test_enter_on_a_broken_file_shows_every_problem(contexts: Contexts) -> None:
    context, app = first_app(contexts)
    own_file(context, "broken.yaml", BROKEN)
    fault = read_path(str(context.paths.checklists / "broken.yaml"))
    assert isinstance(fault, DraftProblem)
    async with app.run_test(size=(100, 30)) as pilot:
        await files_read(pilot)
        await go_to(pilot, "broken.yaml")
        await press(pilot, "enter")
        assert isinstance(app.screen, ProblemsScreen)
        for problem in fault.problems:
            assert problem.split(":")[0] in words(pilot)
        await press(pilot, "escape")
        assert isinstance(app.screen, StartScreen)


async def test_a_file_that_is_mended_while_its_problems_are_read_is_chosen(contexts: Contexts) -> None:
    context, app = first_app(contexts)
    own_file(context, "broken.yaml", BROKEN)
    async with app.run_test(size=(100, 30)) as pilot:
        await files_read(pilot)
        await go_to(pilot, "broken.yaml")
        await press(pilot, "enter")
        own_file(context, "broken.yaml", GOOD)
        await until(pilot, lambda: "broken.yaml can be used now." in words(pilot))
        await press(pilot, "escape")
        await until(pilot, lambda: "✓ My clinic's sheet" in words(pilot))


async def test_a_broken_file_of_a_shipped_id_leaves_the_shipped_one(contexts: Contexts) -> None:
    context, app = first_app(contexts)
    own_file(context, "picosure-face.yaml", b"format: 1\nid: picosure-face\n")
    async with app.run_test(size=(100, 30)) as pilot:
        await files_read(pilot)
        assert shows(pilot, "picosure-face.yaml cannot be used")
        assert shows(pilot, f"{GLYPHS.cursor}   PicoSure on the face")


async def test_a_good_file_is_chosen_at_once_and_copied_only_in_the_end(
    contexts: Contexts, tmp_path: Path
) -> None:
    context, app = first_app(contexts)
    given = tmp_path / "sheet.yaml"
    given.write_bytes(GOOD)
    async with app.run_test(size=(100, 30)) as pilot:
        await files_read(pilot)
        await open_file(pilot, given)
        assert shows(pilot, f"{GLYPHS.cursor} ✓ My clinic's sheet")
        assert not context.paths.checklists.exists()
        await end(pilot)
    copy = context.paths.checklists / "sheet.yaml"
    assert copy.read_bytes() == GOOD
    assert copy.stat().st_mode & 0o777 == 0o600
    recovery = context.recovery()
    assert recovery is not None
    assert (recovery.checklist, recovery.title) == ("my-clinic", "My clinic's sheet")


async def test_a_file_with_problems_shows_them_all_and_nothing_is_copied(
    contexts: Contexts, tmp_path: Path
) -> None:
    context, app = first_app(contexts)
    given = tmp_path / "sheet.yaml"
    given.write_bytes(BROKEN)
    async with app.run_test(size=(100, 30)) as pilot:
        await files_read(pilot)
        await open_file(pilot, given)
        assert isinstance(app.screen, ProblemsScreen)
        assert drawn(pilot)[0].startswith(" sheet.yaml cannot be used yet: ")
        await press(pilot, "escape")
        assert not shows(pilot, "sheet.yaml")
        await press(pilot, "home")
        await end(pilot)
    assert not context.paths.checklists.exists()


async def test_a_file_that_is_not_there_is_said_to_be(contexts: Contexts, tmp_path: Path) -> None:
    _, app = first_app(contexts)
    async with app.run_test(size=(100, 30)) as pilot:
        await files_read(pilot)
        await open_file(pilot, tmp_path / "none.yaml")
        assert drawn(pilot)[0].strip() == "none.yaml is not there"
        assert f"There is no {tmp_path / 'none.yaml'}. Look at how it is spelt" in words(pilot)


@pytest.mark.parametrize(
    ("choice", "kept"),
    [
        ("1", {"sheet.yaml": THEIRS}),
        ("2", {"sheet.yaml": GOOD, "sheet-2.yaml": THEIRS}),
    ],
)
async def test_a_name_that_is_taken_is_asked_about(
    contexts: Contexts, tmp_path: Path, choice: str, kept: dict[str, bytes]
) -> None:
    context, app = first_app(contexts)
    own_file(context, "sheet.yaml", GOOD)
    given = tmp_path / "sheet.yaml"
    given.write_bytes(THEIRS)
    async with app.run_test(size=(100, 30)) as pilot:
        await files_read(pilot)
        await open_file(pilot, given)
        assert isinstance(app.screen, ChoiceScreen)
        assert shows(pilot, "sheet.yaml is in your folder already.")
        await press(pilot, choice)
        assert shows(pilot, f"{GLYPHS.cursor} ✓ Their sheet")
        assert (context.paths.checklists / "sheet.yaml").read_bytes() == GOOD
        await end(pilot)
    assert {path.name: path.read_bytes() for path in context.paths.checklists.iterdir()} == kept


async def test_a_file_whose_id_is_taken_takes_the_place_of_that_file_or_is_left(
    contexts: Contexts, tmp_path: Path
) -> None:
    context, app = first_app(contexts)
    own = own_file(context, "my-clinic.yaml", GOOD)
    given = tmp_path / "sheet.yaml"
    given.write_bytes(OTHER)
    async with app.run_test(size=(100, 30)) as pilot:
        await files_read(pilot)
        await open_file(pilot, given)
        assert shows(pilot, "my-clinic.yaml is in your folder already.")
        assert not shows(pilot, "Keep both")
        await press(pilot, "1")
        await end(pilot)
    assert [(path, path.read_bytes()) for path in context.paths.checklists.iterdir()] == [(own, OTHER)]


@pytest.mark.parametrize("key", ["2", "escape"])
async def test_choosing_neither_changes_nothing(contexts: Contexts, tmp_path: Path, key: str) -> None:
    context, app = first_app(contexts)
    own_file(context, "sheet.yaml", GOOD)
    given = tmp_path / "sheet.yaml"
    given.write_bytes(OTHER)
    async with app.run_test(size=(100, 30)) as pilot:
        await files_read(pilot)
        await open_file(pilot, given)
        await press(pilot, key)
        assert not shows(pilot, "Another sheet")


async def test_a_file_that_is_in_the_folder_already_is_not_copied(contexts: Contexts, tmp_path: Path) -> None:
    context, app = first_app(contexts)
    own = own_file(context, "sheet.yaml", GOOD)
    before = own.stat().st_mtime_ns
    given = tmp_path / "sheet.yaml"
    given.write_bytes(GOOD)
    async with app.run_test(size=(100, 30)) as pilot:
        await files_read(pilot)
        await open_file(pilot, given)
        assert isinstance(app.screen, StartScreen)
        await end(pilot)
    assert own.stat().st_mtime_ns == before
    assert [path.name for path in context.paths.checklists.iterdir()] == ["sheet.yaml"]


async def test_a_folder_that_cannot_be_written_does_not_stop_care(contexts: Contexts, tmp_path: Path) -> None:
    context, app = first_app(contexts)
    given = tmp_path / "sheet.yaml"
    given.write_bytes(GOOD)
    async with app.run_test(size=(100, 30)) as pilot:
        await files_read(pilot)
        await open_file(pilot, given)
        context.paths.home.mkdir(exist_ok=True)  # type: ignore[union-attr]
        context.paths.checklists.write_text("a file in the way")
        await end(pilot)
        await settled(pilot)
        assert "could not be written" in app.context.banner
        assert "The plan runs from its copy in the journal." in app.context.banner
        assert "could not be written" in words(pilot)
    recovery = context.recovery()
    assert recovery is not None
    assert recovery.checklist == "my-clinic"


@pytest.mark.parametrize("wrap", ["'{}'", '"{}"', " {} "])
def test_a_path_is_taken_as_a_terminal_pastes_it(tmp_path: Path, wrap: str) -> None:
    path = tmp_path / "my sheet.yaml"
    path.write_bytes(GOOD)
    read = read_path(wrap.format(path))
    assert isinstance(read, Offer)
    assert read.file.path == path


def test_escaped_spaces_and_a_tilde_are_understood(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "my sheet.yaml").write_bytes(GOOD)
    assert isinstance(read_path("~/my\\ sheet.yaml"), Offer)


@pytest.mark.parametrize("text", ["\0", "/", "x" * 5000])
def test_what_can_be_no_file_is_a_fault_and_no_crash(text: str) -> None:
    assert isinstance(read_path(text), DraftProblem)


def test_a_link_to_nothing_has_its_name_already(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").symlink_to(tmp_path / "nothing")
    (tmp_path / "mine-2.yaml").write_bytes(OTHER)
    assert free_name(tmp_path, "mine.yaml") == "mine-3.yaml"


def test_what_is_only_there_to_be_extended_is_not_offered(
    paths: Paths, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with_base(monkeypatch, tmp_path / "library")
    paths.checklists.mkdir(parents=True, exist_ok=True)
    head = "format: 1\nid: ours\ntitle: Ours\nfor: All\nrevision: 1\nreviewed: 2026-11-20\nhidden: yes\n"
    (paths.checklists / "ours.yaml").write_text(head, "utf-8")

    offers = read_offers(paths)

    assert [each.version.checklist.id for each in offers.offers] == [*library.shipped()]
    assert offers.problems == ()
    named = read_path(str(paths.checklists / "ours.yaml"))
    assert isinstance(named, DraftProblem)
    assert named.line == "ours.yaml is hidden: it is there for other checklists to extend"
