"""Fountain's elements, each class a clause of fountain.io/syntax with its sentence."""

from __future__ import annotations

import pytest

from piying.model.script import DayTime, Element, Finding, Place
from piying.script.parse import parse


def read(text: str) -> list[tuple[str, str]]:
    return [(element.kind.value, element.text) for element in parse(text).script.elements]


def kinds(text: str) -> list[str]:
    return [element.kind.value for element in parse(text).script.elements]


def only(text: str) -> Element:
    (element,) = parse(text).script.elements
    return element


def codes(text: str) -> list[str]:
    return [finding.code for finding in parse(text).findings]


def finding(text: str) -> Finding:
    (found,) = parse(text).findings
    return found


class TestSceneHeading:
    """A Scene Heading is any line that has a blank line following it, and either begins with
    INT or EXT or similar. A Scene Heading always has at least one blank line preceding it."""

    PREFIXES = ("INT", "EXT", "EST", "INT./EXT", "INT/EXT", "I/E")

    @pytest.mark.parametrize("prefix", PREFIXES)
    @pytest.mark.parametrize("end", [".", " ", ". "])
    def test_every_listed_prefix_with_a_dot_or_a_space(self, prefix, end):
        """A line beginning with any of the following, followed by either a dot or a space, is
        considered a Scene Heading. Case insensitive."""
        line = f"{prefix}{end}HOUSE - DAY"

        assert read(f"{line}\n\nX.") == [("heading", line), ("action", "X.")]
        assert kinds(line.lower()) == ["heading"]

    @pytest.mark.parametrize("line", ["EXT/INT. CAR", "EXT./INT. CAR", "E/I CAR"])
    def test_the_other_order_is_read_too_though_it_is_not_listed(self, line):
        assert kinds(line) == ["heading"]

    @pytest.mark.parametrize(
        "line", ["INTERIOR MONOLOGUE.", "Extra people.", "INT-", "Estimate this.", "EXTRAS"]
    )
    def test_a_word_that_only_begins_like_a_prefix_is_action(self, line):
        assert read(line) == [("action", line)]

    def test_without_a_blank_line_before_it_is_action_and_found(self):
        text = "He waits.\nINT. HOUSE - DAY\n\nMore."

        assert read(text)[0] == ("action", "He waits.\nINT. HOUSE - DAY")
        assert codes(text) == ["script.heading_in_action"]

    def test_without_a_blank_line_behind_it_is_read_with_a_finding(self):
        """Programs differ here: by the letter the line would be a Character."""
        text = "INT. HOUSE - DAY\nHe waits."

        assert read(text) == [("heading", "INT. HOUSE - DAY"), ("action", "He waits.")]
        assert codes(text) == ["script.heading_tight"]

    def test_a_sentence_of_lower_case_is_no_heading_without_a_blank_line_behind_it(self):
        assert kinds("Int. the long road\nwent on.") == ["action"]

    def test_an_exclamation_point_keeps_it_action(self):
        """... is considered a Scene Heading (unless the line is preceded by an exclamation
        point !)."""
        assert read("!INT. HOUSE - DAY") == [("action", "INT. HOUSE - DAY")]

    def test_a_single_period_forces_it(self):
        """You can force a Scene Heading by starting the line with a single period."""
        assert read(".SNIPER SCOPE POV\n\nX.")[0] == ("heading", "SNIPER SCOPE POV")

    @pytest.mark.parametrize(
        "line", ["...where it is parked", "..two", ". x", ".", ".-", ".#1#"]
    )
    def test_only_a_period_before_an_alphanumeric_forces(self, line):
        """Note that only a single leading period followed by an alphanumeric character will
        force a Scene Heading."""
        assert read(line) == [("action", line)]

    @pytest.mark.parametrize("text", ["**INT. X**", "“X”", "（梦）街头", "《书》"])
    def test_emphasis_and_opening_marks_may_stand_behind_the_forcing_period(self, text):
        assert read(f".{text}") == [("heading", text)]

    def test_a_forced_one_within_a_paragraph_must_say_where_or_when(self):
        assert read("@BOB\n.38 calibre.")[1] == ("dialogue", ".38 calibre.")
        assert kinds("△走\n.1-2 夜 外 码头") == ["action", "heading"]
        assert codes("△走\n.1-2 夜 外 码头") == ["script.heading_tight"]

    def test_uppercase_is_not_required(self):
        """This will still be recognized as a Scene Heading: ext. brick's pool - day"""
        parts = only("ext. brick's pool - day").heading

        assert parts is not None
        assert (parts.place, parts.location) == (Place.EXTERIOR, "brick's pool")
        assert (parts.time, parts.day_time) == ("day", DayTime.DAY)


