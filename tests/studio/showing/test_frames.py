"""frames: the sheet of a board shows what the film would show."""

from __future__ import annotations

import numpy as np
import pytest
import skia

from piying.model.errors import Missing
from piying.model.take import TakeKind
from piying.render.poster import GAP
from piying.studio.shooting.board import board
from piying.studio.shooting.bring import bring
from piying.studio.shooting.takes import choose_take
from piying.studio.showing.frames import (
    BOARD_COLUMNS,
    BOARD_HEIGHT,
    BOARD_WIDTH,
    board_frames,
    master_frames,
)
from piying.studio.writing.write import write

NAME = "小戏"
RED = (200, 40, 40)


def still(path, colour=RED):
    """A picture of one colour."""
    pixels = np.full((64, 36, 4), 255, np.uint8)
    pixels[..., :3] = colour
    image = skia.Image.fromarray(pixels, skia.ColorType.kRGBA_8888_ColorType)
    path.write_bytes(bytes(image.encodeToData(skia.EncodedImageFormat.kPNG, 100)))
    return path


def pictures_of(path, count):
    """The pictures of a sheet in reading order, (height, width, 3)."""
    image = skia.Image.MakeFromEncoded(skia.Data.MakeFromFileName(str(path)))
    sheet = np.array(image.toarray(colorType=skia.ColorType.kRGBA_8888_ColorType))[..., :3]
    found = []
    for number in range(count):
        row, column = divmod(number, BOARD_COLUMNS)
        y, x = GAP + row * (BOARD_HEIGHT + GAP), GAP + column * (BOARD_WIDTH + GAP)
        found.append(sheet[y : y + BOARD_HEIGHT, x : x + BOARD_WIDTH].astype(int))
    return found


def red(picture):
    return np.abs(picture.reshape(-1, 3).mean(0) - RED).max() < 25


def test_a_board_is_drawn_before_any_voice_is_there(house, script, cast):
    write(house, script)
    count = len(board(house, NAME, 1).board.shots)

    pictures = pictures_of(board_frames(house, NAME, 1), count)

    assert all(picture.std() > 3 for picture in pictures)
    assert cast.voice.made == []


def test_a_brought_picture_stands_on_the_sheet_once_it_is_chosen(filmed, tmp_path):
    count = len(board(filmed, NAME, 1).board.shots)
    before = pictures_of(board_frames(filmed, NAME, 1), count)
    arrived = bring(filmed, NAME, 1, still(tmp_path / "mine.png"), "3", TakeKind.PICTURE)
    unchosen = pictures_of(board_frames(filmed, NAME, 1), count)
    choose_take(filmed, NAME, 1, arrived.take.id)

    after = pictures_of(board_frames(filmed, NAME, 1), count)

    assert [red(one) for one in after] == [number == 2 for number in range(count)]
    for number in range(count):
        assert (before[number] == unchosen[number]).all()
        if number != 2:
            assert (before[number] == after[number]).all()


def test_a_brought_picture_that_is_lost_is_named(filmed, tmp_path):
    arrived = bring(filmed, NAME, 1, still(tmp_path / "mine.png"), "3", TakeKind.PICTURE)
    choose_take(filmed, NAME, 1, arrived.take.id)
    filmed.store.blobs.path(arrived.take.blob).unlink()

    with pytest.raises(Missing, match="mine"):
        board_frames(filmed, NAME, 1)


def test_a_film_that_was_never_made_has_no_sheet(house, script):
    write(house, script)

    with pytest.raises(Missing):
        master_frames(house, NAME, 1, "tiny")
