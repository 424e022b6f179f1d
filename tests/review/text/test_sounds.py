"""Sounds: near ones count as the same, and letters are divided into syllables."""

from __future__ import annotations

import pytest

from piying.review.text.sounds import SOUND, divided, near, readings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("算", "蒜"),
        ("赌", "堵"),
        ("灵", "林"),
        ("张", "脏"),
        ("山", "三"),
        ("成", "陈"),
        ("里", "你"),
    ],
)
def test_near_sounds_are_the_same_sign(one, other):
    assert SOUND[one] == SOUND[other]


@pytest.mark.parametrize(("one", "other"), [("算", "命"), ("赌", "博"), ("a", "啊")])
def test_far_sounds_are_other_signs(one, other):
    assert SOUND[one] != SOUND[other]


def test_what_is_not_chinese_is_itself():
    assert SOUND["x"] == "x"


def test_a_word_sounds_as_its_characters_and_as_a_word():
    together = SOUND["银"] + SOUND["航"]

    assert together in readings("银行")


@pytest.mark.parametrize(
    ("letters", "syllables"),
    [
        ("suanming", ("suan", "ming")),
        ("duchang", ("du", "chang")),
        ("fangan", ("fang", "an")),
        ("hello", ()),
        ("", ()),
    ],
)
def test_letters_are_divided_into_syllables(letters, syllables):
    assert divided(letters) == syllables


def test_the_table_of_near_sounds():
    assert [near(one) for one in ("shi", "zhang", "ling", "cheng")] == [
        "si",
        "zang",
        "nin",
        "cen",
    ]
