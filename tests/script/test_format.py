"""Writing Fountain: what is written is read back as the same script."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.script import Cue, Element, ElementKind, Script, TitleEntry
from piying.script import marks
from piying.script.cues import cue_of
from piying.script.format import format_script
from piying.script.lines import WHITE, regions
from piying.script.parse import parse
from piying.script.slugline import numbered

K = ElementKind
ATOMS = (
    *"!@~>#=.()（）【】[]<*_\\^:：- /a张B1",
    *("BOB", "INT. ", "CUT TO:", "[[n]]", "/* b */", "[[a\n\nb]]", "/*\n\n*/", "TO:", "\t"),
    *(
        "名字：台词",
        "【字幕：x】",
        "【闪回】",
        "人物：甲",
        "大纲：",
        "第3集",
        "Title: x",
        "===",
        "\u2028",
    ),
    *(
        "Episode 2",
        "OS",
        "旁白",
        "（走）",
        "\ufeff",
        "#1#",
        "1-2 夜 外 码头",
        "...",
        "hello there",
    ),
)


def one_line(text: str) -> str:
    return " ".join(text.replace("\n", " ").split(" "))


words = (
    st.lists(st.sampled_from(ATOMS), min_size=1, max_size=6)
    .map("".join)
    .map(lambda text: text.strip(WHITE))
    .filter(lambda text: text and not regions(text)[1] and "\n" not in outside(text))
)
"""Nasty words on one logical line."""


def outside(text: str) -> str:
    """What stands outside notes and boneyards."""
    kept, at = [], 0
    for region in regions(text)[0]:
        kept.append(text[at : region.begin])
        at = region.end
    return "".join([*kept, text[at:]])


def several(line: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return (
        st.lists(line, min_size=1, max_size=4)
        .map("\n".join)
        .filter(lambda text: not regions(text)[1])
    )


@st.composite
def spoken_lines(draw: st.DrawFn) -> str:
    """Lines that hold more than a boneyard, and empty ones."""
    line = words.filter(lambda text: outside(text).strip(WHITE) or "[[" in text)
    return draw(several(st.one_of(line, line, st.just(""))))


indented = st.tuples(
    st.sampled_from(["", "", "  ", "\t"]), words, st.sampled_from(["", " "])
).map("".join)
note_text = several(st.one_of(words, words, st.just(""))).filter(
    lambda text: (
        "]]" not in text and all(line.strip(WHITE) or not line for line in text.split("\n"))
    )
)
boneyard_text = st.text(alphabet="ab */\n[]#!", max_size=12).filter(
    lambda text: "*/" not in f"{text}"
)


def cues(text: str, *, dual: bool) -> Element:
    return Element(K.CUE, text, cue=replace(cue_of(text), dual=dual))


cue = st.builds(
    cues,
    words.filter(
        lambda text: (
            "：" not in text and cue_of(text).name and not cue_of(text).dual and text[-1] != "^"
        )
    ),
    dual=st.booleans(),
)
parenthetical = words.filter(lambda text: marks.is_parenthetical(f"({text})")).map(
    lambda text: Element(K.PARENTHETICAL, text)
)
dialogue = spoken_lines().map(lambda text: Element(K.DIALOGUE, text))
lyrics = several(st.one_of(words, st.just(""))).map(lambda text: Element(K.LYRICS, text))
boneyard = boneyard_text.map(lambda text: Element(K.BONEYARD, text))


@st.composite
def speech(draw: st.DrawFn) -> list[Element]:
    """A cue and what is spoken; two dialogues or two lyrics never touch.

    An empty line behind lyrics goes on with these.
    """
    made = [draw(cue)]
    for element in draw(
        st.lists(st.one_of(parenthetical, dialogue, lyrics, boneyard), max_size=5)
    ):
        if element.kind is made[-1].kind and element.kind is not K.PARENTHETICAL:
            continue
        if made[-1].kind is K.LYRICS and not element.text.split("\n")[0]:
            continue
        made.append(element)
    while made[-1].kind is K.BONEYARD:
        made.pop()
    return made


def plainly(
    kind: ElementKind, text: st.SearchStrategy[str]
) -> st.SearchStrategy[list[Element]]:
    return text.map(lambda made: [Element(kind, made)])


blankable = st.one_of(words, words, st.just(""))
heading = st.builds(
    marks.heading,
    words.filter(lambda text: marks.is_heading(f".{text}") and numbered(text)[1] == ""),
    st.sampled_from(["", "1", "110A", "I-1-A", "1."]),
).filter(lambda element: "#" not in element.text)
section = st.builds(
    lambda text, depth: Element(K.SECTION, text, depth=depth), blankable, st.integers(1, 4)
).filter(lambda element: element.depth > 1 or not marks.episode_of(element.text))
episode = st.builds(
    lambda text, depth: Element(K.EPISODE, text, depth=depth), blankable, st.integers(0, 120)
)
unit = st.one_of(
    speech(),
    speech(),
    plainly(K.ACTION, several(indented)),
    plainly(K.ACTION, st.integers(0, 2).map(lambda count: "\n" * count)),
    heading.map(lambda element: [element]),
    section.map(lambda element: [element]),
    episode.map(lambda element: [element]),
    lyrics.map(lambda element: [element]),
    boneyard.map(lambda element: [element]),
    plainly(K.TRANSITION, words.filter(lambda text: not text.endswith("<"))),
    plainly(K.CENTRED, several(blankable)),
    plainly(
        K.SYNOPSIS, blankable.filter(lambda text: marks.synopsis(f"= {text}").text == text)
    ),
    plainly(K.NOTE, note_text),
    st.just([Element(K.PAGE_BREAK)]),
    plainly(K.SUPER, blankable),
    plainly(K.CAST, words),
    plainly(K.FLASHBACK, blankable),
    plainly(K.FLASHBACK_END, blankable),
    plainly(K.OUTLINE, blankable),
    plainly(K.BIO, blankable),
)


def is_empty(element: Element) -> bool:
    return element.kind is K.ACTION and not element.text.strip("\n")


def settled(units: list[list[Element]]) -> tuple[Element, ...]:
    """The elements of the units, where empty lines stand only between printed elements."""
    flat = [element for one in units for element in one]
    kept: list[Element] = []
    for at, element in enumerate(flat):
        if is_empty(element):
            around = (kept[-1] if kept else None, flat[at + 1] if at + 1 < len(flat) else None)
            if any(
                one is None or is_empty(one) or one.kind in marks.UNPRINTED for one in around
            ):
                continue
        kept.append(element)
    return tuple(kept)


entry = st.builds(
    TitleEntry,
    st.sampled_from(["Title", "Draft date", "Mood", "类型", "CUT TO"]),
    st.lists(words, max_size=3).map(tuple),
)
title_page = st.one_of(
    st.just(()),
    st.lists(entry, max_size=3).map(lambda more: (TitleEntry("Title", ("x",)), *more)),
)
scripts = st.builds(Script, st.lists(unit, max_size=7).map(settled), title_page)
sources = st.lists(
    st.tuples(
        st.sampled_from(ATOMS),
        st.sampled_from(["", "", "\n", "\n\n", "\n  \n", "\n\n\n", "\r\n"]),
    ),
    max_size=14,
).map(lambda pairs: "".join(atom + end for atom, end in pairs))


class TestRoundTrip:
    """parse(format(s)) == s."""

    @given(scripts)
    @settings(deadline=None, max_examples=250)
    def test_a_script_is_read_back_as_it_was(self, script):
        assert parse(format_script(script)).script == script

    @given(sources)
    @settings(deadline=None, max_examples=250)
    def test_what_was_read_from_any_text_is_read_back_as_it_was(self, source):
        script = parse(source).script

        assert parse(format_script(script)).script == script

    @given(sources)
    @settings(deadline=None, max_examples=150)
    def test_writing_twice_changes_nothing(self, source):
        once = format_script(parse(source).script)

        assert format_script(parse(once).script) == once

    @given(sources)
    @settings(deadline=None, max_examples=150)
    def test_every_letter_of_the_source_belongs_to_a_span(self, source):
        reading = parse(f"He.\n\n{source}".replace("\ufeff", ""))
        lines = f"He.\n\n{source}".replace("\ufeff", "").replace("\r\n", "\n").split("\n")

        assert len(reading.spans) == len(reading.script.elements)
        for number, line in enumerate(lines, start=1):
            for column, letter in enumerate(line, start=1):
                if letter in WHITE:
                    continue
                place = (number, column)
                assert any(
                    (span.line, span.column) <= place < (span.end_line, span.end_column)
                    for span in reading.spans
                )


def test_the_canonical_text():
    text = """\
