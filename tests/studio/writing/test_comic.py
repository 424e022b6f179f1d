"""comic: pages become a script, panels and a board; nothing is written over."""

from __future__ import annotations

import numpy as np
import pytest
import skia

from piying.model.errors import Conflict, Missing
from piying.model.take import TakeKind
from piying.studio.shooting.hand import by_hand
from piying.studio.shooting.held import current_board
from piying.studio.writing.comic import SCRIPT, TABLE, read_comic, take_comic

TITLE = "天台之约"


@pytest.fixture(name="page")
def _page(tmp_path):
    """A page of two panels, one over the other."""
    picture = np.full((600, 400, 4), 255, np.uint8)
    chance = np.random.default_rng(1)
    for top, bottom in ((20, 280), (310, 580)):
        picture[top:bottom, 20:380, :3] = chance.integers(0, 200, (bottom - top, 360, 3))
    image = skia.Image.fromarray(picture, skia.ColorType.kRGBA_8888_ColorType)
    path = tmp_path / "page.png"
    path.write_bytes(bytes(image.encodeToData(skia.EncodedImageFormat.kPNG, 100)))
    return path


@pytest.fixture(name="folder")
def _folder(house, page, tmp_path):
    folder = tmp_path / "comic"
    read_comic(house, [page], TITLE, "lr", folder, words=False)
    return folder


def test_a_page_becomes_a_script_and_a_picture_for_every_panel(folder):
    assert "第1页第2格" in (folder / SCRIPT).read_text("utf-8") or "Page 1, panel 2" in (
        folder / SCRIPT
    ).read_text("utf-8")
    assert sorted(path.name for path in (folder / "panels").iterdir()) == [
        "001-01.png",
        "001-02.png",
    ]
    assert "box = [20, 20, 380, 280]" in (folder / TABLE).read_text("utf-8")


def test_every_shot_shows_its_panel(house, folder):
    told = take_comic(house, folder)

    board, _ = current_board(house, told.written.name, told.episode)
    used = by_hand(house, board, TakeKind.PICTURE)
    assert set(used) == {shot.id for shot in board.shots}
    assert told.pictures == 2


def test_the_folder_brought_again_brings_nothing_new(house, folder):
    told = take_comic(house, folder)
    board, _ = current_board(house, told.written.name, told.episode)
    before = by_hand(house, board, TakeKind.PICTURE)

    assert take_comic(house, folder).pictures == 2
    assert by_hand(house, board, TakeKind.PICTURE) == before


def test_a_comic_that_was_read_is_not_written_over(house, folder, page):
    (folder / SCRIPT).write_text("mine", "utf-8")

    with pytest.raises(Conflict):
        read_comic(house, [page], TITLE, "lr", folder, words=False)
    assert (folder / SCRIPT).read_text("utf-8") == "mine"


def test_a_panel_that_the_script_names_and_nobody_drew_is_told(house, folder):
    (folder / "panels" / "001-02.png").unlink()

    with pytest.raises(Missing) as missing:
        take_comic(house, folder)
    assert missing.value.data["panel"] == 2


def test_a_folder_without_a_comic_is_told(house, tmp_path):
    with pytest.raises(Missing):
        take_comic(house, tmp_path)
