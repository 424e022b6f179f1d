from __future__ import annotations

import pytest

from piying.render.text.emoji import clusters, is_emoji, may_be_emoji

FAMILY, FLAG, KEYCAP, THUMB = "👨‍👩‍👧‍👦", "🇨🇳", "1️⃣", "👍🏽"
ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"


@pytest.mark.parametrize("sign", [FAMILY, FLAG, KEYCAP, THUMB, ENGLAND, "❤️", "é"])
def test_a_sequence_is_one_sign(sign):
    assert clusters(f"好{sign}啊") == ("好", sign, "啊")


def test_signs_together_are_the_text():
    text = f"a{FLAG}{FLAG}好{FAMILY}，3{KEYCAP}"

    assert "".join(clusters(text)) == text
    assert clusters(f"{FLAG}{FLAG}") == (FLAG, FLAG)


@pytest.mark.parametrize("sign", [FAMILY, FLAG, KEYCAP, THUMB, ENGLAND, "😀", "❤️", "☀️", "✌🏻"])
def test_pictures_are_pictures(sign):
    """UTS #51: by presentation, by selector, or as a sequence."""
    assert is_emoji(sign)


@pytest.mark.parametrize("sign", [*"好3#a，❤☀©", "❤\ufe0e", "😀\ufe0e"])
def test_letters_digits_and_what_a_selector_makes_text_are_none(sign):
    assert not is_emoji(sign)


def test_a_bare_heart_may_be_a_picture_and_a_digit_may_not():
    assert may_be_emoji("❤")
    assert not may_be_emoji("❤\ufe0e")
    assert not may_be_emoji("3")
    assert not may_be_emoji("好")
