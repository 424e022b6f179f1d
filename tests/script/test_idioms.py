"""The idioms of Chinese scripts. `row` names the row of the table of Chinese formats."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.script import DayTime, Heading, Place
from piying.script.idioms import (
    day_time,
    episode,
    heading,
    heading_and_cast,
    heading_line,
    time_word,
)

IN, OUT, BOTH = Place.INTERIOR, Place.EXTERIOR, Place.BOTH
DAY, NIGHT, DUSK, DAWN = DayTime.DAY, DayTime.NIGHT, DayTime.DUSK, DayTime.DAWN

HEADINGS = [
    # row, line, number, episode, scene, place, location, time, light
    ("1", "1-1 日 内 沪上 张家", "1-1", 1, 1, IN, "沪上 张家", "日", DAY),
    ("2", "1-1日 内 沪上 张家", "1-1", 1, 1, IN, "沪上 张家", "日", DAY),
    ("3", "**第1集-第1场 日 内 高二三班教室**", "1-1", 1, 1, IN, "高二三班教室", "日", DAY),
    ("4", "第一场 夜 内 听雨轩", "1", 0, 1, IN, "听雨轩", "夜", NIGHT),
    ("5", "第1场 日 内 客厅", "1", 0, 1, IN, "客厅", "日", DAY),
    ("6", "场1-1 日 内 房间", "1-1", 1, 1, IN, "房间", "日", DAY),
    ("7", "1-1场 日 内 卧室", "1-1", 1, 1, IN, "卧室", "日", DAY),
    ("8", "△1-1 日 内 大厅", "1-1", 1, 1, IN, "大厅", "日", DAY),
    ("9", "夜外 · 天台", "", 0, 0, OUT, "天台", "夜", NIGHT),
    ("11", "3场景：【日 街道 外】", "3", 0, 3, OUT, "街道", "日", DAY),
    ("12", "2-3 黄昏 内/外 车库", "2-3", 2, 3, BOTH, "车库", "黄昏", DUSK),
    ("13", "2-1 亥时 内 书房", "2-1", 2, 1, IN, "书房", "亥时", NIGHT),
    ("14", "1-2 日 外 村口/大巴车 人物：甲、乙", "1-2", 1, 2, OUT, "村口/大巴车", "日", DAY),
    ("27", "１－１　日　内　客厅", "1-1", 1, 1, IN, "客厅", "日", DAY),
    ("p", "内. 沪上 张家 - 日", "", 0, 0, IN, "沪上 张家", "日", DAY),
    ("+", "1-1、 内景 教室 白天", "1-1", 1, 1, IN, "教室", "白天", DAY),
    ("+", "场景一：张家客厅 夜 内", "1", 0, 1, IN, "张家客厅", "夜", NIGHT),
    ("+", "场景一：客厅", "1", 0, 1, Place.UNKNOWN, "客厅", "", DayTime.UNKNOWN),
    ("+", "第一幕 第二场 夜 内 大殿", "2", 0, 2, IN, "大殿", "夜", NIGHT),
    ("+", "INT. 客厅 - 日", "", 0, 0, IN, "客厅", "日", DAY),
    ("+", "1-3A 夜 内 客厅", "1-3A", 1, 3, IN, "客厅", "夜", NIGHT),
    ("+", "1-4 三年后 夜 外 码头", "1-4", 1, 4, OUT, "码头", "三年后 夜", NIGHT),
    ("+", "1-5 内日 张家", "1-5", 1, 5, IN, "张家", "日", DAY),
    ("+", "1-5 张家 内 客厅 日", "1-5", 1, 5, IN, "张家 客厅", "日", DAY),
    (
        "+",
        "1-3 次日清晨 外 Ｂ座１２０１ 楼下",
        "1-3",
        1,
        3,
        OUT,
        "B座1201 楼下",
        "次日清晨",
        DAWN,
    ),
    ("+", "2-6 夜 23:30 内 酒吧", "2-6", 2, 6, IN, "酒吧", "夜 23:30", NIGHT),
    ("+", "第三集 第二场 夜 内 酒吧", "3-2", 3, 2, IN, "酒吧", "夜", NIGHT),
    ("+", "第3集 3-2 夜 内 酒吧", "3-2", 3, 2, IN, "酒吧", "夜", NIGHT),
    ("+", "3、夜 外 天台", "3", 0, 3, OUT, "天台", "夜", NIGHT),
    ("+", "日/夜 外 街道", "", 0, 0, OUT, "街道", "日/夜", DAY),
    ("+", "客厅 - 日 - 内", "", 0, 0, IN, "客厅", "日", DAY),
    ("+", "【日 内 客厅】", "", 0, 0, IN, "客厅", "日", DAY),
    ("+", "外景：街道，日", "", 0, 0, OUT, "街道", "日", DAY),
    ("+", "第1场", "1", 0, 1, Place.UNKNOWN, "", "", DayTime.UNKNOWN),
    ("+", "2-7 车内 夜", "2-7", 2, 7, Place.UNKNOWN, "车内", "夜", NIGHT),
]


@pytest.mark.parametrize("case", HEADINGS, ids=[case[1] for case in HEADINGS])
def test_a_heading_is_read(case):
    row, line, *parts = case

    assert heading(line) == Heading(*parts), row


@pytest.mark.parametrize(
    "line",
    [
        "第一场雪下了起来。",
        "第一场比赛开始了",
        "3-5 天后",
        "3-5天后，他回来了",
        "日内就到",
        "内心深处",
        "日出东方",
        "内外交困",
        "3. 买菜",
        "深夜，外面下着雨",
        "白天，室内，张明坐着发呆。",
        "他低声说：走吧。",
        "内：你好",
        "张明（内）：我在里面。",
        "第一集",
        "",
        "   ",
        "日 内 " + "长" * 400,
    ],
)
def test_what_only_begins_like_a_heading_is_none(line):
    assert heading(line) is None


@pytest.mark.parametrize(
    ("line", "cast"),
    [
        ("1-2 日 外 村口/大巴车 人物：甲、乙", "甲、乙"),
        ("1-2 日 外 村口 出场人物：甲、乙（蒙面）", "甲、乙（蒙面）"),
        ("1-2 日 外 村口 【人物：甲、乙】", "甲、乙"),
        ("2-5 日 内 张家 （张明、李丽）", "张明、李丽"),
        ("2-5 日 内 张家", ""),
    ],
)
def test_the_cast_behind_a_heading_is_split_off(line, cast):
    found = heading_and_cast(line)

    assert found is not None
    assert cast == found[1]
    assert "甲" not in found[0].location


def test_a_heading_says_where_it_stands_in_its_line():
    line = "  **1-2 日 外 村口**"

    found = heading_line(line)

    assert found is not None
    assert line[found.begin : found.end] == "1-2 日 外 村口"


@settings(deadline=None)
@given(
    st.tuples(st.integers(1, 99), st.integers(1, 99)),
    st.sampled_from(["日", "夜", "清晨", "黄昏", "亥时", "雨夜", "午后"]),
    st.sampled_from(["内", "外", "内/外", "内景", "外景"]),
    st.sampled_from(["客厅", "沪上 张家", "村口/大巴车", "B座1201", "高二三班教室", "听雨轩"]),
    st.sampled_from(
        [" {} {} {}", "　{}　{}　{}", "·{}·{}·{}", " {2} {0} {1}", "：【{0}，{2}，{1}】"]
    ),
)
def test_order_and_separators_do_not_change_a_heading(numbers, time, place, location, order):
    found = heading("{}-{}".format(*numbers) + order.format(time, place, location))

    assert found is not None
    assert (found.episode, found.scene) == numbers
    assert (found.time, found.location) == (time, location)
    assert found.place is not Place.UNKNOWN


@settings(deadline=None)
@given(
    st.text(alphabet="1-2第场集日夜内外景 ·：:【】（）△*#。人物甲INT.客厅—／／，", max_size=40)
)
def test_any_line_is_a_heading_or_none_and_stands_within_the_line(line):
    found = heading_line(line)

    if found is not None:
        assert 0 <= found.begin <= found.end <= len(line)
        assert found.heading == heading(line)


@pytest.mark.parametrize(
    ("words", "light"),
    [
        *(
            (word, light)
            for light, words in {
                DAWN: "晨 清晨 黎明 卯时 DAWN 5:30 次日清晨",
                DAY: "日 白天 上午 午后 下午3点 辰时 DAY MORNING AFTERNOON 日/夜 １２：００",
                DUSK: "黄昏 傍晚 酉时 DUSK EVENING 17:30",
                NIGHT: "夜 深夜 凌晨 子时 亥时 寅时 NIGHT 23:30 雨夜 晚上8点",
                DayTime.UNKNOWN: "LATER CONTINUOUS 次日 稍后 同日 生日 三年后",
            }.items()
            for word in words.split()
        ),
        ("", DayTime.UNKNOWN),
    ],
)
def test_the_light_of_a_time(words, light):
    assert light is day_time(words)


def test_a_time_is_found_within_a_sentence():
    assert time_word("2002年夏天的夜晚") == "夜晚"
    assert time_word("某一天") == ""


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("第1集：标题", (1, "标题")),
        ("第十二集：标题", (12, "标题")),
        ("**第一集：标题**", (1, "标题")),
        ("# 第一集 重逢", (1, "重逢")),
        ("【第3集】雨夜", (3, "雨夜")),
        ("第１集　重生", (1, "重生")),
        ("第一百零二集《大结局》", (102, "大结局")),
        ("—— 第二集 ——", (2, "")),
        ("Episode 3: Rain", (3, "Rain")),
        ("EP03", (3, "")),
        ("第一集里他死了", None),
        ("第一集 讲述了一个故事。", None),
        ("第一集 第一场 日 内", None),
        ("第1集-第1场 日 内 教室", None),
        ("第1集完", None),
        ("第2集 完", None),
        ("第1-3集", None),
        ("第一集 " + "长" * 60, None),
    ],
)
def test_an_episode_break_is_told_from_a_sentence(line, found):
    assert found == episode(line)
