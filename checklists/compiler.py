"""From what a file says to what it means: the models of `format` into the frozen values of `rules`."""

from collections.abc import Iterable

from checklists.format.conditions import Clause, Subjects, match, sign_match
from checklists.format.crosscheck import CHECK_IN
from checklists.format.measures import SCALES, shortened
from checklists.format.models import (
    ChecklistFile,
    CourseFile,
    NormalFile,
    PhaseFile,
    PrepareFile,
    QuestionFile,
    RuleFile,
    SignFile,
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
        FieldValueError: If a condition asks for what the file does not have; `crosscheck` finds that first.
    """
    subjects = Subjects(
        {question.id: tuple(question.answers) for question in file.questions or ()},
        {sign.id: SCALES[sign.scale] for sign in file.signs or ()},
    )
    signs = tuple(_sign(sign, subjects) for sign in file.signs or ())
    check_in = file.check_in or _EVENING
    made = tuple(_rule(rule, subjects, check_in) for rule in file.rules)
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
        rules=made + _made_check_in(made, signs, check_in),
        warnings=tuple(_warning(warning, subjects) for warning in file.warnings or ()),
        course=None if file.course is None else _course(file.course, subjects),
    )


def _made_check_in(
    made: tuple[rules.Rule, ...], signs: tuple[checklist.Sign, ...], check_in: rules.At
) -> tuple[rules.Rule, ...]:
    """The check-in of a file that asks signs and has no rule for it."""
    asked = [sign.days for sign in signs if sign.until is None]
    if not asked or any(rule.check_in for rule in made):
        return ()
    rule = rules.Rule(
        id=CHECK_IN,
        kind=rules.Kind.CHECK,
        title="Check in: how is your skin today?",
        short="check-in",
        days=_union(span for spans in asked for span in spans),
        at=(check_in,),
        check_in=True,
        agreement="unsourced",
    )
    return (rule,)


def _union(spans: Iterable[rules.Span]) -> tuple[rules.Span, ...]:
    """The same days as ascending spans that neither overlap nor touch."""
    joined: list[rules.Span] = []
    for span in sorted(spans, key=lambda span: span.first):
        last = joined[-1].last if joined else None
        if joined and (last is None or span.first <= last + 1):
            ends = last is not None and span.last is not None
            joined[-1] = rules.Span(joined[-1].first, max(last or 0, span.last or 0) if ends else None)
        else:
            joined.append(span)
    return tuple(joined)


def _rule(said: RuleFile, subjects: Subjects, check_in: rules.At) -> rules.Rule:
    kind = next(kind for kind in rules.Kind if getattr(said, kind) is not None)
    title: str = getattr(said, kind)
    is_check_in = bool(said.check_in)
    steps = said.every or Steps(1, 0)
    return rules.Rule(
        id=said.id,
        kind=kind,
        title=title,
        short=said.short or shortened(title),
        days=said.days or (),
        lasts=said.lasts,
        not_before=said.not_before or 0,
        step=steps.days or 1,
        weekdays=said.on or (),
        at=said.at or ((check_in,) if is_check_in else ()),
        interval=_interval(said, steps),
        once=bool(said.once),
        as_needed=said.as_needed,
        when=_condition(said.when, subjects),
        unless=_condition(said.unless, subjects),
        unreported=said.unreported != "off",
        held_by=tuple(sign_match(clause, subjects) for clause in said.held_by or ()),
        once_lifted=said.once_lifted,
        silences=said.silences or (),
        if_missed=said.if_missed or "next",
        remind=said.remind,
        repeat=said.repeat,
        quiet=said.quiet or "delay",
        counts=said.counts is not False,
        check_in=is_check_in,
        how=said.how or "",
        why=said.why or "",
        then=said.then or "",
        differ=said.differ or "",
        because=said.because or "",
        was=said.was or (),
        sources=said.sources or (),
        agreement=_agreement(said.agreement, said.sources or ()),
    )


def _agreement(said: str | None, sources: tuple[rules.Citation, ...]) -> str:
    return said or ("moderate" if len(sources) > 1 else "weak")


def _interval(said: RuleFile, steps: Steps) -> rules.Interval | None:
    if not steps.minutes:
        return None
    first, last = said.between or (None, None)
    return rules.Interval(steps.minutes, first, last, said.counting == "last-done", said.since)


def _condition(groups: tuple[tuple[Clause, ...], ...] | None, subjects: Subjects) -> rules.Condition:
    return tuple(tuple(match(clause, subjects) for clause in group) for group in groups or ())


def _source(key: str, said: SourceFile) -> checklist.Source:
    return checklist.Source(key, said.title, said.by or "", said.url or "")


def _question(said: QuestionFile) -> checklist.Question:
    answers = tuple(said.answers.items())
    because = said.because or ""
    return checklist.Question(said.id, said.ask, answers, bool(said.many), bool(said.later), because)


def _sign(said: SignFile, subjects: Subjects) -> checklist.Sign:
    usual = tuple(
        checklist.Usual(course.course, _condition(course.when, subjects)) for course in said.usual or ()
    )
    top, because = SCALES[said.scale], said.because or ""
    return checklist.Sign(said.id, said.ask, top, said.days, said.words or (), usual, said.until, because)


def _phase(said: PhaseFile) -> checklist.Phase:
    return checklist.Phase(said.id, said.title, said.days, said.because or "")


def _normal(said: NormalFile, subjects: Subjects) -> checklist.Normal:
    when = _condition(said.when, subjects)
    return checklist.Normal(said.days, said.usual, said.not_usual, when, said.because or "")


def _warning(said: WarningFile, subjects: Subjects) -> checklist.CallWarning:
    sources = said.sources or ()
    return checklist.CallWarning(
        id=said.id,
        condition=said.condition,
        days=said.days,
        call=said.call,
        sources=sources,
        agreement=_agreement(said.agreement, sources),
        when=_condition(said.when, subjects),
        meanwhile=said.meanwhile or "",
        because=said.because or "",
        short=said.short or "",
    )


def _course(said: CourseFile, subjects: Subjects) -> checklist.Course:
    prepare = tuple(_prepare(step, subjects) for step in said.prepare or ())
    sources, because = said.sources or (), said.because or ""
    return checklist.Course(said.sessions, said.gap, said.maintenance, prepare, sources, because)


def _prepare(said: PrepareFile, subjects: Subjects) -> checklist.Prepare:
    kind = next(kind for kind in rules.Kind if getattr(said, kind, None) is not None)
    title: str = getattr(said, kind)
    first, last = said.days_before
    sources = said.sources or ()
    return checklist.Prepare(
        id=said.id,
        kind=kind,
        title=title,
        first=first,
        last=last,
        how=said.how or "",
        sources=sources,
        agreement=_agreement(said.agreement, sources),
        when=_condition(said.when, subjects),
        short=said.short or shortened(title),
    )
