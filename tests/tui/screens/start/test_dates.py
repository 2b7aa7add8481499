"""What the clinic said, told while a recovery is begun: numbers, and days and times of its own."""

from pathlib import Path

import pytest

from checklists.rules.rule import Rule
from tests.conftest import Contexts
from tests.support.commands import Shell
from tests.support.screens import files_read, first_app, press, settled, shows, words
from tui.app.app import Afterglow
from tui.journal import Journal, Topic
from tui.recovery.context import AppContext
from tui.recovery.recovery import Clinic
from tui.screens.dialogs import FieldsScreen, FindScreen
from tui.screens.start.screen import StartScreen
from tui.screens.today import TodayScreen

START = ("start", "picosure-face", "--on", "2026-11-20T16:00")


def dates(context: AppContext) -> dict[str, tuple[str, str]]:
    kept = context.journal.current("picosure-face", Topic.CLINIC_DATE)
    return {id: (entry.value["days"], entry.value["at"]) for id, entry in kept.items()}


async def test_the_clinics_own_days_are_told_on_the_third_step_and_written_with_the_rest(
    contexts: Contexts,
) -> None:
    context, app = first_app(contexts)
    async with app.run_test() as pilot:
        await files_read(pilot)
        await press(pilot, "enter", "enter", "up", "enter")
        assert isinstance(app.screen, FindScreen)
        await press(pilot, *"wash", "enter")
        assert isinstance(app.screen, FieldsScreen)
        assert app.screen.values == {"days": "1-13", "at": "morning, evening+1h"}
        await press(pilot, *"1-20", "enter")
        assert shows(pilot, "Wash gently with cool or lukewarm water: days 1 to 20")
        assert not context.paths.journal.exists()
        await press(pilot, "end", "enter")
        assert isinstance(app.screen, TodayScreen)
        assert dates(context) == {"face-cleanse": ("1-20", "")}
        await press(pilot, "u", "2")
        assert isinstance(app.screen, StartScreen)
    acts = {act.id: act.words for act, _ in context.journal.everything("picosure-face")}
    assert next(iter(acts.values())) == "start PicoSure on the face, treated 2026-11-20 16:00"
    assert dates(context) == {}


async def test_what_would_be_back_sooner_is_asked_about_once(contexts: Contexts) -> None:
    context, app = first_app(contexts)
    async with app.run_test() as pilot:
        await files_read(pilot)
        told = ("enter", *"make", "enter", *"0-4", "enter")
        await press(pilot, "enter", "enter", "up", *told)
        assert shows(pilot, "Make-up would be back sooner. The checklist says days")
        await press(pilot, "1")
        assert not shows(pilot, "Make-up: days 0 to 4")
        await press(pilot, *told, "2")
        assert shows(pilot, "Make-up: days 0 to 4")
        await press(pilot, "down", "enter", *"0-5", "enter")
        assert shows(pilot, "Make-up: days 0 to 5")
        await press(pilot, "enter", "end", *["backspace"] * 3, "enter")
        assert not shows(pilot, "Make-up: days")
        await press(pilot, *told, "2", "end", "enter")
        assert isinstance(app.screen, TodayScreen)
    assert dates(context) == {"face-no-makeup": ("0-4", "")}


async def test_what_is_told_for_one_checklist_is_not_told_for_another(contexts: Contexts) -> None:
    context, app = first_app(contexts)
    async with app.run_test() as pilot:
        await files_read(pilot)
        await press(pilot, "enter", "enter", "up", "enter", *"wash", "enter", *"1-20", "enter")
        await press(pilot, "escape", "escape", "down", "space", "enter", "enter")
        assert not shows(pilot, "days 1 to 20")
        await press(pilot, "end", "enter")
        assert isinstance(app.screen, TodayScreen)
    recovery = context.recovery()
    assert recovery is not None
    assert context.journal.current(recovery.id, Topic.CLINIC_DATE) == {}


async def test_every_number_can_be_told_and_the_emergency_one_is_said_at_once(contexts: Contexts) -> None:
    context, app = first_app(contexts)
    async with app.run_test() as pilot:
        await files_read(pilot)
        await press(pilot, "enter", "enter", "up", "up", "enter")
        assert isinstance(app.screen, FieldsScreen)
        await press(pilot, "down", "down", *"1", "enter")
        assert "After hours: That is too short for a phone number." in " ".join(words(pilot).split())
        await press(pilot, *"234", "down", *"995", "enter")
        assert shows(pilot, "After hours, emergency     after hours 1234, 995")
        assert "call your emergency number, 995, now" in words(pilot).replace("\n", " ")
        await press(pilot, "end", "enter")
    recovery = context.recovery()
    assert recovery is not None
    assert recovery.clinic == Clinic(after_hours="1234", emergency="995")


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=str)
async def test_who_skips_it_sees_all_there_is_and_the_notice_before_anything_begins(
    contexts: Contexts, size: tuple[int, int]
) -> None:
    context, app = first_app(contexts)
    async with app.run_test(size=size) as pilot:
        await files_read(pilot)
        await press(pilot, "enter", "enter")
        assert shows(pilot, "+ After hours, emergency")
        assert shows(pilot, "+ Days or times it gave you")
        assert shows(pilot, "How loud may this be?")
        screen = app.screen
        assert isinstance(screen, StartScreen)
        if size == (80, 24):
            assert screen._form.all_is_seen()
        await press(pilot, "enter", "enter", *(() if size == (80, 24) else ("enter",) * 2))
        assert isinstance(app.screen, TodayScreen)
    assert context.recovery() is not None


