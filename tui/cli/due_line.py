"""What is due in one line: for a status bar, a prompt, a script of one's own."""

import json
from collections.abc import Sequence
from string import Formatter
from typing import NamedTuple

from checklists.rules.checklist import Call
from checklists.text import cells, nearest_or_all
from tui.cli.ending import NO, OK, UsageError
from tui.cli.output.lines import clean, say
from tui.recovery.call_lines import CallLine
from tui.recovery.state import DayState, ItemState
from tui.text.humanize import clock, listed

USUAL_WIDTH = 40
"""Cells of a line whose length nobody gave."""

_SOON = {
    Call.EMERGENCY: "Call the emergency number now",
    Call.URGENT: "Get urgent care now",
    Call.CLINIC_TODAY: "Call your clinic today",
    Call.CLINIC_SOON: "Call your clinic soon",
}


class DueNow(NamedTuple):
    """What is due in everything that runs."""

    states: Sequence[DayState]
    items: Sequence[ItemState]
    calls: Sequence[CallLine]
    """What stands and nobody has called about, the most urgent first."""

    @property
    def names(self) -> list[str]:
        """The short names, each once."""
        return list(dict.fromkeys(item.item.rule.short for item in self.items))

    @property
    def call(self) -> str:
        """`Call your clinic today: blisters`; empty where nothing stands."""
        if not self.calls:
            return ""
        warning = self.calls[0].standing[0][1].warning
        more = f" +{len(self.calls) - 1}" if len(self.calls) > 1 else ""
        return f"{_SOON[warning.call]}: {warning.short or warning.condition}{more}"

    def line(self, most: int) -> str:
        """`3 now: wash, moisturise, sunscreen`, with what says to call before it; in at most so many cells.

        What does not fit is left out by whole words: that somebody should call is never cut away.
        """
        parts = []
        if self.calls:
            soon = f"! {_SOON[self.calls[0].standing[0][1].warning.call]}"
            whole = f"! {self.call}"
            parts.append(whole if cells(whole) <= most else soon)
        if self.items:
            room = most - sum(cells(part) + 2 for part in parts)
            count = f"{len(self.items)} now"
            names = self.names
            for kept in range(len(names), 0, -1):
                more = f" +{len(names) - kept}" if kept < len(names) else ""
                text = f"{count}: {', '.join(names[:kept])}{more}"
                if cells(text) <= room:
                    parts.append(text)
                    break
            else:
                if not parts or cells(count) <= room:
                    parts.append(count)
        return "  ".join(parts)

    def fields(self, most: int) -> dict[str, str]:
        """What a format may name."""
        due = [item.starts for item in self.items if item.starts is not None]
        ahead = [state.next_due for state in self.states if state.next_due is not None]
        return {
            "line": self.line(most),
            "count": str(len(self.items)),
            "names": listed(self.names),
            "call": self.call,
            "since": clock(min(due)) if due else "",
            "next": clock(min(ahead)) if ahead else "",
        }


def say_line(due: DueNow, *, most: int, layout: str | None, waybar: bool, tmux: bool) -> int:
    """Say it in one line. Says nothing, and exits 1, if nothing is due; for Waybar that is an empty text.

    Raises:
        UsageError: If the layout names what there is not.
    """
    text = due.line(most) if layout is None else _laid_out(layout, due.fields(most))
    if waybar:
        kind = "call" if due.calls else "due" if due.items else "none"
        shown = _for_pango(text) if due.items or due.calls else ""
        tooltip = "\n".join(map(_for_pango, ([due.call] if due.call else []) + due.names))
        say(json.dumps({"text": shown, "tooltip": tooltip, "class": kind, "alt": kind}, ensure_ascii=False))
        return OK
    if not due.items and not due.calls:
        return NO
    # In tmux a # begins a style.
    say(text.replace("#", "##") if tmux else text)
    return OK


def _for_pango(text: str) -> str:
    return clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _laid_out(layout: str, fields: dict[str, str]) -> str:
    parts = []
    try:
        for text, name, spec, conversion in Formatter().parse(layout):
            parts.append(text)
            if name is None:
                continue
            if name not in fields or spec or conversion:
                wanted = name + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "")
                named = nearest_or_all(name, list(fields))
                raise UsageError(f"There is no field {{{wanted}}}.{named} A brace itself is written {{{{.")
            parts.append(fields[name])
    except ValueError:
        raise UsageError(f"A brace is left open in {layout!r}. A brace itself is written {{{{.") from None
    return "".join(parts)
