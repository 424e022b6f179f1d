r"""Markup within a line: "Fountain follows Markdown's rules for emphasis, except that it
reserves the use of underscores for underlining"."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.script.inline import Run, aloud, literal, notes, plain, runs

MARKED = st.text(alphabet="*_\\[]/ab 长\n1", max_size=40)


def styled(text: str) -> list[tuple[str, str]]:
    """The runs with the letters of their styles."""
    return [
        (
            run.text,
            "b" * run.bold + "i" * run.italic + "u" * run.underline,
        )
        for run in runs(text)
    ]


class TestEmphasis:
    """*italics* **bold** ***bold italics*** _underline_"""

    @pytest.mark.parametrize(
        ("text", "style"), [("*x*", "i"), ("**x**", "b"), ("***x***", "bi"), ("_x_", "u")]
    )
    def test_each_mark(self, text, style):
        assert styled(text) == [("x", style)]

    def test_mixed(self):
        """In this way the writer can mix and match and combine bold, italics and
        underlining."""
        text = "From _Steel's face FILLS the *Leupold Mark 4* scope_."

        assert styled(text) == [
            ("From ", ""),
            ("Steel's face FILLS the ", "u"),
            ("Leupold Mark 4", "iu"),
            (" scope", "u"),
            (".", ""),
        ]

    def test_escaped(self):
        r"""Steel enters the code on the keypad: **\*9765\***"""
        assert styled(r"keypad: **\*9765\***") == [("keypad: ", ""), ("*9765*", "b")]

    def test_spaces_around_the_marks_are_meaningful(self):
        """In this example, the asterisks would not trigger italics between them, because both
        have a space to the left."""
        text = "He dialed *69 and then *23, and then hung up."

        assert styled(text) == [(text, "")]

    def test_a_mark_behind_a_letter_closes(self):
        """But in this case, the text between the asterisks would be italicized."""
        assert styled("He dialed *69 and then 23*, and")[1] == ("69 and then 23", "i")

    def test_escaping_one_avoids_italics(self):
        assert plain(r"He dialed *69 and then 23\*, and") == "He dialed *69 and then 23*, and"

    def test_not_carried_across_line_breaks(self):
        """Emphasis is not carried across line breaks. So there are no italics in the formatted
        output of this example--just asterisks."""
        text = "They *share a look.\nThis is going to be BAD.*"

        assert styled(text) == [(text, "")]

    def test_underscores_within_a_latin_word_join_it(self):
        assert plain("some_file_name") == "some_file_name"
        assert styled("他_真的_走了")[1] == ("真的", "u")

    def test_marks_within_a_word_and_out_of_order(self):
        assert styled("*a**b**c*") == [("a", "i"), ("b", "bi"), ("c", "i")]
        assert plain("**a*") == "*a"
        assert plain("****") == "****"


class TestPlain:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("JACK[[Or what?]].  They", "JACK.  They"),
            ("Hi.\n[[note\n\nmore]]\nBye.", "Hi.\nBye."),
            ("a /* b\n\nc */ d", "a  d"),
            ("别长[chang2]了", "别长了"),
            ("上当[shang4 dang4]", "上当"),
            ("a[b] [1] 长[x]", "a[b] [1] 长[x]"),
            (r"\[[x]] \\ \_", r"[[x]] \ _"),
            (r"\a\#", r"\a\#"),
            ("a [[ b", "a [[ b"),
        ],
    )
    def test_removes_markup_and_nothing_else(self, text, words):
        assert plain(text) == words

    def test_aloud_keeps_reading_overrides(self):
        assert aloud("*别长[chang2]了*[[n]]") == "别长[chang2]了"

    def test_notes_are_told_in_order_without_outer_blanks(self):
        assert notes("a [[ b ]] c [[d\n\ne]] [[]]") == ("b", "d\n\ne")

    def test_runs_keep_line_ends(self):
        assert runs("*a*\n*b*") == (Run("a", italic=True), Run("\n"), Run("b", italic=True))


class TestProperties:
    @given(st.text(alphabet="*_\\[]/ab 长\n1.", max_size=60))
    @settings(deadline=None)
    def test_plain_of_a_literal_gives_it_back(self, text):
        assert plain(literal(text)) == text

    @given(MARKED)
    @settings(deadline=None)
    def test_the_runs_are_the_plain_words_and_neighbours_differ(self, text):
        found = runs(text)

        assert "".join(run.text for run in found) == plain(text)
        assert all(one[1:] != other[1:] for one, other in pairwise(found))
        assert all(run.text for run in found) or text == ""

    @given(MARKED)
    @settings(deadline=None)
    def test_plain_is_the_letters_of_the_text_in_order(self, text):
        letters = iter(text)

        assert all(letter in letters for letter in plain(text))
