"""Every binding of every screen and widget, as its own class declares it."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module

from textual.binding import Binding

import tui.app.app
import tui.screens
import tui.widgets


def bindings_by_class() -> Iterator[tuple[Binding, ...]]:
    """The bindings that each class of the app declares itself, but the terminal's own."""
    modules = [tui.app.app]
    for package in (tui.screens, tui.widgets):
        found = pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        modules += [import_module(module.name) for module in found]
    for module in modules:
        for each in vars(module).values():
            if isinstance(each, type) and each.__module__ == module.__name__:
                declared = tuple(vars(each).get("BINDINGS", ()))
                assert all(isinstance(one, Binding) for one in declared), (
                    f"{each.__name__} has one without id"
                )
                declared = tuple(one for one in declared if not one.system)
                if declared:
                    yield declared


def all_bindings() -> Iterator[Binding]:
    """The bindings of all classes of the app. One that several screens share comes once for each."""
    return (binding for bindings in bindings_by_class() for binding in bindings)


def ids() -> set[str]:
    """The ids of all bindings."""
    return {str(binding.id) for binding in all_bindings()}
