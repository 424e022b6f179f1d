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
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from piying.cut.captions import srt, vtt
from piying.model.canon import Digest, digest
from piying.model.cut import CaptionKind, CardKind, Cut
from piying.model.errors import Outside
from piying.model.master import Master, Measurement, Profile
from piying.model.shot import Transition
from piying.render.jobs import ShotJob, jobs_of
from piying.render.join import join
from piying.render.label import first_label
from piying.render.loudness import Loudness, encode_audio
from piying.render.poster import contact_sheet, frame_png
from piying.render.probe import Expected, check_master, probe
from piying.render.profiles import profile as profile_named
from piying.render.shot import PAINTER
from piying.render.sound import mix
from piying.render.still import still_png
from piying.render.workers import (
    Progress,
    Workers,
    painter_named,
    render_segment,
    segment_path,
)
from piying.store.blobs import digest_file
from piying.store.disk import beside, explained, make_folder, sweep_beside, write_file
from piying.studio.current import Inputs, Standing, code, standing
from piying.studio.held import current_cut, episode_name
from piying.studio.house import House

SHEET_FRAMES = 20
SHEET_COLUMNS = 5

SHEET_WIDTH = 270


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


def master_inputs(cut: Digest, shape: Profile) -> Inputs:
    """The digests that a master depends on."""
    return (
        ("cut", cut),
        ("profile", digest(shape)),
        ("renderer", code("piying.render", "piying.model")),
    )


def master_standing(house: House, series: str, episode: int, profile: str) -> Standing:
    """Whether the master of `episode` is current; its cut must be."""
    _, cut = current_cut(house, series, episode)
    shape = _shape(house, profile)
    return standing(
        house, episode_name(series, episode), f"master:{profile}", master_inputs(cut, shape)
    )


def master(house: House, series: str, episode: int, profile: str) -> Mastered:
    """The film of `episode` in `profile`, and its cover, contact sheet and subtitles."""
    cut, cut_digest = current_cut(house, series, episode)
    shape = _shape(house, profile)
    name = episode_name(series, episode)
    inputs = master_inputs(cut_digest, shape)
    files = _Files.of(house.settings.out / series, episode, profile)
    held = standing(house, name, f"master:{profile}", inputs)
    if held.digest is not None and not held.changed:
        value = house.store.get(held.digest, Master)
        if house.store.blobs.has(value.blob) and files.whole(value.blob):
            return files.mastered(value, 0, len(cut.pictures))
    with _disk_said(house.store.folder), _workplace(house) as work:
        with ThreadPoolExecutor(1) as beside_it:
            # the workers draw in processes of their own: meanwhile the sound is mixed here
            hearing = beside_it.submit(_sound, house, cut, shape, work / "sound.m4a")
            segments, made_count = _segments(house, cut, shape)
            with house.progress.step("cli.step_audio", 1) as step:
                sound, loudness = hearing.result()
                step.advance()
        film, measured = _film(house, cut, shape, (segments, sound), work / "film.mp4")
        blob = house.store.blobs.adopt(film)
        value = Master(
            cut=cut_digest,
            profile=digest(shape),
            renderer=dict(inputs)["renderer"],
            blob=blob,
            measurements=(*measured, *_loudness(loudness)),
        )
        _publish(
            files,
            cut,
            film,
            house.store.blobs.path(blob),
            cover=_cover(house, cut, shape),
            width=min(SHEET_WIDTH, shape.width),
        )
    house.store.move_head(
        name, f"master:{profile}", house.store.put(value), inputs, house.clock.now_ms()
    )
    return files.mastered(value, made_count, len(segments) - made_count)


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


def _shape(house: House, profile: str) -> Profile:
    return replace(profile_named(profile), rate=house.settings.rate)


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


