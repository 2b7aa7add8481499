"""What a new version of a checklist changes in the days of one recovery."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from checklists.plan.circumstances import Circumstances, ReportFrom, Times, VersionFrom, ZoneFrom
from checklists.plan.plan import Plan
from checklists.rules.checklist import Call, CallWarning, Checklist, Course, Normal, Phase, Prepare, Question
from checklists.rules.rule import At, Citation, Kind, Match, Remind, Rule, Span
from tests.support.plans import (
    BERLIN,
    SLOTS,
    TREATED,
    answer,
    at,
    avoid,
    call,
    checklist,
    days,
    do,
    every,
    expect,
    local,
    reported,
)
from tui.files.difference import Change, Difference, WordChange, differences, sections_changed

NOW = "2026-11-23T08:55"
"""Day 3, a Monday, after the morning's slot."""
WASH = do("wash", "1-13", at=at("morning", "evening"))
MAKEUP = avoid("make-up", "0-6", holds=[Match("crusts", low=1)])


def plans(
    old: tuple[Rule, ...],
    new: tuple[Rule, ...],
    now: str = NOW,
    reports: tuple[ReportFrom, ...] = (),
) -> tuple[Plan, Plan]:
    """The plan by the old rules, and the one in which the new ones hold from `now` on."""
    moment, treated = local(now), local(TREATED)
    times, zones = Times(4 * 60, SLOTS), (ZoneFrom(treated, BERLIN),)
    first = VersionFrom(treated, checklist(*old))
    second = VersionFrom(moment, checklist(*new))
    made = (Circumstances(treated, versions, zones, (), reports) for versions in ((first,), (first, second)))
    before, after = (Plan(each, times, moment) for each in made)
    return before, after


def found(*args: object, **more: object) -> list[Difference]:
    return list(differences(*plans(*args, **more)))  # type: ignore[arg-type]


def said(old: Rule | None, new: Rule | None, **more: object) -> list[str]:
    return [str(each) for each in found((old,) if old else (), (new,) if new else (), **more)]


def test_what_a_report_hides_of_a_change_is_told_all_the_same() -> None:
    crusts = (reported(NOW, "crusts", 1),)
    shorter = replace(avoid("make-up", "0-1", holds=[Match("crusts", low=1)]), because="my sheet")
    (one,) = found((MAKEUP,), (shorter,), reports=crusts)
    assert (
        str(one)
        == "make-up: free from now on instead of day 7 (Fri 27 Nov); only once you no longer report crusts"
    )
    assert (one.because, one.sooner) == ("my sheet", True)

    # What is longer is told too, and what ends only once something else has.
    (longer,) = said(MAKEUP, replace(MAKEUP, days=days("0-9")), reports=crusts)
    assert longer == (
        "make-up: back on day 10 (Mon 30 Nov) instead of day 7 (Fri 27 Nov); "
        "only once you no longer report crusts"
    )
    after = replace(do("cream", "4"), once_lifted="make-up")
    (new,) = found((MAKEUP,), (MAKEUP, replace(after, days=days("8-9"))), reports=crusts)
    assert str(new) == "cream: new, days 8 to 9; only once what you reported is gone"
    (gone,) = found((MAKEUP, replace(after, days=days("8-9"))), (MAKEUP,), reports=crusts)
    assert str(gone).endswith("; only once what you reported is gone")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("0-6", "0-4", "back on day 5 (Wed 25 Nov) instead of day 7 (Fri 27 Nov)"),
        ("0-6", "0-9", "back on day 10 (Mon 30 Nov) instead of day 7 (Fri 27 Nov)"),
        ("0-6", "0-2", "free from now on instead of day 7 (Fri 27 Nov)"),
        ("0-6", "0-", "left alone always instead of day 7 (Fri 27 Nov)"),
        ("0-", "0-4", "back on day 5 (Wed 25 Nov) instead of always"),
        ("0-1", "0-6", "left alone on days 3 to 6, back on day 7 (Fri 27 Nov); it was free"),
        ("0-6", "5-8", "left alone on days 5 to 8, back on day 9 (Sun 29 Nov) instead of on days 3 to 6"),
    ],
)
def test_what_is_left_alone_comes_back_on_another_day(old: str, new: str, words: str) -> None:
    assert said(avoid("make-up", old), avoid("make-up", new)) == [f"make-up: {words}"]


