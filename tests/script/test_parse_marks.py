"""Fountain's notes, boneyards, sections and line rules, and the Chinese idioms within it."""

from __future__ import annotations

import pytest

from piying.model.script import Delivery, Element, Span
from piying.script.format import format_script
from piying.script.parse import parse


def read(text: str) -> list[tuple[str, str]]:
    return [(element.kind.value, element.text) for element in parse(text).script.elements]


def only(text: str) -> Element:
    (element,) = parse(text).script.elements
    return element


def codes(text: str) -> list[str]:
    return [finding.code for finding in parse(text).findings]


class TestPageBreaks:
    """Page Breaks are indicated by a line containing three or more consecutive equals signs,
    and nothing more."""

    @pytest.mark.parametrize("line", ["===", "==========", "  ===  "])
    def test_three_or_more(self, line):
        assert read(f"A.\n\n{line}\n\nB.")[1] == ("page_break", "")

    @pytest.mark.parametrize(("line", "text"), [("==", "="), ("=== x", "== x"), ("= ==", "==")])
    def test_less_or_more_is_a_synopsis(self, line, text):
        assert read(line) == [("synopsis", text)]


class TestLineBreaks:
    """Unlike some markup languages, Fountain takes every carriage return as intent."""

    def test_two_spaces_join_dialogue(self):
        """You would need to type two spaces on your "blank" line so that Fountain knows that
        Hit or stand sir? is not an Action element."""
        text = "DEALER\nTen.\nDealer gets a seven.\n  \nHit or stand sir?\n\nMONKEY\nDude."

        assert read(text)[1] == ("dialogue", "Ten.\nDealer gets a seven.\n\nHit or stand sir?")

    @pytest.mark.parametrize("blank", ["", " ", "   ", "\t", "　"])
    def test_any_other_blank_line_ends_the_speech(self, blank):
        assert read(f"DEALER\nSeven.\n{blank}\nHit or stand sir?")[2] == (
            "action",
            "Hit or stand sir?",
        )

    def test_two_spaces_outside_a_speech_are_an_empty_line(self):
        assert read("He.\n  \nShe.") == [("action", "He."), ("action", "She.")]

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_every_line_end_gives_the_same_elements_and_places(self, end):
        text = "Title: X\n\nBOB\nHi.\n\nA\nb\n\n[[n\nm]]\n"

        assert parse(text.replace("\n", end)) == parse(text)

    def test_a_byte_order_mark_is_no_letter(self):
        assert parse("\ufeffBOB\nHi.") == parse("BOB\nHi.")

    def test_other_separators_of_unicode_end_no_line(self):
        assert read("a\u2028b\x85c") == [("action", "a\u2028b\x85c")]


class TestIndenting:
    """Leading tabs or spaces in elements other than Action will be ignored."""

    def test_the_example(self):
        text = (
            "\t\t\t\tCUT TO:\n\nINT. GARAGE - DAY\n\n\t\t\tBRICK\n\tThis is everybody.\n\n"
            "            STEEL\n        (starting the engine)\n    So much!\n"
        )

        assert read(text) == [
            ("transition", "CUT TO:"),
            ("heading", "INT. GARAGE - DAY"),
            ("cue", "BRICK"),
            ("dialogue", "This is everybody."),
            ("cue", "STEEL"),
            ("parenthetical", "starting the engine"),
            ("dialogue", "So much!"),
        ]


class TestNotes:
    """A Note is created by enclosing some text with double brackets. Notes can be inserted
    between lines, or in the middle of a line."""

    def test_in_the_middle_of_a_line_it_stays_in_the_text(self):
        line = "DAN and JACK[[Or did we think of names?]].  They drink."

        assert read(line) == [("action", line)]

    def test_between_lines_it_is_an_element(self):
        """The empty lines around the Note on its own line would be removed in parsing."""
        assert read("A.\n\n\n\n[[ It was Vietnamese, right?]]\n\n\nB.") == [
            ("action", "A."),
            ("note", " It was Vietnamese, right?"),
            ("action", "B."),
        ]

    def test_it_may_hold_line_ends(self):
        """Notes can contain carriage returns, but if you wish a note to contain an empty line,
        you must place two spaces there to "connect" the element into one."""
        text = "He waits.[[This needs work.\nOr coffee.\n  \nDefinitely coffee.]] He looks."

        assert read(text) == [
            (
                "action",
                "He waits.[[This needs work.\nOr coffee.\n\nDefinitely coffee.]] He looks.",
            )
        ]

    def test_an_empty_line_ends_what_it_may_hold(self):
        text = "He waits.[[This\n\nneeds work.]]"

        assert read(text) == [("action", "He waits.[[This"), ("action", "needs work.]]")]
        assert codes(text) == ["script.note_not_closed"]

    def test_marks_within_are_letters(self):
        assert read("[[a\n# b\n@c\n/* d]]") == [("note", "a\n# b\n@c\n/* d")]

    def test_the_last_two_of_three_brackets_close(self):
        assert read("[[see [3]]]") == [("note", "see [3]")]

    def test_two_on_one_line_are_two(self):
        assert read("[[a]] [[b]]") == [("note", "a"), ("note", "b")]

    def test_below_a_line_it_belongs_to_its_paragraph(self):
        assert read("He.\n[[n]]\nShe.") == [("action", "He.\n[[n]]\nShe.")]
        assert read("BOB\n[[n]]\nHi.")[1] == ("dialogue", "[[n]]\nHi.")

    def test_above_a_name_it_is_no_line_before_it(self):
        assert read("[[n]]\nBOB\nHi.")[1] == ("cue", "BOB")

    def test_an_escaped_bracket_opens_none(self):
        assert read("\\[[n]]") == [("action", "\\[[n]]")]


