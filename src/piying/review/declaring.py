"""Declarations: what a producer declares of a work, as a TOML file that a person writes.

    title = "来电显示是我"
    synopsis = "…"
    tags = ["悬疑"]
    cost_yuan = 80000
    filed_on = 2026-11-20
    ai_used = "yes"
    special_subject = "no"

What is left out is unknown; unknown asks and never counts as no.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from piying.model.errors import Invalid
from piying.model.review import Answer, Declared

_YES_NO = ("ai_used", "special_subject", "promoted", "volunteered", "for_children",
           "minors_in_cast", "first_work")  # fmt: skip
_TEXTS = ("title", "synopsis", "form", "remake_of", "partner")
_LISTS = ("tags", "subjects")
_DAYS = ("filed_on", "released_on")
COST = "cost_yuan"
KEYS = (*_TEXTS, *_LISTS, *_DAYS, *_YES_NO, COST)
COST_MAX = 100_000_000_000
"""Yuan; more is a slip of the hand."""


def parse_declared(text: str, name: str, default: Declared) -> Declared:
    """The declaration in `text`; what it does not say is as in `default`.

    Args:
        text: TOML.
        name: The name of the file, for messages.
        default: What is known without it.

    Raises:
        Invalid: a key is unknown or its value cannot be; both are named.
    """
    try:
        told = tomllib.loads(text, parse_float=str)
    except tomllib.TOMLDecodeError as error:
        raise Invalid("review.declared_unreadable", path=name, why=str(error)) from error
    unknown = sorted(set(told) - set(KEYS))
    if unknown:
        raise Invalid("review.declared_key", path=name, key=unknown[0], known=", ".join(KEYS))
    given: dict[str, Any] = {key: getattr(default, key) for key in Declared.__slots__}
    for key, value in told.items():
        wanted, good, made = _KINDS[key]
        if not good(value):
            raise Invalid(
                "review.declared_value", path=name, key=key, value=value, wanted=wanted
            )
        given["cost_fen" if key == COST else key] = made(value)
    return Declared(**given)


_Kind = tuple[str, Callable[[Any], bool], Callable[[Any], Any]]


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_list(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _is_answer(value: object) -> bool:
    return isinstance(value, str) and value in tuple(Answer)


def _is_day(value: object) -> bool:
    return type(value) is date


def _is_cost(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= COST_MAX


_KINDS: Mapping[str, _Kind] = {
    **dict.fromkeys(_TEXTS, ('"…"', _is_text, str)),
    **dict.fromkeys(_LISTS, ('["…", "…"]', _is_list, tuple)),
    **{key: ("2026-11-22", _is_day, lambda day: day) for key in _DAYS},
    **dict.fromkeys(_YES_NO, ('"yes" | "no" | "unknown"', _is_answer, Answer)),
    COST: ("80000", _is_cost, lambda yuan: yuan * 100),
}
"""How each key is written, whether a value is so, and what it becomes."""
