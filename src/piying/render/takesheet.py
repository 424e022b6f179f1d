"""The sheet of the takes of one shot: their pictures side by side, each with its caption."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import skia

from piying.render.text.breaking import break_lines
from piying.render.text.fonts import Face, FontBook, sans
from piying.render.text.lettering import Ink, draw_letters, filled, letters_of

PICTURE_WIDTH, PICTURE_HEIGHT = 360, 640
COLUMNS_MAX = 5
GAP, MARGIN = 36, 56
ROUND = 14
PAPER, PANEL, GOLD, CREAM, DIM, AMBER = (
    "#141216", "#211d22", "#e2b04a", "#f3ebdd", "#a79d92", "#f0a35e",
)  # fmt: skip
TITLE, SUBTITLE, NUMBER, WORDS, NOTE = 44, 23, 40, 22, 19
LINE = 1.42
"""Of the size of letters, from one baseline to the next."""
NOTE_ROWS_MAX = 7
"""A longer note ends in an ellipsis."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One take as it stands on the sheet."""

    number: int
    words: tuple[str, ...]
    """The lines under its picture: the model, the cost, when it was made."""
    notes: tuple[str, ...] = ()
    """What a person should look at."""
    picture: bytes = b""
    """A PNG; empty: there is nothing to be seen."""
    missing: str = ""
    """Why there is nothing to be seen."""
    mark: str = ""
    """What the take that the film uses is marked with; empty for the others."""
    chosen: str = ""
    """Who chose it, and why."""


