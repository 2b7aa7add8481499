"""What every key of the format cannot hold, and the words that say so, for tests.

`KINDS` says what a kind of value cannot be. In it § stands where the cursor is to be put; without it that is
where the value begins. `ROWS` says of which kind each key is: `rules.remind.days` is a key of the map under a
rule's `remind`, and * any key of a map whose keys the author chooses.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from tests.support.keys import Way

EMPTY = "is empty; write a value, or take the key away"
CURSOR = "§"

_LINE = "must be one value, not a list"
_MAP = "must be one value, not a map of keys"
_TEXT = {"[a, b]": _LINE, "{a: b}": _MAP}
_DAYS = "must be days such as 0, 1-13 or 14-"
_LENGTH = "must be a length such as 24h, 90m or 1h30m"
_LIST = "must be a list, each item after a hyphen"
_MAPS = {"yes": _LIST, "{a: b}": _LIST, "[§yes]": "must be a map of keys", "[§[a]]": "must be a map of keys"}
_NAME = "must be a name in small letters, digits and hyphens"
_WHEN = "must be a map from a question or a sign to an answer, such as {habits: makeup}"
_DAY = {
    **_TEXT,
    "soon": f'"soon" {_DAYS}',
    "-1": f'"-1" {_DAYS}',
    "0-4000": '"4000" is later than day 3650, ten years on',
    "9-1": '"9-1" runs backwards; write 1-9',
}
_SLOT = {
    "mornin": '"mornin" has no time of its own; did you mean "morning"?',
    "dusk": '"dusk" has no time of its own; write one behind it, such as "dusk 12:15"',
    "lunch 24:15": '"24:15" must be a time such as 08:00 or 21:30',
    "evening+24h": '"evening+24h" is a day or more from evening',
}
_ANSWER = {
    "{a: b}": _MAP,
    "makup": '"habits" has no answer "makup"; did you mean "makeup"?',
    "[makeup, §makeup]": '"makeup" is in this list already',
}
_SOURCED = {
    "nsc": "must be a list of keys of the file's sources, such as [nsc]",
    "[§ncs]": '"ncs" is not in the sources of this file; did you mean "nsc"?',
    "[nsc, §nsc]": '"nsc" is in this list already',
    "[§[nsc]]": _LINE,
    "{§ncs: a}": '"ncs" is not in the sources of this file; did you mean "nsc"?',
    "{nsc: §[a]}": _LINE,
    "{§nsc: }": EMPTY,
}


def _words(near: str, found: str, valid: str) -> dict[str, str]:
    """A key that takes one of some words."""
    unknown = {near: f'"{near}" must be {valid}; did you mean "{found}"?', "8": f'"8" must be {valid}'}
    return _TEXT | unknown


def _former(today: str, noun: str) -> dict[str, str]:
    """Former ids of what is such a thing, where `today` is one."""
    return {
        "dry": "must be a list, such as [dry]",
        "[§Dry]": f'"Dry" {_NAME}, such as dry',
        "[old, §old]": '"old" is in this list already',
        f"[§{today}]": f'"{today}" is the id of a {noun} of today, so it is no former one',
        "[§{a: b}]": _MAP,
    }


KINDS: dict[str, dict[str, str]] = {
    "text": _TEXT,
    "short": _TEXT | {"m" * 25: f'"{"m" * 25}" is 25 columns wide; a short name has at most 24'},
    "glance": _TEXT | {"m" * 19: f'"{"m" * 19}" is 19 columns wide; what is usual in short has at most 18'},
    "brief": _TEXT | {"a" * 40: f'"{"a" * 40}" is 40 columns wide; in few words it has at most 36'},
    "id": _TEXT
    | {
        "My Rule": f'"My Rule" {_NAME}, such as my-rule',
        "7-days": f'"7-days" {_NAME}, such as days',
        "a" * 65: f'"{"a" * 39}\N{HORIZONTAL ELLIPSIS}" is longer than 64 letters',
    },
    "former ids": _former("dry", "rule"),
    # A line made of several may name its own id.
    "former lines": {case: words for case, words in _former("pus", "warning").items() if case != "[§pus]"},
    "former questions": _former("habits", "question"),
    "former signs": _former("redness", "sign"),
    "former steps": _former("ask", "step"),
    "pattern": _TEXT | {"dabb": 'no pattern is called "dabb"; did you mean "dab"?', "7": f'"7" {_NAME}'},
    "rule": _TEXT | {"drry": 'no rule is called "drry"; did you mean "dry"?', "7": f'"7" {_NAME}'},
    "rules": {
        "dry": "must be a list, such as [dry]",
        "[§drry]": 'no rule is called "drry"; did you mean "dry"?',
        "[dry, §dry]": '"dry" is in this list already',
    },
    "yes": _TEXT | {"maybe": '"maybe" must be yes or no', "1": '"1" must be yes or no'},
    "whole": _TEXT
    | {
        "many": '"many" must be a whole number such as 1 or 12',
        "0": '"0" must be a whole number such as 1 or 12',
        "1.0": '"1.0" must be a whole number such as 1 or 12',
        "1000000000": '"1000000000" must be a whole number such as 1 or 12',
    },
    "format": {
        **_TEXT,
        "2": '"2" is not a format this program reads; it reads format 1',
        "one": '"one" is not a format this program reads; it reads format 1',
    },
    "date": _TEXT
    | {
        "soon": '"soon" must be a date such as 2026-11-20',
        "2026-02-30": '"2026-02-30" must be a date such as 2026-11-20',
    },
    "phone": _TEXT
    | {
        "ask us": '"ask us" cannot be called; a phone number has digits, spaces and + - ( ) only',
        "12": '"12" cannot be called; that is too short for a phone number',
    },
    "address": _TEXT | {"example.org": '"example.org" must be an address that begins with https://'},
    "hash": _TEXT | {"abc": "must be the 64 digits and letters that checklist pack wrote"},
    "span": _DAY,
    "days": {key: said for key, said in _DAY.items() if key != "[a, b]"}
    | {
        "[0, §soon]": f'"soon" {_DAYS}',
        "[3, §1]": "the days of a list must ascend; day 1 does not come after 3",
        "[§0-, 3]": "only the last of a list may be open; 0- has no end",
        "[§[0]]": _LINE,
    },
    "days before": _TEXT
    | {
        "soon": '"soon" must be days counted back to the session, such as 42-0',
        "0-42": '"0-42" must count back to the session; write 42-0',
        "4000": '"4000" is later than day 3650, ten years on',
    },
    "weekdays": {
        "{a: b}": _MAP,
        "sunday": '"sunday" must be a weekday: mon, tue, wed, thu, fri, sat, sun',
        "[mon, §mon]": '"mon" is in this list already',
        "[§7]": '"7" must be a weekday: mon, tue, wed, thu, fri, sat, sun',
    },
    "length": _TEXT
    | {
        "long": f'"long" {_LENGTH}',
        "0h": f'"0h" {_LENGTH}',
        "99999h": f'"99999h" {_LENGTH}',
        "2d": '"2d" must be in hours, since it is counted by the clock; write 48h',
    },
    "steps": _TEXT
    | {
        "often": '"often" must be steps such as 7d, 2w, 2h or 90m',
        "0d": '"0d" must be steps such as 7d, 2w, 2h or 90m',
        "24h": '"24h" is whole days; write 1d',
        "36h": '"36h" is more than a day; count it in days, such as 2d',
    },
    "clock": _TEXT
    | {
        "noon": '"noon" must be a time such as 08:00 or 21:30; write 12:00',
        "24:00": '"24:00" must be a time such as 08:00 or 21:30',
        "8:00": '"8:00" needs two digits for the hour; write 08:00',
    },
    "window": _TEXT
    | {
        "always": '"always" must be two times such as 10:00-18:00',
        "10:00-24:00": '"24:00" must be a time such as 08:00 or 21:30',
        "18:00-10:00": '"18:00-10:00" ends before it begins; a day runs from 04:00 to 04:00',
    },
    "slots of days": {
        "{a: b}": _MAP,
        **_SLOT,
        "[morning, §mornin]": _SLOT["mornin"],
        "[morning, §morning]": '"morning" is in this list already',
        "[§[morning]]": _LINE,
    },
    "slots": {
        "{§a: b}": f'"a" {_DAYS}',
        "{1-9: morning, §5-13: morning}": "overlaps the days before it",
        "{1-6: morning, 7-13: §morning+1h}": '"morning" has another time on earlier days; name it otherwise',
        **_SLOT,
        "[morning, §mornin]": _SLOT["mornin"],
        "[morning, §morning]": '"morning" is in this list already',
        "[§[morning]]": _LINE,
    },
    "slot": _TEXT | _SLOT,
    "daily slot": _TEXT
    | _SLOT
    | {"after-4h": '"after-4h" comes once only; write a slot of every day, such as evening'},
    "told": {
        **_SLOT,
        "[morning]": "must be no, a slot such as morning, or a map such as {days: 1-3, at: morning}",
        "yes": "must be no, a slot such as morning, or a map such as {days: 1-3, at: morning}",
        "{§att: morning}": '"att" is not a key here; did you mean "at"?',
    },
    "again": _TEXT
    | {
        "often": '"often" must say how long and how often, such as 10m x3',
        "10m x100": '"10m x100" must say how long and how often, such as 10m x3',
    },
    "as needed": {
        "no": "must be yes, or a map such as {gap: 1h, at_most: 6}",
        "[gap]": "must be yes, or a map such as {gap: 1h, at_most: 6}",
        "{§gab: 1h}": '"gab" is not a key here; did you mean "gap"?',
    },
    "condition": {
        "makeup": _WHEN,
        "[§makeup]": _WHEN,
        "{§habit: makeup}": 'no question or sign is called "habit"; did you mean "habits"?',
        "{habits: §makup}": '"habits" has no answer "makup"; did you mean "makeup"?',
        "{redness: §5+}": '"5+" is beyond this sign, which goes from 0 to 4',
        "{redness: §high}": '"high" must be yes, no, or values such as 2, 2+ or 4-10',
        "[{habits: makeup}, {habits: §{a: b}}]": _MAP,
    },
    "answer": _ANSWER,
    "fits": {
        "redness": _WHEN,
        "[§redness]": _WHEN,
        "{§rednes: 3+}": 'no sign is called "rednes"; did you mean "redness"?',
        "{§habits: makeup}": '"habits" is a question; a line fits what is reported of a sign',
        "{redness: §5+}": '"5+" is beyond this sign, which goes from 0 to 4',
        "{redness: §high}": '"high" must be yes, no, or values such as 2, 2+ or 4-10',
        "{redness: 3+, outdoors: yes}": (
            "a line fits one sign at a time; write a list, such as [{blisters: yes}, {pain: 7-10}]"
        ),
    },
    "report": {
        "{a: b}": _MAP,
        "5": '"5" is beyond this sign, which goes from 0 to 4',
        "[3, 4]": '"redness" takes one range such as yes, 2+ or 7-10; write a list of maps',
    },
    "sign": {
        "{a: b}": _MAP,
        "[redness, §rednes 2+]": 'no sign is called "rednes"; did you mean "redness"?',
        "habits": '"habits" is a question; only a sign can hold a rule',
        "redness 5+": '"5+" is beyond this sign, which goes from 0 to 4',
        "redness high": '"high" must be yes, no, or values such as 2, 2+ or 4-10',
    },
    "signs": {
        "crusts": "must be a list, such as [crusts]",
        "[crusts, §crust]": 'no sign is called "crust"; did you mean "crusts"?',
        "[crusts, §redness]": (
            '"redness" goes by the scale 0-4, and only yes-no signs are asked in one line'
        ),
        "[crusts, §habits]": '"habits" is a question, and a line asks signs',
        "[crusts, §crusts]": '"crusts" is in this list already',
        "[§{a: b}, crusts]": _MAP,
        "[crusts]": ("a line asks two signs or more, and here is one; take the line away, or name another"),
    },
    "event": {
        **_TEXT,
        "stitches-ou": 'no sign is called "stitches-ou"; did you mean "stitches-out"?',
        "redness": '"redness" is no event; lifted_by names a sign of the scale happened',
        "habits": '"habits" is a question; only a sign can hold a rule',
        "Out": f'"Out" {_NAME}, such as out',
    },
    "counted from": {
        **_TEXT,
        "rednes no": 'no sign is called "rednes"; did you mean "redness"?',
        "stitches-out no": (
            '"stitches-out" is an event, and days count from it once it has happened; write it alone'
        ),
        "redness 5+": '"5+" is beyond this sign, which goes from 0 to 4',
        "habits": '"habits" is a question; only a sign can hold a rule',
    },
    "sources": _SOURCED,
    "course of a sign": {
        "3": "must be a map from a day to a range, such as {0: 3-4, 3: 0-1}",
        "[3]": "must be a map from a day to a range, such as {0: 3-4, 3: 0-1}",
        "{§soon: 3}": '"soon" must be a day such as 0 or 14',
        "{0: §5}": "5 is beyond the scale, which goes to 4",
        "{§4000: 3}": '"4000" is later than day 3650, ten years on',
    },
    "usual": _TEXT
    | {
        "red": '"red" must be a usual range such as 0, 2-3 or yes',
        "3-1": '"3-1" runs backwards; write 1-3',
        "0-5": "5 is beyond the scale, which goes to 4",
    },
    "stretch": _TEXT
    | {
        "4": '"4" must be a length such as 4-6 weeks, 8- weeks or 2-3 months',
        "4 fortnights": '"4 fortnights" must be a length such as 4-6 weeks, 8- weeks or 2-3 months',
        "6-4 weeks": '"6-4 weeks" runs backwards; write 4-6',
    },
    "sessions": _TEXT
    | {
        "some": '"some" must be a number of sessions such as 4, 2-5 or 4-',
        "0": '"0" must be a number of sessions such as 4, 2-5 or 4-',
        "100": '"100" must be a number of sessions such as 4, 2-5 or 4-',
        "5-2": '"5-2" runs backwards; write 2-5',
    },
    "scale": _words("yes-non", "yes-no", "yes-no, 0-3, 0-4, 0-10 or happened"),
    "agreement": _words("strng", "strong", "strong, moderate, weak, conflict or unsourced"),
    "if missed": _TEXT
    | {
        "nxt": '"nxt" must be now, next or drop, or a time such as 18:00 or bedtime; did you mean "next"?',
        "later": '"later" must be now, next or drop, or a time such as 18:00 or bedtime',
        "24:00": '"24:00" must be a time such as 08:00 or 21:30',
        "sunset": '"sunset" must be now, next or drop, or a time such as 18:00 or bedtime',
        "evening+24h": '"evening+24h" is a day or more from evening',
        "after-4h": '"after-4h" comes once only; write a slot of every day, such as evening',
    },
    "quiet": _words("dely", "delay", "delay, earlier or ignore"),
    "counting": _words("plain", "plan", "plan or last-done"),
    "unreported": _words("of", "off", "on or off"),
    "call": _words("emergancy", "emergency", "emergency, urgent, clinic-today or clinic-soon"),
    "names": {"gym": _LIST, "{a: b}": _LIST, "[a, §[b]]": _LINE, "[a, §~]": EMPTY},
    "words": {
        "none": _LIST,
        "[none, some]": "the scale 0-4 has 5 values, and here are 2 words",
        "[a, b, c, d, §[e]]": _LINE,
        "[a, b, §~, d, e]": EMPTY,
        "[a, b, §, d, e]": "a value should stand here",
    },
    "maps": _MAPS,
    "map": {"yes": "must be a map of keys", "[a]": "must be a map of keys"},
    "answers": {
        "yes": "must be a map of keys",
        "[a]": "must be a map of keys",
        "{makeup: a, exercise: b, §Make Up: c}": f'"Make Up" {_NAME}, such as make-up',
        "{§Make Up: a, exercise: b}": f'"Make Up" {_NAME}, such as make-up',
    },
}
"""By kind, what cannot stand there and what is said of it. Empty values are for all alike."""

ROWS: dict[str, str] = {
    "text": """
        title for questions.ask questions.answers.* questions.because signs.ask signs.because
        together.ask together.because phases.title
        phases.because normal.usual normal.not_usual normal.because sources.*.title sources.*.by packed.by
        clinic.name clinic.hours
        rules.do rules.avoid rules.check rules.expect rules.how rules.why rules.then rules.differ
        rules.because rules.sources.* defaults.sources.*
        patterns.*.do patterns.*.avoid patterns.*.check patterns.*.expect patterns.*.how patterns.*.why
        patterns.*.then patterns.*.differ patterns.*.sources.*
        warnings.if warnings.meanwhile warnings.because warnings.sources.*
        course.because course.sources.* course.prepare.do course.prepare.avoid course.prepare.check
        course.prepare.expect course.prepare.because
        course.prepare.how course.prepare.sources.*""",
    "short": "rules.short patterns.*.short signs.short course.prepare.short",
    "glance": "normal.short",
    "brief": "warnings.short",
    "id": "id questions.id signs.id phases.id rules.id warnings.id course.prepare.id",
    "former ids": "rules.was",
    "former lines": "warnings.was",
    "former questions": "questions.was",
    "former signs": "signs.was",
    "former steps": "course.prepare.was",
    "rule": "rules.since rules.once_lifted",
    "rules": "rules.silences",
    "pattern": "rules.like",
    "yes": "hidden questions.many questions.later rules.once rules.counts rules.check_in",
    "whole": "revision rules.as_needed.at_most",
    "format": "format",
    "date": "reviewed packed.on",
    "phone": "clinic.phone clinic.after_hours",
    "address": "sources.*.url",
    "hash": "packed.hash",
    "span": "phases.days",
    "days": "signs.days normal.days rules.days rules.remind.days warnings.days",
    "days before": "course.prepare.days_before",
    "weekdays": "rules.on",
    "length": "rules.lasts rules.from rules.as_needed.gap",
    "steps": "rules.every",
    "clock": "signs.until",
    "window": "rules.between",
    "slots": "rules.at",
    "slots of days": "rules.at.*",
    "slot": "rules.remind.at",
    "daily slot": "check_in",
    "told": "rules.remind",
    "again": "rules.repeat",
    "as needed": "rules.as_needed",
    "condition": "signs.usual.when normal.when rules.when rules.unless warnings.when course.prepare.when",
    "answer": """
        signs.usual.when.* normal.when.* rules.when.* rules.unless.* warnings.when.* course.prepare.when.*""",
    "sign": "rules.while",
    "signs": "together.signs",
    "event": "rules.lifted_by",
    "counted from": "rules.counted_from",
    "fits": "warnings.fits",
    "report": "warnings.fits.*",
    "sources": """
        defaults.sources patterns.*.sources rules.sources warnings.sources course.sources
        course.prepare.sources""",
    "course of a sign": "signs.usual.is",
    "usual": "signs.usual.is.*",
    "stretch": "course.gap course.maintenance",
    "sessions": "course.sessions",
    "scale": "signs.scale",
    "agreement": """
        defaults.agreement patterns.*.agreement rules.agreement warnings.agreement
        course.prepare.agreement""",
    "if missed": "rules.if_missed",
    "quiet": "rules.quiet",
    "counting": "rules.counting",
    "unreported": "rules.unreported",
    "call": "warnings.call",
    "names": "rules.also patterns.*.also",
    "words": "signs.words",
    "maps": "questions signs signs.usual together phases normal rules warnings course.prepare",
    "map": "defaults patterns patterns.* sources sources.* packed course clinic",
    "answers": "questions.answers",
}
"""The keys of each kind."""

KIND_OF = {key: kind for kind, keys in ROWS.items() for key in keys.split()}
"""The kind of each key."""


class Spoilt(NamedTuple):
    """A file with one thing in it that cannot stand there."""

    text: str
    line: int
    column: int
    """Where the one Problem must be, both from 1."""


def text_of(data: Mapping[str, Any]) -> str:
    """A file that says `data`."""
    return "".join(_block(data, (), "", 0)).removeprefix("\n") + "\n"


def spoilt(data: Mapping[str, Any], way: Way, value: str, at_key: bool = False) -> Spoilt:
    """A file that says `data` save at the end of a way, where `value` stands as it is.

    Args:
        value: With CURSOR in it, or else the cursor belongs before it.
        at_key: Whether the cursor belongs before the key.
    """
    if at_key:
        entry = f"{CURSOR}{_name(way[-1])} {value}"
    else:
        entry = f"{_name(way[-1])} {'' if CURSOR in value else CURSOR}{value}"
    return _marked(data, way, entry)


def renamed(data: Mapping[str, Any], way: Way, name: str) -> Spoilt:
    """A file that says `data` with another key at the end of a way."""
    held: Any = data
    for part in way:
        held = held[part]
    below = "".join(_block(held, (), "", 2 * len(way)))
    return _marked(data, way, f"{CURSOR}{name}:{below}")


def _marked(data: Mapping[str, Any], way: Way, entry: str) -> Spoilt:
    text = "".join(_block(data, way, entry, 0)).removeprefix("\n") + "\n"
    before, found, behind = text.partition(CURSOR)
    assert found, way
    return Spoilt(before + behind, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _block(held: Any, way: Way, entry: str, indent: int) -> Iterator[str]:
    """What stands behind a key, with `entry` in the place of the key and the value at the end of a way."""
    if not isinstance(held, (dict, list)):
        yield f" {json.dumps(held, ensure_ascii=False)}"
        return
    for key, inner in held.items() if isinstance(held, dict) else enumerate(held):
        here = bool(way) and way[0] == key
        yield f"\n{' ' * indent}"
        if here and len(way) == 1:
            yield entry
        else:
            yield _name(key)
            yield from _block(inner, way[1:] if here else (), entry, indent + 2)


def _name(key: str | int) -> str:
    return "-" if isinstance(key, int) else f"{json.dumps(key)}:"
