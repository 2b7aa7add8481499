"""What 0.1 wrote opens as it was: a journal, what the shipped files said, and overlays on them."""

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from checklists.loader import load_checklist, recompile
from checklists.overlay import chain
from checklists.overlay.chain import Base
from checklists.rules.canonical import canonical_json, hash_of
from checklists.rules.checklist import Checklist
from checklists.rules.compiled import decode, encode
from tests.support.commands import Shell
from tests.support.kept import KEPT, canonical_by_0_1, file_by_0_1
from tui.cli.output.lines import json_text
from tui.journal import Journal

HASHES = {
    name: (content, compiled)
    for name, content, compiled in map(str.split, (KEPT / "hashes.txt").read_text("utf-8").splitlines())
}
"""By name: the hash of what the file said, and that of the canonical JSON of what it means."""
SHIPPED = [name for name in HASHES if "/" not in name]
OVERLAYS = [name for name in HASHES if "/" in name]
RUNS = json.loads((KEPT / "journal-0.1.json").read_text("utf-8"))
"""Commands that were run on the journal, each with what 0.1 printed; of an export only its hash.

What it said of things left alone is as it is since: their return hangs on a report, also where the clinic
moved their days, and what is left alone on day 0 alone comes back on day 1. Nothing is called usual beside a
report that is more than usual and was never taken back.
"""


def compiled_hash(checklist: Checklist) -> str:
    return hashlib.sha256(canonical_json(json.loads(encode(checklist))).encode()).hexdigest()


def base() -> Base:
    """The files that the kept overlays stand on: 0.1's own, and one another."""

    def given(id: str) -> tuple[str, bytes]:
        overlay = KEPT / "overlays" / f"{id}.yaml"
        if overlay.exists():
            return overlay.name, overlay.read_bytes()
        return file_by_0_1(id)

    return given


@pytest.mark.parametrize("id", SHIPPED)
def test_what_a_shipped_file_said_means_what_it_meant(id: str) -> None:
    assert hash_of(canonical_by_0_1(id)) == HASHES[id][0]
    checklist = recompile(canonical_by_0_1(id))
    assert compiled_hash(checklist) == HASHES[id][1]
    assert decode(encode(checklist)) == checklist


@pytest.mark.parametrize("name", OVERLAYS)
def test_an_overlay_says_and_means_what_it_did(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # One that takes a shipped file's place stands on 0.1's: what is shipped now may say more.
    monkeypatch.setattr(chain, "shipped", base())
    path = KEPT / f"{name}.yaml"
    loaded = load_checklist(path.read_bytes(), name=path.name, base=base())
    assert (loaded.hash, compiled_hash(loaded.checklist)) == HASHES[name]


def with_keys_of(kept: Any, value: Any) -> Any:
    """A value without the keys that 0.1 did not have: keys may be added, never taken away."""
    if isinstance(kept, dict) and isinstance(value, dict):
        return {key: with_keys_of(kept[key], held) for key, held in value.items() if key in kept}
    if isinstance(kept, list) and isinstance(value, list) and len(kept) == len(value):
        return [with_keys_of(*pair) for pair in zip(kept, value, strict=True)]
    return value


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    path = tmp_path / "journal.sqlite"
    shutil.copyfile(KEPT / "journal-0.1.sqlite", path)
    path.chmod(0o600)
    tmp_path.chmod(0o700)
    return Shell(tmp_path)


@pytest.mark.parametrize("run", RUNS, ids=lambda run: f"{run['now']} {' '.join(run['command'])}")
def test_a_journal_in_mid_recovery_reads_as_it_did(run: dict[str, Any], shell: Shell) -> None:
    ended = shell(*run["command"], now=run["now"])
    assert ended.code == run["code"], ended.err
    if run["command"][0] == "due":
        # What 0.1 called due has passed in part: the rest is what it was.
        assert ended.json
        assert all(with_keys_of(run["json"][0], each) in run["json"] for each in ended.json)
    elif run["command"] == ["export", "json"]:
        # All that 0.1 wrote, as it wrote it, before what is taken in again.
        value = ended.json
        del value["journal"]
        assert hashlib.sha256(f"{json_text(value)}\n".encode()).hexdigest() == run["hash"]
    elif run["command"] == ["plan", "--json"]:
        # Keys that came since, beside all of those that 0.1 had.
        value = ended.json
        del value["ask_first"]
        for day in value["days"]:
            del day["back_if"]
        assert hashlib.sha256(f"{json_text(value)}\n".encode()).hexdigest() == run["hash"]
    elif "hash" in run:
        assert hashlib.sha256(ended.out.encode()).hexdigest() == run["hash"]
    else:
        now = with_keys_of(run["json"], ended.json)
        if "--day" in run["command"]:
            # Of a day gone by 0.1 said nothing of a sign that was reported since.
            pairs = zip(now["signs"], run["json"]["signs"], strict=True)
            now["signs"] = [kept if kept["said"] is None else each for each, kept in pairs]
        assert now == run["json"]


def test_every_act_of_a_journal_in_mid_recovery_is_taken_back_and_done_again(shell: Shell) -> None:
    before = shell("today", "--json", now="2026-11-24T20:00").json
    turned = []
    while (ended := shell("undo", "--start", now="2026-11-24T20:00")).code == 0:
        turned.append(ended.out.strip().removeprefix("Undid: "))
    assert turned[0] == "tick 'Drink green tea', morning, day 4"
    assert turned[-1] == "start PicoSure on the face, treated 2026-11-20 16:00"
    assert len(turned) == RUNS[-1]["acts"]
    for words in reversed(turned):
        redone = shell("redo", now="2026-11-24T20:00").out.strip()
        # Which recovery is named hangs on the one in focus, and that goes back and forth with the acts.
        assert redone.partition(" (")[0] == f"Did again: {words}".partition(" (")[0]
    assert shell("today", "--json", now="2026-11-24T20:00").json == before


def test_the_kept_journal_is_sound(shell: Shell) -> None:
    with Journal.open(shell.home / "journal.sqlite") as journal:
        assert journal.check() == []
