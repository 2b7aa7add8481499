"""A checklist as a patient prints it: what it leads with, its tables, and whom a line is for."""

import re
from datetime import date

import pytest
from msgspec.structs import replace

from checklists.rules.checklist import Call, ClinicContact, Course, Normal, Prepare, Question, Sign
from checklists.rules.checklist import CallWarning as Published
from checklists.rules.rule import AsNeeded, Condition, Kind, Match, Rule
from tests.support.content import Shipped, each
from tests.support.paper import SIGNS, below, block, page, small, unwrapped
from tests.support.plans import answer, asked, at, avoid, days, do, every, sign
from tui.cli.output.leaflet import Patient
from tui.cli.output.sheet import WIDTH, sheet
from tui.recovery.recovery import Clinic

CRUSTS = (Match("crusts", low=1),)
DATED = Patient("112", date(2026, 11, 20))
NAME = "a name of 24 letters, ok"


def section(made: list[str], title: str) -> list[str]:
    """The lines of a section, until the next one."""
    start = made.index(title) + 2
    ends = [place - 2 for place, line in enumerate(made) if line and set(line) == {"-"} and place > start]
    return made[start : min(ends, default=len(made))]


def test_it_leads_with_when_to_call_the_summary_and_the_tables() -> None:
    made = page(
        small(
            do("wash", "1-6", at=at("morning")),
            avoid("sun", "0-6", then="Slowly."),
            Rule("heat", Kind.EXPECT, "heat", "heat", days("0-2")),
            normal=(Normal(days("0-"), "Red.", "Fever."),),
            course=Course((2, 2)),
            warnings=(Published("pus", "Pus", days("1-28"), Call.CLINIC_TODAY),),
        )
    )
    order = [
        made.index(line)
        for line in (
            "Your clinic's own instructions come first, even where they differ.",
            "When to call",
            "Your later days",
            "How to read this",
            "In short, day 1",
            "Daily care, to tick",
            "Leave alone, day by day",
            "What is normal, and what is not",
            "What may come, and when",
            "First, days 0 to 6",
            "Leave alone, and how to begin again",
            "Before the next session",
            "What this is for, and what it is not",
        )
    ]
    assert order == sorted(order)
    assert order[1] < 12


@each
def test_a_shipped_page_is_for_a_patient_alone(checklist: Shipped) -> None:
    made = checklist.checklist
    printed = page(made)
    told = " ".join(unwrapped(printed))

    assert [line for line in printed if len(line) > WIDTH or line != line.rstrip()] == []
    for of_the_file in ("What you are asked", "What you report", "by estimate", "(habits)", "[nsc]", "USD"):
        assert of_the_file not in told
    for each_one in made.warnings:
        assert each_one.condition in told
        assert each_one.meanwhile in told
    for rule in made.rules:
        # A heading may say what a title begins with.
        assert rule.title in told or rule.title.partition(": ")[2] in told.casefold()
        assert rule.how in told or not rule.kind.is_care, rule.id
    for normal in made.normal:
        assert normal.usual in told
    for step in made.course.prepare if made.course else ():
        assert step.title in told
        assert step.how in told


@each
def test_what_to_do_where_nobody_answers_stands_under_the_first_heading_of_the_clinic(
    checklist: Shipped,
) -> None:
    for printed in (page(checklist.checklist), list(sheet(checklist.checklist, "112", sources=False))):
        first = next(place for place, line in enumerate(printed) if line.startswith("Today: your clinic"))
        assert printed[first + 1] == "No answer? An out-of-hours doctor, today."
        assert printed.count("No answer? An out-of-hours doctor, today.") == 1


@each
def test_the_summary_has_all_of_day_1(checklist: Shipped) -> None:
    made = checklist.checklist
    summary = " ".join(" ".join(section(page(made), "In short, day 1")).split())
    for rule in made.rules:
        on = any(span.first <= 1 and (span.last is None or span.last >= 1) for span in rule.days)
        if on and rule.step == 1:
            if rule.kind is Kind.AVOID:
                assert rule.short in summary, rule.id
            elif rule.kind.ticked and rule.as_needed is None:
                assert rule.title.removeprefix("On the body: ").casefold() in summary.casefold(), rule.id


