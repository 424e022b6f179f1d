from __future__ import annotations

import numpy as np
import pytest

from piying.model.clock import Rate
from piying.model.cut import Card, CardKind
from piying.model.errors import Invalid
from piying.model.master import Profile
from piying.model.people import Style
from piying.render.text.titles import card_of, end_image, title_image

PROFILE = Profile("vertical", 1080, 1920, Rate(25))
NAMES = (
    ("归来", "第1集", "雨夜重逢"),
    ("闪婚后，总裁跪求复合", "第12集"),
    ("重生之我在九十年代当首富的那些年里遇见了你", "第3集", "一别两宽"),
    ("The Heiress Returns", "Episode 1", "Rain"),
    ("X",),
)


@pytest.mark.parametrize("style", list(Style))
@pytest.mark.parametrize("names", NAMES, ids=lambda names: names[0])
def test_a_title_keeps_off_buttons_and_subtitles(names, style):
    image = title_image(names, style, PROFILE)
    seen = image.rgba[..., 3] > 200
    rows, columns = np.flatnonzero(seen.any(1)), np.flatnonzero(seen.any(0))

    assert image.y + rows[0] >= 0.1 * 1920
    assert image.y + rows[-1] < 0.68 * 1920
    assert image.x + columns[0] >= 0.06 * 1080
    assert image.x + columns[-1] < 0.88 * 1080 + 4
    assert (image.x % 2, image.y % 2, image.width % 2, image.height % 2) == (0, 0, 0, 0)


def test_a_period_title_is_a_vermilion_banner_that_stands():
    image = title_image(("长安夜行录", "第1集"), Style.SHADOW, PROFILE)
    opaque = image.rgba[image.rgba[..., 3] == 255]
    red = (opaque[:, 0] > 110) & (opaque[:, 1] < 70) & (opaque[:, 2] < 60)

    assert image.height > 2 * image.width
    assert red.mean() > 0.3


def test_a_short_name_is_bigger_than_a_long_one():
    short = title_image(("归来",), Style.MANHUA, PROFILE)
    long = title_image(("重生之我在九十年代",), Style.MANHUA, PROFILE)

    assert short.height > long.height * 0.8
    assert short.width / 2 > long.width / 9


def test_a_title_in_latin_letters_lies_in_every_style():
    image = title_image(("The Lamp", "Episode 1"), Style.SHADOW, PROFILE)

    assert image.width > image.height


def test_the_end_card_darkens_the_whole_picture():
    image = end_image(("未完待续", "他究竟是谁？"), PROFILE)

    assert (image.x, image.y, image.width, image.height) == (0, 0, 1080, 1920)
    assert image.rgba[..., 3].min() > 120
    assert (image.rgba[760:960, :, :3].min(-1) > 180).any()


def test_the_question_stands_below_the_words():
    plain = end_image(("未完待续",), PROFILE)
    asking = end_image(("未完待续", "他究竟是谁？"), PROFILE)
    changed = np.flatnonzero((plain.rgba != asking.rgba).any((1, 2)))

    assert changed[0] > 0.44 * 1920
    assert changed[-1] < 0.68 * 1920


@pytest.mark.parametrize("role", list(CardKind))
def test_a_card_without_words_is_refused(role):
    with pytest.raises(Invalid):
        card_of(Card(role, 0, 25, (" ",)), Style.MANHUA, PROFILE)


def test_a_card_is_drawn_by_its_role():
    title = card_of(Card(CardKind.TITLE, 0, 25, ("归来",)), Style.MANHUA, PROFILE)
    end = card_of(Card(CardKind.END, 0, 25, ("未完待续",)), Style.MANHUA, PROFILE)

    assert title.height < 1_000
    assert end.height == 1_920


@pytest.mark.parametrize("style", list(Style))
def test_a_character_that_the_face_lacks_is_left_out(style):
    whole, without = (
        title_image(("我❤你",), style, PROFILE),
        title_image(("我你",), style, PROFILE),
    )

    assert (whole.rgba == without.rgba).all()
    assert not title_image(("❤",), style, PROFILE).rgba.any()


def test_a_long_period_title_stands_in_two_columns():
    short = title_image(("长安夜行录",), Style.SHADOW, PROFILE)
    long = title_image(("重生之我在九十年代当首富的那些年",), Style.SHADOW, PROFILE)

    assert long.width > 1.1 * short.width


@pytest.mark.model
@pytest.mark.parametrize("style", list(Style))
def test_emoji_in_a_title_are_drawn(style, book):
    bare, whole = (title_image((t,), style, PROFILE, book) for t in ("我爱你", "我❤️你"))

    assert (bare.rgba.shape != whole.rgba.shape) or (bare.rgba != whole.rgba).any()
    assert abs(whole.height - bare.height) < 0.2 * bare.height
