"""`sign`, `check-in` and `answer`: what the skin is like, and what is true of the person."""

import json
from pathlib import Path

import pytest

from tests.support.commands import NOW, Shell
from tests.support.terminal import Terminal, afterglow
from tui.journal import Journal, Topic


@pytest.mark.parametrize(
    ("name", "value", "said", "above"),
    [
        ("crusts", "yes", "crusts yes", ""),
        ("crusts", "No", "crusts no", ""),
        ("redness", "3", "redness 3 strong", ""),
        ("redness", "fiery", "redness 4 fiery", "redness 4 fiery"),
        ("pain", "6", "pain 6", "pain 6 of 10"),
    ],
)
def test_a_sign_is_reported_by_yes_or_no_by_number_or_by_word(
    shell: Shell, name: str, value: str, said: str, above: str
) -> None:
    ended = shell("sign", name, value)

    more = f"You said {above}: More than usual on day 3 (an estimate). See when to call.\n" if above else ""
    assert (ended.code, ended.out) == (0, f"Noted: {said}, day 3.\n{more}")


def test_a_report_says_what_it_holds_and_what_it_frees(shell: Shell) -> None:
    held = shell("sign", "crusts", "yes", now="2026-11-27T09:00")
    freed = shell("sign", "crusts", "no", now="2026-11-27T09:10")

    assert held.out.splitlines()[1] == (
        "Left alone for as long as that lasts: Exercise that makes you sweat, Make-up "
        "and Acids, scrubs and vitamin C."
    )
    assert "Make-up: back if no blisters, open skin or obvious redness." in freed.out


def test_going_out_holds_until_its_hour_and_wakes_what_it_is_for(shell: Shell) -> None:
    ended = shell("sign", "outdoors", "yes")

    assert ended.out.splitlines() == ["Noted: outdoors yes, day 3.", "That holds until 18:00."]
    assert "You said you are out, until 18:00." in shell("today").out
    assert "face-spf-2h/n1" in shell("today").out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("crsuts", "yes"), "There is no sign 'crsuts' in picosure-face. Nearest: crusts."),
        (("crusts", "maybe"), "'maybe' is not a value of crusts: yes or no."),
        (("pain", "11"), "'11' is not a value of pain: 0 to 10."),
        (
            ("redness", "strng"),
            "'strng' is not a value of redness: 0 none, 1 slight, 2 obvious, 3 strong, 4 fiery. "
            "Nearest: strong.",
        ),
    ],
)
def test_a_sign_or_value_that_is_none_is_named_with_the_nearest(
    shell: Shell, arguments: tuple[str, ...], sentence: str
) -> None:
    assert shell.refusal("sign", *arguments) == sentence


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("pain", "5", "redness", "3"), "pain 5, redness 3 strong"),
        (("redness=3",), "redness 3 strong"),
        (("PAIN=5", "Redness", "Strong", "crust", "N"), "pain 5, redness 3 strong, crusts no"),
        (("open", "skin", "yes"), "open-skin yes"),
        (("open-skin", "Y", "swelling", "very", "strong"), "open-skin yes, swelling 4 very strong"),
        (("redness", "3 strong"), "redness 3 strong"),
        (("red", "1"), "redness 1 slight"),
    ],
)
def test_several_signs_are_one_act_in_any_case_and_form(
    shell: Shell, words: tuple[str, ...], said: str
) -> None:
    ended = shell("sign", *words)

    assert ended.code == 0
    assert ended.out.startswith(f"Noted: {said}, day 3.\n")
    assert shell("undo").out.startswith(f"Undid: check-in: {said}, day 3")
    with Journal.open(shell.home / "journal.sqlite") as journal:
        assert journal.current("picosure-face", Topic.SIGN) == {}


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("pain", "5", "redness"), "Say how redness is: 0 none, 1 slight, 2 obvious, 3 strong, 4 fiery."),
        (("pain=",), "Say how pain is: 0 to 10."),
        (("pain", "5", "pain=6"), "pain is said twice. Once is enough."),
        (("pain", "5", "redness", "9"), "'9' is not a value of redness: "),
        (("s", "5"), "There is no sign 's' in picosure-face."),
        (("ess", "2"), "'ess' fits both redness and dryness. Say which one."),
    ],
)
def test_of_several_signs_one_that_is_wrong_keeps_all_from_being_written(
    shell: Shell, arguments: tuple[str, ...], sentence: str
) -> None:
    assert shell.refusal("sign", *arguments).startswith(sentence)


