"""Novels: the text that is adapted, and the chapter of it that was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from piying.model.errors import Invalid, Missing
from piying.script.adapt.chapters import Chapter, chapters
from piying.script.decode import decode, file_bytes_max
from piying.studio.handed import bytes_of

HAN_SHARE = 8
"""One character in so many being Chinese makes a text Chinese."""
CHARACTERS_MAX = 60_000
"""As much is adapted at once: the longest chapters of novels are half of it."""
CHAPTERS_SHOWN_MAX = 12


@dataclass(frozen=True, slots=True)
class Novel:
    """A text, and what of it is adapted."""

    path: Path
    text: str
    encoding: str
    language: str
    """"zh" or "en"."""
    title: str
    chapter: Chapter

    @property
    def stem(self) -> str:
        """What the files of its proposal are called by."""
        if not self.chapter.heading:
            return self.path.stem
        return f"{self.path.stem}-{self.chapter.number}"


def novel(path: Path, number: int | None, title: str = "") -> Novel:
    """The text at `path` and its chapter `number`; None: the only one that it has.

    Raises:
        Missing: there is no such file, or no such chapter.
        Invalid: it is no text, is empty or too large, or has several chapters and none was
            chosen.
    """
    data = bytes_of(path, file_bytes_max)
    told = decode(data)
    found = chapters(told.text)
    chapter = _chosen(path, found, number)
    count = chapter.end - chapter.start
    if count > CHARACTERS_MAX:
        raise Invalid("adapting.too_long", count=f"{count:,}", most=f"{CHARACTERS_MAX:,}")
    part = told.text[chapter.start : chapter.end]
    han = sum("\u4e00" <= letter <= "\u9fff" for letter in part)
    language = "zh" if han * HAN_SHARE > len(part) else "en"
    return Novel(path, told.text, told.encoding, language, title or path.stem, chapter)


def _chosen(path: Path, found: tuple[Chapter, ...], number: int | None) -> Chapter:
    if number is None:
        if len(found) > 1:
            raise Invalid(
                "adapting.which_chapter", path=path, count=len(found), known=_known(found)
            )
        return found[0]
    if not found[0].heading:
        raise Missing("adapting.no_chapters", path=path)
    for one in found:
        if one.number == number:
            return one
    raise Missing("adapting.no_chapter", path=path, number=number, known=_known(found))


def _known(found: tuple[Chapter, ...]) -> str:
    shown = [f"{one.number} {one.heading}" for one in found[:CHAPTERS_SHOWN_MAX]]
    if len(found) > CHAPTERS_SHOWN_MAX:
        shown.append(f"… {found[-1].number} {found[-1].heading}")
    return " · ".join(shown)
