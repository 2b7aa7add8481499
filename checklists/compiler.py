"""From what a file says to what it means: the models of `format` into the frozen values of `rules`."""

from collections.abc import Mapping
from typing import assert_never

from checklists.format.conditions import (
    Clause,
    Subjects,
    counted_match,
    event_of,
    fits_match,
    match,
    sign_match,
)
from checklists.format.crosscheck import CHECK_IN
from checklists.format.measures import HAPPENED, SCALES, short_title
from checklists.format.models import (
    PREPARE_KINDS,
    ChecklistFile,
    ClinicFile,
    CourseFile,
    NormalFile,
    PhaseFile,
    PrepareFile,
    QuestionFile,
    RuleFile,
    SignFile,
    SignGroupFile,
    SourceFile,
    WarningFile,
)
from checklists.format.times import Steps
from checklists.rules import checklist
from checklists.rules import rule as rules

_EVENING = rules.At("evening")


def compile_checklist(file: ChecklistFile) -> checklist.Checklist:
    """What a file means, with every default in its place.

    Raises:
        FieldValueError: If a condition asks for what the file does not have; `crosscheck` reports that first.
    """
    former_names = {id: each.id for each in file.questions or () for id in each.was or ()}
    former_names |= {id: each.id for each in file.signs or () for id in each.was or ()}
    subjects = Subjects(
        {question.id: tuple(question.answers) for question in file.questions or ()},
        {sign.id: SCALES[sign.scale] for sign in file.signs or ()},
        events=frozenset(sign.id for sign in file.signs or () if sign.scale == HAPPENED),
        former=former_names,
    )
    former = {id: rule.id for rule in file.rules for id in rule.was or ()}
    signs = tuple(_sign(sign, subjects) for sign in file.signs or ())
    check_in = file.check_in or _EVENING
    compiled = tuple(_rule(rule, subjects, check_in, former) for rule in file.rules)
    return checklist.Checklist(
        id=file.id,
        title=file.title,
        purpose=file.purpose,
        revision=file.revision,
        reviewed=file.reviewed,
        check_in=file.check_in,
        sources=tuple(_source(key, source) for key, source in (file.sources or {}).items()),
        questions=tuple(_question(question) for question in file.questions or ()),
        signs=signs,
        phases=tuple(_phase(phase) for phase in file.phases),
        normal=tuple(_normal(normal, subjects) for normal in file.normal or ()),
        rules=compiled if file.hidden else compiled + _default_check_in(compiled, signs, check_in),
        warnings=tuple(_warning(warning, subjects) for warning in file.warnings or ()),
        course=None if file.course is None else _course(file.course, subjects),
        together=tuple(_group(group, subjects) for group in file.together or ()),
        hidden=bool(file.hidden),
        clinic=_clinic(file.clinic) if file.clinic else None,
    )


def _clinic(file: ClinicFile) -> checklist.ClinicContact:
    return checklist.ClinicContact(file.name, file.phone, file.after_hours or "", file.hours or "")


def _default_check_in(
    compiled: tuple[rules.Rule, ...], signs: tuple[checklist.Sign, ...], check_in: rules.At
) -> tuple[rules.Rule, ...]:
    """The check-in of a file that asks signs and has no rule for it."""
    asked = [sign.days for sign in signs if sign.until is None]
    if not asked or any(rule.check_in for rule in compiled):
        return ()
    rule = rules.Rule(
        id=CHECK_IN,
        kind=rules.Kind.CHECK,
        title="Check in: how is it healing today?",
        short="check-in",
        days=rules.union(span for spans in asked for span in spans),
        at=(check_in,),
        check_in=True,
        agreement="unsourced",
    )
    return (rule,)


def _rule(file: RuleFile, subjects: Subjects, check_in: rules.At, former: Mapping[str, str]) -> rules.Rule:
    kind, title = next((kind, title) for kind in rules.Kind if (title := _title(file, kind)) is not None)
    is_check_in = bool(file.check_in)
    lifted_by = None
    if file.lifted_by is not None:
        lifted_by = event_of(Clause(file.lifted_by, ("yes",), ()), subjects).subject
    steps = file.every or Steps(1, 0)
    return rules.Rule(
        id=file.id,
        kind=kind,
        title=title,
        short=file.short or short_title(title),
        days=file.days or (),
        lasts=file.lasts,
        not_before=file.not_before or 0,
        step=steps.days or 1,
        weekdays=file.on or (),
        at=file.at.all if file.at else (check_in,) if is_check_in else (),
        slots_on=file.at.by_days if file.at else (),
        interval=_interval(file, steps, former),
        by_sun=_by_sun(file),
        once=bool(file.once),
        as_needed=file.as_needed,
        when=_condition(file.when, subjects),
        unless=_condition(file.unless, subjects),
        unreported=file.unreported != "off",
        held_by=tuple(sign_match(clause, subjects) for clause in file.held_by or ()),
        lifted_by=lifted_by,
        counted_from=file.counted_from and counted_match(file.counted_from, subjects),
        once_lifted=file.once_lifted and former.get(file.once_lifted, file.once_lifted),
        silences=tuple(former.get(id, id) for id in file.silences or ()),
        if_missed=file.if_missed or "next",
        remind=file.remind,
        repeat=file.repeat,
        quiet=file.quiet or "delay",
        counts=file.counts is not False,
        check_in=is_check_in,
        how=file.how or "",
        why=file.why or "",
        then=file.then or "",
        differ=file.differ or "",
        because=file.because or "",
        was=file.was or (),
        also=file.also or (),
        sources=file.sources or (),
        agreement=_agreement(file.agreement, file.sources or ()),
    )


