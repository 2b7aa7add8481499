"""Checklists into the journal and out of it again, by content hash."""

from checklists.plan.activation import covers
from checklists.plan.day import ANY_TIME, Day
from checklists.plan.plan import Plan
from checklists.rules.checklist import Checklist
from checklists.rules.compiled import COMPILED, decode
from checklists.rules.rule import Rule
from tui.journal import Journal, JournalError, Reason


def has_gone(rule: Rule | None, key: str, day: Day, plan: Plan) -> bool:
    """Whether a rule as it is now makes no item of this key on a day, whatever is answered and reported.

    Args:
        rule: The one of the key. None where the plan has it no more.
        key: Of an entry that none of the day's items takes.
    """
    if rule is None:
        return True
    slot = key.rpartition("/")[2]
    if rule.once or rule.as_needed or rule.interval:
        return False
    if slot not in ([each.name for each in rule.at] or [ANY_TIME]):
        return True
    # A sign may hold a rule past its days, and what waits for another one moves with it.
    moves = rule.held_by or rule.once_lifted
    if rule.weekdays and day.date.weekday() not in rule.weekdays:
        return True
    return not moves and not any(covers(span, day.number) for span in plan.days_of(rule))


IN_FORCE = "version"
"""The key of the version a recovery runs by, as a content hash."""


def kept_key(id: str) -> str:
    """The key of the content that a person did not want of the file of this id, as its content hash."""
    return f"kept/{id}"


def later_key(id: str) -> str:
    """The key of the content that a person saw of the file of this id and left for later, as its hash."""
    return f"checklist/{id}"


def restore(journal: Journal, hash: str) -> Checklist:
    """The stored version of this hash; one stored in an older shape is compiled again.

    Raises:
        JournalError: If the journal does not hold it whole.
    """
    stored = journal.version(hash, COMPILED)
    try:
        if stored is not None:
            return decode(stored.compiled)
        older = journal.version(hash)
        if older is not None:
            from checklists.loader import recompile

            return recompile(older.canonical)
    except (KeyError, TypeError, ValueError) as error:
        raise _missing(journal, hash) from error
    raise _missing(journal, hash)


def _missing(journal: Journal, hash: str) -> JournalError:
    sentence = f"The journal {journal.path} does not hold version {hash[:12]} of the checklist."
    return JournalError(Reason.DAMAGED, journal.path, sentence)
