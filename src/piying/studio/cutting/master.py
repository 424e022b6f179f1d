"""master: the cut becomes a finished film, proved before it gets its name.

A segment that was drawn before is never drawn again: it is found by the digest of all that
it depends on. The film is joined beside its place, probed, and only then renamed; a film
that fails the probe is an error and leaves no file under its final name.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from piying.cut.captions import srt, vtt
from piying.model.canon import Digest, digest
from piying.model.cut import CaptionKind, CardKind, Cut
from piying.model.deferred import deferred
from piying.model.errors import Outside
from piying.model.master import Flaw, Master, Measurement, Profile
from piying.model.script import Finding
from piying.model.shot import Transition
from piying.render.encoders import encoder
from piying.render.jobs import ShotJob, jobs_of
from piying.render.label import first_label
from piying.render.segments import Progress, drop_damaged, render, segment_path
from piying.render.workers import Errand
from piying.store.blobs import digest_file
from piying.store.disk import beside, explained, make_folder, sweep_beside, write_file
from piying.studio.current import standing
from piying.studio.cutting.drawn import drawn_by, master_inputs, prepared_in, shape_of
from piying.studio.cutting.track import keep_track, kept_track, track_in
from piying.studio.fonts import book_of, font_places, require_emoji
from piying.studio.house import House
from piying.studio.shooting.held import current_board, current_cut, episode_name, material

if TYPE_CHECKING:
    from piying.studio.shooting.legible import check_cut
else:
    check_cut = deferred("piying.studio.shooting.legible:check_cut")

SHEET_FRAMES = 20
SHEET_COLUMNS = 5

SHEET_WIDTH = 270

READY = "piying.render.perform:ready"
SOUND = "piying.render.perform:sound"
STILL = "piying.render.perform:still"
JOINED = "piying.render.perform:joined"
PROVED = "piying.render.perform:proved"
SHEET = "piying.render.perform:sheet"
"""Where a worker finds what it is asked to do."""

DECODED = "decoded.txt"
"""Beside the segments: which groups of pictures have been decoded already."""


@dataclass(frozen=True, slots=True)
class Mastered:
    """A finished film and what lies beside it."""

    master: Master
    path: Path
    cover: Path
    sheet: Path
    subtitles: Path
    made_count: int
    """How many segments were drawn now."""
    held_count: int
    findings: tuple[Finding, ...] = ()
    """What of its words is not drawn."""


def master(house: House, series: str, episode: int, profile: str) -> Mastered:
    """The film of `episode` in `profile`, and its cover, contact sheet and subtitles."""
    cut, cut_digest = current_cut(house, series, episode)
    shape = shape_of(house, profile)
    require_emoji(cut, house.settings.data)
    name = episode_name(series, episode)
    inputs = master_inputs(cut_digest, shape)
    files = _Files.of(house.settings.out / series, episode, profile)
    held = standing(house, name, f"master:{profile}", inputs)
    if held.digest is not None and not held.changed:
        value = house.store.get(held.digest, Master)
        if house.store.blobs.has(value.blob) and files.whole(value.blob):
            unclear = _unclear(house, series, episode, cut)
            return replace(files.mastered(value, 0, len(cut.pictures)), findings=unclear)
    with _disk_said(house.store.folder), _workplace(house) as work:
        parts = _parts(house, cut, shape, work)
        film, sheet, measured = _film(house, cut, shape, parts, work / "film.mp4")
        blob = house.store.blobs.adopt(film)
        value = Master(
            cut=cut_digest,
            profile=digest(shape),
            renderer=dict(inputs)["renderer"],
            blob=blob,
            measurements=(*measured, *parts.loudness),
            flaws=parts.flaws,
        )
        _publish(files, cut, house.store.blobs.path(blob), parts.cover, sheet)
    house.store.move_head(
        name, f"master:{profile}", house.store.put(value), inputs, house.clock.now_ms()
    )
    mastered = files.mastered(value, parts.made_count, len(parts.segments) - parts.made_count)
    return replace(mastered, findings=_unclear(house, series, episode, cut))


def _unclear(house: House, series: str, episode: int, cut: Cut) -> tuple[Finding, ...]:
    """What of the words of the film no font draws."""
    board, _ = current_board(house, series, episode)
    spans = material(house, series, episode).reading.spans
    return check_cut(cut, board, spans, book_of(house.settings.data))


@contextmanager
def _workplace(house: House) -> Iterator[Path]:
    """A folder for what is not finished; it is gone afterwards, however that ends."""
    folder = make_folder(house.store.folder / "work")
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _disk_said(folder: Path) -> Iterator[None]:
    """Say it plainly where the encoder or the joiner failed because of the disk."""
    try:
        yield
    except Outside as error:
        why = str(error.data.get("why", ""))
        for number in (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES):
            if error.code in _DISK_CODES and os.strerror(number) in why:
                with explained(Path(str(error.data.get("path", folder)))):
                    raise OSError(number, os.strerror(number)) from error
        raise


_DISK_CODES = ("render.encode_failed", "render.join_failed")


@dataclass(frozen=True, slots=True)
class _Files:
    """Where the film and what belongs to it are put."""

    film: Path
    cover: Path
    sheet: Path
    srt: Path
    vtt: Path

    @classmethod
    def of(cls, folder: Path, episode: int, profile: str) -> _Files:
        stem = f"episode-{episode:02d}" + ("" if profile == "phone" else f"-{profile}")
        return cls(
            folder / f"{stem}.mp4",
            folder / f"{stem}-cover.png",
            folder / f"{stem}-sheet.png",
            folder / f"{stem}.srt",
            folder / f"{stem}.vtt",
        )

    def whole(self, blob: Digest) -> bool:
        """Everything is there, and the film is the one that was proved."""
        beside_it = (self.cover, self.sheet, self.srt, self.vtt)
        return all(path.is_file() for path in beside_it) and _is(self.film, blob)

    def mastered(self, value: Master, made: int, held: int) -> Mastered:
        return Mastered(value, self.film, self.cover, self.sheet, self.srt, made, held)


def _is(path: Path, blob: Digest) -> bool:
    return path.is_file() and digest_file(path) == blob


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a film is joined of, and what lies beside it."""

    segments: tuple[Path, ...]
    sound: Path
    cover: bytes
    loudness: tuple[Measurement, ...]
    flaws: tuple[Flaw, ...]
    made_count: int
    decoded: frozenset[str]
    """The groups of pictures that were decoded where they were drawn."""