@dataclass(frozen=True, slots=True)
class Page:
    """The whole sheet."""

    title: str
    subtitle: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of letters: what it says, how large, how heavy, in which colour."""

    text: str
    size: float
    colour: str
    weight: int = 400


def take_sheet(page: Page, book: FontBook | None = None) -> bytes:
    """The sheet as a PNG; takes stand in reading order, at most `COLUMNS_MAX` in a row."""
    count = len(page.cells)
    columns = max(1, min(COLUMNS_MAX, count))
    width = max(2 * MARGIN + columns * (PICTURE_WIDTH + GAP) - GAP, 760)
    head = _wrapped(
        (_Line(page.title, TITLE, CREAM, 700), _Line(page.subtitle, SUBTITLE, DIM)),
        width - 2 * MARGIN, book, 6,
    )  # fmt: skip
    rows = [page.cells[at : at + columns] for at in range(0, count, columns)]
    words = [[_caption(cell, book) for cell in row] for row in rows]
    deep = [max(_height(one) for one in row) for row in words]
    top = MARGIN + _height(head) + GAP
    height = top + sum(PICTURE_HEIGHT + 18 + each + GAP for each in deep) + MARGIN - GAP
    surface = skia.Surface(int(width), int(height))
    with surface as canvas:
        canvas.clear(skia.Color(*_rgb(PAPER)))
        _write(canvas, head, MARGIN, MARGIN, book)
        y = float(top)
        for cells, captions, below in zip(rows, words, deep, strict=True):
            for column, (cell, caption) in enumerate(zip(cells, captions, strict=True)):
                x = MARGIN + column * (PICTURE_WIDTH + GAP)
                _draw(canvas, cell, x, y, book)
                _write(canvas, caption, x, y + PICTURE_HEIGHT + 18, book)
            y += PICTURE_HEIGHT + 18 + below + GAP
    picture = surface.makeImageSnapshot()
    return bytes(picture.encodeToData(skia.EncodedImageFormat.kPNG, 100))


def _caption(cell: Cell, book: FontBook | None) -> list[_Line]:
    first, *rest = cell.words
    lines = (
        _Line(first, WORDS, CREAM, 600),
        *(_Line(each, WORDS, DIM) for each in rest),
    )
    notes = (
        _Line(cell.chosen, NOTE, GOLD), *(_Line(each, NOTE, AMBER) for each in cell.notes),
    )  # fmt: skip
    return [
        *_wrapped(lines, PICTURE_WIDTH, book, NOTE_ROWS_MAX),
        *_wrapped(notes, PICTURE_WIDTH, book, NOTE_ROWS_MAX),
    ]


def _draw(canvas: Any, cell: Cell, x: float, y: float, book: FontBook | None) -> None:  # noqa: ANN401
    """The picture of a take, its number on it, and its mark."""
    place = skia.Rect.MakeXYWH(x, y, PICTURE_WIDTH, PICTURE_HEIGHT)
    shape = skia.RRect.MakeRectXY(place, ROUND, ROUND)
    canvas.drawRRect(shape, filled(PANEL))
    picture = _decoded(cell.picture)
    if picture is None:
        lines = _wrapped((_Line(cell.missing, NOTE, DIM),), PICTURE_WIDTH - 60, book, 14)
        _write(canvas, lines, x + 30, y + (PICTURE_HEIGHT - _height(lines)) / 2, book)
    else:
        canvas.save()
        canvas.clipRRect(shape, doAntiAlias=True)
        smooth = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)
        fit = min(PICTURE_WIDTH / picture.width(), PICTURE_HEIGHT / picture.height())
        w, h = picture.width() * fit, picture.height() * fit
        inside = skia.Rect.MakeXYWH(
            x + (PICTURE_WIDTH - w) / 2, y + (PICTURE_HEIGHT - h) / 2, w, h
        )
        canvas.drawImageRect(picture, inside, smooth)
        canvas.restore()
    if cell.mark:
        frame = filled(GOLD)
        frame.setStyle(skia.Paint.kStroke_Style)
        frame.setStrokeWidth(6)
        canvas.drawRRect(shape, frame)
        _tag(canvas, _Line(cell.mark, NOTE, PAPER, 700), x + PICTURE_WIDTH, y, book)
    _badge(canvas, cell, x, y, book)


def _badge(canvas: Any, cell: Cell, x: float, y: float, book: FontBook | None) -> None:  # noqa: ANN401
    """The number of the take, in the corner of its picture."""
    line = _Line(str(cell.number), NUMBER, PAPER if cell.mark else CREAM, 700)
    wide = _width(line, book) + 30
    box = skia.Rect.MakeXYWH(x, y, max(58.0, wide), 58)
    shape = skia.RRect()
    none = skia.Point(0, 0)
    shape.setRectRadii(box, [skia.Point(ROUND, ROUND), none, skia.Point(ROUND, ROUND), none])
    canvas.drawRRect(shape, filled(GOLD if cell.mark else PAPER, 255 if cell.mark else 205))
    _write(canvas, [line], x + (box.width() - wide + 30) / 2, y + 4, book)


def _tag(canvas: Any, line: _Line, right: float, y: float, book: FontBook | None) -> None:  # noqa: ANN401
    """The mark of the chosen take, in the other corner."""
    wide = _width(line, book) + 28
    box = skia.Rect.MakeXYWH(right - wide, y, wide, 38)
    shape = skia.RRect()
    none = skia.Point(0, 0)
    shape.setRectRadii(box, [none, skia.Point(ROUND, ROUND), none, skia.Point(ROUND, ROUND)])
    canvas.drawRRect(shape, filled(GOLD))
    _write(canvas, [line], right - wide + 14, y + 5, book)


def _wrapped(
    lines: Sequence[_Line], width: float, book: FontBook | None, rows_max: int
) -> list[_Line]:
    """Lines as rows that are no wider than `width`; a very long one ends in an ellipsis."""
    found = []
    for line in lines:
        face = sans(line.weight, book)
        text = _readable(line.text, face)
        if not text:
            continue
        rows = [row.text for row in break_lines(text, face, width / line.size)]
        if len(rows) > rows_max:
            rows = [*rows[: rows_max - 1], rows[rows_max - 1].rstrip()[:-1] + "…"]
        found += [_Line(row, line.size, line.colour, line.weight) for row in rows]
    return found


def _readable(text: str, face: Face) -> str:
    """`text` on one line, with a question mark for what the face does not have."""
    flat = " ".join(text.split())
    return "".join(each if face.place_of(each) is not None else "?" for each in flat)


def _write(
    canvas: Any,  # noqa: ANN401 - skia carries no types
    lines: Sequence[_Line],
    x: float,
    y: float,
    book: FontBook | None,
) -> None:
    for line in lines:
        y += line.size * LINE
        (row,) = break_lines(line.text, face := sans(line.weight, book), 1e9)
        letters = letters_of(row, face, line.size)
        letters.offset(x, y - line.size * (LINE - 1))
        plain = Ink(fill=(line.colour,), stroke="", stroke_permille=0, shadow_permille=0)
        draw_letters(canvas, [letters], plain, line.size)


def _width(line: _Line, book: FontBook | None) -> float:
    (row,) = break_lines(line.text, sans(line.weight, book), 1e9)
    return row.advance * line.size


def _height(lines: Sequence[_Line]) -> float:
    return sum(line.size * LINE for line in lines)


def _decoded(data: bytes) -> Any:  # noqa: ANN401 - skia carries no types
    return skia.Image.MakeFromEncoded(skia.Data.MakeWithCopy(data)) if data else None


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
