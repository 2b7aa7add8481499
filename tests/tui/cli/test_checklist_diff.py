"""`checklist diff`, `accept` and `keep`: a changed file seen before it counts, and then wanted or not."""

from pathlib import Path

import pytest

from tests.support.commands import Ended, Shell

FACE = "format: 1\nextends: picosure-face\nid: {id}\n"
EARLIER = "change: {face-no-makeup: {days: 0-4, because: my clinic's sheet}}\n"
BACK = (
    "Asks for less care: only if your clinic said so:\n"
    "Make-up: back on day 5 (Wed 25 Nov) instead of day 7 (Fri 27 Nov).\n"
    "  Because: my clinic's sheet\n"
)
WHOSE = "PicoSure on the face (picosure-face)"
CHOICES = (
    "Days that have passed stay as they are, with every tick.\n"
    "To have it so: afterglow checklist accept {id}\n"
    "To keep the plan as it is: afterglow checklist keep {id}\n"
)
SAME_ID = f"picosure-face has changed. For {WHOSE}, from now, day 3 (Mon 23 Nov), on:\n\n"
OTHER_ID = (
    f"mine extends picosure-face: accepting it moves {WHOSE} to it.\n"
    "What changes from now, day 3 (Mon 23 Nov), on:\n\n"
)
LATER = "2026-11-23T09:30"


def write(shell: Shell, text: str, id: str = "picosure-face") -> Path:
    folder = shell.home / "checklists"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{id}.yaml"
    file.write_text(FACE.format(id=id) + text, "utf-8")
    return file


def makeup(shell: Shell, now: str = LATER) -> str:
    """The line of Today on when make-up is back; an answer of day 3."""
    return shell("today", now=now).line("face-no-makeup").split()[0]


def past(shell: Shell, now: str = LATER) -> list[str]:
    """The first days, as they are judged."""
    return [shell("today", "--day", str(day), now=now).out for day in range(3)]


def items(ended: Ended) -> list[str]:
    return [line for line in ended.out.splitlines() if line.startswith("[")]


def test_an_overlay_of_the_same_id_is_a_change_of_the_running_plan(shell: Shell) -> None:
    file = write(shell, EARLIER)

    ended = shell("checklist", "diff", "picosure-face")

    assert (ended.code, ended.out, ended.err) == (
        1,
        SAME_ID + BACK + "\n" + CHOICES.format(id="picosure-face"),
        "",
    )
    assert shell("today").err == (
        f"{file} has changed: see `afterglow checklist diff picosure-face`; "
        "until you accept it, this plan keeps its version.\n"
    )
    assert makeup(shell) == "2026-11-27"


def test_an_overlay_of_another_id_says_first_that_it_moves_the_recovery(shell: Shell) -> None:
    assert shell("checklist", "new", "mine", "--from", "picosure-face").code == 0
    file = shell.home / "checklists" / "mine.yaml"
    file.write_text(file.read_text("utf-8") + EARLIER, "utf-8")

    ended = shell("checklist", "diff", "mine")

    assert (ended.code, ended.out, ended.err) == (1, OTHER_ID + BACK + "\n" + CHOICES.format(id="mine"), "")
    assert shell("today").err == ""


@pytest.mark.parametrize("now", ["2026-11-23T08:55", None])
@pytest.mark.parametrize("id", ["picosure-face", "mine"])
def test_to_look_at_the_difference_writes_nothing(shell: Shell, id: str, now: str | None) -> None:
    write(shell, EARLIER, id)
    before = shell.content()

    Shell(shell.home, now=now)("checklist", "diff", id)

    assert shell.content() == before


