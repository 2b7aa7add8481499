"""The clinic that a checklist names, offered on the third step."""

from tests.conftest import Contexts
from tests.support.screens import files_read, first_app, press, shows
from tests.tui.screens.start.test_files import go_to, own_file
from tui.recovery.recovery import Clinic
from tui.screens.today import TodayScreen

OURS = b"""format: 1
id: ours
title: As we do it
extends: picosure-face
clinic: {name: Harbour Skin, phone: +65 6123 4567, after_hours: 61234568}
"""


async def test_it_is_offered_and_taken_only_by_enter_on_its_row(contexts: Contexts) -> None:
    context, app = first_app(contexts)
    own_file(context, "ours.yaml", OURS)
    async with app.run_test() as pilot:
        await files_read(pilot)
        await go_to(pilot, "As we do it")
        await press(pilot, "enter", "enter")
        assert shows(pilot, "Use this clinic's number? Harbour Skin, +65 6123 4567, after hours")
        await go_to(pilot, "Use this clinic's number?")
        assert shows(pilot, "enter use it")
        await press(pilot, "enter")
        assert not shows(pilot, "Use this clinic's number?")
        assert shows(pilot, "Phone  [ +65 6123 4567")
        await press(pilot, "end", "enter")
        assert isinstance(app.screen, TodayScreen)
    recovery = context.recovery()
    assert recovery is not None
    assert recovery.clinic == Clinic("Harbour Skin", "+65 6123 4567", "61234568")


async def test_whoever_passes_it_by_calls_nobody(contexts: Contexts) -> None:
    context, app = first_app(contexts)
    own_file(context, "ours.yaml", OURS)
    async with app.run_test() as pilot:
        await files_read(pilot)
        await go_to(pilot, "As we do it")
        await press(pilot, "enter", "enter", "end", "enter")
        assert isinstance(app.screen, TodayScreen)
    recovery = context.recovery()
    assert recovery is not None
    assert recovery.clinic == Clinic()
