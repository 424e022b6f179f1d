from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.cut.cues import divide
from piying.model.clock import Rate
from piying.model.cut import Caption, CaptionKind, Ruby
from piying.model.errors import Invalid
from piying.model.master import Profile
from piying.render.text.draw import (
    INNER,
    NARRATOR,
    SPOKEN,
    caption_image,
    caption_of,
    is_latin,
    label_image,
    spaced_out,
    style_of,
    super_image,
)
from piying.render.text.fonts import sans
from piying.render.text.layout import set_row

PROFILE = Profile("vertical", 1080, 1920, Rate(25))
LARGE = Profile("large", 2160, 3840, Rate(25))
TOP, BOTTOM = 680, 760
LINES = (
    "走。",
    "你终于肯回来了，我等了你整整三年。",
    "转身走进了雨夜里，长安城的灯火一盏一盏熄灭了。",
    "And when I needed you most, you turned and walked away into the rain.",
)
"""From one character to the widest cue that the cut gives."""


def solid(image):
    """Rows and columns of the frame in which more than a shadow is seen."""
    seen = image.rgba[..., 3] > 200
    rows, columns = np.flatnonzero(seen.any(1)), np.flatnonzero(seen.any(0))
    return (
        image.y + rows[0],
        image.y + rows[-1] + 1,
        image.x + columns[0],
        image.x + columns[-1] + 1,
    )


@pytest.mark.parametrize("profile", [PROFILE, LARGE], ids=["1080", "2160"])
@pytest.mark.parametrize(
    "style", [SPOKEN, INNER, NARRATOR], ids=["spoken", "inner", "narrator"]
)
@pytest.mark.parametrize("text", LINES)
def test_a_subtitle_stands_inside_the_safe_area(text, style, profile):
    image = caption_image(text, style, profile)
    top, bottom, left, right = solid(image)

    assert profile.height * TOP <= top * 1000
    assert bottom * 1000 <= profile.height * BOTTOM
    assert profile.width * profile.safe.left_permille <= left * 1000
    assert right * 1000 <= profile.width * (1000 - profile.safe.right_permille)
    assert (image.x % 2, image.y % 2, image.width % 2, image.height % 2) == (0, 0, 0, 0)
    assert image.rgba.dtype == np.uint8
    assert image.rgba.flags.c_contiguous


@pytest.mark.parametrize("text", LINES)
def test_a_subtitle_stands_in_the_middle_of_the_frame(text):
    _, _, left, right = solid(caption_image(text, SPOKEN, PROFILE))

    assert (left + right) / 2 == pytest.approx(540, abs=12)


def test_letters_are_as_large_as_the_house_says():
    top, bottom, _, _ = solid(caption_image("国", SPOKEN, PROFILE))

    assert bottom - top == pytest.approx(1080 * 0.052, abs=8)


def test_letters_are_white_with_a_black_edge():
    image = caption_image("走", SPOKEN, PROFILE)
    opaque = image.rgba[image.rgba[..., 3] == 255][:, :3]

    assert (opaque.min(1) > 230).sum() > 300
    assert (opaque.max(1) < 20).sum() > 300


def test_voices_look_different():
    assert style_of(CaptionKind.SPEECH, "林晚") is SPOKEN
    assert style_of(CaptionKind.INNER, "林晚") is INNER
    assert style_of(CaptionKind.INNER, "") is NARRATOR
    assert len({style.ink for style in (SPOKEN, INNER, NARRATOR)}) == 3


@given(st.text(st.sampled_from("我爱你雨夜灯火，。！？…—“”：、 abcWM3.5"), max_size=120))
@settings(deadline=None, max_examples=25)
def test_every_cue_that_the_cut_makes_of_a_line_can_be_drawn(text):
    for part in divide(text):
        if any(c.isalnum() for c in part):
            assert caption_image(part, INNER, PROFILE).height <= 0.09 * 1920


def test_a_line_that_cannot_fit_is_refused_and_never_cut():
    with pytest.raises(Invalid) as refused:
        caption_image("我" * 80, SPOKEN, PROFILE)

    assert refused.value.code == "render.text_too_long"


def test_a_caption_is_drawn_by_its_role():
    spoken = Caption(0, 25, "走吧", "林晚")
    shown = Caption(0, 25, "三年后", role=CaptionKind.SUPER)

    assert caption_of(spoken, PROFILE).y > 1_300
    assert caption_of(shown, PROFILE).y < 500


@pytest.mark.parametrize(
    "text", ["三年后", "民国二十六年，沪上，张公馆门前的长街", "Three years later"]
)
def test_on_screen_words_keep_off_the_players_buttons(text):
    image = super_image(text, PROFILE)

    assert image.x >= 0.06 * 1080
    assert image.x + image.width <= 0.88 * 1080 + 2
    assert image.y > 0.08 * 1920


@pytest.mark.parametrize("profile", [PROFILE, LARGE], ids=["1080", "2160"])
@pytest.mark.parametrize("text", ["AI生成", "AI GENERATED", "人工智能生成合成", "made by ai"])
def test_every_letter_of_the_label_is_high_enough(text, profile):
    """GB 45438-2025, 5.4: 不应低于画面最短边长度的5%. The profile asks for 6 %, in ink."""
    image = label_image(text, profile)
    wanted = profile.width * profile.label_height_permille / 1000
    white = (image.rgba[..., :3].min(-1) > 128) & (image.rgba[..., 3] > 200)

    heights = letter_heights(white, text)

    assert heights
    assert min(heights) >= wanted


