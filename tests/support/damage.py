"""Files that were damaged, and what reading them gives, for tests."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from hypothesis import strategies as st

from checklists import library
from checklists.loader import ChecklistError, LoadedChecklist, UnknownChecklistError, load_checklist
from checklists.yaml.source import REFUSED_IN_VALUES

WORDS = [
    *(
        "",
        "~",
        "null",
        "yes",
        "0",
        "-",
        "1-",
        "13-1",
        "24h",
        "[",
        "]",
        "{",
        "}",
        "{}",
        "[]",
        ":",
        "- ",
        "? ",
        "#",
    ),
    *("&a", "*a", "!t", "!!int", "%YAML 1.1", "---", "...", "|", ">", "'", '"', '"\\x1b"', '"\\ud800"', "\\"),
    *("\t", "\x00", "\x1b[31m", "\u202e", "\u2028", "\ufeff", "\x85", "\r", "<<: *a", "day", "wash", "nsc"),
    *("after-4h", "morning", "lunch 12:15", "redness 2+", "extends: x", "format: 2", "9" * 50, "a" * 200),
]
"""What is put into a file to damage it."""


def told(files: Mapping[str, bytes], name: str) -> LoadedChecklist | ChecklistError:
    """What loading one of some files gives, after a look at every place it names.

    Args:
        files: By name, `ID.yaml`; what is not among them is shipped.
        name: The one that is asked for.
    """

    def base(id: str) -> tuple[str, bytes]:
        if f"{id}.yaml" in files:
            return f"{id}.yaml", files[f"{id}.yaml"]
        if id in library.shipped():
            return str(library.where(id)), library.read(id)
        raise UnknownChecklistError(id, tuple(files))

    try:
        return load_checklist(files[name], name=name, base=base)
    except ChecklistError as error:
        found = error
    assert found.problems
    assert list(found.problems) == sorted(set(found.problems))
    known: dict[str, list[str]] = {}
    for problem in found.problems:
        assert problem.file != name
        stands_in = problem.file or name
        if stands_in not in known:
            data = files[stands_in] if stands_in in files else Path(stands_in).read_bytes()
            text = data.decode("utf-8", "replace").removeprefix("\ufeff")
            known[stands_in] = re.split(r"\r\n|\r|\n", text)
        lines = known[stands_in]
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert problem.where
        assert REFUSED_IN_VALUES.search(str(problem)) is None
        assert "\n" not in str(problem)
    return found


@st.composite
def damaged(draw: st.DrawFn, files: Sequence[bytes]) -> bytes:
    """A good file with a few things done to its lines, its values or its bytes."""
    lines = draw(st.sampled_from(files)).decode().splitlines(keepends=True)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(lines) - 1))
        word = draw(st.sampled_from(WORDS))
        match draw(st.integers(0, 6)):
            case 0:
                lines[at] = ""
            case 1:
                lines.insert(at, lines[draw(st.integers(0, len(lines) - 1))])
            case 2:
                lines[at] = re.sub(r"(?<=: ).*", word.replace("\\", r"\\"), lines[at], count=1)
            case 3:
                lines[at] = re.sub(r"[\w-]+(?=:)", word.replace("\\", r"\\"), lines[at], count=1)
            case 4:
                lines[at] = "  " + lines[at]
            case 5:
                column = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:column] + word + lines[at][column:]
            case 6:
                parts = re.split(r"([,\[\]{}:])", lines[at])
                parts[draw(st.integers(0, len(parts) - 1))] = word
                lines[at] = "".join(parts)
    data = "".join(lines).encode("utf-8", "surrogatepass")
    if draw(st.integers(0, 9)) == 0:
        at = draw(st.integers(0, len(data)))
        data = data[:at] + draw(st.binary(max_size=4)) + data[at:]
    return data
