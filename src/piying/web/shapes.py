"""What bodies of requests and answers have in common."""

from __future__ import annotations

from typing import Annotated, TypeVar

from fastapi import Path
from pydantic import BaseModel, ConfigDict, Field, Strict

Word = TypeVar("Word")

OneOf = Annotated[Word, Strict(False)]  # noqa: FBT003 - how pydantic has it
"""One word of a closed list, `OneOf[Duty]`: JSON has no type for it but text."""


MS_MAX = 1 << 53
"""What a program that counts in doubles can still tell; databases hold more."""
EPISODE_MAX = 32_767

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""The type of a workbook."""
Digits = Annotated[str, Field(pattern=r"^(0|-?[1-9][0-9]*)$")]
"""A whole number as text, exact in every language: an amount in the smallest unit of its
currency, or a count."""
Millis = Annotated[int, Field(ge=0, le=MS_MAX)]
"""A place in a film, or a moment since 1970."""
EpisodeNumber = Annotated[int, Path(ge=1, le=EPISODE_MAX)]
"""An episode in the path."""


class Asked(BaseModel):
    """The body of a request: nothing is turned into another type, nothing unknown is taken."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Told(BaseModel):
    """The body of an answer."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


class Done(Told):
    """It was done, and there is no more to say."""

    done: bool = True