def test_what_is_left_alone_for_hours_is_free_at_another_time() -> None:
    old, new = (
        replace(avoid("hot", "0"), days=(), lasts=72 * 60),
        replace(avoid("hot", "0"), days=(), lasts=96 * 60),
    )

    assert said(old, new) == [
        "hot: left alone until 16:00 on day 4 (Tue 24 Nov) instead of 16:00 on day 3 (Mon 23 Nov)"
    ]


def test_what_a_report_holds_is_free_when_the_new_version_no_longer_asks() -> None:
    crusts = (reported("2026-11-22T20:00", "crusts", 1),)

    assert said(MAKEUP, avoid("make-up", "0-2"), reports=crusts) == [
        "make-up: free from now on instead of when what you reported is gone",
        "make-up: changed in what keeps it on longer",
    ]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("1-13", "1-10", "to day 10 (Mon 30 Nov) instead of day 13 (Thu 3 Dec)"),
        ("1-13", "5-13", "from day 5 (Wed 25 Nov) instead of day 3 (Mon 23 Nov)"),
        ("5-9", "6-12", "days 6 to 12 instead of days 5 to 9"),
        ("1-13", "1-", "from day 3 instead of days 3 to 13"),
        ("1-13", "7 10", "days 7 and 10 instead of days 3 to 13"),
        ("1-2", "4-5", "days 4 to 5; it was on no day before"),
        ("4-5", "1-2", "not in your plan any more; it was for days 4 to 5"),
        ("1 2", "1", ""),
    ],
)
def test_something_to_do_is_on_other_days(old: str, new: str, words: str) -> None:
    lines = said(do("wash", *old.split()), do("wash", *new.split()))

    told = "Changed too, with nothing in your days from now on: wash"
    assert lines == ([f"wash: {words}"] if words else [told])


@pytest.mark.parametrize(
    ("times", "words"),
    [
        (at("morning"), "morning instead of morning and evening, from day 3 (Mon 23 Nov), evening, on"),
        (
            at("midday", "evening"),
            "midday and evening instead of morning and evening, from day 3 (Mon 23 Nov), midday, on",
        ),
        (
            at("morning", "evening+30"),
            "08:00 and 20:30 instead of 08:00 and 20:00, from day 3 (Mon 23 Nov), evening, on",
        ),
        ((), "any time instead of morning and evening, from day 3 (Mon 23 Nov), evening, on"),
    ],
)
def test_something_to_do_is_at_other_times(times: tuple[At, ...], words: str) -> None:
    assert said(WASH, replace(WASH, at=times)) == [f"wash: {words}"]


def test_what_only_began_once_something_was_back_says_what_it_makes_way_for() -> None:
    back = do("back", "7-10", once_lifted="make-up")

    lines = [str(each) for each in found((MAKEUP, back), (replace(MAKEUP, days=days("0-20")), back))]

    assert lines == [
        "make-up: back on day 21 (Fri 11 Dec) instead of day 7 (Fri 27 Nov)",
        "back: not in your plan any more; it was for days 7 to 10, when 'make-up' is now left alone",
    ]


def test_what_was_due_already_today_keeps_its_time_and_is_no_difference() -> None:
    (only,) = found((WASH,), (replace(WASH, at=at("morning", "bedtime")),))

    assert (only.change, only.day, only.slot) == (Change.MOVED, 3, "evening")
    assert found((do("wash", "1-3", at=at("morning")),), (do("wash", "1-3", at=at("morning")),)) == []


def test_an_interval_says_its_hours() -> None:
    two, three = (do("spf", "1-9", interval=every(60 * hours, "10:00-16:00")) for hours in (2, 3))

    assert said(two, three) == [
        "spf: every 3 hours from 10:00 to 16:00 instead of every 2 hours from 10:00 to 16:00, "
        "from day 3 (Mon 23 Nov), 12:00, on"
    ]


def test_what_comes_says_when_and_what_goes_from_when() -> None:
    cream = do("cream", "1-7", at=at("evening"), title="The cream", because="my clinic's sheet")

    (added,) = found((), (cream,))
    (gone,) = found((cream,), ())

    assert (str(added), added.change, added.day, added.slot, added.because) == (
        "The cream: new, days 3 to 7, evening",
        Change.ADDED,
        3,
        "evening",
        "my clinic's sheet",
    )
    assert (str(gone), gone.change) == ("The cream: gone from day 3 (Mon 23 Nov), evening, on", Change.GONE)
    assert said(None, MAKEUP) == ["make-up: new, left alone on days 3 to 6, back on day 7 (Fri 27 Nov)"]
    assert said(MAKEUP, None) == ["make-up: gone from day 3 (Mon 23 Nov) on; it was until day 6 (Thu 26 Nov)"]
    returning = replace(MAKEUP, then="Begin gently.")
    assert said(returning, None) == [
        "make-up: gone from day 3 (Mon 23 Nov) on; it was to be back on day 7 (Fri 27 Nov)"
    ]
    assert said(None, expect("peel", "4-6")) == ["peel: new, days 4 to 6"]


