"""Pictures of how it is going."""

from pathlib import Path
from typing import Any

import pytest

from tests.support.apps import make_app
from tests.support.fortnight import fortnight


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (120, 40)], ids=str)
def test_how_it_is_going(snap_compare: Any, tmp_path: Path, size: tuple[int, int]) -> None:
    assert snap_compare(make_app(fortnight(tmp_path)), press=["h"], terminal_size=size)