def test_the_summary_says_for_whom_what_not_everybody_does() -> None:
    made = page(
        small(
            Rule("sheet", Kind.CHECK, "Read it", "read", days("0-"), once=True),
            do("wash", "1-6"),
            do("cream", "1", when=answer("kind", "spot")),
            do("balm", "1", when=answer("melasma", "yes")),
            do("both", "1", when=((Match("kind", ("spot",)), Match("melasma", ("yes",))),)),
            do("spf", "0-6", when=sign("outdoors")),
            do("gauze", "0-6", when=sign("open-skin")),
            Rule(
                "toned", Kind.CHECK, "Toning before? Ask", "ask", days("0-2"), when=answer("kind", "toning")
            ),
            do("film", "0-6", unless=answer("kind", "toning")),
            do("cold", "0-1", as_needed=AsNeeded()),
            do("later", "2-"),
            avoid("sun", "0-"),
            avoid("heat", "0"),
            avoid("swim, bathe", "0-2", when=answer("kind", "spot"), then="Slowly."),
            Rule("shower", Kind.AVOID, "Shower", "shower", lasts=24 * 60, then="Slowly."),
            Rule("tea", Kind.AVOID, "Tea", "tea", lasts=4 * 60, then="Slowly."),
            Rule("wet", Kind.AVOID, "Getting your face wet", "Getting your face", days("0-3")),
            do("scar", "1-9", counted_from=Match("stitches-out", low=1)),
        )
    )
    # Whoever is not sure keeps to all of it.
    assert section(made, "In short, day 1") == [
        "Do",
        "- wash.",
        "- Read it.",
        "",
        "Do, if it fits you",
        "- Dark spots: Cream.",
        '- Dark spots and yes to "Any melasma?": Both.',
        "- Toning before? Ask.",
        "- Any melasma? Balm.",
        "- Going out? Spf.",
        "- If you have open skin: Gauze.",
        "- Unless toning: Film.",
        "",
        "Leave alone",
        "  sun; getting your face wet; swim, bathe; shower (for the first 24 hours).",
    ]


def test_a_table_has_a_box_for_each_time_of_the_first_two_weeks() -> None:
    made = page(
        small(
            do("wash", "1-13", at=at("morning", "evening")),
            do("spf", "1-89", interval=every(120, "10:00-18:00"), when=sign("outdoors")),
            do("photo", "0", at=at("evening")),
            Rule("photo-too", Kind.CHECK, "Photo", "photo", days("3", "7", "14"), at=at("evening")),
            do("thin", "0-12", step=6),
            do("once", "0-6", once=True),
            do("cold", "0-6", as_needed=AsNeeded()),
            avoid("sun", "0-6"),
        )
    )
    boxes = " ".join(["[ ]"] * 13)
    assert section(made, "Daily care, to tick") == [
        "Tick a box when it is done. Where there is none, there is nothing to do.",
        "Day                   0   1   2   3   4   5   6   7   8   9  10  11  12  13",
        f"Date                {' '.join(['___'] * 14)}",
        "Morning",
        f"  wash                  {boxes}",
        "Evening",
        f"  wash                  {boxes}",
        "  photo             [ ]         [ ]             [ ]",
        "Any time",
        f"  spf*                  {boxes}",
        "  thin              [ ]                     [ ]                     [ ]",
        "* is for some; for whom stands at its line below. After day 13: photo to day",
        "14; spf to day 89.",
    ]


def test_a_table_says_on_which_days_each_thing_is_left_alone_and_when_it_may_come_back() -> None:
    held = [avoid(name, "0-4", then="Slowly.", holds=CRUSTS) for name in ("make-up", "acids", "sport")]
    checklist = small(
        *held, avoid("rubbing", "0-6", holds=CRUSTS), avoid("tan", "0-"), avoid("wine", "0-1", then="Slowly.")
    )
    assert section(page(checklist), "Leave alone, day by day") == [
        "Day                  0  1  2  3  5  7 10 14 21 28  may come back",
        "wine                 x  x  -  -  -  -  -  -  -  -  day 2",
        "make-up              x  x  x  x  -  -  -  -  -  -  day 5, if calm",
        "acids                x  x  x  x  -  -  -  -  -  -  day 5, if calm",
        "sport                x  x  x  x  -  -  -  -  -  -  day 5, if calm",
        "rubbing              x  x  x  x  x  -  -  -  -  -  until day 6, if calm",
        "tan                  x  x  x  x  x  x  x  x  x  x  with no end",
        'x: leave it alone. -: not asked that day. After "until" nothing has to start',
        'again. Not "calm" on that day? Wait longer. How to begin again stands below.',
    ]
    dated = section(page(checklist, DATED), "Leave alone, day by day")
    assert dated[2].endswith("-  Wed 25 Nov, if calm")


