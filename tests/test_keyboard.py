"""One key at a time, also while the app is asked to end."""

from textual.events import Key

from tests.apps import make_app
from tests.conftest import Sessions


async def test_what_was_typed_as_the_last_screen_went_goes_nowhere(sessions: Sessions) -> None:
    app = make_app(sessions("2026-11-21T08:55"))
    app._typed.extend(Key(key, key) for key in "nab")
    assert app.screen_stack == []
    await app._feed()
    assert not app._typed
    assert app.return_code is None
