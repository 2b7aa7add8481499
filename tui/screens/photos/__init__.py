"""Photos of the skin, two beside each other."""

from tui.screens.photos.screen import PhotosScreen

__all__ = ["PhotosScreen"]
