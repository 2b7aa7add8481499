"""The shipped checklist for PicoSure tattoo removal: what is its own."""

from datetime import datetime, timedelta

import pytest

from tests.support.content import TREATED, expected, items, left_alone, report, shipped

TATTOO = shipped("picosure-tattoo")
ARM = {"site": {"limb"}, "about": {"dressing"}}
BEFORE_NOON = TREATED - timedelta(hours=5)
LATE = TREATED + timedelta(hours=5)


def _slots(rule: str, day: int, treated: datetime) -> list[str]:
    found = TATTOO.plan(ARM, treated=treated).day(day).items
    return [item.slot for item in found if item.rule.id == rule]


def test_the_first_day_keeps_the_dressing_and_the_shower_rule() -> None:
    day = TATTOO.plan(ARM, treated=BEFORE_NOON).day(0)
    assert "tat-keep-dressing" in items(day)
    assert "tat-no-shower-24" in {avoid.rule.id for avoid in day.avoids if avoid.lifts and avoid.on}
    assert not {"tat-wash", "tat-ointment", "tat-dress"} & items(day)


def test_whoever_has_no_dressing_keeps_none() -> None:
    assert "tat-keep-dressing" not in items(TATTOO.plan({"site": {"limb"}, "about": ()}).day(0))


@pytest.mark.parametrize("treated", [BEFORE_NOON, TREATED])
def test_the_first_wash_is_on_the_evening_of_day_one_once_24_hours_have_passed(treated: datetime) -> None:
    assert _slots("tat-keep-dressing", 1, treated) == ["morning"]
    assert _slots("tat-wash", 1, treated) == ["evening"]
    assert _slots("tat-dress", 1, treated) == ["evening"]
    assert _slots("tat-wash", 2, treated) == ["morning", "evening"]


def test_after_a_late_treatment_the_first_wash_waits_for_the_second_morning() -> None:
    assert _slots("tat-keep-dressing", 0, LATE) == ["after-1h"]
    assert _slots("tat-keep-dressing", 1, LATE) == ["morning", "evening"]
    assert _slots("tat-wash", 1, LATE) == []
    assert _slots("tat-wash", 2, LATE) == ["morning", "evening"]


def test_wash_ointment_and_dressing_come_in_that_order() -> None:
    day = TATTOO.plan({"site": {"limb"}, "about": ()}).day(5)
    evening = [item.rule.id for item in day.items if item.slot == "evening" and item.rule.kind == "do"]
    assert evening == ["tat-wash", "tat-ointment", "tat-dress"]


def test_an_ointment_of_the_clinic_takes_the_place_of_petroleum_jelly_after_a_real_yes() -> None:
    both = {"tat-ointment", "tat-clinic-ointment"}
    assert items(TATTOO.plan({"about": {"clinic-creams"}}).day(5)) & both == {"tat-clinic-ointment"}
    assert items(TATTOO.plan({"about": ()}).day(5)) & both == {"tat-ointment"}
    assert items(TATTOO.plan({}).day(5)) & both == {"tat-ointment"}
    assert "Got an ointment from the clinic? Use that instead." in TATTOO.rule("tat-ointment")["how"]


def test_day_fourteen_moves_from_cover_to_sunscreen() -> None:
    plan = TATTOO.plan(ARM)
    sun = {"tat-cover-sun", "tat-spf"}
    assert [items(plan.day(day)) & sun for day in (13, 14)] == [{"tat-cover-sun"}, {"tat-spf"}]


@pytest.mark.parametrize("sign", ["crusts", "blisters", "open-skin"])
def test_sunscreen_waits_while_the_skin_has_not_closed(sign: str) -> None:
    plan = TATTOO.plan(ARM, [report(13, sign), report(17, sign, 0)])
    sun = {"tat-cover-sun", "tat-spf"}
    assert [items(plan.day(day)) & sun for day in (14, 16, 18)] == [
        {"tat-cover-sun"},
        {"tat-cover-sun"},
        {"tat-spf"},
    ]
    assert {"tat-no-soak", "tat-no-makeup"} <= left_alone(plan.day(16))


