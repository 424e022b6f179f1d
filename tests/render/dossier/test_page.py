"""The page of a dossier: everything it holds is on it, nothing runs, nothing is fetched."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest

from piying.model.canon import Digest
from piying.model.review import (
    Answer,
    At,
    Citation,
    Coverage,
    Declared,
    Dossier,
    Element,
    Evidence,
    Expected,
    Figure,
    Finding,
    Inspection,
    Lane,
    Level,
    Match,
    Run,
    Span,
    Stage,
    Tiering,
    Unit,
)
from piying.render.dossier.page import Happened, Shown, page

LINE = Unit(Element.DIALOGUE, "大师作法三天，<他>的病果然治好了", "张大师", 2, 41)
SUPERSTITION = Finding(
    "SUP-001", Level.REVIEW, At(Stage.SCRIPT, 0, Element.DIALOGUE, 2, 41, 2, 16),
    Evidence(LINE.text, (Match("practice", "作法", "作法", 2, 4, "exact"),
                         Match("efficacy", "治好", "治好", 14, 16, "exact"))),
    (Citation("NSV2021", "二·（十三）", "宣扬封建迷信"),),
    "把作法表现为有效", "ritual shown as effective", "两组词相邻", "two sets near each other",
    "a" * 64,
)  # fmt: skip
FLASH = Finding(
    "PSE-001", Level.BLOCK, At(Stage.MASTER, start_frame=50, end_frame=75, shot="e01s02"),
    Evidence(measured=Expected("flash.general", "<= 6", "14"), frames=(49, 60)), (),
    "光敏性闪烁", "photosensitive flash", "闪得太多", "too many flashes", "b" * 64,
)  # fmt: skip


def shown(**changes):
    dossier = Dossier(
        "题", 1, 2, Digest("1" * 64), Digest("2" * 64), Digest("3" * 64), None,
        Digest("4" * 64), "cn-animated 2026.11.0", Declared("<b>来电</b>"),
        Tiering("other", "reg-2026", ("cost_fen = 8000000",), "platform", ("platform_number",)),
        (SUPERSTITION, FLASH), Coverage(("A", "B"), ("A",), (("B", "not measured"),), 120, 250),
        (Run("qc", "piying.qc.1", "partial", 1200, "duplicate.share"),), None,
        Answer.YES, Answer.UNKNOWN,
    )  # fmt: skip
    inspection = Inspection(
        Digest("3" * 64), 25, 1, 250, 1080, 1920,
        (Figure("black", 0, "s"), Figure("duplicate.share", None, "1", "no register")),
        (Span("flash.general", 50, 75, 14_000), Span("motion", 0, 250, 900, "ken_burns")),
        (Lane("loudness.short", 5, (-20_000, -15_000), "LUFS"),), "piying.qc.1",
    )  # fmt: skip
    told = {
        "dossier": dossier, "policy": None, "state": "in review", "inspection": inspection,
        "units": {"script": (LINE,)}, "shots": (("e01s01", 0, 40), ("e01s02", 40, 250)),
        "frames": {49: b"jpeg"}, "answers": {"a" * 64: "李: it is so"},
        "story": (Happened("2026-11-22", "李 (reviewer)", "handed in"),),
    }  # fmt: skip
    return Shown(**{**told, **changes})


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.links, self.marked, self.text, self.inside = [], [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.inside.append(tag)
        self.links += [value for name, value in attrs if name in ("src", "href")]

    def handle_endtag(self, tag):
        while self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, data):
        self.text.append(data)
        if self.inside and self.inside[-1] == "mark":
            self.marked.append(data)


def read(html):
    reader = Reader()
    reader.feed(html)
    return reader


@pytest.mark.parametrize("language", ["zh", "en"])
def test_findings_passes_and_what_is_undetermined_are_all_there(language):
    html = page(shown(), language)

    for said in ("SUP-001", "PSE-001", "not measured", "no register", "&lt;= 6",
                 "piying.qc.1", "1" * 64, "宣扬封建迷信"):  # fmt: skip
        assert said in html
    assert ("把作法表现为有效" in html) is (language == "zh")
    assert ("ritual shown as effective" in html) is (language == "en")


def test_every_match_is_marked_in_its_line():
    assert read(page(shown(), "zh")).marked == ["作法", "治好"]


def test_nothing_runs_and_nothing_is_fetched():
    reader = read(page(shown(), "zh"))

    assert "script" not in reader.tags
    assert "b" in reader.tags  # ours, the title's is text
    assert all(link.startswith(("#", "data:")) for link in reader.links)
    assert "<b>来电</b>" not in page(shown(), "zh")
    assert "<他>" not in page(shown(), "zh")


def test_a_finding_in_the_film_leads_from_the_timeline_to_its_card():
    html = page(shown(), "en")

    assert 'href="#f2"' in html
    assert 'id="f2"' in html
    assert "0:02.00" in html


def test_without_a_film_there_is_no_timeline():
    html = page(shown(inspection=None, frames={}), "en")

    assert "<svg" not in html
    assert "SUP-001" in html


def test_an_open_tier_says_what_has_to_be_declared():
    base = shown()
    tiering = Tiering("", "", (), "", (), ("cost_fen", "special_subject"))
    html = page(replace(base, dossier=replace(base.dossier, tiering=tiering)), "en")

    assert "no tier yet" in html
    assert "declared cost, special subject" in html


def test_a_clean_dossier_says_so():
    base = shown()

    assert "Nothing was found." in page(
        replace(base, dossier=replace(base.dossier, findings=())), "en"
    )
