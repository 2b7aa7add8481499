"""The shipped checklist for any picosecond laser: the stricter of the other three, wherever they differ."""

from collections.abc import Iterable

from tests.support.content import EACH, Answers, expected, items, left_alone, offered, report, shipped

OPEN = ["crusts", "blisters", "open-skin"]

ANY = shipped("picosecond")
FACE: Answers = {"place": {"face"}, "habits": {"makeup", "exercise", "actives"}, "about": ()}
BODY: Answers = {"place": {"body"}, "ink": {"yes"}, "habits": {"exercise"}, "about": {"dressing"}}
SPOTS: Answers = {**BODY, "ink": {"no"}, "about": ()}
"""On the body, and no tattoo."""


def test_every_rule_of_its_own_begins_with_the_same_word() -> None:
    common = set.intersection(*(checklist.ids() for checklist in EACH))
    assert common == {
        *("clinic-first", "tell-now", "first-hour", "first-hours", "painkiller-ask", "light-masks"),
        "burst-skin",
    }
    assert all(id.startswith("pico-") for id in ANY.ids() - common)


def test_redness_keeps_what_is_left_alone_and_not_what_covers_open_skin() -> None:
    held = [rule for rule in ANY.rules if "while" in rule]
    assert held
    assert all(rule["while"] == ([*OPEN, "redness 2+"] if "avoid" in rule else OPEN) for rule in held)


def test_it_warns_of_everything_that_any_of_the_others_warn_of() -> None:
    every = set.union(*(checklist.ids("warnings") for checklist in EACH))
    # Its crusts are scabs as well, from the earlier of their two days, and it has no light head.
    # Where a blister is stands in one line with when it came.
    assert ANY.ids("warnings") == every - {"scab-long", "ipl-stripes", "ipl-heat", "tattoo-blister-place"}
    assert "hands, feet, genitals" in next(
        line["if"] for line in ANY.data["warnings"] if line["id"] == "tattoo-blister-late"
    )


def _found(answers: Answers, rules: Iterable[str], day: int) -> set[str]:
    found = ANY.plan(answers).day(day)
    return (items(found) | offered(found)) & set(rules)


def test_a_face_has_sunscreen_from_the_first_morning_and_a_body_is_covered_until_it_has_closed() -> None:
    sun = ("pico-spf-am", "pico-cover-sun", "pico-spf-body")
    assert [_found(FACE, sun, day) for day in (0, 1, 14)] == [set(), {"pico-spf-am"}, {"pico-spf-am"}]
    assert [_found(BODY, sun, day) for day in (0, 13, 14)] == [
        {"pico-cover-sun"},
        {"pico-cover-sun"},
        {"pico-spf-body"},
    ]


def test_a_body_without_a_tattoo_is_kept_moist_and_covered_from_the_sun_and_no_face_is_spoken_of() -> None:
    days = [ANY.plan(SPOTS).day(day) for day in (1, 13)]
    assert [items(day) & {"pico-moisturise", "pico-cover-sun"} for day in days] == [
        {"pico-moisturise", "pico-cover-sun"}
    ] * 2
    said = [avoid.rule.title for avoid in ANY.plan(SPOTS).day(0).avoids]
    said += [item.rule.title for number in range(15) for item in ANY.plan(SPOTS).day(number).items]
    assert [title for title in said if "face" in title] == []


def test_on_the_body_sunscreen_waits_for_closed_skin() -> None:
    plan = ANY.plan(BODY, [report(13, "open-skin"), report(20, "open-skin", 0)])
    sun = {"pico-cover-sun", "pico-spf-body"}
    assert [items(plan.day(day)) & sun for day in (14, 19, 21)] == [
        {"pico-cover-sun"},
        {"pico-cover-sun"},
        {"pico-spf-body"},
    ]


def test_skin_is_moisturised_and_a_tattoo_is_dressed() -> None:
    skin = ("pico-moisturise", "pico-ointment", "pico-dress")
    assert _found(FACE, skin, 5) == {"pico-moisturise"}
    assert _found(BODY, skin, 5) == {"pico-ointment", "pico-dress"}
    assert _found(SPOTS, skin, 5) == {"pico-moisturise"}
    # Whoever is not sure reads of the jelly in the words of the dressing.
    assert _found({}, skin, 5) == {"pico-moisturise", "pico-dress"}
    assert "petroleum jelly" in ANY.rule("pico-dress")["how"]


