"""`due`, `call` and `plan`: what prompts, cron and a worried person ask."""

from pathlib import Path

import pytest

from checklists.text import cells
from tests.support.apps import at
from tests.support.commands import Shell
from tui.journal import Journal
from tui.recovery.acts import Acts
from tui.recovery.reader import RecoveryReader
from tui.recovery.recovery import in_focus
from tui.settings import Settings


def acts(journal: Journal, now: str) -> Acts:
    recovery = in_focus(journal)
    assert recovery is not None
    reader = RecoveryReader(journal, Settings(), recovery)
    return Acts(reader, reader.plan(at(now)), at(now))


def test_due_is_a_line_each_with_recovery_key_title_and_since_when(shell: Shell) -> None:
    ended = shell("due")

    assert (ended.code, ended.err) == (0, "")
    wash, sunscreen = (
        "Wash gently with cool or lukewarm water",
        "Put sunscreen on closed skin: SPF 50, broad spectrum",
    )
    assert ended.out.splitlines() == [
        f"picosure-face  2026-11-23/face-cleanse/morning  {wash}  since 08:00",
        "picosure-face  2026-11-23/face-moisturise/morning  Moisturise  since 08:00",
        f"picosure-face  2026-11-23/face-spf-am/morning  {sunscreen}  since 08:00",
    ]


def test_what_is_due_has_a_number_that_stays_all_day(shell: Shell) -> None:
    lines = shell("due", "-n").out.splitlines()
    assert [line.split()[0] for line in lines] == ["1", "2", "3"]
    assert lines[2] == (
        " 3  picosure-face  2026-11-23/face-spf-am/morning  "
        "Put sunscreen on closed skin: SPF 50, broad spectrum  since 08:00"
    )

    wash = "'Wash gently with cool or lukewarm water', morning, day 3"
    assert shell("tick", "1").out.startswith(f"Ticked: {wash}.")
    assert [line.split()[0] for line in shell("due", "--numbered").out.splitlines()] == ["2", "3"]
    many = [shell("untick", "1-3").out, shell("tick", "1,", "2-3").out, shell("untick", "2,3").out]
    assert [len([line for line in each.splitlines() if ", day 3" in line]) for each in many] == [3, 3, 2]
    assert (
        shell("skip", "3").out
        == "Skipped: 'Put sunscreen on closed skin: SPF 50, broad spectrum', morning, day 3.\n"
    )
    assert shell("tick", "1").out.startswith(f"Already done: {wash}")
    assert shell("untick", "1").out.startswith(f"Open again: {wash}")
    assert shell.refusal("tick", "99").startswith("There is no number 99 today. They go from 1 to ")
    assert shell.refusal("tick", "2", "--date", "yesterday") == (
        "2 is a number of today's, as due --numbered lists them: leave --date out."
    )


def test_nothing_due_is_silence_and_a_plain_no(shell: Shell) -> None:
    early = shell("due", now="2026-11-23T07:59")
    assert (early.code, early.out, early.err) == (1, "", "")
    shell("tick", "face-cleanse", "face-moisturise", "face-spf-am")
    assert shell("due").code == 1
    assert shell("due", now="2026-11-23T13:00").code == 0


def test_before_any_recovery_nothing_is_due(home: Path) -> None:
    ended = Shell(home)("due")

    assert (ended.code, ended.out, ended.err) == (1, "", "")
    assert Shell(home)("due", "--json").json == []


def test_due_is_the_same_as_data(shell: Shell) -> None:
    first, *_ = shell("due", "--json").json

    assert first == {
        "recovery": "picosure-face",
        "key": "2026-11-23/face-cleanse/morning",
        "rule": "face-cleanse",
        "title": "Wash gently with cool or lukewarm water",
        "short": "wash",
        "due": "2026-11-23T08:00:00+01:00",
        "safety": None,
    }


def test_what_was_put_off_is_not_due_until_then(shell: Shell) -> None:
    with Journal.open(shell.home / "journal.sqlite") as journal:
        act = acts(journal, "2026-11-23T08:50")
        morning = next(each for each in act.reader.state(act.now).sections if each.slot == "morning")
        act.put_off(morning.open, at("2026-11-23T09:30"))

    assert shell("due").code == 1
    assert shell("due", now="2026-11-23T09:31").code == 0


def test_when_to_call_is_by_urgency_with_the_number_of_the_zone(shell: Shell) -> None:
    out = shell("call").out.splitlines()

    assert out[0] == "When to call    Day 3, Monday 23 November - PicoSure on the face"
    headings = [line for line in out[1:] if line and not line.startswith(("[", " ", "Your"))]
    assert headings == [
        "Breathing, fainting, hives, confusion, racing heart, fits: 112. Eyes, burns, spreading, skin worse "
        "with fever: urgent care. Else: clinic, today or soon.",
        "NOW: your emergency number, 112",
        "NOW: urgent care - hospital, eye clinic or out-of-hours line",
        "Today: your clinic. No answer? An out-of-hours doctor, today.",
        "In the next days: your clinic",
        "Say: PicoSure on the face, Fri 20 Nov at 16:00, and what you see.",
    ]
    assert out[4] == "[ ] Breath or swallowing is hard; lips, tongue, throat or eyes swell fast"


