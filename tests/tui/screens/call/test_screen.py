"""When to call: the emergencies first, and the clinic's number always."""

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import force_setattr, replace
from rich.cells import cell_len

from checklists import library
from checklists.rules.checklist import Call, CallWarning
from checklists.rules.rule import Span
from tests.conftest import Contexts
from tests.support.apps import BERLIN, CLINIC, chosen, report, shipped, small_checklist
from tests.support.content import shipped as content
from tests.support.screens import Below, bare_app, click, drawn, opened, press, settled, shows, words, written
from tui.journal import JournalError, Reason, Topic
from tui.recovery.begin import begin
from tui.recovery.call_lines import CallSheet, read_call_sheet
from tui.recovery.context import AppContext
from tui.recovery.recovery import Clinic
from tui.screens.call import CallScreen
from tui.screens.call.call_list import NOW, Brevity, CallList, general_lines
from tui.screens.call.line import CallLineScreen
from tui.screens.check_in import AnswerScreen
from tui.screens.dialogs import FieldsScreen, PromptScreen
from tui.settings import Settings

MORNING = "2026-11-21T08:55"


async def test_it_is_ordered_by_how_soon_and_says_by_whom(contexts: Contexts) -> None:
    async with opened(contexts(MORNING), CallScreen()) as pilot:
        lines, text = drawn(pilot), words(pilot)
    assert lines[0] == f" When to call{'Day 1  Sat 21 Nov':>66}"
    today = "Today: your clinic. No answer? An out-of-hours doctor, today."
    order = ("NOW: your emergency number, 112", "Trouble breathing", today, "Any blister")
    places = [text.index(told) for told in order]
    assert places == sorted(places)
    assert lines[-2] == " Your skin clinic +65 6000 0000"


@pytest.mark.parametrize("id", library.shipped())
@pytest.mark.parametrize("number", [0, 1, 3, 7, 14])
def test_every_emergency_and_all_that_is_urgent_fits_the_smallest_terminal(id: str, number: int) -> None:
    now = [warning for warning in content(id).plan({}).day(number).warnings if warning.call in NOW]
    assert {warning.call for warning in now} == set(NOW)
    warnings = tuple(
        replace(one, days=(Span(0 if one in now else 99, None),)) for one in content(id).checklist.warnings
    )
    lines = [
        line for line in general_lines(replace(content(id).checklist, warnings=warnings)) if line.call in NOW
    ]
    assert len(lines) == len(now)
    assert all(cell_len(line.short or line.text) <= 36 for line in lines)
    # All of 40x12 but the line that says whom to call.
    assert CallList().rows_of(lines, 40, brevity=Brevity.FEW) <= 11
    # Nor the row that says on top what stands.
    assert CallList().rows_of(lines, 40, brevity=Brevity.FEWEST) <= 10


@pytest.mark.parametrize(
    "day", ["2026-11-20T18:00", "2026-11-21T08:55", "2026-11-24T09:00", "2026-11-30T09:00"]
)
async def test_a_small_terminal_shows_what_cannot_wait_in_few_words_and_whole_at_the_cursor(
    contexts: Contexts, day: str
) -> None:
    context = contexts(day, of=shipped())
    async with opened(context, CallScreen(), (40, 12)) as pilot:
        reader = context.reader()
        assert reader is not None
        warnings = [one.warning for one in reader.state(context.now()).warnings]
        now = [one for one in warnings if one.call in NOW]
        for here in now:
            lines, text = drawn(pilot), words(pilot)
            assert all((one.condition if one is here else one.short or one.condition) in text for one in now)
            assert "…" not in "".join(lines[:-1])
            assert "+65 6000 0000" in "\n".join(lines[-2:])
            await press(pilot, "down")
    seen = sum((one.short or one.condition) in text or one.condition in text for one in warnings)
    below = len(warnings) - seen
    assert f"↓ {below}" in "\n".join(lines[-2:])