def test_open_skin_on_the_body_is_washed_and_covered_though_it_was_no_tattoo() -> None:
    plan = ANY.plan(SPOTS, [report(2, "open-skin"), report(6, "open-skin", 0)])
    assert ["burst-skin" in items(plan.day(day)) for day in (2, 3, 6, 7)] == [True, True, False, False]


def test_melasma_and_brow_ink_are_a_face_s() -> None:
    body = ANY.plan({"place": {"body"}})
    assert "pico-no-sauna" in left_alone(body.day(5))
    assert "pico-no-sauna-melasma" not in left_alone(body.day(5))
    assert "pico-cosmetic-ink" not in items(ANY.plan(BODY).day(5))


def test_nothing_is_washed_for_24_hours() -> None:
    plan = ANY.plan(FACE)
    washed = [
        (day, item.slot)
        for day in (0, 1, 2)
        for item in plan.day(day).items
        if item.rule.id == "pico-cleanse"
    ]
    assert washed == [(1, "evening"), (2, "morning"), (2, "evening")]
    assert "pico-no-wash-24" in left_alone(plan.day(0))


def test_creams_of_the_clinic_take_the_place_of_the_plain_ones_for_a_week() -> None:
    creams = ("pico-clinic-creams", "pico-moisturise", "pico-ointment")
    for place, own in (("face", "pico-moisturise"), ("body", "pico-ointment")):
        answers = {"place": {place}, "ink": {"yes"}, "about": {"clinic-creams"}}
        assert _found(answers, creams, 6) == {"pico-clinic-creams"}
        assert _found(answers, creams, 7) == {own}


def test_heat_waits_four_weeks_with_melasma() -> None:
    sauna = {"pico-no-sauna", "pico-no-sauna-melasma"}

    def alone(answer: str, day: int) -> set[str]:
        return left_alone(ANY.plan({"place": {"face"}, "melasma": {answer}}).day(day)) & sauna

    assert [alone("yes", day) for day in (13, 14, 28)] == [*({"pico-no-sauna-melasma"},) * 2, set()]
    assert [alone("no", day) for day in (13, 14)] == [{"pico-no-sauna"}, set()]
    unsure = [left_alone(ANY.plan({}).day(day)) & sauna for day in (9, 27, 28)]
    assert unsure == [*({"pico-no-sauna-melasma"},) * 2, set()]


def test_make_up_and_products_come_back_after_two_weeks_and_wait_for_crusts() -> None:
    back = ("pico-makeup-back", "pico-products-back")
    assert [_found(FACE, back, day) for day in (13, 14)] == [set(), set(back)]
    plan = ANY.plan({**FACE, "melasma": {"no"}}, [report(13, "crusts"), report(16, "crusts", 0)])
    assert [(items(plan.day(day)) | offered(plan.day(day))) & set(back) for day in (14, 15, 16)] == [
        set(),
        set(),
        set(back),
    ]


def test_what_to_expect_follows_from_where_it_was() -> None:
    face, body = (expected(ANY.plan({"place": {place}}).day(7)) for place in ("face", "body"))
    assert face - body == {"pico-expect-dry", "pico-expect-spots"}
    assert body - face == {"pico-expect-blister", "pico-expect-bruise", "pico-expect-pink"}
    skin = expected(ANY.plan(SPOTS).day(7))
    assert skin - face == {"pico-expect-pink"}


def test_until_it_is_said_where_it_was_no_blister_is_called_usual() -> None:
    for day in range(8):
        normal = ANY.plan({}).day(day).normal
        assert normal is not None
        assert "lister" not in normal.usual + normal.short
    normal = ANY.plan(BODY).day(2).normal
    assert normal is not None
    assert "A tattoo may blister." in normal.usual


def test_the_course_takes_the_longer_gap_and_tells_of_both() -> None:
    course = ANY.data["course"]
    assert (course["sessions"], course["gap"], course["maintenance"]) == ("1-8", "8- weeks", "4-6 months")
    assert "4-6 weeks apart; upkeep every 2-3 months" in course["sources"]["account-picoplus"]
