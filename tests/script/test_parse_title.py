"""The title page: "The optional Title Page is always the first thing in a Fountain document.
Information is encoding in the format key: value."""

from __future__ import annotations

import pytest

from piying.model.script import Severity, TitleEntry
from piying.script.parse import parse

PAGE = """\
Title:
    _**BRICK & STEEL**_
    _**FULL RETIRED**_
Credit: Written by
Author: Stu Maschwitz
Source: Story by KTM
Draft date: 1/20/2012
Contact:
\tNext Level Productions
   1588 Mission Dr.

INT. HOUSE - DAY
"""


def page(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(entry.key, entry.values) for entry in parse(text).script.title_page]


def codes(text: str) -> list[str]:
    return [finding.code for finding in parse(text).findings]


class TestTitlePage:
    """Keys can have spaces (e. g. Draft date), but must end with a colon. Values can be inline
    with the key or they can be indented on a newline below the key. Indenting is 3 or more
    spaces, or a tab."""

    def test_the_example(self):
        reading = parse(PAGE)

        assert reading.script.title_page == (
            TitleEntry("Title", ("_**BRICK & STEEL**_", "_**FULL RETIRED**_")),
            TitleEntry("Credit", ("Written by",)),
            TitleEntry("Author", ("Stu Maschwitz",)),
            TitleEntry("Source", ("Story by KTM",)),
            TitleEntry("Draft date", ("1/20/2012",)),
            TitleEntry("Contact", ("Next Level Productions", "1588 Mission Dr.")),
        )
        assert [element.kind for element in reading.script.elements] == ["heading"]
        assert reading.findings == ()

    def test_every_part_is_optional(self):
        """All Title Page parts are optional. So Draft date: 6/23/2012 ...on its own is a valid
        Title Page."""
        assert page("Draft date: 6/23/2012") == [("Draft date", ("6/23/2012",))]

    def test_keys_that_nobody_knows_are_kept(self):
        """If you add unsupported key values to your document, they will be ignored, but you
        may find them useful as metadata."""
        assert page("Title: X\nMood: dark: very\n类型: 都市") == [
            ("Title", ("X",)),
            ("Mood", ("dark: very",)),
            ("类型", ("都市",)),
        ]

    def test_a_value_beside_the_key_and_more_below_it(self):
        assert page("Author: A\n    B\nTitle:") == [("Author", ("A", "B")), ("Title", ())]

    def test_chinese_keys_and_colons(self):
        assert page("剧名：来电\n编剧：某人\n\n走。") == [
            ("剧名", ("来电",)),
            ("编剧", ("某人",)),
        ]

    def test_empty_lines_before_it_do_not_matter(self):
        assert page("\n\nTitle: X") == [("Title", ("X",))]

    def test_it_ends_at_an_empty_line_and_only_the_first_thing_is_one(self):
        assert page("Title: X\n\nAuthor: Y") == [("Title", ("X",))]
        assert page("Some words.\n\nTitle: X") == []

    def test_an_indented_line_of_blanks_between_values_is_an_empty_value(self):
        assert page("Contact:\n    A\n    \n    B\n    \nHe runs.") == [
            ("Contact", ("A", "", "B"))
        ]

    def test_a_value_without_an_indent_is_kept_and_found(self):
        assert page("Title: X\nby someone") == [("Title", ("X", "by someone"))]
        assert codes("Title: X\nby someone") == ["script.title_value_not_indented"]

    @pytest.mark.parametrize("line", ["INT. HOUSE - DAY", ".POV", "# Act", "@Bob", "> Cut."])
    def test_a_heading_or_forced_line_ends_it(self, line):
        text = f"Title: X\n{line}"

        assert page(text) == [("Title", ("X",))]
        assert len(parse(text).script.elements) == 1

    @pytest.mark.parametrize(
        "text",
        [
            "FADE IN:",
            "CUT TO:",
            "BOB: Hello.",
            "He opens the card and says: hello.",
            "张明：你好。",
            "张明: 你好。",
            "12:30 and all is well.",
            "INT. HOUSE: NIGHT",
            "https://example.org",
        ],
    )
    def test_a_first_line_with_a_colon_need_not_be_one(self, text):
        assert page(text) == []

    def test_a_short_unknown_key_at_the_head_is_a_guess_that_is_found(self):
        (found,) = parse("Mood: dark\n\nHe runs.").findings

        assert page("Mood: dark\n\nHe runs.") == [("Mood", ("dark",))]
        assert (found.code, found.severity) == ("script.title_guessed", Severity.NOTE)
        assert found.data == (("key", "Mood"),)
