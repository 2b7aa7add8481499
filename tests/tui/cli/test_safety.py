"""A published line that stands, in plain commands: said back at once, first in `today` and `due`, in JSON."""

from pathlib import Path

import pytest

from tests.support.commands import Shell
from tui.text.humanize import capital

BLISTER = (
    "! You said blisters: A blister of any size is on the face. Call your clinic today: +49 30 1234. "
    "No answer? An out-of-hours doctor, today.\n"
    "  Leave it closed.\n"
)
MORE = "More than usual on day {} (an estimate). See when to call."
WORRIED = "Something feels wrong, or is not on your sheet"
LARGE = "a blister is over 3 cm (1.2 inches) wide, or goes past the ink."
LATE = "a blister hurts a lot, or a new one comes after day 3."
PLACE = "A blister is on the face, hands, feet or genitals"
PAIN = (
    "! You said pain 10: Pain is 7 or more out of 10. Call your clinic today: +49 30 1234. "
    "No answer? An out-of-hours doctor, today.\n"
)
EVENING, NEXT = "2026-11-27T20:10", "2026-11-28T09:00"


@pytest.fixture
def shell(home: Path) -> Shell:
    """The recovery F of the trials."""
    shell = Shell(home)
    started = shell(
        *("start", "picosure-face", "--on", "2026-11-20T16:00", "--zone", "Europe/Berlin"),
        *("--answer", "habits=makeup,exercise", "--answer", "about=", "--clinic", "Skin Lab, +49 30 1234"),
        now="2026-11-20T17:00",
    )
    assert started.code == 0
    return shell


def report(shell: Shell, now: str = EVENING, **values: str) -> None:
    for sign, value in values.items():
        assert shell("sign", sign.replace("_", "-"), value, now=now).code == 0


def test_a_report_that_a_line_fits_is_said_back_at_once_with_how_soon_the_number_and_meanwhile(
    shell: Shell,
) -> None:
    noted = shell("sign", "blisters", "yes", now=EVENING)
    assert noted.out.startswith(f"Noted: blisters yes, day 7.\n{BLISTER}")
    assert shell("sign", "pain", "10", now=EVENING).out == f"Noted: pain 10, day 7.\n{PAIN}"
    assert shell("sign", "spots", "1", now=EVENING).out == "Noted: spots 1 few, day 7.\n"


def test_the_check_in_of_a1_is_answered_line_by_line_and_nothing_is_called_normal(shell: Shell) -> None:
    report(shell, redness="4", swelling="4", pain="10", crusts="yes", blisters="yes", open_skin="yes")
    day = shell("today", now=EVENING).out
    assert day.startswith(BLISTER)
    assert [line for line in day.splitlines() if line.startswith("! ")] == [
        BLISTER.splitlines()[0],
        "! You said open skin: Skin on the face is open, raw or weeping, or a blister has burst. "
        "Call your clinic today: +49 30 1234. No answer? An out-of-hours doctor, today.",
        PAIN.rstrip(),
        "! You said redness 4: Redness or heat is fiery (4 of 4) after day 3. "
        "Call your clinic today: +49 30 1234. No answer? An out-of-hours doctor, today.",
        "! You said swelling 4: Swelling is strong (3 of 4 or more) after day 3. "
        "Call your clinic today: +49 30 1234. No answer? An out-of-hours doctor, today.",
    ]
    assert "Normal today" not in day
    assert "Not usual: " in day
    assert shell("today", "--json", now=EVENING).json["normal"]["usual"] is None


