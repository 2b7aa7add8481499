"""A phase on paper: what is normal in it, what is back, what goes on, and what begins."""

from checklists.rules.checklist import Normal
from checklists.rules.rule import AsNeeded, Kind, Match, Rule
from tests.support.paper import below, lines, small
from tests.support.plans import answer, avoid, days, do

CRUSTS = (Match("crusts", low=1),)


def check(id: str, *on: str) -> Rule:
    """A `check` on these days."""
    return Rule(id, Kind.CHECK, id, id, days(*on))


def test_what_is_usual_is_said_with_whom_it_is_for() -> None:
    made = small(
        normal=(
            Normal(days("0"), "A pink flush.", "A blister.", answer("kind", "toning")),
            Normal(days("0"), "Clear redness.", "A blister."),
            Normal(days("1-3"), "Pink.", "Heat.", answer("kind", "toning")),
            Normal(days("1-3"), "Dry.", "Fever."),
            Normal(days("7-"), "Calm.", ""),
        )
    )

    assert [line for line in lines(made) if "ormal, " in line or "usual: " in line] == [
        'Normal, day 0, if you say "Toning": A pink flush.',
        "Normal, day 0, otherwise: Clear redness.",
        "  Not usual: A blister.",
        'Normal, days 1 to 3, if you say "Toning": Pink.',
        "  Not usual: Heat.",
        "Normal, days 1 to 3, otherwise: Dry.",
        "  Not usual: Fever.",
        "Normal, from day 7: Calm.",
    ]


def test_what_begins_stands_by_kind_in_the_order_of_the_days_and_what_never_comes_back_first() -> None:
    made = lines(
        small(
            avoid("late", "3-4", then="Slowly."),
            avoid("early", "0-4", then="Slowly."),
            avoid("never", "0-4"),
            check("look", "0"),
            do("wash", "1-3"),
            do("cool", "0"),
        )
    )
    assert [line for line in made if line in ("Do", "Leave alone", "Check and ask", "Expect")] == [
        "Do",
        "Leave alone",
        "Check and ask",
    ]
    assert below(made, "Do") == ["- cool (day 0)", "- wash (days 1 to 3)"]
    assert [line for line in below(made, "Leave alone") if line.startswith("-")] == [
        "- never (days 0 to 4)",
        "- early (days 0 to 4)",
        "- late (days 3 to 4)",
    ]


def test_what_earlier_phases_leave_stands_in_few_words() -> None:
    held = [avoid(name, "0-6", then="Slowly.", holds=CRUSTS) for name in ("make-up", "acids", "sport")]
    made = lines(
        small(
            *held,
            avoid("alcohol", "0-6", then="Slowly."),
            avoid("sauna", "0-9", then="Slowly."),
            avoid("picking", "0-20"),
            avoid("tanning", "0-"),
            do("wash", "1-13"),
            do("wash-too", "1-13"),
            do("over", "1-6"),
            do("sunscreen", "1-"),
            do("book", "0-20", once=True),
            do("cool", "0-8", as_needed=AsNeeded(None, None)),
            check("photo", "0", "3", "14"),
        )
    )
    assert below(made, "Back again") == [
        "- day 7: alcohol",
        "- day 7, once calm: make-up; acids; sport",
        "- day 10: sauna",
    ]
    assert below(made, "Goes on") == [
        "- to day 13: wash; wash-too",
        "- to day 14: photo",
        "- with no end: sunscreen",
    ]
    assert below(made, "Still leave alone") == ["- to day 20: picking", "- with no end: tanning"]


def test_the_first_phase_has_nothing_from_before() -> None:
    made = lines(small(do("wash", "1-3"), avoid("sauna", "0-3", then="Slowly.")))
    assert [line for line in made if line in ("Back again", "Goes on", "Still leave alone")] == []
