"""One key at a time, also while the app is asked to end."""

from textual.events import Key

from tests.conftest import Contexts
from tests.support.apps import make_app


async def test_what_was_typed_as_the_last_screen_went_goes_nowhere(contexts: Contexts) -> None:
    app = make_app(contexts("2026-11-21T08:55"))
    for key in "nab":
        app.keyboard._typed.put_nowait(Key(key, key))
    assert app.screen_stack == []
    await app.keyboard.feed()
    assert app.return_code is None