def test_what_is_accepted_counts_from_now_on_and_past_days_stay(shell: Shell) -> None:
    shell("tick", "face-cleanse/morning", "face-spf-am")
    shell("tick", "face-cleanse/morning", "--date", "2026-11-22")
    before = past(shell), items(shell("today", now=LATER))
    write(shell, EARLIER)

    ended = shell("checklist", "accept", "picosure-face")

    assert (ended.code, ended.err) == (0, "")
    assert ended.out == (
        SAME_ID
        + BACK
        + f"\nAccepted: {WHOSE} runs by it from now on. afterglow undo puts the old version back.\n"
    )
    assert makeup(shell) == "2026-11-25"
    assert shell("today", now=LATER).err == ""
    assert (past(shell), items(shell("today", now=LATER))) == before
    assert shell("checklist", "diff", "picosure-face", now=LATER).code == 0


def test_undo_puts_the_old_version_in_force_from_now_on_and_redo_the_new_one(shell: Shell) -> None:
    write(shell, EARLIER)
    before = past(shell)
    shell("checklist", "accept", "picosure-face")

    undone = shell("undo", now="2026-11-23T09:00")

    assert undone.out == "Undid: accept the new version of picosure-face\n"
    assert makeup(shell) == "2026-11-27"
    assert shell("checklist", "diff", "picosure-face", now=LATER).code == 1
    assert shell("redo", now="2026-11-23T09:10").out == "Did again: accept the new version of picosure-face\n"
    assert makeup(shell) == "2026-11-25"
    assert past(shell) == before


def test_days_between_an_accepting_and_its_undoing_keep_the_version_they_had(shell: Shell) -> None:
    write(shell, "remove: [face-clinic-first]\nchange: {face-cleanse: {at: bedtime}}\n")
    shell("checklist", "accept", "picosure-face", now="2026-11-21T12:00")
    shell("undo", now="2026-11-22T12:00")

    slots = [
        [line.split("]")[1].split()[0] for line in items(shell("today", "--day", day)) if "cleanse" in line]
        for day in ("1", "2", "3")
    ]

    assert slots[0] == ["face-cleanse/morning", "face-cleanse/bedtime"]
    # Nothing was due on the morning of day 2, and its evening was to come when the old version came back.
    assert "face-cleanse/evening" in slots[1]
    assert [slot for slot in slots[2] if slot.startswith("face")] == [
        "face-cleanse/morning",
        "face-cleanse/evening",
    ]


def test_another_checklist_is_moved_to_and_back_by_one_act(shell: Shell) -> None:
    file = write(shell, EARLIER + "title: My face\n", "mine")

    ended = shell("checklist", "accept", "mine")

    assert (ended.code, makeup(shell)) == (0, "2026-11-25")
    assert shell("recovery", "list", now=LATER).line("> picosure-face").split()[2:4] == ["My", "face"]
    file.write_text(file.read_text("utf-8").replace("0-4", "0-5"), "utf-8")
    assert "see `afterglow checklist diff mine`" in shell("today", now=LATER).err
    assert shell("undo", now=LATER).out == "Undid: accept mine in place of picosure-face\n"
    assert shell("today", now=LATER).err == ""
    assert makeup(shell) == "2026-11-27"
    assert "PicoSure on the face" in shell("recovery", "list", now=LATER).line("> picosure-face")


def test_the_shipped_one_can_be_gone_back_to(shell: Shell) -> None:
    write(shell, EARLIER, "mine")
    shell("checklist", "accept", "mine")

    ended = shell("checklist", "accept", "picosure-face", now=LATER)

    assert ended.code == 0
    assert ended.out.startswith("picosure-face is extended by mine: accepting it moves ")
    assert "Make-up: back on day 7 (Fri 27 Nov) instead of day 5 (Wed 25 Nov).\n" in ended.out
    assert makeup(shell) == "2026-11-27"


def test_what_is_not_wanted_is_said_no_more_until_the_file_changes_again(shell: Shell) -> None:
    file = write(shell, EARLIER)

    kept = shell("checklist", "keep", "picosure-face")

    assert (kept.code, kept.err) == (0, "")
    assert kept.out == (
        f"Kept: {WHOSE} goes on as it was. "
        "Nothing more is said of picosure-face until its file changes again.\n"
    )
    assert shell("today", now=LATER).err == ""
    silent = shell("checklist", "diff", "picosure-face", now=LATER)
    assert (silent.code, silent.out) == (
        0,
        "Nothing waits: you kept the plan as it is. "
        "To have it after all: afterglow checklist accept picosure-face\n",
    )
    assert makeup(shell) == "2026-11-27"
    file.write_text(file.read_text("utf-8").replace("0-4", "0-5"), "utf-8")
    assert "has changed" in shell("today", now=LATER).err
    assert shell("checklist", "diff", "picosure-face", now=LATER).code == 1