def test_a_page_with_a_day_0_has_dates_and_one_without_has_lines_for_them() -> None:
    made = small(do("wash", "1-13", at=at("morning")), avoid("sun", "0-6", then="Slowly."))
    blank, dated = page(made), page(made, DATED)

    assert "Treated on (day 0): ____________  Day 7: ____________  Day 14: ____________" in blank
    assert "Treated on Fri 20 Nov 2026 (day 0). Day 7: Fri 27 Nov. Day 14: Fri 4 Dec." in dated
    mine = page(made, Patient("112", date(2026, 11, 20), "mine"))
    assert "As in mine: with its days, and without what you said does not fit you." in mine
    table = section(dated, "Daily care, to tick")
    assert table[2:4] == [
        "                    Fri Sat Sun Mon Tue Wed Thu Fri Sat Sun Mon Tue Wed Thu",
        "Nov to Dec           20  21  22  23  24  25  26  27  28  29  30   1   2   3",
    ]
    assert "[ ] wash (days 1 to 13, 21 Nov to 3 Dec, morning)" in dated
    assert "May come back on day 7, Fri 27 Nov" in dated
    assert "First, days 0 to 6, 20 to 26 Nov" in dated
    assert all("treated on a Monday, day 3 is Thursday." in " ".join(each_one) for each_one in (blank, dated))


def test_each_later_day_that_the_page_names_has_a_date_or_a_line_for_it() -> None:
    made = small(
        Rule("photo", Kind.DO, "Photo", "photo", days("0", "7", "42", "84"), at=at("morning")),
        avoid("sun", "0-178", then="Slowly."),
        avoid("tan", "0-41"),
        normal=(Normal(days("29-"), "Calm.", "Fever."),),
    )
    assert section(page(made), "Your later days") == [
        "Write each date in once, by a calendar.",
        "Day 21: __________  Day 28: __________  Day 41: __________  Day 84: __________",
        "Day 178: _________",
        "With your dates: afterglow checklist show test --on DATE",
    ]
    assert section(page(made, DATED), "Your later days") == [
        "Day 21: Fri 11 Dec. Day 28: Fri 18 Dec. Day 41: Thu 31 Dec.",
        "Day 84: Fri 12 Feb. Day 178: Mon 17 May.",
    ]


@each
def test_no_day_of_a_shipped_page_is_left_to_be_counted(checklist: Shipped) -> None:
    blank = section(page(checklist.checklist), "Your later days")
    written = {int(word) for word in re.findall(r"Day ([0-9]+): _", " ".join(blank))}
    for rule in checklist.checklist.rules:
        last = rule.last_day
        if last is not None and last > 28:
            assert {last, last - 1} & written, rule.id


def test_what_has_no_word_for_its_return_has_its_last_day_and_not_the_day_after() -> None:
    made = small(avoid("rubbing", "0-6"), avoid("wine", "0-6", then="Slowly."))
    table = section(page(made), "Leave alone, day by day")
    assert [line.rpartition("-  ")[2] for line in table[1:3]] == ["until day 6", "day 7"]
    dated = page(made, DATED)
    assert dated[dated.index("- rubbing") - 1] == "To the end of day 6, Thu 26 Nov"


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("On the face", "it is on the face"),
        ("Where hair grows", "it is where hair grows"),
        ("They treated near my eyes", "they treated near your eyes"),
        ("The clinic gave me creams", "the clinic gave you creams"),
        ("My skin tans easily", "your skin tans easily"),
        ("Cold sores", "this fits you: cold sores"),
        ("The year that I was ill", "this fits you: the year that I was ill"),
    ],
)
def test_an_answer_as_a_condition_is_plain_english(label: str, said: str) -> None:
    asked_of = (Question("about", "What holds?", (("this", label), ("other", "Other"))),)
    made = page(small(do("wash", "2-3", when=answer("about", "this")), questions=asked_of))
    assert block(made, "[ ] wash")[1].strip() == f"Only if {said}."


