from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.cut import Ruby
from piying.model.errors import Invalid
from piying.render.text import breaking
from piying.render.text.breaking import (
    NEVER_FIRST,
    NEVER_LAST,
    break_columns,
    break_lines,
    break_points,
)
from piying.render.text.emoji import clusters
from piying.render.text.fonts import sans
from piying.render.text.layout import RUBY_HEIGHT

FACE = sans(800)
HAN = "我爱你雨夜灯火长安城里一盏的了"
MARKS = "，。！？：“”（）……——《》、；"
HARD = (
    "他说：“你（真的）要走吗？！”……我不知道。",
    "《红楼梦》、《西游记》——你都看过？",
    "我爱你——永远……真的～好吗·玛丽",
    "“走！”他喊道，“（快）走！”",
    "价格是￥100，第12集（完）",
    "这部iPhone 15只要3.5%的首付，一共9999元。",
    "“I’m fine…” she said, 他走了。",
    "『外』与「内」：【注】〔一〕、〈二〉；够了！",
    "温度是36.5℃，涨了20%。",
    "好😭，你回来了👨‍👩‍👧🇨🇳🇺🇸1️⃣对吗",
)


def texts(rows):
    return [row.text for row in rows]


def test_a_line_that_fits_stays_whole():
    assert texts(break_lines("你终于肯回来了。", FACE, 14)) == ["你终于肯回来了。"]


def test_a_break_behind_a_mark_is_better_than_equal_lines():
    rows = break_lines("你终于肯回来了，我等了你整整三年。", FACE, 14)

    assert texts(rows) == ["你终于肯回来了，", "我等了你整整三年。"]


def test_rows_share_the_text_evenly_between_phrases():
    rows = break_lines("我这辈子无怨无悔从来没有爱过你也没有恨过你", FACE, 14)

    assert len(rows) == 2
    assert abs(rows[0].advance - rows[1].advance) <= 3


@pytest.mark.parametrize("idiom", ["无怨无悔", "一见钟情", "画蛇添足", "破釜沉舟"])
@pytest.mark.parametrize("before", range(1, 9))
def test_an_idiom_is_never_broken(idiom, before):
    text = "我们都在这里看着他们"[:before] + idiom + "地走过了那个漫长的夜晚"

    for limit in (6, 7, 8, 9, 10):
        assert any(idiom in row.text for row in break_lines(text, FACE, limit))


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("这份合同一共是3.5亿元你签还是不签", "3.5亿"),
        ("他手里拿着一部iPhone站在雨里不说话", "iPhone"),
        ("从前有个人叫欧阳长安城外三十里都认得他", "欧阳长安"),
        ("你今天要是敢走出这扇门就永远别再回来", "永远"),
    ],
)
@pytest.mark.parametrize("limit", [6, 7, 8, 9, 10])
def test_numbers_latin_words_and_kept_words_stay_whole(text, whole, limit):
    rows = break_lines(text, FACE, limit, keep=(whole,))

    assert any(whole in row.text for row in rows)


def test_a_number_stays_with_what_it_counts_without_being_told():
    legal, _ = break_points("一共3.5亿元，第12集")

    assert not legal & {3, 4, 5, 10, 11}


# --- against ICU ----------------------------------------------------------------------------


def compared(paragraphs, text):
    """Every place in `text` of which ICU's opinion can be told: ours, and theirs."""
    ours = breaking._uax14(text)
    ends = {sum(map(len, clusters(text)[:n])) for n in range(1, len(clusters(text)))}
    for at in sorted(ends):
        theirs = paragraphs.may_end(text, at)
        if theirs is not None:
            yield at, at in ours, theirs


def allowed_apart(text, at):
    """Where UAX #14 of Unicode 16 goes beyond ICU: LB19a, quotes among wide characters."""
    return text[at] in "“‘" or text[at - 1] in "”’"


@pytest.mark.parametrize("text", HARD)
def test_lines_break_where_icu_breaks_them_but_for_the_rules_of_the_house(paragraphs, text):
    told = list(compared(paragraphs, text))

    assert told
    for at, ours, theirs in told:
        if ours and not theirs:
            assert allowed_apart(text, at), text[at - 2 : at + 2]
        if theirs and not ours:
            assert not breaking._may_part(text[at - 1], text[at]), text[at - 2 : at + 2]


@given(st.text(st.sampled_from(HAN + MARKS + "·～【】「」"), min_size=2, max_size=14))
@settings(deadline=None, max_examples=40)
def test_lines_of_any_text_break_where_icu_breaks_them(paragraphs, text):
    for at, ours, theirs in compared(paragraphs, text):
        if ours != theirs:
            ruled = not breaking._may_part(text[at - 1], text[at])
            assert allowed_apart(text, at) if ours else ruled, (text, at)


