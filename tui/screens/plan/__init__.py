"""Every day in a line."""

from tui.screens.plan.plan_list import PlanList
from tui.screens.plan.screen import PlanScreen

__all__ = ["PlanList", "PlanScreen"]
