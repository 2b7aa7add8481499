"""One setting changed in a file that its owner writes by hand."""

import stat
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.settings import SettingsError, read_settings, write_setting
from tui.settings.editing import with_key

BY_HAND = """\
# Mine, by hand.

theme = "dawn"   # easier by the window
loud = 'quiet' # "bell" woke the cat

# The clinic closes at eight.
[slots]
evening = "19:30"

[quiet]   # at night
from = 23:00:00
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "settings.toml"


def _changed(file: Path, before: str, key: str, value: str) -> str:
    file.write_bytes(before.encode())
    write_setting(file, key, value)
    return file.read_bytes().decode()


@pytest.mark.parametrize(
    ("key", "value", "old", "new"),
    [
        ("loud", "bell", "loud = 'quiet' # \"bell\"", 'loud = "bell" # "bell"'),
        ("theme", "dusk", 'theme = "dawn"   #', 'theme = "dusk"   #'),
        ("slots.evening", "20:30", '"19:30"', '"20:30"'),
        ("quiet.from", "22:00", "23:00:00", '"22:00"'),
        ("quiet.to", "06:00", "23:00:00\n", '23:00:00\nto = "06:00"\n'),
        ("slots.lunch", "12:15", '"19:30"\n', '"19:30"\nlunch = "12:15"\n'),
        ("plain", "yes", "the cat\n", 'the cat\nplain = "yes"\n'),
    ],
)
def test_one_key_changes_and_all_else_stays(file: Path, key: str, value: str, old: str, new: str) -> None:
    assert BY_HAND.count(old) == 1
    assert _changed(file, BY_HAND, key, value) == BY_HAND.replace(old, new)


@pytest.mark.parametrize(
    ("before", "key", "after"),
    [
        ("", "loud", 'loud = "bell"\n'),
        ("# Mine.", "loud", '# Mine.\nloud = "bell"\n'),
        ("# Mine.\n\n[slots]\n", "loud", '# Mine.\nloud = "bell"\n\n[slots]\n'),
        ("# My slots.\n[slots]\n", "loud", 'loud = "bell"\n# My slots.\n[slots]\n'),
        ("\n", "loud", 'loud = "bell"\n\n'),
        ('plain = "no"\r\n', "loud", 'plain = "no"\r\nloud = "bell"\r\n'),
        ('\ufeffplain = "no"\n', "loud", 'plain = "no"\nloud = "bell"\n'),
        ('"loud" = "quiet"', "loud", '"loud" = "bell"\n'),
    ],
)
def test_a_new_key_stands_where_a_person_would_write_it(
    file: Path, before: str, key: str, after: str
) -> None:
    assert _changed(file, before, key, "bell") == after


def test_a_new_group_is_begun_at_the_end(file: Path) -> None:
    assert _changed(file, 'loud = "bell"', "quiet.to", "06:00") == 'loud = "bell"\n\n[quiet]\nto = "06:00"\n'


def test_a_new_file_is_its_owners_alone_and_so_is_its_folder(tmp_path: Path) -> None:
    file = tmp_path / "config/settings.toml"
    write_setting(file, "loud", "silent")
    assert read_settings(file)[0].loud == "silent"
    assert (stat.S_IMODE(file.stat().st_mode), stat.S_IMODE(file.parent.stat().st_mode)) == (0o600, 0o700)


@pytest.mark.parametrize(
    ("before", "key", "value", "fault"),
    [
        ("", "loud", "loudly", "loud: 'loudly' is not one of quiet, bell, desktop, silent."),
        ("", "colour", "red", "colour: there is no such setting."),
        ("loud", "loud", "bell", "is not TOML: "),
        (
            'quiet = {from = "23:00"}',
            "quiet.from",
            "22:00",
            "quiet.from: cannot be changed where it stands. Set it to '22:00' by hand.",
        ),
        (
            'loud = """\nquiet"""',
            "loud",
            "bell",
            "loud: cannot be changed where it stands. Set it to 'bell' by hand.",
        ),
        (
            "[[slots]]\n[quiet]\n[[slots]]\n",
            "loud",
            "bell",
            "loud: cannot be changed where it stands. Set it to 'bell' by hand.",
        ),
    ],
)
def test_what_cannot_be_written_is_said_and_the_file_is_as_it_was(
    file: Path, before: str, key: str, value: str, fault: str
) -> None:
    file.write_text(before, "utf-8")
    with pytest.raises(SettingsError) as error:
        write_setting(file, key, value)
    assert str(error.value).startswith(f"{file}: {fault}")
    assert file.read_text("utf-8") == before


def test_a_fault_elsewhere_in_the_file_is_no_hindrance(file: Path) -> None:
    assert _changed(file, "plain = 7\n", "loud", "bell") == 'plain = 7\nloud = "bell"\n'


def test_a_text_of_many_lines_that_looks_like_the_key_is_left_alone(file: Path) -> None:
    tricky = 'emergency = """112\nloud = "quiet"\n"""\n'
    with pytest.raises(SettingsError, match="cannot be changed where it stands"):
        _changed(file, tricky, "loud", "bell")
    assert file.read_text("utf-8") == tricky


_LINES = st.lists(
    st.sampled_from(
        [
            'loud = "quiet"',
            "loud='bell'#x",
            "# loud = 1",
            "",
            "[quiet]",
            "[slots] # mine",
            'from = "22:00"',
            "keys.a = [",
            '"b",',
            "]",
            'theme = """',
            '"""',
        ]
    )
)


_KEYS = st.sampled_from(["loud", "quiet.from", "slots.lunch"])


@given(_LINES, _KEYS, st.sampled_from(["bell", "12:15", '"\\']))
def test_some_proposal_holds_for_every_file_written_plainly(lines: list[str], key: str, value: str) -> None:
    text = "\n".join(lines)
    try:
        before = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    many_lines = '"""' in text
    group, _, last = key.rpartition(".")
    if group:
        before.setdefault(group, {})
    (before[group] if group else before)[last] = value

    assert many_lines or tomllib.loads(with_key(text, key, value)) == before
