"""Matches: each way of hiding a word is found and named, and each guard holds.

The clauses in quotes are of the design: traps that were measured.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.review import Element, Unit
from piying.review.policy.load import load
from piying.review.text.lexicon import split_forms
from piying.review.text.machine import machine_of
from piying.review.text.matching import hits_in, longest, stands
from piying.review.text.reading import Reading

HEAD = Path(__file__).parent.parent.joinpath("small.toml").read_text("utf-8")
WORDS = [
    "算命",
    "赌博",
    "灵验",
    "应验",
    "法会",
    "转运",
    "毒",
    "K粉",
    "gambl*",
    "place a bet",
    "算命先生",
    "救世主",
]


def policy():
    words = ", ".join(f'"{word}"' for word in WORDS)
    text = HEAD.replace(
        'smoke = ["抽烟","吸烟","点烟"]', f'smoke = ["抽烟","吸烟","点烟", {words}]'
    )
    text = text.replace(
        '[{ set = "smoke" }]\n',
        '[{ set = "smoke" }]\n'
        'evasion = ["width", "traditional", "insert", "pinyin", "latin", "split", "emoji"]\n',
    )
    return load(text, "matching.toml")


def found(text):
    reading = Reading(0, Unit(Element.DIALOGUE, text))
    hits = hits_in(machine_of(policy()).lexicon, reading)
    hits = longest(hit for hit in hits if stands(reading, hit) and "smoke" in hit.word.sets)
    return [hit.match(reading, "smoke", -1) for hit in hits]


@pytest.mark.parametrize(
    ("text", "word", "written", "how"),
    [
        ("他去算命了", "算命", "算命", "exact"),
        ("買Ｋ粉的人", "K粉", "Ｋ粉", "width"),
        ("真是靈驗啊", "灵验", "靈驗", "traditional"),
        ("去 算 命 吧", "算命", "算 命", "insert"),
        ("网上赌*博的", "赌博", "赌*博", "insert"),
        ("赌赌赌博", "赌博", "赌赌赌博", "insert"),
        ("去蒜命大师那里", "算命", "蒜命", "pinyin"),
        ("他又去渎博", "赌博", "渎博", "pinyin"),
        ("带你去suanming", "算命", "suanming", "latin"),
        ("带你去suan ming吧", "算命", "suan ming", "latin"),
        ("带你去suan命吧", "算命", "suan命", "latin"),
        ("他爱贝者博", "赌博", "贝者博", "split"),
        ("去🧄命吧", "算命", "🧄命", "emoji"),
        ("He was Gambling again", "gambl*", "Gambling", "exact"),
        ("to place a  bet", "place a bet", "place a  bet", "exact"),
        ("g-a-m-b-l-i-n-g", "gambl*", "g-a-m-b-l-i-n-g", "insert"),
    ],
)
def test_a_word_is_found_however_it_is_written(text, word, written, how):
    matches = [(m.word, m.written, m.how) for m in found(text)]

    assert (word, written, how) in matches
    for match in found(text):
        assert text[match.start : match.end] == match.written


@pytest.mark.parametrize(
    "text",
    [
        "他没法会见客人",  # 没法 | 会见
        "这个反应验证了理论",  # 反应 | 验证
        "会算，命运不济",  # a pause is no disguise
        "他会算 命运不济",  # nor is a space before a whole word
        "事业成功",
        "集中毒打",  # a word of one character is whole or nothing
        "中毒了",
        "the regambler",
        "replace a better one",
        "the mind suanming is english",  # letters beside no Chinese word
    ],
)
def test_what_only_looks_like_a_word_is_none(text):
    assert [m.word for m in found(text)] == []


def test_everyday_words_of_the_same_sound_are_none():
    assert found("他读博士去了") == []
    assert found("宣明大义") == []


def test_the_longest_word_is_matched():
    assert [m.word for m in found("请来算命先生")] == ["算命先生"]


def test_a_word_of_one_character_is_found_whole():
    assert [m.word for m in found("毒！")] == ["毒"]


def test_splitting_leaves_everyday_words_alone():
    assert "女子运" not in split_forms("好运")
    assert "贝者博" in split_forms("赌博")


@settings(deadline=None, max_examples=200)
@given(
    st.text("算命赌博灵验应法会转运毒k粉蒜渎贝者 *，。abgmlpsuin🐎🧄發財靈驗Ｋ", max_size=40)
)
def test_a_match_lies_in_the_text_and_is_what_stands_there(text):
    for match in found(text):
        assert 0 <= match.start < match.end <= len(text)
        assert match.written == text[match.start : match.end]


@settings(deadline=None, max_examples=100)
@given(st.text("算命赌博灵验应法会转运毒k粉蒜渎贝者 *，。abgmlpsuin🐎發財", max_size=40))
def test_the_same_text_gives_the_same_matches(text):
    assert found(text) == found(text)


def test_a_space_between_all_words_hides_nothing():
    assert found("他 昨天 又 去 算 命 大师 那里 坐坐") == []
    assert [m.how for m in found("你好 我 去 算 命")] == ["insert"]


def test_a_disguised_word_ends_the_word_beside_it():
    assert [m.word for m in found("他赌*博应验了")] == ["赌博", "应验"]


def test_a_sound_that_is_only_near_needs_a_character_in_common():
    assert [m.word for m in found("去算民大师那")] == ["算命"]
    assert [m.word for m in found("去蒜茗大师那")] == ["算命"]
    assert [m.word for m in found("去蒜民大师那")] == []


def test_particles_are_no_disguise():
    assert found("这不都不博") == []


def test_a_long_word_counts_though_its_end_is_taken_for_another_word():
    assert [m.word for m in found("那个救世主要信徒交钱")] == ["救世主"]
