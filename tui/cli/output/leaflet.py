"""A checklist on paper, for a patient with no app: when to call, tables to tick, how to do each thing."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from checklists.plan.activation import covers
from checklists.rules.checklist import CallWarning, Checklist, Normal, Phase
from checklists.rules.rule import Condition, Kind, Match, Rule, Span
from checklists.text import cells as cells_of
from tui.cli.output.sheet import (
    BARE,
    WIDTH,
    because_lines,
    call_lines,
    common_hold,
    course_sentences,
    days_text,
    first_day,
    hanging,
    heading,
    is_in,
    kind_title,
    length_before,
    momentary_question,
    paragraph,
    sign_words,
    unbroken,
    when_words,
)
from tui.recovery.recovery import Clinic
from tui.recovery.state import SignTest
from tui.text.humanize import (
    capital,
    day_month,
    full_stop,
    listed,
    lower_first,
    minutes_words,
    short_date,
    slot_title,
    weekday,
    year_date,
)
from tui.wording.calling import is_number
from tui.wording.purpose import PURPOSE
from tui.wording.signs import none_words, value_words

_COLUMNS = (0, 1, 2, 3, 5, 7, 10, 14, 21, 28)
"""Days of the table of what is left alone."""
_TICKED = 14
"""Days of a table to write in, from day 0; fewer where its names are long."""
_WEEKS = (21, 28)
"""Days that have a date on every page, beside those on its first lines."""
_BLANKS = 4
"""Lines for a date beside each other."""
_BLANK = 18
"""Cells of one, with its day."""
_FEW = 3
"""Ranges of days, at most, whose dates are all told."""
_DAY = 24 * 60
_LABEL = 20
"""Cells of the first column of a table, with its gap, at least."""
_SLOTS = ("morning", "midday", "evening", "bedtime")
"""In the order of the day; a file's own slots follow, and last what has none."""
_ABOUT = "What to do, leave alone and expect in the days after; when to call"
_BOX = "[ ]"
_EVENINGS = "How it is, evening by evening"
_OTHERWISE = "All others, and days that are not named above"


class Patient(Struct, frozen=True):
    """What is known of whoever holds the page; what is not is a line to write on."""

    emergency: str
    """The number to call in an emergency, or `your emergency number`."""
    day_zero: date | None = None
    """The care date of the treatment."""
    whose: str = ""
    """Whose day 0 that is: a recovery that runs. Empty where it was asked for."""
    answers: Mapping[str, frozenset[str] | None] = {}
    """What was answered to questions, by their ids; empty is "none of these", None is "not sure"."""
    clinic: Clinic = Clinic()


def leaflet(checklist: Checklist, patient: Patient) -> Iterator[str]:
    """The page in lines of at most `WIDTH` cells.

    What the sources say, why a thing is done, what is asked and reported stand on the whole sheet alone.
    """
    fitted = _fitted(checklist, patient.answers)
    page = _Page(fitted, patient)
    yield from page.title_lines()
    yield from call_lines(fitted, patient.emergency, page.days, page.below_call_lines)
    yield from page.date_lines()
    yield from page.reading_lines()
    yield from page.summary_lines()
    yield from page.care_lines()
    yield from page.return_lines()
    yield from page.report_lines()
    yield from page.normal_lines()
    yield from page.expect_lines()
    for phase in fitted.phases:
        yield from page.phase_lines(phase)
    yield from page.avoid_lines()
    yield from page.course_lines()
    yield from ("", *heading("What this is for, and what it is not"), *paragraph(PURPOSE))
    yield from page.foot_lines()


