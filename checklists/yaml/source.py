"""The bytes of a checklist file as text, before YAML sees them."""

import re
from bisect import bisect_right
from functools import cached_property

from msgspec import Struct

from checklists.yaml.habits import other_format
from checklists.yaml.problem import ChecklistError, Problem

MOST_BYTES = 256 * 1024
"""A file may have this many bytes, this number included."""

_MOST_REFUSED = 100
"""With more places than this that hold refused characters, it is no text file at all."""

REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters other than tab and line ends
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # what turns the direction of text
    "\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"  # odd line ends, halves of pairs, no characters
)
REFUSED_IN_VALUES = re.compile(REFUSED.pattern[:-1] + "\r]")
STAND_IN = "\N{REPLACEMENT CHARACTER}"


class SourceText(Struct, frozen=True, dict=True):
    """Text that is safe to parse and to quote."""

    text: str
    """As in the file, with STAND_IN for every character that is refused."""
    refused: tuple[int, ...] = ()
    """Where those stood, in characters from 0, ascending; of a run of them only the first."""

    def place(self, index: int) -> tuple[int, int]:
        """Line and column of a character, both from 1."""
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1

    @cached_property
    def _starts(self) -> list[int]:
        """Where each line begins."""
        return [0, *(end.end() for end in re.finditer(r"\r\n|\r|\n", self.text))]


def read_source(content: str | bytes, name: str) -> SourceText:
    """Decode, and find what no value may hold.

    Raises:
        ChecklistError: With one Problem, if the file is too large or not UTF-8.
    """
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    if len(data) > MOST_BYTES:
        message = f"the file is larger than {MOST_BYTES // 1024} KiB"
        raise ChecklistError(name, [Problem(1, 1, "(file)", message)])
    if other := other_format(data):
        raise ChecklistError(name, [Problem(1, 1, "(file)", other)])
    text = content if isinstance(content, str) else _decode(content, name)
    text = text.removeprefix("\ufeff")
    if REFUSED.search(text) is None:
        return SourceText(text)
    refused = tuple(run.start() for run in re.finditer(f"{REFUSED.pattern}+", text))
    if len(refused) > _MOST_REFUSED:
        line, column = SourceText(text).place(refused[0])
        message = "this is not a text file; control characters stand all over it"
        raise ChecklistError(name, [Problem(line, column, "(file)", message)])
    return SourceText(REFUSED.sub(STAND_IN, text), refused)


def _decode(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        source = SourceText(data[: error.start].decode("utf-8").removeprefix("\ufeff"))
        line, column = source.place(len(source.text))
        message = "this is not UTF-8 text; save the file as UTF-8"
        raise ChecklistError(name, [Problem(line, column, "(file)", message)]) from error


def join_surrogates(text: str) -> str:
    """The text with the two halves of a pair, that two escapes gave, as one character."""
    if not any("\ud800" <= each <= "\udfff" for each in text):
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def tidy(text: str) -> str:
    """The text without the spaces that only lay it out."""
    lines = [re.sub(r"[ \t]+", " ", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
