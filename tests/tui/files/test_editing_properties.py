"""Whatever is done to a good file, it means what was asked, and only the lines change that must."""

import re
from difflib import SequenceMatcher

from hypothesis import given, settings
from hypothesis import strategies as st

from checklists.loader import ChecklistError, LoadedChecklist, load_checklist
from checklists.rules.canonical import data_of
from checklists.yaml.patch import plain, read_yaml, split
from tests.support.files import GOOD
from tests.support.overlays import HEADING, over
from tests.tui.files.test_editing import UNDER, WHOLE
from tests.tui.files.test_editing_off import OWN
from tui.files.editing import edited, id_of, keys_of, maps
from tui.files.edits import AddRule, CannotEditError, ChangeRule, Edit, PutBack, SameRule, SwitchOff, Value

OVERLAYS = [
    OWN,
    HEADING,
    f"{HEADING}change: {{wash: {{days: 1-3}}, back: {{how: 'So: there'}}}}\nremove: [numb]",
    f"{HEADING}\n# change:\nchange:   # all\n    wash:\n        how: >-\n            Long\n"
    "            text\n\n        # the end\n    # of it\n# over\n",
    '{"format": 1, "extends": "base", "id": "mine",\n "add": [\n  {"id": "cream", "do": "Cream",'
    ' "days": "1-3", "agreement": "unsourced"}, # own\n ]}\n',
]
_TEXTS = [path.read_text("utf-8") for path in GOOD]
WHOLES = [WHOLE, *(text for text in _TEXTS if "extends" not in text and "rules" in text)]
_SAID: dict[str, st.SearchStrategy[Value | None]] = {
    "days": st.one_of(st.integers(0, 40), st.just("3-9"), st.just(["0-2", 5])),
    "how": st.one_of(
        st.none(), st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1)
    ),
    "why": st.sampled_from(
        ["Because: so", "# not", "a, b", "- x", "'", '"', "yes", "12", "two\nlines", None]
    ),
    "short": st.sampled_from(["brief", None]),
    "while": st.sampled_from(["crusts", ["crusts", "pain 2+"]]),
}
_REASONS = st.sampled_from(["", "my clinic's sheet", "so: there, (now) #1", "洗"])


@st.composite
def edits(draw: st.DrawFn, ids: list[str]) -> Edit:
    """Something done to one of some rules."""
    id, because = draw(st.sampled_from(ids)), draw(_REASONS)
    keys = draw(st.lists(st.sampled_from(sorted(_SAID)), max_size=3, unique=True))
    change = ChangeRule(id, {key: draw(_SAID[key]) for key in keys}, because)
    add = AddRule({"id": "new-one", "do": draw(_REASONS) or "Do", "days": "1-3", "at": ["morning"]})
    found: list[Edit] = [change, change, add, SwitchOff(id, because), PutBack(id), SameRule(id, "old")]
    return draw(st.sampled_from(found))


def loaded(text: str, base: LoadedChecklist | None) -> LoadedChecklist:
    """What a text means."""
    return over(text, "") if base else load_checklist(text, name="mine.yaml")


def kept(before: str, after: str) -> list[str]:
    """The lines of `before` that are not in `after` in their order."""
    one, other = split(before), split(after)
    blocks = SequenceMatcher(None, one, other, False).get_matching_blocks()
    stay = {place for block in blocks for place in range(block.a, block.a + block.size)}
    return [line for place, line in enumerate(one) if place not in stay]


def untouched(edit: Edit, gone: list[str], after: str, others: list[str]) -> None:
    """Hold the lines that went against what may go: those of the rule itself, and what they join."""
    if isinstance(edit, (AddRule, SameRule)):
        assert len(gone) <= 2
    if isinstance(edit, SwitchOff):
        assert len([line for line in gone if f"#~ {line.rstrip()}" not in after and line.strip()]) <= 2
    if isinstance(edit, ChangeRule):
        named = [line for line in gone if re.search(rf"\b(id: )?({'|'.join(others)})\b(?!-).*:", line)]
        assert all(edit.rule in line or "{" in line for line in named)


def asked(edit: Edit, before: LoadedChecklist, after: LoadedChecklist) -> None:
    """Hold what a text means after an edit against what was asked."""
    was = {rule["id"]: rule for rule in data_of(before.canonical)["rules"]}
    now = {rule["id"]: rule for rule in data_of(after.canonical)["rules"]}
    match edit:
        case SwitchOff(rule, _):
            assert set(was) - set(now) == {rule}
        case AddRule(keys):
            assert set(now) - set(was) == {keys["id"]}
        case SameRule(rule, old):
            assert now[rule]["was"][-1] == old
        case ChangeRule(rule, keys, _):
            assert {key for key, said in keys.items() if said is None} & set(now[rule]) == set()
            assert {key for key, said in keys.items() if said is not None} <= set(now[rule])
            others = {key: said for key, said in was[rule].items() if key not in (*keys, "because")}
            assert others.items() <= now[rule].items()
    names = set(was) & set(now) - {getattr(edit, "rule", "")}
    if not isinstance(edit, (SwitchOff, PutBack)):
        assert {id: was[id] for id in names} == {id: now[id] for id in names}


@settings(max_examples=80)
@given(st.data())
def test_a_good_file_says_what_was_asked_and_goes_back_to_the_byte(data: st.DataObject) -> None:
    own = data.draw(st.booleans())
    text = data.draw(st.sampled_from(WHOLES if own else OVERLAYS))
    text = data.draw(st.sampled_from([text, text.replace("\n", "\r\n"), text.rstrip("\n")]))
    base = None if own else UNDER
    before = loaded(text, base)
    ids = [rule["id"] for rule in data_of(before.canonical)["rules"]]
    edit = data.draw(edits(ids))
    try:
        after = edited(text, edit, base)
        meant = loaded(after, base)
    except (CannotEditError, ChecklistError):
        return
    asked(edit, before, meant)
    untouched(edit, kept(text, after), after, [id for id in ids if id != getattr(edit, "rule", "")])
    said = keys_of(plain(read_yaml(text)))
    spoken_of = {*keys_of(said.get("change")), *map(id_of, maps(said.get("add")))}
    first = isinstance(edit, ChangeRule) and base is not None and edit.rule not in spoken_of
    if isinstance(edit, SwitchOff) or (isinstance(edit, ChangeRule) and first):
        assert edited(after, PutBack(edit.rule), base) == text