def test_json_of_today_says_what_stands_and_by_what(shell: Shell) -> None:
    report(shell, blisters="yes")
    wanted = {
        "recovery": "picosure-face",
        "warning": "face-blister",
        "if": "A blister of any size is on the face",
        "by": "report",
        "said": [{"sign": "blisters", "value": 1, "date": "2026-11-27"}],
        "since": "2026-11-27",
        "asks": False,
        "call": "clinic-today",
        "number": "+49 30 1234",
        "meanwhile": "Leave it closed.",
        "called": None,
    }
    assert shell("today", "--json", now=EVENING).json["safety"] == [wanted]
    assert shell("call", "--json", now=EVENING).json["safety"] == [wanted]
    assert shell("sign", "pain", "2", "--json", now=EVENING).json == {
        "recovery": "picosure-face",
        "sign": "pain",
        "value": 2,
        "reports": [{"sign": "pain", "value": 2}],
        "day": 7,
        "date": "2026-11-27",
        "safety": [wanted],
    }
    first, *rest = shell("due", "--json", now=EVENING).json
    assert first == {
        "recovery": "picosure-face",
        "key": None,
        "rule": None,
        "title": "A blister of any size is on the face",
        "short": None,
        "due": None,
        "safety": wanted,
    }
    assert all(each["safety"] is None for each in rest)


def test_it_is_due_until_the_person_called_and_then_only_named_beside_what_is_due(shell: Shell) -> None:
    report(shell, "2026-11-27T04:30", pain="8")
    at_night = "2026-11-27T04:35"
    ended = shell("due", now=at_night)
    assert (ended.code, ended.out) == (0, PAIN.replace("pain 10", "pain 8"))

    called = shell("call", "--called", "pain-strong", now=at_night)
    assert called.out.startswith("You called about: Pain is 7 or more out of 10\n")
    assert shell("due", now=at_night).code == 1
    assert shell("today", now=at_night).out.startswith(
        "! You said pain 8: Pain is 7 or more out of 10. You called, 04:35. "
        "If it is worse: call your clinic today: +49 30 1234. No answer? An out-of-hours doctor, today.\n"
    )
    report(shell, "2026-11-27T04:40", pain="9")
    assert shell("due", now="2026-11-27T04:40").code == 0


def test_the_next_day_it_asks_whether_it_is_still_so_and_a_no_ends_it(shell: Shell) -> None:
    report(shell, blisters="yes")
    assert shell("today", now=NEXT).out.startswith(
        f"{BLISTER}  You said blisters yes on Fri 27 Nov. Still? afterglow sign blisters yes, or no\n"
    )
    assert shell("sign", "blisters", "no", now=NEXT).out.startswith("Noted: blisters no, day 8.\n")
    assert shell("today", now=NEXT).out.startswith("Day 8 ")
    assert shell("today", "--json", now=NEXT).json["safety"] == []


def test_a_tick_stands_first_with_the_emergency_number(shell: Shell) -> None:
    shell("call", "--tick", "breathing", now=EVENING)
    words = "Breath or swallowing is hard; lips, tongue, throat or eyes swell fast"
    first = f"! You ticked: {words}. Call 112 now.\n"
    assert shell("due", now=EVENING).out.startswith(first)
    (safety,) = shell("today", "--json", now=EVENING).json["safety"]
    assert (safety["by"], safety["said"], safety["number"]) == ("tick", [], "112")
    assert shell("today", now=NEXT).out.startswith(
        f"{first}  You ticked it on Fri 27 Nov. Still? If not: afterglow call --untick breathing\n"
    )


def test_call_marks_what_fits_and_says_what_was_said(shell: Shell) -> None:
    report(shell, blisters="yes")
    lines = shell("call", now=EVENING).out.splitlines()
    place = lines.index("[!] A blister of any size is on the face")
    assert lines[place + 1 : place + 3] == [
        "    You said: blisters yes, Fri 27 Nov",
        "    Leave it closed.",
    ]
    shell("call", "--tick", "swallowing is hard", now=EVENING)
    by = {each["warning"]: each["by"] for each in shell("call", "--json", now=EVENING).json["lines"]}
    assert (by["face-blister"], by["breathing"], by["pus"]) == ("report", "tick", None)


