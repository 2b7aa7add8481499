"""What comes up over another screen takes one line of it, and can be drawn wherever the rest can."""

import pytest
from msgspec.structs import replace

from tests.conftest import Contexts
from tests.support.screens import bare_app, drawn, settled
from tui.reminders.occasion import Occasion
from tui.reminders.reminder import reminders_of

WORDS = "Check-in, wash, moisturise, head raised and photo"
"""As long as an evening's telling gets."""


@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("width", [60, 80, 120])
async def test_a_telling_over_another_screen_is_one_line(
    contexts: Contexts, width: int, plain: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    # On a slow machine the evening's own telling would come beside it.
    monkeypatch.setattr("tui.app.app.ARM_SECONDS", 3600.0)
    context = contexts("2026-11-21T20:00")
    reader = context.reader()
    assert reader is not None
    evening = reminders_of(reader.state(context.now()), context.settings.quiet)[-1]
    app = bare_app(context, plain=plain)
    async with app.run_test(size=(width, 24), notifications=True) as pilot:
        await settled(pilot)
        app.deliver(Occasion((replace(evening, words=WORDS),), context.now()))
        await settled(pilot)
        lines = [line for line in drawn(pilot) if line.strip()]

    assert [line.strip() for line in lines] == [f"20:00  {WORDS}"]