def test_what_is_for_somebody_else_is_named_and_no_more() -> None:
    mine = replace(do("shave", "1-7"), unless=(), when=answer("habits", "shaving"), unreported=False)
    other = do("old", "0-1")

    assert said(other, None) == ["Changed too, with nothing in your days from now on: old"]
    assert [each.change for each in found((), (replace(mine, days=(Span(0, 1),)),))] == [Change.OTHER]


def test_words_and_what_no_day_shows_are_named() -> None:
    assert said(WASH, replace(WASH, how="Cold", why="Red")) == ["wash: other words for how and why"]
    assert said(WASH, replace(WASH, title="Rinse")) == ["Rinse: other words for the title"]
    assert said(WASH, replace(WASH, remind=Remind(off=True), how="Cold")) == [
        "wash: changed in how and its reminder"
    ]
    assert said(WASH, replace(WASH, sources=(Citation("nsc"),), agreement="weak")) == [
        "wash: changed in its sources"
    ]


def test_a_new_id_with_the_old_text_is_asked_about() -> None:
    (only,) = found((WASH,), (replace(WASH, id="rinse", title="Wash"),))

    assert only.change is Change.RENAMED
    assert str(only) == (
        "Wash: the same rule? It was wash and is rinse. If so, write was: [wash] in it, or it begins anew"
    )


def test_a_rule_that_says_what_it_was_called_is_the_same_one() -> None:
    assert said(WASH, replace(WASH, id="rinse", was=("wash",))) == []
    assert said(WASH, replace(WASH, id="rinse", was=("wash",), days=(Span(1, 10),))) == [
        "wash: to day 10 (Mon 30 Nov) instead of day 13 (Thu 3 Dec)"
    ]


def test_one_id_for_another_kind_is_another_rule() -> None:
    changes = [each.change for each in found((do("sun", "1-9"),), (avoid("sun", "1-9"),))]

    assert changes == [Change.ADDED, Change.GONE]


def test_the_first_day_comes_first_and_what_has_none_last() -> None:
    old = (do("late", "1-13"), do("soon", "1-13"), do("over", "0-1"))
    new = (do("late", "1-9"), do("soon", "1-4"), do("over", "0"))

    assert [(each.title.split()[0], each.day) for each in found(old, new)] == [
        ("soon", 5),
        ("late", 10),
        ("Changed", None),
    ]


def sections(old: Checklist, new: Checklist) -> list[tuple[str, str, str]]:
    """What changes beside the rules: its title, what becomes of it, and why."""
    return [(each.title, each.words, each.because) for each in sections_changed(old, new)]


def test_the_rest_of_the_file_is_named_where_it_changes() -> None:
    before, after = plans((WASH,), (WASH,))
    old, new = before.checklist, after.checklist
    pus = call("pus", Call.URGENT, "0-9")
    changed = replace(new, title="Mine", warnings=(pus,), phases=(Phase("all", "All of it", Span(0, None)),))

    assert sections(old, old) == []
    assert sections(old, changed) == [
        ("The title of the checklist", "changed", ""),
        ("When to call, 'pus'", "new", ""),
        ("The phase 'All of it'", "new", ""),
    ]
    assert ("When to call, 'pus'", "gone", "") in sections(changed, new)


def test_every_changed_text_shows_what_it_was() -> None:
    moved = replace(WASH, title="Rinse", days=days("0-5"), short="rinse")
    assert sorted(text for each in found((WASH,), (moved,)) for text in each.texts) == [
        WordChange("", "wash", "Rinse"),
        WordChange("its short name", WASH.short, "rinse"),
    ]
    before, after = plans((WASH,), (WASH,))
    asked = Question("tone", "Tans?", (("deep", "Yes"), ("light", "No")))
    steps = [Prepare(id, Kind.AVOID, id, 7, 0, how="Why not.") for id in ("tan", "peels")]
    old = replace(before.checklist, questions=(asked,), course=Course(prepare=tuple(steps)))
    new = replace(
        after.checklist,
        title="Mine",
        questions=(replace(asked, ask="Does it tan?", answers=(("deep", "It does"),)),),
        course=Course(prepare=(replace(steps[0], title="Any tan"),)),
    )
    assert [text for each in sections_changed(old, new) for text in each.texts] == [
        WordChange("", "Test", "Mine"),
        WordChange("", "Tans?", "Does it tan?"),
        WordChange("the answer deep", "Yes", "It does"),
        WordChange("the answer light", "No", ""),
        WordChange("", "tan", "Any tan"),
    ]