def test_without_a_number_it_says_how_to_keep_one(home: Path) -> None:
    shell = Shell(home)
    shell(
        "start",
        "picosure-face",
        "--on",
        "2026-11-20T16:00",
        "--zone",
        "Europe/Berlin",
        now="2026-11-20T17:00",
    )
    assert shell("sign", "blisters", "yes", now=EVENING).out.splitlines()[1] == (
        "! You said blisters: A blister of any size is on the face. "
        "Call your clinic today (afterglow clinic --phone NUMBER keeps its number). "
        "No answer? An out-of-hours doctor, today."
    )
    (safety,) = shell("today", "--json", now=EVENING).json["safety"]
    assert safety["number"] is None


def test_both_of_two_recoveries_are_spoken_for(shell: Shell) -> None:
    started = shell(
        "start", "picosure-tattoo", "--on", "2026-11-27T10:00", "--zone", "Europe/Berlin", now=EVENING
    )
    assert started.code == 0
    report(shell, pain="9")
    line = "! You said pain 9: Pain is 7 or more out of 10 (PicoSure tattoo removal). "
    shown = shell("today", "--recovery", "picosure-face", now=EVENING).out
    assert shown.startswith(line), shown[:200]


def test_what_is_more_than_usual_is_said_back_and_nothing_beside_it_is_called_normal(shell: Shell) -> None:
    report(shell, redness="1")
    assert "Normal today: " in shell("today", now=EVENING).out
    report(shell, redness="2")
    day = shell("today", now=EVENING).out
    assert "! " not in day
    assert f"You said redness 2 obvious: {MORE.format(7)}\nNot usual: " in day
    call = shell("call", now=EVENING).out
    assert f"[!] {WORRIED}\n    You said redness 2 obvious: more than usual\n" in call
    # A line that fits takes its place.
    report(shell, redness="4")
    assert f"[ ] {WORRIED}\n" in shell("call", now=EVENING).out
    report(shell, redness="2")
    assert "Normal today" not in day
    assert shell("today", "--json", now=EVENING).json["normal"]["usual"] is None
    # The day after it lasts until it is said otherwise.
    after = shell("today", now=NEXT).out
    assert f"You said redness 2 obvious on Fri (still?): {MORE.format(8)}\nNot usual: " in after
    call = shell("call", now=NEXT).out
    assert f"[!] {WORRIED}\n    You said redness 2 obvious on Fri (still?): more than usual\n" in call
    # Before four it is the day before yet, and a week on the weekday says no more.
    assert f"You said redness 2 obvious: {MORE.format(7)}\n" in shell("today", now="2026-11-28T03:00").out
    assert f"[!] {WORRIED}\n    You said redness 2 obvious: " in shell("call", now="2026-11-28T03:00").out
    assert "You said redness 2 obvious on 27 Nov (still?): " in shell("today", now="2026-12-04T09:00").out
    assert "usual" not in shell("sign", "redness", "1", now=NEXT).out
    assert "Normal today: " in shell("today", now=NEXT).out
    assert shell("undo", now=NEXT).code == 0
    assert "You said redness 2 obvious on Fri (still?): " in shell("today", now=NEXT).out


def test_what_lasts_is_asked_back_by_a_line_that_began_since(shell: Shell) -> None:
    report(shell, now="2026-11-30T20:10", redness="3")
    late = "the face is red or hot (2 or 3 of 4) after day 10"
    day = shell("today", now="2026-12-01T09:00").out
    said = "You said redness 3 strong on Mon (still?)"
    assert (
        f"{said}: More than usual on day 11 (an estimate). Does this fit: {late}. See when to call.\n" in day
    )
    lasts = {"sign": "redness", "value": 3, "date": "2026-11-30"}
    signs = shell("today", "--json", now="2026-12-01T09:00").json["signs"]
    assert [(each["id"], each["lasts"]) for each in signs if each["above_usual"]] == [("redness", lasts)]
    lines = shell("call", "--json", now="2026-12-01T09:00").json["lines"]
    assert {each["warning"]: each["may_fit"] for each in lines if each["may_fit"]} == {
        "worried": [lasts],
        "red-long-face": [lasts],
    }
    ahead = shell("today", "--day", "12", now="2026-12-01T09:00").out
    assert "Normal" not in ahead
    call = shell("call", now="2026-12-01T09:00").out
    assert f"[!] {capital(late)}\n    {said}: does this fit?\n" in call