def test_what_was_not_wanted_can_be_undone_or_accepted_after_all(shell: Shell) -> None:
    write(shell, EARLIER)
    shell("checklist", "keep", "picosure-face")

    undone = shell("undo", now="2026-11-23T09:00")

    assert undone.out == "Undid: keep the plan as it is, not what picosure-face says now\n"
    assert shell("checklist", "diff", "picosure-face", now=LATER).code == 1
    shell("checklist", "keep", "picosure-face", now="2026-11-23T09:05")
    assert shell("checklist", "accept", "picosure-face", now="2026-11-23T09:10").code == 0
    assert makeup(shell) == "2026-11-25"


def test_where_nothing_waits_there_is_nothing_to_accept_or_keep(shell: Shell) -> None:
    file = write(shell, "")
    same = f"Nothing waits: {WHOSE} runs by what {file} says.\n"

    assert shell("checklist", "diff", "picosure-face") == Ended(0, same, "")
    assert shell("checklist", "accept", "picosure-face") == Ended(1, "", same)
    assert shell("checklist", "keep", "picosure-face") == Ended(1, "", same)
    assert "Undid: start" in shell("undo", "--start").out


def test_where_nothing_waits_a_shipped_file_is_named_by_its_id_and_no_place(shell: Shell) -> None:
    said = f"Nothing waits: {WHOSE} runs by picosure-face as it comes with Afterglow.\n"

    assert shell("checklist", "diff", "picosure-face") == Ended(0, said, "")


def test_a_change_that_no_day_shows_waits_all_the_same(shell: Shell) -> None:
    write(shell, "change: {face-no-makeup: {days: 0-4}}\n")

    ended = shell("checklist", "diff", "picosure-face", now="2026-12-20T09:00")

    assert ended.code == 1
    assert "\nChanged too, with nothing in your days from now on: " in ended.out


@pytest.mark.parametrize("command", ["diff", "accept", "keep"])
def test_a_broken_file_is_named_with_every_problem_and_the_plan_runs_on(shell: Shell, command: str) -> None:
    file = write(shell, "chnge: {}\nchange: {face-no-makeup: {days: x}}\n")
    before = shell.content()

    ended = shell("checklist", command, "picosure-face")

    lines = ended.err.splitlines()
    assert (ended.code, ended.out) == (3, "")
    assert lines[0].startswith(f"{file}:4:1: chnge: ")
    assert lines[1].startswith(f"{file}:5:33: rules.face-no-makeup.days: ")
    assert lines[2:] == ["Until that is mended, the last good version runs on."]
    assert shell.content() == before
    assert makeup(shell) == "2026-11-27"


def test_what_a_recovery_does_not_follow_is_refused(shell: Shell) -> None:
    for id in ("picosure-tattoo", "picosure-tatoo"):
        ended = shell("checklist", "diff", id)
        assert (ended.code, ended.out) == (2, "")
    assert shell("checklist", "accept", "picosure-tattoo").err == (
        f"{WHOSE} follows picosure-face, and picosure-tattoo does not extend that. "
        "Name another recovery with --recovery, or begin one: afterglow start picosure-tattoo\n"
    )


def test_without_a_recovery_there_is_nothing_to_compare_with(home: Path) -> None:
    ended = Shell(home)("checklist", "diff", "picosure-face")

    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith("No recovery has been started.")
    assert not home.exists()


