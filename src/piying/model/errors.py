"""What can go wrong, as one tree.

PiyingError
├── Refused      the request is understood and is not allowed (exit 2)
│   ├── Invalid      a value breaks its own rule
│   └── Conflict     a name has moved, or another run holds it
├── Missing      a named thing is not here (exit 3)
└── Outside      a partner, a tool or the disk failed (exit 4); may be retried

An error carries a code of the message catalogue and the data that fill it, so that a face
can say it in the reader's language; `str()` of it is the English text.
"""

from __future__ import annotations

from piying.model.messages import say


class PiyingError(Exception):
    """Anything piying refuses or fails to do, with a code of the message catalogue."""

    exit_code = 1

    def __init__(self, code: str, **data: object) -> None:
        super().__init__(code)
        self.code = code
        self.data = data

    def said(self, language: str) -> str:
        """The message in `language` ("zh" or "en"), and of errors among its data."""
        data = {name: _said(value, language) for name, value in self.data.items()}
        return say(self.code, language, **data)

    def __str__(self) -> str:
        return self.said("en")


def _said(value: object, language: str) -> object:
    if isinstance(value, PiyingError):
        return value.said(language)
    if isinstance(value, tuple) and any(isinstance(each, PiyingError) for each in value):
        return " ".join(str(_said(each, language)) for each in value)
    return value


class Refused(PiyingError):
    """The request is understood and is not allowed."""

    exit_code = 2


class Invalid(Refused):
    """A value breaks its own rule."""


class Conflict(Refused):
    """A name has moved since it was read, or another run holds it."""


class Missing(PiyingError):
    """A named thing is not here."""

    exit_code = 3


class Outside(PiyingError):
    """A partner, a tool or the disk failed."""

    exit_code = 4

    def __init__(self, code: str, *, retryable: bool = False, **data: object) -> None:
        super().__init__(code, **data)
        self.retryable = retryable
