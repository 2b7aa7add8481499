"""Strangers' aftercare sheets fit the format: what they say is what a person's days hold."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from checklists.format.writer import write_yaml
from checklists.loader import load_checklist
from checklists.rules.canonical import data_of
from checklists.rules.checklist import CallWarning as Published
from checklists.rules.checklist import Prepare
from checklists.rules.rule import Kind, Rule
from tests.support.commands import Shell
from tests.support.plans import answered, day_of
from tests.support.plans import plan as planned
from tests.support.strangers import FOLDER, SHEETS, carried, facts, loaded, page, sheet, written_days
from tui.recovery.course import with_preparation
from tui.wording.reasons import Background, agreement

IDS = [path.stem for path in SHEETS]
EACH = pytest.mark.parametrize("id", IDS)


def test_there_are_sheets_of_many_clinics_for_tattoos_pigment_and_resurfacing() -> None:
    assert len(IDS) >= 8
    publishers = {source.by for id in IDS for source in sheet(id).sources}
    assert len(publishers) == len(IDS)
    said = " ".join(sheet(id).purpose for id in IDS).casefold()
    assert all(word in said for word in ("tattoo", "pigment", "surface"))
    assert {path.stem for path in FOLDER.iterdir()} == set(IDS), "each has its facts and its days"


@EACH
def test_a_sheet_loads_without_a_problem_and_without_a_note(id: str) -> None:
    assert loaded(id).notes == ()
    assert loaded(id).checklist.id == id


@EACH
def test_every_line_of_a_sheet_rests_on_the_sheet_and_names_no_dose(id: str) -> None:
    checklist = sheet(id)
    (source,) = checklist.sources
    assert source.url.startswith("http")
    steps = checklist.course.prepare if checklist.course else ()
    parts: list[Rule | Published | Prepare] = [*checklist.rules, *checklist.warnings, *steps]
    for part in parts:
        by = [cited.key for cited in part.sources]
        assert by == [source.key] or part.id == "check-in"
    text = (FOLDER / f"{id}.yaml").read_text("utf-8").casefold()
    assert not any(drug in text for drug in ("paracetamol", "tylenol", "ibuprofen", "aspirin", " mg"))


@EACH
def test_a_sheet_is_handed_on_in_one_file_that_says_the_same(id: str) -> None:
    again = load_checklist(write_yaml(data_of(loaded(id).canonical)), name=f"{id}.yaml")
    assert (again.canonical, again.notes) == (loaded(id).canonical, ())


@EACH
def test_every_fact_of_a_sheet_has_what_carries_it_and_nothing_else_is_there(id: str) -> None:
    told = facts(id)
    assert Counter(carrier for _, carrier in told) == Counter(carried(sheet(id)))
    assert len({fact for fact, _ in told}) == len(told)


@EACH
def test_the_days_of_a_sheet_hold_what_it_says(id: str) -> None:
    written = list(written_days(id))
    assert len(written) >= 3
    for day in written:
        assert page(day.plan, day.number) == day.lines, f"{id}, {day.heading}"


def test_what_a_line_says_of_a_day_is_told_by_its_rule() -> None:
    """The pages above are compared as text, so one of them is held to the plan by hand."""
    wet = loaded("golden-crystal").checklist.rule("no-jets")
    assert wet is not None
    assert (wet.kind, wet.lasts, wet.then) == (Kind.AVOID, 72 * 60, "Keep the stream off it.")
    made = planned(wet, now="2026-11-23T09:00")
    assert day_of(made, 3)[1] == ["no-jets"]
    assert day_of(made, 4)[1] == []


def test_a_preparation_is_only_for_those_whom_it_fits() -> None:
    with_hair, without, neither = (
        _before("deluxe-tattoo", *answers) for answers in (("hair", "cold-sores"), ("body",), ())
    )
    assert {"prepare-shave", "prepare-cold-sores"} <= with_hair
    assert "prepare-loose-clothes" not in with_hair
    assert not {"prepare-shave", "prepare-cold-sores"} & without
    assert "prepare-loose-clothes" in without
    assert "prepare-clean-skin" in with_hair & without & neither, "what is for everybody is for everybody"
    assert not {"prepare-shave", "prepare-loose-clothes"} & neither, "none of these was said"


def _before(id: str, *answers: str) -> set[str]:
    """What gets somebody ready for a session in eight weeks, by id."""
    made = with_preparation(sheet(id), date(2026, 11, 20), date(2027, 1, 15))
    said = [answered("2026-11-20T16:30", "about", *answers)]
    whole = planned(*made.rules, now="2027-01-01T09:00", answers=said)
    days = (whole.day(number) for number in range(57))
    return {
        found
        for day in days
        for found in (*(item.rule.id for item in day.items), *(each.rule.id for each in day.avoids))
    }


def test_what_to_do_until_the_clinic_is_reached_stands_below_its_line(tmp_path: Path) -> None:
    shell = _at_home(tmp_path, "leeds")
    assert shell("start", "leeds", "--on", "2026-11-20T16:00", now="2026-11-20T17:00").code == 0
    called = shell("call", now="2026-11-23T09:00").out.splitlines()
    place = called.index("[ ] Any blister, scab, crust or weeping")
    assert called[place + 1].startswith("    If you cannot reach the laser suite and speak to")
    (told,) = (
        each["meanwhile"]
        for each in shell("today", "--json", now="2026-11-23T09:00").json["warnings"]
        if "meanwhile" in each
    )
    assert called[place + 1] == f"    {told}"


def test_a_clinics_own_sheet_is_named_and_not_called_few_sources() -> None:
    checklist = sheet("leeds")
    rule = checklist.rule("no-heat")
    assert rule is not None
    said = agreement(rule, Background(checklist, {}))
    assert said == "One source: Leeds Teaching Hospitals NHS Trust."


def _at_home(home: Path, id: str) -> Shell:
    """A home whose own checklists are one sheet."""
    folder = home / "checklists"
    folder.mkdir()
    (folder / f"{id}.yaml").write_bytes((FOLDER / f"{id}.yaml").read_bytes())
    return Shell(home)