Title:
    _**BRICK & STEEL**_
    _**FULL RETIRED**_
Author: Stu Maschwitz

# Act

= Set up.

EXT. BRICK'S POOL - DAY #1A#

A gorgeous day.
BRICK sits.


[[Really?]]

STEEL
(in the *phone*)
They're coming!
\x20\x20
Go.

@McBRICK (V.O.) ^
~La la

CUT TO:

> Burn to White.

> THE END <

===

.SNIPER SCOPE POV

!INT. IS NO HEADING HERE

/* cut
*/
"""
    expected = text.replace("BRICK sits.\n\n\n", "BRICK sits.\n\n")

    assert format_script(parse(text).script) == expected


def test_a_chinese_script_has_chinese_episode_marks():
    script = Script((Element(K.EPISODE, "重逢", depth=3), Element(K.ACTION, "走。")))

    assert format_script(script) == "# 第3集：重逢\n\n走。\n"


def test_an_english_script_has_english_episode_marks():
    script = Script((Element(K.EPISODE, "Room Nine", depth=3), Element(K.ACTION, "Rain.")))

    assert format_script(script) == "# Episode 3: Room Nine\n\nRain.\n"


def test_an_empty_script_is_an_empty_text():
    assert format_script(Script(())) == ""


class TestWhatFountainCannotWrite:
    """It is written as near to it as Fountain can, and nothing is dropped."""

    def test_dialogue_without_a_cue_is_action(self):
        script = Script((Element(K.PARENTHETICAL, "beat"), Element(K.DIALOGUE, "Hi.")))

        assert format_script(script) == "(beat)\n\nHi.\n"

    def test_dialogue_behind_something_else_repeats_its_cue(self):
        script = Script(
            (
                cues("张明", dual=False),
                Element(K.DIALOGUE, "走。"),
                Element(K.ACTION, "他走。"),
                Element(K.DIALOGUE, "停。"),
            )
        )

        assert format_script(script) == "@张明\n走。\n\n他走。\n\n@张明\n停。\n"

    def test_a_boneyard_that_is_not_closed_does_not_swallow_what_follows(self):
        script = Script((Element(K.ACTION, "a /* b"), Element(K.ACTION, "c */ d")))

        assert format_script(script) == "a /\\* b\n\nc */ d\n"

    def test_a_cue_whose_name_is_not_in_its_text_is_written_by_its_name(self):
        script = Script((Element(K.CUE, "?", cue=Cue("张明")), Element(K.DIALOGUE, "走。")))

        assert format_script(script) == "@张明\n走。\n"

    @pytest.mark.parametrize(
        "kind", [K.SECTION, K.SYNOPSIS, K.SUPER, K.CAST, K.TRANSITION, K.OUTLINE]
    )
    def test_line_ends_in_a_text_of_one_line_are_spaces(self, kind):
        script = Script((Element(kind, "a\nb", depth=1), Element(K.ACTION, "Xy.")))

        (element, _) = parse(format_script(script)).script.elements

        assert (element.kind, element.text) == (kind, "a b")