def test_a_line_that_says_soon_hides_nothing_that_is_more_than_usual(shell: Shell) -> None:
    above = "pain 6 of 10: More than usual on day 15 (an estimate). See when to call."
    noted = shell("sign", "crusts", "yes", "pain", "6", now="2026-12-05T20:10").out.splitlines()
    soon = "! You said crusts: Crusts or scabs are there on day 14 or later. "
    assert noted[1] == f"{soon}Call your clinic in the next days: +49 30 1234."
    assert noted[2] == f"You said {above}"
    lines = shell("today", now="2026-12-05T20:11").out.splitlines()
    assert lines.index("In the next days: your clinic") + 1 == lines.index(f"You said {above}")
    asked = shell("today", now="2026-12-15T09:00").out
    assert "You said pain 6 of 10 on 5 Dec (still?): More than usual on day 25" in asked
    calm = ["crusts", "no", "blisters", "no", "open-skin", "no", "redness", "0"]
    shell("sign", *calm, now="2026-12-15T09:01")
    assert (
        "Still so? How much does it hurt or burn, 0 to 10?\nAnswer with: afterglow sign pain 0 to 10\n"
        in (shell("today", now="2026-12-15T09:01").out)
    )


def test_beside_a_line_of_another_recovery_nothing_is_called_normal_either(shell: Shell) -> None:
    report(shell, blisters="yes")
    tattoo = ("start", "picosure-tattoo", "--on", "2026-11-26T16:00", "--zone", "Europe/Berlin")
    assert shell(*tattoo, now=EVENING).code == 0
    day = shell("today", now=EVENING).out
    assert "Normal today" not in day
    assert "Not usual: " in day
    assert shell("today", "--json", now=EVENING).json["normal"]["usual"] is None
    assert shell("--recovery", "picosure-face", "sign", "blisters", "no", now=EVENING).code == 0
    assert "Normal today: " in shell("today", now=EVENING).out


def test_of_several_lines_with_the_same_words_the_call_was_about_the_one_that_stands(shell: Shell) -> None:
    report(shell, blisters="yes")
    assert shell("call", "--tick", "blister", now=EVENING).code == 2
    ended = shell("call", "--called", "blister", now=EVENING)
    assert (ended.code, ended.out.splitlines()[0]) == (
        0,
        "You called about: A blister of any size is on the face",
    )


def test_beside_a_reason_to_call_nothing_is_just_back(shell: Shell) -> None:
    calm = ["crusts", "no", "blisters", "no", "open-skin", "no", "redness", "0"]
    ended = shell("sign", "pain", "8", *calm, now="2026-11-27T08:10")
    assert (
        "Back today: Make-up. Begin with mineral make-up (a plain powder from minerals), over sunscreen, "
        "with washed brushes." in ended.out
    )
    assert ended.out.splitlines()[-1] == "You have a reason to call: ask about this first."
    lines = shell("today", now="2026-11-27T08:20").out.splitlines()
    assert "You have a reason to call: ask about this first." in lines
    assert not any("may come back today" in line for line in lines)
    # More than is usual on day 7, though no line names it.
    above = shell("sign", "pain", "2", now="2026-11-27T08:30").out
    assert "You said pain 2 of 10: More than usual on day 7 (an estimate). See when to call." in above
    lines = shell("today", now="2026-11-27T08:35").out.splitlines()
    assert "You may have a reason to call: ask about this first." in lines
    assert not any("may come back today" in line for line in lines)
    shell("sign", "pain", "0", now="2026-11-27T08:40")
    after = shell("today", now="2026-11-27T08:40").out
    assert "reason to call" not in after
    assert "Hard exercise and make-up may come back today." in after


REASON = "You have a reason to call: ask about this first."
MAY = "You may have a reason to call: ask about this first."


