"""Sheets that are brought in from looks.toml."""

from __future__ import annotations

import numpy as np
import pytest

from piying.model.brief import Role
from piying.model.errors import Invalid, Missing
from piying.model.looks import View
from piying.model.script import DayTime
from piying.model.shot import Emotion
from piying.render.media.stills import png_of
from piying.studio.shooting.lookbooks import lookbook

LOOKS = """
[[character]]
name = "林夏"
words = "十九岁的木匠"
front = "front.png"
faces = { happy = "happy.png" }

[[location]]
name = "木匠铺客厅"
plates = { any = "shop.png", night = "night.png" }

[[prop]]
name = "key"
plate = "key.png"

[[style]]
name = "manhua"
words = "水墨漫画"

[[character]]
name = "旁人"
series = "别的戏"
front = "nowhere.png"
"""


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "looks"
    place.mkdir()
    for level, name in enumerate(("front", "happy", "shop", "night", "key")):
        pixels = np.full((32, 18, 4), 40 * level + 40, np.uint8)
        pixels[..., 3] = 255
        (place / f"{name}.png").write_bytes(png_of(pixels))
    return place


def test_people_places_things_and_styles_are_kept_as_sheets(house, folder):
    book, style = lookbook(house, "戏", LOOKS, folder)

    assert style == "水墨漫画"
    person = book.find(Role.CHARACTER, "林夏")
    assert person.words == "十九岁的木匠"
    assert [(p.view, p.emotion, p.width, p.height) for p in person.pages] == [
        (View.FRONT, None, 18, 32),
        (View.FACE, Emotion.HAPPY, 18, 32),
    ]
    place = book.find(Role.LOCATION, "木匠铺客厅")
    assert [p.day_time for p in place.pages] == [DayTime.UNKNOWN, DayTime.NIGHT]
    assert book.find(Role.PROP, "key").pages[0].view is View.PLATE
    for sheet in book.sheets:
        for page in sheet.pages:
            assert house.store.blobs.has(page.blob)


def test_a_sheet_of_another_series_is_left_out_and_its_files_are_not_opened(house, folder):
    book, _ = lookbook(house, "戏", LOOKS, folder)

    assert book.find(Role.CHARACTER, "旁人") is None
    with pytest.raises(Missing, match=r"nowhere\.png"):
        lookbook(house, "别的戏", LOOKS, folder)


def test_a_picture_that_was_changed_is_another_reference(house, folder):
    before, _ = lookbook(house, "戏", LOOKS, folder)
    (folder / "front.png").write_bytes((folder / "key.png").read_bytes())
    after, _ = lookbook(house, "戏", LOOKS, folder)

    def blob(book):
        return book.find(Role.CHARACTER, "林夏").pages[0].blob

    assert blob(before) != blob(after)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ('[[character]]\nname = "x"\ntop = "a.png"', "top"),
        ('[[character]]\nname = "x"\nfaces = { glad = "a.png" }', "happy"),
        ('[[location]]\nname = "x"\nplates = "a.png"', "night"),
        ('[[person]]\nname = "x"', "person"),
    ],
)
def test_what_nobody_knows_is_refused_with_what_to_write(house, folder, wrong, said):
    with pytest.raises(Invalid, match=said):
        lookbook(house, "戏", wrong, folder)


def test_a_file_that_is_no_picture_is_refused(house, folder):
    (folder / "front.png").write_text("no picture", "utf-8")

    with pytest.raises(Invalid, match=r"front\.png"):
        lookbook(house, "戏", LOOKS, folder)
