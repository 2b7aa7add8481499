"""Tests, a file a module."""
