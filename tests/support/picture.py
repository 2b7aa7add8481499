"""A picture of a screen at a moment, as SVG.

Run: `python -m tests.support.picture 2026-11-23T08:55 [KEY ...] --to FILE.svg`, from the top folder.

A recovery of `picosure-face`, treated on 20 November 2026 at 16:00 in Berlin, is opened at the moment, and
the keys are pressed, named as Textual names them.
"""

import argparse
import asyncio
import tempfile
from pathlib import Path

from tests.support.apps import make_app, make_context, shipped


async def picture(home: Path, now: str, keys: list[str], size: tuple[int, int], plain: bool) -> str:
    """What stands on the screen, as SVG."""
    context = make_context(home, now, of=shipped())
    app = make_app(context, plain=plain)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            # What a key opens may read a file first, in a thread.
            await pilot.pause(0.5)
        drawn = app.export_screenshot()
    context.journal.close()
    return drawn


def main() -> None:
    """Write the picture that is asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("now")
    parser.add_argument("keys", nargs="*")
    parser.add_argument("--size", default="80x24", help="columns x lines")
    parser.add_argument("--plain", action="store_true", help="high contrast, marks in ASCII")
    parser.add_argument("--to", type=Path, default=Path("picture.svg"))
    given = parser.parse_args()
    width, height = map(int, given.size.split("x"))
    with tempfile.TemporaryDirectory() as home:
        drawn = asyncio.run(picture(Path(home), given.now, given.keys, (width, height), given.plain))
    given.to.write_text(drawn, "utf-8")


if __name__ == "__main__":
    main()
