"""A small checklist on paper, and the lines of it, for the tests of sheets and leaflets."""

from checklists.rules.checklist import Checklist, Phase, Question, Sign, Source
from checklists.rules.rule import Rule, Span
from tests.support.plans import asked, checklist, days
from tui.cli.output.leaflet import Patient, leaflet
from tui.cli.output.sheet import sheet

PHASES = (Phase("first", "First", Span(0, 6)), Phase("then", "Then", Span(7, None)))
QUESTIONS = (
    Question("kind", "What did they do?", (("toning", "Toning"), ("spot", "Dark spots"))),
    Question("melasma", "Any melasma?", (("yes", "Yes"), ("no", "No")), later=True),
)
SIGNS = (
    asked("crusts", "1-21"),
    asked("open-skin", "1-21"),
    asked("redness", "0-14", top=4),
    Sign("outdoors", "Going out?", 1, days("0-20"), until=18 * 60),
)
SOURCES = (
    Source("nsc", "Pigment laser", "National Skin Centre", "https://nsc.example/pigment"),
    Source("book", "A book"),
)


def small(*rules: Rule, **parts: object) -> Checklist:
    """A checklist with these rules, and what is above unless it is given otherwise."""
    given = {"phases": PHASES, "questions": QUESTIONS, "signs": SIGNS, "sources": SOURCES, **parts}
    return checklist(*rules, **given)


def lines(made: Checklist, emergency: str = "112", sources: bool = False) -> list[str]:
    """Its whole sheet, line by line."""
    return list(sheet(made, emergency, sources))


def page(made: Checklist, patient: Patient | None = None) -> list[str]:
    """What a patient prints of it, line by line."""
    return list(leaflet(made, patient or Patient("112")))


def block(of: list[str], begins: str) -> list[str]:
    """The line that begins so, and the indented lines below it."""
    first = next(place for place, line in enumerate(of) if line.startswith(begins))
    rest = [line.startswith(" ") for line in of[first + 1 :]]
    return of[first : first + 1 + (rest.index(False) if False in rest else len(rest))]


def below(of: list[str], title: str) -> list[str]:
    """The lines between a title and the next empty line, of each place where it stands."""
    found: list[str] = []
    for place, line in enumerate(of):
        if line == title:
            rest = [*of[place + 1 :], ""]
            found += rest[: rest.index("")]
    return found


def unwrapped(of: list[str]) -> list[str]:
    """Each paragraph in one line, and each title with all that stands below it in one."""
    blocks: list[str] = []
    for line in of:
        if line.startswith(" ") and blocks:
            blocks[-1] += f" {line.strip()}"
        else:
            blocks.append(line)
    return blocks
