"""Who speaks and what is said in Chinese scripts; rows are those of the table of formats."""

from __future__ import annotations

import pytest

from piying.model.script import Delivery
from piying.script.readers.chinese import read_chinese


class TestSpeech:
    def test_row_17_cue_parenthetical_and_dialogue_on_one_line(self, told):
        reading = read_chinese("张父：（喝酒）你还有脸回来？")

        assert [told(one) for one in reading.script.elements] == [
            "cue 张父 | 张父 spoken",
            "parenthetical 喝酒",
            "dialogue 你还有脸回来？",
        ]
        assert [(one.column, one.end_column) for one in reading.spans] == [
            (1, 4),
            (4, 8),
            (8, 15),
        ]

    @pytest.mark.parametrize(
        ("said", "parts"),
        [
            ("（冷笑）（转身）滚。", ["(冷笑", "(转身", "滚。"]),
            ("滚。（顿了顿）别回来。", ["滚。", "(顿了顿", "别回来。"]),
            ("滚！（转身）", ["滚！", "(转身"]),
            ("你好（笑）。", ["你好", "(笑"]),
            ("我有五百（块）钱。", ["我有五百（块）钱。"]),
            ("我有（五百）块（大笑）。", ["我有（五百）块", "(大笑"]),
            ("但是——（看她）我走。", ["但是——", "(看她", "我走。"]),
            ("(看（她）一眼)走。", ["(看（她）一眼", "走。"]),
            ("真的（？）", ["真的（？）"]),
            ("“你好。”", ["“你好。”"]),
            ("没有右括号（哭", ["没有右括号（哭"]),
        ],
    )
    def test_a_bracket_is_a_direction_only_where_one_stands(self, said, parts, elements):
        kinds = {"(": "parenthetical ", "": "dialogue "}
        expected = [
            kinds["(" * part.startswith("(")] + part.removeprefix("(") for part in parts
        ]

        assert elements(f"张父：{said}")[1:] == expected

    @pytest.mark.parametrize(
        ("line", "delivery"),
        [
            ("张明（OS）：走。", Delivery.OS),
            ("张明(OS)：走。", Delivery.OS),
            ("张明（内心OS）：走。", Delivery.OS),
            ("张明OS：走。", Delivery.OS),
            ("张明 os：走。", Delivery.OS),
            ("张明：（OS）走。", Delivery.OS),
            ("张明【内心独白】：走。", Delivery.OS),
            ("【张明OS：走。】", Delivery.OS),
            ("张明(VO)：走。", Delivery.VO),
            ("张明（V.O.）：走。", Delivery.VO),
            ("张明（画外音）：走。", Delivery.VO),
            ("**张明**（OS）：走。", Delivery.OS),
        ],
    )
    def test_row_18_the_same_character_with_a_delivery(self, line, delivery):
        cue, words = read_chinese(line).script.elements

        assert cue.cue is not None
        assert (cue.cue.name, cue.cue.delivery, words.text) == ("张明", delivery, "走。")

    def test_a_delivery_and_a_manner_in_one_bracket_are_both_kept(self, elements):
        for line in ("张明（OS，哽咽）：走。", "张明：（哽咽，OS）走。"):
            assert elements(line) == [
                "cue 张明（OS） | 张明 os",
                "parenthetical 哽咽",
                "dialogue 走。",
            ]

    @pytest.mark.parametrize(
        "line", ["旁白：走。", "【旁白】：走。", "【VO：走。】", "画外音：走。", "VO：走。"]
    )
    def test_row_19_narration_has_no_character_on_screen(self, line, codes):
        cue, words = read_chinese(line).script.elements

        assert cue.cue is not None
        assert (cue.cue.delivery, words.text) == (Delivery.NARRATION, "走。")
        assert codes(line) == []

    @pytest.mark.parametrize(
        "line",
        [
            "张明：走。",
            "张明:走。",
            "张明 ：走。",
            "**张明：**走。",
            "**张明**：走。",
            "3. 张明：走。",
            "- 张明：走。",
            "@张明：走。",
            "张明：\n走。",
            "张明：\n\n走。",
            "@张明\n走。",
        ],
    )
    def test_ways_to_write_a_line(self, line, elements):
        assert elements(line) == ["cue 张明 | 张明 spoken", "dialogue 走。"]

    @pytest.mark.parametrize(
        "name",
        [
            "众人",
            "路人甲",
            "张明、李丽",
            "电话里的男声",
            "同事A",
            "Old Wang",
            "我",
            "系统提示音",
        ],
    )
    def test_who_may_speak(self, name, elements):
        assert elements(f"{name}：走。")[1:] == ["dialogue 走。"]

    @pytest.mark.parametrize(
        "line",
        [
            "他低声说：走吧。",
            "张明转身对李丽说：走吧。",
            "张明冷笑道：走吧。",
            "墙上的钟显示：十二点。",
            "注意：下面是高潮。",
            "她看着窗外，喃喃：走吧。",
        ],
    )
    def test_row_29_a_sentence_before_a_colon_makes_no_character(self, line, elements, codes):
        assert elements(line) == [f"action {line}"]
        assert codes(line) == [("script.uncertain_cue", 1)] or "，" in line

    def test_a_name_that_speaks_twice_may_look_like_a_verb(self, elements):
        assert elements("陆知言：走。\n陆知言：走吧。")[0] == "cue 陆知言 | 陆知言 spoken"

    def test_a_name_missing_in_the_cast_that_speaks_once_is_noted(self, codes):
        text = "1-1 日 内 客厅\n人物：张明、李丽\n张明：走。\n李莉：好。"

        assert codes(text) == [("script.new_name", 4)]

    def test_a_clock_time_in_the_words_is_no_speaker(self, elements):
        assert elements("张明：12:30，你迟到了。")[1] == "dialogue 12:30，你迟到了。"

    def test_a_cue_with_nothing_to_say_is_action_as_written(self, elements, codes):
        assert elements("张父：（点头）\n△张父离开。") == [
            "action 张父：（点头）",
            "action 张父离开。",
        ]
        assert codes("张父：（点头）\n△张父离开。") == [("script.cue_without_line", 1)]

    def test_an_inner_voice_without_a_name_goes_to_the_last_speaker(self, elements, codes):
        text = "张明：走。\n内心OS：我不甘心。"

        assert elements(text)[2:] == ["cue 张明（内心OS） | 张明 os", "dialogue 我不甘心。"]
        assert codes(text) == [("script.unnamed_voice", 2)]

    def test_with_marked_actions_an_unmarked_line_goes_on_speaking(self, elements, document):
        """
        △门开了。
        张明：我告诉你，
        这件事没完。
        △张明摔门而去。
        李丽：三年了。
        整整三年。
        """
        text = document

        assert elements(text)[2] == "dialogue 我告诉你，⏎这件事没完。"
        assert elements(text)[5] == "dialogue 三年了。⏎整整三年。"

    def test_without_marks_a_finished_line_is_followed_by_action(self, elements, codes):
        text = "张明：我告诉你，\n这件事没完。\n李丽低下头。\n张明：走。\n你听见没有！"

        assert elements(text)[1:3] == [
            "dialogue 我告诉你，⏎这件事没完。",
            "action 李丽低下头。",
        ]
        assert elements(text)[-1] == "action 你听见没有！"
        assert codes(text) == [("script.uncertain_action", 5)]

    def test_cues_on_lines_of_their_own(self, elements, codes, document):
        """
        林晚
        （颤抖）
        医生，他怎么样？

        医生甲
        还在抢救。

        顾沉（画外音）
        别怕。

        林晚
        我不怕，
        我只是冷。

        林晚靠在墙上。

        顾沉
        走吧。
        """
        text = document

        assert elements(text) == [
            "cue 林晚 | 林晚 spoken",
            "parenthetical 颤抖",
            "dialogue 医生，他怎么样？",
            "cue 医生甲 | 医生甲 spoken",
            "dialogue 还在抢救。",
            "cue 顾沉（画外音） | 顾沉 vo",
            "dialogue 别怕。",
            "cue 林晚 | 林晚 spoken",
            "dialogue 我不怕，⏎我只是冷。",
            "action 林晚靠在墙上。",
            "cue 顾沉 | 顾沉 spoken",
            "dialogue 走吧。",
        ]
        assert codes(text) == [("script.new_name", 5)]
