"""What has `due --tell` run every five minutes: units of systemd, a line for cron, recipes for others.

Text alone: nothing is read, written or run. What was written by this program is known by a sum in its first
line, so that what somebody changed by hand is recognised and left alone.
"""

import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from shlex import quote
from subprocess import list2cmdline
from xml.sax.saxutils import escape

MINUTES = 5
"""How often is looked."""

UNIT = "afterglow-tell"
LABEL = "afterglow.tell"

_MARK = re.compile(r"# afterglow ([0-9a-f]{16}): .*")
_BEGIN = re.compile(r"# afterglow ([0-9a-f]{16}) begins: .*")
_END = "# afterglow ends"
_NOTE = "written by `afterglow reminders install`; changed by hand it stays as it is"


def is_untouched(text: str) -> bool:
    """Whether a unit is as this program wrote it."""
    first, _, rest = text.partition("\n")
    found = _MARK.fullmatch(first)
    return found is not None and found[1] == _sum(rest)


def service_unit(command: Sequence[str], environ: Mapping[str, str]) -> str:
    """The unit that looks once.

    Args:
        command: What to run, an absolute path first.
        environ: What it needs of the environment.

    Raises:
        ValueError: If a line end stands in one of these, which no unit can say.
    """
    lines = [f"Environment={_unit_word(f'{name}={value}')}" for name, value in environ.items()]
    # What stands behind the program may hold variables to systemd.
    program, *rest = map(_unit_word, command)
    words = (program, *(each.replace("$", "$$") for each in rest))
    return _marked(
        "\n".join(
            (
                "[Unit]",
                "Description=Afterglow tells what is due",
                "",
                "[Service]",
                "Type=oneshot",
                *lines,
                f"ExecStart={' '.join(words)}",
                "# It ends with 1 where nothing is due.",
                "SuccessExitStatus=1",
                "TimeoutStartSec=60",
                "",
            )
        )
    )


def timer_unit() -> str:
    """The unit that has it look, also for what came while the machine was off."""
    return _marked(
        "\n".join(
            (
                "[Unit]",
                f"Description=Afterglow looks every {MINUTES} minutes what is due",
                "",
                "[Timer]",
                f"OnCalendar=*:0/{MINUTES}",
                "AccuracySec=10s",
                "Persistent=true",
                "",
                "[Install]",
                "WantedBy=timers.target",
                "",
            )
        )
    )


def cron_block(command: Sequence[str], environ: Mapping[str, str]) -> str:
    """The lines for a crontab.

    Raises:
        ValueError: If a line end stands in what is to be run.
    """
    words = [f"{name}={quote(value)}" for name, value in environ.items()]
    run = " ".join((*words, *map(quote, command)))
    # To cron a percent sign is a line end.
    line = f"*/{MINUTES} * * * * {_one_line(run)} >/dev/null 2>&1".replace("%", r"\%")
    return f"# afterglow {_sum(line)} begins: {_NOTE}\n{line}\n{_END}\n"


def with_cron_block(crontab: str, block: str) -> str:
    """A crontab with these lines in the place of those there are, or at its end; empty takes them away.

    All else stays as it is, byte for byte.

    Raises:
        ValueError: If the lines that are there were changed by hand.
    """
    lines = crontab.splitlines(keepends=True)
    begins = [index for index, line in enumerate(lines) if _BEGIN.fullmatch(line.rstrip("\n"))]
    if not begins:
        if not block:
            return crontab
        return crontab + ("\n" if crontab and not crontab.endswith("\n") else "") + block
    first = begins[0]
    ends = [index for index, line in enumerate(lines) if index > first and line.rstrip("\n") == _END]
    found = _BEGIN.fullmatch(lines[first].rstrip("\n"))
    inside = "".join(lines[first + 1 : ends[0]]) if ends else ""
    if len(begins) > 1 or not ends or found is None or found[1] != _sum(inside.removesuffix("\n")):
        raise ValueError("changed by hand")
    return "".join((*lines[:first], block, *lines[ends[0] + 1 :]))


def has_cron_block(crontab: str) -> bool:
    """Whether there are lines for Afterglow, changed by hand or not."""
    return any(_BEGIN.fullmatch(line) for line in crontab.splitlines())


def launchd_recipe(command: Sequence[str], environ: Mapping[str, str]) -> str:
    """The property list for macOS, and what to do with it."""
    arguments = "\n".join(f"    <string>{escape(each)}</string>" for each in command)
    pairs = "".join(
        f"    <key>{escape(name)}</key><string>{escape(value)}</string>\n" for name, value in environ.items()
    )
    variables = f"  <key>EnvironmentVariables</key>\n  <dict>\n{pairs}  </dict>\n" if pairs else ""
    return f"""\
1. Save this as ~/Library/LaunchAgents/{LABEL}.plist

<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Label</key><string>{LABEL}</string>
  <key>ProgramArguments</key>
  <array>
{arguments}
  </array>
{variables}  <key>StartInterval</key><integer>{MINUTES * 60}</integer>
  <key>RunAtLoad</key><true/>
</dict>
</plist>

2. launchctl bootstrap gui/$(id -u) ~/Library/LaunchAgents/{LABEL}.plist
3. To end it: launchctl bootout gui/$(id -u)/{LABEL}
"""


def windows_recipe(command: Sequence[str], environ: Mapping[str, str]) -> str:
    """The command for the scheduler of Windows, and what ends it."""
    run = list2cmdline(command).replace('"', r"\"")
    before = "".join(f'setx {name} "{value}"\n' for name, value in environ.items())
    return f"""\
{before}schtasks /Create /SC MINUTE /MO {MINUTES} /TN "Afterglow" /TR "{run}"

To end it: schtasks /Delete /TN "Afterglow"
"""


def _marked(text: str) -> str:
    return f"# afterglow {_sum(text)}: {_NOTE}\n{text}"


def _sum(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _unit_word(text: str) -> str:
    """A word as systemd reads it: quoted, and without its specifiers."""
    quoted = _one_line(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{quoted}"'.replace("%", "%%")


def _one_line(text: str) -> str:
    if not text.isprintable():
        raise ValueError(f"{text!r} holds a character that no timer can say.")
    return text
