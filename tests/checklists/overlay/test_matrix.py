"""For every key of an overlay, what it cannot hold is told once, in that file, where it stands."""

from typing import Any, NamedTuple

import pytest

from checklists.overlay.overlay import NAME_KEYS, REMOVABLE
from tests.checklists.format.test_matrix import told
from tests.support.keys import FIRST, FULL, OVER, Way, around
from tests.support.matrix import EMPTY, KIND_OF, KINDS, spoilt, text_of

SPARE: dict[str, tuple[str, dict[str, Any]]] = {
    "rules": ("rule", {"id": "spare", "do": "a", "days": "0", "agreement": "unsourced"}),
    "questions": ("question", {"id": "spare", "ask": "a", "answers": {"a": "b"}}),
    "signs": ("sign", {"id": "spare", "ask": "a", "scale": "0-3", "days": "0"}),
    "phases": ("phase", {"id": "spare", "title": "a", "days": "31-"}),
    "normal": ("part of normal", {"days": "40", "usual": "a", "not_usual": "b"}),
    "together": ("line", {"ask": "a", "signs": ["spare", "other"]}),
    "warnings": (
        "warning",
        {"id": "spare", "if": "a", "days": "0", "call": "urgent", "agreement": "unsourced"},
    ),
}
"""Of each list that an overlay changes what one item is called, and one that nothing else names."""
EMPTY_CHANGE = "is empty; write a value, or null to take the key away"
MAP = "must be a map of keys"
LIST = "must be a list, each item after a hyphen"
DIFFERENCES = "must be a map of change, add and remove, because this file extends another"
BASE = around(("title",))
HEAD = {"format": "1", "extends": "base", "id": "mine"}
PHASES = [FULL["phases"][0], FULL["phases"][1] | {"days": "7-30"}]


class Case(NamedTuple):
    """A good overlay, what it lies over, and the way to one of its keys."""

    base: dict[str, Any]
    data: dict[str, Any]
    way: Way
    kind: dict[str, str]
    """What cannot stand there, and what is said of it."""


def case(key: str) -> Case:
    """The case of a key of OVER."""
    section, _, inner = key.partition(".")
    rest = inner.split(".") if inner else []
    if key.startswith(tuple(f"course.prepare.{one}" for one in ("change", "add", "remove"))):
        return _of_steps(key.split(".")[2:])
    if section not in SPARE:
        section, rest = "rules", key.split(".")
    if rest[:1] == ["change"] and len(rest) > 2:
        return _changed(section, rest[2:])
    if rest[:1] == ["add"] and len(rest) > 1:
        return _added(section, rest[1:])
    if key in KIND_OF and section == "rules":
        top = key.split(".")[0]
        return Case(BASE, HEAD | {top: FULL[top]}, FIRST[key], KINDS[KIND_OF[key]])
    if key == "extends":
        return Case(
            BASE,
            HEAD,
            ("extends",),
            KINDS["id"] | {"bas": 'no checklist is called "bas"; did you mean "base"?'},
        )
    return _shaped(section, rest)


def _of_steps(keys: list[str]) -> Case:
    """A key of what is changed of single steps before the next session."""
    spare = {"id": "spare", "check": "a", "days_before": "1", "agreement": "unsourced"}
    steps = FULL["course"]["prepare"]
    base = around(("course",))
    base = base | {"course": base["course"] | {"prepare": [*steps, spare]}}
    way: tuple[str | int, ...]
    if keys[0] == "change" and len(keys) > 2:
        whole = ".".join(("course", "prepare", *keys[2:]))
        place, *inner = FIRST[whole][2:]
        item = steps[place]
        said: dict[str, Any] = {"change": {item["id"]: {inner[0]: item[inner[0]]}}}
        way, kind = ("change", item["id"], *inner), KINDS[KIND_OF[whole]]
    elif keys[0] == "add" and len(keys) > 1:
        whole = ".".join(("course", "prepare", *keys[1:]))
        place, *inner = FIRST[whole][2:]
        said = {"add": [steps[place] | {"id": "more", "was": ["older"]}]}
        way, kind = ("add", 0, *inner), KINDS[KIND_OF[whole]]
    else:
        samples = {
            "change": {"spare": {"because": "a"}},
            "add": [spare | {"id": "more"}],
            "remove": [{"id": "spare", "because": "a"}],
        }
        said, kind = {keys[0]: samples[keys[0]]}, _shapes("step", "spare")[".".join(keys)]
        way = tuple("spare" if part == "*" else part for part in keys)
        if way[0] == "remove" and len(way) > 1:
            way = ("remove", 0, *way[1:])
    return Case(base, HEAD | {"course": {"prepare": said}}, ("course", "prepare", *way), kind)


def _changed(section: str, keys: list[str]) -> Case:
    """One key of an item of the base, changed."""
    whole = ".".join((section, *keys))
    place, first = FIRST[whole][1:3]
    item = FULL[section][place]
    name = _name_of(section, item)
    said, way = {"change": {name: {first: item[first]}}}, ("change", name, *FIRST[whole][2:])
    return Case(around((section, place)), *_under(section, said, way), KINDS[KIND_OF[whole]])


