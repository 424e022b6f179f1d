"""HTTP Live Streaming: a finished film cut into pieces for the web, without encoding anything.

The film's packets are written once more, a fragment for each key frame, and the file is cut
between fragments (RFC 8216, section 3.3). Players disagree about edit lists and about offsets
below zero, so neither is used: the clock begins so late that the sound's priming and the
decoding of the picture find room before it, and the first frame and the first sample of the
film stand at the same moment of it.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

import av

from piying.model.clock import SAMPLE_RATE
from piying.model.errors import Invalid, Missing, Outside
from piying.render.boxes import Box, sample_entries, top_boxes
from piying.render.label import KEY, AigcLabel, read_label
from piying.render.parts import put_in_place
from piying.render.playlists import (
    Piece,
    Subtitles,
    Variant,
    average_bits,
    media_playlist,
    multivariant_playlist,
    peak_bits,
)

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import InputContainer, OutputContainer
    from av.video.stream import VideoStream

CLOCK = 90_000
"""Ticks a second of the picture: whole for every rate, and what subtitles are timed by."""

PIECE_SECONDS = 2
"""Pieces last at most as long, for a key frame stands at least that often."""

PRIMING = 1_024
"""Samples of AAC before the first one that is meant."""

MOVFLAGS = "frag_keyframe+empty_moov+default_base_moof+frag_discont+use_metadata_tags"
"""A fragment for each key frame; an index without frames; and the key AIGC."""

LANGUAGES = {"zh": "中文", "en": "English"}
"""What subtitles are called, by their language."""

MAIN, FILM, WORDS = "main.m3u8", "film.m3u8", "subtitles.m3u8"
HEAD, CUES = "init.mp4", "subtitles.vtt"


@dataclass(frozen=True, slots=True)
class Packaged:
    """A film for the web."""

    main: Path
    """The playlist that a player opens."""
    names: tuple[str, ...]
    """Every file beside it."""
    piece_count: int
    start: Fraction
    """When the first frame and the first sample are played, on the clock of the pieces."""


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of the film before it is cut."""

    rate: Fraction
    tick: int
    """Ticks of `CLOCK` in one frame."""
    start: int
    """When the film begins, in ticks of `CLOCK`."""
    keys: tuple[int, ...]
    """The frames at which a fragment begins."""
    frame_count: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Pieces:
    """One film in pieces, without the playlists."""

    pieces: tuple[Piece, ...]
    codecs: tuple[str, ...]
    width: int
    height: int
    rate: Fraction
    frame_count: int
    start: int
    """When the film begins, in ticks of `CLOCK`."""


def pieces_of(film: Path, folder: Path, begin: int = 0) -> Pieces:
    """Cut the finished film `film` into a head and pieces in `folder`, which exists.

    Args:
        film: an MP4 with one picture and one sound.
        folder: pieces of another film that lie there go, everything else stays.
        begin: the film begins no sooner, in ticks of `CLOCK`: films that a player changes
            between have to begin at the same moment; `lead` says what each needs.

    Raises:
        Missing: there is no film.
        Invalid: it is none that can be cut.
        Outside: writing failed.
    """
    label = read_label(film)
    whole = folder / ".whole.part"
    try:
        with _open(film) as source:
            facts = _facts(source, film, begin)
        _fragment(film, whole, facts, label)
        names, pieces = _cut_up(whole, folder, facts)
        if read_label(folder / HEAD) != label:
            raise Invalid("render.label_absent", path=folder / HEAD)
        for path in folder.glob("piece-*.m4s"):
            if path.name not in names:
                path.unlink()
    except (av.FFmpegError, OSError) as error:
        raise Outside("render.join_failed", path=folder / HEAD, why=str(error)) from error
    finally:
        whole.unlink(missing_ok=True)
    return Pieces(tuple(pieces), _codecs(folder / HEAD), facts.width, facts.height, facts.rate,
                  facts.frame_count, facts.start)  # fmt: skip


def lead(film: Path) -> int:
    """How soon the film may begin on the clock of its pieces, in ticks of `CLOCK`.

    Raises:
        Missing: there is no film.
        Invalid: it is none that can be cut.
    """
    with _open(film) as source:
        return _facts(source, film).start