class _Page:
    """The sections of one leaflet, in its days and in words for paper."""

    def __init__(self, checklist: Checklist, patient: Patient) -> None:
        self._checklist = checklist
        self._patient = patient
        self._hold = common_hold(checklist)
        self._healed = self._other_hold()
        self._told: dict[str, str] = {}
        """How a rule is done, and the title below which that was told: once is enough."""
        self._title = ""

    def _other_hold(self) -> tuple[Match, ...]:
        """What keeps several tasks on beside the common hold, to stand once; nothing where few have it."""
        tasks = (rule for rule in self._checklist.rules if rule.kind.ticked and rule.held_by != self._hold)
        return common_hold(replace(self._checklist, rules=tuple(tasks)))

    def title_lines(self) -> Iterator[str]:
        """What it is about, the clinic and the days: known, or to be written in."""
        yield from heading(self._checklist.title, "=")
        course = self._checklist.course
        later = ", and how to get ready for the next session" if course and course.prepare else ""
        yield from paragraph(f"{full_stop(self._checklist.purpose)} {_ABOUT}{later}.")
        yield ""
        yield "Your clinic's own instructions come first, even where they differ."
        yield from self._clinic_lines()
        zero = self._patient.day_zero
        if zero is None:
            yield "Treated on (day 0): ____________  Day 7: ____________  Day 14: ____________"
        else:
            week, fortnight = (short_date(zero + timedelta(days)) for days in (7, 14))
            yield f"Treated on {year_date(zero)} (day 0). Day 7: {week}. Day 14: {fortnight}."
            if self._patient.whose:
                yield from paragraph(
                    f"As in {self._patient.whose}: with its days, and without what you said does not fit you."
                )

    def date_lines(self) -> Iterator[str]:
        """The dates of the days after the first two weeks, or lines to write each in once."""
        yield from ("", *heading("Your later days"))
        zero, later_days = self._patient.day_zero, sorted(self._later_days())
        if zero is not None:
            dates = [f"Day {number}: {short_date(zero + timedelta(number))}." for number in later_days]
            yield from paragraph(" ".join(map(unbroken, dates)))
            return
        yield "Write each date in once, by a calendar."
        blanks = [f"Day {number}: ".ljust(_BLANK, "_") for number in later_days]
        for place in range(0, len(blanks), _BLANKS):
            yield "  ".join(blanks[place : place + _BLANKS])
        yield from paragraph(f"With your dates: afterglow checklist show {self._checklist.id} --on DATE")

    def _later_days(self) -> set[int]:
        """The third and the fourth week, and what the page names beyond: no day right after another."""
        made = self._checklist
        ends = [
            rule.last_day + 1 for rule in made.rules if rule.kind.left_alone and rule.last_day is not None
        ]
        spans = [each.days for each in made.rules]
        spans += [each.days for each in made.normal]
        spans += [each.days for each in made.warnings]
        named = {int(word) for days in spans for word in re.findall(r"(?<!every )\b[0-9]+", days_text(days))}
        chosen = set(_WEEKS)
        for number in sorted({*named, *ends}):
            if number > _WEEKS[-1] and number - 1 not in chosen:
                chosen.add(number)
        return chosen

    def _clinic_lines(self) -> Iterator[str]:
        clinic, contact = self._patient.clinic, self._checklist.clinic
        if contact is not None and not (clinic.name or clinic.phone):
            yield from paragraph(f"The clinic of this file: {contact}")
            return
        yield f"My clinic: {clinic.name or '_' * 30}  Phone: {clinic.phone or '_' * 26}"
        number = self._patient.emergency
        emergency = number if is_number(number) else "_" * 22
        yield from paragraph(
            f"When it is closed: {clinic.after_hours or '_' * 22}  {unbroken(f'Emergency: {emergency}')}"
        )

    def days(self, spans: Iterable[Span]) -> str:
        """`days 1 to 13`, and with a day 0 `days 1 to 13, 21 Nov to 3 Dec` or `days 1 to 6, 21 to 26 Nov`."""
        spans = list(spans)
        words, zero = days_text(spans), self._patient.day_zero
        if zero is None or not spans:
            return words
        if len(spans) > _FEW:
            return f"{words}, from {day_month(zero + timedelta(spans[0].first))}"
        return f"{words}, {listed([_dates(zero, span) for span in spans])}"

    def _day(self, number: int) -> str:
        """`day 14`, or with a day 0 its date."""
        zero = self._patient.day_zero
        return f"day {number}" if zero is None else short_date(zero + timedelta(number))

    def below_call_lines(self, line: CallWarning) -> Iterator[str]:
        """For whom a line is, and what to do until somebody was reached."""
        yield from self._whom_lines(line.when)
        yield from paragraph(line.meanwhile, indent="  ")
        yield from because_lines(line.because)

    def reading_lines(self) -> Iterator[str]:
        """How days count, and the few words that stand for more."""
        yield from ("", *heading("How to read this"))
        calm, healed = self._none(self._hold), self._none(self._healed)
        sentences = [
            "Day 0 is the day of treatment: treated on a Monday, day 3 is Thursday.",
            "Not sure whether a line is for you? Keep to it.",
            "Below, each thing stands where it begins.",
            f'"Calm" is: {calm}.' if calm else "",
            f'"Healed" is: {healed}.' if healed else "",
            "What is called normal is an estimate between the few days that sources give."
            if self._checklist.normal
            else "",
        ]
        yield from paragraph(" ".join(part for part in sentences if part))

    def _none(self, hold: Sequence[Match]) -> str:
        """`no crusts, blisters or open skin`."""
        tests = [SignTest(test, sign) for test in hold if (sign := self._checklist.sign(test.subject))]
        return none_words(tests) if tests else ""

    def summary_lines(self) -> Iterator[str]:
        """All of the day after the treatment: who does what, by their titles, and what is left alone."""
        first = [rule for rule in self._checklist.rules if _is_on(rule, 1) and rule.counted_from is None]
        tasks = [rule for rule in first if rule.kind.ticked and rule.as_needed is None]
        # Whoever is not sure of a question keeps to what hangs on it.
        avoids = sorted((rule for rule in first if rule.kind.left_alone), key=lambda rule: bool(rule.then))
        if not (tasks or avoids):
            return
        yield from ("", *heading(f"In short, {self._dated(1)}"))
        everybody = [rule for rule in tasks if not (rule.when or rule.unless)]
        if everybody:
            yield "Do"
        # What is done once waits behind the care of every day.
        for rule in sorted(everybody, key=lambda rule: rule.once):
            yield from hanging(f"- {full_stop(rule.title + _hours(rule))}")
        some: dict[str, list[Rule]] = defaultdict(list)
        for rule in tasks:
            if rule not in everybody:
                some[self._whom_heading(rule)].append(rule)
        if some:
            yield from ("", "Do, if it fits you")
        # The care that goes by what was treated stands before what goes by the person.
        for whom, rules in sorted(some.items(), key=lambda item: (not self._is_by_kind(item[1]), item[0])):
            titles = dict.fromkeys(_below(whom, f"{rule.title}{_hours(rule)}") for rule in rules)
            said = " ".join(map(full_stop, titles))
            # A title may say by itself whom it is for: `Cold sores before?`.
            lead = "" if said.startswith(whom) else f"{whom} " if whom.endswith("?") else f"{whom}: "
            yield from hanging(f"- {lead}{said}")
        if avoids:
            yield from ("", "Leave alone")
            names = dict.fromkeys(f"{_name(rule)}{_hours(rule)}" for rule in avoids)
            # A short name may hold a comma itself.
            yield from paragraph(f"{'; '.join(names)}.", indent="  ")

    def _is_by_kind(self, rules: Sequence[Rule]) -> bool:
        """Whether rules of one condition go by a question with one answer, as on the place."""
        tests = [test for group in rules[0].when for test in group]
        asked = [(self._checklist.question(test.subject), self._labels(test)) for test in tests]
        return any(
            question is not None and not question.many and any(each.casefold() not in BARE for each in labels)
            for question, labels in asked
        )

    def _dated(self, number: int) -> str:
        """`day 1`, and with a day 0 `day 1, Sat 21 Nov`."""
        zero = self._patient.day_zero
        return f"day {number}" + ("" if zero is None else f", {short_date(zero + timedelta(number))}")

    def care_lines(self) -> Iterator[str]:
        """The care of the first two weeks as boxes, by the time of day, and what goes on after them."""
        rows: dict[tuple[str, str], list[Rule]] = defaultdict(list)
        for rule in self._checklist.rules:
            if rule.kind.ticked and not rule.once and rule.as_needed is None and rule.days:
                for slot in [at.name for at in rule.at] or [""]:
                    rows[slot, rule.short].append(rule)
        names = {
            key: f"  {key[1]}{'*' * all(rule.when or rule.unless for rule in rules)}"
            for key, rules in rows.items()
        }
        table = _Table(names.values())
        boxes = {
            key: [any(_is_due(rule, key[0], day) for rule in rules) for day in table.days]
            for key, rules in rows.items()
        }
        kept = sorted((key for key in rows if sum(boxes[key]) > 1), key=lambda key: _slot_order(key[0]))
        if not kept:
            return
        yield from ("", *heading("Daily care, to tick"))
        yield "Tick a box when it is done. Where there is none, there is nothing to do."
        yield from self._head_rows(table)
        before = None
        for slot, short in kept:
            if slot != before:
                yield slot_title(slot) if slot else "Any time"
            before = slot
            yield table.row(names[slot, short], (_BOX if box else "" for box in boxes[slot, short]))
        late: dict[int | None, list[str]] = defaultdict(list)
        for key, rules in rows.items():
            short, ends = key[1], [rule.last_day for rule in rules]
            if key not in kept and not any(rule.kind is Kind.DO for rule in rules):
                continue
            last = None if None in ends else max(end or 0 for end in ends)
            if last is None or last > table.days[-1]:
                late[last] += [] if short in late[last] else [short]
        ends_words = [
            f"{listed(late[last])} {'with no end' if last is None else f'to {self._day(last)}'}"
            for last in sorted(late, key=lambda last: (last is None, last))
        ]
        starred = any(names[key].endswith("*") for key in kept)
        star = "* is for some; for whom stands at its line below." if starred else ""
        after = f"After day {table.days[-1]}: {'; '.join(ends_words)}." if late else ""
        yield from paragraph(" ".join(part for part in (star, after) if part))

    def report_lines(self) -> Iterator[str]:
        """What is looked at each evening, as a table to write in, with the words of its numbers."""
        signs = {
            each: each.noun + ("" if each.top == 1 else f", 0-{each.top}")
            for each in self._checklist.signs
            if each.until is None and not each.event
        }
        table = _Table(signs.values())
        asked = {
            sign: days
            for sign in signs
            if len(days := [day for day in table.days if any(covers(span, day) for span in sign.days)]) > 1
        }
        if not asked:
            return
        yield from ("", *heading(_EVENINGS))
        yield from paragraph(
            "Write a number, or y for yes and n for no. Does a line of When to call say it too? Then call."
        )
        yield from self._head_rows(table)
        scales: dict[str, list[str]] = defaultdict(list)
        for sign, days in asked.items():
            yield table.row(signs[sign], ("___" if day in days else "" for day in table.days))
            if sign.words and sign.top > 1:
                scales[value_words(sign)].append(sign.noun)
        for words, nouns in scales.items():
            yield from hanging(f"{capital(listed(nouns))}: {words}.")

    def _head_rows(self, table: "_Table") -> Iterator[str]:
        """The days of a table with their dates, or lines to write those on."""
        zero = self._patient.day_zero
        yield table.row("Day", map(str, table.days))
        if zero is None:
            yield table.row("Date", ("___" for _ in table.days))
            return
        dates = [zero + timedelta(day) for day in table.days]
        months = dict.fromkeys(day_month(each).partition(" ")[2] for each in (dates[0], dates[-1]))
        yield table.row("", map(weekday, dates))
        yield table.row(" to ".join(months), (str(each.day) for each in dates))

    def return_lines(self) -> Iterator[str]:
        """What is left alone, a row each: on which of some days, and when it may come back."""
        avoids = [rule for rule in self._checklist.rules if rule.kind.left_alone and rule.days]
        if not avoids:
            return
        yield from ("", *heading("Leave alone, day by day"))
        rows = [("Day", *(f"{day:>2}" for day in _COLUMNS), "may come back")]
        for rule in sorted(avoids, key=_return_order):
            marks = (" x" if _covers(rule, day) else " -" for day in _COLUMNS)
            rows.append((rule.short, *marks, self._return_words(rule)))
        width = max(_LABEL, *(cells_of(row[0]) + 1 for row in rows))
        for name, *cells, back in dict.fromkeys(rows):
            yield f"{_padded(name, width)}{' '.join(cells)}  {back}"
        calm = ' Not "calm" on that day? Wait longer.' if self._hold else ""
        quiet = ' After "until" nothing has to start again.' if any(map(_is_quiet, avoids)) else ""
        legend = "x: leave it alone. -: not asked that day."
        yield from paragraph(f"{legend}{quiet}{calm} How to begin again stands below.")

    def _return_words(self, rule: Rule) -> str:
        last = rule.last_day
        if last is None:
            return "no date yet" if rule.then else "with no end"
        if _is_quiet(rule):
            zero = self._patient.day_zero
            back = f"until {f'day {last}' if zero is None else day_month(zero + timedelta(last))}"
            or_later = " or later" if rule.held_by or rule.lifted_by else ""
            return f"{back}, if calm" if self._until_calm(rule) else f"{back}{or_later}"
        back = self._day(last + 1)
        if self._until_calm(rule):
            return f"{back}, if calm"
        return f"{back}, or later" if rule.held_by or rule.lifted_by else back

    def normal_lines(self) -> Iterator[str]:
        """What is normal day by day, for each kind of treatment by itself."""
        groups: dict[str, list[Normal]] = defaultdict(list)
        counts: dict[tuple[Span, ...], int] = defaultdict(int)
        for normal in self._checklist.normal:
            counts[normal.days] += 1
        for normal in self._checklist.normal:
            alone = "" if counts[normal.days] == 1 else _OTHERWISE
            groups[self._kind_heading(normal.when) if normal.when else alone].append(normal)
        if not groups:
            return
        yield from ("", *heading("What is normal, and what is not"))
        # What holds for whoever is not named above stands below what names somebody.
        order = sorted(groups, key=lambda whom: (groups[whom][0].days[0].first, whom in ("", _OTHERWISE)))
        for place, whom in enumerate(order):
            if len(groups) > 1:
                yield from ([""] if place else []) + paragraph(whom or "Everybody")
            for normal in groups[whom]:
                unusual = f" Not normal: {lower_first(normal.not_usual)}" if normal.not_usual else ""
                words = self.days(normal.days)
                yield from hanging(f"- {words[:1].upper()}{words[1:]}: {normal.usual}{unusual}")
                yield from because_lines(normal.because)

    def expect_lines(self) -> Iterator[str]:
        """What may come and when, in the order of the days; what is not for everybody by whom it is for."""
        groups: dict[str, list[Rule]] = defaultdict(list)
        for rule in self._checklist.rules:
            if not rule.kind.is_care:
                whom = self._kind_heading(rule.when) if rule.when else self._whom_heading(rule)
                groups[whom].append(rule)
        if not groups:
            return
        yield from ("", *heading("What may come, and when"))
        order = sorted(groups, key=lambda whom: (whom != "", whom.startswith("Unless ")))
        for place, whom in enumerate(order):
            if whom:
                yield from ([""] if place else []) + paragraph(whom)
            for rule in sorted(groups[whom], key=lambda rule: (first_day(rule), rule.last_day or 0)):
                when = unbroken(f"({', '.join(when_words(rule, self._checklist, self.days))})")
                yield from hanging(f"- {_below(self._label(rule.when), rule.title)} {when}")
                yield from because_lines(rule.because)

    def phase_lines(self, phase: Phase) -> Iterator[str]:
        """What a phase brings to do and to ask."""
        rules = [rule for rule in self._checklist.rules if is_in(first_day(rule), phase)]
        kinds = [kind for kind in Kind if kind.ticked]
        if not any(rule.kind in kinds for rule in rules):
            return
        yield from ("", *heading(f"{phase.title}, {self.days([phase.span])}"))
        yield from because_lines(phase.because)
        for kind in kinds:
            # What everybody does stands before what is for some.
            of_kind = sorted(
                (rule for rule in rules if rule.kind is kind),
                key=lambda rule: (first_day(rule), bool(rule.when or rule.unless)),
            )
            if of_kind:
                yield from ("", kind_title(kind))
            for rule in of_kind:
                yield from self._rule_lines(rule)

    def _rule_lines(self, rule: Rule) -> Iterator[str]:
        parts = [*when_words(rule, self._checklist, self.days)]
        parts += ["until healed"] * (rule.held_by == self._healed != ())
        when = unbroken(f"({', '.join(parts)})")
        yield from _item(rule.kind, f"{rule.title} {when}")
        yield from self._below_rule_lines(rule)

    def _below_rule_lines(self, rule: Rule) -> Iterator[str]:
        indent = _indent(rule.kind)
        yield from self._whom_lines(rule.when, rule.title, indent)
        yield from self._whom_lines(rule.unless, indent=indent, not_if=True)
        told = self._told.get(rule.how)
        how = rule.how if told is None else "As above." if told == self._title else f'As at "{told}".'
        if rule.how and told is None:
            self._told[rule.how] = rule.title
        self._title = told or rule.title
        then = f"After that: {lower_first(rule.then)}" if rule.then else ""
        yield from paragraph(" ".join(part for part in (how, then) if part), indent=indent)
        if rule.check_in:
            yield from paragraph(f'Write it into "{_EVENINGS}" above.', indent=indent)
        for sentence in self._hold_sentences(rule):
            yield from paragraph(sentence, indent=indent)
        yield from because_lines(rule.because)

    def _hold_sentences(self, rule: Rule) -> Iterator[str]:
        event = self._checklist.sign(rule.lifted_by) if rule.lifted_by else None
        if event is not None:
            yield f"Until this has happened: {event.noun}. The days are the usual ones."
        if rule.held_by and rule.held_by not in (self._hold, self._healed):
            yield f"Longer while you have {sign_words(rule.held_by, self._checklist)}."
        lifted = self._checklist.rule(rule.once_lifted) if rule.once_lifted else None
        if lifted is not None:
            yield f"Not before this {'is back' if lifted.kind.left_alone else 'is over'}: {lifted.title}."

    def avoid_lines(self) -> Iterator[str]:
        """What is left alone and how to begin again, by the day on which that is."""
        groups: dict[tuple[bool, int, bool, bool], list[Rule]] = defaultdict(list)
        for rule in self._checklist.rules:
            if rule.kind.left_alone:
                endless = rule.last_day is None and rule.lasts is None
                day = -1 if rule.last_day is None else rule.last_day + 1
                groups[endless, day, _is_quiet(rule), self._until_calm(rule)].append(rule)
        if not groups:
            return
        yield from ("", *heading("Leave alone, and how to begin again"))
        for place, key in enumerate(sorted(groups)):
            yield from ([""] if place else []) + [self._return_heading(*key)]
            for rule in groups[key]:
                begins = first_day(rule)
                parts = [] if rule.lasts is None else [f"for the first {minutes_words(rule.lasts)}"]
                parts += [f"from {self._dated(begins)}"] * (begins > 0)
                when = f" ({' '.join(parts)})" if parts else ""
                yield from hanging(f"- {rule.title}{unbroken(when)}")
                yield from self._below_rule_lines(rule)

    def _return_heading(self, endless: bool, day: int, quiet: bool, until_calm: bool) -> str:
        """`Until day 4, if calm`, and of what ends without a word its last day, inclusive."""
        if endless or day < 0:
            return f"{'With no end' if endless else 'The first hours'}{', and until calm' * until_calm}"
        if quiet:
            return f"To the end of {self._dated(day - 1)}{', and until calm' * until_calm}"
        return f"May come back on {self._dated(day)}{', if calm' * until_calm}"

    def _until_calm(self, rule: Rule) -> bool:
        return bool(self._hold) and rule.held_by == self._hold

    def course_lines(self) -> Iterator[str]:
        """The sessions, how far apart, and what to do before the next one."""
        course = self._checklist.course
        if course is None:
            return
        yield from ("", *heading("Before the next session"))
        yield from paragraph(" ".join(course_sentences(course)))
        yield from because_lines(course.because)
        before = None
        for each in sorted(course.prepare, key=lambda each: -each.first):
            if each.first != before:
                yield from ("", f"{length_before(each.first)} before" if each.first else "On the day")
            before = each.first
            lead = "Leave alone: " if each.kind.left_alone else "" if each.kind.ticked else "Expect: "
            until = f"(until {length_before(each.last)} before)" if 0 < each.last < each.first else ""
            only = "(that day alone)" if each.last == each.first and each.first else ""
            indent = _indent(each.kind)
            yield from _item(each.kind, f"{lead}{each.title} {unbroken(until or only)}")
            yield from paragraph(each.how, indent=indent)
            yield from self._whom_lines(each.when, indent=indent)
            yield from because_lines(each.because)

    def foot_lines(self) -> Iterator[str]:
        """What no source says, which file it is, and where the rest is."""
        made = self._checklist
        bare = list(dict.fromkeys(rule.short for rule in made.rules if rule.agreement == "unsourced"))
        yield ""
        if bare:
            words = f"No source says so; common practice, or caution: {'; '.join(bare)}"
            yield from paragraph(full_stop(words))
        yield from paragraph(
            f"{made.id}, revision {made.revision}, reviewed {made.reviewed}. Why, and every source: "
            f"afterglow checklist show {made.id} --sources"
        )

    def _whom_lines(
        self, condition: Condition, title: str = "", indent: str = "  ", *, not_if: bool = False
    ) -> list[str]:
        whom = self._whom(condition)
        label = self._label(condition).casefold()
        if not whom or (label and title.casefold().partition(":")[0].startswith(label)):
            return []
        end = "" if whom.endswith('?"') else "."
        return paragraph(f"{'Not' if not_if else 'Only'} if {whom}{end}", indent=indent)

    def _whom_heading(self, rule: Rule) -> str:
        """For whom a rule is, above it; empty is everybody."""
        if rule.when:
            return self._condition_heading(rule.when)
        if not rule.unless:
            return ""
        topic = self._condition_heading(rule.unless)
        # A question, or a report, is told as a sentence.
        bare = not topic.endswith("?") and not topic.startswith("If ")
        return f"Unless {lower_first(topic) if bare else self._whom(rule.unless)}"

    def _kind_heading(self, condition: Condition) -> str:
        """The same where no task follows that would say what it is about: with its question."""
        label = self._label(condition)
        question = self._checklist.question(condition[0][0].subject) if label else None
        if question is None or question.many:
            return self._condition_heading(condition)
        return f"{question.ask} {'Yes' if label == question.ask else label}"

    def _condition_heading(self, condition: Condition) -> str:
        """Whom something is for, in few words: `On the face; or on the body and yes to "A tattoo?"`."""
        return self._label(condition) or "; or ".join(
            capital(words) if place == 0 else lower_first(words)
            for place, words in enumerate(map(self._group_heading, condition))
        )

    def _group_heading(self, group: Sequence[Match]) -> str:
        labels: list[tuple[bool, str]] = []
        parts, seen = [], []
        for test in group:
            words, asked = self._labels(test), momentary_question(test, self._checklist)
            question = self._checklist.question(test.subject)
            if question is not None and words and all(label.casefold() in BARE for label in words):
                parts.append(f'{" or ".join(words).casefold()} to "{question.ask}"')
            elif words and question is not None:
                labels.append((question.many, ", or ".join([words[0], *map(lower_first, words[1:])])))
            elif asked:
                parts.append(f'yes to "{asked}"')
            elif question is None:
                seen.append(sign_words((test,), self._checklist))
        # What has one answer, as the place, stands before what may have many.
        ordered = [label for _, label in sorted(labels, key=lambda each: each[0])]
        lead = [label if place == 0 else lower_first(label) for place, label in enumerate(ordered)]
        if not (lead or parts):
            return f"If you have {listed(seen)}"
        # An answer may hold a comma itself.
        joint = ", and " if any("," in each for each in lead) else " and "
        return joint.join([*lead, *parts, *(f"with {one}" for one in seen)])

    def _label(self, condition: Condition) -> str:
        """What a condition is about, where it is one thing: `On the face`, `Going out?`."""
        if len(condition) != 1 or len(condition[0]) != 1:
            return ""
        test = condition[0][0]
        labels, question = self._labels(test), self._checklist.question(test.subject)
        if question is None:
            return momentary_question(test, self._checklist)
        if [label.casefold() for label in labels] == ["yes"]:
            return question.ask
        return labels[0] if len(labels) == 1 and labels[0].casefold() not in BARE else ""

    def _labels(self, test: Match) -> list[str]:
        question = self._checklist.question(test.subject)
        if question is None:
            return []
        return [label for id, label in question.answers if id in test.answers]

    def _whom(self, condition: Condition) -> str:
        """Whom something is for, with nobody there to ask: `it is on the face`, `you have open skin`."""
        return ", or if ".join(words for group in condition if (words := self._group_words(group)))

    def _group_words(self, group: Sequence[Match]) -> str:
        topics, parts = [], []
        for test in group:
            question, labels = self._checklist.question(test.subject), self._labels(test)
            asked = momentary_question(test, self._checklist)
            if question is not None and labels and all(label.casefold() in BARE for label in labels):
                parts.append(f'you say {" or ".join(labels).casefold()} to "{question.ask}"')
            elif labels and all(map(_is_clause, labels)):
                clauses = list(map(_clause, labels))
                parts.insert(
                    0, ", or ".join([clauses[0], *(one.removeprefix("it is ") for one in clauses[1:])])
                )
            elif labels:
                topics.append(", or ".join(map(lower_first, labels)))
            elif asked:
                parts.append(f'you say yes to "{asked}"')
            elif question is None:
                parts.append(f"you have {sign_words((test,), self._checklist)}")
        if topics:
            # What an answer is about may be a noun or a verb, and is told as it stands.
            parts.append(f"this fits you: {'; and '.join(topics)}")
        return " and ".join(parts)


