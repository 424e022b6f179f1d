"""The page of a proposal: every passage, every line beside it, nothing that runs."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.model.adaptation import (
    BeatKind,
    Event,
    Passage,
    Proposal,
    ProposedBeat,
    ProposedCharacter,
    ProposedScene,
    Trace,
)
from piying.model.canon import digest_bytes
from piying.render.proposal.page import Shown, covered_permille, page

TEXT = "风很大。你来了。她<没有>回头。钟响了。"
PASSAGES = (Passage(1, 0, 8), Passage(2, 8, 16), Passage(3, 16, 20))
BEATS = (
    ProposedBeat(
        BeatKind.ACTION, "风很大。", 1, "风很大", trace=Trace.VERBATIM, start=0, end=3
    ),
    ProposedBeat(
        BeatKind.LINE, "你来啦。", 1, "你来了", "林夏", "轻声", Trace.DRAWN, start=4, end=7
    ),
    ProposedBeat(BeatKind.LINE, "<script>alert(1)</script>", 0, "<b>无</b>", "某人"),
)


EVENTS = (Event("重逢", 1, 2),)


def proposal(beats=BEATS, events=EVENTS):
    scenes = (ProposedScene("天台", inside=False, hour="night", beats=beats),)
    people = (ProposedCharacter("林夏", "等人的人", 1),)
    return Proposal(
        digest_bytes(TEXT.encode()), "a/m", "zh", PASSAGES, people, tuple(events), scenes
    )


def shown(**more):
    return Shown(proposal(**more), TEXT, "雨夜", "第一章", "雨夜.txt", "雨夜.txt", "0.07 CNY")


def words(html):
    return unescape(re.sub(r"<[^>]*>", "", html.partition("</style>")[2]))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_whole_source_stands_there_letter_for_letter(language):
    said = "".join(words(page(shown(), language)).split())

    for one in PASSAGES:
        assert TEXT[one.start : one.end] in said


def test_what_a_line_is_made_from_is_marked():
    html = page(shown(), "zh")

    assert "<mark>风很大</mark>" in html
    assert "<mark>你来了</mark>" in html


def test_nothing_of_a_source_or_a_model_runs():
    html = page(shown(), "zh")

    assert "<script" not in html
    assert "<b>无" not in html
    assert "她&lt;没有&gt;" in html
    assert "default-src 'none'" in html


def test_what_is_left_out_and_what_only_the_outline_tells_are_told_apart():
    html = page(shown(), "en")

    assert html.count("left out</div>") == 2  # its card, and passage 3
    assert html.count("told in the outline alone") == 1
    assert 'class="pair untold" id="p3"' in html


def test_a_line_that_names_no_passage_stands_before_them_all():
    html = page(shown(), "en")

    assert html.index("Lines that name no passage") < html.index('id="p1"')
    assert "Lines that name no passage" not in page(shown(beats=BEATS[:2]), "en")


def test_what_was_paid_and_who_proposed_it_is_said():
    said = words(page(shown(), "en"))

    assert "0.07 CNY" in said
    assert "a/m" in said
    assert "not yet read" in said


def test_how_much_is_used_counts_passages_that_lines_are_made_from():
    assert covered_permille(proposal()) == 400
    assert covered_permille(proposal(beats=BEATS[2:])) == 0


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=6))
def test_marks_that_lie_over_each_other_lose_no_letter(places):
    beats = tuple(
        ProposedBeat(BeatKind.ACTION, "x", 1, "x", trace=Trace.DRAWN, start=a, end=b)
        for a, b in places
        if a < b
    )

    html = page(shown(beats=beats or BEATS), "zh")
    assert TEXT[:8] in words(html)
