"""Every binding of every screen and widget, as its own class declares it."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module

from textual.binding import Binding

import tui.app.app
import tui.screens
import tui.widgets


def all_bindings() -> Iterator[Binding]:
    """The bindings of all classes of the app, but the terminal's own. A shared one comes once a screen."""
    modules = [tui.app.app]
    for package in (tui.screens, tui.widgets):
        found = pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        modules += [import_module(module.name) for module in found]
    for module in modules:
        for each in vars(module).values():
            if isinstance(each, type) and each.__module__ == module.__name__:
                for binding in vars(each).get("BINDINGS", ()):
                    assert isinstance(binding, Binding), f"{each.__name__} has a binding without an id"
                    if not binding.system:
                        yield binding


def ids() -> set[str]:
    """The ids of all bindings."""
    return {str(binding.id) for binding in all_bindings()}