def _segments(house: House, cut: Cut, shape: Profile) -> tuple[tuple[Path, ...], int]:
    """A segment for every stretch of the film, and how many were drawn now.

    Segments lie in a folder named after the code that draws; those of another renderer can
    never be used again and are cleared away.
    """
    places = house.store.blobs.proved({clip.blob for clip in cut.pictures})
    jobs = jobs_of(cut, shape, places, _prepared_in(house))
    folder = _drawn_by(house)
    for other in make_folder(folder.parent).iterdir():
        if other != folder:
            shutil.rmtree(other)
    wanted = {job.digest: job for job in jobs if not segment_path(folder, job).exists()}
    frames = sum(job.length_frames for job in wanted.values())
    paths = tuple(segment_path(folder, job) for job in jobs)
    if not wanted:
        return paths, 0
    if len(wanted) == 1:
        (job,) = wanted.values()
        _draw_here(house, job, segment_path(folder, job))
        return paths, 1
    with (
        house.progress.step("cli.step_segments", frames) as step,
        Workers(PAINTER, house.settings.workers) as workers,
    ):
        told = sum(job.length_frames for job in jobs) - frames

        def report(progress: Progress) -> None:
            nonlocal told
            step.advance(progress.frames_done - told)
            told = progress.frames_done

        return workers.render(jobs, folder, report), len(wanted)


def _drawn_by(house: House) -> Path:
    """The folder of what today's renderer has drawn."""
    return house.store.folder / "segments" / code("piying.render", "piying.model")[:16]


def _prepared_in(house: House) -> Path:
    """The folder of what is prepared of clips; it may be deleted at any time."""
    return house.store.folder / "prepared"


def _draw_here(house: House, job: ShotJob, path: Path) -> None:
    """Draw one segment in this process: starting another takes longer than a short shot."""
    make_folder(path.parent)
    with house.progress.step("cli.step_segments", job.length_frames) as step:
        told = 0

        def report(frames: int) -> None:
            nonlocal told
            step.advance(frames - told)
            told = frames

        render_segment(job, path, painter_named(PAINTER), report)
        report(job.length_frames)


def _sound(house: House, cut: Cut, shape: Profile, target: Path) -> tuple[Path, Loudness]:
    """The one sound track of the film, mastered and encoded."""
    heard = {clip.blob for track in cut.sounds for clip in track.clips}
    places = house.store.blobs.proved(heard)
    with explained(target):
        return target, encode_audio(mix(cut, places), target, shape)


def _film(
    house: House,
    cut: Cut,
    shape: Profile,
    parts: tuple[tuple[Path, ...], Path],
    target: Path,
) -> tuple[Path, tuple[Measurement, ...]]:
    """The film joined of segments and sound, proved to be what the cut asks for."""
    segments, sound = parts
    label = first_label(house.settings.producer, digest((digest(cut), digest(shape)))[:32],
                        digest(cut))  # fmt: skip
    title = f"{cut.series} {cut.episode:02d} {cut.title}".strip()
    with house.progress.step("cli.step_join", 2) as step, explained(target):
        join(segments, sound, target, cut.rate, label, title)
        step.advance()
        found = check_master(probe(target), Expected(shape, cut.length_frames, label))
        step.advance()
    return target, found


def _loudness(found: Loudness) -> tuple[Measurement, ...]:
    return (
        Measurement("loudness", round(found.integrated_lufs * 1000), "LUFS", "ebur128"),
        Measurement("true_peak", round(found.true_peak_dbtp * 1000), "dBTP", "ebur128"),
    )


def _cover(house: House, cut: Cut, shape: Profile) -> bytes:
    """The first face that speaks, with the title over it and without a subtitle."""
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
        house.store.blobs.proved({clip.blob}),
        cards=tuple(replace(card, start=-at, length=4 * at + 1000) for card in titles),
        cache=_prepared_in(house),
    )
    kept = _drawn_by(house) / f"{job.digest}-cover.png"
    if not kept.is_file():
        write_file(kept, still_png(job, min(at - start, clip.length_frames - 1)))
    return kept.read_bytes()


def _publish(
    files: _Files, cut: Cut, film: Path, kept: Path, *, cover: bytes, width: int
) -> None:
    """Put the film and what belongs to it in place, the film last; cells `width` wide."""
    for path in (files.film, files.cover, files.sheet, files.srt, files.vtt):
        sweep_beside(path)
    length = cut.length_frames
    write_file(files.cover, cover)
    shown = [
        frame_png(film, (2 * i + 1) * length // (2 * SHEET_FRAMES), width, near=True)
        for i in range(SHEET_FRAMES)
    ]
    write_file(files.sheet, contact_sheet(shown, SHEET_COLUMNS))
    write_file(files.srt, srt(cut).encode("utf-8"))
    write_file(files.vtt, vtt(cut).encode("utf-8"))
    with beside(files.film) as part:
        shutil.copyfile(kept, part)