def test_to_report_all_that_the_check_in_asks_does_it_and_some_of_it_does_not(shell: Shell) -> None:
    most = ["swelling", "0", "pain", "1", "crusts", "no", "blisters", "no", "open-skin", "no", "dryness", "1"]
    shell("sign", "redness", "2", *most)
    assert shell("today").line("] face-log/evening").startswith("[ ]")
    ended = shell("sign", "spots", "0")
    assert ended.out.splitlines()[:2] == [
        "Noted: spots 0 none, day 3.",
        "That is all that the check-in asks: it is done.",
    ]
    assert shell("today").line("] face-log/evening").startswith("[x]")
    assert "check in" not in shell("due").out.casefold()
    shell("undo")
    assert shell("today").line("] face-log/evening").startswith("[ ]")


def test_one_sign_as_json_has_what_it_had_and_several_a_list(shell: Shell) -> None:
    one = shell("sign", "pain", "5", "--json").json
    two = shell("sign", "pain=4", "crusts=no", "--json").json

    assert (one["sign"], one["value"], one["reports"]) == ("pain", 5, [{"sign": "pain", "value": 5}])
    assert two["reports"] == [{"sign": "pain", "value": 4}, {"sign": "crusts", "value": 0}]
    assert (two["sign"], two["value"]) == (None, None)


def test_without_a_name_every_sign_is_listed_with_what_holds_and_its_values(shell: Shell) -> None:
    shell("sign", "redness", "3", "crusts", "no")
    before = shell.content()

    listed = shell("sign")

    assert (listed.code, listed.err) == (0, "")
    assert listed.out.splitlines()[:2] == [
        "redness: How hot, sore or red is it?",
        "  Reported: 3 strong, Mon 23 Nov. Takes 0 none, 1 slight, 2 obvious, 3 strong, 4 fiery.",
    ]
    assert "  Reported: no, Mon 23 Nov. Takes yes or no." in listed.out
    assert "  Not reported. Takes 0 to 10." in listed.out
    assert (
        listed.out.splitlines()[-1] == "Report with: afterglow sign redness 1. Several at once are one act."
    )
    signs = {each["sign"]: each for each in shell("sign", "--json").json["signs"]}
    assert (signs["redness"]["value"], signs["redness"]["date"]) == (3, "2026-11-23")
    assert (signs["pain"]["value"], signs["pain"]["date"], signs["pain"]["top"]) == (None, None, 10)
    assert shell.content() == before


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (("smoking=n", "MELASMA=Yes"), {"smoking": ["no"], "melasma": ["yes"]}),
        (("smoking", "no", "melasma", "not", "sure"), {"smoking": ["no"]}),
        (("strength=Red for days",), {"strength": ["strong"]}),
        (("strength", "Calm", "by", "the", "next", "day"), None),
        (
            ("habits=Retinoids (vitamin A creams), peeling acids, vitamin C or acne creams",),
            {"habits": ["actives"]},
        ),
        (("habits=Make-up,swim",), {"habits": ["makeup", "swimming"]}),
        (("habits=none", "about="), {"habits": []}),
        (("smok=y",), {"smoking": ["yes"]}),
    ],
)
def test_several_answers_are_one_act_and_known_by_label_and_part(
    shell: Shell, words: tuple[str, ...], kept: dict[str, object] | None
) -> None:
    with Journal.open(shell.home / "journal.sqlite") as journal:
        before = {key: each.value for key, each in journal.current("picosure-face", Topic.ANSWER).items()}

    ended = shell("answer", *words)

    with Journal.open(shell.home / "journal.sqlite") as journal:
        after = {key: each.value for key, each in journal.current("picosure-face", Topic.ANSWER).items()}
    assert ended.code == (2 if kept is None else 0), ended.err
    assert after == before | (kept or {})
    if kept:
        shell("undo")
        with Journal.open(shell.home / "journal.sqlite") as journal:
            undone = {key: each.value for key, each in journal.current("picosure-face", Topic.ANSWER).items()}
        assert undone == before


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("smoking",), "Say what holds: smoking=yes|no"),
        (("smoking=n", "smok=y"), "smoking is answered twice."),
        (("smoking=perhaps",), "'perhaps' is not an answer to smoking. There is: yes, no."),
        (("smoking=n", "stong=x"), "There is no question 'stong' in picosure-face."),
        (("habits=sport",), None),
        (("habits=ing",), "'ing' fits "),
    ],
)
def test_an_answer_that_is_none_keeps_all_from_being_written(
    shell: Shell, arguments: tuple[str, ...], sentence: str | None
) -> None:
    if sentence is None:
        assert shell("answer", *arguments).out.endswith("Contact sport.\n")
    else:
        assert shell.refusal("answer", *arguments).startswith(sentence)