_PLACES = ("On", "In", "At", "Near", "Where")
_SUBJECTS = ("It", "They", "The", "My")
_TURNED = {"me": "you", "my": "your", "My": "your"}


def _is_clause(label: str) -> bool:
    """Whether an answer can follow `if`: a place, or a sentence of its own."""
    return label.partition(" ")[0] in (*_PLACES, *_SUBJECTS) and not re.search(r"\bI\b", label)


def _clause(label: str) -> str:
    """An answer as it follows `if`: `it is on the face`, `the clinic gave you creams to use`."""
    words = re.sub(r"\b(me|my|My)\b", lambda word: _TURNED[word[0]], label)
    return f"it is {lower_first(words)}" if words.partition(" ")[0] in _PLACES else lower_first(words)


def _is_quiet(rule: Rule) -> bool:
    """Whether what is left alone ends on a day without a word for its return, as picking does."""
    return rule.kind.left_alone and rule.last_day is not None and not rule.then


def _fitted(checklist: Checklist, answers: Mapping[str, frozenset[str] | None]) -> Checklist:
    """A checklist without what the answers rule out, and with no condition where they settle one."""
    rules = []
    for rule in checklist.rules:
        when, unless = _open(rule.when, answers), _open(rule.unless, answers)
        if when is not None and (unless is None or not rule.unless or unless):
            rules.append(replace(rule, when=when, unless=unless or ()))
    normal: list[Normal] = []
    for each in checklist.normal:
        when = _open(each.when, answers)
        # Of the lines of the same days the first that fits holds.
        settled = any(one.days == each.days and not one.when for one in normal)
        if when is not None and not settled:
            normal.append(replace(each, when=when))
    warnings = [
        replace(each, when=when)
        for each in checklist.warnings
        if (when := _open(each.when, answers)) is not None
    ]
    return replace(checklist, rules=tuple(rules), normal=tuple(normal), warnings=tuple(warnings))