def test_the_number_can_be_set(shell: Shell) -> None:
    (shell.home / "settings.toml").write_text('emergency = "995"\n', "utf-8")

    assert "NOW: your emergency number, 995" in shell("call").out


def test_a_call_that_was_noted_stands_beside_its_line(shell: Shell) -> None:
    with Journal.open(shell.home / "journal.sqlite") as journal:
        act = acts(journal, "2026-11-23T08:50")
        pus = next(each for each in act.plan.checklist.warnings if each.id == "pus")
        act.heed(pus, ticked=True, called=True)

    assert shell("call").line("[x]") == f"[x] {pus.condition}    you called, 08:50"


def test_emergencies_are_said_before_any_recovery_and_after_the_last_day(
    shell: Shell, tmp_path: Path
) -> None:
    before = Shell(tmp_path / "other")("call")
    after = shell("call", now="2027-06-01T12:00")

    assert before.code == 0
    assert "call your emergency number, 112, now" in before.out.replace("\n", " ")
    assert "Breath or swallowing is hard" in after.out


def test_the_plan_is_a_line_a_day_with_what_comes_back_and_how_it_went(shell: Shell) -> None:
    shell("tick", "face-cleanse/morning")

    lines = shell("plan").out.splitlines()

    assert len(lines) == 93
    assert lines[0] == "  calm: no crusts, blisters, open skin or obvious redness; the check-in decides"
    assert lines[92] == "  From then on: Your clinic's sheet comes before this plan"
    lines = lines[1:]
    assert lines[2].startswith("  Day 2   2026-11-22 Sun  First week     0 of 9")
    assert lines[3].startswith("> Day 3   2026-11-23 Mon  First week     2 due, 1 done")
    assert lines[4].startswith("  Day 4   2026-11-24 Tue  First week")
    assert "  back if calm: hard exercise" in lines[4]
    assert "  back if calm: make-up, acids, vitamin C; starts: " in lines[7]
    assert not any("picking" in line for line in lines[1:])


def test_the_plan_is_the_same_as_data(shell: Shell) -> None:
    plan = shell("plan", "--json").json

    assert (plan["recovery"], plan["today"], len(plan["days"])) == ("picosure-face", 3, 91)
    assert plan["days"][7]["back"] == ["make-up", "acids, vitamin C"]
    assert plan["days"][14]["back"] == ["retinoids", "waxing"]
    assert {key: plan["days"][2][key] for key in ("day", "date", "phase", "went", "progress")} == {
        "day": 2,
        "date": "2026-11-22",
        "phase": "rapid-recovery",
        "went": "nothing",
        "progress": {"done": 0, "due_so_far": 9, "planned": 9},
    }


def test_while_a_report_holds_it_the_plan_says_what_would_be_back_and_when(shell: Shell) -> None:
    shell("sign", "crusts", "yes")

    lines, data = shell("plan").out.splitlines(), shell("plan", "--json").json["days"]

    assert "  back if calm: hard exercise" in lines[5]
    assert "  back if calm: make-up, acids, vitamin C; starts: take a photo" in lines[8]
    assert (data[7]["back"], data[7]["back_if_calm"]) == ([], ["make-up", "acids, vitamin C"])
    assert data[2]["back"] == ["alcohol"]
    shell("sign", "crusts", "no")
    assert "  back if calm: hard exercise" in shell("plan").out.splitlines()[5]
    # Whoever reads `back` alone is not told which of it is sure.
    days = shell("plan", "--json").json["days"]
    assert (days[4]["back"], days[4]["back_if"]) == (["hard exercise"], ["hard exercise"])
    assert (days[2]["back"], days[2]["back_if"]) == (["alcohol"], [])


def test_days_before_the_person_began_are_not_held_against_them(home: Path) -> None:
    shell = Shell(home)
    shell("start", "picosure-face", "--on", "2026-11-20T16:00", now="2026-11-23T08:00")

    lines = shell("plan").out.splitlines()

    assert "0 of" not in lines[2]
    assert "3 due" in lines[4]


@pytest.mark.parametrize(
    "arguments",
    [
        *(("today",), ("plan",), ("call",), ("clinic", "date"), ("recovery", "list"), ("progress",)),
        *(("sign",), ("answer",), ("settings",), ("next",), ("find", "make-up"), ("checklist", "list")),
    ],
    ids=" ".join,
)
def test_what_is_printed_fits_the_columns_there_are(shell: Shell, arguments: tuple[str, ...]) -> None:
    narrow, wide = shell(*arguments, COLUMNS="40"), shell(*arguments)

    assert narrow.out.split() == wide.out.split()
    too_long = [line for line in narrow.out.splitlines() if cells(line) > 40]
    assert [line for line in too_long if len(line.split()) > 1] == []


def test_the_plan_begins_where_it_is_asked_to(shell: Shell) -> None:
    lines = shell("plan", "--from", "today").out.splitlines()
    assert lines[0] == "  The 3 days before: afterglow plan --from 0"
    assert lines[2].startswith("> Day 3 ")
    assert shell("plan", "--from", "27 Nov").out.splitlines()[2].startswith("  Day 7 ")
    assert [each["day"] for each in shell("plan", "--from", "89", "--json").json["days"]] == [89, 90]
    assert shell("plan", "--from", "0").out == shell("plan").out
    assert shell.refusal("plan", "--from", "soon").startswith("'soon' is not a date.")