def test_without_a_question_all_are_listed_with_what_holds(shell: Shell) -> None:
    before = shell.content()

    lines = shell("answer").out.splitlines()

    assert lines[:3] == [
        "habits: What is part of your usual week?",
        "  [x] makeup        Make-up",
        "  [x] exercise      Exercise that makes you sweat",
    ]
    about = lines.index("about: Has any of this been true for you?")
    assert lines[about + 5] == "  None of these."
    strength = lines.index("strength: How strong was the treatment?")
    assert lines[strength + 3] == "  Not sure yet: the stricter plan holds."
    assert lines[-1] == "Not sure: habits=not-sure"
    assert shell.content() == before


def test_an_answer_holds_from_now_on(shell: Shell) -> None:
    ended = shell("answer", "habits=exercise")

    assert ended.out == "From now on: What is part of your usual week? Exercise that makes you sweat.\n"
    assert "face-no-makeup" not in shell("today", "--day", "4").out
    again = shell("answer", "habits=exercise")
    assert again.out == "Already so: What is part of your usual week? Exercise that makes you sweat.\n"


def test_not_sure_brings_every_rule_back(shell: Shell) -> None:
    assert "face-no-shave" not in shell("today").out

    assert (
        shell("answer", "habits=not-sure").out == "From now on: What is part of your usual week? not sure.\n"
    )

    assert "face-no-shave" in shell("today").out


def test_no_answer_at_all_is_none_of_these(shell: Shell) -> None:
    assert shell("answer", "habits=").out == "From now on: What is part of your usual week? none of these.\n"
    assert shell("answer", "strength=").err == "strength takes one answer: strong, light.\n"


def test_of_what_a_call_line_hangs_on_none_of_these_is_refused_wherever_it_is_typed(home: Path) -> None:
    refused = (
        "When to call depends on site, so one at least must be true: "
        "limb, face, hair-bearing, hands-feet, other. Not sure? site=not-sure\n"
    )
    shell = Shell(home, now=NOW)
    for value in ("site=", "site=none", "site=,"):
        begun = shell("start", "picosure-tattoo", "--on", "2026-11-20T16:00", "--answer", value)
        assert (begun.code, begun.out, begun.err) == (2, "", refused)
    shell("start", "picosure-tattoo", "--on", "2026-11-20T16:00", "--answer", "site=face")
    assert shell("answer", "site=").err == refused
    assert "None of them: habits=" not in shell("answer").out.partition("site")[0]
    assert shell("answer", "site=not-sure").out == "From now on: Where is the tattoo? not sure.\n"


def test_of_a_question_with_one_answer_nothing_is_no_answer(home: Path) -> None:
    begun = Shell(home, now=NOW)("start", "picoplus", "--on", "2026-11-20T16:00", "--answer", "kind=")
    assert (begun.code, begun.err) == (2, "kind takes one answer: toning, spot, deep, lens.\n")


def test_a_check_in_without_a_terminal_asks_nothing(shell: Shell) -> None:
    ended = shell("check-in")

    assert (ended.code, ended.out) == (2, "")
    assert ended.err == ("A check-in asks, and this is no terminal. Report with: afterglow sign NAME VALUE\n")


def check_in(shell: Shell, size: tuple[int, int] = (80, 120)) -> Terminal:
    command = afterglow(shell.home, "--now", NOW, "check-in")
    return Terminal(command, size, {"TZ": shell.zone, "PYTHONPATH": str(Path(__file__).parents[3])})


