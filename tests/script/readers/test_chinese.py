"""Screen text, flashbacks, front matter, forcing marks and letters in Chinese scripts."""

from __future__ import annotations

import pytest

from piying.model.messages import say
from piying.model.script import Severity
from piying.script.inline import plain
from piying.script.readers.chinese import read_chinese
from piying.script.scenes import episodes


class TestScreenText:
    @pytest.mark.parametrize(
        "line",
        [
            "【字幕：2002年夏】",
            "字幕：2002年夏",
            "（字幕：2002年夏）",
            "【字幕】2002年夏",
            "**【字幕：2002年夏】**",
        ],
    )
    def test_row_20_screen_text_is_neither_dialogue_nor_speech(self, line, elements):
        assert elements(line) == ["super 2002年夏"]

    def test_screen_text_within_action_and_behind_speech_is_an_element_of_its_own(
        self, elements
    ):
        assert elements(
            "△张明进来。【字幕：张明 28岁】他坐下。\n张明：你好。【字幕：三天后】"
        ) == [
            "action 张明进来。",
            "super 张明 28岁",
            "action 他坐下。",
            "cue 张明 | 张明 spoken",
            "dialogue 你好。",
            "super 三天后",
        ]


class TestFlashback:
    @pytest.mark.parametrize(
        ("begin", "end"),
        [
            ("【闪回】", "【闪回结束】"),
            ("【闪回开始】", "【闪回完】"),
            ("闪回：", "闪回结束"),
            ("（闪回）", "（闪回结束）"),
            ("△闪回", "△闪回结束。"),
            ("【回忆】", "【回到现实】"),
        ],
    )
    def test_row_21_a_flashback_begins_and_ends(self, begin, end, elements, codes):
        text = f"{begin}\n△雨。\n{end}"

        assert elements(text) == ["flashback", "action 雨。", "flashback_end"]
        assert codes(text) == []

    def test_row_21_a_missing_end_is_a_warning_with_its_line(self):
        reading = read_chinese("△晴。\n【闪回】\n△雨。")

        (found,) = reading.findings
        assert (found.code, found.severity) == ("script.flashback_open", Severity.WARNING)
        assert (found.span.line, dict(found.data)["line"]) == (2, "2")

    def test_an_end_without_a_beginning_is_a_warning(self, codes):
        assert codes("△晴。\n【闪回结束】") == [("script.flashback_stray", 2)]

    def test_a_flashback_may_say_when_and_share_its_line(self, elements):
        assert elements(
            "【闪回：三年前】\n△雨。【闪回结束】\n【闪回】1-2 夜 外 码头\n"
            "张明：走。【闪回结束】"
        ) == [
            "flashback 三年前",
            "action 雨。",
            "flashback_end",
            "flashback",
            "heading 1-2 夜 外 码头 | 1-2 | 夜 night | exterior | 码头",
            "cue 张明 | 张明 spoken",
            "dialogue 走。",
            "flashback_end",
        ]


class TestFrontMatter:
    def test_row_22_the_name_of_the_drama_is_its_title(self):
        entries = read_chinese(
            "《替嫁甜妻》\n\n编剧：某某\n类型：都市\n1-1 日 内 客厅"
        ).script.title_page

        assert [(one.key, one.values) for one in entries] == [
            ("Title", ("替嫁甜妻",)),
            ("Author", ("某某",)),
            ("类型", ("都市",)),
        ]

    @pytest.mark.parametrize(
        "line",
        [
            "《替嫁甜妻》第一集：归来",
            "# 《替嫁甜妻》\n第一集：归来",
            "剧名：《替嫁甜妻》\n第一集 归来",
            "替嫁甜妻\n第1集 归来",
        ],
    )
    def test_other_ways_to_write_the_title(self, line, told):
        reading = read_chinese(line)

        assert reading.script.title_page[0].values == ("替嫁甜妻",)
        assert [told(one) for one in reading.script.elements] == ["episode 归来 | 1"]

    @pytest.mark.parametrize(
        "label", ["大纲：", "**大纲：**", "【大纲】", "## 大纲", "一、故事大纲", "故事梗概："]
    )
    def test_row_23_an_outline_is_no_speaker(self, label, elements):
        text = f"{label}\n张明回国。\n他复仇。\n\n1-1 日 内 客厅"

        assert elements(text)[:2] == ["outline 张明回国。", "outline 他复仇。"]

    def test_row_23_an_outline_on_the_line_of_its_label(self, elements):
        assert elements("大纲：张明回国。")[0] == "outline 张明回国。"

    def test_row_24_the_colon_of_a_character_makes_no_dialogue(self, elements, codes):
        text = "人物小传：\n甲（28）：总裁，冷漠\n2. 乙：秘书\n\n1-1 日 内 客厅\n乙：走。"

        assert elements(text)[:2] == ["bio 甲（28）：总裁，冷漠", "bio 乙：秘书"]
        assert codes(text) == []

    def test_entries_of_an_outline_by_episodes_are_no_episodes(self, elements):
        text = "分集大纲\n第1集：归来\n第2集：反击\n\n第1集：归来\n1-1 日 内 客厅"

        assert [line.split()[0] for line in elements(text)] == [
            "outline",
            "outline",
            "episode",
            "heading",
        ]

    def test_time_and_place_of_the_whole_story_are_no_heading(self, elements):
        text = "故事背景：\n时间：当代\n地点：江城\n\n1-1 日 内 客厅"

        assert elements(text)[:2] == ["outline 时间：当代", "outline 地点：江城"]

    @pytest.mark.parametrize(
        ("line", "told_as"),
        [
            ("第1集：标题", "episode 标题 | 1"),
            ("第十二集：标题", "episode 标题 | 12"),
            ("**第一集：标题**", "episode 标题 | 1"),
            ("第三集", "episode | 3"),
        ],
    )
    def test_row_25_episode_breaks_with_titles(self, line, told_as, elements):
        assert elements(line) == [told_as]