def package(film: Path, folder: Path, words: str = "", language: str = "zh") -> Packaged:
    """Cut the finished film `film` into `folder`, which exists.

    Args:
        film: an MP4 with one picture and one sound.
        folder: pieces of another film that lie there go, everything else stays.
        words: subtitles as WebVTT; none if there are no cues in them.
        language: of the subtitles: zh or en.

    Raises:
        Missing: there is no film.
        Invalid: it is none that can be cut.
        Outside: writing failed.
    """
    cut = pieces_of(film, folder)
    texts = _texts(cut, words, language)
    try:
        for name, text in texts.items():
            write(folder / name, text.encode("utf-8"))
        for name in {WORDS, CUES} - set(texts):
            (folder / name).unlink(missing_ok=True)
    except OSError as error:
        raise Outside("render.join_failed", path=folder / MAIN, why=str(error)) from error
    every = (HEAD, *(piece.name for piece in cut.pieces), *texts)
    return Packaged(folder / MAIN, every, len(cut.pieces), Fraction(cut.start, CLOCK))


def _open(path: Path) -> InputContainer:
    try:
        return av.open(path)
    except FileNotFoundError as error:
        raise Missing("render.file_missing", path=path) from error
    except av.FFmpegError as error:
        raise Invalid("render.segment_unreadable", path=path, why=str(error)) from error


