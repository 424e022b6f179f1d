"""The texts of HTTP Live Streaming; the clauses are of RFC 8216."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.render.playlists import (
    Piece,
    Subtitles,
    Variant,
    average_bits,
    media_playlist,
    multivariant_playlist,
    peak_bits,
    target_seconds,
)


def piece(seconds, count=1000, name="a.m4s"):
    return Piece(name, Fraction(seconds), count)


PIECES = st.lists(
    st.builds(piece, st.fractions(Fraction(1, 60), 2), st.integers(1, 10**6)), min_size=1,
    max_size=30,
)  # fmt: skip
VARIANT = Variant("film.m3u8", ("avc1.640028", "mp4a.40.2"), 1080, 1920, Fraction(30_000, 1001),
                  4_000_001, 2_000_000)  # fmt: skip


@pytest.mark.parametrize(("longest", "target"), [("1/25", 1), ("1", 1), ("1.04", 2), ("2", 2)])
def test_the_target_duration_is_the_longest_piece_rounded_up(longest, target):
    assert target_seconds([piece("1/50"), piece(longest)]) == target


@given(PIECES)
def test_the_peak_is_never_below_the_average_nor_above_the_busiest_piece(pieces):
    """4.1: a set's bit rate is a mean of its pieces'."""
    busiest = max(8 * one.byte_count / one.seconds for one in pieces)

    assert average_bits(pieces) <= peak_bits(pieces) <= busiest + 1


@given(PIECES)
def test_the_average_is_all_bits_by_all_seconds(pieces):
    """4.1: "the sum of the sizes (in bits) of every Media Segment in the Media Playlist,
    divided by the Media Playlist duration".
    """
    exact = 8 * sum(one.byte_count for one in pieces) / sum(one.seconds for one in pieces)

    assert 0 <= average_bits(pieces) - exact < 1


def test_a_piece_too_short_to_count_does_not_make_the_peak():
    """4.1: only sets of 0.5 to 1.5 times the target duration count; here 1 s to 3 s."""
    pieces = [piece(2, 1000), piece("1/25", 9000), piece(2, 1000)]

    assert peak_bits(pieces) == pytest.approx(8 * 10_000 / 2.04, abs=1)


def test_a_media_playlist_is_complete():
    text = media_playlist([piece(2), piece("0.52", name="b.m4s")], "init.mp4")

    assert text == (
        "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:0\n"
        '#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-INDEPENDENT-SEGMENTS\n#EXT-X-MAP:URI="init.mp4"\n'
        "#EXTINF:2.000000,\na.m4s\n#EXTINF:0.520000,\nb.m4s\n#EXT-X-ENDLIST\n"
    )


def test_frame_rates_have_three_decimals():
    """4.3.4.2: "a decimal-floating-point describing the maximum frame rate for all the video in
    the Variant Stream, rounded to three decimal places".
    """
    assert "FRAME-RATE=29.970\n" in multivariant_playlist((VARIANT,))


def test_subtitles_are_named_in_both_places():
    """4.3.4.2: SUBTITLES "MUST match the value of the GROUP-ID attribute of an EXT-X-MEDIA
    tag elsewhere in the Master Playlist".
    """
    text = multivariant_playlist((VARIANT,), (Subtitles("words.m3u8", "English", "en"),))

    assert 'GROUP-ID="subtitles"' in text
    assert text.endswith('SUBTITLES="subtitles"\nfilm.m3u8\n')
    assert "SUBTITLES" not in multivariant_playlist((VARIANT,))
