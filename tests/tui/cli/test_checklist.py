"""`checklist`: the files behind the plan."""

import json
from pathlib import Path

import pytest

from checklists import library
from checklists.loader import load_checklist
from tests.support.commands import Shell
from tests.support.files import own_text
from tui.paths import Paths

TESTS = Path(__file__).parents[2]


@pytest.fixture
def shell(home: Path) -> Shell:
    return Shell(home)


@pytest.fixture
def own(home: Path) -> Path:
    """A file of the person's own, in its folder."""
    folder = home / "checklists"
    folder.mkdir(parents=True)
    file = folder / "mine.yaml"
    file.write_text(own_text("my-face"), "utf-8")
    return file


def test_every_checklist_is_listed_with_where_it_is_from(shell: Shell, own: Path) -> None:
    listed = {line.split()[0]: line.split()[1:] for line in shell("checklist", "list").out.splitlines()}

    assert set(listed) == {"my-face", *library.shipped()}
    assert listed["my-face"] == ["PicoSure", "on", "the", "face", "66", "rules", str(own)]
    assert listed["picosure-face"] == ["PicoSure", "on", "the", "face", "66", "rules", "shipped"]


def test_a_broken_file_is_listed_as_such_and_hides_nothing(shell: Shell, own: Path) -> None:
    own.write_text("format: 1\nid: my-face\n", "utf-8")

    ended = shell("checklist", "list")

    assert ended.code == 0
    assert "cannot be used" in ended.line("my-face")
    assert ended.line("picosure-face").endswith("shipped")


def test_a_checklist_prints_like_a_sheet_of_paper(shell: Shell) -> None:
    out = shell("checklist", "show", "picosure-face").out
    lines = out.splitlines()

    assert lines[0] == "PicoSure on the face"
    assert max(map(len, lines)) <= 78
    assert lines.index("When to call") < 14
    for heading in ("In short, day 1", "Daily care, to tick", "Leave alone, day by day"):
        assert heading in lines
    sunscreen = lines.index("[ ] Put sunscreen on closed skin: SPF 50, broad spectrum")
    assert lines[sunscreen + 1] == "    (days 1 to 89, morning)"
    assert "https://" not in out


def test_it_prints_with_the_dates_that_are_asked_for(shell: Shell) -> None:
    lines = shell("checklist", "show", "picosure-face", "--on", "2026-12-25").out.splitlines()

    assert "Treated on Fri 25 Dec 2026 (day 0). Day 7: Fri 1 Jan. Day 14: Fri 8 Jan." in lines
    assert shell("checklist", "show", "picosure-face", "--on", "soonish").code == 2
    refused = shell("checklist", "show", "picosure-face", "--on", "2026-12-25", "--sources")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == "--on is for the printed page. Leave out --sources, --ids and --json.\n"


def test_it_prints_with_the_dates_and_the_clinic_of_the_recovery_that_runs(shell: Shell) -> None:
    begin = ("start", "picosure-face", "--on", "2026-11-20T16:00", "--clinic", "Harbour Skin, +65 6123 4567")
    assert shell(*begin, now="2026-11-21T09:00").code == 0
    shown = ("checklist", "show", "picosure-face")

    printed = shell(*shown, now="2026-11-21T09:00").out
    assert "My clinic: Harbour Skin  Phone: +65 6123 4567" in printed.splitlines()
    whole = " ".join(printed.split())
    assert "Treated on Fri 20 Nov 2026 (day 0). Day 7: Fri 27 Nov." in whole
    assert 'As in your recovery "PicoSure on the face": with its days, and without' in whole
    assert "Contact sport" in printed
    assert shell("answer", "habits=makeup", now="2026-11-21T09:00").code == 0
    clinic = ("clinic", "date", "face-no-makeup", "--days", "0-9")
    assert shell(*clinic, now="2026-11-21T09:00").code == 0
    fitted = shell(*shown, now="2026-11-21T09:00").out
    assert "Contact sport" not in fitted
    assert "make-up x x x x x x - - - - Mon 30 Nov, if calm" in " ".join(fitted.split())
    # A date that is asked for is nobody's recovery.
    other = shell(*shown, "--on", "2026-12-01", now="2026-11-21T09:00").out
    assert "Treated on Tue 1 Dec 2026 (day 0). Day 7" in other
    assert "____________  Day 7:" in shell("checklist", "show", "ipl-face", now="2026-11-21T09:00").out


def test_a_page_prints_without_a_journal_and_makes_none(shell: Shell, paths: Paths) -> None:
    assert "Treated on (day 0): ____________" in shell("checklist", "show", "ipl-face").out
    assert not paths.journal.exists()
    paths.journal.parent.mkdir(parents=True, exist_ok=True)
    paths.journal.write_bytes(b"not a journal")
    ended = shell("checklist", "show", "ipl-face")
    assert (ended.code, "Treated on (day 0): ____________" in ended.out) == (0, True)


