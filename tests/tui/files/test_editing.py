"""One change to the text of a file, in exactly the lines that must change."""

from difflib import unified_diff

import pytest

from checklists import library
from checklists.loader import LoadedChecklist, load_checklist
from tests.support.files import HEAD
from tests.support.overlays import BASE, HEADING, over
from tui.files.editing import edited
from tui.files.edits import AddRule, CannotEditError, ChangeRule, Edit, PutBack, SameRule, SwitchOff, Value

UNDER = load_checklist(BASE, name="base.yaml")
WHOLE = (
    HEAD
    + """
rules:
  # How we wash.
  - id: wash
    do: Wash          # gently
    days: 1-13
    at: [morning, evening]
    silences: [mist, tone]
    agreement: unsourced

  - id: tone
    do: Tone
    days: 3-9
    agreement: unsourced

  - {id: mist, do: "Mist", days: 3-9, once_lifted: tone, agreement: unsourced}
"""
)


def changed(text: str, edit: Edit, base: LoadedChecklist | None = UNDER) -> list[str]:
    """The lines that go and come, each with its sign. What comes is held to the format."""
    after = edited(text, edit, base)
    if base is None:
        load_checklist(after, name="mine.yaml")
    else:
        over(after, "")
    lines = unified_diff(text.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def refused(text: str, edit: Edit, base: LoadedChecklist | None = UNDER) -> str:
    """Why a change is not made."""
    with pytest.raises(CannotEditError) as caught:
        edited(text, edit, base)
    return str(caught.value)


def test_the_first_change_stands_before_what_is_only_commented() -> None:
    text = f"{HEADING}\n# change:\n#   wash:\n#     days: 1-3\n"

    assert changed(text, ChangeRule("no-sun", {"days": "0-20"}, "my clinic's sheet")) == [
        "+change:",
        "+  no-sun:",
        "+    days: 0-20",
        "+    because: my clinic's sheet",
        "+",
    ]
    assert "id: mine\n\nchange:\n  no-sun:\n    days: 1-3\n\n# change:\n" in edited(
        text, ChangeRule("no-sun", {"days": "1-3"}), UNDER
    )


def test_a_change_in_braces_stays_in_braces() -> None:
    text = f"{HEADING}change: {{no-makeup: {{days: 0-4, because: my clinic's sheet}}}}\n"

    assert changed(text, ChangeRule("no-makeup", {"days": "0-5"}))[1] == (
        "+change: {no-makeup: {days: 0-5, because: my clinic's sheet}}"
    )
    assert changed(text, ChangeRule("no-makeup", {"short": "paint"}, "so, at last"))[1] == (
        '+change: {no-makeup: {days: 0-4, short: paint, because: "so, at last"}}'
    )
    assert changed(text, ChangeRule("wash", {"at": ["morning"], "how": "Cold: never"}))[1] == (
        "+change: {no-makeup: {days: 0-4, because: my clinic's sheet}, "
        'wash: {at: [morning], how: "Cold: never"}}'
    )


def test_keys_are_merged_into_what_the_file_changes_already() -> None:
    text = (
        f"{HEADING}change:\n"
        "    no-makeup:   # mine\n"
        "        days: '0-4'  # four\n"
        "        # five would do\n"
        "    wash:\n"
        "        at:\n"
        "          - morning   # after the shower\n"
        "          - evening+1h\n"
    )

    assert changed(text, ChangeRule("no-makeup", {"days": "0-3", "why": "It rubs."}, "Dr Tan")) == [
        "-        days: '0-4'  # four",
        "+        days: '0-3'  # four",
        "+        why: It rubs.",
        "+        because: Dr Tan",
    ]
    assert changed(text, ChangeRule("wash", {"at": ["morning", "midday"]})) == [
        "-          - evening+1h",
        "+          - midday",
    ]
    assert changed(text, ChangeRule("wash", {"at": "morning"})) == [
        "-        at:",
        "-          - morning   # after the shower",
        "-          - evening+1h",
        "+        at: morning",
    ]


def test_a_new_reason_takes_the_place_of_the_old_one_and_none_leaves_it() -> None:
    text = f'{HEADING}change:\n  wash:\n    days: 1-3\n    because: "my clinic"\n'

    assert changed(text, ChangeRule("wash", {"days": "1-4"})) == ["-    days: 1-3", "+    days: 1-4"]
    assert changed(text, ChangeRule("wash", {}, "Dr Tan")) == [
        '-    because: "my clinic"',
        '+    because: "Dr Tan"',
    ]


def test_a_key_is_taken_away_with_null_only_where_there_is_one() -> None:
    assert changed(HEADING, ChangeRule("no-makeup", {"while": None, "how": None})) == [
        "+",
        "+change:",
        "+  no-makeup:",
        "+    while: null",
    ]
    text = f"{HEADING}change:\n  wash: {{how: Cold., days: 1-3}}\n"
    assert changed(text, ChangeRule("wash", {"how": None}))[1] == "+  wash: {days: 1-3}"


def test_a_key_of_a_pattern_is_taken_away_with_null_and_does_not_come_back() -> None:
    text = library.read("picosure-face").decode()
    before = load_checklist(text, name="a").checklist.rule("face-cleanse")
    assert before is not None
    assert before.how
    base = load_checklist(library.read("aftercare-base"), name="base")
    made = edited(text, ChangeRule("face-cleanse", {"how": None}), base)
    after = load_checklist(made, name="a").checklist.rule("face-cleanse")
    assert after is not None
    assert (after.how, after.title, after.why) == ("", before.title, before.why)
    assert "    how: null\n" in made


def test_what_is_as_the_other_file_has_it_is_not_written() -> None:
    text = f"{HEADING}\nchange:\n  wash:\n    days: 1-3\n    because: so\n\n# The end.\n"

    assert changed(text, ChangeRule("wash", {"days": "1-13"})) == [
        *("-change:", "-  wash:", "-    days: 1-3", "-    because: so", "-"),
    ]
    assert refused(HEADING, ChangeRule("wash", {"days": "1-13"})) == (
        "There is nothing to change: the file says so already."
    )


@pytest.mark.parametrize(
    ("key", "said", "line"),
    [
        ("days", "7", "    days: 7"),
        ("days", 7, "    days: 7"),
        ("days", ["0-3", 7], "    days: [0-3, 7]"),
        ("counts", False, "    counts: no"),
        ("remind", {"days": "1-3", "at": "morning"}, "    remind: {days: 1-3, at: morning}"),
        ("when", {"habits": ["makeup", "sport"]}, "    when: {habits: [makeup, sport]}"),
        ("do", "7", '    do: "7"'),
        ("do", "No", '    do: "No"'),
        ("do", "Wash: gently", '    do: "Wash: gently"'),
        ("do", "It's fine, so", "    do: It's fine, so"),
        ("do", 'Say "ah": now', "    do: 'Say \"ah\": now'"),
        ("do", "# no comment", '    do: "# no comment"'),
        ("do", "[not a list", '    do: "[not a list"'),
        ("do", "null", '    do: "null"'),
        ("do", "Wasch dich, 洗脸", "    do: Wasch dich, 洗脸"),
    ],
)
def test_values_have_quotes_only_where_they_must(key: str, said: Value, line: str) -> None:
    assert changed(HEADING, ChangeRule("wash", {key: said})) == ["+", "+change:", "+  wash:", f"+{line}"]


def test_a_text_of_several_lines_keeps_them() -> None:
    assert changed(HEADING, ChangeRule("wash", {"how": "Cold.\n\nThen: dry."})) == [
        *("+", "+change:", "+  wash:", "+    how: |", "+      Cold.", "+", "+      Then: dry."),
    ]


def test_a_rule_is_added_behind_the_others_in_their_style() -> None:
    rule: dict[str, Value] = {"id": "cream", "do": "Cream", "days": "1-7", "at": ["morning", "evening"]}
    block = f"{HEADING}add:\n- id: nap\n  do: Nap\n  days: 0\n  agreement: unsourced\nremove: [numb]\n"
    flow = f"{HEADING}add:\n  - {{id: nap, do: Nap, days: 0, agreement: unsourced}}\n"

    assert changed(HEADING, AddRule(rule)) == [
        *("+", "+add:", "+  - id: cream", "+    do: Cream", "+    days: 1-7"),
        *("+    at: [morning, evening]", "+    agreement: unsourced"),
    ]
    assert changed(block, AddRule(rule)) == [
        *("+- id: cream", "+  do: Cream", "+  days: 1-7"),
        *("+  at: [morning, evening]", "+  agreement: unsourced"),
    ]
    assert changed(flow, AddRule(rule)) == [
        "+  - {id: cream, do: Cream, days: 1-7, at: [morning, evening], agreement: unsourced}"
    ]


def test_a_rule_with_a_source_or_an_agreement_is_not_said_to_have_none() -> None:
    lines = changed(HEADING, AddRule({"id": "nap", "do": "Nap", "days": 0, "agreement": "unsourced"}))

    assert [line for line in lines if "agreement" in line] == ["+    agreement: unsourced"]
    assert "agreement" not in edited(HEADING, AddRule({"id": "n", "do": "N", "sources": ["x"]}), UNDER)


def test_a_rule_is_not_added_under_the_id_of_another() -> None:
    text = f"{HEADING}add: [{{id: nap, do: Nap, days: 0, agreement: unsourced}}]\n"

    for id in ("wash", "rinse", "nap"):
        sentence = f'Another rule is called "{id}" already. Choose another id.'
        assert refused(text, AddRule({"id": id, "do": "X", "days": 0})) == sentence
    assert refused(text, AddRule({"do": "X"})) == "A rule needs an id."


def test_a_rule_of_ones_own_is_changed_where_it_stands() -> None:
    text = f"{HEADING}add:\n  - id: nap\n    do: Nap   # daily\n    days: 0\n    agreement: unsourced\n"

    assert changed(text, ChangeRule("nap", {"do": "Sleep", "at": "midday"}, "so")) == [
        "-    do: Nap   # daily",
        "+    do: Sleep   # daily",
        "+    at: midday",
        "+    because: so",
    ]
    assert changed(WHOLE, ChangeRule("wash", {"at": ["morning"], "silences": None}), None) == [
        "-    at: [morning, evening]",
        "-    silences: [mist, tone]",
        "+    at: [morning]",
    ]


def test_the_first_key_of_a_rule_can_go() -> None:
    text = f"{HEADING}add:\n  - short: nap\n    id: nap\n    do: Nap\n    days: 0\n    agreement: unsourced\n"
    noted = text.replace("short: nap\n", "short: nap  # why not\n")

    assert changed(text, ChangeRule("nap", {"short": None})) == [
        "-  - short: nap",
        "-    id: nap",
        "+  - id: nap",
    ]
    assert changed(noted, ChangeRule("nap", {"short": None})) == [
        "-  - short: nap  # why not",
        "+  -   # why not",
    ]


def test_a_former_id_is_noted_beside_those_there_are() -> None:
    own = f"{HEADING}add: [{{id: nap, do: Nap, days: 0, agreement: unsourced}}]\n"

    assert changed(HEADING, SameRule("wash", "clean"))[-1] == "+    was: [rinse, clean]"
    assert changed(own, SameRule("nap", "doze"))[1].endswith("was: [doze], agreement: unsourced}]")
    assert changed(WHOLE, SameRule("tone", "toner"), None) == ["+    was: [toner]"]


def test_a_rule_that_had_another_id_is_changed_where_the_file_speaks_of_it() -> None:
    text = f"{HEADING}change:\n  rinse: {{days: 1-3}}\n"

    assert changed(text, ChangeRule("wash", {"at": "morning"}))[1] == "+  rinse: {days: 1-3, at: morning}"
    assert changed(text, PutBack("wash")) == ["-change:", "-  rinse: {days: 1-3}"]


def test_line_endings_and_a_missing_last_one_stay() -> None:
    text = (HEADING + "change:\n  wash:\n    days: 1-3").replace("\n", "\r\n")

    after = edited(text, ChangeRule("no-sun", {"days": "0-20"}, "so"), UNDER)

    assert after == text + "\r\n  no-sun:\r\n    days: 0-20\r\n    because: so"
    assert edited(after, PutBack("no-sun"), UNDER) == text


def test_a_byte_order_mark_stays() -> None:
    after = edited(f"\ufeff{HEADING}", SwitchOff("numb"), UNDER)

    assert after == f"\ufeff{HEADING}\nremove: [numb]\n"


def test_json_stays_json() -> None:
    text = '{"format": 1, "extends": "base", "id": "mine",\n "remove": [\n  "numb"\n ]}\n'

    assert changed(text, SwitchOff("no-sun", 'a "dark" room')) == [
        '-  "numb"',
        '+  "numb",',
        '+  {"id": "no-sun", "because": "a \\"dark\\" room"}',
    ]
    assert changed(text, ChangeRule("wash", {"days": "1-3"}))[1] == (
        '+{"format": 1, "extends": "base", "id": "mine", "change": {"wash": {"days": "1-3"}},'
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (f"{HEADING}change:\n\twash: {{days: 1-3}}\n", "Line 5 cannot be read: a tab stands here"),
        (f"{HEADING}change: {{wash: &a {{days: 1-3}}}}\n", 'Line 4 cannot be read: "&a" is not read'),
        (f"{HEADING}id: mine\n", "Line 4 cannot be read: this key stands on line 3 already."),
        ("- a list\n", "The file is no map of keys."),
    ],
)
def test_a_file_that_cannot_be_read_is_left_alone(text: str, sentence: str) -> None:
    assert refused(text, SwitchOff("wash")).startswith(sentence)


def test_rules_that_are_not_there_are_not_changed() -> None:
    for edit in (ChangeRule("nothing", {"days": "0"}), SwitchOff("nothing"), SameRule("nothing", "x")):
        assert refused(HEADING, edit) == 'No rule that stands in a file is called "nothing".'
        assert refused(WHOLE, edit, None) == 'No rule that stands in a file is called "nothing".'
    off = f"{HEADING}remove: [wash]\n"
    sentence = '"wash" is switched off in this file. Put it back first.'
    assert refused(off, ChangeRule("wash", {"days": "1-3"})) == sentence
    assert refused(off, SameRule("wash", "x")) == sentence
