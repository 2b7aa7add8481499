"""A rule changed, added and put back from the Checklist screen: keys in, lines of the file out."""

from difflib import ndiff
from threading import Event
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from tests.conftest import Contexts
from tests.support.apps import shipped
from tests.support.followed import BASE, MINE, following, mine
from tests.support.screens import drawn, opened, settled, shows
from tests.tui.screens.checklist.test_screen import read, typing
from tui.files.author import Author
from tui.files.checklist_files import ChecklistPath
from tui.files.edits import CannotEditError, ChangeRule, Edit, PutBack
from tui.recovery.context import AppContext
from tui.screens import difference
from tui.screens.checklist import ChecklistScreen
from tui.screens.checklist.rule_form import RuleForm
from tui.screens.dialogs import ChoiceScreen
from tui.screens.difference import DifferenceScreen


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """How often the difference was shown, each time with what takes the change back."""
    given: list[Any] = []

    async def show(screen: Screen[Any], taken_back: Any = None) -> str:
        given.append(taken_back)
        return "Accepted."

    monkeypatch.setattr(difference, "show_difference", show)
    return given


@pytest.fixture
def context(contexts: Contexts, asked: list[Any]) -> AppContext:
    """Day 2, following a file with comments, and nothing asked of what it changes."""
    return following(contexts)


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys, and let all of them have their effect."""
    await pilot.press(*keys)
    await settled(pilot)


async def kept(pilot: Pilot[int]) -> None:
    """Wait until what was written is kept, refused or asked about."""
    await settled(pilot)
    while isinstance(form := pilot.app.screen, RuleForm) and form.keeping:
        await pilot.pause(0.01)
    await settled(pilot)
    if isinstance(pilot.app.screen, ChecklistScreen):
        for worker in [worker for worker in pilot.app.workers if worker.group == "act"]:
            await worker.wait()
        await read(pilot)


def changed(context: AppContext, before: str = MINE) -> list[str]:
    """The lines that the file has lost and got."""
    lines = ndiff(before.splitlines(), mine(context).read_text("utf-8").splitlines())
    return [line for line in lines if line.startswith(("-", "+"))]


def labels(pilot: Pilot[int]) -> list[str]:
    """What the lines of the form are called."""
    return [str(label.render()) for label in pilot.app.screen.query(".label").results(Static)]


async def test_the_days_of_a_rule_are_changed_by_keys_and_nothing_else_in_the_file(
    context: AppContext, asked: list[Any]
) -> None:
    async with opened(context, ChecklistScreen("make-up")) as pilot:
        await read(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, RuleForm)
        assert labels(pilot)[:6] == ["Days", "Because", "Reminder", "Title", "Short", "How"]
        assert shows(pilot, "Days 0 to 4. Back on Wednesday 25 November, day 5.")
        assert shows(pilot, "In base: 0-6")
        assert shows(pilot, "Type for example: 0-4 (days 0 to 4), 14- (from day 14 on)")
        await press(pilot, *"0-5")
        assert shows(pilot, "Days 0 to 5. Back on Thursday 26 November, day 6.")
        await press(pilot, "enter")
        await kept(pilot)
        assert isinstance(pilot.app.screen, ChecklistScreen)
        assert shows(pilot, "Accepted.")
        assert shows(pilot, "yours: days 0-5")
        assert pilot.app.screen.cursor == "item/make-up"
    assert changed(context) == [
        "-     days: 0-4         # she was sure",
        "+     days: 0-5         # she was sure",
    ]
    assert len(asked) == 1
    asked[0]()
    assert changed(context) == []


async def test_several_lines_are_one_change(context: AppContext, asked: list[Any]) -> None:
    async with opened(context, ChecklistScreen("cream")) as pilot:
        await read(pilot)
        keys = ["down", *typing("midday"), "down", "end", *typing(" of today"), "down", "n", "o"]
        await press(pilot, "enter", *keys, "down", "down", "down", *typing("Thinly."), "enter")
        await kept(pilot)
        assert len(asked) == 1
    assert changed(context) == [
        "-     at: [morning, evening]",
        "+     at: midday",
        "+     remind: no",
        "+     how: Thinly.",
        "-     because: my clinic's sheet",
        "+     because: my clinic's sheet of today",
    ]


async def test_a_value_as_in_the_base_takes_its_key_out_of_the_file(context: AppContext) -> None:
    async with opened(context, ChecklistScreen("wash")) as pilot:
        await read(pilot)
        await press(pilot, "enter", "down", *typing("morning, evening+60m"), "enter")
        await kept(pilot)
        assert not [each for each in (await read(pilot)).origins if each.rule.id == "wash" and each.yours]
    assert changed(context) == ["- ", "-   wash: {at: [morning]}  # evenings sting"]


async def test_nothing_changed_writes_nothing(context: AppContext, asked: list[Any]) -> None:
    async with opened(context, ChecklistScreen("wash")) as pilot:
        await read(pilot)
        await press(pilot, "enter", "enter")
        await kept(pilot)
        assert isinstance(pilot.app.screen, ChecklistScreen)
    assert changed(context) == []
    assert asked == []


async def test_escape_changes_nothing(context: AppContext, asked: list[Any]) -> None:
    async with opened(context, ChecklistScreen("wash")) as pilot:
        await read(pilot)
        await press(pilot, "enter", *"1-4", "escape")
        await kept(pilot)
        assert isinstance(pilot.app.screen, ChecklistScreen)
    assert (changed(context), asked) == ([], [])


@pytest.mark.parametrize(
    ("pressed", "sentence"),
    [
        (("4", "-", "0"), '"4-0" runs backwards; write 0-4.'),
        (("down", *"evning"), '"evning" has no time of its own; did you mean evening?'),
        (("down", "down", "down", *typing("days: 3")), ""),
        (("backspace",), ""),
    ],
)
async def test_what_cannot_be_is_said_under_its_line_as_it_is_typed(
    context: AppContext, pressed: tuple[str, ...], sentence: str
) -> None:
    async with opened(context, ChecklistScreen("wash")) as pilot:
        await read(pilot)
        await press(pilot, "enter", *pressed)
        assert shows(pilot, sentence)


async def test_what_is_wrong_is_gone_to_and_nothing_is_written(context: AppContext) -> None:
    async with opened(context, ChecklistScreen("wash")) as pilot:
        await read(pilot)
        await press(pilot, "enter", "backspace", "down", "down", "down", "enter")
        form = pilot.app.screen
        assert isinstance(form, RuleForm)
        assert form.focused is not None
        assert form.focused.id == "write-days"
        assert shows(pilot, "Say the days, such as 0-4 or 3, 7, 14.")
        assert form.query_one("#line-days").has_class("-problem")
    assert changed(context) == []


async def test_what_is_left_alone_for_less_long_is_asked_about_once(context: AppContext) -> None:
    async with opened(context, ChecklistScreen("make-up")) as pilot:
        await read(pilot)
        await press(pilot, "enter", *"0-3", "enter")
        await kept(pilot)
        assert isinstance(pilot.app.screen, ChoiceScreen)
        assert shows(pilot, "Make-up would be back sooner. The checklist says days 0 to")
        assert shows(pilot, "Yes, it said days 0 to 3")
        await press(pilot, "1")
        await kept(pilot)
        assert shows(pilot, "Not written: it stays as it was.")
        assert shows(pilot, "0-3")
        assert changed(context) == []
        await press(pilot, "enter")
        await kept(pilot)
        await press(pilot, "2")
        await kept(pilot)
        assert shows(pilot, "yours: days 0-3")
    assert changed(context) == [
        "-     days: 0-4         # she was sure",
        "+     days: 0-3         # she was sure",
    ]


@pytest.mark.parametrize(("rule", "typed"), [("make-up", "0-9"), ("sport", "0-4"), ("hot-drinks", "6h")])
async def test_what_is_left_alone_for_longer_is_not_asked_about(
    context: AppContext, rule: str, typed: str
) -> None:
    async with opened(context, ChecklistScreen(rule)) as pilot:
        await read(pilot)
        await press(pilot, "enter", *typed, "enter")
        await kept(pilot)
        assert isinstance(pilot.app.screen, ChecklistScreen)
    assert len(changed(context)) > 0


async def test_what_a_shipped_file_says_is_asked_about_too(contexts: Contexts, asked: list[Any]) -> None:
    async with opened(contexts("2026-11-22T12:00", of=shipped()), ChecklistScreen("face-no-makeup")) as pilot:
        await read(pilot)
        await press(pilot, "enter", *"0-4", "enter")
        await kept(pilot)
        assert isinstance(pilot.app.screen, ChoiceScreen)
        assert asked == []


async def test_a_whole_file_of_one_s_own_is_not_asked_about(contexts: Contexts, asked: list[Any]) -> None:
    context = following(contexts, BASE.replace("id: base", "id: mine"))
    async with opened(context, ChecklistScreen("make-up")) as pilot:
        await read(pilot)
        await press(pilot, "enter", *"0-4", "enter")
        await kept(pilot)
        assert isinstance(pilot.app.screen, ChecklistScreen)
        assert len(asked) == 1


async def test_hours_that_become_fewer_are_asked_about(context: AppContext) -> None:
    async with opened(context, ChecklistScreen("hot-drinks")) as pilot:
        await read(pilot)
        await press(pilot, "enter", *"2h", "enter")
        await kept(pilot)
        assert isinstance(pilot.app.screen, ChoiceScreen)
        assert shows(pilot, "Yes, it said 2 hours from the treatment")


@pytest.mark.parametrize(
    ("change", "typed"),
    [("{lasts: null, days: 0-1}", "0"), ("{lasts: 12h}", "11h")],
    ids=["from hours to days", "less than the file says already"],
)
async def test_hours_and_days_are_compared_by_the_clock(contexts: Contexts, change: str, typed: str) -> None:
    context = following(contexts, MINE.replace("  wash: {at", f"  hot-drinks: {change}\n  wash: {{at"))
    # A day from four in the afternoon on is over on day 1.
    base = mine(context).with_name("base.yaml")
    base.write_text(BASE.replace("lasts: 4h", "lasts: 24h"), "utf-8")
    async with opened(context, ChecklistScreen("hot-drinks")) as pilot:
        await read(pilot)
        await press(pilot, "enter", *typed, "enter")
        await kept(pilot)
        assert isinstance(pilot.app.screen, ChoiceScreen)


async def test_what_the_file_says_in_hours_is_not_shortened_unasked(contexts: Contexts) -> None:
    said = MINE.replace("days: 0-4         # she was sure", "days: null\n    lasts: 24h")
    async with opened(following(contexts, said), ChecklistScreen("make-up")) as pilot:
        await read(pilot)
        await press(pilot, "enter", *"23h", "enter")
        await kept(pilot)
        assert isinstance(pilot.app.screen, ChoiceScreen)
        assert shows(pilot, "Yes, it said 23 hours from the treatment")


async def test_what_the_form_does_not_change_is_said(context: AppContext) -> None:
    async with opened(context, ChecklistScreen("spf-again")) as pilot:
        await read(pilot)
        await press(pilot, "enter")
        assert labels(pilot)[:6] == ["Days", "Because", "Reminder", "Title", "Short", "How"]
        assert shows(pilot, "To leave it out: esc, then z. To change how often it comes")


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (
            CannotEditError("The file was changed by another program meanwhile"),
            "by another program meanwhile.",
        ),
        (PermissionError(13, "Permission denied"), "The file cannot be written: permission denied."),
    ],
)
async def test_what_cannot_be_written_is_said_and_what_was_typed_stays(
    context: AppContext, monkeypatch: pytest.MonkeyPatch, fault: Exception, said: str, asked: list[Any]
) -> None:
    def refuse(*args: object) -> None:
        raise fault

    monkeypatch.setattr(Author, "write", refuse)
    async with opened(context, ChecklistScreen("wash")) as pilot:
        await read(pilot)
        await press(pilot, "enter", *"1-4", "enter")
        await kept(pilot)
        assert isinstance(pilot.app.screen, RuleForm)
        assert shows(pilot, said)
        assert pilot.app.screen.values["days"] == "1-4"
        await press(pilot, "5")
        assert not shows(pilot, said)
    assert asked == []


async def test_enter_twice_writes_once(context: AppContext, monkeypatch: pytest.MonkeyPatch) -> None:
    written, write = [], Author.write

    def count(author: Author, id: str, edit: Edit) -> ChecklistPath:
        written.append(edit)
        return write(author, id, edit)

    monkeypatch.setattr(Author, "write", count)
    async with opened(context, ChecklistScreen("wash")) as pilot:
        await read(pilot)
        await press(pilot, "enter", *"1-4")
        form = pilot.app.screen
        assert isinstance(form, RuleForm)
        form._answer()
        form._answer()
        # Nor is it left before what it changes can be shown.
        form.action_give_up()
        await kept(pilot)
        assert isinstance(pilot.app.screen, ChecklistScreen)
    assert written == [ChangeRule("wash", {"days": "1-4"})]


async def test_what_the_format_refuses_is_said_in_its_words(context: AppContext) -> None:
    async with opened(context, ChecklistScreen("wash")) as pilot:
        await read(pilot)
        await press(pilot, "enter", *"1-4000", "enter")
        assert isinstance(pilot.app.screen, RuleForm)
        assert shows(pilot, '"4000" is later than day 3650, ten years on.')


async def test_a_rule_is_added_and_gone_to(context: AppContext) -> None:
    async with opened(context, ChecklistScreen()) as pilot:
        await read(pilot)
        await press(pilot, "plus", "1")
        assert labels(pilot) == ["Title", "Days", "Times", "How", "Why", "Because"]
        await press(pilot, *typing("Put on the cream"), "down", *"2-5", "down", *"midday", "enter")
        await kept(pilot)
        assert isinstance(pilot.app.screen, ChecklistScreen)
        assert pilot.app.screen.cursor == "item/put-on-the-cream"
    assert changed(context) == [
        "+   - id: put-on-the-cream",
        "+     do: Put on the cream",
        "+     days: 2-5",
        "+     at: midday",
        "+     agreement: unsourced",
    ]


async def test_a_rule_to_leave_alone_has_no_times(context: AppContext) -> None:
    async with opened(context, ChecklistScreen()) as pilot:
        await read(pilot)
        await press(pilot, "a", "2")
        assert labels(pilot) == ["Title", "Days", "How", "Why", "Because"]
        await press(pilot, "escape", "a", "escape")
        assert isinstance(pilot.app.screen, ChecklistScreen)


async def test_a_key_pressed_twice_does_it_once(
    context: AppContext, monkeypatch: pytest.MonkeyPatch, asked: list[Any]
) -> None:
    written, write, may_go_on = [], Author.write, Event()

    def count(author: Author, id: str, edit: Edit) -> ChecklistPath:
        written.append(edit)
        may_go_on.wait()
        return write(author, id, edit)

    monkeypatch.setattr(Author, "write", count)
    async with opened(context, ChecklistScreen("make-up")) as pilot:
        screen = await read(pilot)
        screen.action_put_back()
        await pilot.pause()
        screen.action_put_back()
        await pilot.pause()
        may_go_on.set()
        await kept(pilot)
        assert screen.status == "Accepted."
    assert written == [PutBack("make-up")]
    assert len(asked) == 1


@pytest.mark.parametrize("key", ["b", "z"])
async def test_a_rule_is_had_as_it_came(context: AppContext, key: str, asked: list[Any]) -> None:
    rule, lines = {
        "b": ("wash", ["- ", "-   wash: {at: [morning]}  # evenings sting"]),
        "z": ("sauna", ["- ", "- remove:", "-   - {id: sauna, because: I never go}"]),
    }[key]
    async with opened(context, ChecklistScreen(rule)) as pilot:
        await read(pilot)
        await press(pilot, key)
        await kept(pilot)
        screen = await read(pilot)
        assert screen.selected is not None
        assert not screen.selected.yours
    assert changed(context) == lines
    assert len(asked) == 1


async def test_a_first_change_of_a_shipped_file_makes_one_that_extends_it(
    contexts: Contexts, asked: list[Any]
) -> None:
    context = contexts("2026-11-22T12:00", of=shipped())
    async with opened(context, ChecklistScreen("face-no-makeup")) as pilot:
        await read(pilot)
        assert not list(context.paths.checklists.glob("*"))
        await press(pilot, "enter", *"0-9", "enter")
        await kept(pilot)
        assert shows(pilot, "yours: days 0-9")
    written = (context.paths.checklists / "picosure-face.yaml").read_text("utf-8")
    assert "extends: picosure-face\n" in written
    assert "change:\n  face-no-makeup:\n    days: 0-9\n" in written


@pytest.mark.parametrize(
    ("key", "state", "days"), [("a", "yours: days 0-5", 6), ("u", "yours: days 0-4", 5), ("o", "days 0-5", 5)]
)
async def test_what_a_change_does_to_the_days_is_shown_and_decided(
    contexts: Contexts, key: str, state: str, days: int
) -> None:
    context = following(contexts)
    async with opened(context, ChecklistScreen("make-up")) as pilot:
        await read(pilot)
        await press(pilot, "enter", *"0-5", "enter")
        while not isinstance(pilot.app.screen, DifferenceScreen):
            await pilot.pause(0.01)
        await settled(pilot)
        assert shows(pilot, "Make-up: back on day 6 (Thu 26 Nov) instead of day 5.")
        await press(pilot, key)
        await kept(pilot)
        assert shows(pilot, state)
    reader = context.reader()
    assert reader is not None
    rule = reader.plan(context.now()).checklist.rule("make-up")
    assert rule is not None
    assert rule.last_day == days - 1
    assert bool(changed(context)) is (key != "u")


async def test_the_form_fits_a_small_terminal(context: AppContext) -> None:
    async with opened(context, ChecklistScreen("wash"), (40, 12)) as pilot:
        await read(pilot)
        await press(pilot, "enter")
        lines = drawn(pilot)
        assert len(lines) == 12
        assert labels(pilot)[:4] == ["Days", "Times", "Because", "Reminder"]
        assert labels(pilot)[7:] == [
            *("Why", "When", "Unless", "While"),
            *("Lifted by", "Days from", "Also"),
        ]
        for place, label in enumerate(labels(pilot)):
            assert any(line.startswith(label) for line in drawn(pilot)), label
            if place == 2:
                assert shows(pilot, "Whose word this is, such as my")
            await press(pilot, "down")


async def looked(pilot: Pilot[int]) -> None:
    """Wait until the day was looked at with what is written."""
    await pilot.pause(0.4)
    for worker in [worker for worker in pilot.app.workers if worker.group == "look"]:
        await worker.wait()
    await settled(pilot)


async def test_beside_the_lines_is_the_day_as_it_would_look(context: AppContext) -> None:
    async with opened(context, ChecklistScreen("make-up"), size=(120, 40)) as pilot:
        await read(pilot)
        await press(pilot, "enter")
        await looked(pilot)
        assert shows(pilot, "As it would look:")
        assert shows(pilot, "Day 2 Sun 22 Nov")
        await press(pilot, *"4-8")
        await looked(pilot)
        assert shows(pilot, "Day 4 Tue 24 Nov")
        assert shows(pilot, "Sun 29    Make-up")
        await press(pilot, "down", "down", "down", *typing("Lipstick"), "pagedown")
        await looked(pilot)
        assert shows(pilot, "Day 5 Wed 25 Nov")
        await press(pilot, "escape")
        await settled(pilot)
    assert changed(context) == []


async def test_what_is_half_written_leaves_the_day_as_it_was(context: AppContext) -> None:
    async with opened(context, ChecklistScreen("make-up"), size=(120, 40)) as pilot:
        await read(pilot)
        await press(pilot, "enter", *"4-8")
        await looked(pilot)
        await press(pilot, "backspace", "backspace", "x")
        await looked(pilot)
        assert shows(pilot, "Day 4 Tue 24 Nov")
        assert shows(pilot, '"4x" must be days such as 0, 1-13 or 14-.')


async def test_where_there_is_no_room_a_key_shows_the_day_in_the_place_of_the_lines(
    context: AppContext,
) -> None:
    async with opened(context, ChecklistScreen("make-up"), size=(40, 12)) as pilot:
        await read(pilot)
        await press(pilot, "enter", "down", "down")
        assert not shows(pilot, "As it would look")
        await press(pilot, "f2")
        await looked(pilot)
        assert shows(pilot, "As it would look:")
        assert shows(pilot, "Make-up"), "\n".join(drawn(pilot))
        assert not shows(pilot, "Title")
        await press(pilot, "f2", *" too")
        assert shows(pilot, "too")
        assert not shows(pilot, "As it would look")


async def test_a_sentence_takes_the_rows_it_needs_and_the_arrows_go_through_them(context: AppContext) -> None:
    words = "Thinly, from the middle of the face outwards, and never over a blister or a crust that is open."
    async with opened(context, ChecklistScreen("cream"), size=(80, 24)) as pilot:
        await read(pilot)
        await press(pilot, "enter", *["down"] * 6)
        await press(pilot, *typing(words))
        assert shows(pilot, "How        Thinly, from the middle of the face outwards"), "\n".join(
            drawn(pilot)
        )
        assert shows(pilot, "blister or a crust that is open.")
        await press(pilot, "up", "home", *typing("Very "), "down", "down", *typing("my clinic"))
        await press(pilot, "enter")
        await kept(pilot)
    assert f"+     how: {words.replace('Thinly', 'Very Thinly')}" in "".join(changed(context)).replace(
        "+       ", " "
    )


@pytest.mark.parametrize(
    ("downs", "written", "sentence"),
    [
        ("While", "crust", "There is no question or sign crust."),
        ("Lifted by", "crusts", "There is no sign that happens once crusts."),
        ("Days from", "stitches", "There is no question or sign stitches."),
    ],
)
async def test_what_the_file_does_not_have_is_told_beside_the_line_that_names_it(
    context: AppContext, downs: str, written: str, sentence: str
) -> None:
    async with opened(context, ChecklistScreen("make-up"), size=(80, 40)) as pilot:
        await read(pilot)
        await press(pilot, "enter")
        form = pilot.app.screen
        assert isinstance(form, RuleForm)
        while form._current.label != downs:
            await press(pilot, "down")
        await press(pilot, *typing(written))
        assert shows(pilot, sentence), drawn(pilot)


async def test_words_to_find_it_by_are_a_list_in_the_file(context: AppContext) -> None:
    async with opened(context, ChecklistScreen("make-up"), size=(80, 40)) as pilot:
        await read(pilot)
        await press(pilot, "enter")
        form = pilot.app.screen
        assert isinstance(form, RuleForm)
        while form._current.label != "Also":
            await press(pilot, "down")
        await press(pilot, *typing("concealer, lipstick"), "enter")
        await kept(pilot)
    assert changed(context) == ["+     also: [concealer, lipstick]"]