@pytest.mark.parametrize(
    ("act", "first"),
    [
        (("call", "--tick", "fever"), REASON),
        (("sign", "pain", "8"), REASON),
        # More than is usual on day 7, though no line names it.
        (("sign", "pain", "2"), MAY),
        (("call", "--tick", "herbs"), ""),
    ],
)
def test_all_that_gives_something_back_says_to_ask_first(
    shell: Shell, act: tuple[str, ...], first: str
) -> None:
    now = "2026-11-27T08:10"
    calm = ["crusts", "no", "blisters", "no", "open-skin", "no", "redness", "0"]
    assert shell("sign", *calm, now=now).code == 0
    assert shell(*act, now=now).code == (0 if first else 2)
    lead, beside = f"{first} ".lstrip(), ", ask about this first" * bool(first)

    def back(words: str) -> str:
        return f"{lead}{words if not lead else words[0].upper() + words[1:]}"

    found = {each["name"]: each for each in shell("find", "make", "--json", now=now).json}
    assert found["make-up"]["words"].startswith(back("back today. Begin with mineral make-up"))
    assert found["make-up"]["ask_first"] is found["make-up back"]["ask_first"] is bool(first)
    assert found["make-up back"]["words"].startswith(back("as needed"))
    assert shell("find", "alcohol", now=now).out.startswith(f"alcohol: {back('back since 22 Nov')}")
    assert shell("find", "sauna", now=now).out.startswith(f"sauna, steam: {back('back Mon 30')}")
    assert shell("find", "wash", now=now).out.startswith("wash: now")

    plan = shell("plan", "--from", "6", now=now).out.splitlines()
    assert (f"  {first}" in plan) is bool(first)
    rows = {line.split()[1] if line[0] != ">" else line.split()[2]: line for line in plan if "2026-" in line}
    assert f"back{beside}: hard exercise, make-up" in rows["7"]
    assert f"back if calm{beside}: hot water" in rows["10"]
    assert shell("plan", "--json", now=now).json["ask_first"] == (first or None)

    assert shell("today", "--json", now=now).json["ask_first"] == (first or None)
    for day in ("7", "10"):
        lines = [line.strip() for line in shell("today", "--day", day, now=now).out.splitlines()]
        assert [line for line in lines if "reason to call" in line] == ([first] if first else [])
        assert shell("today", "--json", "--day", day, now=now).json["ask_first"] == (first or None)

    ahead = shell("reminders", "coming", "--days", "5", now=now).out
    asks = "ask about this first: " * bool(first)
    assert f"; {asks}hot water" in ahead

    (shell.home / "settings.toml").write_text('private = "no"\n', "utf-8")
    ics = shell("export", "ics", now=now).out.replace("\r", "").replace("\n ", "")
    assert f"SUMMARY:Back{beside}: hot water".replace(",", "\\,") in ics
    (shell.home / "settings.toml").unlink()
    hidden = shell("export", "ics", now=now).out
    assert ("something may come back\\, ask first" in hidden) is bool(first)


def test_what_never_comes_back_is_not_said_to_hang_on_a_sign(shell: Shell) -> None:
    lines = shell("today", now="2026-12-04T20:10").out.splitlines()
    (asked,) = (line for line in lines if line.startswith("Any crusts, blisters or open skin?"))
    assert asked == "Any crusts, blisters or open skin?  Waxing and threading: it hangs on that."


def test_one_call_is_about_all_that_stands_and_has_its_number_and_one_act(shell: Shell) -> None:
    report(shell, blisters="yes", pain="10")
    noted = shell("call", "--called", "a blister of", now=EVENING).out.splitlines()
    assert noted[0] == "You called about: A blister of any size is on the face"
    assert "And about: Pain is 7 or more out of 10" in noted

    standing = shell("today", "--json", now=EVENING).json["safety"]
    assert [(each["by"], each["called"]) for each in standing] == [
        ("report", "2026-11-27T20:10:00+01:00")
    ] * 2
    assert shell("undo", now=EVENING).code == 0
    standing = shell("today", "--json", now=EVENING).json["safety"]
    assert [each["called"] for each in standing] == [None, None]


