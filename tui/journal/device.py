"""Which device writes: known from where the file is, so that no copy and no restored file takes it along."""

import os
from pathlib import Path

_TAG = 4
"""Letters of a device that an id of a recovery takes."""

_MACHINE = ("/etc/machine-id", "/var/lib/dbus/machine-id")


def device_of(journal: Path, inode: int) -> str:
    """The device that writes to a file: 16 hexadecimal digits, which tell nobody the machine.

    It is another one for a copy of the file, also on the same machine, and for a file put in its place. Then
    the numbers that a device gives its acts are never given twice.

    Args:
        journal: The journal's own path.
        inode: The number that the file system gives the file.
    """
    user = os.getuid() if hasattr(os, "getuid") else os.environ.get("USERNAME", "")
    return fingerprint(f"{_machine()}\x1f{user}\x1f{os.path.realpath(journal)}\x1f{inode}")


def tag_of(device: str) -> str:
    """What a device puts into the ids that it chooses."""
    return device[:_TAG]


def fingerprint(text: str) -> str:
    """64 bits of FNV-1a in hexadecimal. hashlib takes longer to load than a command may wait."""
    number = 0xCBF29CE484222325
    for byte in text.encode("utf-8", "surrogatepass"):
        number = ((number ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return f"{number:016x}"


def _machine() -> str:
    """What the system was given when it was set up; where it has none, as in a container, its name."""
    for name in _MACHINE:
        try:
            if text := Path(name).read_text("ascii").strip():
                return text
        except (OSError, UnicodeDecodeError):
            continue
    return os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