@pytest.mark.parametrize(
    ("clinic", "line"),
    [
        (CLINIC, " Your skin… +65 6000 0000      esc ↓ 13"),
        (Clinic(phone="110"), " Your clinic 110     esc back ↓ 13 more"),
        (Clinic("Dr Tan", "+65 6000 0000", "+65 9000 1111"), " +65 6000 0000  closed: +65 9000 1111"),
        (Clinic(), " No number yet: e adds it      esc ↓ 13"),
    ],
    ids=["named", "short", "two", "none"],
)
async def test_where_no_line_is_left_for_keys_the_way_out_stands_beside_the_number_and_can_be_clicked(
    contexts: Contexts, clinic: Clinic, line: str
) -> None:
    context = contexts(MORNING, of=shipped())
    reader = context.reader()
    assert reader is not None
    context.acts(reader).set_clinic(clinic, CLINIC)
    async with opened(context, CallScreen(), (40, 12)) as pilot:
        assert drawn(pilot)[-1] == line
        if "esc" in line:
            await click(pilot, "esc")
            assert isinstance(pilot.app.screen, Below)


@pytest.mark.parametrize("without", ["short", "room"])
async def test_without_few_words_the_emergencies_and_one_urgent_line_are_seen(
    contexts: Contexts, without: str
) -> None:
    of = shipped()
    if without == "short":
        whole = tuple(replace(one, short="") for one in of.checklist.warnings)
        of = chosen(replace(of.checklist, warnings=whole))
    context = contexts(MORNING, of=of)
    async with opened(context, CallScreen(), (40, 12 if without == "short" else 11)) as pilot:
        text = words(pilot)
        calls = pilot.app.screen.query_one(CallList)
    emergencies = [line for line in calls.lines if line.call is Call.EMERGENCY]
    urgent = [line for line in calls.lines if line.call is Call.URGENT]
    # Where there is no room for all words, those that were written for few cells.
    assert all(line.text in text or (line.short and line.short in text) for line in emergencies)
    assert urgent[0].text in text or urgent[0].short in text


async def test_what_cannot_wait_is_seen_beside_the_row_of_what_stands_too(contexts: Contexts) -> None:
    context = contexts("2026-11-23T20:10", of=shipped())
    report(context, blisters=1)
    reader = context.reader()
    assert reader is not None
    now = [one.warning for one in reader.state(context.now()).warnings if one.warning.call in NOW]
    async with opened(context, CallScreen(), (40, 12)) as pilot:
        assert drawn(pilot)[0].startswith(" blisters  Clinic today: +65 6000 0000")
        assert [one.short for one in now if one.short not in words(pilot)] == []


async def test_what_is_below_is_reached_and_seen_whole_line_by_line(contexts: Contexts) -> None:
    context = contexts(MORNING, of=shipped())
    async with opened(context, CallScreen(), (40, 12)) as pilot:
        calls = pilot.app.screen.query_one(CallList)
        for line in calls.lines:
            assert calls.current == line
            assert line.text in words(pilot)
            await press(pilot, "down")


@pytest.mark.parametrize("height", range(14, 30))
async def test_no_heading_stands_last_without_a_line_under_it(contexts: Contexts, height: int) -> None:
    async with opened(contexts(MORNING, of=shipped()), CallScreen(), (80, height)) as pilot:
        calls = pilot.app.screen.query_one(CallList)
        headings = [heading for pair in calls.headings.values() for heading in pair]
        headings += [line.head for line in calls.lines if line.head]
        listed = [line for line in drawn(pilot)[:-2] if line.strip() and not line.startswith(" Say:")]
        assert not any(listed[-1].strip("█▌│┆ ").startswith(heading) for heading in headings)
        seen = sum(line.text in words(pilot) for line in calls.lines)
        assert calls.more == len(calls.lines) - seen


