"""The shipped checklists as a person meets them: in what the commands print."""

from pathlib import Path

import pytest

from checklists import library
from tests.support.commands import Shell
from tests.support.content import shipped

TATTOO = ("start", "picosure-tattoo", "--on", "2026-11-20T11:00", "--zone", "Europe/Berlin")
ARM = ("--answer", "site=limb", "--answer", "about=dressing")
PICOPLUS = ("start", "picoplus", "--on", "2026-11-20T16:00", "--zone", "Europe/Berlin")
SPOT = ("--answer", "kind=spot", "--answer", "about=clinic-creams")


def started(home: Path, *arguments: str) -> Shell:
    """A shell in whose home one recovery was begun on the evening of its treatment."""
    shell = Shell(home, now="2026-11-20T20:05")
    ended = shell(*arguments)
    assert ended.code == 0, ended.err
    return shell


def on_day(shell: Shell, date: str) -> dict[str, set[str]]:
    """Of a day the rules to tick, and in few words what is left alone."""
    day = shell("today", "--json", "--date", date, now=f"{date}T22:30").json
    alone = {one["short"] for one in day["avoid"] if one["state"] != "back"}
    return {"do": {item["rule"] for item in day["items"]}, "alone": alone}


def test_there_are_four_each_with_its_line_and_each_is_clean(home: Path) -> None:
    listed = Shell(home)("checklist", "list").out.splitlines()
    assert [line.split()[0] for line in listed] == list(library.shipped())
    assert all(line.endswith("shipped") and " rules " in line for line in listed)
    files = [str(library.where(id)) for id in library.shipped()]
    checked = Shell(home)("checklist", "check", *files)
    assert (checked.code, checked.out, checked.err) == (0, "", "")


def test_a_tattoo_keeps_its_dressing_on_day_0_is_washed_on_day_1_and_covered_until_day_14(home: Path) -> None:
    shell = started(home, *TATTOO, *ARM)

    evening = shell("today")
    kept = evening.line("tat-keep-dressing/evening")
    assert kept.endswith("Keep the first dressing on and dry, if it has one")
    assert evening.line("tat-no-shower-24").split() == [
        *("2026-11-21", "11:00", "tat-no-shower-24", "A", "shower", "on", "the", "area")
    ]
    assert not evening.line("tat-wash")

    first = shell("today", now="2026-11-21T20:35")
    assert first.line("tat-wash/evening").endswith("Wash it gently with a mild cleanser")
    assert not first.line("tat-wash/morning")
    assert not first.line("tat-no-shower-24")

    sun = {"tat-cover-sun", "tat-spf"}
    dates = ("2026-12-03", "2026-12-04")
    assert [on_day(shell, date)["do"] & sun for date in dates] == [{"tat-cover-sun"}, {"tat-spf"}]


def test_a_tattoo_that_has_not_closed_stays_covered_past_day_14(home: Path) -> None:
    shell = started(home, *TATTOO, *ARM)
    noted = shell("sign", "crusts", "yes", now="2026-12-03T20:05")
    assert noted.out.startswith("Noted: crusts yes, day 13.")

    later = shell("today", now="2026-12-06T08:30")
    assert later.line("tat-cover-sun").endswith("Keep it out of the sun: cover it whenever you go out")
    assert not later.line("tat-spf")
    assert "while you report crusts" in later.line("tat-no-soak")


def test_week_eight_of_a_tattoo_says_when_to_book(home: Path) -> None:
    shell = started(home, *TATTOO, *ARM)
    assert not shell("today", now="2026-12-31T08:30").line("tat-next-session")
    for day in ("2027-01-01", "2027-01-15"):
        line = shell("today", now=f"{day}T08:30").line("tat-next-session")
        assert line.endswith("Book the next session for week 8 or later")
    assert not shell("today", now="2027-01-16T08:30").line("tat-next-session")