def _parts(house: House, cut: Cut, shape: Profile, work: Path) -> _Parts:
    """Segments, sound and cover, made side by side.

    Segments lie in a folder named after the code that draws; those of another renderer can
    never be used again and are cleared away.
    """
    shown = house.store.blobs.proved({clip.blob for clip in cut.pictures})
    places = {**shown, **font_places(house.settings.data)}
    heard = house.store.blobs.proved({c.blob for track in cut.sounds for c in track.clips})
    jobs = jobs_of(cut, shape, places, prepared_in(house))
    folder = drawn_by(house)
    for other in make_folder(folder.parent).iterdir():
        if other != folder:
            shutil.rmtree(other)
    track, kept_sound = work / "sound.m4a", track_in(folder, cut, shape)
    known = kept_track(kept_sound)
    mixing = Errand(SOUND, (cut, heard, shape, track), track.name, track)
    kept, still = _cover(house, cut, shape)
    beside_it = [*([mixing] if known is None else []), *still]
    drop_damaged(segment_path(folder, job) for job in jobs)
    wanted = {job.digest: job for job in jobs if not segment_path(folder, job).exists()}
    if wanted and encoder(shape.encoder).hardware:
        house.workers.run([Errand(READY, (shape,), shape.encoder)])
    frames = sum(job.length_frames for job in wanted.values())
    named = ("cli.step_segments", frames) if frames else ("cli.step_audio", 1)
    with house.progress.step(*named) as step, explained(track):
        told = sum(job.length_frames for job in jobs) - frames

        def report(progress: Progress) -> None:
            nonlocal told
            step.advance(progress.frames_done - told)
            told = progress.frames_done

        drawn = render(house.workers, jobs, folder, beside=beside_it, told=report)
        if not frames:
            step.advance()
    if still:
        write_file(kept, drawn.beside[-1])
    if known is None:
        known = drawn.beside[0]
        keep_track(kept_sound, track, known)
    (loudness, flaws), cover = known, kept.read_bytes()
    return _Parts(
        drawn.paths, kept_sound, cover, loudness, flaws, drawn.made_count, drawn.decoded
    )