@pytest.mark.parametrize(("size", "keys"), [((80, 24), ()), ((120, 40), ()), ((40, 24), ("end",))])
async def test_what_to_say_stands_by_the_number_or_below_all_lines_and_beside_each(
    contexts: Contexts, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    say = "Say: PicoSure on the face, Fri 20 Nov at 16:00, and what you see."
    async with opened(contexts(MORNING, of=shipped()), CallScreen(), size) as pilot:
        await press(pilot, *keys)
        assert say in words(pilot)
        if not keys:
            assert drawn(pilot)[-3:-1] == [f" {say}", " Your skin clinic +65 6000 0000"]
            await press(pilot, "end")
            assert drawn(pilot)[-3] == f" {say}"
        await press(pilot, "home", "enter")
        assert "Say: PicoSure on the face, Fri 20" in words(pilot)


SHORT = (
    "Breathing, fainting, hives, confusion, racing heart, fits: 112. "
    "Eyes, burns, spreading, skin worse with fever: urgent care. Else: clinic, today or soon."
)


@pytest.mark.parametrize("size", [(80, 20), (80, 24), (120, 40)])
async def test_all_of_it_stands_in_short_on_top_and_a_long_band_under_small_heads(
    contexts: Contexts, size: tuple[int, int]
) -> None:
    async with opened(contexts("2026-11-23T09:00", of=shipped()), CallScreen(), size) as pilot:
        lines, text = drawn(pilot), words(pilot)
        assert SHORT in text
        emergency = next(place for place, line in enumerate(lines) if "NOW: your emergency" in line)
        assert emergency <= 3
        calls = pilot.app.screen.query_one(CallList)
        today = [line for line in calls.lines if line.call is Call.CLINIC_TODAY]
        assert today[0].text == "Something feels wrong, or is not on your sheet"
        assert list(dict.fromkeys(line.head for line in today)) == [
            "",
            "Blisters, open skin and burns",
            "Pain, heat, redness and swelling",
            "Fever, pus, bleeding and rash",
        ]
        assert all(line.text in text for line in calls.lines if line.call in NOW)
        seen = next((y for y, line in enumerate(lines) if "Blisters, open skin" in line), None)
        assert (seen is None) is (size[1] == 20)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)])
async def test_what_is_more_than_usual_and_fits_no_line_leads_to_the_line_for_all_that_feels_wrong(
    contexts: Contexts, size: tuple[int, int]
) -> None:
    context = contexts("2026-11-22T20:10", of=shipped())
    report(context, pain=6)
    async with opened(context, CallScreen(), size) as pilot:
        calls, text = pilot.app.screen.query_one(CallList), words(pilot)
        assert [line.text for line in calls.lines if line.report] == [
            "Something feels wrong, or is not on your sheet"
        ]
        here = calls.current
    assert here is not None
    if size == (40, 12):
        # There nothing above says in short what cannot wait: it stays in sight.
        assert here == calls.lines[0]
    else:
        assert here.text == "Something feels wrong, or is not on your sheet"
        assert "you said pain 6 of 10: more than usual" in " ".join(text.replace("│", "").split())
        assert "Today: your clinic" in text


async def test_what_was_reported_stands_first_in_its_band(contexts: Contexts) -> None:
    context = contexts("2026-11-23T20:10", of=shipped())
    report(context, pain=8)
    async with opened(context, CallScreen()) as pilot:
        lines = drawn(pilot)
    today = next(place for place, line in enumerate(lines) if "Today: your clinic" in line)
    assert "! Pain is 7 or more out of 10  you said pain 8" in lines[today + 1]


@pytest.mark.parametrize("plain", [False, True], ids=["glyphs", "ascii"])
async def test_each_band_has_its_bar_and_the_narrow_have_none(contexts: Contexts, plain: bool) -> None:
    bars = "#=|:" if plain else "█▌│┆"
    async with opened(contexts(MORNING, of=shipped()), CallScreen(), (120, 40), plain=plain) as pilot:
        lines = drawn(pilot)
        for bar, heading in zip(bars, ("NOW: your", "NOW: urgent", "Today:", "In the next"), strict=True):
            assert any(line.startswith(f"  {bar} {heading}") for line in lines), heading
        assert any(line.startswith(f"  {bars[0]} {'-' if plain else '·'} You feel faint") for line in lines)
        await pilot.resize_terminal(40, 24)
        await settled(pilot)
        assert drawn(pilot)[1].startswith(" NOW: your emergency number, 112")