def _title(file: RuleFile, kind: rules.Kind) -> str | None:
    match kind:
        case rules.Kind.DO:
            return file.do
        case rules.Kind.AVOID:
            return file.avoid
        case rules.Kind.CHECK:
            return file.check
        case rules.Kind.EXPECT:
            return file.expect
        case _:
            assert_never(kind)


def _agreement(agreement: str | None, sources: tuple[rules.Citation, ...]) -> str:
    return agreement or ("moderate" if len(sources) > 1 else "weak")


def _interval(file: RuleFile, steps: Steps, former: Mapping[str, str]) -> rules.Interval | None:
    if not steps.minutes:
        return None
    first, last = file.between[:2] if file.between else (None, None)
    since = file.since and former.get(file.since, file.since)
    return rules.Interval(steps.minutes, first, last, file.counting == "last-done", since)


def _by_sun(file: RuleFile) -> tuple[str, ...]:
    if file.between is None:
        return ()
    ends = (rules.SUNRISE, file.between.from_sunrise), (rules.SUNSET, file.between.to_sunset)
    return tuple(name for name, by_sun in ends if by_sun)


def _condition(groups: tuple[tuple[Clause, ...], ...] | None, subjects: Subjects) -> rules.Condition:
    return tuple(tuple(match(clause, subjects) for clause in group) for group in groups or ())


def _source(key: str, file: SourceFile) -> checklist.Source:
    return checklist.Source(key, file.title, file.by or "", file.url or "")


def _question(file: QuestionFile) -> checklist.Question:
    answers = tuple(file.answers.items())
    because, was = file.because or "", file.was or ()
    return checklist.Question(file.id, file.ask, answers, bool(file.many), bool(file.later), because, was)


def _sign(file: SignFile, subjects: Subjects) -> checklist.Sign:
    usual = tuple(
        checklist.Usual(course.course, _condition(course.when, subjects)) for course in file.usual or ()
    )
    until, sunset = file.until or (None, False)
    return checklist.Sign(
        id=file.id,
        ask=file.ask,
        top=SCALES[file.scale],
        days=file.days,
        words=file.words or (),
        usual=usual,
        until=until,
        until_sunset=sunset,
        because=file.because or "",
        short=file.short or "",
        was=file.was or (),
        event=file.scale == HAPPENED,
    )


def _group(file: SignGroupFile, subjects: Subjects) -> checklist.SignGroup:
    signs = tuple(id if id in subjects.tops else subjects.former.get(id, id) for id in file.signs)
    return checklist.SignGroup(file.ask, signs, file.because or "")


def _phase(file: PhaseFile) -> checklist.Phase:
    return checklist.Phase(file.id, file.title, file.days, file.because or "")


def _normal(file: NormalFile, subjects: Subjects) -> checklist.Normal:
    when = _condition(file.when, subjects)
    because, short = file.because or "", file.short or ""
    return checklist.Normal(file.days, file.usual, file.not_usual, when, because, short)


def _warning(file: WarningFile, subjects: Subjects) -> checklist.CallWarning:
    sources = file.sources or ()
    return checklist.CallWarning(
        id=file.id,
        condition=file.condition,
        days=file.days,
        call=file.call,
        sources=sources,
        agreement=_agreement(file.agreement, sources),
        when=_condition(file.when, subjects),
        meanwhile=file.meanwhile or "",
        because=file.because or "",
        short=file.short or "",
        fits=tuple(fits_match(clause, subjects) for clause in file.fits or ()),
        was=tuple(id for id in file.was or () if id != file.id),
    )


def _course(file: CourseFile, subjects: Subjects) -> checklist.Course:
    prepare = tuple(_prepare(step, subjects) for step in file.prepare or ())
    sources, because = file.sources or (), file.because or ""
    return checklist.Course(file.sessions, file.gap, file.maintenance, prepare, sources, because)


def _prepare(file: PrepareFile, subjects: Subjects) -> checklist.Prepare:
    kind = next(kind for kind in PREPARE_KINDS if getattr(file, kind) is not None)
    title: str = getattr(file, kind)
    first, last = file.days_before
    sources = file.sources or ()
    return checklist.Prepare(
        id=file.id,
        kind=kind,
        title=title,
        first=first,
        last=last,
        how=file.how or "",
        sources=sources,
        agreement=_agreement(file.agreement, sources),
        when=_condition(file.when, subjects),
        short=file.short or short_title(title),
        was=file.was or (),
        because=file.because or "",
    )
