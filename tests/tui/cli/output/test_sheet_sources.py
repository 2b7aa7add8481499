"""Where the lines of a checklist on paper come from, and what the shipped ones come to."""

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest

from checklists.rules.checklist import Call, Checklist, Course, Prepare
from checklists.rules.checklist import CallWarning as Published
from checklists.rules.rule import Citation, Kind
from tests.support.content import Shipped, each
from tests.support.paper import block, lines, small, unwrapped
from tests.support.plans import days, do
from tui.cli.output.sheet import WIDTH, audience

CITED = (Citation("nsc", "until scabs go"), Citation("book"))


def test_what_each_source_says_stands_below_what_it_carries_and_all_of_them_at_the_end() -> None:
    warning = Published("pus", "Pus", days("1-28"), Call.CLINIC_TODAY, CITED[:1], "strong")
    prepare = Prepare("tan", Kind.AVOID, "Any tan", 42, 0, "", CITED[1:], "weak")
    made = small(
        do("wash", "0", sources=CITED, agreement="conflict", differ="From day 0 to day 7."),
        do("bare", "0", agreement="unsourced"),
        warnings=(warning,),
        course=Course((2, 2), prepare=(prepare,), sources=CITED[:1]),
    )

    told, plain = lines(made, sources=True), lines(made)

    assert block(told, "- wash") == [
        "- wash (day 0)",
        "  Sources differ: from day 0 to day 7.",
        "  [nsc] until scabs go; [book]",
    ]
    assert block(told, "- bare")[1:] == ["  No source says so: it is common practice, or caution."]
    assert block(told, "- Pus")[1:] == ["  One good source.", "  [nsc] until scabs go"]
    assert block(told, "- Leave alone: Any tan")[1:] == ["  One source. [book]"]
    assert block(told, "2 sessions.")[1:] == ["  [nsc] until scabs go"]
    assert told[-6:] == [
        "",
        "Sources",
        "-------",
        "[nsc] Pigment laser, National Skin Centre",
        "  https://nsc.example/pigment",
        "[book] A book",
    ]
    assert not any("[nsc]" in line or line == "Sources" for line in plain)


@pytest.mark.parametrize(
    ("agreement", "sources", "said"),
    [
        ("strong", CITED, "Sources agree."),
        ("moderate", CITED, "Sources agree in the main."),
        ("weak", CITED, "Few sources say so."),
        ("conflict", CITED, "Sources differ."),
        ("strong", CITED[1:], "One good source. [book]"),
        ("moderate", CITED[1:], "One good source. [book]"),
        ("weak", CITED[1:], "One source. [book]"),
        ("conflict", CITED[1:], "Sources differ. [book]"),
    ],
)
def test_how_far_sources_agree_is_said_by_how_many_there_are(
    agreement: str, sources: tuple[Citation, ...], said: str
) -> None:
    made = lines(small(do("wash", "0", sources=sources, agreement=agreement)), sources=True)
    assert block(made, "- wash")[1] == f"  {said}"


def test_a_source_that_the_file_does_not_list_is_left_out() -> None:
    made = lines(small(do("wash", "0", sources=(Citation("gone"), Citation("book")))), sources=True)
    assert block(made, "- wash")[-1] == "  [book]"


def carried(made: Checklist) -> Iterator[tuple[str, tuple[Citation, ...], str]]:
    """The title, the sources and the agreement of everything that has a source."""
    yield from ((rule.title, rule.sources, rule.agreement) for rule in made.rules)
    yield from ((one.condition, one.sources, one.agreement) for one in made.warnings)
    for one in made.course.prepare if made.course else ():
        avoids = "Leave alone: " if one.kind is Kind.AVOID else ""
        yield f"{avoids}{one.title}", one.sources, one.agreement


@each
def test_every_line_of_a_shipped_checklist_names_its_sources_and_how_far_they_agree(
    checklist: Shipped,
) -> None:
    blocks = unwrapped(lines(checklist.checklist, sources=True))

    for title, sources, agreement in carried(checklist.checklist):
        found = [one for one in blocks if re.match(rf"- (Expect: )?{re.escape(title)} ", f"{one} ")]
        assert found, title
        whole = " ".join(found)
        assert "ource" in whole, title
        assert [key for key, _ in sources if f"[{key}]" not in whole] == [], title
        assert "o source" in whole or agreement != "unsourced", title


@each
def test_every_source_of_a_shipped_checklist_stands_at_the_end_with_publisher_and_address(
    checklist: Shipped,
) -> None:
    made = lines(checklist.checklist, sources=True)
    end = unwrapped(made[made.index("Sources") :])
    # Of the sources of the base those that this checklist rests on.
    assert 0 < len(checklist.checklist.cited) < len(checklist.checklist.sources)
    for source in checklist.checklist.cited:
        address = f" {source.url}" if source.url else ""
        assert f"[{source.key}] {source.title}, {source.by}{address}" in end


@each
def test_a_shipped_checklist_fits_a_sheet_and_says_all_that_is_usual(checklist: Shipped) -> None:
    made = checklist.checklist
    plain, full = lines(made), lines(made, sources=True)

    assert [line for line in plain if len(line) > WIDTH] == []
    assert [line for line in full if len(line) > WIDTH and "://" not in line] == []
    assert [line for line in plain if line != line.rstrip() or "\N{NO-BREAK SPACE}" in line] == []
    told = " ".join(unwrapped(plain))
    for normal in made.normal:
        assert normal.usual in told
        assert audience(normal.when, made) in told
    assert sum(line.startswith("Normal, ") for line in plain) == len(made.normal)
    estimated = sum(len(sign.usual) for sign in made.signs)
    assert told.count("by estimate:") == estimated


@each
def test_nothing_on_a_shipped_sheet_is_said_twice_in_a_row(checklist: Shipped) -> None:
    plain = [line for line in lines(checklist.checklist) if line]
    assert [line for line, after in pairwise(plain) if line == after] == []


@each
def test_what_has_no_source_says_so_without_being_asked(checklist: Shipped) -> None:
    blocks = unwrapped(lines(checklist.checklist))
    for rule in checklist.checklist.rules:
        found = " ".join(one for one in blocks if one.startswith(f"- {rule.title} ("))
        assert ("o source" in found) is (rule.agreement == "unsourced"), rule.id