def test_redness_holds_nothing() -> None:
    plan = TATTOO.plan(ARM, [report(13, "redness", 4)])
    assert "tat-spf" in items(plan.day(14))


def test_week_eight_says_when_to_book() -> None:
    plan = TATTOO.plan(ARM)
    found = [day for day in range(91) if "tat-next-session" in items(plan.day(day))]
    assert found == list(range(42, 57))
    assert TATTOO.rule("tat-next-session")["check"] == "Book the next session for week 8 or later"
    assert [
        day for day in (41, 42, 56) if "tat-next-session" in items(TATTOO.plan({"course": {"no"}}).day(day))
    ] == []


def test_on_the_face_the_hands_and_the_genitals_no_blister_is_called_usual() -> None:
    for site in ("face", "hands-feet"):
        normal = TATTOO.plan({"site": {"limb", site}}).day(2).normal
        assert normal is not None
        assert "lister" not in normal.usual + normal.short
        assert normal.not_usual.startswith("Any blister on face, hands, feet or genitals.")
    normal = TATTOO.plan({"site": {"limb"}}).day(2).normal
    assert normal is not None
    assert normal.usual.endswith("Blisters, clear or inky, on limbs or body.")
    # The first line has no room to say where a blister is a reason to call.
    assert normal.short == "strong swelling"
    told = " ".join(TATTOO.rule("tat-expect-blister")["how"].split())
    assert told.endswith("On the face, a hand, a foot or the genitals, call your clinic about any.")


def test_a_hairy_arm_is_not_shaved_and_a_bare_back_is_unless_it_is_a_habit() -> None:
    assert "tat-no-shave" in left_alone(TATTOO.plan({"site": {"limb", "hair-bearing"}, "habits": ()}).day(20))
    assert "tat-no-shave" not in left_alone(TATTOO.plan({"site": {"other"}, "habits": ()}).day(5))
    assert "tat-no-shave" in left_alone(TATTOO.plan({"site": {"other"}}).day(5))


def test_red_ink_and_past_reactions_are_watched_on_the_evenings_between() -> None:
    watched = {"tat-allergy-watch", "tat-allergy-red"}
    red, other = TATTOO.plan({"red-ink": {"yes"}}), TATTOO.plan({"red-ink": {"no"}})
    assert [day for day in range(20) if items(red.day(day)) & watched] == list(range(15))
    assert [day for day in range(20) if items(other.day(day)) & watched] == [0, 1, 2, 3, 7, 14]


def test_one_photo_is_asked_for_on_the_first_day_and_it_leaves_the_dressing_on() -> None:
    plan = TATTOO.plan(ARM)
    photos = [[id for id in items(plan.day(day)) if "photo" in id] for day in (0, 3)]
    assert photos == [["tat-photo-first"], ["tat-photo"]]
    assert "leave the dressing on" in TATTOO.rule("tat-photo-first")["how"]


def test_permanent_make_up_is_asked_about_once() -> None:
    made_up, other = TATTOO.plan({"about": {"permanent-makeup"}}), TATTOO.plan({"about": ()})
    # Not on the fullest days; the line on when to call stands on all of them.
    assert [day for day in range(50) if "tat-cosmetic-ink" in items(made_up.day(day))] == [0, *range(7, 43)]
    assert not [day for day in range(50) if "tat-cosmetic-ink" in items(other.day(day))]
    lines = [{warning.id for warning in made_up.day(day).warnings} for day in range(43)]
    assert all("ink-dark" in line for line in lines)


def test_what_to_expect_follows_the_days_of_the_table() -> None:
    plan = TATTOO.plan(ARM)
    assert "tat-expect-blister" in expected(plan.day(7))
    assert "tat-expect-blister" not in expected(plan.day(8))
    assert expected(plan.day(30)) == {"tat-expect-pink", "tat-expect-fade"}
