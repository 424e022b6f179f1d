from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.errors import Invalid
from piying.takes.reading.pinyin import syllable
from piying.takes.reading.read import LINE_CHARACTERS_MAX, read, unread
from piying.takes.reading.tokens import PAUSES, Foreign, Pause, Word


def said(line: str, language: str = "zh") -> str:
    """The reading on one line: syllables together, words apart, letters with a star."""
    shown = []
    for token in read(line, language):
        if isinstance(token, Word):
            shown.append("".join(token.syllables))
        elif isinstance(token, Foreign):
            shown.append(token.text + "*" * token.spelled)
        else:
            shown.append(token.mark)
    return " ".join(shown)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("别长[chang2]了", "bie2chang2 le5"),
        ("上当[shang4 dang4]", "shang4dang4"),
        ("跑得[de5]快", "pao3de5kuai4"),
        ("女[nv3]", "nü3"),
        ("了[liao3]", "liao3"),
    ],
)
def test_a_reading_in_brackets_binds_to_the_characters_before_it(line, expected):
    assert said(line) == expected


@pytest.mark.parametrize("line", ["长[chang9]", "长[xyz1]", "[chang2]", "A[ei1]", "长[a1 b1]"])
def test_a_wrong_reading_is_refused(line):
    with pytest.raises(Invalid) as caught:
        read(line, "zh")

    assert caught.value.code == "takes.override_wrong"


def test_the_writers_reading_stands_above_rules_and_tone_change():
    assert said("一[yi1]个") == "yi1ge4"
    assert said("很长[zhang3]") == "hen3zhang3"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("头发很长", "tou2fa5 hen3chang2"),
        ("你长得像她", "ni3 zhang3de5 xiang4 ta1"),
        ("我得走了", "wo3 dei3 zou3 le5"),
        ("跑得快", "pao3de5kuai4"),
        ("得意", "de2yi4"),
        ("不得不", "bu4de2bu4"),
        ("狠狠地打", "hen3hen3 de5 da3"),
        ("这块地是我的", "zhe4kuai4 di4 shi4 wo3 de5"),
        ("还我命来", "huan2 wo3 ming4lai2"),
        ("把钱还了", "ba3 qian2 huan2 le5"),
        ("还没", "hai2 mei2"),
        ("受不了", "shou4bu4liao3"),
        ("了断", "liao3 duan4"),
        ("睡着了", "shui4zhao2 le5"),
        ("看着", "kan4zhe5"),
        ("银行", "yin2hang2"),
        ("两行泪", "liang3hang2 lei4"),
        ("一行人", "yi4xing2 ren2"),
        ("重来", "chong2 lai2"),
        ("严重", "yan2zhong4"),
        ("音乐", "yin1yue4"),
        ("快乐", "kuai4le4"),
        ("都是", "dou1 shi4"),
        ("首都", "shou3du1"),
        ("为她报仇", "wei4 ta1 bao4chou2"),
        ("成为", "cheng2wei2"),
        ("拿我当什么", "na2 wo3 dang4 shen2me5"),
        ("中枪", "zhong4 qiang1"),
        ("家中", "jia1zhong1"),
        ("教他", "jiao1ta1"),
        ("曾总", "zeng1 zong3"),
        ("朋友", "peng2you5"),
    ],
)
def test_a_character_with_several_readings_is_read_by_its_context(line, expected):
    assert said(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("一个", "yi2ge4"),
        ("一切", "yi2qie4"),
        ("一百", "yi4bai3"),
        ("第一", "di4yi1"),
        ("看一看", "kan4yi5kan4"),
        ("1月1日", "yi1yue4 yi1ri4"),
        ("不是", "bu2shi4"),
        ("不能", "bu4neng2"),
        ("好不好", "hao3bu5hao3"),
    ],
)
def test_yi_and_bu_take_the_tone_that_their_neighbours_ask_for(line, expected):
    assert said(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [("花儿", "hua1er5"), ("一会儿", "yi2hui4er5"), ("女儿", "nü3er2"), ("婉儿", "wan3er2")],
)
def test_erhua_is_no_syllable_of_its_own_unless_it_is_a_word_or_a_name(line, expected):
    assert said(line) == expected


def test_latin_runs_are_set_apart_and_acronyms_are_spelled():
    assert said("这张VIP卡在Starbucks用APP") == (
        "zhe4zhang1 VIP* ka3 zai4 Starbucks yong4 APP*"
    )
    assert said("A座") == "A* zuo4"


def test_pauses_are_marks_and_quotes_are_silent():
    assert said("“你……滚！”他说：") == "ni3 … … gun3 ! ta1 shuo1 :"
    assert said("好的~❤️") == "hao3 de5"


@pytest.mark.parametrize("symbol", ["ж", "あ", "ก", "𠮷"])
def test_what_cannot_be_read_is_left_out_and_named(symbol):
    assert said(f"你{symbol}好").replace(" ", "") == "ni3hao3"
    assert unread(f"你{symbol}好", "zh") == (symbol,)


@pytest.mark.parametrize(
    ("line", "aloud"),
    [
        ("计划②", "ji4hua4 er4"),
        ("⽔⻓", "shui3zhang3"),
        ("∞", "wu2qiong2da4"),
        ("naïve", "naive"),
        ("好→来😭👨‍👩‍👧", "hao3 lai2"),
    ],
)
def test_signs_that_mean_words_are_read_and_pictures_are_silent(line, aloud):
    assert said(line) == aloud
    assert unread(line, "zh") == ()


def test_an_english_line_is_one_run_with_its_marks():
    assert said("“Wait — he’s 21, isn’t he?”", "en") == "Wait — he's twenty-one, isn't he?"


def test_chinese_in_an_english_line_is_read_in_chinese():
    assert said("She said 你好 twice.", "en") == "She said ni3hao3 twice."


def test_a_line_has_a_limit():
    with pytest.raises(Invalid):
        read("好" * (LINE_CHARACTERS_MAX + 1), "zh")


@given(
    st.text(
        alphabet="一不得地长还了着行重乐都为你我他说走不是人，。！？0123456789-:/%.VIPok",
        max_size=30,
    )
)
@settings(deadline=None, max_examples=200)
def test_every_chinese_character_gets_one_syllable_of_mandarin(line):
    tokens = read(line, "zh")
    syllables = [s for token in tokens if isinstance(token, Word) for s in token.syllables]

    assert all(syllable(said_one) == said_one for said_one in syllables)
    assert len(syllables) >= len(re.findall(r"[\u4e00-\u9fff]", line))
    assert all(token.mark in PAUSES for token in tokens if isinstance(token, Pause))


@given(st.text(alphabet="abc XYZ0123456789%-:/.,'!?", max_size=40))
@settings(deadline=None, max_examples=200)
def test_no_numeral_is_left_in_an_english_reading(line):
    for token in read(line, "en"):
        assert not isinstance(token, Foreign) or not re.search(r"\d", token.text)