class TestSceneNumbers:
    """Scene numbers are any alphanumerics (plus dashes and periods), wrapped in #."""

    @pytest.mark.parametrize("number", ["1", "1A", "1a", "A1", "I-1-A", "1.", "110A"])
    def test_every_example_of_the_specification(self, number):
        element = only(f"INT. HOUSE - DAY - FLASHBACK (1944) #{number}#")

        assert element.text == "INT. HOUSE - DAY - FLASHBACK (1944)"
        assert element.heading is not None
        assert element.heading.number == number

    @pytest.mark.parametrize("tail", ["#", "##", "# 1 #", "#1", "#a_b#", "#1#2"])
    def test_what_is_no_number_stays_in_the_text(self, tail):
        element = only(f"INT. HOUSE {tail}")

        assert element.text == f"INT. HOUSE {tail}"
        assert element.heading is not None
        assert element.heading.number == ""

    def test_a_forced_heading_has_one_too(self):
        element = only(".THE MOON #7#")

        assert element.heading is not None
        assert (element.text, element.heading.number) == ("THE MOON", "7")
        assert element.heading.scene == 7


class TestAction:
    """Action, or scene description, is any paragraph that doesn't meet criteria for another
    element."""

    def test_every_carriage_return_is_intentional(self):
        """Fountain respects your line-by-line decision to single or double-space, taking every
        carriage return as intentional."""
        text = "They drink.\n\nA long beat.\nLonger than is funny.\n\nThe men look."

        assert read(text) == [
            ("action", "They drink."),
            ("action", "A long beat.\nLonger than is funny."),
            ("action", "The men look."),
        ]

    def test_tabs_and_spaces_are_retained(self):
        """Tabs and spaces are retained in Action elements, allowing writers to indent a line.
        (That a tab is shown as four spaces is left to whoever shows it.)"""
        text = "          Scott --\n\n\t  Jacob Billups  \n          Palace Hotel"

        assert read(text) == [
            ("action", "          Scott --"),
            ("action", "\t  Jacob Billups  \n          Palace Hotel"),
        ]

    def test_empty_lines_are_passed_through_as_empty_action(self):
        """Any number of empty lines in the Fountain file will be passed faithfully through to
        the formatted output as empty Action lines."""
        assert read("A.\n\n\n\nB.") == [("action", "A."), ("action", "\n"), ("action", "B.")]
        assert read("A.\n\n\nB.")[1] == ("action", "")

    def test_empty_lines_at_the_ends_and_beside_unprinted_elements_mean_nothing(self):
        assert read("\n\n\nA.\n\n\n# Act\n\n\n\n[[n]]\n\n\n\n") == [
            ("action", "A."),
            ("section", "Act"),
            ("note", "n"),
        ]

    def test_an_exclamation_point_forces_it(self):
        """You can force an Action element by preceding it with an exclamation point !."""
        text = "!SCANNING THE AISLES...\nWhere is that pit boss?"

        assert read(text) == [("action", "SCANNING THE AISLES...\nWhere is that pit boss?")]

    def test_it_is_forced_within_a_speech_and_behind_an_indent(self):
        assert read("BOB\nHi.\n  !BANG")[2] == ("action", "  BANG")

    def test_only_the_first_exclamation_point_is_taken(self):
        assert read("!!Help!") == [("action", "!Help!")]
        assert read("!") == [("action", "!")]


