"""A picture opened in what the machine shows pictures with."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

_OPENERS = ("xdg-open", "gio open", "open", "wslview", "termux-open")


def open_outside(path: Path) -> bool:
    """Open a file outside of the terminal without waiting for it. Gives whether anything here can."""
    if sys.platform == "win32":
        os.startfile(path)
        return True
    for command in _OPENERS:
        name, *more = command.split()
        if shutil.which(name):
            try:
                subprocess.Popen(
                    [name, *more, str(path)],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,
                )
            except OSError:
                continue
            return True
    return False