async def test_what_looks_other_than_before_is_compared_by_a_photo(contexts: Contexts) -> None:
    context = contexts("2026-11-23T09:00", of=shipped())
    async with opened(context, CallScreen(), (80, 40)) as pilot:
        calls = pilot.app.screen.query_one(CallList)
        # Where it says now, nobody is to wait for one.
        while calls.current is not None and "spreads" not in calls.current.text:
            await press(pilot, "down")
        await press(pilot, "enter")
        assert "Who says so" in words(pilot)
        assert "compare" not in words(pilot)
        await press(pilot, "escape")
        while calls.current is not None and "does not spread" not in calls.current.text:
            await press(pilot, "down")
        await press(pilot, "enter")
        assert "To compare: take a photo each day, in the same light, with" in words(pilot)


async def test_no_emergency_is_ever_cut(contexts: Contexts) -> None:
    long = "Trouble breathing " + "and more of it " * 12
    checklist = small_checklist()
    warnings = (CallWarning("long", long.strip(), (Span(0, None),), Call.EMERGENCY), *checklist.warnings)
    force_setattr(checklist, "warnings", warnings)
    async with opened(contexts(MORNING, of=chosen(checklist)), CallScreen(), (40, 12)) as pilot:
        text = words(pilot)
    assert long.strip() in text


async def test_how_many_lines_are_below_is_said(contexts: Contexts) -> None:
    async with opened(contexts(MORNING, of=shipped()), CallScreen()) as pilot:
        assert drawn(pilot)[-1].endswith("↓ 9 more")
        await press(pilot, "end")
        assert not shows(pilot, "↓")


async def test_space_ticks_a_line_and_takes_the_tick_back(contexts: Contexts) -> None:
    context = contexts(MORNING)
    async with opened(context, CallScreen()) as pilot:
        await press(pilot, "space")
        assert shows(pilot, "✓ Trouble breathing")
        await press(pilot, "space")
        assert shows(pilot, "· Trouble breathing")

    (ticked, entry), (unticked, cleared) = written(context, "small")
    assert (ticked.kind, ticked.words) == ("warning", "tick 'Trouble breathing'")
    assert (entry.topic, entry.key, entry.date) == (Topic.WARNING, "breathing", "2026-11-21")
    assert entry.value == {"ticked": True, "called": None}
    assert (unticked.words, cleared.value) == ("untick 'Trouble breathing'", None)


async def test_i_notes_that_i_called_and_when(contexts: Contexts) -> None:
    context = contexts(MORNING)
    async with opened(context, CallScreen()) as pilot:
        await press(pilot, "down", "i")
        assert shows(pilot, "✓ Any blister  called 08:55")

    ((act, entry),) = written(context, "small")
    assert (act.kind, act.words) == ("call", "note a call about 'Any blister'")
    called = datetime(2026, 11, 21, 7, 55, tzinfo=UTC).isoformat()
    assert entry.value == {"ticked": True, "called": called}


async def test_i_on_a_line_that_does_not_stand_asks_what_the_call_was_about(contexts: Contexts) -> None:
    context = contexts(MORNING)
    async with opened(context, CallScreen()) as pilot:
        await press(pilot, "down", "space", "up", "i")
        assert shows(pilot, "What did you call about?")
        await press(pilot, "enter")
        assert shows(pilot, "✓ Any blister  called 08:55")
        assert shows(pilot, "· Trouble breathing")
        # What was called about is not asked for again.
        await press(pilot, "i")
        assert shows(pilot, "✓ Trouble breathing  called 08:55")