async def _asked(pilot: object, app: Afterglow) -> FindScreen[Rule]:
    await settled(pilot)  # type: ignore[arg-type]
    assert isinstance(app.screen, FindScreen)
    return app.screen


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("", "Your clinic's sheet comes before this plan"),
        ("make", "Make-up"),
        ("cold pack", "Cool the skin with a wrapped cold pack"),
        ("SPF", "Put sunscreen on closed skin: SPF 50, broad spectrum"),
        ("nothing of the kind", ""),
    ],
)
async def test_a_rule_is_found_by_its_words_the_nearest_first(
    contexts: Contexts, typed: str, first: str
) -> None:
    _, app = first_app(contexts)
    async with app.run_test() as pilot:
        await files_read(pilot)
        await press(pilot, "enter", "enter", "up", "enter")
        screen = await _asked(pilot, app)
        await pilot.press(*("space" if letter == " " else letter for letter in typed))
        await settled(pilot)
        option = screen.choices.highlighted_option
        shown = str(option.prompt) if option is not None else ""
        assert shown.startswith(first)
        assert bool(shown) is bool(first)
        await press(pilot, *(("enter", "down", "enter") if not first else ("escape",)))
        assert isinstance(app.screen, FindScreen if not first else StartScreen)


async def test_what_the_answers_leave_out_is_not_offered(contexts: Contexts) -> None:
    _, app = first_app(contexts)
    async with app.run_test() as pilot:
        await files_read(pilot)
        await press(pilot, "enter", "down", "space", "enter", "up", "enter", *"make-up")
        screen = await _asked(pilot, app)
        assert "face-no-makeup" not in [option.id for option in screen.choices.options]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (["face-cleanse=1-20"], {"face-cleanse": {"days": "1-20", "at": ""}}),
        (["face-cleanse=lunch 12:15"], {"face-cleanse": {"days": "", "at": "lunch 12:15"}}),
        (["face-cleanse=3, 5@morning"], {"face-cleanse": {"days": "3, 5", "at": "morning"}}),
        (
            ["face-no-makeup=0-20", "face-spf-am=2-"],
            {"face-no-makeup": {"days": "0-20", "at": ""}, "face-spf-am": {"days": "2-", "at": ""}},
        ),
    ],
    ids=str,
)
def test_the_command_takes_them_with_the_start(home: Path, given: list[str], kept: dict[str, object]) -> None:
    shell = Shell(home)
    said = [part for each in given for part in ("--clinic-date", each)]

    assert shell(*START, *said).code == 0

    with Journal.open(home / "journal.sqlite") as journal:
        values = {
            key: entry.value for key, entry in journal.current("picosure-face", Topic.CLINIC_DATE).items()
        }
        acts = {act.id for act, _ in journal.everything("picosure-face")}
    titles = {key: {"title": values[key]["title"]} for key in values}
    assert values == {key: {**value, **titles[key]} for key, value in kept.items()}  # type: ignore[dict-item]
    assert len(acts) == 1
    for id in kept:
        assert shell("clinic").line(id)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("face-no-makeup=0-4", "That leaves 'Make-up' free sooner. The checklist says days 0 to 6."),
        ("face-cleanse", "'face-cleanse' says no days. Write it like face-cleanse=0-4"),
        ("face-cleanse=", "'face-cleanse=' says no days."),
        ("face-clean=0-4", "'face-clean' fits both face-cleanse and face-clean-contact."),
        ("face-cleanse=9-4", '"9-4" runs backwards; write 4-9.'),
        ("face-cleanse=4-9@after-2h", "That would end before it begins: after-2h falls on day 0"),
        ("face-no-makeup=morning", "'Make-up' is left alone all day, so it has no times."),
    ],
)
def test_what_cannot_be_meant_is_refused_and_begins_nothing(home: Path, given: str, reason: str) -> None:
    shell = Shell(home)
    ended = shell(*START, "--clinic-date", given)
    assert ended.code == 2
    assert ended.err.startswith(reason)
    assert not (home / "journal.sqlite").exists()


def test_one_rule_said_twice_is_refused_and_a_shorter_one_is_taken_at_the_clinics_word(home: Path) -> None:
    shell = Shell(home)
    twice = ("--clinic-date", "face-cleanse=1-9", "--clinic-date", "face-cleanse=2-9")
    assert shell(*START, *twice).err.startswith("face-cleanse is said twice.")
    ended = shell(*START, "--clinic-date", "face-no-makeup=0-4", "--clinic-said-so")
    assert ended.code == 0
    assert "Your clinic said: 'Make-up', days 0 to 4." in ended.out.splitlines()


def test_days_for_what_the_answers_leave_out_are_kept_and_said_not_to_be_in_the_plan(home: Path) -> None:
    tattoo = ("start", "picosure-tattoo", "--on", "2026-11-20T16:00", "--zone", "Europe/Berlin")
    shell = Shell(home, now="2026-11-20T17:00")

    said = shell(*tattoo, "--answer", "about=", "--clinic-date", "tat-keep-dressing=0-2").out.splitlines()

    title = "'Keep the first dressing on and dry, if it has one'"
    assert f"Your clinic said: {title}, days 0 to 2." in said
    assert f"By your answers {title} is not in your plan now." in said
    assert not shell("today").line("tat-keep-dressing")
    shell("answer", "about=dressing")
    assert shell("today").line("tat-keep-dressing").endswith("as your clinic said")
    assert shell("today", now="2026-11-22T08:30").line("tat-keep-dressing")
