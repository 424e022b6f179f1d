"""Chinese lines of speech within Fountain."""

from __future__ import annotations

import pytest

from piying.script.asides import aside_of, known_names, names_in
from piying.script.lines import logical_lines


@pytest.mark.parametrize(
    ("cast", "names"),
    [
        ("甲、乙（旁观）", ("甲", "乙")),
        ("甲，乙；丙 丁。", ("甲", "乙", "丙", "丁")),
        ("BOB, ANN (young), BOB", ("BOB", "ANN")),
        ("", ()),
    ],
)
def test_the_names_of_a_cast(cast, names):
    assert names_in(cast) == names


def test_names_are_known_from_cues_casts_and_repeated_lines():
    lines, _ = logical_lines(
        "@甲（OS）\n走。\n\n人物：乙、丙\n\n丁：一。\n丁：二。\n戊：三。\n地点：家\n地点：街"
    )

    assert known_names(lines) == {"甲", "乙", "丙", "丁"}


def test_the_parts_of_a_line():
    line = "张父（OS）：（喝酒）走。（转身）来！"
    aside = aside_of(line, frozenset())

    assert aside is not None
    assert (aside.name, aside.cue, aside.sure) == ("张父", "张父（OS）", True)
    assert [(part.direction, line[part.inner : part.inner_end]) for part in aside.parts] == [
        (True, "喝酒"),
        (False, "走。"),
        (True, "转身"),
        (False, "来！"),
    ]


@pytest.mark.parametrize(
    "line", ["他低声说：走吧。", "地点：客厅", "张明：", "（走）：好", "张明走了。"]
)
def test_what_is_no_speech(line):
    assert aside_of(line, frozenset()) is None


def test_a_name_met_once_is_not_sure():
    aside = aside_of("张明：走吧。", frozenset())

    assert aside is not None
    assert not aside.sure
