from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypinyin.contrib.tone_convert import to_tone

from piying.cut.ruby import marked, rubies, shared_out
from piying.model.cut import Ruby
from piying.takes.reading.marked import parse


@pytest.mark.parametrize(
    ("syllable", "shown"),
    [
        ("chang2", "cháng"), ("lv4", "lǜ"), ("nu:3", "nǚ"), ("lüe4", "lüè"), ("de5", "de"),
        ("gou3", "gǒu"), ("gui4", "guì"), ("liu2", "liú"), ("xiong1", "xiōng"), ("er2", "ér"),
        ("jiao3", "jiǎo"), ("xue2", "xué"), ("A1", "ā"), ("ng2", "ng"),
    ],
)  # fmt: skip
def test_a_tone_is_marked_where_the_standard_says(syllable, shown):
    """GB/T 16159-2012: 声调符号标在音节的主要母音上."""
    assert marked(syllable) == shown


SYLLABLES = """
zhuang1 qiong2 shuai3 niu4 lüe4 huo2 yue1 wei3 yun4 hui2
diu1 juan4 mou3 ai4 nei4
"""


@pytest.mark.parametrize("syllable", SYLLABLES.split())
def test_marks_stand_where_another_library_puts_them(syllable):
    assert marked(syllable) == to_tone(syllable)


def test_each_character_has_its_own_reading():
    assert rubies("他上当[shang4 dang4]了[liao3]。", "他上当了。") == (
        Ruby(1, 2, "shàng"), Ruby(2, 3, "dàng"), Ruby(3, 4, "liǎo"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("aloud", "text"), [("", "走。"), ("走[zou3]。", "来。"), ("走。", "走。"), ("[zou3]", "")]
)
def test_nothing_is_shown_where_nothing_was_given_or_the_words_differ(aloud, text):
    assert rubies(aloud, text) == ()


@given(
    st.lists(
        st.tuples(st.sampled_from("长还行重"), st.sampled_from(["", "chang2", "huan2", "lv4"])),
        min_size=1,
        max_size=12,
    )
)
def test_what_is_shown_is_what_is_said(pairs):
    """The reading that the voice follows stands above the character that it is said for."""
    aloud = "".join(c + (f"[{said}]" if said else "") for c, said in pairs)
    text = "".join(c for c, _ in pairs)

    shown = {one.start for one in rubies(aloud, text)}

    assert parse(aloud).text == text
    assert shown == {i for i, said in enumerate(parse(aloud).readings) if said}


def test_parts_of_a_line_share_its_readings():
    found = (Ruby(0, 1, "a"), Ruby(3, 4, "b"), Ruby(5, 6, "c"))

    assert shared_out(found, ("一二三", "四五", "六")) == (
        (Ruby(0, 1, "a"),), (Ruby(0, 1, "b"),), (Ruby(0, 1, "c"),),
    )  # fmt: skip
