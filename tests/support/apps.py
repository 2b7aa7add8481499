"""Builders for tests that run the app: a small checklist, a session at a moment, the app around it."""

import json
from collections.abc import Collection, Mapping
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from checklists.rules.checklist import (
    Call,
    CallWarning,
    Checklist,
    Normal,
    Phase,
    Question,
    Sign,
    Source,
    Usual,
    UsualOn,
)
from checklists.rules.compiled import encode
from checklists.rules.rule import At, Citation, Kind, Match, Rule, Span
from tui.clock import FixedClock
from tui.journal import Journal
from tui.paths import Paths
from tui.recovery.begin import ChecklistVersion, begin
from tui.recovery.context import AppContext
from tui.recovery.reader import RecoveryReader
from tui.recovery.recovery import Clinic
from tui.settings import Settings
from tui.themes import ASCII, GLYPHS, Look

if TYPE_CHECKING:
    from tui.app.app import Afterglow

BERLIN = ZoneInfo("Europe/Berlin")
TREATED = datetime(2026, 11, 20, 16, 0, tzinfo=BERLIN)
"""Day 0 is Friday 20 November 2026."""
OTHER_EMERGENCIES = CallWarning(
    "others", "Faintness, seizures, fever; eye pain or lost sight", (Span(20, 20),), Call.EMERGENCY
)
"""So that nothing is filled in beside what a small checklist says, on a day that few tests look at."""
CLINIC = Clinic("Your skin clinic", "+65 6000 0000")
TYPICAL: Mapping[str, Collection[str]] = {"habits": ("makeup", "exercise", "actives"), "about": ()}
"""Answers to the two questions that `picosure-face` asks at the start."""

_STRENGTHS = (("strong", "Red for days"), ("light", "Calm by the next day"))
MORNING, MIDDAY, EVENING = At("morning"), At("midday"), At("evening")


def at(text: str) -> datetime:
    """A moment in Berlin, such as `2026-11-23T08:55`."""
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def small_checklist(*more: Rule) -> Checklist:
    """Few rules, one of each kind, and every other part of a checklist; `more` rules follow them."""
    return Checklist(
        id="small",
        title="A small plan",
        purpose="Tests",
        revision=1,
        reviewed="2026-11-20",
        check_in=EVENING,
        sources=(Source("leeds", "After your Laser treatment", "Leeds Teaching Hospitals NHS Trust"),),
        questions=(
            Question("habits", "What is part of your usual week?", (("makeup", "Make-up"),), many=True),
            Question("strength", "How strong was the treatment?", _STRENGTHS, later=True),
        ),
        signs=(
            Sign(
                "redness",
                "How red is it?",
                4,
                (Span(0, 14),),
                ("none", "slight", "obvious", "strong", "fiery"),
                (Usual((UsualOn(0, 3, 4), UsualOn(3, 1, 2))),),
            ),
            Sign("crusts", "Any crusts or flakes?", 1, (Span(1, 14),)),
            Sign("outdoors", "Going out?", 1, (Span(0, 20),), until=18 * 60),
        ),
        phases=(
            Phase("treatment-day", "Treatment day", Span(0, 0)),
            Phase("recovery", "Recovery", Span(1, 6)),
            Phase("sun-care", "Sun care", Span(7, None)),
        ),
        normal=(
            Normal((Span(0, 3),), "Warm and tight.", "A blister, fever."),
            Normal((Span(4, None),), "Calm.", "New dark patches."),
        ),
        rules=(*_small_rules(), *more),
        warnings=(
            CallWarning("breathing", "Trouble breathing", (Span(0, None),), Call.EMERGENCY),
            CallWarning("blister", "Any blister", (Span(0, 7),), Call.CLINIC_TODAY),
            OTHER_EMERGENCIES,
        ),
    )