def test_before_a_recovery_a_file_is_told_beside_the_one_that_it_extends(home: Path) -> None:
    shell = Shell(home, now="2026-11-20T17:00")
    assert shell("checklist", "new", "mine", "--from", "picosure-face").code == 0
    with (home / "checklists" / "mine.yaml").open("a", encoding="utf-8") as file:
        file.write(EARLIER)
    before = shell.content()

    ended = shell("checklist", "diff", "mine")

    assert ended == Ended(
        0,
        "What mine changes in picosure-face, which it extends, for somebody treated now:\n\n"
        f"{BACK}\n"
        "No recovery has been started, so nothing waits. "
        "To begin one with it: afterglow start mine\n",
        "",
    )
    assert shell.content() == before


def test_a_file_that_takes_the_place_of_a_shipped_one_is_told_beside_that(home: Path) -> None:
    shell = Shell(home, now="2026-11-20T17:00")
    write(shell, EARLIER)

    ended = shell("checklist", "diff", "picosure-face")

    shipped = "the picosure-face that comes with Afterglow"
    said = f"What picosure-face changes in {shipped}, for somebody treated now:\n\n{BACK}"
    assert ended.out.startswith(said)


def test_before_a_recovery_a_broken_file_is_named_with_every_problem(home: Path) -> None:
    shell = Shell(home)
    file = write(shell, "chnge: {}\n", "mine")

    ended = shell("checklist", "diff", "mine")

    assert (ended.code, ended.out) == (3, "")
    assert ended.err == f'{file}:4:1: chnge: "chnge" is not a key here; did you mean "change"?\n'


def test_a_start_that_was_undone_is_told_of_where_there_is_nothing_to_compare_with(shell: Shell) -> None:
    shell("undo", "--start")

    ended = shell("checklist", "diff", "picosure-face")

    assert (ended.code, ended.out) == (1, "")
    assert ended.err.endswith("\nOne was, and it was undone. afterglow redo brings it back.\n")


def test_a_file_that_is_in_force_is_told_beside_the_one_that_it_extends(shell: Shell) -> None:
    file = write(shell, EARLIER, "mine")
    shell("checklist", "accept", "mine")

    ended = shell("checklist", "diff", "mine", now=LATER)

    assert ended == Ended(
        0,
        f"Nothing waits: {WHOSE} runs by what {file} says.\n\n"
        "What it changes in picosure-face, which it extends, from now, day 3 (Mon 23 Nov), on:\n\n"
        f"{BACK}",
        "",
    )


def test_another_recovery_can_be_spoken_of(shell: Shell) -> None:
    write(shell, EARLIER)
    shell("start", "picosure-tattoo", "--on", "2026-11-22T16:00")

    ended = shell("checklist", "diff", "picosure-face", "--recovery", "picosure-face")

    assert ended.code == 1
    assert "accept picosure-face --recovery picosure-face\n" in ended.out
    assert shell("checklist", "diff", "picosure-face").code == 2


def test_entries_of_rules_that_went_stay_visible(shell: Shell) -> None:
    shell("tick", "face-shade-hat")
    write(shell, "remove: [face-shade-hat]\n")

    diff = shell("checklist", "diff", "picosure-face")
    shell("checklist", "accept", "picosure-face", now="2026-11-23T09:00")

    assert "Shade and a wide-brimmed hat outside: gone from day 3 (Mon 23 Nov) on.\n" in diff.out
    today = shell("today", now=LATER)
    assert "[x] Shade and a wide-brimmed hat outside - no longer in the plan" in today.out.splitlines()
    shell("undo", now="2026-11-23T09:10")
    assert "no longer in the plan" not in shell("today", now=LATER).out
    assert shell("today", now=LATER).line("face-shade-hat").startswith("[x]")


