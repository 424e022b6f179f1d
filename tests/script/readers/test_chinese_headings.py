"""Headings, casts and action in Chinese scripts; rows are those of the table of formats."""

from __future__ import annotations

import pytest

from piying.model.script import Place
from piying.script.readers.chinese import read_chinese


class TestHeadings:
    """Rows 1-14 and 27: the parts are tested with the idioms; here, what is made of them."""

    @pytest.mark.parametrize(
        ("line", "place", "location"),
        [
            ("1-1 日 内 沪上 张家", Place.INTERIOR, "沪上 张家"),
            ("1-1日 内 沪上 张家", Place.INTERIOR, "沪上 张家"),
            ("**第1集-第1场 日 内 高二三班教室**", Place.INTERIOR, "高二三班教室"),
            ("第一场 夜 内 听雨轩", Place.INTERIOR, "听雨轩"),
            ("第1场 日 内 客厅", Place.INTERIOR, "客厅"),
            ("场1-1 日 内 房间", Place.INTERIOR, "房间"),
            ("△1-1 日 内 大厅", Place.INTERIOR, "大厅"),
            ("夜外 · 天台", Place.EXTERIOR, "天台"),
            ("3场景：【日 街道 外】", Place.EXTERIOR, "街道"),
            ("2-3 黄昏 内/外 车库", Place.BOTH, "车库"),
            ("2-1 亥时 内 书房", Place.INTERIOR, "书房"),
            ("１－１　日　内　客厅", Place.INTERIOR, "客厅"),
            ("内. 沪上 张家 - 日", Place.INTERIOR, "沪上 张家"),
            ("### 1-1 日 内 客厅", Place.INTERIOR, "客厅"),
        ],
    )
    def test_a_heading_is_one_element_over_its_whole_line(self, line, place, location):
        reading = read_chinese(f"\n{line}\n△动作。")
        first = reading.script.elements[0]

        assert first.heading is not None
        assert (first.heading.place, first.heading.location) == (place, location)
        assert (reading.spans[0].line, reading.spans[0].end_column) == (2, len(line) + 1)
        assert reading.findings == ()

    def test_row_4_the_episode_stays_open_for_the_one_before(self, elements, document):
        """
        第二集 反击
        第一场 夜 内 听雨轩
        """
        assert elements(document) == [
            "episode 反击 | 2",
            "heading 第一场 夜 内 听雨轩 | 1 | 夜 night | interior | 听雨轩",
        ]

    def test_row_7_a_time_range_is_no_story_time_and_no_speaker(self, elements, document):
        """
        1-1场 日 内 卧室
        时间：00:00-00:04
        △ 张明醒来。
        """
        assert elements(document) == [
            "heading 1-1场 日 内 卧室 | 1-1 | 日 day | interior | 卧室",
            "note 时间：00:00-00:04",
            "action 张明醒来。",
        ]

    def test_row_10_five_fields_are_one_heading_and_a_cast(self, told, document):
        """
        场次：1
        地点：沪上 张家
        时间：夜
        内外景：内
        人物：张明、张父
        """
        reading = read_chinese(document)

        assert [told(one) for one in reading.script.elements] == [
            "heading 第1场 夜 内 沪上 张家 | 1 | 夜 night | interior | 沪上 张家",
            "cast 张明、张父",
        ]
        assert (reading.spans[0].line, reading.spans[0].end_line) == (1, 4)

    @pytest.mark.parametrize(
        "text",
        [
            "场次：1-2\n内外：外景\n时间：黄昏\n地点：码头",
            "**场次：**1-2\n**时间：**黄昏\n**内外景：**外\n**地点：**码头",
            "【场次】：1-2\n【时间】：黄昏\n【地点】：码头\n【内外景】：外",
            "1-2\n地点：码头　时间：黄昏　内外景：外",
            "第1集 第2场\n时间：黄昏\n内外景：外\n地点：码头",
            "场景：1-2 黄昏 外 码头",
            "场次：１－２\n场景：码头 黄昏 外",
        ],
    )
    def test_row_10_other_ways_to_write_the_block(self, text, elements):
        first, *rest = elements(text)

        assert first.endswith("| 1-2 | 黄昏 dusk | exterior | 码头")
        assert rest == []

    def test_a_time_in_many_words_is_kept_whole_as_a_note(self, elements):
        lines = elements("场次：3\n地点：江边\n时间：2002年夏天的夜晚\n△江水。")

        assert lines == [
            "heading 第3场 夜晚 江边 | 3 | 夜晚 night | unknown | 江边",
            "note 时间：2002年夏天的夜晚",
            "action 江水。",
        ]

    def test_row_14_the_cast_behind_a_heading_is_split_off(self, told):
        reading = read_chinese("1-2 日 外 村口/大巴车 人物：甲、乙")

        assert [told(one) for one in reading.script.elements] == [
            "heading 1-2 日 外 村口/大巴车 | 1-2 | 日 day | exterior | 村口/大巴车",
            "cast 甲、乙",
        ]
        assert reading.spans[0].end_column == reading.spans[1].column

    def test_what_is_half_a_heading_is_reported(self, elements, codes):
        text = "1-1 日 内 客厅\n1-2 张明走进来，他看了看四周。"

        assert elements(text)[1] == "action 1-2 张明走进来，他看了看四周。"
        assert codes(text) == [("script.uncertain_heading", 2)]


