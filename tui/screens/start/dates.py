"""What the clinic said of days and times, told while a recovery is begun."""

from typing import Any

from textual.screen import Screen

from tui.recovery.begin import preview_plan
from tui.screens.dialogs.clinic_date import DateForm, ask_date, is_agreed
from tui.screens.dialogs.find_rule import FindRuleScreen
from tui.screens.host import host
from tui.screens.start.draft import StartDraft
from tui.screens.start.when import Calendar
from tui.wording.clinic import is_for, own_date


async def ask_date_of(
    screen: Screen[Any], draft: StartDraft, calendar: Calendar, id: str
) -> StartDraft | None:
    """The draft with what the clinic said of a rule; None if the person gave up. To be awaited in a worker.

    Args:
        screen: The screen that asks.
        draft: What was said so far.
        calendar: Where and when it is.
        id: Of the rule. Empty asks which.
    """
    checklist, treated = draft.checklist, calendar.instant(draft.when)
    if checklist is None or treated is None:
        return None
    settings, zone = host(screen).context.settings, calendar.zone.key
    answers, dates = draft.given(), draft.told_dates
    plan = preview_plan(checklist, treated, zone, answers, dates, settings, calendar.now)
    if not id:
        rules = [rule for rule in plan.checklist.rules if is_for(rule, plan)]
        ask = "What did your clinic give other days or times?"
        found: str | None = await screen.app.push_screen_wait(FindRuleScreen(ask, rules))
        id = found or ""
    rule = plan.checklist.rule(id)
    if rule is None:
        return None
    form = DateForm(plan, treated, rule)
    told = await ask_date(screen, form)
    if told is None or told == own_date(rule) or not await is_agreed(screen, form, told):
        return None
    return draft.with_date(rule.id, told)