def test_a_renamed_rule_is_asked_about_and_keeps_its_ticks_with_was(shell: Shell) -> None:
    title = "Shade and a wide-brimmed hat outside"
    added = f"- {{id: sips, do: '{title}', days: 0-13, agreement: unsourced}}\n"
    shell("tick", "face-shade-hat")
    file = write(shell, f"remove: [face-shade-hat]\nadd:\n{added}")

    assert (
        f"{title}: the same rule? It was face-shade-hat and is sips. If so, "
        "write was: [face-shade-hat] in it, or it begins anew.\n"
    ) in shell("checklist", "diff", "picosure-face").out
    text = file.read_text("utf-8").replace("0-13,", "0-13, was: [face-shade-hat],")
    file.write_text(text, "utf-8")
    assert "the same rule" not in shell("checklist", "diff", "picosure-face").out
    shell("checklist", "accept", "picosure-face", now="2026-11-23T09:00")
    assert shell("today", now=LATER).line(title).startswith("[x]")
    assert "no longer in the plan" not in shell("today", now=LATER).out
    assert shell("untick", "sips", now=LATER).code == 0
    assert shell("today", now=LATER).line(title).startswith("[ ]")
    shell("undo", now=LATER)
    assert shell("today", now=LATER).line(title).startswith("[x]")


def test_a_slip_and_counted_ticks_stay_with_a_renamed_rule(shell: Shell) -> None:
    rules = (
        "add:\n  - {{id: {sun}, avoid: Bright sun, days: 0-9,{was_sun} agreement: unsourced}}\n"
        "  - {{id: {mist}, do: Mist, days: 0-9, as_needed: {{at_most: 9}},{was_mist} agreement: unsourced}}\n"
    )
    file = write(shell, rules.format(sun="sun", mist="mist", was_sun="", was_mist=""))
    shell("checklist", "accept", "picosure-face", now="2026-11-23T08:00")
    shell("slip", "sun")
    shell("tick", "mist")
    renamed = rules.format(sun="rays", mist="spray", was_sun=" was: [sun],", was_mist=" was: [mist],")
    file.write_text(FACE.format(id="picosure-face") + renamed, "utf-8")
    shell("checklist", "accept", "picosure-face", now="2026-11-23T09:00")

    states = {each["rule"]: each["state"] for each in shell("today", "--json", now=LATER).json["avoid"]}

    assert states["rays"] == "slipped"
    assert "no longer in the plan" not in shell("today", now=LATER).out
    shell("tick", "spray", now=LATER)
    keys = shell("export", "json", now=LATER).json["recoveries"][0]["now"]["items"]
    assert {"2026-11-23/mist/n1", "2026-11-23/spray/n2"} <= keys.keys()


def test_a_file_of_ones_own_that_went_can_be_left_for_the_shipped_one(shell: Shell) -> None:
    file = write(shell, EARLIER)
    shell("checklist", "accept", "picosure-face")
    file.unlink()
    gone = f"{file} is not there any more; the last good version runs on. "
    assert shell("today", now=LATER).err == f"{gone}Put it back to change the plan by it.\n"

    ended = shell("checklist", "accept", "picosure-face", now=LATER)

    assert ended.code == 0
    assert "Make-up: back on day 7 (Fri 27 Nov) instead of day 5 (Wed 25 Nov).\n" in ended.out
    assert shell("today", now=LATER).err == ""
    assert "changed" not in shell("checklist", "diff", "picosure-face", now=LATER).out


def test_what_is_exported_has_both_versions_and_what_was_not_wanted(shell: Shell) -> None:
    file = write(shell, EARLIER)
    shell("checklist", "accept", "picosure-face")
    file.write_text(file.read_text("utf-8").replace("0-4", "0-5"), "utf-8")
    shell("checklist", "keep", "picosure-face", now=LATER)

    exported = shell("export", "json", now=LATER).json

    assert len(exported["checklists"]) == 3
    assert all(exported["checklists"].values())
    assert set(exported["recoveries"][0]["now"]["versions"]) == {"version", "kept/picosure-face"}


TWO = EARLIER.replace("change: {", "change: {face-alcohol: {why: So}, ")