@pytest.mark.parametrize(
    ("clinic", "said"),
    [
        (Clinic("Harbour Skin", "+65 6123 4567", "6999"), ["My clinic: Harbour Skin  Phone: +65 6123 4567"]),
        (Clinic(), [f"My clinic: {'_' * 30}  Phone: {'_' * 26}"]),
    ],
)
def test_the_clinic_is_named_or_there_is_a_line_for_it(clinic: Clinic, said: list[str]) -> None:
    made = page(small(), Patient("112", clinic=clinic))
    place = made.index("Your clinic's own instructions come first, even where they differ.")
    closed = clinic.after_hours or "_" * 22
    assert made[place + 1 : place + 3] == [*said, f"When it is closed: {closed}  Emergency: 112"]
    unknown = page(small(), Patient("your emergency number", clinic=clinic))
    assert f"When it is closed: {closed}  Emergency: {'_' * 22}" in unknown


def test_the_clinic_of_a_file_is_named_where_the_person_told_of_none() -> None:
    made = small(clinic=ClinicContact("Dr Lee", "6123"))
    assert "The clinic of this file: Dr Lee, 6123" in page(made)
    assert "My clinic: Mine  Phone: 6999" in page(made, Patient("112", clinic=Clinic("Mine", "6999")))


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        (answer("kind", "toning"), "this fits you: toning"),
        (answer("kind", "toning", "spot"), "this fits you: toning, or dark spots"),
        (answer("melasma", "yes"), 'you say yes to "Any melasma?"'),
        (
            ((Match("kind", ("spot",)), Match("melasma", ("yes",))),),
            'you say yes to "Any melasma?" and this fits you: dark spots',
        ),
        (
            (*answer("kind", "spot"), *sign("redness", 2)),
            "this fits you: dark spots, or if you have redness of 2 or more",
        ),
        (sign("outdoors"), 'you say yes to "Going out?"'),
        (sign("crusts", 0, 0), "you have no crusts"),
        (sign("ache", 4), "you have ache of 4 or more out of 10"),
    ],
)
def test_for_whom_a_line_is_reads_where_nobody_asks(condition: Condition, said: str) -> None:
    signs = (*SIGNS, asked("ache", "0-14", top=10))
    made = page(small(do("wash", "2-3", when=condition), signs=signs))
    end = "" if said.endswith('?"') else "."
    assert " ".join(line.strip() for line in block(made, "[ ] wash")[1:]) == f"Only if {said}{end}"


def test_the_same_advice_is_told_once_and_where() -> None:
    made = page(
        small(
            do("one", "0", how="Look."),
            do("two", "0", how="Look."),
            do("three", "0"),
            do("four", "0", how="Look."),
        )
    )
    assert [block(made, f"[ ] {name} (day 0)")[1:] for name in ("one", "two", "three", "four")] == [
        ["    Look."],
        ["    As above."],
        [],
        ['    As at "one".'],
    ]


def test_what_is_left_alone_stands_with_how_to_begin_again_by_its_day() -> None:
    held = [avoid(name, "0-6", then="Slowly.", holds=CRUSTS, how="Wait.") for name in ("a", "b", "c")]
    tea = Rule("tea", Kind.AVOID, "Tea", "tea", lasts=240, then="Lukewarm.")
    made = page(small(*held, avoid("wine", "0-6", then="Go easy."), avoid("tan", "0-"), tea))
    assert section(made, "Leave alone, and how to begin again") == [
        "The first hours",
        "- Tea (for the first 4 hours)",
        "  After that: lukewarm.",
        "",
        "May come back on day 7",
        "- wine",
        "  After that: go easy.",
        "",
        "May come back on day 7, if calm",
        "- a",
        "  Wait. After that: slowly.",
        "- b",
        "  As above. After that: slowly.",
        "- c",
        "  As above. After that: slowly.",
        "",
        "With no end",
        "- tan",
    ]


def test_what_is_normal_stands_for_each_kind_of_treatment_by_itself() -> None:
    made = page(
        small(
            normal=(
                Normal(days("0"), "A pink flush.", "A blister.", answer("kind", "toning")),
                Normal(days("0"), "Clear redness.", "Fever."),
                Normal(days("1-3"), "Pink.", "", answer("kind", "toning")),
                Normal(days("1-3"), "Dry.", "Fever."),
                Normal(days("7-"), "Calm.", ""),
            )
        )
    )
    assert section(made, "What is normal, and what is not") == [
        "What did they do? Toning",
        "- Day 0: A pink flush. Not normal: a blister.",
        "- Days 1 to 3: Pink.",
        "",
        "All others, and days that are not named above",
        "- Day 0: Clear redness. Not normal: fever.",
        "- Days 1 to 3: Dry. Not normal: fever.",
        "",
        "Everybody",
        "- From day 7: Calm.",
    ]