class TestCharacter:
    """A Character element is any line entirely in uppercase, with one empty line before it and
    without an empty line after it."""

    def test_the_example(self):
        text = "STEEL\nThe man's a myth!"

        assert read(text) == [("cue", "STEEL"), ("dialogue", "The man's a myth!")]

    def test_without_an_empty_line_before_it_is_action(self):
        assert kinds("He stops.\nSTEEL\nThe man's a myth!") == ["action"]

    @pytest.mark.parametrize("text", ["STEEL", "STEEL\n", "STEEL\n\nThe man."])
    def test_with_an_empty_line_or_nothing_after_it_is_action(self, text):
        assert kinds(text)[0] == "action"

    def test_with_two_spaces_after_it_speech_goes_on(self):
        assert read("STEEL\n  \nHm.") == [("cue", "STEEL"), ("dialogue", "\nHm.")]

    def test_a_note_behind_the_name_is_no_part_of_it(self):
        element = parse("STEEL [[who?]]\nHm.").script.elements[0]

        assert element.cue is not None
        assert (element.text, element.cue.name) == ("STEEL [[who?]]", "STEEL")

    def test_an_uppercase_line_before_nothing_but_a_note_is_action(self):
        assert kinds("BANG\n[[how loud?]]") == ["action"]

    def test_an_uppercase_line_before_a_forced_element_is_action(self):
        assert kinds("BANG\n!BANG") == ["action"]
        assert kinds("BANG\n# Act") == ["action", "section"]

    @pytest.mark.parametrize(
        ("line", "extension"),
        [("MOM (O. S.)", "O. S."), ("HANS (on the radio)", "on the radio")],
    )
    def test_extensions_in_either_case(self, line, extension):
        """ "Character Extensions"--the parenthetical notations that follow a character name on
        the same line--may be in uppercase or lowercase."""
        element = parse(f"{line}\nWhat?").script.elements[0]

        assert element.cue is not None
        assert (element.text, element.cue.extension) == (line, extension)

    @pytest.mark.parametrize(
        ("line", "kind"), [("R2D2", "cue"), ("23", "action"), ("23 (V.O.)", "action")]
    )
    def test_a_name_must_hold_a_letter(self, line, kind):
        """Character names must include at least one alphabetical character. "R2D2" works, but
        "23" does not."""
        assert kinds(f"{line}\nBeep.")[0] == kind

    @pytest.mark.parametrize("line", ["STRAßE", "McCLANE", "张明", "APP打开了"])
    def test_a_lower_case_letter_or_one_without_case_makes_it_action(self, line):
        assert kinds(f"{line}\nHm.") == ["action"]

    def test_an_at_sign_forces_it(self):
        """Fountain will remove the @ and interpret McCLANE as Character, preserving its mixed
        case."""
        assert read("@McCLANE\nYippie ki-yay!") == [
            ("cue", "McCLANE"),
            ("dialogue", "Yippie ki-yay!"),
        ]

    def test_a_forced_one_needs_no_empty_line_before_it(self):
        assert kinds("@张明\n你好。\n@李华\n好。") == ["cue", "dialogue", "cue", "dialogue"]

    def test_a_forced_one_without_words_is_kept_and_found(self):
        found = finding("@张明\n\n他走了。")

        assert kinds("@张明\n\n他走了。") == ["cue", "action"]
        assert (found.code, found.data) == ("script.cue_alone", (("name", "张明"),))

    @pytest.mark.parametrize("line", ["@", "@ ", "@^"])
    def test_an_at_sign_alone_forces_nothing(self, line):
        assert kinds(line) == ["action"]


class TestDialogue:
    """Dialogue is any text following a Character or Parenthetical element."""

    def test_manual_line_breaks_are_allowed(self):
        """Manual line breaks are allowed in Dialogue."""
        text = "DAN\nThen let's retire them.\n_Permanently_."

        assert read(text)[1] == ("dialogue", "Then let's retire them.\n_Permanently_.")

    def test_what_would_be_a_heading_or_a_name_elsewhere_is_spoken(self):
        text = "DAN\nINT. IS SHORT FOR INTERIOR.\nNOBODY\nCUT TO:"

        assert read(text)[1] == ("dialogue", "INT. IS SHORT FOR INTERIOR.\nNOBODY\nCUT TO:")

    def test_a_hash_without_a_space_is_spoken(self):
        assert read("DAN\n#1 is here.")[1] == ("dialogue", "#1 is here.")

    def test_a_backslash_makes_a_mark_a_letter(self):
        text = "DAN\n\\~ish\n\\(aside)\n\\\\>\n\\other"

        assert read(text)[1] == ("dialogue", "~ish\n(aside)\n\\>\n\\other")


class TestParenthetical:
    """Parentheticals follow a Character or Dialogue element, and are wrapped in parentheses
    ()."""

    def test_behind_a_character_and_behind_dialogue(self):
        text = "STEEL\n(starting the engine)\nSo much!\n( beat )\nGo."

        assert read(text)[1:] == [
            ("parenthetical", "starting the engine"),
            ("dialogue", "So much!"),
            ("parenthetical", "beat"),
            ("dialogue", "Go."),
        ]

    def test_outside_a_speech_it_is_action(self):
        assert read("(beat)") == [("action", "(beat)")]

    @pytest.mark.parametrize(
        "line", ["(softly) Come. (louder)", "(softly) Come.", "(open", "a)"]
    )
    def test_a_line_with_words_outside_the_brackets_is_spoken(self, line):
        assert read(f"STEEL\n{line}")[1] == ("dialogue", line)

    @pytest.mark.parametrize(("line", "inner"), [("(a (b) c)", "a (b) c"), ("(:))", ":)")])
    def test_brackets_within(self, line, inner):
        assert read(f"STEEL\n{line}\nHi.")[1] == ("parenthetical", inner)

    def test_full_width_brackets(self):
        assert read("@张明\n（低声）\n走。")[1] == ("parenthetical", "低声")

    def test_full_width_brackets_before_words_on_one_line(self):
        assert read("@张明\n（低声）（转身）走。")[1:] == [
            ("parenthetical", "低声"),
            ("parenthetical", "转身"),
            ("dialogue", "走。"),
        ]

    def test_a_note_behind_it_goes_to_the_dialogue(self):
        assert read("STEEL\n(beat) [[n]]\nGo.")[1:] == [
            ("parenthetical", "beat"),
            ("dialogue", "[[n]]\nGo."),
        ]