# --- what holds for any text ------------------------------------------------------------------


@given(st.text(st.sampled_from(HAN + MARKS), min_size=1, max_size=40), st.integers(6, 16))
@settings(deadline=None, max_examples=60)
def test_nothing_is_dropped_and_every_row_fits(text, limit):
    rows = break_lines(text, FACE, limit)

    assert "".join(texts(rows)) == text
    assert all(row.advance <= limit + 0.001 for row in rows)


@given(
    st.text(st.sampled_from(HAN + MARKS + "abcW 3.5%i'’"), min_size=1, max_size=40),
    st.integers(1, 12),
)
@settings(deadline=None, max_examples=60)
def test_a_row_is_wider_than_the_limit_only_if_it_is_one_sign(text, limit):
    rows = break_lines(text, FACE, limit)

    assert "".join(texts(rows)).replace(" ", "") == text.replace(" ", "")
    for row in rows:
        assert row.advance <= limit + 0.001 or len(clusters(row.text)) == 1


@given(st.text(st.sampled_from(HAN + MARKS), min_size=1, max_size=40))
@settings(deadline=None, max_examples=100)
def test_no_legal_break_puts_a_mark_where_it_may_not_stand(text):
    """CLREQ 3.1.2: no line begins with a stop or closing mark or ends with an opener."""
    legal, good = break_points(text)

    assert good <= legal
    for at in legal:
        assert text[at] not in NEVER_FIRST
        assert text[at - 1] not in NEVER_LAST


@given(st.text(st.sampled_from(HAN + "，。！？、：；"), min_size=12, max_size=40))
@settings(deadline=None, max_examples=60)
def test_no_row_begins_with_a_stop_where_characters_are_between(text):
    words = re.sub("[，。！？、：；]+", lambda marks: marks[0][0], text).lstrip(
        "，。！？、：；"
    )

    for row in break_lines(words, FACE, 8) if words else ():
        assert row.text[0] not in NEVER_FIRST


# --- the rest ---------------------------------------------------------------------------------


def test_english_is_broken_at_spaces_which_are_dropped():
    text = "I gave up everything for you three years ago."

    rows = break_lines(text, FACE, 14)

    assert " ".join(texts(rows)) == text
    assert all(row.text == row.text.strip() for row in rows)


def test_a_word_that_is_longer_than_a_row_is_broken_evenly_where_it_must():
    rows = break_lines("Donaudampfschifffahrtsgesellschaft", FACE, 10)

    assert "".join(texts(rows)) == "Donaudampfschifffahrtsgesellschaft"
    assert all(row.advance <= 10 for row in rows)
    assert abs(rows[0].advance - rows[1].advance) < 1.5


def test_a_line_end_in_the_text_is_kept():
    assert texts(break_lines("走\n吧", FACE, 14)) == ["走", "吧"]


def test_a_row_with_ruby_is_higher_and_a_base_is_not_broken():
    rows = break_lines("我从小就在重庆长大", FACE, 6, ruby=(Ruby(5, 7, "chóngqìng"),))

    (read,) = [row for row in rows if row.ruby]
    (plain,) = [row for row in rows if not row.ruby]
    assert "重庆" in read.text
    assert read.height == pytest.approx(plain.height + RUBY_HEIGHT)


@given(st.integers(5, 9), st.integers(0, 6))
@settings(deadline=None, max_examples=30)
def test_rows_with_wide_readings_fit_too(limit, at):
    text = "长安城的长者说"
    ruby = (Ruby(at, at + 1, "zhuāng"),)

    rows = break_lines(text, FACE, limit, ruby=ruby)

    assert "".join(texts(rows)) == text
    assert all(row.advance <= limit + 0.001 for row in rows)


def test_a_character_that_the_face_lacks_is_refused_before_anything_is_set():
    with pytest.raises(Invalid) as refused:
        break_lines("我❤你", FACE, 10)

    assert refused.value.code == "render.glyphs_missing"


@pytest.mark.parametrize("text", ["", " ", " 3"])
def test_empty_words_and_leading_spaces_are_no_trouble(text):
    assert "".join(texts(break_lines(text, FACE, 10))).strip() == text.strip()


def test_columns_are_as_long_as_they_may_be_and_lose_nothing():
    text = "民国二十六年，沪上张公馆门前的长街，大雪。"

    columns = break_columns(text, FACE, 9)

    assert "".join(texts(columns)) == text
    assert all(column.advance <= 9.001 for column in columns)
    assert texts(break_columns("床前\n明月", FACE, 9)) == ["床前", "明月"]