def _open(condition: Condition, answers: Mapping[str, frozenset[str] | None]) -> Condition | None:
    """What of a condition the answers leave open: nothing where they settle it, None where it cannot hold."""
    left = []
    for group in condition:
        tests = []
        for test in group:
            chosen = answers.get(test.subject) if test.answers else None
            if chosen is None:
                tests.append(test)
            elif chosen.isdisjoint(test.answers):
                break
        else:
            if not tests:
                return ()
            left.append(tuple(tests))
    return tuple(left) if left or not condition else None


def _item(kind: Kind, words: str) -> list[str]:
    """What is to be done with its box, and all else with a dash."""
    return paragraph(words, indent=_indent(kind), first=f"{_BOX} " if kind.ticked else "- ")


def _indent(kind: Kind) -> str:
    return " " * (len(_BOX) + 1) if kind.ticked else "  "


def _dates(zero: date, span: Span) -> str:
    """`21 Nov`, `21 to 26 Nov`, `21 Nov to 3 Dec`; of what has no end its first."""
    first = zero + timedelta(span.first)
    last = first if span.last is None else zero + timedelta(span.last)
    if last == first:
        return day_month(first)
    begins = str(first.day) if (first.year, first.month) == (last.year, last.month) else day_month(first)
    return f"{begins} to {day_month(last)}"