def test_the_sources_come_when_asked_for(shell: Shell) -> None:
    lines = shell("checklist", "show", "picosure-face", "--sources").out.splitlines()

    assert "  Sources differ: from the same day to a week." in lines
    assert any("[nsc] until scabs go (5-7 days);" in line for line in lines)
    assert "[nsc] Pigment Laser, National Skin Centre, Singapore" in lines


@pytest.mark.parametrize("id", library.shipped())
def test_everything_that_a_file_over_it_may_name_is_listed_by_its_id(id: str, shell: Shell) -> None:
    checklist = load_checklist(library.read(id), name=id).checklist
    words = {line.split()[0] for line in shell("checklist", "show", id, "--ids").out.splitlines()}

    assert {each.id for each in checklist.rules} | {each.id for each in checklist.warnings} <= words
    assert {each.id for each in checklist.signs} | {each.id for each in checklist.questions} <= words
    assert {each.id for each in checklist.phases} | {each.key for each in checklist.sources} <= words
    assert words >= {"rules:", "signs:", "warnings:", "phases:", "normal:", "sources:"}


def test_a_name_that_nothing_has_is_answered_with_where_the_names_stand(shell: Shell, own: Path) -> None:
    text = "format: 1\nid: mine\nextends: picosure-face\nwarnings: {remove: [everything]}\n"
    own.write_text(text, "utf-8")
    ended = shell("checklist", "check", "mine")

    assert ended.err.splitlines() == [
        f'{own}:4:21: warnings.remove.1: no warning is called "everything" in picosure-face; '
        "see: afterglow checklist show picosure-face --ids"
    ]


def test_an_unknown_checklist_is_named_with_the_nearest(shell: Shell) -> None:
    ended = shell("checklist", "show", "picosure")

    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("There is no checklist 'picosure'. Nearest: picosure-face")


def test_a_good_file_passes_in_silence(shell: Shell) -> None:
    ended = shell("checklist", "check", *(str(library.where(id)) for id in library.shipped()))

    assert (ended.code, ended.out, ended.err) == (0, "", "")


def test_every_fault_is_named_by_file_line_and_column_on_the_side(shell: Shell, own: Path) -> None:
    text = own.read_text("utf-8")
    own.write_text(text.replace("    like: cleanse\n", "    like: cleanse\n    shrt: wash\n", 1), "utf-8")
    line = own.read_text("utf-8").splitlines().index("    shrt: wash") + 1

    ended = shell("checklist", "check", str(own))

    assert (ended.code, ended.out) == (3, "")
    assert ended.err.startswith(f"{own}:{line}:5: rules.face-cleanse.shrt: ")


def test_the_broken_files_of_the_tests_are_all_found_out(shell: Shell) -> None:
    files = sorted(str(path) for path in (TESTS / "broken").glob("*.yaml"))

    ended = shell("checklist", "check", *files)

    assert (ended.code, ended.out) == (3, "")
    named = {line.split(".yaml:")[0] for line in ended.err.splitlines()}
    assert named == {file.removesuffix(".yaml") for file in files}


def test_what_is_no_file_is_said_and_the_rest_is_checked(shell: Shell, own: Path, tmp_path: Path) -> None:
    missing = tmp_path / "missing.yaml"

    alone = shell("checklist", "check", str(missing), str(tmp_path))
    own.write_text("format: 1\n", "utf-8")
    among = shell("checklist", "check", str(missing), str(own))

    assert alone.code == 2
    assert alone.err.splitlines() == [
        f"{missing}: cannot be read: no such file or directory.",
        f"{tmp_path}: is a folder, not a checklist.",
    ]
    assert among.code == 3
    assert f"{own}:" in among.err


def test_the_schema_is_json_and_speaks_of_format_1(shell: Shell) -> None:
    schema = json.loads(shell("checklist", "schema").out)

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "rules" in schema["$defs"]["ChecklistFile"]["properties"]


def test_the_folder_for_ones_own_and_the_file_of_an_id_can_be_asked_for(shell: Shell, own: Path) -> None:
    assert shell("checklist", "path").out == f"{own.parent}\n"
    assert shell("checklist", "path", "my-face").out == f"{own}\n"
    assert shell("checklist", "path", "picosure-face").out == f"{library.where('picosure-face')}\n"
    assert shell("checklist", "path", "nobody").code == 2


