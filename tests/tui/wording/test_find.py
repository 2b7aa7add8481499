"""What somebody looks for by a word of it: when it is, or is back, and on what that hangs."""

import pytest

from tests.conftest import Contexts
from tests.support.apps import shipped
from tui.recovery.context import AppContext
from tui.wording.find import find_answers

MORNING = "2026-11-21T09:05"
CALM = "if no crusts, blisters, open skin or obvious redness"


def found(context: AppContext, text: str) -> list[str]:
    reader = context.reader()
    assert reader is not None
    plan = context.plans.at(reader, context.now())
    return [str(each) for each in find_answers(text, reader, plan, reader.state(context.now()))]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("exercise", f"hard exercise: back Tue 24, {CALM}"),
        ("EXERCISE", f"hard exercise: back Tue 24, {CALM}"),
        ("sweat exercise", f"hard exercise: back Tue 24, {CALM}"),
        ("alcohol", "alcohol: back tomorrow"),
        ("make-up", f"make-up: back Fri 27, {CALM}"),
        ("hot", "hot drinks: back since 21 Nov. Once feeling is back, start with lukewarm."),
        ("picking", "picking: left alone to Thu 10 Dec, the day included"),
        ("wash", "wash: now, since 08:00, today at 21:00"),
        ("check-in", "check-in: today at 20:00"),
        ("redness", "redness: may come now, days 0 to 7"),
        ("swimming", "swimming: not now, by what you answered or reported"),
        (
            "blister",
            "Worse with fever, or blisters by eye: when to call. "
            "NOW: urgent care - hospital, eye clinic or out-of-hours line",
        ),
        (
            "blister face",
            "A blister of any size is on the face: when to call. "
            "Today: your clinic. No answer? An out-of-hours doctor, today.",
        ),
    ],
)
def test_the_best_fit_answers_when_and_on_what_it_hangs(contexts: Contexts, text: str, first: str) -> None:
    assert found(contexts(MORNING, of=shipped()), text)[0] == first


@pytest.mark.parametrize("text", ["", "  ", "/", "xyz", "e", "xyz abc", "no red"])
def test_what_is_on_no_plan_is_not_found(contexts: Contexts, text: str) -> None:
    assert found(contexts(MORNING, of=shipped()), text) == []


@pytest.mark.parametrize(
    ("text", "first"),
    [("red wine", "alcohol: "), ("can I swim", "swimming: "), ("my make-up bag", "make-up: ")],
)
def test_where_nothing_has_all_words_one_of_them_will_do(contexts: Contexts, text: str, first: str) -> None:
    assert found(contexts(MORNING, of=shipped()), text)[0].startswith(first)


def test_what_was_done_and_what_is_off_is_said(contexts: Contexts) -> None:
    context = contexts("2026-11-24T09:05", of=shipped())
    reader = context.reader()
    assert reader is not None
    state = reader.state(context.now())
    wash = next(each for each in state.items if each.item.rule.id == "face-cleanse")
    context.acts(reader).tick([wash.item])
    assert found(context, "wash")[0] == "wash: done 09:05, today at 21:00"


PEOPLE_SAY = {
    "hard exercise": "gym workout jogging running yoga sport cycling",
    "alcohol": "wine beer drinking",
    "hot water": "shower bath",
    "retinoids": "retinol retinal",
    "swimming": "pool sea swimming",
    "make-up": "concealer foundation lipstick mascara",
    "tanning": "sunbed beach sunbathing",
    "rubbing, scrubbing": "scrub exfoliate",
    "cold pack": "ice",
    "sunscreen": "sunblock",
    "shaving": "razor beard",
    "peels, facials": "microneedling facial filler",
    "waxing": "threading epilation",
    "perfume, toner": "aftershave cologne",
    "acids, vitamin C": "serum salicylic glycolic",
    "sauna, steam": "jacuzzi",
    "hot drinks": "coffee",
    "ask about painkillers": "headache tablet",
    "moisturise": "moisturizer",
    "light masks": "LED roller",
    # No sheet that was read speaks of these, so the plan does not either: the clinic does.
    "read your clinic's sheet": "flight flying hair-dye",
}
"""By the short name of a rule: what people type when they look for it."""


@pytest.mark.parametrize(
    ("text", "name"), [(word, name) for name, words in PEOPLE_SAY.items() for word in words.split()]
)
def test_the_words_that_people_use_find_it(contexts: Contexts, text: str, name: str) -> None:
    assert found(contexts(MORNING, of=shipped()), text.replace("hair-", "hair "))[0].startswith(f"{name}: ")
