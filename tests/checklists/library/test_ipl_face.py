"""Pulsed light is no laser: what the base says of lasers and is not so here, and what it has of its own."""

from tests.support.content import report, shipped

IPL = shipped("ipl-face")


def test_before_a_session_nobody_is_told_of_half_an_hour_of_numbing() -> None:
    visit = IPL.steps()["the-visit"]
    assert visit["expect"] == "In the clinic: eye shields, cold gel, bright flashes"
    assert "Numbing cream now and then." in visit["how"]
    assert not {"account", "account-picoplus"} & set(visit["sources"])


def test_heat_that_cooling_does_not_ease_is_a_reason_to_call_on_each_day_of_the_first_week() -> None:
    found = [
        {warning.id: warning.call for warning in IPL.plan({}).day(number).warnings}.get("ipl-heat")
        for number in range(9)
    ]
    assert found == ["clinic-today"] * 8 + [None]


def test_masks_of_light_wait_for_all_that_other_light_waits_for() -> None:
    assert IPL.rule("light-masks")["while"] == IPL.rule("ipl-no-procedures")["while"]
    plan = IPL.plan({}, [report(27, "stripes"), report(30, "stripes", 0)])
    masks = [any(one.rule.id == "light-masks" and one.on for one in plan.day(day).avoids) for day in (29, 31)]
    assert masks == [True, False]