class TestBoneyard:
    """If you want Fountain to ignore some text, wrap it with /* some text */. Your /* ... */
    pairs can span as much of your screenplay as you like."""

    def test_the_example(self):
        text = (
            "Bad.\n\nCUT TO:\n/*\nINT. GARAGE - DAY\n\nThey get in.\n*/\n"
            "EXT. MANSION - DAY\n\nX."
        )

        assert read(text) == [
            ("action", "Bad."),
            ("transition", "CUT TO:"),
            ("boneyard", "\nINT. GARAGE - DAY\n\nThey get in.\n"),
            ("heading", "EXT. MANSION - DAY"),
            ("action", "X."),
        ]

    @pytest.mark.parametrize("text", ["He /* really */ runs.", "a /* b\n\nc */ d\ne"])
    def test_within_a_line_it_stays_in_the_text(self, text):
        assert read(text) == [("action", text)]

    def test_a_speech_goes_on_behind_it(self):
        assert read("BOB\nHi.\n/* cut\n\n*/\nBye.") == [
            ("cue", "BOB"),
            ("dialogue", "Hi."),
            ("boneyard", " cut\n\n"),
            ("dialogue", "Bye."),
        ]

    def test_one_that_nothing_closes_is_letters(self):
        text = "A /* b.\n\nBOB\nHi."

        assert read(text)[0] == ("action", "A /* b.")
        assert codes(text) == ["script.boneyard_not_closed"]

    def test_an_escaped_one_opens_none(self):
        assert read("/\\* a */") == [("action", "/\\* a */")]


class TestSections:
    """Create a Section by preceding a line with one or more pound-sign # characters. You can
    nest Sections by adding more # characters."""

    @pytest.mark.parametrize("depth", [1, 2, 3, 7])
    def test_the_number_of_signs_is_the_depth(self, depth):
        element = only(f"{'#' * depth} Sequence")

        assert (element.kind, element.text, element.depth) == ("section", "Sequence", depth)

    def test_without_a_blank_only_at_the_start_of_a_paragraph(self):
        assert read("#Act") == [("section", "Act")]
        assert read("He dials\n#1.") == [("action", "He dials\n#1.")]
        assert read("He dials.\n# Act")[1] == ("section", "Act")

    @pytest.mark.parametrize(
        ("line", "depth", "title"),
        [
            ("# 第3集：重逢", 3, "重逢"),
            ("# 第十二集", 12, ""),
            ("#第1集:他走了。", 1, "他走了。"),
            ("# Episode 2: The Return", 2, "The Return"),
            ("# EPISODE 2", 2, ""),
        ],
    )
    def test_of_the_first_depth_may_be_an_episode(self, line, depth, title):
        assert only(line) == Element(kind=only(line).kind, text=title, depth=depth)
        assert only(line).kind == "episode"

    @pytest.mark.parametrize("line", ["## 第3集", "# Episodes", "# 第三集里他走了"])
    def test_others_are_sections(self, line):
        assert only(line).kind == "section"

    def test_an_episode_number_that_does_not_rise_is_found(self):
        assert codes("# 第1集\n\n走。\n\n# 第1集\n\n走。") == ["script.episode_order"]


class TestSynopses:
    """Synopses are single lines prefixed by an equals sign =. They can be located anywhere
    within the screenplay."""

    def test_anywhere(self):
        assert read("= Set up.\nHe waits.\n=  Go on.\n\nBOB\nHi.\n= End.") == [
            ("synopsis", "Set up."),
            ("action", "He waits."),
            ("synopsis", "Go on."),
            ("cue", "BOB"),
            ("dialogue", "Hi."),
            ("synopsis", "End."),
        ]

    def test_outline_and_characters(self):
        assert read("= 大纲：一个故事。\n= 人物小传：甲（28）：医生") == [
            ("outline", "一个故事。"),
            ("bio", "甲（28）：医生"),
        ]


