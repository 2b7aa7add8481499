"""`undo` and `redo`: every act, in its own words, across restarts."""

from pathlib import Path

from tests.support.commands import Shell


def test_every_act_is_taken_back_in_its_own_words_and_done_again(shell: Shell) -> None:
    acts = [
        (("tick", "face-cleanse/morning"), "tick 'Wash gently with cool or lukewarm water', morning, day 3"),
        (
            ("untick", "face-cleanse/morning"),
            "untick 'Wash gently with cool or lukewarm water', morning, day 3",
        ),
        (("skip", "face-moisturise/midday"), "skip 'Moisturise', midday, day 3"),
        (("slip", "face-no-rub"), "slip 'Rubbing, scratching or scrubbing', day 3"),
        (("note", "slept well"), "note, day 3"),
        (("sign", "crusts", "yes"), "check-in: crusts yes, day 3"),
        (("answer", "habits="), "answer 'What is part of your usual week?' none of these"),
        (("recovery", "correct", "--on", "2026-11-20T15:30"), "correct the treatment to 2026-11-20 15:30"),
        (("recovery", "correct", "--clinic", "Tan, 995"), "change the clinic's details"),
        (("recovery", "end"), "put away PicoSure on the face"),
    ]
    start = shell("today", "--json").out
    for arguments, _ in acts:
        assert shell(*arguments).code == 0, arguments
    end = shell("today", "--json").out
    for _, words in reversed(acts):
        assert shell("undo").out == f"Undid: {words}\n"
    assert shell("today", "--json").out == start
    for _, words in acts:
        assert shell("redo").out == f"Did again: {words}\n"
    assert shell("today", "--json").out == end


def test_with_nothing_left_the_answer_is_a_plain_no(shell: Shell) -> None:
    assert shell("redo").err == "Nothing to redo.\n"
    ended = shell("undo")
    assert (ended.code, ended.err) == (
        1,
        "That would be the start of a recovery: start PicoSure on the face, treated 2026-11-20 16:00. "
        "If you mean it: afterglow undo --start\n",
    )
    assert shell("undo", "--start").out == "Undid: start PicoSure on the face, treated 2026-11-20 16:00\n"

    ended = shell("undo")

    assert (ended.code, ended.out, ended.err) == (1, "", "Nothing to undo.\n")
    assert shell("today").err == (
        "No recovery has been started. Begin one with: afterglow start CHECKLIST\n"
        "One was, and it was undone. afterglow redo brings it back.\n"
    )


def test_undo_in_an_empty_home_makes_nothing(home: Path) -> None:
    shell = Shell(home)

    assert (shell("undo").code, shell("redo").code) == (1, 1)
    assert not home.exists()


def test_an_act_of_another_recovery_is_named_with_it(shell: Shell) -> None:
    shell("start", "picosure-face", "--on", "2026-11-22T10:00")
    shell("tick", "face-cleanse/morning", "--recovery", "picosure-face")

    assert shell("undo").out == (
        "Undid: tick 'Wash gently with cool or lukewarm water', morning, day 3 (picosure-face)\n"
    )