def _below(whom: str, title: str) -> str:
    """A title below a heading that says for whom it is: without that, where it begins so."""
    rest = title.removeprefix(f"{whom}: ")
    return rest[:1].upper() + rest[1:]


def _name(rule: Rule) -> str:
    """The short name of a rule, or its title where it has none but that, cut."""
    return lower_first(rule.title) if rule.title.startswith(rule.short) else rule.short


def _hours(rule: Rule) -> str:
    """The hours from the treatment that a rule lasts, or those that must have passed before it."""
    if rule.lasts is not None:
        return f" (for the first {minutes_words(rule.lasts)})"
    return f" (once {minutes_words(rule.not_before)} have passed)" if rule.not_before >= _DAY else ""


def _covers(rule: Rule, day: int) -> bool:
    return any(covers(span, day) for span in rule.days)


def _is_on(rule: Rule, day: int) -> bool:
    """Whether a rule is on on some part of a day after the treatment, by its published days or hours."""
    if rule.lasts is not None:
        return rule.lasts >= day * _DAY
    return _covers(rule, day) and (day - first_day(rule)) % rule.step == 0 and not rule.weekdays


def _is_due(rule: Rule, slot: str, day: int) -> bool:
    """Whether there is something to tick. What counts from a report or by weekdays has no day of its own."""
    # Whoever was treated by day has not waited the hours by the next noon.
    is_too_soon = slot in _SLOTS[:2] and rule.not_before >= day * _DAY
    is_on = rule.counted_from is None and _is_on(rule, day) and not is_too_soon
    return is_on and (not slot or rule.has_slot(slot, day))


def _slot_order(slot: str) -> tuple[int, bool]:
    return (_SLOTS.index(slot) if slot in _SLOTS else len(_SLOTS), not slot)


def _return_order(rule: Rule) -> tuple[bool, int]:
    return (rule.last_day is None, rule.last_day or 0)


class _Table:
    """A table to write in: a name a row, and a cell of three letters for each of its days."""

    def __init__(self, names: Iterable[str]) -> None:
        self._width = max([_LABEL, *(cells_of(name) + 1 for name in names)])
        self.days = range(min(_TICKED, (WIDTH + 1 - self._width) // 4))

    def row(self, name: str, cells: Iterable[str]) -> str:
        return f"{_padded(name, self._width)}{' '.join(cell.rjust(3) for cell in cells)}".rstrip()


def _padded(name: str, width: int) -> str:
    return name + " " * (width - cells_of(name))
