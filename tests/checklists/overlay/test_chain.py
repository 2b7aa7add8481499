"""Files that stand on files that stand on files: circles, missing ones, broken ones."""

import pytest

from checklists import library
from checklists.loader import ChecklistError, LoadedChecklist, load_checklist
from checklists.rules.rule import Span
from tests.support.files import HEAD, REST
from tests.support.overlays import BASE, HEADING, base_of, faults, over

MIDDLE = "format: 1\nextends: base\nid: middle\nchange:\n  no-sun: {days: 0-40, how: A hat.}\n"
TOP = "format: 1\nextends: middle\nid: mine\n"


def days(loaded: LoadedChecklist, id: str) -> tuple[Span, ...]:
    rule = loaded.checklist.rule(id)
    assert rule is not None
    return rule.days


def test_the_nearest_file_has_the_last_word() -> None:
    read = over("change:\n  no-sun: {days: 0-50}\n", TOP, middle=MIDDLE)
    rule = read.checklist.rule("no-sun")

    assert days(read, "no-sun") == (Span(0, 50),)
    assert rule is not None
    assert rule.how == "A hat."
    assert read.bases == ("middle.yaml", "base.yaml")


def test_each_file_of_a_chain_is_told_of_by_its_own_name() -> None:
    middle = MIDDLE + "  no-makup: {days: 0-9}\n"

    assert faults("change:\n  wsh: {days: 1-3}\n", TOP, middle=middle) == [
        'mine.yaml:5:3: change.wsh: no rule is called "wsh" in middle; did you mean "wash"?',
        'middle.yaml:6:3: change.no-makup: no rule is called "no-makup" in base; did you mean "no-makeup"?',
    ]


def test_what_a_file_between_removed_is_not_there_any_more() -> None:
    middle = "format: 1\nextends: base\nid: middle\nremove: [numb]\n"

    assert faults("remove: [numb]\n", TOP, middle=middle) == [
        'mine.yaml:4:10: remove.1: no rule is called "numb" in middle; '
        "there are wash, no-sun, no-makeup, back"
    ]


def test_a_circle_is_told_once_and_by_the_names_in_it() -> None:
    files = {
        "middle": MIDDLE.replace("extends: base", "extends: far"),
        "far": HEADING.replace("base", "mine").replace("id: mine", "id: far"),
    }

    assert faults("", TOP, **files) == [
        "mine.yaml:2:10: extends: these files extend one another in a circle: mine > middle > far > mine"
    ]


def test_a_circle_among_the_bases_is_told_where_it_begins() -> None:
    files = {"middle": MIDDLE.replace("base", "far"), "far": MIDDLE.replace("base", "middle")}

    assert faults("", TOP, **files) == [
        "middle.yaml:2:10: extends: these files extend one another in a circle: middle > far > middle"
    ]


def test_a_file_of_a_shipped_id_stands_on_the_shipped_one_and_others_on_it() -> None:
    own = "format: 1\nextends: picosure-face\nid: picosure-face\nchange:\n  face-no-makeup: {days: 0-9}\n"
    top = "format: 1\nextends: picosure-face\nid: mine\n"

    read = load_checklist(top, name="mine.yaml", base=base_of({"picosure-face": own}))

    assert days(read, "face-no-makeup") == (Span(0, 9),)
    shipped = ("picosure-face", "aftercare-base")
    assert read.bases == ("picosure-face.yaml", *(str(library.where(id)) for id in shipped))


def test_a_base_that_is_not_there_is_told_in_the_file_that_wants_it() -> None:
    files = {"middle": MIDDLE.replace("extends: base", "extends: bse")}

    assert faults("", TOP, **files) == [
        'middle.yaml:2:10: extends: no checklist is called "bse"; did you mean "base"?'
    ]


def test_a_base_that_cannot_be_read_is_told_in_a_sentence() -> None:
    def refuse(id: str) -> tuple[str, bytes]:
        raise PermissionError(13, "Permission denied")

    with pytest.raises(ChecklistError) as caught:
        load_checklist(HEADING, name="mine.yaml", base=refuse)
    assert str(caught.value) == 'mine.yaml:2:10: extends: "base" cannot be read: permission denied'


@pytest.mark.parametrize(
    ("base", "line"),
    [
        ('title: "x', "base.yaml:1:8: (file): this quoted text has no closing quote"),
        ("", "base.yaml:1:1: (file): the file is empty"),
        (
            "format: 2\n",
            'base.yaml:1:9: format: "2" is not a format this program reads; it reads format 1',
        ),
        ("- a\n", "base.yaml:1:1: (file): must be a map of keys, beginning with format: 1"),
        ("x" * 300_000, "base.yaml:1:1: (file): the file is larger than 256 KiB"),
        (
            "change: {a: {days: 0}}\n",
            'base.yaml:1:1: change: "change" goes with extends; name the checklist that this file changes',
        ),
    ],
)
def test_a_base_that_is_no_checklist_is_told_alone_with_its_name(base: str, line: str) -> None:
    assert faults("chagne: 3\n", base=base) == [line]


def test_what_the_format_refuses_in_a_base_is_told_there() -> None:
    base = BASE.replace("title: Demo", "title: &demo Demo")

    assert faults("", base=base) == [
        'base.yaml:3:8: title: "&demo" is not read; take it out, or put quotes around the text'
    ]


def test_as_many_files_as_make_sense_may_stand_on_one_another_and_no_more() -> None:
    files = {f"b{n}": f"format: 1\nextends: b{n + 1}\nid: b{n}\n" for n in range(13)}
    head = "format: 1\nextends: b{}\nid: mine\n"

    files["b12"] = HEAD + REST
    assert len(over("", head.format(1), **files).bases) == 12
    assert faults("", head.format(0), **files) == [
        "mine.yaml:2:10: extends: more than 12 files stand on one another here"
    ]


def test_rules_are_counted_with_those_of_the_base() -> None:
    more = "".join(f"  - {{id: r{n}, do: x, days: 0, agreement: unsourced}}\n" for n in range(496))

    assert faults(f"add:\n{more}") == [
        "mine.yaml:500:5: rules: a file may have 500 rules, and this is one too many"
    ]


def test_two_faults_of_one_kind_in_two_files_name_the_other_file() -> None:
    add = "signs:\n  add:\n    - {id: habits, ask: What?, scale: 0-3, days: 0}\n"

    assert faults(add) == [
        'mine.yaml:6:12: signs.habits.id: "habits" is taken on line 10 of base.yaml; ids are unique'
    ]
