"""When an app under test has come to rest.

Textual's own wait looks at the processor every 20 ms until it is quiet, several times for every key: half the
time of all tests went by like that, and on a busy machine it ended too early all the same.
"""

import asyncio
from time import monotonic

from textual._context import active_app

SOON = 0.02
"""Seconds. A timer that is due sooner is waited for, since Textual's own wait would have slept through it."""

TICKING = 0.1
"""Seconds in which all that timers set off comes to an end, unless it is one that goes on ticking."""

TURN = 0.002
"""Seconds between two looks at what a thread is busy with."""


async def come_to_rest(min_sleep: float = 0.0, max_sleep: float = 10.0) -> None:
    """Wait until the event loop has nothing to do, no timer is due soon, and no thread works for the app.

    Args:
        min_sleep: Not needed; the function that this stands in for takes it.
        max_sleep: Seconds after which it ends in any case.
    """
    loop = asyncio.get_running_loop()
    ends, waited = monotonic() + max_sleep, 0.0
    while monotonic() < ends:
        await asyncio.sleep(0)
        # There is no other way to ask asyncio for these.
        ready, scheduled = vars(loop)["_ready"], vars(loop)["_scheduled"]
        if ready:
            continue
        if _thread_works():
            await asyncio.sleep(TURN)
            continue
        due = min((timer.when() for timer in scheduled if not timer.cancelled()), default=None)
        if due is None or due - loop.time() > SOON or waited > TICKING:
            return
        before = monotonic()
        await asyncio.sleep(max(due - loop.time(), 0))
        waited += monotonic() - before


def _thread_works() -> bool:
    app = active_app.get(None)
    # Of an app that has ended, in another test even, a worker may be called running for ever.
    if app is None or not app._running:
        return False
    return any(worker.is_running and worker._thread_worker for worker in app.workers)