def test_after_picoplus_only_two_creams_and_sunblock_to_day_6_and_own_products_from_day_7(home: Path) -> None:
    shell = started(home, *PICOPLUS, *SPOT)
    creams = {
        "pig-only-two-creams",
        "pig-moisturise",
        "pig-moisturise-midday",
        "pig-own-products",
        "pig-spf-am",
    }

    week = [on_day(shell, f"2026-11-{day}")["do"] & creams for day in range(21, 28)]

    assert week[:6] == [{"pig-only-two-creams", "pig-spf-am"}] * 6
    assert week[6] == creams - {"pig-only-two-creams", "pig-moisturise-midday"}
    shown = shell("today", now="2026-11-21T08:30").line("pig-only-two-creams/morning")
    assert shown.endswith("Use only the clinic's creams and sunscreen")


def test_dark_flakes_are_not_picked_for_as_long_as_they_are_reported(home: Path) -> None:
    shell = started(home, *PICOPLUS, *SPOT)
    assert "to 2026-12" in shell("today", now="2026-12-10T20:30").line("pig-no-pick")

    shell("sign", "crusts", "yes", now="2026-12-10T20:30")
    assert shell("today", now="2026-12-12T20:30").line("pig-no-pick").endswith("while you report crusts")

    shell("sign", "crusts", "no", now="2026-12-12T20:35")
    assert not shell("today", now="2026-12-12T20:40").line("pig-no-pick")


def test_a_blister_that_is_reported_on_the_face_brings_up_its_line_and_nothing_else_is_concluded(
    home: Path,
) -> None:
    shell = started(home, "start", "picosure-face", "--on", "2026-11-20T16:00", "--zone", "Europe/Berlin")

    noted = shell("sign", "blisters", "yes", now="2026-11-23T09:00")
    after = shell("call", now="2026-11-23T09:05").out

    lines = after.splitlines()
    today = lines.index("Today: your clinic. No answer? An out-of-hours doctor, today.")
    fits = lines.index("[!] A blister of any size is on the face")
    assert today < fits < lines.index("In the next days: your clinic")
    assert lines[fits : fits + 3] == [
        "[!] A blister of any size is on the face",
        "    You said: blisters yes, Mon 23 Nov",
        "    Leave it closed.",
    ]
    assert [line for line in lines if line.startswith("[!]")] == ["[!] A blister of any size is on the face"]
    assert noted.out == (
        "Noted: blisters yes, day 3.\n"
        "! You said blisters: A blister of any size is on the face. "
        "Call your clinic today (afterglow clinic --phone NUMBER keeps its number). "
        "No answer? An out-of-hours doctor, today.\n"
        "  Leave it closed.\n"
    )
    day = shell("today", now="2026-11-23T09:05")
    assert day.line("Reported:") == "Reported: blisters yes"
    said = f"{noted.out}{day.out}".replace("You have a reason to call", "").casefold()
    assert [
        word for word in ("infect", "burnt", "allerg", "diagnos", "you have", "blistering") if word in said
    ] == []


@pytest.mark.parametrize("id", library.shipped())
def test_contradicting_and_missing_answers_fall_on_the_stricter_side(id: str, home: Path) -> None:
    """Nothing is answered, then everything is denied: the first leaves alone whatever the second does."""
    unsure = started(home / "unsure", "start", id, "--on", "2026-11-20T16:00", "--zone", "Europe/Berlin")
    denied = started(home / "denied", "start", id, "--on", "2026-11-20T16:00", "--zone", "Europe/Berlin")
    for question in shipped(id).data["questions"]:
        if "many" in question:
            # No place at all would take every line on a place away.
            refused = (id, question["id"]) == ("picosure-tattoo", "site")
            assert denied("answer", f"{question['id']}=").code == (2 if refused else 0)
    for date in ("2026-11-20", "2026-11-23", "2026-12-05"):
        assert on_day(denied, date)["alone"] <= on_day(unsure, date)["alone"]


def test_a_dressing_that_nobody_put_on_is_not_kept_and_the_area_is_dressed_all_the_same(home: Path) -> None:
    shell = started(home, *TATTOO, "--answer", "site=limb", "--answer", "about=")
    assert not shell("today").line("tat-keep-dressing")
    assert shell("today").line("tat-no-shower-24")
    assert shell("today", now="2026-11-21T20:35").line("tat-dress/evening")