def test_what_goes_by_the_sun_says_so_without_a_setting() -> None:
    spf = do("spf", "1-6", interval=every(120, "10:00-18:00"), by_sun=("sunrise", "sunset"))
    assert "[ ] spf (days 1 to 6, every 2 hours while the sun is up)" in page(small(spf))


def test_preparation_has_its_boxes() -> None:
    steps = (
        Prepare("wax", Kind.AVOID, "Waxing", 14, 0),
        Prepare("tell", Kind.CHECK, "Tell them", 14, 7, "All.", when=answer("kind", "spot")),
        Prepare("cream", Kind.EXPECT, "Numbing", 0, 0),
    )
    made = page(small(course=Course((2, 2), prepare=steps)))
    assert below(made, "2 weeks before") == [
        "- Leave alone: Waxing",
        "[ ] Tell them (until 1 week before)",
        "    All.",
        "    Only if this fits you: dark spots.",
    ]
    assert below(made, "On the day") == ["- Expect: Numbing"]


def test_calm_is_told_in_the_words_of_the_scale() -> None:
    heat = Sign("heat", "How hot?", 4, days("0-14"), ("none", "slight", "clear", "strong", "fiery"))
    holds = (*CRUSTS, Match("heat", low=2))
    rules = [avoid(name, "0-6", then="Slowly.", holds=holds) for name in ("a", "b", "c")]
    made = " ".join(page(small(*rules, signs=(heat, asked("crusts", "1-21")))))
    assert '"Calm" is: no crusts or clear heat.' in made


def test_what_no_source_says_is_named_once_and_where_the_rest_is() -> None:
    made = page(small(do("wash", "0", agreement="unsourced"), do("dry", "0", agreement="conflict")))
    assert "No source says so; common practice, or caution: wash." in made
    assert not any("Sources differ" in line for line in made)
    assert made[-1].endswith("--sources")


def test_what_may_come_stands_under_whom_it_is_for() -> None:
    rules = [
        Rule("late", Kind.EXPECT, "Late", "late", days("3-5")),
        Rule("dots", Kind.EXPECT, "Dots", "dots", days("0-1"), when=answer("kind", "spot")),
        Rule("early", Kind.EXPECT, "Early", "early", days("0")),
        Rule("red", Kind.EXPECT, "Red", "red", days("0-7"), unless=answer("kind", "toning")),
    ]
    assert section(page(small(*rules)), "What may come, and when") == [
        "- Early (day 0)",
        "- Late (days 3 to 5)",
        "",
        "What did they do? Dark spots",
        "- Dots (days 0 to 1)",
        "",
        "Unless toning",
        "- Red (days 0 to 7)",
    ]


def test_each_evening_has_a_line_to_write_on_with_the_words_of_its_numbers() -> None:
    heat = Sign("heat", "How hot?", 4, days("0-14"), ("none", "slight", "clear", "strong", "fiery"))
    signs = (
        heat,
        asked("crusts", "1-21"),
        Sign("out", "Out?", 1, days("0-9"), until=18 * 60),
        asked("late", "28"),
    )
    blanks = ["___"] * 14
    assert section(page(small(signs=signs)), "How it is, evening by evening") == [
        "Write a number, or y for yes and n for no. Does a line of When to call say it",
        "too? Then call.",
        "Day                   0   1   2   3   4   5   6   7   8   9  10  11  12  13",
        f"Date                {' '.join(blanks)}",
        f"heat, 0-4           {' '.join(blanks)}",
        f"crusts                  {' '.join(blanks[1:])}",
        "Heat: 0 none, 1 slight, 2 clear, 3 strong, 4 fiery.",
    ]


