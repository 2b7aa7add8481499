"""Random keys on every screen: a sample of `tests.long.keys`."""

from pathlib import Path

import pytest

from tests.long.keys import RUN, SCREENS, fault_of, run_of
from tests.support.long import sample


@pytest.mark.parametrize("seed", range(sample(100, 2)))
def test_no_key_brings_it_down_and_u_takes_back_every_act(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    for name in ("EDITOR", "VISUAL"):
        monkeypatch.setenv(name, "true")

    assert fault_of(seed, tmp_path / "home") == ""


def test_the_runs_reach_every_screen_and_press_what_is_bound() -> None:
    runs = [run_of(seed) for seed in range(len(SCREENS))]

    assert all(len(run.keys) > RUN // 2 for run in runs)
    assert {run.keys[0] for run in runs} >= {"p", "i", "c", "k", "h", "w", "question_mark", "slash", "ctrl+p"}
