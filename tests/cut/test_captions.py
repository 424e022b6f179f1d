from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.cut.captions import ass, read_srt, read_vtt, srt, vtt
from piying.model.clock import Rate
from piying.model.cut import Caption, CaptionKind, Ruby
from piying.model.errors import Invalid
from piying.model.master import Profile

PROFILE = Profile("vertical", 1080, 1920, Rate(25))


@pytest.fixture
def cut(make):
    board = make.board(
        make.spec(speech=make.speech("你终于肯回来了。")),
        make.spec(onscreen="三年后", length_ms=2_000),
    )
    return make.film(board, {"s0": make.voice(96_000)}).cut


def spoken(cut):
    return [c for c in cut.captions if c.role is not CaptionKind.SUPER]


def test_srt_is_numbered_and_timed_in_milliseconds(cut):
    assert srt(cut) == "1\n00:00:00,160 --> 00:00:02,400\n你终于肯回来了。\n\n"


def test_vtt_says_who_speaks_and_puts_on_screen_words_high(cut):
    assert vtt(cut).splitlines()[:8] == [
        "WEBVTT",
        "",
        "s0",
        "00:00:00.160 --> 00:00:02.400",
        "<v.speech 林晚>你终于肯回来了。",
        "",
        "s1",
        "00:00:02.480 --> 00:00:04.480 line:20%",
    ]


@given(data=st.data())
@settings(deadline=None, max_examples=30)
def test_srt_comes_back_with_its_words_and_frames(films, data):
    cut = data.draw(films).cut

    back = read_srt(srt(cut), cut.rate)

    assert [(c.start, c.length, c.text) for c in back] == [
        (c.start, c.length, c.text) for c in spoken(cut)
    ]


@given(data=st.data())
@settings(deadline=None, max_examples=30)
def test_vtt_comes_back_whole(films, data):
    cut = data.draw(films).cut

    assert read_vtt(vtt(cut), cut.rate) == cut.captions


@given(data=st.data())
@settings(deadline=None, max_examples=30)
def test_times_that_do_not_overlap_in_the_film_do_not_overlap_in_ass(films, data):
    cut = data.draw(films).cut

    last = 0
    for line in ass(replace(cut, captions=tuple(spoken(cut))), PROFILE).splitlines():
        if line.startswith("Dialogue:"):
            start, end = (_hundredths(t) for t in line.split(",")[1:3])
            assert last <= start <= end
            last = end


def _hundredths(clock):
    hours, minutes, seconds = clock.split(":")
    return round((int(hours) * 3600 + int(minutes) * 60) * 100 + float(seconds) * 100)


def test_ass_is_laid_out_on_the_canvas_of_the_profile(cut):
    text = ass(cut, PROFILE)

    assert "PlayResX: 1080\nPlayResY: 1920\n" in text
    for line in text.splitlines():
        if line.startswith("Style:"):
            assert len(line.split(",")) == len(
                re.findall(r"Name, .*Encoding", text)[0].split(",")
            )


def test_ass_commands_in_the_words_are_made_plain(cut):
    caption = Caption(0, 25, "{\\pos(0,0)}走\\N吧", "甲,乙")
    lines = ass(replace(cut, captions=(caption,)), PROFILE).splitlines()

    assert lines[-1].endswith(",甲，乙,0,0,0,,\\{\\\u2060pos(0,0)\\}走\\\u2060N吧")


def test_markup_in_the_words_survives_vtt(cut):
    caption = Caption(0, 25, "a <b> & --> c", "A & <B>", CaptionKind.INNER, "s9")

    assert read_vtt(vtt(replace(cut, captions=(caption,))), Rate(25)) == (caption,)


def test_vtt_of_other_hands_is_read():
    text = (
        "\ufeffWEBVTT - title\nKind: captions\n\nNOTE a\nb\n\nSTYLE\n::cue {}\n\n"
        "00:01.000 --> 00:02.000 align:start\n<v 甲>走</v>\n\n"
        "1\n00:00:02.000 --> 00:00:03.000\n停\n停"
    )

    assert read_vtt(text, Rate(25)) == (
        Caption(25, 25, "走", "甲"),
        Caption(50, 25, "停\n停", shot="1"),
    )


def test_srt_of_other_hands_is_read():
    text = (
        "\ufeff1\r\n00:00:01,000 --> 00:00:02,000\r\n走\r\n\r\n\r\n"
        "2\r\n00:00:02,000 --> 00:00:03,000\r\n停"
    )

    assert read_srt(text, Rate(25)) == (Caption(25, 25, "走"), Caption(50, 25, "停"))


@pytest.mark.parametrize(
    ("read", "text", "line"),
    [
        (read_srt, "1\nnot a time\nwords", 2),
        (read_srt, "1", 2),
        (read_vtt, "00:01.000 --> 00:02.000", 1),
        (read_vtt, "", 1),
        (read_vtt, "WEBVTT\n\ncue\nwords", 4),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(read, text, line):
    with pytest.raises(Invalid) as refusal:
        read(text, Rate(25))

    assert refusal.value.data["line"] == line


def test_empty_lines_inside_the_words_do_not_end_a_cue(cut):
    caption = Caption(0, 25, "走\n\n吧")

    assert read_srt(srt(replace(cut, captions=(caption,))), Rate(25))[0].text == "走\n吧"


RUBIES = (Ruby(1, 2, "cháng"), Ruby(2, 3, "<ān>"))


def with_ruby(cut):
    read = Caption(0, 25, "&长安<城", "林晚", CaptionKind.SPEECH, "s0", RUBIES)
    column = Caption(30, 25, "三年后", role=CaptionKind.SUPER, shot="s1", vertical=True)
    return replace(cut, captions=(read, column))


def test_vtt_writes_readings_and_columns_and_reads_them_back(cut):
    cut = with_ruby(cut)

    said = vtt(cut)

    assert (
        "<v.speech 林晚>&amp;<ruby>长<rt>cháng</rt></ruby><ruby>安<rt>&lt;ān&gt;</rt>" in said
    )
    assert "line:20% vertical:rl" in said
    assert read_vtt(said, cut.rate) == cut.captions


def test_srt_and_ass_drop_readings_and_keep_every_letter(cut):
    cut = with_ruby(cut)

    assert "&长安<城" in srt(cut)
    assert "&长安<城" in ass(cut, PROFILE)
    assert "cháng" not in srt(cut) + ass(cut, PROFILE)


def test_ruby_of_another_writer_is_read():
    text = (
        "WEBVTT\n\n00:00.000 --> 00:01.000\n我在<ruby.x>重<rt>chóng</rt>庆<rt>qìng</ruby>等你\n"
    )

    (caption,) = read_vtt(text, Rate(25))

    assert caption.text == "我在重庆等你"
    assert caption.ruby == (Ruby(2, 3, "chóng"), Ruby(3, 4, "qìng"))
