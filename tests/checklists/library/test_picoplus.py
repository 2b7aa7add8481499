"""The shipped checklist for PICOPLUS on the face: what is its own."""

import pytest

from tests.support.content import Answers, expected, items, left_alone, offered, report, shipped

PICOPLUS = shipped("picoplus")
SPOT: Answers = {"kind": {"spot"}, "about": {"clinic-creams"}}
TYPICAL: Answers = {
    "kind": {"spot"},
    "habits": {"makeup", "exercise", "actives"},
    "about": (),
    "dry-skin": {"no"},
}


def _days_of(rule: str, answers: Answers, last: int = 30) -> list[int]:
    plan = PICOPLUS.plan(answers)
    return [day for day in range(last + 1) if rule in items(plan.day(day)) | left_alone(plan.day(day))]


def test_what_was_done_is_asked_first_and_has_one_answer() -> None:
    first = PICOPLUS.data["questions"][0]
    assert (first["id"], list(first["answers"]), first.get("many")) == (
        "kind",
        ["toning", "spot", "deep", "lens"],
        None,
    )


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        ("toning", set()),
        ("spot", {"pig-expect-dark", "pig-expect-scab"}),
        ("deep", {"pig-expect-pinpoint"}),
        ("lens", {"pig-expect-lens"}),
    ],
)
def test_scabs_dots_and_darker_spots_follow_from_what_was_done(answer: str, line: set[str]) -> None:
    lines = {"pig-expect-dark", "pig-expect-scab", "pig-expect-pinpoint", "pig-expect-lens"}
    assert expected(PICOPLUS.plan({"kind": {answer}}).day(3)) & lines == line


def test_whoever_is_not_sure_what_was_done_reads_of_all_of_it() -> None:
    lines = {"pig-expect-dark", "pig-expect-scab", "pig-expect-pinpoint", "pig-expect-lens"}
    assert lines <= expected(PICOPLUS.plan({}).day(3))


def test_two_creams_and_sunblock_to_day_six_and_own_products_from_day_seven() -> None:
    plan = PICOPLUS.plan(SPOT)
    creams = {"pig-only-two-creams", "pig-moisturise", "pig-moisturise-midday", "pig-own-products"}
    assert all(items(plan.day(day)) & creams == {"pig-only-two-creams"} for day in range(7))
    assert all("pig-spf-am" in items(plan.day(day)) for day in range(1, 7))
    assert items(plan.day(7)) & creams == {"pig-moisturise", "pig-own-products"}


def test_whoever_was_given_none_moisturises_from_day_one() -> None:
    assert _days_of("pig-moisturise", {"kind": {"spot"}, "about": ()}) == list(range(1, 28))
    assert _days_of("pig-only-two-creams", {"kind": {"spot"}, "about": ()}) == []


def test_whoever_is_not_sure_about_creams_moisturises_with_those_if_there_are_some() -> None:
    both = {"pig-moisturise", "pig-only-two-creams"}
    assert items(PICOPLUS.plan({}).day(1)) & both == {"pig-moisturise"}
    assert PICOPLUS.rule("pig-moisturise")["how"].endswith("Got creams from the clinic? Use those instead.")


def test_dark_flakes_are_not_picked_while_they_are_reported() -> None:
    flaking = PICOPLUS.plan(SPOT, [report(20, "crusts"), report(24, "crusts", 0)])
    assert [day for day in range(30) if "pig-no-pick" in left_alone(flaking.day(day))] == list(range(24))
    assert _days_of("pig-no-pick", SPOT) == list(range(21))


def test_own_products_and_make_up_wait_for_the_flakes() -> None:
    plan = PICOPLUS.plan(TYPICAL, [report(6, "crusts"), report(9, "crusts", 0)])
    back = {"pig-own-products", "pig-makeup-back"}
    assert [(items(plan.day(day)) | offered(plan.day(day))) & back for day in (7, 8, 9)] == [
        set(),
        set(),
        back,
    ]


def test_own_products_come_back_every_third_day() -> None:
    assert _days_of("pig-own-products", TYPICAL) == [7, 10, 13, 16, 19]


def test_with_melasma_the_sauna_waits_four_weeks_and_is_not_said_to_be_back_before() -> None:
    sauna = {"pig-no-sauna", "pig-no-sauna-melasma"}

    def alone(answers: Answers, day: int) -> set[str]:
        return left_alone(PICOPLUS.plan(answers).day(day)) & sauna

    assert [alone({"melasma": {"yes"}}, day) for day in (9, 10, 27, 28)] == [
        *({"pig-no-sauna-melasma"},) * 3,
        set(),
    ]
    assert [alone({"melasma": {"no"}}, day) for day in (9, 10)] == [{"pig-no-sauna"}, set()]
    assert [alone({}, day) for day in (9, 10, 28)] == [*({"pig-no-sauna-melasma"},) * 2, set()]
    back = [avoid.rule.id for avoid in PICOPLUS.plan({"melasma": {"yes"}}).day(10).avoids if not avoid.on]
    assert "pig-no-sauna" not in back


def test_dry_skin_moisturises_at_midday_too() -> None:
    def slots(answer: str) -> list[str]:
        day = PICOPLUS.plan({"dry-skin": {answer}, "about": ()}).day(5)
        return [item.slot for item in day.items if item.rule.id.startswith("pig-moisturise")]

    assert slots("yes") == ["morning", "evening", "midday"]
    assert slots("no") == ["morning", "evening"]


def test_white_dots_are_looked_for_after_toning_and_by_whoever_is_not_sure() -> None:
    sundays = [16, 23, 30]
    assert _days_of("pig-pale-watch", {"kind": {"toning"}}) == sundays
    assert _days_of("pig-pale-watch", {}) == sundays
    assert _days_of("pig-pale-watch", {"kind": {"spot"}}) == []


def test_a_treated_mole_is_asked_after_in_the_second_week() -> None:
    assert _days_of("pig-mole-check", {"moles": {"yes"}}, 179) == list(range(7, 29))
    assert _days_of("pig-mole-check", {"moles": {"no"}}, 179) == []