def _film(
    house: House, cut: Cut, shape: Profile, parts: _Parts, target: Path
) -> tuple[Path, bytes, tuple[Measurement, ...]]:
    """The film joined of its parts and proved to be what the cut asks for; its sheet."""
    label = first_label(house.settings.producer, digest((digest(cut), digest(shape)))[:32],
                        digest(cut))  # fmt: skip
    title = f"{cut.series} {cut.episode:02d} {cut.title}".strip()
    length = cut.length_frames
    moments = [(2 * i + 1) * length // (2 * SHEET_FRAMES) for i in range(SHEET_FRAMES)]
    with house.progress.step("cli.step_join", 2) as step, explained(target):
        given = (parts.segments, parts.sound, target, cut.rate, label, title)
        house.workers.run([Errand(JOINED, given, target.name, target)])
        step.advance()
        width = min(SHEET_WIDTH, shape.width)
        memory = drawn_by(house) / DECODED
        proof = ((memory, parts.decoded), (parts.segments, parts.sound))
        measured, sheet = house.workers.run(
            [
                Errand(PROVED, (target, shape, length, label, *proof), target.name),
                Errand(SHEET, (target, moments, width, SHEET_COLUMNS), target.name),
            ]
        )
        step.advance()
    return target, sheet, measured


def _cover(house: House, cut: Cut, shape: Profile) -> tuple[Path, list[Errand]]:
    """The first face that speaks, with the title over it and without a subtitle.

    Where it is kept, and what has to be done if it is not there.
    """
    spoken = next((one for one in cut.captions if one.role is CaptionKind.SPEECH), None)
    at = spoken.start + spoken.length // 2 if spoken else cut.length_frames // 3
    start, clip = 0, cut.pictures[0]
    for one in cut.pictures:
        clip = one
        if at < start + one.length_frames:
            break
        start += one.length_frames
    titles = [card for card in cut.cards if card.role is CardKind.TITLE]
    plain = replace(clip, transition=Transition.CUT, transition_frames=0)
    job = ShotJob(
        shape,
        plain,
        0,
        clip.length_frames,
        {**house.store.blobs.proved({clip.blob}), **font_places(house.settings.data)},
        cards=tuple(replace(card, start=-at, length=4 * at + 1000) for card in titles),
        cache=prepared_in(house),
    )
    kept = drawn_by(house) / f"{job.digest}-cover.png"
    if kept.is_file():
        return kept, []
    return kept, [
        Errand(STILL, (job, min(at - start, clip.length_frames - 1)), clip.shot, draws=True)
    ]


def _publish(files: _Files, cut: Cut, kept: Path, cover: bytes, sheet: bytes) -> None:
    """Put the film and what belongs to it in place, the film last."""
    for path in (files.film, files.cover, files.sheet, files.srt, files.vtt):
        sweep_beside(path)
    write_file(files.cover, cover)
    write_file(files.sheet, sheet)
    write_file(files.srt, srt(cut).encode("utf-8"))
    write_file(files.vtt, vtt(cut).encode("utf-8"))
    with beside(files.film) as part:
        shutil.copyfile(kept, part)
