"""Tests: a folder a room, a file a module of it."""
