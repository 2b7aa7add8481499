"""Where things are kept, and who may read them."""

import os
import stat
from collections.abc import Iterator
from errno import ELOOP, EPERM
from pathlib import Path

import pytest

from tui.paths import Paths, chosen_home, create_file, make_folder, replace_file


@pytest.fixture(params=[0o000, 0o022, 0o277], ids=oct)
def umask(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """An umask in force: none, the usual one, and one that takes even the owner's bits.

    The test's own folder is made before it, or nothing could be written there.
    """
    before = os.umask(request.param)
    yield tmp_path
    os.umask(before)


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_chosen_home_holds_everything_and_is_not_made(tmp_path: Path) -> None:
    home = tmp_path / "care"
    paths = Paths.at(home)

    assert paths == Paths(
        home=home,
        journal=home / "journal.sqlite",
        settings=home / "settings.toml",
        checklists=home / "checklists",
        backups=home / "backups",
    )
    assert not home.exists()


def test_without_a_home_the_system_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_data_path", lambda name, appauthor: tmp_path / "data" / name)
    monkeypatch.setattr("platformdirs.user_config_path", lambda name, appauthor: tmp_path / "config" / name)
    paths = Paths.at(None)

    assert paths.home is None
    assert paths.journal == tmp_path / "data/afterglow/journal.sqlite"
    assert paths.checklists == tmp_path / "data/afterglow/checklists"
    assert paths.backups == tmp_path / "data/afterglow/backups"
    assert paths.settings == tmp_path / "config/afterglow/settings.toml"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("option", "environ", "home"),
    [
        (None, {}, None),
        (None, {"AFTERGLOW_HOME": ""}, None),
        (None, {"AFTERGLOW_HOME": "/there"}, Path("/there")),
        (Path("/here"), {"AFTERGLOW_HOME": "/there"}, Path("/here")),
        (Path("here"), {}, Path.cwd() / "here"),
        (Path("~/here"), {}, Path.home() / "here"),
        (Path("~nobody-of-this-name/here"), {}, Path.cwd() / "~nobody-of-this-name/here"),
    ],
)
def test_the_option_goes_before_the_environment(
    option: Path | None, environ: dict[str, str], home: Path | None
) -> None:
    assert chosen_home(option, environ) == home


@pytest.mark.usefixtures("umask")
def test_made_folders_are_their_owners_alone_whatever_the_umask(tmp_path: Path) -> None:
    folder = tmp_path / "a/b/c"
    assert make_folder(folder) == folder
    assert [_mode(tmp_path / made) for made in ("a", "a/b", "a/b/c")] == [0o700] * 3


def test_a_folder_that_exists_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    make_folder(tmp_path)
    assert _mode(tmp_path) == 0o755


def test_a_folder_that_another_program_made_meanwhile_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mkdir = Path.mkdir

    def late(self: Path, mode: int = 0o777) -> None:
        mkdir(self, mode)
        raise FileExistsError

    monkeypatch.setattr(Path, "mkdir", late)
    assert make_folder(tmp_path / "a").is_dir()


def test_a_file_in_the_way_of_a_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("mine")
    for folder in ("a", "a/b"):
        with pytest.raises(NotADirectoryError):
            make_folder(tmp_path / folder)
    with pytest.raises(NotADirectoryError):
        create_file(tmp_path / "a/b.yaml", b"yours")
    assert (tmp_path / "a").read_text() == "mine"


@pytest.mark.usefixtures("umask")
def test_a_replaced_file_is_its_owners_alone_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "new/settings.toml"
    replace_file(file, b"one")
    replace_file(file, b"two")

    assert file.read_bytes() == b"two"
    assert _mode(file) == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_a_link_goes_on_pointing_where_it_did(tmp_path: Path) -> None:
    (tmp_path / "dotfiles").mkdir()
    link = tmp_path / "settings.toml"
    link.symlink_to("dotfiles/afterglow.toml")
    replace_file(link, b"one")

    assert link.is_symlink()
    assert (tmp_path / "dotfiles/afterglow.toml").read_bytes() == b"one"