def _added(section: str, keys: list[str]) -> Case:
    """One key of an item that is added."""
    whole = ".".join((section, *keys))
    item = FULL[section][FIRST[whole][1]] | ({} if section in NAME_KEYS else {"id": "more"})
    base = BASE
    if section == "together":
        base = {key: held for key, held in BASE.items() if key != section}
    if section == "phases":
        base, item = BASE | {"phases": PHASES}, item | {"days": "31-"}
    return Case(base, *_under(section, {"add": [item]}, ("add", 0, *FIRST[whole][2:])), KINDS[KIND_OF[whole]])


def _shaped(section: str, keys: list[str]) -> Case:
    """What holds the differences."""
    noun, spare = SPARE[section]
    called, name = NAME_KEYS.get(section, "id"), _name_of(section, spare)
    sample: dict[str, Any] = {
        "change": {name: {"because": "a"}},
        "add": [spare | ({} if section == "together" else {"id": "more"})],
        "remove": [{called: name, "because": "a"}],
    }
    first = keys[0] if keys else "change"
    way: list[str | int] = [name if part == "*" else part for part in keys]
    if way[:1] == ["remove"] and len(way) > 1:
        way.insert(1, 0)
    base = BASE | {section: [*(PHASES if section == "phases" else FULL.get(section, [])), spare]}
    if section == "rules":
        base = BASE | {section: [*BASE[section], spare]}
    if section == "together":
        signs = [{"id": id, "ask": "a", "scale": "yes-no", "days": "0"} for id in spare["signs"]]
        base |= {"signs": [*BASE["signs"], *signs]}
    return Case(
        base, *_under(section, {first: sample[first]}, tuple(way)), _shapes(noun, name)[".".join(keys)]
    )


def _name_of(section: str, item: dict[str, Any]) -> str:
    """What an overlay calls an item."""
    if section == "together":
        return str(item["signs"][0])
    if section == "normal":
        return item["days"] if isinstance(item["days"], str) else ", ".join(item["days"])
    return str(item["id"])


def _shapes(noun: str, name: str) -> dict[str, dict[str, str]]:
    days, called = noun == "part of normal", "asks" if noun == "line" else "is called"
    near = "4" if days else "spar"
    unknown = (
        "no part of normal has the days 4 in base; there are 0, 1, 40"
        if days
        else f'no {noun} {called} "spar" in base; did you mean "spare"?'
    )
    return {
        "": {
            "yes": DIFFERENCES,
            "[a]": DIFFERENCES,
            "{§chang: {a: b}}": '"chang" is not a key here; did you mean "change"?',
        },
        "change": {"yes": MAP, "[a]": MAP, f"{{§{near}: {{because: a}}}}": unknown},
        "change.*": {
            "yes": MAP,
            "[a]": MAP,
            "{§becaus: a}": '"becaus" is not a key here; did you mean "because"?',
        },
        "add": KINDS["maps"],
        "remove": {
            name: f"must be a list, such as [{name}]",
            "{a: b}": LIST,
            f"[§{near}]": unknown,
            f"[{name}, §{name}]": f'"{name}" is in this list already',
            "[§[a]]": {"part of normal": "must be one range of days", "line": "must be one sign"}.get(
                noun, "must be one id"
            ),
        },
        "remove.days": KINDS["text"] | {near: unknown},
        "remove.id": KINDS["text"] | {near: unknown},
        "remove.sign": KINDS["text"] | {near: unknown},
        "remove.because": KINDS["text"],
    }


def _under(section: str, said: dict[str, Any], way: Way) -> tuple[dict[str, Any], Way]:
    """An overlay that says so of a list, and the way from its root."""
    return (HEAD | said, way) if section == "rules" else (HEAD | {section: said}, (section, *way))


@pytest.mark.parametrize("key", OVER)
def test_what_a_key_of_an_overlay_cannot_hold_is_told_once_where_it_stands(key: str) -> None:
    base, data, way, kind = case(key)
    # What a kind of value cannot hold is told in whole files; here it is where.
    for value in kind if kind not in KINDS.values() else list(kind)[-1:]:
        file = spoilt(data, way, value)
        assert told(file, text_of(base)) == [(file.line, file.column, kind[value])], value


@pytest.mark.parametrize("key", OVER)
def test_an_empty_value_of_an_overlay_is_told_once_at_its_key(key: str) -> None:
    base, data, way, _ = case(key)
    value = ("", '""', "", "[]", "", "{}")[OVER.index(key) % 6]
    file = spoilt(data, way, value, at_key=True)
    message = EMPTY_CHANGE if way[-3:-2] == ("change",) and not value else EMPTY
    if way[0] in REMOVABLE and len(way) == 1:
        message = "is empty; write a value, or null to be without it"
    assert told(file, text_of(base)) == [(file.line, file.column, message)], value
