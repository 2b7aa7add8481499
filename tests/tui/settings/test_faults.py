"""What is reported of a fault in the settings, and what holds then."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.settings import SettingProblem, Settings, SettingsError, check_settings, read_settings
from tui.settings.reading import understand


def _faults(text: str, bindings: tuple[str, ...] | None = None) -> list[str]:
    with pytest.raises(SettingsError) as error:
        check_settings(text.encode(), name="settings.toml", bindings=bindings)
    assert str(error.value) == "\n".join(map(str, error.value.problems))
    return str(error.value).split("\n")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('themes = "dusk"', "themes: there is no such setting. Nearest: theme."),
        ("xyzzy = 1", "xyzzy: there is no such setting."),
        ("slots = 3", "slots: 3 is not a group of settings. Begin the group with [slots]."),
        ('day_start = "02:59"', "day_start: 02:59 is not between 03:00 and 06:00."),
        ('day_start = "06:01"', "day_start: 06:01 is not between 03:00 and 06:00."),
        ("day_start = 4", 'day_start: 4 is not a time of day. Write it like "08:00".'),
        ('day_start = "4 am"', "day_start: '4 am' is not a time of day. Write it like \"08:00\"."),
        ('slots.lunch = "24:00"', "slots.lunch: '24:00' is not a time of day. Write it like \"08:00\"."),
        ('slots.lunch = "12:60"', "slots.lunch: '12:60' is not a time of day. Write it like \"08:00\"."),
        ("slots.lunch = 12:15:30", 'slots.lunch: 12:15:30 is not a time of day. Write it like "08:00".'),
        (
            'slots.Lunch = "12:15"',
            "slots.Lunch: a slot's name is small letters, digits and -, and begins with a letter.",
        ),
        ('slots.mornin = "07:00"', "slots.mornin: looks like a slip of the pen. Nearest: morning."),
        (
            'slots.n1 = "07:00"',
            "slots.n1: checklists use this name for something else. Choose another.",
        ),
        (
            'slots.day = "07:00"',
            "slots.day: checklists use this name for something else. Choose another.",
        ),
        (
            'slots.morning = "14:00"',
            "slots: morning, midday, evening and bedtime must follow one another, "
            "not morning 14:00 midday 13:00 evening 20:00 bedtime 22:00.",
        ),
        (
            'slots.evening = "22:00"',
            "slots: morning, midday, evening and bedtime must follow one another, "
            "not morning 08:00 midday 13:00 evening 22:00 bedtime 22:00.",
        ),
        ('quiet.form = "23:00"', "quiet.form: there is no such setting. Nearest: from."),
        ("quiet = false", "quiet: false is not a group of settings. Begin the group with [quiet]."),
        ('loud = "bel"', "loud: 'bel' is not one of quiet, bell, desktop, silent. Nearest: bell."),
        ("loud = true", "loud: true is not one of quiet, bell, desktop, silent."),
        ('theme = "dust"', "theme: there is no theme 'dust'. Nearest: dusk."),
        ('theme = "xyzzy"', "theme: there is no theme 'xyzzy'. Take dusk, dawn or plain."),
        ("theme = []", "theme: there is no theme []. Take dusk, dawn or plain."),
        ('plain = "maybe"', "plain: 'maybe' is not one of auto, yes, no."),
        (
            'place = "Singapur"',
            "place: 'Singapur' is no city of the zone table. Nearest: Singapore. "
            'Write one such as "Singapore", or latitude and longitude: "1.35, 103.82".',
        ),
        ('place = "100, 20"', "place: '100, 20' is nowhere: write the latitude first, from -90 to 90."),
        ("place = 3", 'place: 3 is not a place. Write it like "Singapore", or "1.35, 103.82".'),
        ('private = "maybe"', "private: 'maybe' is not one of yes, no."),
        ('keys."item.tick" = 3', 'keys.item.tick: 3 is not a key. Write it like "t" or "t,space".'),
        ("keys.item.tick = []", 'keys.item.tick: [] is not a key. Write it like "t" or "t,space".'),
        ('keys.item.tick = "t,,x"', "keys.item.tick: there is no key ''."),
        ('keys.item.tick = "spcae"', "keys.item.tick: there is no key 'spcae'."),
        ('keys.item.tick = "crtl+t"', "keys.item.tick: there is no key 'crtl+t'."),
        (
            'emergency = "1\\u001b[2J"',
            "emergency: '1\\x1b[2J' is not a number to call. Write it like \"112\".",
        ),
        (
            f"emergency = 0x{'f' * 5000}",
            'emergency: so long a number is not a number to call. Write it like "112".',
        ),
        ("emergency = true", 'emergency: true is not a number to call. Write it like "112".'),
        (
            f'emergency = "{"9" * 41}"',
            f"emergency: '{'9' * 37}...' is not a number to call. Write it like \"112\".",
        ),
        ("loud = ", ": is not TOML: Invalid value (at end of document)."),
    ],
)
def test_a_fault_is_named_by_file_and_key(text: str, fault: str) -> None:
    assert _faults(text) == [f"settings.toml: {fault.removeprefix(': ')}"]


def test_a_key_for_a_binding_that_is_not_there_names_the_nearest() -> None:
    bindings = ("item.tick", "item.skip")
    assert _faults('keys.item.tock = "t"', bindings) == [
        "settings.toml: keys.item.tock: nothing is called so. Nearest: item.tick."
    ]


def test_every_fault_is_named_at_once() -> None:
    assert len(_faults('loud = 1\ntheme = 2\nplain = 3\nwhat = 4\nslots.lunch = "x"\nquiet.to = 5')) == 6


def test_slots_out_of_order_fall_back_together_and_own_slots_stay() -> None:
    text = 'slots.midday = "07:00"\nslots.evening = "21:00"\nslots.lunch = "12:15"'
    settings, _ = _read(text)
    assert settings.care_times() == {**Settings().care_times(), "lunch": 735}


def test_a_file_that_cannot_be_read_is_one_fault_and_the_defaults_hold(tmp_path: Path) -> None:
    settings, faults = read_settings(tmp_path)
    assert settings == Settings()
    assert [str(fault) for fault in faults] == [f"{tmp_path}: cannot be read: it is a folder."]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b'loud = "bell"\n\xff', "line 2: is not UTF-8."),
        (b"a = 1\nb", "is not TOML: Expected '=' after a key in a key/value pair (at end of document)."),
        (b"a = " + b"[" * 100_000, "is not TOML: it is nested too deeply."),
        (b"a = " + b"1" * 5000, "is not TOML: Exceeds the limit"),
    ],
    ids=["bytes", "syntax", "depth", "digits"],
)
def test_what_is_not_toml_is_one_fault_and_the_defaults_hold(
    tmp_path: Path, content: bytes, fault: str
) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(content)
    settings, faults = read_settings(file)
    assert settings == Settings()
    assert [str(found).startswith(f"{file}: {fault}") for found in faults] == [True]


# Small, since making it up takes far longer than reading it.
_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.times() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
_NAMES = st.sampled_from(Settings.__struct_fields__) | st.just("other")


@given(st.dictionaries(_NAMES, _ANYTHING | st.dictionaries(st.text(), _ANYTHING, max_size=4)))
def test_no_data_stops_the_reader_and_what_it_gives_is_whole(data: dict[str, object]) -> None:
    settings, faults = understand(data, name="settings.toml")
    assert 180 <= settings.day_start <= 360
    assert {"morning", "midday", "evening", "bedtime"} <= settings.care_times().keys()
    assert all(0 <= minutes < 1440 for minutes in settings.care_times().values())
    assert settings.emergency.isprintable()
    assert all("\n" not in fault.message and fault.message.isprintable() for fault in faults)


def _read(text: str) -> tuple[Settings, tuple[SettingProblem, ...]]:
    return understand(tomllib.loads(text), name="settings.toml")
