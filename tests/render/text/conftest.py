"""Another layout to compare ours with: skia's paragraphs, which ask ICU where lines break."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import skia

from piying.render.text.fonts import sans
from piying.studio.config import settings_from
from piying.studio.fonts import book_of

SIZE = 100
FAR = 1e6


class Paragraphs:
    """Where ICU lets a line end; the binding tells only how high a paragraph is."""

    def __init__(self):
        self._provider = skia.textlayout.TypefaceFontProvider()
        self._provider.registerTypeface(sans(800).typeface, "F")
        self._fonts = skia.textlayout.FontCollection()
        self._fonts.setDefaultFontManager(self._provider)
        self._unicode = skia.Unicodes.ICU.Make()
        self._row = self._set("永", FAR).Height

    def _set(self, text, width):
        style, look = skia.textlayout.ParagraphStyle(), skia.textlayout.TextStyle()
        look.setFontFamilies(["F"])
        look.setFontSize(SIZE)
        look.setLocale("zh-Hans")
        style.setTextStyle(look)
        builder = skia.textlayout.ParagraphBuilder.make(style, self._fonts, self._unicode)
        builder.pushStyle(look)
        builder.addText(text)
        paragraph = builder.Build()
        paragraph.layout(width)
        return paragraph

    def may_end(self, text, at):
        """Whether a line of `text` may end before `at`; None where this cannot be told.

        What stands on both sides is filled up to one width: where a line may end between
        them they take two rows, and three where something has to move down.
        """
        before, after = text[max(0, at - 8) : at].lstrip(), text[at : at + 8].rstrip()
        wide, long = (self._set(part, FAR).MaxIntrinsicWidth for part in (before, after))
        front = max(0, -int((wide - long) // SIZE)) + 2
        wide += SIZE * front
        behind = int((wide - long) // SIZE)
        long += SIZE * behind
        if wide - long > SIZE * 0.15:
            return None
        filled = "永" * front + before + after + "永" * behind
        return round(self._set(filled, max(wide, long) + 0.01).Height / self._row) == 2


@pytest.fixture(scope="session")
def paragraphs():
    return Paragraphs()


@pytest.fixture(scope="session")
def book():
    """The fonts with that of emoji, where it is set up."""
    found = book_of(settings_from(os.environ, Path()).data)
    if found.emoji is None:
        pytest.skip("not set up: the font of emoji")
    return found