async def test_enter_opens_a_line_with_whom_to_call_and_who_says_so_and_there_it_is_ticked_or_called(
    contexts: Contexts,
) -> None:
    context = contexts(MORNING, of=shipped())
    async with opened(context, CallScreen()) as pilot:
        for _ in range(9):
            if "A blister of any size is on the face" in str(pilot.app.screen.query_one(CallList).current):
                break
            await press(pilot, "down")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, CallLineScreen)
        text = words(pilot)
        assert "Today: your clinic. No answer? An out-of-hours doctor," in text
        assert "Your skin clinic +65 6000 0000" in text
        assert "Leave it closed." in text
        assert "Who says so: Leeds Teaching Hospitals NHS Trust; The Retreat" in text
        await press(pilot, "enter")
        assert shows(pilot, "✓ A blister of any size is on the face")
        await press(pilot, "enter", "enter")
        assert shows(pilot, "✓ A blister of any size is on the face  called 08:55")
        await press(pilot, "enter", "escape")
        assert isinstance(pilot.app.screen, CallScreen)
        await press(pilot, "enter", "2")
        assert shows(pilot, "· A blister of any size is on the face")
    kinds = [(act.kind, entry.value) for act, entry in written(context, "picosure-face")]
    assert [kind for kind, _ in kinds] == ["warning", "call", "warning"]