def test_a_check_in_asks_each_sign_and_then_what_depends_on_an_answer_all_in_one_act(shell: Shell) -> None:
    with check_in(shell) as terminal:
        terminal.wait_for("How hot, sore or red is it?")
        terminal.wait_for("Usual by now, an estimate: 1 to 3")
        for prompt, key in (
            ("0 to 4:", "fierce\r"),
            ("'fierce' is not a value of redness", "2\r"),
            ("How swollen or puffy is it?", "\r"),
            ("How much does it hurt", "1\r"),
            ("Any scabs, crusts or flakes?", "yes\r"),
            ("Any blisters, or open, raw or weeping skin?", "perhaps\r"),
            ("Say yes or no, or enter to leave it open.", "y\r"),
            ("Any blisters?", "n\r"),
            ("Any open, raw or weeping skin?", "\r"),
            ("How dry or tight", "\r"),
            ("Any new pimples", "\r"),
            ("How strong was the treatment?", "1\r"),
            ("Any melasma", "9\r"),
            ("1 to 3 or enter to leave it open:", "3\r"),
            ("Anything from When to call?", "y\r"),
        ):
            terminal.wait_for(prompt)
            terminal.press(key)
        assert terminal.wait_end() == 0
        assert "Noted: redness 2 obvious, pain 1, crusts yes, blisters no." in terminal.text
        assert "NOW: your emergency number, 112" in terminal.text

    today = shell("today")
    assert "Reported: redness 2 obvious, pain 1, crusts yes, blisters no" in today.out.splitlines()
    assert today.line("] face-log/evening").startswith("[x]")
    with Journal.open(shell.home / "journal.sqlite") as journal:
        assert journal.current("picosure-face", Topic.ANSWER)["strength"].value == ["strong"]
    assert shell("undo").out == (
        "Undid: check-in: redness 2 obvious, pain 1, crusts yes, blisters no, day 3; "
        "answer 'How strong was the treatment?' Red for days; "
        "answer 'Any melasma, that is brown patches on the face?' not sure\n"
    )
    with Journal.open(shell.home / "journal.sqlite") as journal:
        assert journal.current("picosure-face", Topic.ANSWER).keys() == {"habits", "about"}


def test_a_check_in_as_json_has_the_numbers_before_and_after_and_what_stands(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = Shell(shell.home, now="2026-11-22T20:10")
    earlier("sign", "pain", "4", "redness", "3")
    typed = {"0 to 10": "8", "0 to 4": "2", "one by one": "no", "When to call": "y"}
    monkeypatch.setattr("tui.cli.sign.can_ask", lambda: True)
    monkeypatch.setattr("builtins.input", lambda prompt: next((typed[k] for k in typed if k in prompt), ""))

    ended = shell("check-in", "--json")

    assert ended.code == 0
    value = json.loads(ended.out)
    pain = {"sign": "pain", "value": 8, "before": 4, "before_date": "2026-11-22"}
    assert pain in value["reports"]
    said = {each["sign"]: each["value"] for each in value["reports"]}
    assert (said["blisters"], said["open-skin"]) == (0, 0)
    assert (value["day"], value["date"], value["asks_call"]) == (3, "2026-11-23", True)
    assert [each["warning"] for each in value["safety"]] == ["pain-strong"]
    assert "NOW: your emergency number, 112" in ended.err
    assert "How much does it hurt" in ended.err


def test_a_check_in_that_is_broken_off_leaves_everything_as_it_was(shell: Shell) -> None:
    before = shell.content()

    with check_in(shell) as terminal:
        terminal.wait_for("0 to 4:")
        terminal.press("2\r")
        terminal.wait_for("How swollen or puffy is it?")
        terminal.press("ctrl+c")
        assert terminal.wait_end() == 130
        assert "Traceback" not in terminal.text

    assert shell.content() == before


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (["1, 3"], ["exercise", "shaving"]),
        (["5"], []),
        (["6"], "not sure"),
        (["1,5", "7", "x", "2"], ["contact-sport"]),
        ([""], None),
    ],
    ids=str,
)
def test_several_answers_to_a_later_question_are_said_with_commas(
    home: Path, monkeypatch: pytest.MonkeyPatch, typed: list[str], kept: object
) -> None:
    shell = Shell(home, now="2026-11-22T20:10")
    shell("start", "picosure-tattoo", "--on", "2026-11-20T16:00")
    given = iter(typed)

    def line(prompt: str) -> str:
        return next(given) if "several with commas" in prompt else "no" if "yes or no" in prompt else ""

    monkeypatch.setattr("tui.cli.sign.can_ask", lambda: True)
    monkeypatch.setattr("builtins.input", line)
    assert shell("check-in").code == 0
    assert next(given, None) is None
    with Journal.open(home / "journal.sqlite") as journal:
        answer = journal.latest("picosure-tattoo", Topic.ANSWER, "habits")
    assert (None if answer is None else answer.value) == kept


def test_a_day_without_signs_asks_what_waited_until_now(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shell = Shell(home, now="2026-12-06T20:10")
    shell("start", "picosure-face", "--on", "2026-11-20T16:00")
    monkeypatch.setattr("tui.cli.sign.can_ask", lambda: True)
    monkeypatch.setattr("builtins.input", lambda prompt: "1")

    first, second, third = shell("check-in"), shell("check-in"), shell("check-in")

    assert (first.code, second.code) == (0, 0)
    assert first.out.startswith("Check-in, day 16. Enter leaves one out;")
    assert first.out.count("From now on: ") == 2
    assert (third.code, third.err) == (1, "Day 16 asks nothing.\n")
