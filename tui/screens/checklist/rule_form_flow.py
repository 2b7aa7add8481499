"""A rule changed or added in its form, written into the person's own file, and what that changes shown."""

from typing import Any

from msgspec.structs import replace
from textual.screen import Screen

from checklists.format.times import duration
from checklists.rules.rule import Kind, Rule
from tui.files.followed_file import FollowedFile
from tui.files.rule_origin import RuleOrigin
from tui.recovery.clinic_dates import ClinicDate, dated
from tui.screens.checklist.checklist_write import FileWriter
from tui.screens.checklist.rule_draft import RuleDraft, Values
from tui.screens.checklist.rule_form import RuleForm
from tui.screens.checklist.rule_lines import left_out, lines_of, new_lines
from tui.screens.checklist.rule_meaning import MeaningContext
from tui.screens.dialogs.clinic_date import clinic_said_so
from tui.screens.dialogs.prompt import ChoiceScreen
from tui.screens.host import key_of
from tui.text.humanize import minutes_words, spans_words
from tui.wording.clinic import days_of, is_shortened

_KINDS = (
    (str(Kind.DO), "do: something to do, and to tick"),
    (str(Kind.AVOID), "avoid: something to leave alone"),
    (str(Kind.CHECK), "check: something to look at, and to tick"),
    (str(Kind.EXPECT), "expect: something that is normal"),
)


async def change_rule(
    screen: Screen[Any], writing: FileWriter, standing: RuleOrigin, around: MeaningContext, base: str
) -> bool:
    """Change a rule in its form; to be awaited in a worker.

    Args:
        base: What to call what the file extends.

    Returns:
        Whether the file was changed.
    """
    rule, keys = standing.rule, standing.keys
    draft = RuleDraft(lines_of(rule.kind, keys), rule, keys, standing.base if base else None, around)
    rest = left_out(keys)
    edit = key_of(screen.app, "file.edit", "e")
    told = f"To change {rest}: esc, and then {edit}." if rest else ""
    changed = False

    async def keep(values: Values) -> str:
        nonlocal changed
        edit = draft.edit(values, ())
        if edit is None:
            return ""
        if base and not await _may_be_sooner(screen, draft, standing, values):
            return "Not written: it stays as it was."
        fault = await writing.write(edit)
        changed = not fault
        return fault

    await screen.app.push_screen_wait(RuleForm(rule.title, draft, keep, base=base, rest=told))
    return changed


async def add_rule(
    screen: Screen[Any], writing: FileWriter, file: FollowedFile, around: MeaningContext
) -> str:
    """Add a rule in its form; to be awaited in a worker. Answers with its id, or nothing."""
    kinds = ChoiceScreen("What is it?", _KINDS)
    kind = await screen.app.push_screen_wait(kinds)
    if kind is None:
        return ""
    draft = RuleDraft(new_lines(Kind(kind)), Rule("", Kind(kind), "", ""), {}, None, around)
    taken = {id for layer in file.layers for rule in layer.checklist.rules for id in (rule.id, *rule.was)}
    taken.update(file.off)
    added = ""

    async def keep(values: Values) -> str:
        nonlocal added
        edit = draft.edit(values, taken)
        assert edit is not None
        fault = await writing.write(edit)
        added = "" if fault else str(getattr(edit, "keys", {}).get("id", ""))
        return fault

    await screen.app.push_screen_wait(RuleForm(f"A rule of your own: {kind}", draft, keep))
    return added


async def _may_be_sooner(screen: Screen[Any], draft: RuleDraft, standing: RuleOrigin, values: Values) -> bool:
    """Whether what is to be left alone may be done sooner than the base says: asked once, if that is new."""
    before, rule = standing.before, standing.rule
    if before is None or rule.kind is not Kind.AVOID:
        return True
    if "lasts" in values:
        minutes = duration(values["lasts"])
        asks = minutes < min((each.lasts for each in (before, rule) if each.lasts is not None), default=0)
        words = f"{minutes_words(minutes)} from the treatment"
    else:
        days, plan, treated = draft.days(values), draft.around.plan, draft.around.treated
        in_days = replace(before, days=days_of(before, treated, plan), lasts=None)
        # What the file says already was meant; only what is sooner than that is new.
        now = dated(in_days, ClinicDate(days_of(rule, treated, plan)))
        asks = is_shortened(now, days, treated, plan)
        words = spans_words(days)
    return not asks or await clinic_said_so(screen, before, words)
