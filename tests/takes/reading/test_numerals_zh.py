from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.takes.reading.marked import parse
from piying.takes.reading.numerals_zh import numerals


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2025年11月20日", "二零二五年十一月二十日"),
        ("2025-11-20", "二零二五年十一月二十日"),
        ("2020至2025年", "二零二零至二零二五年"),
        ("1000年", "一千年"),
        ("08年", "零八年"),
        ("80年代", "八十年代"),
        ("3.5亿", "三点五亿"),
        ("25%", "百分之二十五"),
        ("5%-10%", "百分之五到百分之十"),
        ("13800138000", "幺三八零零幺三八零零零"),
        ("138-0013-8000", "幺三八，零零幺三，八零零零"),
        ("￥500,000", "五十万元"),
        ("$3.5亿", "三点五亿美元"),
        ("下午3:30", "下午三点半"),
        ("15:30", "十五点三十分"),
        ("3:05", "三点零五分"),
        ("2:00", "两点"),
        ("2点半", "两点半"),
        ("3:2", "三比二"),
        ("-5℃", "零下五摄氏度"),
        ("气温-5~3℃", "气温零下五到三摄氏度"),
        ("第08集", "第八集"),
        ("1080P", "一零八零P"),
        ("3-5天", "三到五天"),
        ("2~3天", "两到三天"),
        ("1/2", "二分之一"),
        ("2个", "两个"),
        ("2月", "二月"),
        ("2楼", "二楼"),
        ("12个", "十二个"),
        ("200块", "两百块"),
        ("22000", "两万二千"),
        ("1,234,567.89", "一百二十三万四千五百六十七点八九"),
        ("302房", "三零二房"),
        ("密码1234", "密码幺二三四"),
        ("打110", "打幺幺零"),
        ("110个", "一百一十个"),
        ("007", "零零七"),
        ("10w", "十万"),
        ("3-5kg", "三到五公斤"),
        ("-3", "负三"),
        ("1+1=2", "一加一等于二"),
        ("12345678901234567890", "一二三四五六七八九零一二三四五六七八九零"),
    ],
)
def test_a_numeral_is_said_as_people_say_it(written, said):
    assert numerals(parse(written)).text == said


def test_a_reading_keeps_its_place_when_numerals_around_it_grow():
    line = numerals(parse("1000个长[chang2]度100"))

    assert line.readings[line.text.index("长")] == "chang2"
    assert sum(map(bool, line.readings)) == 1


@given(st.text(alphabet="0123456789.,:/-~%￥年月日点个℃第", max_size=20))
@settings(deadline=None, max_examples=300)
def test_no_digit_is_left(written):
    assert not re.search(r"\d", numerals(parse(written)).text)