@pytest.mark.parametrize(
    ("site", "now", "wanted"),
    [
        ("face", "2026-11-22T20:10", f"! You said blisters: {PLACE}."),
        (
            "limb",
            "2026-11-22T20:10",
            f"You said blisters: Does this fit: {LARGE} Or: {LATE} See when to call.",
        ),
        (
            "limb",
            "2026-11-29T20:10",
            "You said blisters: More than usual on day 9 (an estimate). "
            f"Does this fit: {LARGE} Or: {LATE} See when to call.",
        ),
        # Nothing is asked on this day, and who says it is heard all the same.
        (
            "limb",
            "2026-12-07T20:10",
            "You said blisters: More than usual on day 17 (an estimate). "
            f"Does this fit: {LARGE} Or: {LATE} See when to call.",
        ),
    ],
)
def test_a_blister_on_a_tattoo_is_a_reason_to_call_or_to_look_and_never_just_usual(
    home: Path, site: str, now: str, wanted: str
) -> None:
    shell = Shell(home)
    started = shell(
        *("start", "picosure-tattoo", "--on", "2026-11-20T16:00", "--zone", "Europe/Berlin"),
        *("--answer", f"site={site}", "--answer", "about="),
        now="2026-11-20T17:00",
    )
    assert started.code == 0
    report(shell, now=now, blisters="yes")
    day = shell("today", now=now).out
    assert wanted in day
    assert "Normal today" not in day
    assert "    You said blisters: does this fit?" in shell("call", now=now).out


def test_what_grew_since_the_day_before_asks_whether_its_line_fits(home: Path) -> None:
    shell = Shell(home)
    started = shell(
        *("start", "picosure-face", "--on", "2026-11-20T16:00", "--zone", "Europe/Berlin"),
        now="2026-11-20T17:00",
    )
    assert started.code == 0
    report(shell, now="2026-11-22T20:10", redness="1", pain="1")
    noted = shell("sign", "redness", "2", now="2026-11-23T20:10").out.splitlines()
    report(shell, now="2026-11-23T20:10", pain="1")
    now = "2026-11-23T20:15"
    day = shell("today", now=now).out
    wanted = "Does this fit: redness or heat is worse than the day before, but does not spread."
    assert f"You said redness 2 obvious: {wanted} See when to call." in day
    assert f"You said redness 2 obvious: {wanted} See when to call." in noted
    assert "Normal today" not in day
    assert "    You said redness 2 obvious: does this fit?" in shell("call", now=now).out
    report(shell, now="2026-11-23T20:20", redness="1")
    assert "Normal today" in shell("today", now="2026-11-23T20:25").out


def test_what_a_report_of_the_session_before_fits_stands_until_this_one_reports_on_it(shell: Shell) -> None:
    report(shell, now="2026-12-18T20:10", paler="yes", redness="3")
    paler = "You see patches or dots that are paler than before"
    red = "The face is red or hot (2 or 3 of 4) after day 10"
    begun = shell("start", "--next", "--on", "2026-12-20T16:00", now="2026-12-20T17:00")
    assert begun.code == 0, begun.err

    def standing(now: str) -> list[str]:
        return [each["if"] for each in shell("today", "--json", now=now).json["safety"]]

    assert standing("2026-12-20T17:10") == [red, paler]
    assert f"! You said paler: {paler} (session 1). " in shell("today", now="2026-12-20T17:10").out
    asked = shell("today", "--json", now="2026-12-20T17:10").json["signs"]
    assert "paler" in [each["id"] for each in asked]
    # Redness has its usual after this session as well, and what was there before says no more.
    report(shell, now="2026-12-20T20:10", redness="3")
    assert standing("2026-12-20T20:11") == [paler]
    report(shell, now="2026-12-20T20:12", paler="yes")
    assert standing("2026-12-21T09:00") == [paler]
    report(shell, now="2026-12-21T09:01", paler="no")
    assert standing("2026-12-21T09:02") == []
    assert shell("undo", now="2026-12-21T09:03").code == 0
    assert standing("2026-12-21T09:03") == [paler]