class TestChineseParagraphs:
    """What lets a Chinese script be written in Fountain; each is a line of its own."""

    @pytest.mark.parametrize(
        ("line", "kind", "text"),
        [
            ("【字幕：2002年夏】", "super", "2002年夏"),
            ("人物：甲、乙（旁观）", "cast", "甲、乙（旁观）"),
            ("【闪回】", "flashback", ""),
            ("【闪回：三年前】", "flashback", "三年前"),
            ("【闪回结束】", "flashback_end", ""),
        ],
    )
    def test_each(self, line, kind, text):
        assert (kind, text) in read(f"△走。\n{line}\n△停。")

    def test_what_stands_in_brackets_ends_a_speech(self):
        assert [kind for kind, _ in read("@甲\n走。\n【字幕：x】")] == [
            "cue",
            "dialogue",
            "super",
        ]

    @pytest.mark.parametrize("line", ["【特写】", "【字幕：x】了", "人物：", "主要人物：甲"])
    def test_others_are_action(self, line):
        assert read(line) == [("action", line)]

    def test_a_flashback_without_an_end_is_found_with_its_line(self):
        (found,) = parse("# 第1集\n\n【闪回】\n\n走。\n\n# 第2集").findings

        assert (found.code, found.data) == ("script.flashback_open", (("line", "3"),))

    def test_an_end_without_a_flashback_is_found(self):
        assert codes("【闪回结束】") == ["script.flashback_stray"]


class TestChineseSpeech:
    """名字：台词 is read as cue and dialogue where the name is sure."""

    @pytest.mark.parametrize(
        "text",
        [
            "张明：（低声）走吧。",
            "@张明\n好。\n\n张明：走吧。",
            "人物：张明、李华\n\n张明：走吧。",
            "张明：走吧。\n张明：走吧。",
            "张明（OS）：走吧。",
        ],
    )
    def test_a_sure_name_speaks(self, text):
        reading = parse(text)

        assert reading.script.elements[-1].text == "走吧。"
        assert reading.script.elements[-1].kind == "dialogue"
        assert "script.speech_in_line" in {finding.code for finding in reading.findings}

    @pytest.mark.parametrize("text", ["他低声说：走吧。", "时间：晚上", "道具：伞"])
    def test_a_sentence_or_a_label_does_not(self, text):
        assert read(text) == [("action", text)]

    def test_a_name_met_once_is_not_sure(self):
        assert read("张明：走吧。") == [("action", "张明：走吧。")]
        assert codes("张明：走吧。") == ["script.speech_uncertain"]

    def test_behind_a_forcing_sign(self):
        assert read("@张明：（低声）走吧。") == [
            ("cue", "张明"),
            ("parenthetical", "低声"),
            ("dialogue", "走吧。"),
        ]

    def test_an_inner_voice_without_a_name_is_of_who_spoke_last(self):
        cue = parse("@张明\n走吧。\n\n@OS\n不。").script.elements[2].cue

        assert cue is not None
        assert (cue.name, cue.delivery) == ("张明", Delivery.OS)


class TestSpans:
    """Every element has the stretch of the source it was read from."""

    def test_lines_and_columns_count_from_one_and_ends_are_exclusive(self):
        text = "Title: X\r\n\r\n\tBOB ^\r\n  Hi.\r\n  \r\nBye.\r\n\r\n[[a\r\nb]] [[c]]\r\n"

        assert parse(text).spans == (
            Span(3, 2, 3, 7),
            Span(4, 3, 6, 5),
            Span(8, 1, 9, 4),
            Span(9, 5, 9, 10),
        )

    def test_the_parts_of_a_line_have_their_own(self):
        assert parse("@张明：（低声）走吧。").spans == (
            Span(1, 1, 1, 5),
            Span(1, 5, 1, 9),
            Span(1, 9, 1, 12),
        )
        assert parse("张明：（低声）走吧。").spans == (
            Span(1, 1, 1, 4),
            Span(1, 4, 1, 8),
            Span(1, 8, 1, 11),
        )

    def test_empty_action_covers_its_empty_lines(self):
        assert parse("A.\n\n\n\nB.").spans[1] == Span(3, 1, 5, 1)


class TestSize:
    """The work is linear in the length of the source."""

    @pytest.mark.parametrize(
        "piece",
        ["a", "A", "[[", "/* ", "[[x]]", "*", "(", "A(", "#", "：", "（a）", "\\", " "],
    )
    def test_a_line_of_a_hundred_thousand_letters_is_read(self, piece):
        line = "x" + piece * (100_000 // len(piece)) + "x"

        reading = parse(f"@X\n{line}\n\n{line}")

        assert [element.text for element in reading.script.elements] == ["X", line, line]


def test_a_chinese_heading_or_episode_needs_no_mark():
    text = "第2集：雨夜\n\n1-2 夜 外 街道\n\n雨下着。\n\n内景 咖啡馆 夜\n\n@阿福\n走。\n"
    reading = parse(text)
    script = reading.script

    assert [one.kind.value for one in script.elements[:4]] == [
        "episode",
        "heading",
        "action",
        "heading",
    ]
    assert [one.code for one in reading.findings] == ["script.heading_unforced"] * 3
    assert parse(format_script(script)).script == script


def test_an_action_that_reads_like_a_chinese_heading_keeps_its_mark():
    script = parse("!1-2 夜 外 街道\n\n@阿福\n走。\n").script

    assert script.elements[0].kind.value == "action"
    assert parse(format_script(script)).script == script