def test_a_part_is_refused_named_and_had_after_all(shell: Shell) -> None:
    write(shell, TWO)
    command = ("checklist", "accept", "picosure-face")
    assert shell("checklist", "diff", "picosure-face", now=LATER).line("To refuse") == (
        "To refuse a part of it: afterglow checklist accept picosure-face --except face-no-makeup"
    )

    ended = shell(*command, "--except", "face-no-makeup", now=LATER)

    assert (ended.code, ended.out.splitlines()[-1]) == (
        0,
        f"Accepted: {WHOSE} runs by it from now on, but for 1 part. "
        "afterglow undo puts the old version back.",
    )
    assert makeup(shell) == "2026-11-27"
    diff = shell("checklist", "diff", "picosure-face", now="2026-11-24T09:00")
    assert (diff.code, diff.out) == (
        0,
        "Nothing waits.\n\n1 part that you refused on Mon 23 Nov stays refused until it changes:\n"
        "Make-up: back on day 5 (Wed 25 Nov) instead of day 7 (Fri 27 Nov).\n  Because: my clinic's sheet\n\n"
        "To have a refused part after all: afterglow checklist accept picosure-face --with face-no-makeup\n",
    )
    again = shell(*command, now="2026-11-24T09:00")
    assert (again.code, again.err.splitlines()[:2]) == (
        1,
        ["Nothing waits.", "1 part that you refused on Mon 23 Nov stays refused until it changes:"],
    )
    assert shell(*command, "--with", "make-up", now="2026-11-24T09:00").code == 0
    assert makeup(shell, "2026-11-24T09:01") == "2026-11-25"


def test_a_refused_line_on_when_to_call_is_named_as_what_it_is(shell: Shell) -> None:
    line = "{id: chill, if: Chills, days: 0-9, call: urgent, agreement: unsourced}"
    write(shell, f"{TWO}warnings: {{add: [{line}]}}\n")

    ended = shell("checklist", "accept", "picosure-face", "--except", "chills", now=LATER)

    assert ended.code == 0
    assert (
        "Refused, until it changes:\nWhen to call, 'Chills': new.\n"
        "  For safety: without it your plan has no such reason to call, or a weaker one.\n"
    ) in ended.out
    file = shell.home / "checklists" / "picosure-face.yaml"
    file.write_text(file.read_text("utf-8").replace("why: So", "why: So it is"), "utf-8")
    later = shell("checklist", "diff", "picosure-face", now="2026-11-24T09:00")
    assert "When to call, 'Chills': new.\n  For safety: " in later.out
    assert "Make-up" not in later.out


@pytest.mark.parametrize(
    ("options", "code", "says"),
    [
        (("--except", "nothing"), 2, "No part fits 'nothing'. They are face-alcohol ("),
        (("--except", "face"), 2, "Several parts fit 'face'. They are face-alcohol ("),
        (
            ("--except", "face-alcohol", "--except", "face-no-makeup"),
            1,
            "That refuses all of it. To keep the plan as it is: afterglow checklist keep picosure-face",
        ),
    ],
)
def test_a_word_that_is_no_part_and_a_refusal_of_everything_say_what_to_write(
    shell: Shell, options: tuple[str, ...], code: int, says: str
) -> None:
    write(shell, TWO)

    ended = shell("checklist", "accept", "picosure-face", *options, now=LATER)

    assert (ended.code, ended.err.startswith(says)) == (code, True), ended.err
    assert makeup(shell) == "2026-11-27"


def test_of_what_was_kept_out_as_a_whole_one_part_is_had_after_all(shell: Shell) -> None:
    write(shell, TWO)
    assert shell("checklist", "keep", "picosure-face", now=LATER).code == 0

    assert shell("checklist", "accept", "picosure-face", "--with", "face-alcohol", now=LATER).code == 0

    diff = shell("checklist", "diff", "picosure-face", "--json", now="2026-11-24T09:00").json
    assert (diff["changes"], diff["refused"]) == (
        [],
        [
            {
                "parts": ["rules/face-no-makeup"],
                "says": "Make-up: back on day 5 (Wed 25 Nov) instead of day 7 (Fri 27 Nov)",
                "since": "2026-11-23",
                "safety": False,
            }
        ],
    )
