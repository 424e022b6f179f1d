"""Carried: the proof that a film holds the very packets that it was joined of.

Decoding finds nearly every damaged byte, but not one that gives another picture which is a
picture, too. So what was decoded is known by its bytes: a segment by the digest that is kept
beside it (`segments`), the film by its segments and its track, packet by packet.
"""

from __future__ import annotations

from itertools import chain, zip_longest
from typing import TYPE_CHECKING

import av

from piying.model.errors import Invalid, Missing
from piying.render.join import UNDECODED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path


def carried(film: Path, segments: Sequence[Path], track: Path | None) -> tuple[str, ...]:
    """What of `film` is not as in `segments` and `track`: "what: wanted → found".

    Raises:
        Missing, Invalid: one of the files is not there or cannot be read.
    """
    pictures = _first_other(_packets(film, "video"), chain.from_iterable(
        _packets(path, "video") for path in segments
    ))  # fmt: skip
    failures = [] if pictures is None else [f"picture_packet: as drawn → packet {pictures}"]
    if track is not None:
        sounds = _first_other(_packets(film, "audio"), _packets(track, "audio"))
        failures += [] if sounds is None else [f"sound_packet: as mixed → packet {sounds}"]
    return tuple(failures)


def _first_other(found: Iterable[bytes], wanted: Iterable[bytes]) -> int | None:
    """The number of the first packet that differs; None where all are equal."""
    pairs = enumerate(zip_longest(found, wanted))
    return next((number for number, (one, other) in pairs if one != other), None)


def _packets(path: Path, kind: str) -> Iterator[bytes]:
    """What is coded in the first stream of `kind`, in the order of decoding, without times."""
    try:
        with av.open(path, stream_options=[UNDECODED]) as container:  # type: ignore[list-item]  # a wrong stub
            stream = next((one for one in container.streams if one.type == kind), None)
            if stream is None:
                return
            for packet in container.demux(stream):
                if packet.size:
                    yield bytes(packet)
    except FileNotFoundError as error:
        raise Missing("render.file_missing", path=path) from error
    except av.FFmpegError as error:
        raise Invalid("render.segment_unreadable", path=path, why=str(error)) from error
