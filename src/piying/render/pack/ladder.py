"""The ladder: a finished film packed for the channel.

The film's own packets are the topmost rung. All rungs begin at the same moment of the clock and
have their key frames at the same frames, and every one carries the film's AI label, which is
read back from what was written. A smaller film that was encoded before is not encoded again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from piying.model.canon import Digest
from piying.model.errors import Invalid, Outside
from piying.model.release import File, Ladder, Rung, Strip
from piying.render.hls import HEAD, LANGUAGES, Pieces, lead, pieces_of, timed_words, write
from piying.render.label import AigcLabel, read_label
from piying.render.pack.rungs import SETTINGS, make_rungs
from piying.render.pack.sizes import Size, sizes
from piying.render.pack.strip import poster, strip
from piying.render.parts import beside, put_in_place
from piying.render.playlists import (
    Piece,
    Subtitles,
    Variant,
    average_bits,
    media_playlist,
    multivariant_playlist,
    peak_bits,
)
from piying.render.probe import probe

MAIN, LIST = "main.m3u8", "film.m3u8"
POSTER, STRIP = "poster.jpg", "strip.jpg"
HASHED_AT_ONCE = 1 << 20


def pack(
    film: Path, named: Digest, folder: Path, captions: Mapping[str, str], kept: Path
) -> Ladder:
    """Pack `film` into `folder`, which exists and is empty.

    Args:
        film: an MP4 with one picture and one sound.
        named: its digest.
        folder: gets a folder for each rung, and beside them the files of all.
        captions: WebVTT by language, "zh" or "en".
        kept: a folder of smaller films by what they were made from; it grows.

    Raises:
        Missing: there is no film.
        Invalid: it is none that can be packed, or a rung lost its label.
        Outside: the encoder or the disk failed.
    """
    label, seen = read_label(film), probe(film).picture
    if seen is None:
        raise Invalid("render.segment_empty", path=film)
    below = sizes(seen.width, seen.height)
    sources = {size: source_of(named, size) for size in below}
    films = {size: kept / f"{source}.mp4" for size, source in sources.items()}
    own = Size(f"{min(seen.width, seen.height)}p", seen.width, seen.height, 0)
    sources[own], films[own] = named, film
    try:
        _encoded(film, {size: path for size, path in films.items() if not path.is_file()})
        begin = max(lead(path) for path in films.values())
        cuts = {size: _cut(films[size], folder, size, begin, label) for size in (*below, own)}
        texts = _subtitles(folder, captions, begin, cuts[own])
        main = multivariant_playlist(
            [_variant(size, cut) for size, cut in cuts.items()],
            [Subtitles(f"{code}.m3u8", LANGUAGES[code], code) for code, _ in texts],
        )
        write(folder / MAIN, main.encode("utf-8"))
        write(folder / POSTER, poster(film))
        thumbs = strip(films[below[0]] if below else film)
        write(folder / STRIP, thumbs.picture)
    except OSError as error:
        raise Outside("render.join_failed", path=folder, why=str(error)) from error
    return Ladder(
        film=named,
        duration_ms=int(seen.duration * 1000),
        rungs=tuple(_rung(size, cut, sources[size], folder) for size, cut in cuts.items()),
        main=_file(folder, MAIN),
        subtitles=texts,
        poster=_file(folder, POSTER),
        strip=Strip(_file(folder, STRIP), thumbs.columns, thumbs.width, thumbs.height,
                    thumbs.every_ms, thumbs.count),
        label=label.text,
        begin=begin,
        lists=tuple(_file(folder, f"{code}.m3u8") for code, _ in texts),
    )  # fmt: skip


def source_of(film: Digest, size: Size) -> Digest:
    """The digest of all that a rung is made from."""
    said = f"{film} {size.width}x{size.height} {size.most_bits} {SETTINGS}"
    return Digest(hashlib.sha256(said.encode("ascii")).hexdigest())


def _encoded(film: Path, wanted: Mapping[Size, Path]) -> None:
    """Make those smaller films that are not there."""
    parts = {size: beside(path) for size, path in wanted.items()}
    try:
        make_rungs(film, list(parts.items()))
        for size, part in parts.items():
            put_in_place(part, wanted[size])
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def _cut(film: Path, folder: Path, size: Size, begin: int, label: AigcLabel) -> Pieces:
    """The pieces of one rung, in a folder of its name."""
    there = folder / size.name
    there.mkdir()
    cut = pieces_of(film, there, begin)
    if read_label(there / HEAD) != label:
        raise Invalid("render.label_absent", path=there / HEAD)
    write(there / LIST, media_playlist(cut.pieces, HEAD).encode("utf-8"))
    return cut


def _subtitles(
    folder: Path, captions: Mapping[str, str], begin: int, cut: Pieces
) -> tuple[tuple[str, File], ...]:
    """The subtitles as one piece each, with its playlist; without cues there is none."""
    found = []
    for code in sorted(captions, reverse=True):  # Chinese first
        if "-->" not in captions[code]:
            continue
        data = timed_words(captions[code], begin).encode("utf-8")
        write(folder / f"{code}.vtt", data)
        cue = Piece(f"{code}.vtt", cut.frame_count / cut.rate, len(data))
        write(folder / f"{code}.m3u8", media_playlist([cue]).encode("utf-8"))
        found.append((code, _file(folder, f"{code}.vtt")))
    return tuple(found)


def _variant(size: Size, cut: Pieces) -> Variant:
    return Variant(f"{size.name}/{LIST}", cut.codecs, cut.width, cut.height, cut.rate,
                   peak_bits(cut.pieces), average_bits(cut.pieces))  # fmt: skip


def _rung(size: Size, cut: Pieces, source: Digest, folder: Path) -> Rung:
    names: Sequence[str] = (HEAD, LIST, *(piece.name for piece in cut.pieces))
    return Rung(
        name=size.name,
        width=cut.width,
        height=cut.height,
        peak_bits=peak_bits(cut.pieces),
        average_bits=average_bits(cut.pieces),
        codecs=",".join(cut.codecs),
        source=source,
        files=tuple(_file(folder, f"{size.name}/{name}") for name in names),
    )


def _file(folder: Path, path: str) -> File:
    """What lies at `path`, by its digest."""
    found, count = hashlib.sha256(), 0
    with (folder / path).open("rb") as file:
        while data := file.read(HASHED_AT_ONCE):
            found.update(data)
            count += len(data)
    return File(path, Digest(found.hexdigest()), count)
