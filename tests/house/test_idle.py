"""What a pause of a test waits for, and what it does not."""

import asyncio
import time

from textual.app import App

from tests.support.idle import SOON, come_to_rest


async def test_what_is_set_off_is_over_with_all_that_it_sets_off() -> None:
    done: list[int] = []

    async def chain(count: int) -> None:
        done.append(count)
        if count:
            await asyncio.create_task(chain(count - 1))

    running = asyncio.create_task(chain(50))
    await come_to_rest()
    assert done == list(range(50, -1, -1))
    await running


async def test_a_timer_that_is_due_soon_is_waited_for_and_a_later_one_is_not() -> None:
    rung: list[str] = []
    loop = asyncio.get_running_loop()
    loop.call_later(SOON / 2, rung.append, "soon")
    late = loop.call_later(60, rung.append, "late")
    began = loop.time()
    await come_to_rest()
    assert rung == ["soon"]
    assert loop.time() - began < 30
    late.cancel()


async def test_a_timer_that_goes_on_ticking_is_left_after_a_while() -> None:
    ticks: list[int] = []

    async def tick() -> None:
        while len(ticks) < 10_000:
            ticks.append(1)
            await asyncio.sleep(SOON / 10)

    ticking = asyncio.create_task(tick())
    await come_to_rest()
    assert not ticking.done()
    ticking.cancel()


async def test_a_thread_of_the_app_is_waited_for() -> None:
    app: App[None] = App()
    async with app.run_test():
        worker = app.run_worker(lambda: time.sleep(0.1), thread=True)
        await come_to_rest()
        assert worker.is_finished


async def test_what_never_rests_is_left_after_a_while() -> None:
    async def turn() -> None:
        while True:
            await asyncio.sleep(0)

    turning = asyncio.create_task(turn())
    await come_to_rest(max_sleep=0.05)
    assert not turning.done()
    turning.cancel()
