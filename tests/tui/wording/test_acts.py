"""The sentence of what came of an act."""

import pytest

from tests.support.apps import at
from tui.recovery.outcomes import ActedElsewhere, Deed, Done, LetGo, Obstacle, Refused, Ticked, WentOut, What
from tui.recovery.state import TooOften, TooSoon
from tui.wording.acts import act_sentence, refusal

KEYS = {"act.undo": "z"}
"""What a person has put on other keys."""


def sentence(what: What) -> str:
    return act_sentence(Done(what, act=1), lambda id, usual: KEYS.get(id, usual))


@pytest.mark.parametrize("deed", Deed)
def test_every_deed_has_a_sentence_with_a_key(deed: Deed) -> None:
    assert sentence(deed).endswith((". z undoes.", ". v shows it."))


@pytest.mark.parametrize("obstacle", Obstacle)
def test_every_obstacle_has_its_words(obstacle: Obstacle) -> None:
    assert refusal(obstacle).endswith(".") is (obstacle is not Obstacle.NOTHING_TO_TICK)


@pytest.mark.parametrize(
    ("what", "words"),
    [
        (Ticked(1), "Ticked. z undoes."),
        (Ticked(3), "Ticked: 3 items. z undoes."),
        (Ticked(1, (TooOften(2),)), "That is more than 2 today. Noted all the same. z undoes."),
        (Ticked(1, (TooSoon(90),)), "Best left 1 hour 30 minutes apart. Noted all the same. z undoes."),
        (LetGo(2), "Let go: 2 items. z undoes."),
        (WentOut(at("2026-11-23T14:00")), "Out until 14:00. o says you are back."),
        (WentOut(None), "Out. o says you are back."),
    ],
)
def test_what_was_done_is_said_with_the_persons_own_keys(what: What, words: str) -> None:
    assert sentence(what) == words


def test_what_was_done_elsewhere_is_left_as_it_is() -> None:
    refused = Refused(ActedElsewhere(None))
    assert act_sentence(refused, lambda id, usual: usual) == (
        "Left as it is. Elsewhere since: nothing is left to do that to."
    )
