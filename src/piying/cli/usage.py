"""What is wrong with what was typed."""

from __future__ import annotations


class UsageError(Exception):
    """The command line could not be understood."""

    def __init__(self, message: str, usage: str) -> None:
        super().__init__(message)
        self.message = message
        self.usage = usage
