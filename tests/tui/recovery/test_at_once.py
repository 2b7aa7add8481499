"""Several programs that act on one recovery at once: what each was told was recorded is there."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from checklists.rules.checklist import Checklist
from checklists.rules.rule import AsNeeded, Kind, Rule, Span
from tests.support.apps import CLINIC, chosen, make_context, small_checklist
from tests.support.days import opened
from tests.support.entries import environment
from tests.support.long import sample
from tui.journal import Topic
from tui.recovery.course import Booking
from tui.recovery.recovery import Clinic, recoveries

NOW = "2026-11-23T12:00"
PROGRAMS = 4
KINDS = ("note", "mist", "clinic", "price", "begin", "book", "slip")
FIELDS = Clinic.__struct_fields__

PROGRAM = """
import sys
from pathlib import Path
from tests.tui.recovery.test_at_once import act_at_random
sys.stdin.read()
act_at_random(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
"""


def checklist() -> Checklist:
    return small_checklist(Rule("mist", Kind.DO, "Mist", "mist", (Span(0, 20),), as_needed=AsNeeded()))


def act_at_random(home: Path, who: int, acts: int) -> None:
    """Do what a person may, and print each thing once it is confirmed."""
    from random import Random

    chance, context = Random(who), make_context(home, NOW)
    # Else it would write in a recovery that another program has just begun, in focus for a moment.
    context.picked = "small"
    for turn in range(acts):
        reader, act = opened(context)
        name, what = (
            f"{who}-{turn}",
            chance.choice(("note", "mist", "clinic", "price", "begin", "book", "slip")),
        )
        match what:
            case "note":
                act.note(name, act.plan.date_of(3))
            case "mist":
                state = next(s for s in reader.state(act.now).items if s.item.rule.id == "mist" and s.open)
                act.tick([state.item])
            case "clinic":
                before = reader.recovery.clinic
                changed = {field: getattr(before, field) for field in FIELDS} | {FIELDS[who]: name}
                act.set_clinic(Clinic(**changed), before)
            case "price":
                act.set_price(name)
            case "begin":
                from tests.support.apps import TREATED
                from tui.recovery.begin import begin

                name = begin(context.journal, chosen(checklist()), TREATED, "Etc/UTC", {}, CLINIC, act.now).id
                act.focus()
            case "book":
                act.book(Booking(act.plan.date_of(30 + turn)))
            case "slip":
                avoid = next(iter(reader.state(act.now).avoids))
                act.slip(avoid.avoid.rule, act.plan.date_of(3), name)
        sys.stdout.write(json.dumps([what, name]) + "\n")
        sys.stdout.flush()


@pytest.mark.parametrize("seed", range(sample(20, 1)))
def test_everything_that_four_programs_were_told_was_recorded_is_there(tmp_path: Path, seed: int) -> None:
    make_context(tmp_path, NOW, of=chosen(checklist())).close()
    children = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, tmp_path, str(who), str(sample(100, 25) + seed)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=environment(),
        )
        for who in range(PROGRAMS)
    ]
    for child in children:
        assert child.stdin is not None
        child.stdin.close()
    confirmed: list[list[Any]] = []
    for child in children:
        assert child.stdout is not None
        confirmed.append([json.loads(line) for line in child.stdout])
        assert child.wait() == 0

    context = make_context(tmp_path, NOW)
    journal = context.journal
    every = [each for acts in confirmed for each in acts]
    counts = Counter(what for what, _ in every)
    notes = {entry.value["text"] for entry in journal.current("small", Topic.NOTE).values()}
    assert notes == {name for what, name in every if what == "note"}
    mists = [key for key in journal.current("small", Topic.ITEM) if "/mist/" in key]
    assert len(mists) == counts["mist"]
    begun = [name for what, name in every if what == "begin"]
    assert sorted(each.id for each in recoveries(journal)) == sorted(["small", *begun])
    assert len(set(begun)) == len(begun)
    clinic = next(each for each in recoveries(journal) if each.id == "small").clinic
    for who, acts in enumerate(confirmed):
        own = [name for what, name in acts if what == "clinic"]
        assert getattr(clinic, FIELDS[who]) == (own[-1] if own else getattr(CLINIC, FIELDS[who]))
    assert (
        Counter(act.kind for act, entry in journal.everything("small") if entry.key != "focus")["note"]
        == counts["note"]
    )
    assert journal.check() == []
    context.close()


def test_what_a_form_left_as_it_was_is_as_another_program_set_it_meanwhile(tmp_path: Path) -> None:
    context = make_context(tmp_path, NOW)
    before = opened(context)[0].recovery.clinic
    opened(context)[1].set_clinic(Clinic("Harbour", before.phone), before)

    opened(context)[1].set_clinic(Clinic(before.name, "+65 6111 1111"), before)

    assert opened(context)[0].recovery.clinic == Clinic("Harbour", "+65 6111 1111")
    context.close()


def test_an_act_made_from_an_older_reading_leaves_what_changed_since(tmp_path: Path) -> None:
    context = make_context(tmp_path, NOW)
    _, stale = opened(context)
    opened(context)[1].set_price("499 USD")

    stale.keep_home_time()
    stale.end()

    recovery = opened(context)[0].recovery
    assert (recovery.price, recovery.home, recovery.ended is not None) == ("499 USD", True, True)
    context.close()