def test_a_pipe_is_written_to_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "out"
    os.mkfifo(pipe)
    # Open at both ends, so that the writer need not wait for a reader.
    end = os.open(pipe, os.O_RDWR | os.O_NONBLOCK)
    replace_file(pipe, b"one")

    assert os.read(end, 10) == b"one"
    assert pipe.is_fifo()
    os.close(end)


def test_a_file_that_cannot_be_replaced_is_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(b"one")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        replace_file(file, b"two")
    assert file.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.usefixtures("umask")
@pytest.mark.parametrize("links", [True, False])
def test_a_created_file_is_its_owners_alone_and_takes_the_place_of_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    def without(made: str, path: Path) -> None:
        raise OSError(1, "Operation not permitted")

    if not links:
        monkeypatch.setattr(os, "link", without)
    file, nowhere = tmp_path / "new/mine.yaml", tmp_path / "new/link.yaml"
    create_file(file, b"one")
    nowhere.symlink_to("nowhere")
    for there in (file, nowhere):
        with pytest.raises(FileExistsError):
            create_file(there, b"two")

    assert file.read_bytes() == b"one"
    assert _mode(file) == 0o600
    assert sorted(file.parent.iterdir()) == [nowhere, file]


def test_drafts_of_killed_programs_are_swept_and_those_just_made_stay(tmp_path: Path) -> None:
    old = [
        ".settings.toml.new-0123abcd",
        "journal.sqlite.new-89abcdef",
        "journal.sqlite.new-89abcdef-journal",
    ]
    kept = [".settings.toml.new-just1234", "mine.new-0123abcd.yaml", "notes.new-0123", ".a.new-0000aaaa"]
    for name in (*old, *kept):
        (tmp_path / name).write_text("x")
    for name in (*old, *kept[:3]):
        os.utime(tmp_path / name, (1, 1))
    (tmp_path / "x.new-0123abcd").mkdir()
    (tmp_path / "y.new-0123abcd").symlink_to(tmp_path / kept[1])
    replace_file(tmp_path / "settings.toml", b"new")
    left = {*kept, "settings.toml", "x.new-0123abcd", "y.new-0123abcd"}
    assert set(os.listdir(tmp_path)) == left


@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="only root can make another user's link")
def test_a_link_that_another_user_made_is_not_followed(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "settings.toml"
    target.write_text("theirs")
    link.symlink_to(target)
    os.chown(link, 12345, 12345, follow_symlinks=False)
    with pytest.raises(PermissionError, match="It is a link that another user made"):
        replace_file(link, b"ours")
    assert (target.read_text(), link.is_symlink()) == ("theirs", True)


def test_a_file_made_read_only_is_left_as_it_is_also_behind_a_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "store").mkdir()
    target, link = tmp_path / "store" / "mine.yaml", tmp_path / "mine.yaml"
    target.write_text("as it was")
    target.chmod(0o400)
    link.symlink_to(target)
    # Whoever runs the tests may be allowed to write everywhere.
    monkeypatch.setattr(os, "access", lambda path, mode: not (path == target and mode == os.W_OK))

    for path in (link, target):
        with pytest.raises(PermissionError, match="It is read-only"):
            replace_file(path, b"other")

    assert (target.read_text(), link.is_symlink()) == ("as it was", True)
    assert list(target.parent.iterdir()) == [target]


def test_links_in_a_circle_are_an_error(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(OSError, match=os.strerror(ELOOP)):
        replace_file(tmp_path / "a", b"x")


def test_without_hard_links_nothing_that_was_just_made_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(source: Path, target: Path) -> None:
        if quicker:
            Path(target).write_bytes(b"theirs")
        raise PermissionError(EPERM, os.strerror(EPERM))

    monkeypatch.setattr(os, "link", no_links)
    quicker = False
    create_file(tmp_path / "ours", b"ours")
    quicker = True
    with pytest.raises(FileExistsError):
        create_file(tmp_path / "mine", b"ours")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "ours": b"ours",
        "mine": b"theirs",
    }
