"""What the journal remembers beside acts."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from tests.support.entries import NOON, tick
from tui.journal import Claim, ClaimState, Journal, KnownFile, StoredVersion


def test_a_version_is_kept_once_and_for_good(journal: Journal) -> None:
    journal.keep_version("abc", "picosure-face", '{"id":1}', '{"c":1}', 1, NOON)
    journal.keep_version("abc", "other", "{}", "{}", 1, NOON + timedelta(days=1))
    assert journal.version("abc", 1) == StoredVersion("abc", "picosure-face", '{"id":1}', '{"c":1}', 1, NOON)
    assert journal.version("def") is None


def test_a_newer_shape_stands_beside_the_old_one(journal: Journal) -> None:
    for shape in (2, 10, 1):
        journal.keep_version("abc", "picosure-face", "{}", f"shape {shape}", shape, NOON)
    newest, second = journal.version("abc"), journal.version("abc", 2)
    assert newest is not None
    assert second is not None
    assert (newest.compiled, second.compiled) == ("shape 10", "shape 2")
    assert journal.version("abc", 3) is None


def test_a_file_is_remembered_as_it_was_last(journal: Journal) -> None:
    assert journal.file("/a.yaml") is None
    journal.keep_file("/a.yaml", 10, 1_795_000_000_000_000_001, "d1", "h1")
    journal.keep_file("/a.yaml", 11, 1_795_000_000_000_000_002, "d2", "h2")
    assert journal.file("/a.yaml") == KnownFile("/a.yaml", 11, 1_795_000_000_000_000_002, "d2", "h2")


def test_only_the_first_of_all_programs_may_tell_of_a_moment_by_whatever_means(journal: Journal) -> None:
    with Journal.open(journal.path) as other:
        assert journal.claim("face", "2026-11-23/wash/midday", NOON, "bell")
        assert not other.claim("face", "2026-11-23/wash/midday", NOON, "bell")
        assert not other.claim(
            "face", "2026-11-23/wash/midday", NOON.astimezone(ZoneInfo("Asia/Tokyo")), "bell"
        )
        assert not other.claim("face", "2026-11-23/wash/midday", NOON, "desktop")
        assert other.claim("face", "2026-11-23/wash/midday", NOON + timedelta(minutes=15), "bell")
        assert other.claim("tattoo", "2026-11-23/wash/midday", NOON, "bell")


def test_undo_passes_by_what_is_no_act(journal: Journal) -> None:
    tick(journal)
    journal.keep_version("abc", "picosure-face", "{}", "{}", 1, NOON)
    journal.keep_file("/a.yaml", 10, 1, "d", "abc")
    journal.claim("face", "k", NOON, "bell")

    undone = journal.undo(recorded=NOON)

    assert undone is not None
    assert undone.words == "tick k"
    assert journal.counts() == {"act": 2, "entry": 2, "version": 1, "file": 1, "claim": 1}
    assert not journal.claim("face", "k", NOON, "bell")


def test_a_telling_is_not_confirmed_until_somebody_says_what_came_of_it(journal: Journal) -> None:
    wash, later = ("face", "2026-11-23/midday", NOON), NOON + timedelta(seconds=2)
    with Journal.open(journal.path) as other:
        journal.settle(*wash, ClaimState.CONFIRMED)
        assert journal.claims("face") == ()
        assert journal.claim(*wash, "bell", NOON)
        assert other.claims("face") == (Claim(*wash, "bell", ClaimState.CLAIMED, NOON),)
        assert str(other.claims("face")[0].state) == "not confirmed"
        assert not other.claim(*wash, "desktop")

        journal.settle(*wash, ClaimState.RETURNED, later)
        assert other.claim(*wash, "desktop", later)
        assert not journal.claim(*wash, "bell")
        other.settle(*wash, ClaimState.CONFIRMED, later)

        assert journal.claims("face") == (Claim(*wash, "desktop", ClaimState.CONFIRMED, later),)
        assert journal.claims("tattoo") == ()
