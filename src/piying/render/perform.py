"""What workers do: the functions that errands name.

What each of them does it with is loaded when it is called: who joins and proves a film of
which nothing has to be drawn does not wait for what draws.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from piying.model.deferred import deferred
from piying.model.master import Flaw, Measurement, Profile
from piying.render.memory import give_back
from piying.render.segments import keep_digest
from piying.render.workers import function_named

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from piying.model.canon import Digest
    from piying.model.clock import Rate
    from piying.model.cut import Cut
    from piying.render.carried import carried
    from piying.render.decoding import decode_film, decode_new
    from piying.render.encode import encode_segment
    from piying.render.jobs import ShotJob
    from piying.render.join import join
    from piying.render.label import AigcLabel
    from piying.render.layer import Composer, ShotPainter
    from piying.render.loudness import encode_audio
    from piying.render.planes import Planes
    from piying.render.poster import contact_sheet, film_frames
    from piying.render.probe import Expected, check_master, probe
    from piying.render.shot import paint_shot
    from piying.render.sound.mix import pieces
    from piying.render.still import still_png
    from piying.render.trial import require
else:
    carried = deferred("piying.render.carried:carried")
    decode_film = deferred("piying.render.decoding:decode_film")
    decode_new = deferred("piying.render.decoding:decode_new")
    encode_segment = deferred("piying.render.encode:encode_segment")
    join = deferred("piying.render.join:join")
    Composer = deferred("piying.render.layer:Composer")
    encode_audio = deferred("piying.render.loudness:encode_audio")
    contact_sheet = deferred("piying.render.poster:contact_sheet")
    film_frames = deferred("piying.render.poster:film_frames")
    Expected = deferred("piying.render.probe:Expected")
    check_master = deferred("piying.render.probe:check_master")
    probe = deferred("piying.render.probe:probe")
    paint_shot = deferred("piying.render.shot:paint_shot")
    pieces = deferred("piying.render.sound.mix:pieces")
    still_png = deferred("piying.render.still:still_png")
    require = deferred("piying.render.trial:require")

MOMENT_WIDTH = 500
"""Pixels of one picture on a sheet of moments."""

REPORT_FRAMES = 10
"""A worker tells how far it is after as many frames."""

Report = Callable[[int], None]
"""Takes how much is done."""


def nobody(_done: int) -> None:
    """Hears of nothing."""


def render_segment(
    job: ShotJob, path: Path, paint: ShotPainter = paint_shot, report: Report = nobody
) -> None:
    """Draw and encode one segment in this process; `report` hears of the frames done."""
    composer = Composer(paint(job.bare()))

    def draw_frame(target: Planes, frame: int) -> None:
        composer.draw(target, job.first_frame + frame)
        if frame and frame % REPORT_FRAMES == 0:
            report(frame)

    encode_segment(path, job.profile, job.length_frames, draw_frame)
    report(job.length_frames)


def draw(job: ShotJob, path: Path, painter: str, report: Report) -> frozenset[str]:
    """The segment of `job` at `path`; the groups of pictures in it that decode.

    `painter` names a `ShotPainter`. A segment is decoded where it was drawn, so that all
    workers share in proving the film.
    """
    render_segment(job, path, function_named(painter), report)
    give_back()
    decoded = decode_film(path)
    if not decoded.failures:
        keep_digest(path)
    return decoded.groups


def sound(
    cut: Cut, places: Mapping[Digest, Path], profile: Profile, path: Path, _report: Report
) -> tuple[tuple[Measurement, ...], tuple[Flaw, ...]]:
    """The one sound track of the film, mastered and encoded; what was found in it.

    Raises:
        Missing, Invalid: a source is not there, cannot be used, or is a silent voice.
        Outside: the film misses its loudness, or is silent where it should not be.
    """
    flaws: list[Flaw] = []
    found, film = encode_audio(pieces(cut, places, flaws.append), path, profile)
    film.refuse(cut)
    return (
        Measurement("loudness", round(found.integrated_lufs * 1000), "LUFS", "ebur128"),
        Measurement("true_peak", round(found.true_peak_dbtp * 1000), "dBTP", "ebur128"),
    ), tuple(flaws)


def ready(profile: Profile, _report: Report) -> None:
    """Refuse a profile whose encoder does not work here."""
    require(profile)


def still(job: ShotJob, frame: int, report: Report) -> bytes:
    """Frame `frame` of the clip of `job` as a PNG."""
    made = still_png(job, frame)
    report(1)
    return made


def joined(
    segments: Sequence[Path],
    track: Path | None,
    path: Path,
    rate: Rate,
    label: AigcLabel,
    title: str,
    _report: Report,
) -> None:
    """The film at `path`, of its segments and its sound, if it has one."""
    join(segments, track, path, rate, label, title)


def proved(
    path: Path,
    profile: Profile,
    length_frames: int,
    label: AigcLabel,
    proof: tuple[Path, frozenset[str]],
    parts: tuple[Sequence[Path], Path],
    _report: Report,
) -> tuple[Measurement, ...]:
    """What was measured in the film at `path`, which is what was asked for.

    Every frame is decoded, but those of `proof`: it names the file that remembers what was
    decoded before, and what was decoded just now. The packets are those of `parts`, its
    segments and its track.
    """
    expected = Expected(profile, length_frames, label, carried(path, *parts))
    return check_master(probe(path), expected, decode_new(path, *proof))


def sheet(path: Path, at: Sequence[int], width: int, columns: int, _report: Report) -> bytes:
    """A sheet of the film at `path` as a PNG: the key frames at or before the frames `at`."""
    return contact_sheet(list(film_frames(path, at, width, near=True)), columns)


def moments(path: Path, count: int, columns: int, _report: Report) -> bytes:
    """A sheet of `count` moments of the film at `path` as a PNG."""
    picture = probe(path).picture
    length = picture.frame_count if picture else 0
    at = [(2 * i + 1) * length // (2 * count) for i in range(count)]
    return contact_sheet(list(film_frames(path, at, MOMENT_WIDTH)), columns)


def pasted(pictures: Sequence[bytes], columns: int, _report: Report) -> bytes:
    """Pictures on one sheet as a PNG, `columns` in a row."""
    return contact_sheet(pictures, columns)