def test_a_recovery_can_begin_with_ones_own_file_and_not_with_a_broken_one(shell: Shell, own: Path) -> None:
    assert shell("start", "my-face", "--on", "2026-11-20T16:00").code == 0
    assert shell("today").err == ""
    own.write_text(own.read_text("utf-8").replace("format: 1\n", "format: 1\nfrmat: 1\n"), "utf-8")

    ended = shell("start", "my-face", "--on", "2026-11-21T16:00")

    assert (ended.code, ended.out) == (3, "")
    assert ended.err.startswith(f"{own}:")


def test_a_broken_file_is_told_on_the_side_of_every_plain_command_and_stops_none(
    shell: Shell, own: Path
) -> None:
    shell("start", "my-face", "--on", "2026-11-20T16:00")
    own.write_text(own.read_text("utf-8").replace("\nphases:\n", "\nphase:\n"), "utf-8")

    for command in (("today",), ("tick", "face-cleanse"), ("due",), ("call",), ("plan",)):
        ended = shell(*command)
        assert ended.code == 0, command
        assert ended.err.startswith(f"{own}:"), command
        assert ended.err.endswith("Until that is mended, the last good version runs on.\n"), command


def test_a_checklist_is_checked_by_its_id_too_and_a_file_of_that_name_comes_first(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    named = shell("checklist", "check", *library.shipped())
    assert (named.code, named.out, named.err) == (0, "", "")

    (tmp_path / "picoplus").write_text("format: 1\n", "utf-8")
    ended = shell("checklist", "check", "picoplus")

    assert ended.code == 3
    assert ended.err.startswith("picoplus:")


def test_copies_of_a_file_are_named_by_list_and_doctor_and_change_nothing(day_three: Path) -> None:
    shell, folder = Shell(day_three), day_three / "checklists"
    assert shell("checklist", "new", "picosure-face").code == 0
    own = (folder / "picosure-face.yaml").read_text("utf-8")
    (folder / "face_backup.yaml").write_text(f"{own}change:\n  face-spf-am: {{at: midday}}\n", "utf-8")
    both = "picosure-face.yaml counts, and face_backup.yaml of the same id (picosure-face) does not: "
    way_out = "give it another id, or move it away.\n"

    listed, well = shell("checklist", "list"), shell("doctor")

    assert str(folder / "picosure-face.yaml") in listed.line("picosure-face")
    assert (listed.code, listed.err) == (0, both + way_out)
    assert (well.code, well.err) == (3, both + way_out)
    assert shell("checklist", "show", "picosure-face").err == both + way_out
    assert shell("checklist", "diff", "picosure-face").out.startswith("Nothing waits")


def test_a_copy_of_what_a_followed_file_stands_on_never_takes_its_place_and_both_are_named(
    day_three: Path,
) -> None:
    folder = day_three / "checklists"
    folder.mkdir(parents=True, exist_ok=True)
    base = "format: 1\nextends: picosure-face\nid: my-base\nhidden: yes\ntitle: Mine\n"
    (folder / "zbase.yaml").write_text(base, "utf-8")
    (folder / "mine.yaml").write_text("format: 1\nextends: my-base\nid: mine\nhidden: no\n", "utf-8")
    shell = Shell(day_three)
    with_copy = "zbase.yaml counts, and abase.yaml of the same id (my-base) does not: "
    with_copy += "give it another id, or move it away."
    begun = shell("start", "mine", "--on", "2026-11-20T16:00", "--yes", now="2026-11-23T09:00")
    assert begun.code == 0, begun.err
    copy = f"{base}change:\n  face-no-makeup: {{days: 0-3}}\n"
    (folder / "abase.yaml").write_text(copy, "utf-8")

    for _ in range(2):
        assert shell("checklist", "list").err == f"{with_copy}\n"
        assert with_copy in shell("doctor").err
        ended = shell("checklist", "diff", "mine")
        assert ended.out.startswith("Nothing waits: ")
        assert ended.err == f"{with_copy}\n"
    # Also once what is followed changes itself: then that waits, and not what the copy holds.
    (folder / "zbase.yaml").write_text(base.replace("Mine", "Ours"), "utf-8")
    assert "make-up" not in shell("checklist", "diff", "mine").out.casefold()


def test_a_file_of_the_id_of_a_base_is_said_to_change_no_shipped_checklist(home: Path) -> None:
    folder = home / "checklists"
    folder.mkdir(parents=True)
    (folder / "aftercare-base.yaml").write_bytes(library.read("aftercare-base"))
    shell = Shell(home)
    sentence = "aftercare-base.yaml has the id of what the shipped checklists stand on (aftercare-base). "
    assert sentence in shell("checklist", "list").err
    doctor = shell("doctor")
    assert sentence in doctor.out + doctor.err
    assert doctor.code == 0
