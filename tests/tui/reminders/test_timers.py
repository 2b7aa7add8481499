"""Units, crontab lines and recipes: what they run, and that what somebody changed is recognised."""

import plistlib
import re
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.reminders.timers import (
    cron_block,
    has_cron_block,
    is_untouched,
    launchd_recipe,
    service_unit,
    timer_unit,
    windows_recipe,
    with_cron_block,
)

RUN = ["/opt/my afterglow/bin/afterglow", "--home", '/media/ö/$HOME 100% "x"', "due", "--tell"]
DATA = {"XDG_DATA_HOME": "/d $x 5%"}


def test_a_unit_says_what_to_run_and_knows_when_it_was_changed() -> None:
    unit = service_unit(RUN, DATA)

    assert r'ExecStart="/opt/my afterglow/bin/afterglow" "--home" "/media/ö/$$HOME 100%% \"x\""' in unit
    assert 'Environment="XDG_DATA_HOME=/d $x 5%%"' in unit
    assert "OnCalendar=*:0/5\n" in timer_unit()
    assert "Persistent=true\n" in timer_unit()
    for each in (unit, timer_unit()):
        assert is_untouched(each)
        assert not is_untouched(each + "# mine\n")
        assert not is_untouched(each.replace("Afterglow", "afterglow"))
    assert not is_untouched("")


def test_a_crontab_line_runs_in_a_shell_what_it_says() -> None:
    block = cron_block(["printf", "[%s]", *RUN[1:]], DATA)
    line = block.splitlines()[1]

    run = re.fullmatch(r"\*/5 \* \* \* \* (.*) >/dev/null 2>&1", line)
    assert run is not None
    assert "%" not in run[1].replace(r"\%", "")
    # As cron hands it to the shell.
    command = run[1].replace(r"\%", "%")
    said = subprocess.run(["/bin/sh", "-c", command], capture_output=True, text=True, check=True).stdout
    assert said == '[--home][/media/ö/$HOME 100% "x"][due][--tell]'


BLOCK = cron_block(RUN, {})
OTHER = cron_block(["/bin/true"], {})


@given(st.lists(st.text(st.characters(categories=["L", "P", "Zs"]), max_size=12), max_size=5))
def test_all_else_in_a_crontab_stays(lines: list[str]) -> None:
    crontab = "".join(f"{line}\n" for line in lines)
    written = with_cron_block(crontab, BLOCK)

    assert written.startswith(crontab)
    assert has_cron_block(written)
    assert with_cron_block(written, BLOCK) == written
    assert with_cron_block(with_cron_block(written + crontab, OTHER), "") == crontab + crontab
    assert with_cron_block(crontab, "") == crontab


@pytest.mark.parametrize(
    "crontab",
    [
        BLOCK.replace("*/5", "*/2"),
        BLOCK.replace("# afterglow ends\n", ""),
        BLOCK + BLOCK,
        BLOCK.replace("# afterglow ends", "0 1 * * * mine\n# afterglow ends"),
    ],
)
def test_lines_that_somebody_changed_stay(crontab: str) -> None:
    for block in (OTHER, ""):
        with pytest.raises(ValueError, match="changed by hand"):
            with_cron_block(crontab, block)


def test_what_no_timer_can_say_is_refused() -> None:
    for write in (service_unit, cron_block):
        with pytest.raises(ValueError, match="no timer can say"):
            write(["/bin/a\nb"], {})


def test_the_recipes_for_other_systems_can_be_read_by_them() -> None:
    recipe = launchd_recipe(RUN, DATA)
    plist = plistlib.loads(recipe[recipe.index("<?xml") : recipe.index("</plist>") + 8].encode())
    assert plist["ProgramArguments"] == RUN
    assert (plist["StartInterval"], plist["EnvironmentVariables"]) == (300, DATA)

    recipe = windows_recipe(["C:\\my tools\\afterglow.exe", "due", "--tell"], {})
    run = r'"\"C:\my tools\afterglow.exe\" due --tell"'
    assert recipe.startswith(f'schtasks /Create /SC MINUTE /MO 5 /TN "Afterglow" /TR {run}\n')
