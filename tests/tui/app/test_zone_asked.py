"""The machine in a zone far from home: asked once, and what is said meanwhile is kept."""

from zoneinfo import ZoneInfo

import pytest

from tests.conftest import Contexts
from tests.support.apps import make_app
from tests.support.screens import press, settled, shows
from tests.support.today import BEGUN
from tui.clock import SystemClock
from tui.recovery.recovery import Clinic
from tui.screens.dialogs import ChoiceScreen


async def test_what_changed_while_it_was_asked_stays_changed(
    contexts: Contexts, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = contexts("2026-11-21T08:15", begun=BEGUN)
    monkeypatch.setenv("TZ", "Asia/Singapore")
    context.clock = SystemClock(ZoneInfo("Europe/Berlin"))
    app = make_app(context)
    async with app.run_test() as pilot:
        app._notice_zone()
        await settled(pilot)
        assert isinstance(app.screen, ChoiceScreen)
        assert shows(pilot, "You seem to be far from home.")
        reader = context.reader()
        assert reader is not None
        context.acts(reader).set_clinic(Clinic("Harbour", "+65 6000 0000"), Clinic())
        await press(pilot, "2")
        after = context.recovery()
    assert after is not None
    assert (after.home, after.clinic) == (True, Clinic("Harbour", "+65 6000 0000"))


async def test_a_zone_without_a_name_is_not_followed(
    contexts: Contexts, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = contexts("2026-11-21T08:15", begun=BEGUN)
    monkeypatch.setenv("TZ", "Nowhere/Else")
    context.clock = SystemClock(ZoneInfo("Europe/Berlin"))
    app = make_app(context)
    async with app.run_test() as pilot:
        app._notice_zone()
        await settled(pilot)
        assert not isinstance(app.screen, ChoiceScreen)
    assert context.clock.zone == "Europe/Berlin"