def letter_heights(white, text):
    """Heights of the letters, told apart by the columns that their advances cover."""
    row = set_row(text, sans(600))
    columns = np.flatnonzero(white.any(0))
    bounds = (row.glyphs[0].x, row.advance)
    scale = (columns[-1] + 1 - columns[0]) / (bounds[1] - bounds[0])
    edges = [*(g.x for g in row.glyphs[1:]), row.advance]
    heights, start = [], 0
    for character, edge in zip(text, edges, strict=True):
        end = columns[0] + round(edge * scale)
        rows = np.flatnonzero(white[:, start:end].any(1))
        if character.isalnum():
            heights.append(int(rows[-1] - rows[0] + 1))
        start = end
    return heights


def test_the_label_stands_in_the_upper_left_below_what_players_lay_over():
    image = label_image("AI生成", PROFILE)

    assert image.x + image.width < 540
    assert 120 < image.y < 300


def test_a_label_without_letters_is_refused():
    with pytest.raises(Invalid):
        label_image("——", PROFILE)


def test_a_label_that_takes_more_than_two_rows_is_refused():
    with pytest.raises(Invalid, match="at most 2"):
        label_image("本片画面与声音由人工智能生成，请注意甄别，以免误会", PROFILE)


def test_spaced_letters_stand_further_apart():
    face = sans(800)

    assert spaced_out("三年后", face, 0.1).advance == pytest.approx(3.2)


@pytest.mark.parametrize(
    ("text", "latin"),
    [("Hello, “you”", True), ("你好 A", False), ("……", False), ("3.5", False)],
)
def test_words_are_latin_without_chinese_characters(text, latin):
    assert is_latin(text) is latin


def colours(image):
    """How many pixels are clearly coloured."""
    pixels = image.rgba[image.rgba[..., 3] > 200][:, :3].astype(int)
    return int((pixels.max(1) - pixels.min(1) > 35).sum())


@pytest.mark.model
@pytest.mark.parametrize("emoji", ["😭", "👨‍👩‍👧‍👦❤️", "🇨🇳", "1️⃣", "👍🏽", "❤"])
def test_an_emoji_is_drawn_in_colour_on_the_line(emoji, book):
    plain, with_it = (caption_image(t, SPOKEN, PROFILE, book) for t in ("好啊", f"好{emoji}啊"))

    assert colours(plain) == 0
    assert colours(with_it) > 300
    assert with_it.width > plain.width + 40
    assert abs(with_it.y - plain.y) < 24
    assert abs(with_it.y + with_it.height - plain.y - plain.height) < 24


@pytest.mark.model
def test_no_stroke_goes_round_an_emoji(book):
    """A yellow square on its own has no solid black, only the soft shadow."""
    image = caption_image("🟨", SPOKEN, PROFILE, book)
    solid = image.rgba[image.rgba[..., 3] > 250][:, :3]

    assert solid.size
    assert (solid.max(1) < 20).mean() < 0.01


def test_a_caption_with_readings_stays_in_its_band():
    ruby = tuple(Ruby(i, i + 1, "zhuāng") for i in range(12))

    image = caption_image("床前明月光疑是地上霜举头", SPOKEN, PROFILE, ruby=ruby)
    top, bottom, left, right = solid(image)

    assert PROFILE.height * TOP <= top * 1000
    assert bottom * 1000 <= PROFILE.height * BOTTOM
    assert left > 0.1 * 1080
    assert right < 0.9 * 1080


def test_readings_follow_their_characters_where_blanks_are_cut_off():
    ruby = (Ruby(1, 2, "huán"),)

    first = caption_image(" 还给你", SPOKEN, PROFILE, ruby=ruby)
    other = caption_image("还给你", SPOKEN, PROFILE, ruby=(Ruby(0, 1, "huán"),))

    assert (first.rgba == other.rgba).all()


def test_on_screen_words_in_columns_stand_and_keep_off_the_players_buttons():
    text = "民国二十六年，沪上张公馆门前——第12号"
    rows = caption_of(Caption(0, 9, text, role=CaptionKind.SUPER), PROFILE)
    columns = caption_of(Caption(0, 9, text, role=CaptionKind.SUPER, vertical=True), PROFILE)

    assert rows.width > rows.height
    assert columns.height > columns.width
    assert columns.x + columns.width <= 0.88 * 1080
    assert columns.y + columns.height < 0.68 * 1920


def test_latin_words_never_stand_in_columns():
    shown = Caption(0, 9, "Three years later", role=CaptionKind.SUPER, vertical=True)

    assert caption_of(shown, PROFILE).width > caption_of(shown, PROFILE).height


def test_words_that_take_too_many_columns_are_refused():
    with pytest.raises(Invalid, match="at most 5"):
        caption_of(Caption(0, 9, "我" * 90, role=CaptionKind.SUPER, vertical=True), PROFILE)
