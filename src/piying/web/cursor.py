"""Pages of a list by a cursor: where the next page begins, as a text that says nothing."""

from __future__ import annotations

import base64
import binascii
from typing import Annotated, Generic, TypeVar

import msgspec
from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from piying.model.errors import Invalid
from piying.web.shapes import MS_MAX

PAGE, PAGE_MAX = 20, 100
CURSOR_CHARACTERS_MAX = 500

T = TypeVar("T")


class Page(BaseModel, Generic[T]):
    """One page of a list."""

    model_config = ConfigDict(frozen=True)

    items: list[T]
    next: str | None = Field(default=None, description="The cursor of the next page, if any")


Cursor = Annotated[
    str, Query(max_length=CURSOR_CHARACTERS_MAX, description="`next` of the page before")
]
Most = Annotated[int, Query(ge=1, le=PAGE_MAX, description="How many at most")]


def cursor_of(*key: str | int) -> str:
    """The cursor behind the thing that `key` names."""
    return base64.urlsafe_b64encode(msgspec.json.encode(key)).decode().rstrip("=")


def key_of(cursor: str, *kinds: type) -> tuple[str | int, ...] | None:
    """What a cursor names; None: the first page.

    Raises:
        Invalid: it is not one of this list.
    """
    if not cursor:
        return None
    try:
        data = base64.b64decode(
            cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True
        )
        found = msgspec.json.decode(data, type=tuple[str | int, ...])
    except (binascii.Error, ValueError, msgspec.MsgspecError) as error:
        raise Invalid("web.cursor") from error
    large = any(isinstance(one, int) and abs(one) > MS_MAX for one in found)
    if large or [type(one) for one in found] != list(kinds):
        raise Invalid("web.cursor")
    return found
