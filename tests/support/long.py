"""How much a test tries: a sample in the usual run, all of it in `.ci/long`."""

from os import environ


def long() -> bool:
    """Whether everything is to be tried, however long it takes: where AFTERGLOW_LONG is set."""
    return bool(environ.get("AFTERGLOW_LONG"))


def sample(full: int, usual: int) -> int:
    """How many to try of something that is long."""
    return full if long() else usual
