"""Signs in words: which values one takes, and what is tested of it: briefly, in full, or as a file has it.

What a person reports stands in `tui.recovery.words`.
"""

from collections.abc import Iterable

from checklists.rules.checklist import Checklist, Sign
from checklists.rules.rule import Match
from tui.recovery.state import SignTest
from tui.text.humanize import listed

_TOP = 10
"""Of the scale whose numbers have no words."""


def sign_name(id: str) -> str:
    """`open skin`: the name of a sign, or of a question."""
    return id.replace("-", " ")


def value_report(sign: Sign, value: int) -> str:
    """`redness 3`, `crusts`, `no crusts`."""
    if sign.top == 1:
        return sign.noun if value else f"no {sign.noun}"
    return f"{sign.noun} {value}"


def full_report(sign: Sign, value: int) -> str:
    """`redness 3 strong`, `pain 3 of 10`, `no crusts`: never a number without its scale."""
    if sign.top == 1 or not sign.words:
        return value_report(sign, value) + ("" if sign.top == 1 else f" of {sign.top}")
    return f"{sign.noun} {value} {sign.words[value]}"


def scale_words(sign: Sign) -> str:
    """What the values of a sign mean: `redness: 0 none, 1 slight, 2 obvious`, `crusts: y yes, n no`."""
    if sign.top == 1:
        return f"{sign.noun}: y yes, n no"
    if sign.words:
        return f"{sign.noun}: {value_words(sign)}"
    return f"{sign.noun}: 0 none to {sign.top} the most there can be"


def value_words(sign: Sign) -> str:
    """Which values a sign takes: `yes or no`, `0 none, 1 slight, 2 obvious`, `0 to 10`."""
    if sign.event:
        return "yes, the day on which it happened, or no"
    if sign.top == 1:
        return "yes or no"
    if sign.words:
        return ", ".join(f"{value} {word}" for value, word in enumerate(sign.words))
    return f"0 to {sign.top}"


def yes_no_words(usual: tuple[int, int]) -> str:
    """What is usual of a yes-no sign: `no`, `yes`, `yes or no`."""
    low, high = usual
    return "yes or no" if low != high else "yes" if low else "no"


def test_words(each: SignTest) -> str:
    """What a report says for which a test holds, by the sign's noun: `crusts`, `obvious redness`."""
    test, sign = each
    if sign.top == 1 or test.low is None:
        return sign.noun if test.low else f"no {sign.noun}"
    if test.high is not None and test.high < sign.top:
        return f"{sign.noun} of {test.low} to {test.high}" if test.high else f"no {sign.noun}"
    if test.low <= 1:
        return sign.noun
    return f"{sign.words[test.low]} {sign.noun}" if sign.words else f"{sign.noun} of {test.low} or more"


def held_by_words(tests: Iterable[SignTest]) -> str:
    """What holds something: `crusts and open skin`."""
    return listed(list(dict.fromkeys(map(test_words, tests))))


def hold_words(tests: Iterable[SignTest], before: str = "") -> str:
    """What holds something, as a part of a sentence: `while crusts`, `until stitches out`.

    Args:
        before: What stands before a report: `you report `.
    """
    held = list(tests)
    events = [sign.noun for _, sign in held if sign.event]
    reports = [each for each in held if not each[1].event]
    parts = [f"while {before}{held_by_words(reports)}"] if reports else []
    return ", and ".join([*parts, *([f"until {listed(events)}"] if events else [])])


def none_words(tests: Iterable[SignTest]) -> str:
    """What a return hangs on: `no crusts, blisters or open skin`."""
    words = list(dict.fromkeys(map(test_words, tests)))
    if any(each.startswith("no ") for each in words):
        return listed([contrary_words(test) for test, _ in tests])
    return f"no {', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else f"no {''.join(words)}"


def match_words(test: Match) -> str:
    """`crusts`, `no crusts`, `redness 2 or more`, `redness 2 to 3`."""
    name = sign_name(test.subject)
    if test.low == 1 and test.high is None:
        return name
    if test.low == 0 and test.high == 0:
        return f"no {name}"
    if test.high is None:
        return f"{name} {test.low} or more"
    return f"{name} {test.low} to {test.high}"


def contrary_words(test: Match) -> str:
    """What a report says for which a test does not hold: `no crusts`, `redness under 2`."""
    name = sign_name(test.subject)
    if test.high is None:
        return f"no {name}" if test.low == 1 else f"{name} under {test.low}"
    return name if test.high == 0 else f"{name} other than {test.low} to {test.high}"


def report_words(test: Match) -> str:
    """As it is reported: `crusts`, `no crusts`, `pain of 4 or more`, `pain of 2 to 3`."""
    name = sign_name(test.subject)
    if test.low == 1 and test.high is None:
        return name
    if test.high is None:
        return f"{name} of {test.low} or more"
    return f"no {name}" if test.high == 0 else f"{name} of {test.low} to {test.high}"


def full_match_words(test: Match, checklist: Checklist) -> str:
    """`crusts`, `no crusts`, `redness of 2 (obvious) or more`, `pain of 4 or more out of 10`."""
    name, sign = sign_name(test.subject), checklist.sign(test.subject)
    top = sign.top if sign is not None else 1
    if top == 1 or (test.low == 1 and test.high in (None, top)):
        return name if test.low else f"no {name}"
    if test.high is None:
        word = f" ({sign.words[test.low]})" if sign and sign.words and test.low is not None else ""
        return f"{name} of {test.low}{word} or more{' out of 10' * (top == _TOP)}"
    return f"{name} of {test.low}" if test.low == test.high else f"{name} of {test.low} to {test.high}"


def match_text(test: Match, top: int) -> str:
    """As a checklist writes it: `crusts`, `crusts no`, `redness 2+`, `redness 2-3`.

    Args:
        top: The greatest value of the sign.
    """
    low, high = test.low, test.high
    if low == 1 and high in (None, top):
        return test.subject
    if top == 1:
        return f"{test.subject} no"
    if high is None:
        return f"{test.subject} {low}+"
    return f"{test.subject} {low}" if low == high else f"{test.subject} {low}-{high}"