def _facts(source: InputContainer, film: Path, begin: int = 0) -> _Facts:
    """What the pieces are planned by; reads every packet of the picture."""
    if len(source.streams.video) != 1 or len(source.streams.audio) != 1:
        raise Invalid("render.segment_empty", path=film)
    stream = source.streams.video[0]
    rate = stream.average_rate or Fraction(0)
    base = stream.time_base or Fraction(0)
    packets = [packet for packet in source.demux(stream) if packet.size]
    lag = -min((packet.dts or 0) * base for packet in packets)
    keys = tuple(sorted(round((p.pts or 0) * base * rate) for p in packets if p.is_keyframe))
    context = stream.codec_context
    return _Facts(
        rate=rate,
        tick=round(CLOCK / rate),
        start=max(begin, round(lag * CLOCK), PRIMING * CLOCK // SAMPLE_RATE),
        keys=keys,
        frame_count=len(packets),
        width=context.width,
        height=context.height,
    )


_Timed = tuple[Fraction, "av.Packet[VideoStream] | av.Packet[AudioStream]"]
"""A packet and when it is decoded, in seconds."""


def _fragment(film: Path, whole: Path, facts: _Facts, label: AigcLabel) -> None:
    """Write the packets of `film` as one fragmented MP4."""
    options = {"movflags": MOVFLAGS, "use_editlist": "0", "avoid_negative_ts": "disabled"}
    with (
        _open(film) as pictures,
        _open(film) as sounds,
        av.open(whole, "w", format="mp4", options=options) as out,
    ):
        timed = [_pictures(pictures, out, facts), _sounds(sounds, out, facts)]
        out.metadata[KEY] = label.text
        for _, packet in heapq.merge(*timed, key=itemgetter(0)):
            out.mux(packet)


def _pictures(source: InputContainer, out: OutputContainer, facts: _Facts) -> Iterator[_Timed]:
    """The packets of the picture, by the clock of the pieces."""
    stream = source.streams.video[0]
    target = out.add_stream_from_template(stream, opaque=True)
    target.time_base = Fraction(1, CLOCK)
    target.codec_context.codec_tag = stream.codec_context.codec_tag
    base = stream.time_base or Fraction(1)

    def timed() -> Iterator[_Timed]:
        for packet in source.demux(stream):
            if packet.pts is None or packet.dts is None:
                continue
            packet.pts = facts.start + round(packet.pts * base * CLOCK)
            packet.dts = facts.start + round(packet.dts * base * CLOCK)
            packet.duration, packet.time_base = facts.tick, Fraction(1, CLOCK)
            packet.stream = target
            yield Fraction(packet.dts, CLOCK), packet

    return timed()


def _sounds(source: InputContainer, out: OutputContainer, facts: _Facts) -> Iterator[_Timed]:
    """The packets of the sound, so much later that its first sample meets the first frame."""
    stream = source.streams.audio[0]
    target = out.add_stream_from_template(stream)
    later = round(Fraction(facts.start * SAMPLE_RATE, CLOCK))

    def timed() -> Iterator[_Timed]:
        for packet in source.demux(stream):
            if packet.pts is None or packet.dts is None:
                continue
            packet.pts, packet.dts = packet.pts + later, packet.dts + later
            packet.stream = target
            yield Fraction(packet.dts, SAMPLE_RATE), packet

    return timed()


def _cut_up(whole: Path, folder: Path, facts: _Facts) -> tuple[list[str], list[Piece]]:
    """Cut a fragmented file into its head and its pieces, which are written to `folder`."""
    boxes = top_boxes(whole)
    fragments = _fragments(boxes)
    if len(fragments) != len(facts.keys):
        raise Invalid("render.hls_fragments", path=whole, found=len(fragments),
                      wanted=len(facts.keys))  # fmt: skip
    pieces: list[Piece] = []
    with whole.open("rb") as file:
        file.seek(0)
        write(folder / HEAD, file.read(fragments[0][0]))
        for number, (first, last) in enumerate(_grouped(facts)):
            start, end = fragments[first][0], fragments[last][1]
            file.seek(start)
            name = f"piece-{number:04d}.m4s"
            write(folder / name, file.read(end - start))
            until = facts.keys[last + 1] if last + 1 < len(facts.keys) else facts.frame_count
            seconds = (until - facts.keys[first]) / facts.rate
            pieces.append(Piece(name, seconds, end - start))
    return [piece.name for piece in pieces], pieces


def _fragments(boxes: Sequence[Box]) -> list[tuple[int, int]]:
    """Where each fragment begins and ends: a `moof` with what follows until the next."""
    starts = [box.at for box in boxes if box.kind == b"moof"]
    last = [box for box in boxes if box.kind == b"mdat"][-1].end if starts else 0
    return list(zip(starts, [*starts[1:], last], strict=True))


def _grouped(facts: _Facts) -> Iterator[tuple[int, int]]:
    """The first and the last fragment of each piece, as many as fit into a piece."""
    most = PIECE_SECONDS * facts.rate
    ends = [*facts.keys[1:], facts.frame_count]
    first = 0
    for at, end in enumerate(ends):
        if at > first and end - facts.keys[first] > most:
            yield first, at - 1
            first = at
    yield first, len(ends) - 1


def _texts(cut: Pieces, words: str, language: str) -> Mapping[str, str]:
    """The text files by name, the one that is opened first last."""
    texts = {FILM: media_playlist(cut.pieces, HEAD)}
    peak, average = peak_bits(cut.pieces), average_bits(cut.pieces)
    subtitles: tuple[Subtitles, ...] = ()
    if "-->" in words:
        texts[CUES] = timed_words(words, cut.start)
        cues = [Piece(CUES, cut.frame_count / cut.rate, len(texts[CUES].encode("utf-8")))]
        texts[WORDS] = media_playlist(cues)
        peak, average = peak + peak_bits(cues), average + average_bits(cues)
        subtitles = (Subtitles(WORDS, LANGUAGES[language], language),)
    variant = Variant(FILM, cut.codecs, cut.width, cut.height, cut.rate, peak, average)
    texts[MAIN] = multivariant_playlist((variant,), subtitles)
    return texts


def timed_words(words: str, start: int) -> str:
    """WebVTT that says which moment of the clock its zero is (RFC 8216, section 3.5)."""
    first, _, rest = words.partition("\n")
    return f"{first}\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:{start}\n{rest}"


def _codecs(head: Path) -> tuple[str, ...]:
    """What picture and sound are, in the words of RFC 6381, read from their boxes."""
    return tuple(_named(kind, inner) for kind, inner in sample_entries(head))


def _named(kind: bytes, inner: Mapping[bytes, bytes]) -> str:
    """One codec by its sample entry and the boxes inside."""
    name = kind.decode("ascii")
    if b"avcC" in inner:  # ISO/IEC 14496-15, 5.3.3.1: version, profile, compatibility, level
        return f"{name}.{inner[b'avcC'][1:4].hex()}"
    if b"av1C" in inner:  # AV1 in ISOBMFF, section 5: profile and level, tier, then the depth
        profile, level = inner[b"av1C"][1] >> 5, inner[b"av1C"][1] & 31
        tier = "H" if inner[b"av1C"][2] >> 7 else "M"
        return f"{name}.{profile}.{level:02d}{tier}.08"
    if b"hvcC" in inner:  # ISO/IEC 14496-15, annex E.3
        return f"{name}.{_hevc(inner[b'hvcC'])}"
    return "mp4a.40.2"  # AAC of low complexity, the only sound there is


def _hevc(record: bytes) -> str:
    """Profile, compatibility, tier with level, and constraints of an HEVC picture."""
    space = ("", "A", "B", "C")[record[1] >> 6]
    compatible = int(f"{int.from_bytes(record[2:6]):032b}"[::-1], 2)
    tier = "H" if record[1] >> 5 & 1 else "L"
    limits = [f"{byte:X}" for byte in record[6:12].rstrip(b"\0")]
    return ".".join(
        [f"{space}{record[1] & 31}", f"{compatible:X}", f"{tier}{record[12]}", *limits]
    )


def write(path: Path, data: bytes) -> None:
    """Make `path` hold `data`, all or nothing."""
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(data)
    put_in_place(part, path)
