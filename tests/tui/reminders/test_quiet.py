"""Quiet hours that keep a reminder from being told at all: it is named, with what to do, where one asks."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from checklists.rules.rule import At, Kind, Rule, Span
from tests.conftest import Contexts
from tests.support.apps import chosen, make_app, small_checklist
from tests.support.commands import Shell
from tests.support.days import opened
from tests.support.screens import click, press, shows
from tui.recovery.context import AppContext
from tui.reminders.coming import coming
from tui.reminders.ledger import ledger
from tui.reminders.quiet import SWALLOWED, effects_ahead, quiet_lines
from tui.reminders.words import told_words
from tui.settings import Quiet, Settings

AT = "2026-11-23T12:00"
NIGHT = Quiet(22 * 60 + 30, 7 * 60)


def late_rule(how: str, if_missed: str = "", clock: int = 23 * 60) -> Rule:
    """Something to do late on days 1 to 9, and what quiet hours do to it."""
    rule = Rule("mask", Kind.DO, "Put the mask on", "mask", (Span(1, 9),), at=(At("late", clock=clock),))
    return replace(rule, quiet=how, **({"if_missed": if_missed} if if_missed else {}))


def lines(context: AppContext) -> list[str]:
    return list(quiet_lines(effects_ahead(opened(context)[0], context.plans, context.now())))


LOST = ["Late, 23:00, is not told at all: mask.", SWALLOWED]


@pytest.mark.parametrize(
    ("rule", "quiet", "expected"),
    [
        (late_rule("delay"), NIGHT, LOST),
        # To be made up for is no reminder either: the day it is of is over at seven.
        (late_rule("delay", "now"), NIGHT, LOST),
        (late_rule("earlier"), NIGHT, ["Late, 23:00, is told at 22:29."]),
        (late_rule("ignore"), NIGHT, []),
        (late_rule("delay"), Quiet(0, 0), []),
        # It passes an hour after its time.
        (late_rule("delay"), Quiet(22 * 60, 23 * 60 + 30), ["Late, 23:00, is told at 23:30."]),
        (late_rule("delay"), Quiet(22 * 60, 30), LOST),
        (late_rule("delay", "now"), Quiet(22 * 60, 30), ["Late, 23:00, is told at 00:30."]),
        # At bedtime, 22:00, all that is open passes.
        (
            late_rule("delay", clock=20 * 60),
            Quiet(19 * 60, 22 * 60),
            ["Late, 20:00, is not told at all: mask."],
        ),
    ],
)
def test_what_is_moved_past_its_sense_is_not_told_and_that_is_said(
    contexts: Contexts, rule: Rule, quiet: Quiet, expected: list[str]
) -> None:
    context = contexts(AT, of=chosen(small_checklist(rule)), settings=Settings(quiet=quiet))
    found = [line for line in lines(context) if line.startswith("Late") or line == SWALLOWED]
    assert found[: len(expected)] == expected
    reader = opened(context)[0]
    plan = reader.plan(context.now())
    told = coming(reader, context.plans, context.now(), context.now(), plan.begins(plan.today + 1))
    assert any("mask" in each.words.casefold() for each in told) is not any(
        "not told" in one for one in found
    )


def test_of_a_slot_that_is_told_late_what_has_passed_by_then_is_named(contexts: Contexts) -> None:
    drop = Rule("eye", Kind.DO, "Eye drops", "drops", (Span(1, 9),), at=(At("evening"),), if_missed="drop")
    settings = Settings(quiet=Quiet(19 * 60, 21 * 60 + 30))
    context = contexts(AT, of=chosen(small_checklist(drop)), settings=settings)
    assert lines(context) == ["Evening, 20:00, is told at 21:30, without drops.", SWALLOWED]
    reader = opened(context)[0]
    told = coming(reader, context.plans, context.now(), context.now(), reader.plan(context.now()).begins(4))
    assert [each.words for each in told] == ["Moisturise", "Wash, moisturise, check-in"]


def test_the_ledger_says_that_quiet_hours_kept_it(contexts: Contexts) -> None:
    context = contexts(
        "2026-11-23T23:10", of=chosen(small_checklist(late_rule("delay"))), settings=Settings(quiet=NIGHT)
    )
    found = {each.key: each for each in ledger(opened(context)[0], context.plans, context.now())}
    late = found["2026-11-23/late"]
    assert (f"{late.due:%H:%M}", late.is_quiet, told_words(late)) == ("23:00", True, "not told, quiet hours")
    assert not found["2026-11-23/evening"].is_quiet


OWN = """\
format: 1
id: my-face
extends: picosure-face
add:
  - id: my-mask
    do: Put the mask on
    short: mask
    days: 1-6
    at: bedtime
    agreement: unsourced
  - id: my-lips
    do: Lip balm
    short: lips
    days: 30-36
    at: bedtime
    quiet: {how}
    agreement: unsourced
