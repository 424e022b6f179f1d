"""Pages of a list over HTTP: how many rows, and the cursor of those behind them."""

from __future__ import annotations

from typing import Annotated, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from piying.studio.channel import paging
from piying.studio.channel.paging import PAGE_MAX

PAGE = 20
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


def cursor_of(number: int) -> str:
    """The cursor behind the row of this number."""
    return paging.cursor_of(number, "")


def number_of(cursor: str) -> int:
    """The number of the row that a cursor stands behind; 0: the first page.

    Raises:
        Invalid: it is not one of this list.
    """
    key = paging.read_cursor(cursor)
    return 0 if key is None else key[0]