def _small_rules() -> tuple[Rule, ...]:
    return (
        Rule(
            "wash",
            Kind.DO,
            "Wash gently",
            "wash",
            (Span(1, 9),),
            at=(MORNING, EVENING),
            how="Fingertips only.",
            why="Hot water and rubbing leave marks.",
            sources=(Citation("leeds", "dry for 2 days"),),
            agreement="conflict",
            differ="From day 0 to day 2.",
        ),
        Rule("cream", Kind.DO, "Moisturise", "moisturise", (Span(1, 9),), at=(MORNING, MIDDAY, EVENING)),
        Rule("sunscreen", Kind.DO, "Put on SPF 50", "sunscreen", (Span(1, 20),), at=(MORNING,)),
        Rule(
            "check-in",
            Kind.CHECK,
            "Check in: how is your skin today?",
            "check-in",
            (Span(0, 14),),
            at=(EVENING,),
            check_in=True,
        ),
        Rule("hat", Kind.DO, "Hat and shade outside", "hat", (Span(0, 20),)),
        Rule(
            "make-up",
            Kind.AVOID,
            "Make-up",
            "make-up",
            (Span(0, 6),),
            held_by=(Match("crusts", low=1),),
            why="Rubbing hurts healing skin.",
            then="Mineral first, over sunscreen.",
        ),
        Rule("no-rub", Kind.AVOID, "Rubbing or scrubbing", "rubbing", (Span(0, 13),), how="Pat instead."),
        Rule("redness-passes", Kind.EXPECT, "Redness like a sunburn", "redness", (Span(0, 7),)),
    )


def chosen(checklist: Checklist) -> ChecklistVersion:
    """A checklist as if it had just been read from its file."""
    said = json.dumps(json.loads(encode(checklist)), sort_keys=True, separators=(",", ":"))
    return ChecklistVersion(checklist, said, sha256(said.encode()).hexdigest())


@cache
def shipped(id: str = "picosure-face") -> ChecklistVersion:
    """A checklist that comes with the program, read once."""
    from checklists import library
    from checklists.loader import load_checklist

    loaded = load_checklist(library.read(id), name=f"{id}.yaml")
    return ChecklistVersion(loaded.checklist, loaded.canonical, loaded.hash)


def make_context(
    home: Path,
    now: str,
    *,
    of: ChecklistVersion | None = None,
    answers: Mapping[str, Collection[str]] = TYPICAL,
    begun: str | None = "2026-11-20T16:30",
    settings: Settings | None = None,
) -> AppContext:
    """A session whose clock stands at `now`, in Berlin. Its journal is the caller's to close.

    Args:
        home: Holds the journal; may be used again, and then what it holds is read.
        now: Such as `2026-11-23T08:55`.
        of: What is recovered from. None is the small checklist.
        answers: By question id; what is missing is "not sure".
        begun: When the recovery was begun; None begins none, so that Start is shown.
        settings: None is the defaults.
    """
    paths = Paths.at(home)
    journal = Journal.open(paths.journal)
    context = AppContext(paths, settings or Settings(), FixedClock(at(now)), journal)
    if begun is not None and context.recovery() is None:
        plan = of or chosen(small_checklist())
        begin(journal, plan, TREATED, "Europe/Berlin", answers, CLINIC, at(begun))
    return context


def make_app(context: AppContext, theme: str = "dusk", plain: bool = False) -> "Afterglow":
    """The app around a session."""
    # Here, so that tests without a screen need no Textual.
    from tui.app.app import Afterglow

    return Afterglow(context, Look("plain", ASCII) if plain else Look(theme, GLYPHS))


def clock_of(context: AppContext) -> FixedClock:
    """The clock of a session made here, to be moved."""
    assert isinstance(context.clock, FixedClock)
    return context.clock


def reader_of(context: AppContext) -> RecoveryReader:
    """The reader of its recovery, where there is one."""
    reader = context.reader()
    assert reader is not None
    return reader


def report(context: AppContext, day: date | None = None, **values: int) -> None:
    """A check-in of some signs by their ids, of today or a day gone by."""
    acts = context.acts(reader_of(context))
    signs = {sign: values[sign.id] for sign in acts.plan.checklist.signs if sign.id in values}
    assert len(signs) == len(values)
    acts.report(signs, day or acts.plan.date_of(acts.plan.today))
