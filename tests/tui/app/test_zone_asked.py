"""The machine in a zone far from home: asked once, and what is said meanwhile is kept."""

from zoneinfo import ZoneInfo

import pytest

from tests.conftest import Contexts
from tests.support.apps import make_app
from tests.support.holding import Holding
from tests.support.screens import press, settled, shows, until
from tests.support.today import BEGUN
from tui.clock import SystemClock
from tui.journal import Journal, Topic
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


@pytest.mark.parametrize(("key", "keeps", "zones"), [("1", False, ["Asia/Singapore"]), ("2", True, [])])
async def test_what_was_chosen_while_the_journal_is_held_is_recorded_after(
    contexts: Contexts, monkeypatch: pytest.MonkeyPatch, key: str, keeps: bool, zones: list[str]
) -> None:
    context = contexts("2026-11-21T08:15", begun=BEGUN)
    context.journal.close()
    context.__dict__["journal"] = Journal(context.paths.journal, resident=True)
    monkeypatch.setenv("TZ", "Asia/Singapore")
    context.clock = SystemClock(ZoneInfo("Europe/Berlin"))
    app = make_app(context)
    async with app.run_test() as pilot:
        app._notice_zone()
        await settled(pilot)
        assert isinstance(app.screen, ChoiceScreen)
        with Holding(context.paths.journal):
            await press(pilot, key)
            assert shows(pilot, "Waiting for the journal: another program holds it.")
            assert app.pending_words() == (1, ())
        sentence = "keep the time of Europe/Berlin" if keeps else "follow the time in Asia/Singapore"
        await until(pilot, lambda: shows(pilot, f"Your times {sentence}."))
        after = context.recovery()
        assert after is not None
        assert after.home is keeps
        arrived = [entry.value for entry in context.journal.timeline(after.id, Topic.ZONE)]
        assert [zone for zone in arrived if zone != "Europe/Berlin"] == zones


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