"""


def test_check_notes_each_rule_that_is_swallowed_at_its_place(shell: Shell, tmp_path: Path) -> None:
    (shell.home / "settings.toml").write_text('[slots]\nbedtime = "23:00"\n', "utf-8")
    file = tmp_path / "my-face.yaml"
    file.write_text(OWN.replace("{how}", "earlier"), "utf-8")
    words = (
        "note: rules.{id}.at: what is told at 23:00 is not told at all in your quiet hours, 22:30 to 07:00; "
        "write quiet: earlier or quiet: ignore here, or set other hours in the settings"
    )
    checked = shell("checklist", "check", str(file))
    assert (checked.code, checked.err) == (0, "")
    assert checked.out.splitlines() == [f"{file}:9:9: {words.format(id='my-mask')}"]

    # Also what begins late, and each rule of its own.
    file.write_text(OWN.replace("{how}", "delay"), "utf-8")
    rows = shell("checklist", "check", "--json", str(file)).json
    assert [(each["line"], each["where"], each["note"]) for each in rows] == [
        (9, "rules.my-mask.at", True),
        (15, "rules.my-lips.at", True),
    ]


@pytest.mark.parametrize(
    "id",
    ["picosure-face", "picosure-tattoo", "picosecond-laser", "picoplus-face", "ipl-face", "aftercare-base"],
)
def test_nothing_shipped_is_swallowed_by_the_usual_quiet_hours(shell: Shell, id: str) -> None:
    checked = shell("checklist", "check", id)
    assert "quiet hours" not in checked.out, checked.out


def test_the_commands_say_it_beside_what_comes_and_as_data(shell: Shell) -> None:
    quiet = '[quiet]\nfrom = "19:30"\nto = "07:00"\n'
    (shell.home / "settings.toml").write_text(quiet, "utf-8")
    out = shell("reminders", "coming", now="2026-11-23T12:00").out.splitlines()
    place = out.index("Quiet hours")
    assert out[place + 1].startswith("  Evening, 20:00, is not told at all: check-in, wash and moisturise.")
    assert out[place + 2] == f"  {SWALLOWED}"
    assert not [line for line in out if "Evening  " in line]
    data = shell("reminders", "coming", "--json", now="2026-11-23T12:00").json["quiet"]
    assert [(each["title"], each["due"], each["moved"]) for each in data] == [
        ("Evening", "2026-11-23T20:00:00+01:00", None)
    ]
    assert "2026-11-23/face-cleanse/evening" in data[0]["untold"]
    doctor = shell("doctor", now="2026-11-23T12:00").out
    assert "Quiet hours: Evening, 20:00, is not told at all: " in doctor


async def test_the_settings_say_it_where_the_hours_are_set(contexts: Contexts) -> None:
    context = contexts(AT)
    app = make_app(context)
    async with app.run_test(size=(80, 40)) as pilot:
        await press(pilot, "comma")
        assert not shows(pilot, "is not told at all")
        await click(pilot, "Quiet from")
        await press(pilot, *["backspace"] * 5, *"19.30", "enter")
        assert shows(pilot, "Evening, 20:00, is not told at all: wash, moisturise and check-in.")
        assert shows(pilot, SWALLOWED)