def test_the_reason_of_what_is_no_rule_is_told_with_it() -> None:
    before, after = plans((WASH,), (WASH,))
    old, because = before.checklist, "my clinic's sheet"
    pus = replace(call("pus", Call.URGENT, "0-9"), because=because)
    pale = Normal(days("0-3"), "Pale.", "Fever.", because=because)
    course = Course((2, 5), because=because)
    changed = replace(after.checklist, warnings=(pus,), normal=(pale,), course=course)
    moment = after.checklist

    assert sections(old, changed) == [
        ("When to call, 'pus'", "new", because),
        ("What is normal", "changed", because),
        ("The course of sessions", "changed", because),
    ]
    two = replace(changed, normal=(pale, replace(pale, usual="Red.", because="the summers here")))
    assert ("What is normal", "changed", "") in sections(moment, two)


SPANS = st.tuples(st.integers(0, 8), st.integers(0, 6) | st.none()).map(
    lambda pair: (Span(pair[0], None if pair[1] is None else pair[0] + pair[1]),)
)
TIMES = st.sampled_from([(), at("morning"), at("morning", "evening"), at("bedtime", "after-40h")])


def _rule(id: str) -> st.SearchStrategy[Rule]:
    doing = st.builds(
        lambda days, times, once: replace(do(id, "0"), days=days, at=times, once=once),
        SPANS,
        TIMES,
        st.booleans(),
    )
    alone = st.builds(lambda days: replace(avoid(id, "0"), days=days), SPANS)
    hours = st.integers(1, 200).map(lambda n: replace(avoid(id, "0"), days=(), lasts=n * 60))
    often = st.integers(1, 6).map(lambda n: do(id, "0-7", interval=every(n * 60)))
    return doing | alone | hours | often


RULES = st.tuples(*(_rule(id) | st.none() for id in "abc")).map(
    lambda rules: tuple(rule for rule in rules if rule is not None)
)
NOWS = st.integers(0, 10 * 24 * 4).map(
    lambda n: f"2026-11-{20 + n // 96:02}T{n % 96 // 4:02}:{n % 4 * 15:02}"
)


@given(RULES, RULES, NOWS)
def test_days_that_have_passed_never_differ(old: tuple[Rule, ...], new: tuple[Rule, ...], now: str) -> None:
    before, after = plans(old, new, now)

    assert [before.day(number) for number in range(before.today)] == [
        after.day(number) for number in range(after.today)
    ]
    days = [each.day for each in differences(before, after) if each.day is not None]
    assert all(day >= before.today for day in days)


@given(RULES, NOWS)
def test_the_same_version_again_differs_in_nothing(rules: tuple[Rule, ...], now: str) -> None:
    assert differences(*plans(rules, tuple(replace(rule) for rule in rules), now)) == ()


@given(RULES, RULES, NOWS)
def test_where_nothing_is_said_to_differ_no_day_does(
    old: tuple[Rule, ...], new: tuple[Rule, ...], now: str
) -> None:
    before, after = plans(old, new, now)
    if any(each.change is not Change.OTHER for each in differences(before, after)):
        return
    for number in range(max(before.today, 0), max(before.last_day, after.last_day) + 1):
        was, becomes = before.day(number), after.day(number)
        assert {item.key for item in was.items} == {item.key for item in becomes.items}
        assert [each.rule.id for each in was.avoids if each.on] == [
            each.rule.id for each in becomes.avoids if each.on
        ]


BLISTER = CallWarning(
    "blister", "Any blister", (Span(0, 7),), Call.CLINIC_TODAY, fits=(Match("pain", low=7, high=10),)
)


