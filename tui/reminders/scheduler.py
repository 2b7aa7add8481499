"""The only use of APScheduler: one-shot date jobs for the reminders to come.

Its defaults would drop a job that is one second late, so there is no grace limit. Its timer stands still
while a laptop sleeps, so the app's own watch compares the clocks and arms anew.
"""

from collections.abc import Awaitable, Callable, Iterable
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from tui.reminders.reminder import Reminder


class Scheduler:
    """Calls one coroutine when a reminder's time comes. What it holds can be armed again from state."""

    def __init__(self, due: Callable[[], Awaitable[None]], offset: timedelta) -> None:
        """Start; needs a running event loop.

        Args:
            due: Called at each moment, on the loop. It finds out for itself what is due.
            offset: How far the app's clock is ahead of the machine's, in a rehearsal.
        """
        self._due = due
        self._offset = offset
        self._jobs: dict[str, datetime] = {}
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._scheduler.start()

    def arm(self, reminders: Iterable[Reminder], now: datetime) -> None:
        """Replace what is armed by the moments of these reminders that are still to come after `now`."""
        wanted = {
            f"{reminder.id}@{count}": moment - self._offset
            for reminder in reminders
            for count, moment in enumerate(reminder.moments)
            if moment > now
        }
        for id in self._jobs.keys() - wanted.keys():
            if self._scheduler.get_job(id) is not None:
                self._scheduler.remove_job(id)
        for id, moment in wanted.items():
            if self._jobs.get(id) != moment:
                self._scheduler.add_job(
                    self._due,
                    "date",
                    run_date=moment.astimezone(UTC),
                    id=id,
                    replace_existing=True,
                    misfire_grace_time=None,
                    coalesce=True,
                )
        self._jobs = wanted

    def armed(self) -> dict[str, datetime]:
        """The moments to come, by job, on the machine's clock."""
        return {job.id: job.next_run_time for job in self._scheduler.get_jobs()}

    def stop(self) -> None:
        """Forget everything."""
        self._scheduler.shutdown(wait=False)
