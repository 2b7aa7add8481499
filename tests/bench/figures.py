"""Figures, references and ratios of one run, printed alike by every benchmark."""

from collections.abc import Callable, Sequence
from statistics import median


def alternate(runs: int, *measures: Callable[[], float]) -> list[list[float]]:
    """Take each measure `runs` times, turn by turn, so that a noisy machine is noisy for all alike."""
    taken: list[list[float]] = [[] for _ in measures]
    for _ in range(runs):
        for figures, measure in zip(taken, measures, strict=True):
            figures.append(measure())
    return taken


def ratio_line(
    what: str, ours: Sequence[float], theirs: Sequence[float], goal: float, unit: str = "ms"
) -> str:
    """One line: the medians of ours and of the reference, their ratio, and the goal it is held to."""
    figure, reference = median(ours), median(theirs)
    return (
        f"{what}: {figure:.1f} {unit}, reference {reference:.1f} {unit}, "
        f"ratio {figure / reference:.2f} (goal now {goal}), {len(ours)} runs"
    )