async def test_the_lines_are_drawn_before_and_without_the_journal_and_not_read_is_not_none(
    contexts: Contexts, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = contexts(MORNING)

    def held(*args: object, **more: object) -> None:
        raise JournalError(Reason.BUSY, context.paths.journal, "Another program holds it.")

    monkeypatch.setattr(context.journal, "across", held)
    async with opened(context, CallScreen(), (40, 12)) as pilot:
        text = words(pilot)
        assert "Breath or swallowing is hard; lips, tongue, throat or eyes swell fast" in text
        assert "Your clinic's number is not read now" in text
    async with opened(context, CallScreen()) as pilot:
        assert shows(pilot, "The journal is not read now. These always hold.")
        monkeypatch.undo()
        pilot.app.changed()  # type: ignore[attr-defined]
        await settled(pilot)
        assert shows(pilot, "+65 6000 0000")
        assert shows(pilot, "Trouble breathing")
        monkeypatch.setattr(context.journal, "across", held)
        await press(pilot, "escape")
        pilot.app.push_screen(CallScreen())
        await settled(pilot)
        assert shows(pilot, "The journal is not read now. This is how it was read last.")
        assert shows(pilot, "Trouble breathing")
        assert shows(pilot, "+65 6000 0000")


async def test_the_emergencies_are_on_the_terminal_before_the_journal_is_asked(
    contexts: Contexts, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, seen = bare_app(contexts(MORNING)), list[str]()
    async with app.run_test(size=(40, 12)) as pilot:

        def read(context: AppContext) -> CallSheet:
            seen.append(words(pilot))
            return read_call_sheet(context)

        monkeypatch.setattr("tui.screens.call.screen.read_call_sheet", read)
        app.push_screen(CallScreen())
        await settled(pilot)
        assert shows(pilot, "+65 6000 0000")
    assert "Breath or swallowing is hard; lips, tongue, throat or eyes swell fast" in seen[0]
    assert "Your clinic's number is not read now" in seen[0]


async def test_c_opens_it_from_a_question_but_is_a_letter_where_one_writes(contexts: Contexts) -> None:
    app = bare_app(contexts(MORNING))
    async with app.run_test() as pilot:
        app.push_screen(AnswerScreen(small_checklist().questions[0], None, may_be_none=True, known=False))
        await press(pilot, "c")
        assert isinstance(app.screen, CallScreen)
        await press(pilot, "escape")
        app.push_screen(PromptScreen("A note"))
        await press(pilot, "c")
        assert isinstance(app.screen, PromptScreen)
        assert app.screen.line.value == "c"


async def test_where_machine_and_plan_are_in_two_countries_both_numbers_fit(contexts: Contexts) -> None:
    context = contexts(MORNING)
    treated = datetime(2026, 11, 20, 16, 0, tzinfo=BERLIN)
    begin(context.journal, chosen(small_checklist()), treated, "Asia/Tokyo", {}, CLINIC, context.now())
    async with opened(context, CallScreen(), (40, 12)) as pilot:
        assert shows(pilot, "NOW: call 112 (Germany) or 119 (Japan)")
    async with opened(context, CallScreen()) as pilot:
        assert shows(pilot, "NOW: your emergency number, 112 (Germany) or 119 (Japan)")


async def test_a_call_of_an_earlier_day_says_its_day(contexts: Contexts) -> None:
    context = contexts(MORNING)
    async with opened(context, CallScreen()) as pilot:
        await press(pilot, "i")
    later = contexts("2026-11-22T10:00")
    async with opened(later, CallScreen()) as pilot:
        assert shows(pilot, "✓ Trouble breathing  called 21 Nov, 08:55")


async def test_a_click_ticks_the_line_it_hits(contexts: Contexts) -> None:
    context = contexts(MORNING)
    async with opened(context, CallScreen()) as pilot:
        row = next(y for y, line in enumerate(drawn(pilot)) if "Any blister" in line)
        await pilot.click(offset=(8, row))
        await settled(pilot)
        assert shows(pilot, "✓ Any blister")
    ((act, _),) = written(context, "small")
    assert act.words == "tick 'Any blister'"


async def test_a_line_that_two_recoveries_share_stands_once_and_is_ticked_in_both(contexts: Contexts) -> None:
    context = contexts(MORNING)
    treated = datetime(2026, 11, 19, 16, 0, tzinfo=BERLIN)
    begin(context.journal, chosen(small_checklist()), treated, "Europe/Berlin", {}, CLINIC, context.now())
    async with opened(context, CallScreen()) as pilot:
        assert sum("Trouble breathing" in line for line in drawn(pilot)) == 1
        await press(pilot, "space")
    for recovery in ("small", "small-2"):
        assert context.journal.latest(recovery, Topic.WARNING, "breathing") is not None


async def test_escape_goes_back(contexts: Contexts) -> None:
    async with opened(contexts(MORNING), CallScreen()) as pilot:
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Below)


async def test_c_opens_it_once(contexts: Contexts) -> None:
    app = bare_app(contexts(MORNING))
    async with app.run_test() as pilot:
        await press(pilot, "c", "c")
        assert [type(screen) for screen in app.screen_stack] == [Below, CallScreen]


async def test_without_a_number_e_asks_for_it_and_keeps_it(contexts: Contexts) -> None:
    context = contexts(MORNING)
    reader = context.reader()
    assert reader is not None
    context.acts(reader).set_clinic(Clinic(), CLINIC)
    async with opened(context, CallScreen()) as pilot:
        assert drawn(pilot)[-2] == " No clinic number yet: press e to add it"
        await press(pilot, "e", *"Skin", "down", *"12", "enter")
        assert shows(pilot, "Phone: That is too short for a phone number.")
        await press(pilot, *"34", "enter")
        assert drawn(pilot)[-2] == " Skin 1234"
    changed = context.recovery()
    assert changed is not None
    assert changed.clinic == Clinic("Skin", "1234")


async def test_the_other_numbers_are_asked_with_it_and_shown_beside_it(contexts: Contexts) -> None:
    context = contexts(MORNING)
    async with opened(context, CallScreen()) as pilot:
        await press(pilot, "e", "down", "down", *"+65 6222 1111", "down", *"995", "enter")
        assert drawn(pilot)[-2] == " Your skin clinic +65 6000 0000  after hours: +65 6222 1111"
        assert shows(pilot, "NOW: your emergency number, 995")

    ((act, entry),) = written(context, "small")
    assert (act.kind, act.words) == ("clinic", "change the clinic's details")
    assert (entry.topic, entry.key) == (Topic.RECOVERY, "recovery")
    assert entry.value["clinic"] == {
        "name": "Your skin clinic",
        "phone": "+65 6000 0000",
        "after_hours": "+65 6222 1111",
        "emergency": "995",
    }


@pytest.mark.parametrize(
    ("clinic", "shown"),
    [
        (Clinic("Skin", "1234", "5678"), " Skin 1234  after hours: 5678"),
        (Clinic("Skin", "+65 6000 0000", "1234"), " Skin +65 6000 0000  after hours: 1234"),
        (Clinic("The Skin Institute", "+65 6000 0000", "1234"), " The Skin… +65 6000 0000  closed: 1234"),
        (Clinic("Skin", "+65 6000 0000", "+65 6222 1111"), " +65 6000 0000  closed: +65 6222 1111"),
        (Clinic("Skin", "", "+65 6222 1111"), " Skin after hours: +65 6222 1111"),
        (Clinic("Skin", "+65 6000 0000 1234", "+65 6222 1111 1234"), " Skin +65 6000 0000 1234"),
    ],
)
async def test_no_number_is_ever_cut(contexts: Contexts, clinic: Clinic, shown: str) -> None:
    context = contexts(MORNING)
    reader = context.reader()
    assert reader is not None
    context.acts(reader).set_clinic(clinic, CLINIC)
    async with opened(context, CallScreen(), (40, 12)) as pilot:
        assert drawn(pilot)[-2] == shown


@pytest.mark.parametrize("keys", [("escape",), ("enter",)])
async def test_giving_up_on_the_form_or_leaving_it_as_it_was_changes_nothing(
    contexts: Contexts, keys: tuple[str, ...]
) -> None:
    context = contexts(MORNING)
    async with opened(context, CallScreen()) as pilot:
        await press(pilot, "e")
        assert isinstance(pilot.app.screen, FieldsScreen)
        await press(pilot, *keys)
        assert isinstance(pilot.app.screen, CallScreen)
    assert written(context, "small") == []


async def test_a_long_name_gives_way_to_the_number(contexts: Contexts) -> None:
    context = contexts(MORNING)
    reader = context.reader()
    assert reader is not None
    context.acts(reader).set_clinic(
        Clinic("The Royal Institute of Everything about Skin", "+65 6000 0000"), CLINIC
    )
    async with opened(context, CallScreen(), (40, 12)) as pilot:
        clinic = next(line for line in drawn(pilot) if "+65" in line)
    assert clinic == " The Royal Institute of… +65 6000 0000"


async def test_before_any_recovery_it_has_the_lines_of_the_first_days(contexts: Contexts) -> None:
    context = contexts(MORNING, begun=None)
    async with opened(context, CallScreen(small_checklist())) as pilot:
        assert shows(pilot, "Trouble breathing")
        assert shows(pilot, "No clinic number yet: Start asks for it")
        await press(pilot, "space", "enter", "e")
        assert isinstance(pilot.app.screen, CallScreen)
    assert not context.paths.journal.exists()


async def test_with_nothing_at_all_the_emergencies_are_there(contexts: Contexts) -> None:
    async with opened(contexts(MORNING, begun=None), CallScreen(), (40, 12)) as pilot:
        text = words(pilot)
    assert "Breath or swallowing is hard; lips, tongue, throat or eyes swell fast" in text
    assert "You feel faint, or hives cover you" in text
    assert "You have fits or are confused" in text
    assert "Fever 38 comes with fast heart or breath, vomiting or clammy skin" in text
    assert "Eyes hurt, light hurts them, or sight is blurred or lost" in text


async def test_a_checklist_without_emergencies_does_not_take_them_away(contexts: Contexts) -> None:
    checklist = small_checklist()
    force_setattr(checklist, "warnings", checklist.warnings[1:])
    async with opened(contexts(MORNING, of=chosen(checklist)), CallScreen()) as pilot:
        assert shows(pilot, "Breath or swallowing is hard; lips, tongue, throat or eyes swell fast")
        assert shows(pilot, "Any blister")


async def test_the_number_of_the_settings_is_the_one_to_call(contexts: Contexts) -> None:
    async with opened(contexts(MORNING, settings=Settings(emergency="116 117")), CallScreen()) as pilot:
        assert shows(pilot, "NOW: your emergency number, 116 117")


async def test_a_journal_that_cannot_be_written_is_said_and_nothing_looks_ticked(
    contexts: Contexts, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = contexts(MORNING)

    def full(*args: object, **more: object) -> int:
        raise JournalError(Reason.FULL, context.paths.journal, "The disk is full.")

    monkeypatch.setattr(context.journal, "record", full)
    async with opened(context, CallScreen()) as pilot:
        await press(pilot, "space")
        assert isinstance(pilot.app.screen, CallScreen)
        assert shows(pilot, "Not recorded yet. The disk is full.")
        assert shows(pilot, "· Trouble breathing")


async def test_what_another_program_ticked_is_shown(contexts: Contexts) -> None:
    context = contexts(MORNING)
    async with opened(context, CallScreen()) as pilot:
        reader = context.reader()
        assert reader is not None
        context.acts(reader).heed(small_checklist().warnings[1], True)
        pilot.app.changed()  # type: ignore[attr-defined]
        await settled(pilot)
        assert shows(pilot, "✓ Any blister")


async def test_a_line_from_a_file_is_never_markup(contexts: Contexts) -> None:
    checklist = small_checklist()
    said = "[@click=app.exit]x[/] [red]"
    warnings = (*checklist.warnings, CallWarning("odd", said, (Span(0, None),), Call.CLINIC_SOON))
    force_setattr(checklist, "warnings", warnings)
    async with opened(contexts(MORNING, of=chosen(checklist)), CallScreen()) as pilot:
        assert shows(pilot, said)
        await press(pilot, "end", "enter")
        assert isinstance(pilot.app.screen, CallLineScreen)
        assert sum(said in line for line in drawn(pilot)) == 1


async def test_what_to_do_meanwhile_stands_below_its_line_and_wraps_with_it(contexts: Contexts) -> None:
    checklist = small_checklist()
    rash = CallWarning(
        *("rash", "An itchy rash", (Span(0, None),), Call.CLINIC_SOON),
        meanwhile="Wash the [b]new cream off, and use no more of it until you have called.",
    )
    force_setattr(checklist, "warnings", (*checklist.warnings, rash))
    async with opened(contexts(MORNING, of=chosen(checklist)), CallScreen(), (40, 24)) as pilot:
        lines = drawn(pilot)
    place = next(place for place, line in enumerate(lines) if line.endswith("An itchy rash"))
    assert lines[place + 1 : place + 3] == [
        "    Wash the [b]new cream off, and use",
        "    no more of it until you have called.",
    ]


async def test_twenty_columns_and_resizing_do_no_harm(contexts: Contexts) -> None:
    async with opened(contexts(MORNING, of=shipped()), CallScreen(), (20, 5)) as pilot:
        assert drawn(pilot)[0] == " NOW: call 112"
        assert drawn(pilot)[-1] == " +65 6000 0000  esc"
        for size in ((120, 40), (2, 5), (40, 12), (1, 1), (80, 24)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
        assert drawn(pilot)[0].startswith(" When to call")


async def test_a_resize_while_it_is_scrolled_does_no_harm(contexts: Contexts) -> None:
    async with opened(contexts(MORNING, of=shipped()), CallScreen(), (40, 12)) as pilot:
        await pilot.press("end")
        await settled(pilot)
        await pilot.resize_terminal(60, 12)
        await settled(pilot)
        assert shows(pilot, "+65 6000 0000")


async def test_a_sheet_without_any_line_shows_the_emergencies_and_whose_they_are(contexts: Contexts) -> None:
    context = contexts(MORNING, of=chosen(replace(small_checklist(), warnings=())))
    async with opened(context, CallScreen()) as pilot:
        assert shows(pilot, "You feel faint, or hives cover you  always holds, not on your sheet")
    async with opened(context, CallScreen(), (40, 12)) as pilot:
        assert shows(pilot, "Eyes hurt, hate light or sight blurs")


@pytest.mark.parametrize("plain", [False, True], ids=["glyphs", "ascii"])
async def test_a_line_that_fits_a_report_is_marked_apart_from_one_that_is_ticked(
    contexts: Contexts, plain: bool
) -> None:
    context = contexts("2026-11-23T20:10", of=shipped())
    report(context, date(2026, 11, 22), blisters=1)
    async with opened(context, CallScreen(), (120, 40), plain=plain) as pilot:
        assert shows(pilot, "! A blister of any size is on the face  you said blisters, Sun 22 Nov")
        await press(pilot, "home", "space")
        lines = drawn(pilot)
    assert any(f"{'x' if plain else '✓'} Breath or swallowing is hard" in line for line in lines)
    assert sum("you said" in line for line in lines) == 1
