"""What bodies of requests and answers have in common."""

from __future__ import annotations

from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Strict

Word = TypeVar("Word")

OneOf = Annotated[Word, Strict(False)]  # noqa: FBT003 - how pydantic has it
"""One word of a closed list, `OneOf[Duty]`: JSON has no type for it but text."""


class Asked(BaseModel):
    """The body of a request: nothing is turned into another type, nothing unknown is taken."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Told(BaseModel):
    """The body of an answer."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


class Done(Told):
    """It was done, and there is no more to say."""

    done: bool = True