class TestDualDialogue:
    """Dual, or simultaneous, dialogue is expressed by adding a caret ^ after the second
    Character element."""

    @pytest.mark.parametrize(
        "line", ["STEEL ^", "STEEL^", "STEEL     ^", "@Steel ^", "STEEL (O.S.) ^"]
    )
    def test_any_number_of_spaces_before_the_caret(self, line):
        """Any number of spaces between the Character name and the caret are acceptable, and
        will be ignored. All that matters is that the caret is the last character on the
        line."""
        first, _, second, _ = parse(f"BRICK\nScrew it.\n\n{line}\nScrew it.").script.elements

        assert first.cue is not None
        assert second.cue is not None
        assert (first.cue.dual, second.cue.dual) == (False, True)
        assert second.cue.name.upper() == "STEEL"
        assert "^" not in second.text


class TestLyrics:
    """You create a Lyric by starting a line with a tilde ~."""

    def test_the_tilde_is_removed_and_lines_stay_together(self):
        """Fountain will remove the '~' and leave it up to the app to style the Lyric."""
        text = "~Willy Wonka!\n~ The amazing chocolatier!"

        assert read(text) == [("lyrics", "Willy Wonka!\nThe amazing chocolatier!")]

    def test_within_a_speech(self):
        assert read("BOB\n~La la\nStop.") == [
            ("cue", "BOB"),
            ("lyrics", "La la"),
            ("dialogue", "Stop."),
        ]


class TestTransition:
    """The requirements for Transition elements are: Uppercase; Preceded by and followed by an
    empty line; Ending in TO:"""

    @pytest.mark.parametrize("line", ["CUT TO:", "SMASH CUT TO:", "                CUT TO:"])
    def test_the_three_requirements(self, line):
        assert read(f"X.\n\n{line}\n\nEXT. POOL - DAY")[1] == ("transition", line.strip())

    @pytest.mark.parametrize("line", ["Cut to:", "CUT TO", "CUT TO: BLACK", "FADE IN:"])
    def test_a_line_that_lacks_one_is_action(self, line):
        assert read(f"X.\n\n{line}\n\nY.")[1] == ("action", line)

    def test_without_an_empty_line_before_it_is_action(self):
        assert kinds("He turns.\nCUT TO:\n\nY.") == ["action", "action"]

    def test_without_an_empty_line_behind_it_is_read_with_a_finding(self):
        """Programs differ here: by the letter the line would be a Character."""
        text = "X.\n\nCUT TO:\nEXT. POOL - DAY\n\nY."

        assert kinds(text) == ["action", "transition", "heading", "action"]
        assert codes(text) == ["script.transition_tight"]

    def test_a_space_after_the_colon_makes_it_action(self):
        """Add one or more spaces after the colon to cause the line to be interpreted as Action
        (since the line no longer ends with a colon)."""
        assert read("X.\n\nCUT TO: \n\nY.")[1] == ("action", "CUT TO: ")

    def test_a_period_makes_it_a_heading(self):
        """Precede it with a period to force a Scene Heading."""
        assert read(".CUT TO:") == [("heading", "CUT TO:")]

    @pytest.mark.parametrize("text", ["Burn to White.", "切至："])
    def test_a_greater_than_symbol_forces_any_line(self, text):
        """You can force any line to be a transition by beginning it with a greater-than symbol
        >."""
        assert read(f"X.\n> {text}\nY.")[1] == ("transition", text)

    def test_a_greater_than_symbol_alone_forces_nothing(self):
        assert read(">") == [("action", ">")]


class TestCentredText:
    """Centered text constitutes an Action element, and is bracketed with greater/less-than."""

    @pytest.mark.parametrize("line", [">THE END<", "> THE END <", "   >  THE END  <  "])
    def test_spaces_between_the_text_and_the_brackets(self, line):
        """... but not for centered text, so you can add spaces between the text and the >< if
        you like."""
        assert read(line) == [("centred", "THE END")]

    def test_lines_on_top_of_each_other_stay_together(self):
        assert read(">A<\n>B<\n\n>C<") == [("centred", "A\nB"), ("centred", "C")]