def test_what_the_answers_rule_out_is_left_off_and_what_they_settle_has_no_condition() -> None:
    both = ((Match("kind", ("spot",)), Match("melasma", ("yes",))),)
    made = small(
        do("toned", "1", when=answer("kind", "toning")),
        do("spotted", "1", when=answer("kind", "spot")),
        do("open", "1", when=both),
        do("either", "1", when=(*answer("kind", "toning"), *answer("melasma", "yes"))),
        do("not-spot", "1", unless=answer("kind", "spot")),
        do("not-toned", "1", unless=answer("kind", "toning")),
        do("out", "1", when=sign("outdoors")),
        normal=(
            Normal(days("0"), "Toned.", "", answer("kind", "toning")),
            Normal(days("0"), "Spotted.", "", answer("kind", "spot")),
            Normal(days("0"), "Any.", ""),
        ),
        warnings=(
            Published("a", "Toned call", days("1-28"), Call.CLINIC_TODAY, when=answer("kind", "toning")),
            Published("b", "Spotted call", days("1-28"), Call.CLINIC_TODAY, when=answer("kind", "spot")),
        ),
    )
    printed = page(made, Patient("112", answers={"kind": frozenset({"spot"}), "melasma": None}))
    rules = [line.partition(" (")[0] for line in printed if line.startswith("[ ] ")]

    assert rules == ["[ ] spotted", "[ ] not-toned", "[ ] open", "[ ] either", "[ ] out"]
    assert block(printed, "[ ] spotted")[1:] == []
    assert block(printed, "[ ] open")[1:] == ['    Only if you say yes to "Any melasma?"']
    assert block(printed, "[ ] either")[1:] == ['    Only if you say yes to "Any melasma?"']
    assert block(printed, "[ ] out")[1:] == ['    Only if you say yes to "Going out?"']
    assert section(printed, "What is normal, and what is not") == ["- Day 0: Spotted."]
    assert "- Spotted call (days 1 to 28)" in printed
    assert not any("Toned call" in line for line in printed)
    # Not answered, nothing is left off.
    assert sum(line.startswith("[ ] ") for line in page(made)) == 7


def test_where_names_are_long_a_table_has_fewer_days_and_still_fits() -> None:
    long = Rule(
        "l", Kind.DO, "Long", "a name of 24 letters, ok", days("0-20"), at=at("morning"), when=sign("crusts")
    )
    sun = Rule("s", Kind.AVOID, "Sun", NAME, days("0-20"), held_by=CRUSTS)
    printed = page(small(long, sun), DATED)
    assert [line for line in printed if len(line) > WIDTH] == []
    assert section(printed, "Daily care, to tick")[1].endswith("  11")
    assert "After day 11: a name of 24 letters, ok to Thu 10 Dec." in " ".join(printed)
    assert section(printed, "Leave alone, day by day")[1].endswith("  until 10 Dec or later")


def test_what_keeps_several_tasks_on_is_said_once_by_a_word() -> None:
    made = small(
        *(avoid(name, "0-6", then="Slowly.", holds=(*CRUSTS, Match("redness", low=2))) for name in "abcd"),
        *(do(name, "1-6", held_by=CRUSTS) for name in "efg"),
        do("h", "1-6", held_by=(Match("open-skin", low=1),)),
    )
    printed = page(made)
    assert '"Calm" is: no crusts or redness of 2 or more. "Healed" is: no crusts.' in " ".join(printed)
    assert block(printed, "[ ] e") == ["[ ] e (days 1 to 6, until healed)"]
    assert block(printed, "[ ] h") == ["[ ] h (days 1 to 6)", "    Longer while you have open skin."]


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (("0",), "day 0, 20 Nov"),
        (("1-6",), "days 1 to 6, 21 to 26 Nov"),
        (("1-13",), "days 1 to 13, 21 Nov to 3 Dec"),
        (("14-",), "from day 14, 4 Dec"),
        (("0", "4"), "days 0 and 4, 20 Nov and 24 Nov"),
        (("0-2", "4-28"), "days 0 to 2 and 4 to 28, 20 to 22 Nov and 24 Nov to 18 Dec"),
        (("0", "3", "7", "14", "28"), "days 0, 3, 7, 14 and 28, from 20 Nov"),
    ],
)
def test_days_have_their_dates_and_no_others(on: tuple[str, ...], said: str) -> None:
    printed = page(small(do("wash", *on)), DATED)
    assert " ".join(line.strip() for line in block(printed, "[ ] wash")) == f"[ ] wash ({said})"


def test_what_waits_24_hours_has_no_box_on_the_first_morning_and_says_so() -> None:
    wash = replace(do("wash", "1-3", at=at("morning", "evening")), not_before=24 * 60)
    made = page(small(wash))
    boxes = [line for line in section(made, "Daily care, to tick") if line.startswith("  wash")]
    assert [line.count("[ ]") for line in boxes] == [2, 3]
    assert "- wash (once 24 hours have passed)." in section(made, "In short, day 1")
