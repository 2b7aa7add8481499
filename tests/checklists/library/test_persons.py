"""Thirteen persons by their answers: their days are as they are stored, and say one thing."""

import pytest

from tests.support.content import FOLDER, items, left_alone
from tests.support.persons import DAYS, PERSONS, Treated, diary, planned

each_person = pytest.mark.parametrize("person", PERSONS, ids=lambda person: str(person.name))


@each_person
def test_the_days_of_a_person_are_as_they_are_stored(person: Treated) -> None:
    assert diary(person) == (FOLDER / "persons" / f"{person.name}.txt").read_text("utf-8")


def test_every_stored_person_is_one_of_them() -> None:
    stored = {path.stem for path in (FOLDER / "persons").iterdir()}
    assert stored == {person.name for person in PERSONS}


@each_person
def test_no_day_brings_back_what_it_leaves_alone(person: Treated) -> None:
    plan = planned(person)
    for number in DAYS:
        day = plan.day(number)
        back = {
            rule.once_lifted for rule in plan.checklist.rules if rule.id in items(day) and rule.once_lifted
        }
        assert not back & left_alone(day), number
        titles = [avoid.rule.title for avoid in day.avoids if avoid.on]
        assert not {avoid.rule.title for avoid in day.avoids if not avoid.on} & set(titles), number
        assert not {item.rule.title for item in day.items} & set(titles), number
