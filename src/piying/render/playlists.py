"""Playlists: the text files of HTTP Live Streaming (RFC 8216), for counted pieces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

VERSION = 7
"""Of the protocol: what RFC 8216 describes, and what EXT-X-MAP asks for in fragmented MP4."""

SUBTITLES = "subtitles"
"""The name of the group of subtitles."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One media segment, as the RFC calls it."""

    name: str
    """Its file, relative to the playlist."""
    seconds: Fraction
    byte_count: int


@dataclass(frozen=True, slots=True)
class Variant:
    """What the multivariant playlist says of the film."""

    playlist: str
    """The media playlist, relative to this one."""
    codecs: tuple[str, ...]
    """As RFC 6381 writes them."""
    width: int
    height: int
    rate: Fraction
    """Frames a second."""
    peak: int
    """Bits a second of the busiest stretch, subtitles included."""
    average: int
    """Bits a second of the whole, subtitles included."""


@dataclass(frozen=True, slots=True)
class Subtitles:
    """What the multivariant playlist says of the subtitles."""

    playlist: str
    name: str
    """For a person, in the language of the subtitles."""
    language: str
    """As RFC 5646 writes it."""


def target_seconds(pieces: Sequence[Piece]) -> int:
    """The target duration: the longest piece, in whole seconds, rounded up."""
    return max(1, ceil(max(piece.seconds for piece in pieces)))


def average_bits(pieces: Sequence[Piece]) -> int:
    """The average segment bit rate, section 4.1 of the RFC."""
    seconds = sum((piece.seconds for piece in pieces), Fraction(0))
    return ceil(8 * sum(piece.byte_count for piece in pieces) / seconds)


def peak_bits(pieces: Sequence[Piece]) -> int:
    """The peak segment bit rate, section 4.1 of the RFC.

    "The largest bit rate of any contiguous set of segments whose total duration is between
    0.5 and 1.5 times the target duration." A film shorter than that has only its average.
    """
    target = target_seconds(pieces)
    found = [Fraction(0)]
    for first in range(len(pieces)):
        seconds, count = Fraction(0), 0
        for piece in pieces[first:]:
            seconds, count = seconds + piece.seconds, count + piece.byte_count
            if seconds > Fraction(3 * target, 2):
                break
            if seconds >= Fraction(target, 2):
                found.append(8 * count / seconds)
    return max(ceil(max(found)), average_bits(pieces))


def media_playlist(pieces: Sequence[Piece], head: str = "") -> str:
    """The playlist of `pieces`, each of which begins with a key frame.

    Args:
        pieces: in order, all of them.
        head: the file that stands before every piece; none for subtitles.
    """
    lines = [
        "#EXTM3U",
        f"#EXT-X-VERSION:{VERSION}",
        f"#EXT-X-TARGETDURATION:{target_seconds(pieces)}",
        "#EXT-X-MEDIA-SEQUENCE:0",
        "#EXT-X-PLAYLIST-TYPE:VOD",
        "#EXT-X-INDEPENDENT-SEGMENTS",
    ]
    if head:
        lines.append(f'#EXT-X-MAP:URI="{head}"')
    for piece in pieces:
        lines += [f"#EXTINF:{float(piece.seconds):.6f},", piece.name]
    return "\n".join([*lines, "#EXT-X-ENDLIST", ""])


def multivariant_playlist(
    variants: Sequence[Variant], subtitles: Sequence[Subtitles] = ()
) -> str:
    """The playlist that a player opens first; it begins with the first of `variants`.

    The words stand in the picture already, so the subtitles are never chosen by themselves.
    """
    lines = ["#EXTM3U", f"#EXT-X-VERSION:{VERSION}", "#EXT-X-INDEPENDENT-SEGMENTS"]
    lines += [
        f'#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="{SUBTITLES}",NAME="{one.name}",'
        f'LANGUAGE="{one.language}",DEFAULT=NO,AUTOSELECT=NO,FORCED=NO,URI="{one.playlist}"'
        for one in subtitles
    ]
    for variant in variants:
        stream = [
            f"BANDWIDTH={variant.peak}",
            f"AVERAGE-BANDWIDTH={variant.average}",
            f'CODECS="{",".join(variant.codecs)}"',
            f"RESOLUTION={variant.width}x{variant.height}",
            f"FRAME-RATE={float(variant.rate):.3f}",
        ]
        if subtitles:
            stream.append(f'SUBTITLES="{SUBTITLES}"')
        lines += ["#EXT-X-STREAM-INF:" + ",".join(stream), variant.playlist]
    return "\n".join([*lines, ""])