class TestCast:
    def test_row_15_a_cast_line_is_never_a_cue(self, elements):
        assert elements("1-1 日 内 客厅\n人物：A、B（旁观）")[1:] == ["cast A、B（旁观）"]

    @pytest.mark.parametrize("label", ["出场人物", "登场人物", "角色", "人物"])
    @pytest.mark.parametrize(
        "form", ["{}：甲、乙", "**{}：**甲、乙", "【{}：甲、乙】", "{}：\n甲、乙"]
    )
    def test_other_ways_to_write_a_cast(self, label, form, elements):
        assert elements("1-1 日 内 客厅\n" + form.format(label))[1:] == ["cast 甲、乙"]


class TestAction:
    @pytest.mark.parametrize("line", ["△动作", "△ 动作", "▲　动作", "△△动作"])
    def test_row_16_action_is_without_its_mark(self, line, elements):
        assert elements(line) == ["action 动作"]

    def test_two_marks_on_a_line_are_two_actions(self, told):
        reading = read_chinese("△张明走。 △李丽看。")

        assert [told(one) for one in reading.script.elements] == [
            "action 张明走。",
            "action 李丽看。",
        ]
        assert [one.column for one in reading.spans] == [1, 7]

    @pytest.mark.parametrize(
        "line",
        [
            "[特写] 张明的手。",
            "【特写】",
            "镜头1：张明的手。",
            "【音效：雷声】",
            "BGM：钢琴曲",
            "画面：空镜",
        ],
    )
    def test_camera_and_sound_stay_as_written(self, line, elements, codes):
        assert elements(line) == [f"action {line}"]
        assert codes(line) == []

    @pytest.mark.parametrize(
        ("line", "kept"),
        [
            ("- 张明走进来。", "张明走进来。"),
            ("3. 张明走进来。", "张明走进来。"),
            ("**张明走进来。**", "张明走进来。"),
            ("3.5米高的墙。", "3.5米高的墙。"),
        ],
    )
    def test_list_marks_and_bold_are_taken_off_action(self, line, kept, elements):
        assert elements(line) == [f"action {kept}"]


class TestBlocksBesideHeadings:
    def test_fields_fill_what_the_heading_line_leaves_open(self, elements):
        assert elements("第2场\n时间：夜\n地点：码头")[0].endswith(
            "| 2 | 夜 night | unknown | 码头"
        )

    def test_fields_that_say_more_replace_nothing(self, elements):
        line = elements("1-1 日 内 客厅\n地点：张家\n时间：上午")[0]

        assert line.endswith("| 1-1 | 日 上午 day | interior | 客厅 张家")

    def test_another_number_begins_another_scene(self, elements):
        lines = elements("场次：1\n地点：客厅\n时间：日\n场次：2\n地点：码头\n时间：夜")

        assert [line.split(" | ")[1] for line in lines] == ["1", "2"]

    def test_a_block_behind_a_transition_begins_a_scene(self, elements):
        lines = elements("1-1 日 内 客厅\n> 切至：\n地点：码头\n时间：夜")

        assert [line.split()[0] for line in lines] == ["heading", "transition", "heading"]
