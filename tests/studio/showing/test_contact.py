"""contact: the takes of one shot as a picture."""

from __future__ import annotations

import pytest
import skia

from piying.model.errors import Invalid
from piying.model.take import Flag, FlagWord, TakeKind
from piying.studio.shooting.again import take_again
from piying.studio.shooting.flags import raise_flags
from piying.studio.shooting.takes import Signed, choose_number, takes_of
from piying.studio.showing.contact import contact_sheet

NAME, SHOT = "小戏", "3"


def rows(house):
    return takes_of(house, NAME, 1, SHOT)


def size(path):
    picture = skia.Image.open(str(path))
    return picture.width(), picture.height()


def test_every_picture_gets_a_cell_and_more_make_it_wider(filmed, tmp_path):
    take_again(filmed, NAME, 1, SHOT, TakeKind.PICTURE, 2)
    three = contact_sheet(filmed, NAME, 1, rows(filmed), tmp_path / "a.png")
    take_again(filmed, NAME, 1, SHOT, TakeKind.PICTURE, 1)
    four = contact_sheet(filmed, NAME, 1, rows(filmed), tmp_path / "b.png")

    assert size(four)[0] > size(three)[0]
    assert size(three)[1] > 640


def test_flags_and_who_chose_it_make_the_captions_longer(filmed, tmp_path):
    take_again(filmed, NAME, 1, SHOT, TakeKind.PICTURE, 1)
    plain = contact_sheet(filmed, NAME, 1, rows(filmed), tmp_path / "a.png")
    by = Signed("Lin", "the light")
    row = choose_number(filmed, NAME, 1, (SHOT, TakeKind.PICTURE), 2, by)
    raise_flags(filmed, row.take.id, (Flag(FlagWord.WRITING, "青云 → 青去 ☃"),))
    told = contact_sheet(filmed, NAME, 1, rows(filmed), tmp_path / "b.png")

    assert size(told)[1] > size(plain)[1]


def test_a_take_whose_bytes_are_lost_is_a_cell_that_says_so(filmed, tmp_path):
    take_again(filmed, NAME, 1, SHOT, TakeKind.PICTURE, 1)
    lost = rows(filmed)[1].take.blob
    filmed.store.blobs.path(lost).unlink()

    assert contact_sheet(filmed, NAME, 1, rows(filmed), tmp_path / "a.png").is_file()


def test_a_sheet_is_a_png_of_what_can_be_seen(filmed, tmp_path):
    with pytest.raises(Invalid, match="PNG"):
        contact_sheet(filmed, NAME, 1, rows(filmed), tmp_path / "a.jpg")
    voices = [row for row in rows(filmed) if row.need.kind is TakeKind.VOICE]
    with pytest.raises(Invalid, match="no take that can be seen"):
        contact_sheet(filmed, NAME, 1, voices, tmp_path / "a.png")

    assert not list(tmp_path.glob("a.*"))
