"""Whatever an overlay says, and however it and its base are damaged."""

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from checklists.loader import LoadedChecklist, recompile
from checklists.rules.checklist import Checklist
from checklists.rules.compiled import decode, encode
from checklists.rules.rule import Kind, Rule, Span
from tests.support.damage import damaged, told
from tests.support.files import GOOD
from tests.support.overlays import BASE, HEADING, over

PLAIN = over("").checklist
WRITTEN = [rule for rule in PLAIN.rules if rule.id != "check-in"]
"""All but the check-in, which the file does not write."""
OVERLAYS = [path.read_bytes() for path in GOOD if b"extends" in path.read_bytes()]
OVER_BASE = (
    HEADING
    + """change:
  wash: {at: [midday], because: my clinic}
  no-makeup: {days: [0-6, 8], when: null, while: null}
  rinse: {how: Gently.}
add:
  - {id: nap, do: Nap, days: 0-2, silences: [wash], agreement: unsourced}
remove: [numb]
signs:
  change:
    pain: {days: 0-3}
  remove: [crusts]
normal:
  change:
    1-3, 5: {usual: Pale.}
phases:
  add:
    - {id: later, title: Later, days: 9-}
  change:
    all: {days: 0-8}
course: {gap: null}
"""
).encode()

_SAID: dict[str, tuple[st.SearchStrategy[str], Callable[[str], object]]] = {
    "days": (st.integers(0, 40).map(str), lambda word: (Span(int(word), int(word)),)),
    "why": (st.sampled_from(["Because.", "Rubbing hurts."]), str),
    "how": (st.sampled_from(["Gently.", "With water."]), str),
    "because": (st.sampled_from(["my clinic's sheet", "me"]), str),
    "short": (st.sampled_from(["wash", "sun"]), str),
}
_CHANGES = st.dictionaries(
    st.sampled_from([rule.id for rule in WRITTEN if not rule.lasts]),
    st.sampled_from(sorted(_SAID)).flatmap(lambda key: st.tuples(st.just(key), _SAID[key][0])),
    max_size=4,
)


def changed(rule: Rule, key: str, word: str) -> Rule:
    values: dict[str, Any] = {key: _SAID[key][1](word)}
    return replace(rule, **values)


@settings(max_examples=80)
@given(_CHANGES)
def test_every_change_shows_in_its_own_rule_and_in_no_other(changes: dict[str, tuple[str, str]]) -> None:
    lines = [f'  {id}: {{{key}: "{word}"}}\n' for id, (key, word) in changes.items()]

    read = over("change:\n" + "".join(lines) if lines else "").checklist

    expected = [changed(rule, *changes[rule.id]) if rule.id in changes else rule for rule in PLAIN.rules]
    assert read == replace(PLAIN, rules=tuple(expected))


@settings(max_examples=40)
@given(
    st.sets(st.sampled_from(["wash", "no-sun", "numb", "back"]), max_size=3),
    st.sets(st.sampled_from(["nap", "tea", "walk"])),
)
def test_what_is_removed_is_gone_what_is_added_is_there_and_the_rest_stays(
    gone: set[str], more: set[str]
) -> None:
    text = f"remove: [{', '.join(sorted(gone))}]\n" if gone else ""
    if more:
        text += "add:\n"
        text += "".join(f"  - {{id: {id}, do: {id}, days: 0, agreement: unsourced}}\n" for id in sorted(more))

    read = over(text).checklist

    kept = [rule for rule in WRITTEN if rule.id not in gone]
    added = [Rule(id, Kind.DO, id, id, (Span(0, 0),), agreement="unsourced") for id in sorted(more)]
    assert read.rules == (*kept, *added, PLAIN.rules[-1])
    assert replace(read, rules=PLAIN.rules) == PLAIN


def sound(found: object) -> None:
    """What was read well can be kept and read again."""
    if isinstance(found, LoadedChecklist):
        read: Checklist = found.checklist
        assert decode(encode(read)) == read
        assert recompile(found.canonical) == read


@settings(max_examples=60)
@given(damaged(OVERLAYS))
def test_a_damaged_overlay_is_read_or_told_about_and_never_more(data: bytes) -> None:
    sound(told({"file.yaml": data}, "file.yaml"))


@settings(max_examples=300)
@given(damaged([OVER_BASE]), damaged([BASE.encode()]))
def test_a_damaged_overlay_of_a_damaged_base_is_read_or_told_about(top: bytes, base: bytes) -> None:
    sound(told({"mine.yaml": top, "base.yaml": base}, "mine.yaml"))


@settings(max_examples=300)
@given(damaged([BASE.encode()]))
def test_a_damaged_base_under_a_good_overlay_is_read_or_told_about(base: bytes) -> None:
    sound(told({"mine.yaml": OVER_BASE, "base.yaml": base}, "mine.yaml"))


def test_the_files_that_are_damaged_are_good_ones() -> None:
    assert isinstance(
        told({"mine.yaml": OVER_BASE, "base.yaml": BASE.encode()}, "mine.yaml"), LoadedChecklist
    )
    assert len(OVERLAYS) == 5
