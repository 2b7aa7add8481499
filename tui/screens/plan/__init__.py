"""Every day in a line."""

from tui.screens.plan.screen import PlanList, PlanScreen

__all__ = ["PlanList", "PlanScreen"]
