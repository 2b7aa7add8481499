"""A checklist to and from one line of JSON, without pydantic or YAML."""

from typing import Any

import msgspec

from checklists.rules.checklist import Checklist

COMPILED = 3
"""Raised whenever `rules` changes shape, so that a stored compiled form of an older shape is made again."""


def encode(checklist: Checklist) -> str:
    """The checklist as JSON. What has its default is left out, and a NamedTuple is a list."""
    return msgspec.json.encode(_plain(checklist)).decode()


def decode(text: str) -> Checklist:
    """What `encode` gave, as it was.

    Raises:
        ValueError: If it is not JSON, or not of this shape.
    """
    try:
        return msgspec.json.decode(text, type=Checklist)
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from error


def _plain(value: Any) -> Any:
    if isinstance(value, msgspec.Struct):
        fields, defaults = value.__struct_fields__, value.__struct_defaults__
        # Those without a default come first.
        defaults = (msgspec.NODEFAULT,) * (len(fields) - len(defaults)) + defaults
        values = ((name, getattr(value, name), usual) for name, usual in zip(fields, defaults, strict=True))
        return {name: _plain(inner) for name, inner, usual in values if inner != usual}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value
