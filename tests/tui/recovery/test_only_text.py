"""What a person types is text and nothing else, when it is kept and when an older journal gives it back."""

from tests.conftest import Contexts
from tests.support.apps import make_app
from tests.support.entries import NOON, draft
from tests.support.screens import press, settled
from tui.journal import Topic
from tui.recovery.recovery import RECOVERY_KEY, Clinic
from tui.screens.dialogs import Field, FieldsScreen, Verdict

HOSTILE = "a\x1b]52;c;cm0gLXJm\x07b\x9b31mc\u202ed\x00e"
CLEAN = "a ]52;c;cm0gLXJm b 31mc d e"


def test_a_note_a_clinic_and_a_reason_are_kept_as_text(contexts: Contexts) -> None:
    context = contexts("2026-11-21T08:55")
    reader = context.reader()
    assert reader is not None
    acts = context.acts(reader)
    acts.note(HOSTILE, reader.plan(context.now()).date_of(1), None)
    acts.set_clinic(Clinic(HOSTILE, "+65 6000 0000"), Clinic())
    (note,) = context.journal.current("small", Topic.NOTE).values()
    assert note.value == {"text": CLEAN}
    kept = context.journal.current("small", Topic.RECOVERY)[RECOVERY_KEY]
    assert kept.value["clinic"]["name"] == CLEAN


def test_what_an_older_journal_holds_is_text_when_it_is_read(contexts: Contexts) -> None:
    context = contexts("2026-11-21T08:55")
    recovery = context.recovery()
    assert recovery is not None
    value = recovery.to_value()
    value["clinic"]["name"] = value["price"] = HOSTILE
    changed = draft(RECOVERY_KEY, value, topic=Topic.RECOVERY, date=None)
    context.journal.record("small", "clinic", "clinic", [changed], recorded=NOON)
    recovery = context.recovery()
    assert recovery is not None
    assert (recovery.clinic.name, recovery.price) == (CLEAN, CLEAN)


async def test_a_line_to_write_in_holds_text_alone(contexts: Contexts) -> None:
    app = make_app(contexts("2026-11-21T08:55"))
    async with app.run_test() as pilot:
        await settled(pilot)
        screen = FieldsScreen("Title", [Field("name", "Name", HOSTILE)], lambda _: Verdict(""))
        app.push_screen(screen)
        await press(pilot)
        await settled(pilot)
        assert screen.values == {"name": CLEAN}
