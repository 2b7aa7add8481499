"""Checklist files: where they are found, and by which id."""

from collections.abc import Callable
from pathlib import Path

import pytest

from checklists import library
from tests.support.files import MINE, TEXT
from tui.files.checklist_files import ChecklistPath, checklist_paths, find
from tui.paths import Paths


def test_shipped_files_are_found_without_a_folder_of_ones_own(home: Path) -> None:
    everything = checklist_paths(Paths.at(home))

    assert tuple(each.id for each in everything) == library.every()
    assert all(each.shipped and each.read() == library.read(each.id) for each in everything)


def test_ones_own_file_is_known_by_the_id_it_gives_itself(
    paths: Paths, write: Callable[[str, str], Path]
) -> None:
    file = write("from-my-clinic.yaml", MINE)

    assert find(paths, "mine") == ChecklistPath("mine", file, False)
    assert find(paths, "from-my-clinic") is None
    assert find(paths, "nobody") is None


def test_ones_own_file_takes_the_place_of_a_shipped_one_of_its_id(
    paths: Paths, write: Callable[[str, str], Path]
) -> None:
    file = write("mine.yml", TEXT)

    assert find(paths, "picosure-face") == ChecklistPath("picosure-face", file, False)
    assert len(checklist_paths(paths)) == len(library.every())


@pytest.mark.parametrize("line", ['id: "mine"', "id: 'mine'  # the clinic's", "id:   mine\r"])
def test_an_id_may_be_written_as_yaml_allows(
    paths: Paths, write: Callable[[str, str], Path], line: str
) -> None:
    write("x.yaml", f"format: 1\n{line}\ntitle: x\n")

    assert find(paths, "mine") is not None


def test_a_file_that_gives_no_id_goes_by_its_name(paths: Paths, write: Callable[[str, str], Path]) -> None:
    write("broken.yaml", "rules:\n  - id: face\n")
    (paths.checklists / "bytes.yaml").write_bytes(b"\xff\xfe\x00")

    assert find(paths, "broken") is not None
    assert find(paths, "bytes") is not None


def test_other_files_and_folders_are_passed_over(paths: Paths, write: Callable[[str, str], Path]) -> None:
    write("notes.txt", MINE)
    write(".mine.yaml", MINE)
    (paths.checklists / "folder.yaml").mkdir()

    assert all(each.shipped for each in checklist_paths(paths))


@pytest.mark.parametrize(
    ("names", "first"),
    [
        (("mine.yaml", "mine_backup.yaml", "a.yaml"), "mine.yaml"),
        (("face.yaml", "face_backup.yaml", "face (1).yaml", "a face copy.yaml"), "face.yaml"),
        (("FACE.YAML", "face-2.yml"), "FACE.YAML"),
    ],
)
def test_of_several_files_of_one_id_a_copy_is_not_the_one(
    paths: Paths, write: Callable[[str, str], Path], names: tuple[str, ...], first: str
) -> None:
    for name in names:
        write(name, MINE)

    file = find(paths, "mine")

    assert file is not None
    assert file.path.name == first


def test_the_loader_reads_of_a_huge_file_no_more_than_it_needs(
    paths: Paths, write: Callable[[str, str], Path]
) -> None:
    file = write("huge.yaml", "# " + "x" * 1_000_000)

    assert len(ChecklistPath("huge", file, False).read()) == 256 * 1024 + 1
