from __future__ import annotations

import pytest

from piying.takes.reading.numbers import cardinal, counted, digits


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("0", "零"),
        ("10", "十"),
        ("-2", "负二"),
        ("2000", "两千"),
        ("220000", "二十二万"),
        ("1000100", "一百万零一百"),
        ("0.50", "零点五零"),
        ("08", "零八"),
    ],
)
def test_a_number_in_words(written, said):
    assert cardinal(written) == said


def test_two_is_liang_before_what_is_counted():
    assert counted("2", "个") == "两"
    assert counted("2", "年级") == "二"
    assert counted("12", "个") == "十二"


def test_on_the_telephone_one_is_yao():
    assert digits("110") == "一一零"
    assert digits("110", telephone=True) == "幺幺零"