class TestForcing:
    def test_row_28_forcing_marks_work_with_chinese(self, elements, document):
        """
        @张明
        我回来了。

        .1-2 夜 外 码头

        > 切至：

        > 三年后 <

        !张明：这是动作。

        ~ 让我们荡起双桨

        = 张明回来了

        [[镜头: 推近]]

        ===
        """
        assert elements(document) == [
            "cue 张明 | 张明 spoken",
            "dialogue 我回来了。",
            "heading 1-2 夜 外 码头 | 1-2 | 夜 night | exterior | 码头",
            "transition 切至：",
            "centred 三年后",
            "action 张明：这是动作。",
            "lyrics 让我们荡起双桨",
            "synopsis 张明回来了",
            "note 镜头: 推近",
            "page_break",
        ]

    @pytest.mark.parametrize(
        "line",
        [
            "切至：",
            "【切】",
            "（叠化）",
            "黑场。",
            "淡出",
            "切至 医院走廊",
            "画面切换：",
            "△切黑",
            "CUT TO:",
            "划变：",
            "推出。",
            "【墨染】",
            "WIPE TO:",
            "PUSH TO:",
        ],
    )
    def test_transitions(self, line, elements):
        assert elements(line)[0].startswith("transition ")

    @pytest.mark.parametrize(
        "line", ["切菜。", "转身离开", "淡出了大家的视线", "黑衣人", "叠好被子", "推出门去"]
    )
    def test_what_only_begins_like_a_transition_is_action(self, line, elements):
        assert elements(line) == [f"action {line}"]

    @pytest.mark.parametrize(
        "line", ["（完）", "【第一集完】", "全剧终", "未完待续", "（本集完）"]
    )
    def test_an_ending_mark_is_a_note(self, line, elements):
        assert elements(line) == [f"note {line}"]


class TestLetters:
    @pytest.mark.parametrize(
        "words", ["2*3=6", "你他*的", "f_***_k", "[[没有结束", r"C:\temp", "真的**好**"]
    )
    def test_markup_letters_are_said_as_they_stand(self, words):
        for line in (f"张明：{words}", f"△{words}"):
            assert plain(read_chinese(line).script.elements[-1].text) == words

    def test_bold_is_bold_only_in_a_markdown_source(self, elements):
        assert elements("# 第一集\n张明：我**真的**走了")[-1] == "dialogue 我**真的**走了"

    def test_a_note_within_words_stays_a_note(self, elements):
        assert elements("张明：走。[[小声]]")[-1] == "dialogue 走。[[小声]]"


def test_every_finding_has_a_message_in_both_languages():
    text = (
        "1-1 日 内 客厅\n人物：甲、乙\n丙：好。\n他说：走。\n甲：（笑）\n△走。\nOS：嗯。\n"
        "【闪回】\n"
        "1-2 张明走进来，他看了看四周。\n乙：嗯。\n【闪回】\n甲：走。\n你走！"
    )
    findings = read_chinese(text).findings

    assert len({one.code for one in findings}) >= 6
    for one in findings:
        for language in ("zh", "en"):
            assert "{" not in say(one.code, language, **dict(one.data))


@pytest.mark.parametrize(
    "line",
    [
        "【字幕：三年后】[[竖排]]",
        "【字幕：三年后】 [[竖排]]",
        "【字幕：三年后 [[竖排]]】",
        "字幕：三年后[[竖排]]",
    ],
)
def test_a_note_belongs_to_the_on_screen_words_that_it_stands_behind(line):
    reading = read_chinese(f"1-1 日 内 客厅\n{line}\n△他来了。\n")
    beat = episodes(reading.script)[0].scenes[0].beats[0]

    assert (beat.text, beat.notes) == ("三年后", ("竖排",))