@pytest.mark.parametrize(
    ("became", "words", "texts", "weaker"),
    [
        ((), "gone", [("", "Any blister: the clinic, today; days 0 to 7", "")], True),
        (
            (replace(BLISTER, call=Call.CLINIC_SOON),),
            "the clinic, soon, instead of the clinic, today",
            [
                (
                    "",
                    "Any blister: the clinic, today; days 0 to 7",
                    "Any blister: the clinic, soon; days 0 to 7",
                )
            ],
            True,
        ),
        (
            (replace(BLISTER, days=(Span(1, 7),)),),
            "on fewer days",
            [
                (
                    "",
                    "Any blister: the clinic, today; days 0 to 7",
                    "Any blister: the clinic, today; days 1 to 7",
                )
            ],
            True,
        ),
        ((replace(BLISTER, when=answer("habits", "makeup")),), "only for some answers", [], True),
        ((replace(BLISTER, fits=()),), "no longer said back when it is reported", [], True),
        (
            (replace(BLISTER, call=Call.URGENT, days=(Span(0, 9),)),),
            "changed",
            [
                (
                    "",
                    "Any blister: the clinic, today; days 0 to 7",
                    "Any blister: urgent care, now; days 0 to 9",
                )
            ],
            False,
        ),
        (
            (
                replace(BLISTER, id="large", condition="A large one", was=("blister",)),
                replace(BLISTER, id="small", condition="A small one", was=("blister",), fits=()),
            ),
            "in several lines",
            [
                (
                    "",
                    "Any blister: the clinic, today; days 0 to 7",
                    "A large one: the clinic, today; days 0 to 7; "
                    "A small one: the clinic, today; days 0 to 7",
                )
            ],
            False,
        ),
    ],
    ids=["gone", "later", "fewer-days", "for-some", "fits-less", "stronger", "split"],
)
def test_a_weaker_line_on_when_to_call_is_told_with_what_it_was(
    became: tuple[CallWarning, ...], words: str, texts: list[tuple[str, str, str]], weaker: bool
) -> None:
    old = replace(checklist(WASH), warnings=(BLISTER,))
    (found,) = [
        each
        for each in sections_changed(old, replace(old, warnings=became))
        if each.title == "When to call, 'Any blister'"
        or (became and each.title == f"When to call, '{became[0].condition}'")
    ]
    assert (found.words, [tuple(text) for text in found.texts], found.weaker) == (words, texts, weaker)


OUT = Match("out", low=1)
SWIM = avoid("swim", "0-13", counted_from=OUT)


@pytest.mark.parametrize(
    ("new", "words"),
    [
        (
            replace(SWIM, days=days("0-2")),
            "swim: back on day 6 (Thu 26 Nov) instead of day 17 (Mon 7 Dec); if you reported out today",
        ),
        (
            None,
            "swim: gone from day 3 (Mon 23 Nov) on; it was until day 16 (Sun 6 Dec); "
            "if you reported out today",
        ),
    ],
)
def test_what_is_cut_short_after_an_event_is_weaker_before_anybody_has_said_of_it(
    new: Rule | None, words: str
) -> None:
    (one,) = found((SWIM, WASH), (*((new,) if new else ()), WASH))
    assert (str(one), one.weaker) == (words, True)


def test_what_is_longer_or_counted_from_something_else_is_told_before_it_comes() -> None:
    (longer,) = found((SWIM,), (replace(SWIM, days=days("0-20")),))
    assert (
        str(longer)
        == "swim: back on day 24 (Mon 14 Dec) instead of day 17 (Mon 7 Dec); if you reported out today"
    )
    assert not longer.weaker
    assert said(SWIM, replace(SWIM, counted_from=Match("crusts", low=0, high=0))) == [
        "swim: changed in what its days count from"
    ]


@pytest.mark.parametrize("now", ["2026-11-23T08:55", "2026-12-05T08:55"])
@pytest.mark.parametrize("reports", [(), (reported("2026-11-22T20:00", "crusts", 0),)])
def test_what_no_report_keeps_on_any_more_is_weaker_whatever_was_reported(
    now: str, reports: tuple[ReportFrom, ...]
) -> None:
    changes = found((MAKEUP,), (replace(MAKEUP, held_by=()),), now=now, reports=reports)
    assert [str(each).endswith("; if you reported crusts today") for each in changes if each.weaker] == [True]
    # What is kept on by more is no less.
    assert not any(each.weaker for each in found((replace(MAKEUP, held_by=()),), (MAKEUP,), now=now))


def test_what_only_a_report_brings_is_weaker_when_it_ends_sooner_or_goes() -> None:
    raw = replace(avoid("perfume", "0-13"), when=((Match("open-skin", low=1),),), unreported=False)
    shorter = found((raw,), (replace(raw, days=days("0-5")),))
    assert [each.weaker for each in shorter] == [True]
    assert [each.weaker for each in found((raw, WASH), (WASH,))] == [True]
