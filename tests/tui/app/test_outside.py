"""What the app tells outside of its screen: by a notice with buttons that act, or else by the bell."""

from pathlib import Path

import pytest

from tests.conftest import Contexts
from tests.support.apps import make_app
from tests.support.notifications import bus, has_bus, notification_desk
from tests.support.screens import until
from tui.journal import ClaimState
from tui.recovery.context import AppContext
from tui.recovery.state import State
from tui.settings import Loud, Settings

pytestmark = pytest.mark.skipif(not has_bus(), reason="no dbus-daemon")

BUS = "DBUS_SESSION_BUS_ADDRESS"


def _top(context: AppContext) -> str:
    top = context.journal.top()
    return "" if top is None else top.words


@pytest.mark.parametrize(
    ("private", "press", "text", "state", "words"),
    [
        (True, "done", "Aftercare: 1 thing", State.DONE, "tick 'Moisturise', midday, day 3"),
        (False, "later", "13:00 Moisturise", State.OPEN, "put off moisturise, midday, day 3, until 13:15"),
    ],
)
async def test_a_notice_is_shown_once_and_its_buttons_act_as_the_keys_do(
    contexts: Contexts,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    private: bool,
    press: str,
    text: str,
    state: State,
    words: str,
) -> None:
    context = contexts("2026-11-23T13:00", settings=Settings(loud=Loud.DESKTOP, private=private))
    with notification_desk(tmp_path, press=press) as desk:
        monkeypatch.setenv(BUS, desk.address)
        app = make_app(context)
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: _top(context) == words, 60)
            app.reminders.look()
            await pilot.pause()
        assert desk.texts == [text]
    claim = next(each for each in context.journal.claims("small") if each.key == "2026-11-23/midday")
    assert (claim.key, claim.by, claim.state) == ("2026-11-23/midday", "desktop", ClaimState.CONFIRMED)
    reader = context.reader()
    assert reader is not None
    item = reader.state(context.now()).item("2026-11-23/cream/midday")
    assert item is not None
    assert item.state is state


async def test_where_no_service_shows_notices_the_bell_rings_once(
    contexts: Contexts, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = contexts("2026-11-23T13:00", settings=Settings(loud=Loud.DESKTOP))
    with bus() as address:
        monkeypatch.setenv(BUS, address)
        monkeypatch.setenv("TERM", "xterm-256color")
        app, written = make_app(context), list[str]()
        monkeypatch.setattr(app.outlet, "_write", written.append)
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: bool(written), 60)
    assert written == ["\a"]
    claim = next(each for each in context.journal.claims("small") if each.key == "2026-11-23/midday")
    assert (claim.by, claim.state) == ("bell", ClaimState.CONFIRMED)


async def test_a_notice_goes_when_another_program_answers(
    contexts: Contexts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = contexts("2026-11-23T13:00", settings=Settings(loud=Loud.DESKTOP))
    with notification_desk(tmp_path) as desk:
        monkeypatch.setenv(BUS, desk.address)
        app = make_app(context)
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: desk.texts != [], 60)
            await until(pilot, lambda: context.journal.claims("small")[-1].state is ClaimState.CONFIRMED, 60)
            reader = context.reader()
            assert reader is not None
            item = reader.state(context.now()).item("2026-11-23/cream/midday")
            assert item is not None
            context.acts(reader).tick([item.item])
            app.changed()
            await until(pilot, lambda: desk.closed == [1], 60)
