"""`clinic`: whom to call, and the clinic's own days and times, which beat the checklist."""

from collections.abc import Iterator

import click
from msgspec.structs import replace

from tui.cli.clinic_date import date
from tui.cli.context import reader_of, recovery_of
from tui.cli.ending import OK, UsageError
from tui.cli.group import Group, context_of
from tui.cli.output.lines import say
from tui.recovery.context import AppContext
from tui.recovery.recovery import Clinic, Recovery
from tui.text.cells import columns
from tui.text.phone import phone_fault

_UNTOLD = "not told"


@click.group(cls=Group, invoke_without_command=True)
@click.option("--name", metavar="NAME", help="What it is called.")
@click.option("--phone", metavar="NUMBER", help="Its phone number.")
@click.option("--after-hours", metavar="NUMBER", help="The number when it is closed.")
@click.option("--emergency", metavar="NUMBER", help='The emergency number; "" goes by the settings again.')
@click.pass_context
def clinic(ctx: click.Context, /, **given: str | None) -> int:
    """Say whom to call. Without an option: show it, and what your clinic said of days and times."""
    told = {field: text.strip() for field, text in given.items() if text is not None}
    if ctx.invoked_subcommand is not None:
        if told:
            raise UsageError("Say whom to call in a command of its own: afterglow clinic --phone NUMBER")
        return OK
    context = context_of(ctx)
    if not told:
        say(*_shown(context))
        return OK
    for field, text in told.items():
        fault = "" if field == "name" else phone_fault(text)
        if fault:
            raise UsageError(f"--{field.replace('_', '-')} {text!r}: {fault}")
    recovery = recovery_of(context)
    after = replace(recovery.clinic, **told)
    if after == recovery.clinic:
        say("Already so.")
    else:
        context.acts(reader_of(context)).set_clinic(after)
    say(*_details(after, context, recovery))
    return OK


clinic.add_command(date)


def _shown(context: AppContext) -> Iterator[str]:
    recovery = recovery_of(context)
    yield from _details(recovery.clinic, context, recovery)
    yield ""
    yield from _dates(context)


def _details(clinic: Clinic, context: AppContext, recovery: Recovery) -> list[str]:
    zone = recovery.zone if recovery.home else context.clock.zone
    by = "the settings" if context.settings.emergency else f"the time zone, {zone}"
    default = f"{context.settings.emergency_number(zone)} (by {by})"
    return columns(
        (
            ("Your clinic", clinic.name or _UNTOLD),
            ("Phone", clinic.phone or _UNTOLD),
            ("After hours", clinic.after_hours or _UNTOLD),
            ("Emergency", clinic.emergency or default),
        )
    )


def _dates(context: AppContext) -> Iterator[str]:
    """Every clinic date; of those whose rule has gone, that they wait, and how to let go of them."""
    # Here, since few people have one, and the grammar takes time to load.
    from tui.recovery.clinic_text import kept_dates
    from tui.wording.clinic import kept_words

    reader = reader_of(context)
    kept = kept_dates(context.journal, reader.recovery, reader.plan(context.now()).checklist)
    if not kept:
        yield "No clinic dates. Tell one with: afterglow clinic date RULE --days 0-4"
        return
    for each in kept:
        if each.rule is None:
            clear = f"To let go of it: afterglow clinic date {each.id} --clear"
            yield f"{each.id}: {each.title}. {kept_words(each)} {clear}"
        else:
            yield f"{each.rule.id}: {each.title}. {kept_words(each)}"
