"""The port that every exporter keeps: it writes a cut as the project of one application."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from piying.cut.media import Media
from piying.model.cut import Cut


@dataclass(frozen=True, slots=True)
class Project:
    """What was written."""

    path: Path
    """What the application opens: a folder or a file."""
    verified: bool
    """Whether somebody has opened such a project in the application itself."""


class Exporter(Protocol):
    """Writes projects of one application."""

    @property
    def name(self) -> str:
        """What is typed to ask for it."""

    def ready(self) -> None:
        """Look whether it can work here.

        Raises:
            Missing: a package is not installed; the message says what to type.
        """

    def write(self, cut: Cut, media: Media, folder: Path) -> Project:
        """The project of `cut` in `folder`, where `media` lie under their names.

        Args:
            cut: the cut.
            media: its files; those of `media.where`, relative to `folder`.
            folder: exists, and is the project's alone.
        """
