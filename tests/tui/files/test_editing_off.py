"""Rules switched off in the text of a file, and put back as they were."""

from difflib import unified_diff

import pytest

from checklists.loader import LoadedChecklist, load_checklist
from tests.support.overlays import HEADING, over
from tests.tui.files.test_editing import UNDER, WHOLE, changed, refused
from tui.files.editing import edited, switched_off
from tui.files.edits import ChangeRule, PutBack, SwitchOff

OWN = f"""{HEADING}
change:
  # Dr Tan, on the phone
  no-makeup: {{days: 0-4}}
  wash: {{silences: [no-sun-cream, cream]}}

# Mine.
add:
  - id: cream
    do: Cream

    # twice
    days: 1-7
    agreement: unsourced
  - id: no-sun-cream
    do: Sun cream
    days: 1-7
    once_lifted: cream
    agreement: unsourced
"""


def back(text: str, rule: str, base: LoadedChecklist | None = UNDER, because: str = "it stings") -> str:
    """A text with a rule switched off. Put back, the text is the same again, to the byte."""
    after = edited(text, SwitchOff(rule, because), base)
    load_checklist(after, name="mine.yaml") if base is None else over(after, "")
    assert edited(after, PutBack(rule), base) == text
    return after


def come(text: str, after: str) -> list[str]:
    """The lines that went and came."""
    lines = unified_diff(text.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def test_a_rule_is_taken_out_with_a_reason_or_without() -> None:
    assert come(HEADING, back(HEADING, "numb", because="")) == ["+", "+remove: [numb]"]
    assert come(HEADING, back(HEADING, "numb", because=" so,\nthere ")) == [
        *("+", "+remove:", '+  - {id: numb, because: "so, there"}'),
    ]


def test_more_join_those_that_are_out_already() -> None:
    flow = f"{HEADING}remove: [numb]  # what I never need\n"
    block = f"{HEADING}remove:\n  - numb  # what I never need\n"

    assert come(flow, back(flow, "no-sun", because=""))[1] == "+remove: [numb, no-sun]  # what I never need"
    assert come(flow, back(flow, "no-sun", because="so"))[1] == (
        "+remove: [numb, {id: no-sun, because: so}]  # what I never need"
    )
    assert come(block, back(block, "no-sun", because="so")) == ["+  - {id: no-sun, because: so}"]
    assert refused(flow, SwitchOff("numb")) == '"numb" is switched off already.'


def test_a_rule_that_others_name_goes_out_of_them_too() -> None:
    assert come(HEADING, back(HEADING, "no-makeup")) == [
        *("+", "+change:", "+  back:", "+    once_lifted: null", "+    because: no-makeup is switched off"),
        *("+", "+remove:", "+  - {id: no-makeup, because: it stings}"),
    ]


def test_what_the_person_changed_of_others_stays_beside_it() -> None:
    text = f"{HEADING}change:\n  back: {{days: 7-8, because: so}}\n"

    assert come(text, back(text, "no-makeup", because=""))[:2] == [
        "-  back: {days: 7-8, because: so}",
        "+  back: {days: 7-8, once_lifted: null, because: so}",
    ]


def test_what_the_person_changed_of_it_is_kept_for_its_return() -> None:
    text = f"{HEADING}change:\n  no-sun:\n    days: 0-20\n    # Dr Tan\n  wash: {{days: 1-3}}\n"

    assert come(text, back(text, "no-sun", because="")) == [
        "-  no-sun:",
        "-    days: 0-20",
        "-    # Dr Tan",
        "+# no-sun is switched off:",
        "+#~   no-sun:",
        "+#~     days: 0-20",
        "+#~     # Dr Tan",
        *("+", "+remove: [no-sun]"),
    ]


def test_the_last_change_goes_with_its_section() -> None:
    text = f"{HEADING}change: {{no-sun: {{days: 0-20}}}}"

    assert back(text, "no-sun", because="").endswith(
        "remove: [no-sun]\n# no-sun is switched off:\n#~ change: {no-sun: {days: 0-20}}"
    )


def test_a_rule_of_ones_own_is_set_aside_line_by_line() -> None:
    assert come(OWN, back(OWN, "cream")) == [
        "-  wash: {silences: [no-sun-cream, cream]}",
        "+# While cream is switched off, in place of this the line below:",
        "+#~   wash: {silences: [no-sun-cream, cream]}",
        "+  wash: {silences: [no-sun-cream]}",
        "-  - id: cream",
        "-    do: Cream",
        "-",
        "-    # twice",
        "-    days: 1-7",
        "-    agreement: unsourced",
        "+# cream is switched off (it stings):",
        "+#~   - id: cream",
        "+#~     do: Cream",
        "+#~",
        "+#~     # twice",
        "+#~     days: 1-7",
        "+#~     agreement: unsourced",
        "-    once_lifted: cream",
        "+# cream is switched off (it stings):",
        "+#~     once_lifted: cream",
    ]


def test_a_rule_of_a_whole_file_is_set_aside_too() -> None:
    assert come(WHOLE, back(WHOLE, "tone", None)) == [
        "-    silences: [mist, tone]",
        "+# While tone is switched off, in place of this the line below:",
        "+#~     silences: [mist, tone]",
        "+    silences: [mist]",
        "-  - id: tone",
        "-    do: Tone",
        "-    days: 3-9",
        "-    agreement: unsourced",
        "+# tone is switched off (it stings):",
        "+#~   - id: tone",
        "+#~     do: Tone",
        "+#~     days: 3-9",
        "+#~     agreement: unsourced",
        '-  - {id: mist, do: "Mist", days: 3-9, once_lifted: tone, agreement: unsourced}',
        "+# While tone is switched off, in place of this the line below:",
        '+#~   - {id: mist, do: "Mist", days: 3-9, once_lifted: tone, agreement: unsourced}',
        '+  - {id: mist, do: "Mist", days: 3-9, agreement: unsourced}',
    ]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("last", [True, False])
def test_each_comes_back_to_the_byte_whatever_ends_the_lines(ending: str, last: bool) -> None:
    for text, base, rules in (
        (OWN, UNDER, ("cream", "no-sun-cream", "no-makeup", "wash", "numb")),
        (WHOLE, None, ("tone", "mist", "wash")),
    ):
        laid = text.replace("\n", ending) if last else text.rstrip("\n").replace("\n", ending)
        for rule in rules:
            back(laid, rule, base)


def test_two_are_put_back_in_either_order() -> None:
    for first, second in (("no-makeup", "cream"), ("cream", "no-makeup")):
        text = back(edited(OWN, SwitchOff("no-makeup"), UNDER), "cream")
        half = edited(text, PutBack(first), UNDER)
        whole = edited(half, PutBack(second), UNDER)
        assert (whole == OWN, switched_off(half)) == (True, {second: switched_off(text)[second]})


def test_what_names_two_has_them_back_the_last_one_first() -> None:
    text = f"{HEADING}change: {{back: {{silences: [numb, no-sun]}}}}\n"
    once = edited(text, SwitchOff("numb"), UNDER)
    twice = edited(once, SwitchOff("no-sun"), UNDER)

    assert "\nchange: {back: {silences: [no-sun]}}\n" in once
    assert "\nremove: [numb, no-sun]\n" in twice
    assert refused(twice, PutBack("numb")).startswith('What stands in the file in place of "numb" was')
    assert edited(edited(twice, PutBack("no-sun"), UNDER), PutBack("numb"), UNDER) == text


def test_what_was_changed_since_is_not_lost() -> None:
    off = edited(WHOLE, SwitchOff("tone"), None)
    since = edited(off, ChangeRule("mist", {"days": "3-5"}), None)

    assert refused(since, PutBack("tone"), None) == (
        'What stands in the file in place of "tone" was changed since it was switched off. '
        "Put it back in your editor: the lines that begin with #~."
    )


def test_the_last_rule_stays() -> None:
    text = WHOLE[: WHOLE.index("  - id: tone")].replace("    silences: [mist, tone]\n", "")

    sentence = '"wash" is the only rule, and a checklist has at least one.'
    assert refused(text, SwitchOff("wash"), None) == sentence


def test_a_change_is_put_back_with_its_section() -> None:
    text = f"{HEADING}\nchange:\n  wash: {{days: 1-3}}\n  # the sun\n  no-sun: {{days: 0-20}}\n"

    assert changed(text, PutBack("no-sun")) == ["-  no-sun: {days: 0-20}"]
    assert refused(text, PutBack("numb")) == '"numb" is as it was; there is nothing to put back.'
    assert refused(text, PutBack("nothing")) == '"nothing" is as it was; there is nothing to put back.'


def test_what_a_rule_of_the_file_itself_said_before_is_not_known() -> None:
    sentence = '"wash" is written out in this file, and what it said before is not known.'
    assert refused(WHOLE, PutBack("wash"), None) == sentence


def test_a_change_is_put_back_as_far_as_what_it_names_is_there() -> None:
    text = f"{HEADING}change:\n  back: {{days: 7-8, once_lifted: null}}\nremove: [no-makeup]\n"

    assert changed(text, PutBack("back")) == [
        "-  back: {days: 7-8, once_lifted: null}",
        "+  back: {once_lifted: null, because: no-makeup is switched off}",
    ]


def test_what_a_file_leaves_out_can_be_read_with_its_reasons() -> None:
    text = edited(edited(OWN, SwitchOff("numb", "so"), UNDER), SwitchOff("cream", "(it) stings"), UNDER)

    assert switched_off(f"\ufeff{text}") == {"numb": "so", "cream": "(it) stings"}
    assert switched_off(edited(WHOLE, SwitchOff("tone"), None)) == {"tone": ""}
