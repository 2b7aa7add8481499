"""A rule that a file over another one does not speak of is opened at a line that may be changed."""

from pathlib import Path

import pytest

from checklists import library
from checklists.loader import load_checklist
from checklists.rules.rule import Rule
from tui.files.new_file import overlay_text
from tui.files.stub import stub_for

BASE = load_checklist(library.read("picosure-face"), name="picosure-face").checklist
NEW = overlay_text("mine", BASE)
HEAD = "format: 1\nextends: picosure-face\nid: mine\n"


@pytest.mark.parametrize("rule", BASE.rules, ids=lambda rule: rule.id)
def test_of_every_rule_it_means_what_the_rule_meant_and_stands_at_the_cursor(
    tmp_path: Path, rule: Rule
) -> None:
    stub = stub_for(tmp_path / "mine.yaml", NEW, rule)

    assert stub is not None
    lines = stub.after.splitlines()
    assert lines[stub.line - 2] == f"  {rule.id}:"
    assert load_checklist(stub.after, name="mine.yaml").checklist.rule(rule.id) == rule


@pytest.mark.parametrize(
    ("text", "after", "line"),
    [
        (HEAD, f"{HEAD}change:\n  face-no-rub:\n    days: DAYS\n", 6),
        (
            f"{HEAD}change:  # mine\n    face-log: {{short: log}}\n",
            f"{HEAD}change:  # mine\n    face-no-rub:\n      days: DAYS\n    face-log: {{short: log}}\n",
            6,
        ),
        (f"{HEAD}change:\n  face-no-rub: {{days: 0-3}}\n", None, 0),
        (f"{HEAD}remove: [face-no-rub]\n", None, 0),
        (f"{HEAD}change: {{face-log: {{short: log}}}}\n", None, 0),
        ("format: 1\nid: mine\nrules: []\n", None, 0),
    ],
    ids=["no change yet", "a change beside it", "spoken of", "left out", "in braces", "a whole file"],
)
def test_it_goes_under_change_where_the_file_does_not_speak_of_the_rule(
    tmp_path: Path, text: str, after: str | None, line: int
) -> None:
    rule = BASE.rule("face-no-rub")
    assert rule is not None
    stub = stub_for(tmp_path / "mine.yaml", text, rule)

    if after is None:
        assert stub is None
    else:
        days = "-".join(str(day) for day in (rule.days[0].first, rule.days[0].last))
        assert stub is not None
        assert (stub.after, stub.line) == (after.replace("DAYS", days), line)


def test_it_is_taken_out_again_where_nothing_was_changed_and_stays_beside_a_change(tmp_path: Path) -> None:
    path, rule = tmp_path / "mine.yaml", BASE.rule("face-no-rub")
    path.write_text(NEW, "utf-8")
    assert rule is not None
    stub = stub_for(path, NEW, rule)
    assert stub is not None

    stub.write()
    stub.take_back()
    assert path.read_text("utf-8") == NEW

    stub.write()
    changed = path.read_text("utf-8").replace(
        "face-no-rub:\n    days: ", "face-no-rub:\n    days: 0-3  # was "
    )
    path.write_text(changed, "utf-8")
    stub.take_back()
    assert path.read_text("utf-8") == changed
