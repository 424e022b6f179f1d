"""Handing over: a cut as a timeline of another tool, with every file that it plays.

Pictures are drawn clean by default: without words, each shot whole, with the frames behind
its end that the next transition still shows. Or they are those of the film, taken from its
segments packet by packet. What was drawn before is not drawn again, in either case.
"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from piying.cut.captions import srt
from piying.cut.conform import starts
from piying.cut.edl import to_edl
from piying.cut.fcp7 import to_fcp7
from piying.cut.media import Media, Medium, plan_media
from piying.model.canon import Digest, digest
from piying.model.cut import Cut
from piying.model.deferred import deferred
from piying.model.errors import Invalid
from piying.model.master import Profile
from piying.model.shot import Transition
from piying.partners.applications import NAMES, exporter
from piying.render.jobs import ShotJob, jobs_of
from piying.render.label import AigcLabel, first_label
from piying.render.segments import Progress, drop_damaged, render, segment_path
from piying.render.workers import Errand
from piying.store.disk import beside, explained, make_folder, write_file
from piying.studio.cutting.drawn import drawn_by, prepared_in
from piying.studio.cutting.kinds import usual_media
from piying.studio.fonts import font_places
from piying.studio.house import House

if TYPE_CHECKING:
    from piying.cut.otio import to_otio
    from piying.render.sound.stems import facts_of
else:
    to_otio = deferred("piying.cut.otio:to_otio")
    facts_of = deferred("piying.render.sound.stems:facts_of")

JOINED = "piying.render.perform:joined"
STEM = "piying.render.sound.stems:write_stem"
CLIP = "piying.render.sound.stems:write_clip"
"""Where a worker finds what joins, and what writes a stem or a clip."""

BUNDLE_VERSION = "1.0.0"
"""Of the bundles of OpenTimelineIO, a folder (.otiod) or a ZIP file (.otioz)."""

_DATE = (1980, 1, 1, 0, 0, 0)
"""In a ZIP file, so that the same film gives the same bytes."""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What was written."""

    path: Path
    """What the other tool opens."""
    media_count: int
    """How many files were written for it to play."""
    verified: bool = True
    """Whether such a file was read back by another tool than piying."""


def hand_over(  # noqa: PLR0913 - what is asked for and where it goes
    house: House,
    cut: Cut,
    kind: str,
    shape: Profile,
    *,
    folder: Path,
    stem: str,
    media: str = "",
) -> HandedOver:
    """The timeline of `cut` as `kind`, in `folder` under names that begin with `stem`.

    Args:
        house: where the takes are.
        cut: the cut.
        kind: one of `kinds.TIMELINES`.
        shape: how large the pictures are, and how they are encoded.
        folder: the folder of the series.
        stem: "episode-01".
        media: "clean", "film" or "none"; empty is what is usual for the kind.

    Raises:
        Invalid: a bundle or a project was asked for without its media.
        Missing: a package that the kind needs is not installed.
    """
    media = media or usual_media(kind)
    if kind in NAMES:
        exporter(kind).ready()
    work = _Work(house, cut, shape, media)
    if kind in _TEXTS:
        return work.beside(kind, folder, stem)
    if media == "none":
        raise Invalid("cli.needs_media", kind=kind)
    if kind == "otioz":
        return work.zipped(folder / f"{stem}.otioz")
    if kind == "otiod":
        return work.bundled(make_folder(folder / f"{stem}.otiod"))
    place = make_folder(folder / f"{stem}-{kind}")
    planned = work.planned(where="media/")
    count = work.gather(planned, place / "media")
    with explained(place):
        project = exporter(kind).write(cut, planned, place)
    return HandedOver(project.path, count, project.verified)


_TEXTS: Mapping[str, tuple[Callable[[Cut, Media], str], str]] = {
    "otio": (to_otio, "otio"),
    "edl": (to_edl, "edl"),
    "fcp7": (to_fcp7, "xml"),
}
"""The timelines that are one file of text, with its ending."""


@dataclass(frozen=True, slots=True)
class _Work:
    """One cut on its way to another tool."""

    house: House
    cut: Cut
    shape: Profile
    media: str

    def beside(self, kind: str, folder: Path, stem: str) -> HandedOver:
        """A file of text in a folder of its own, with the media and the captions beside it.

        All kinds of text share the folder. Without media an .otio file lies beside the film
        and names the takes of the house.
        """
        write, ending = _TEXTS[kind]
        if self.media == "none" and kind == "otio":
            path = folder / f"{stem}.otio"
            write_file(path, to_otio(self.cut).encode("utf-8"))
            return HandedOver(path, 0)
        place = make_folder(folder / f"{stem}-exchange")
        kept = "media" if self.media != "film" else "media-film"
        where = f"{kept}/"
        if kind == "fcp7":
            # the format has no relative addresses
            where = f"{(place / kept).resolve().as_uri()}/".replace("file://", _LOCAL, 1)
        planned = self.planned(where=where)
        count = 0 if self.media == "none" else self.gather(planned, place / kept)
        path = place / f"{stem}.{ending}"
        write_file(path, write(self.cut, planned).encode("utf-8"))
        write_file(place / f"{stem}.srt", srt(self.cut).encode("utf-8"))
        return HandedOver(path, count)

    def bundled(self, place: Path) -> HandedOver:
        """A folder with the timeline and, flat, its media."""
        planned = _flat(self.planned(where="media/"))
        count = self.gather(planned, place / "media")
        write_file(place / "version.txt", BUNDLE_VERSION.encode())
        write_file(place / "content.otio", to_otio(self.cut, planned).encode("utf-8"))
        return HandedOver(place, count)

    def zipped(self, path: Path) -> HandedOver:
        """The same in a ZIP file; media are stored as they are, for they do not shrink."""
        with _aside(self.house) as place:
            count = self.bundled(place).media_count
            with beside(path) as part, zipfile.ZipFile(part, "w") as file:
                for one in sorted(place.rglob("*")):
                    if one.is_file():
                        name = one.relative_to(place).as_posix()
                        info = zipfile.ZipInfo(name, _DATE)
                        with one.open("rb") as source, file.open(info, "w") as target:
                            shutil.copyfileobj(source, target)
        return HandedOver(path, count)

    def planned(self, where: str) -> Media:
        """The files that the timeline plays."""
        heard = {clip.blob: clip.shot for track in self.cut.sounds for clip in track.clips}
        places = self.house.store.blobs.proved(heard)
        facts = {blob: facts_of(places[blob], shot) for blob, shot in heard.items()}
        planned = plan_media(self.cut, facts, baked=self.media == "film")
        return replace(planned, where=where, width=self.shape.width, height=self.shape.height)

    def gather(self, planned: Media, folder: Path) -> int:
        """Write every file of `planned` below `folder`, and say how many."""
        blobs = self.house.store.blobs
        shown = blobs.proved({clip.blob for clip in self.cut.pictures})
        heard = blobs.proved({c.blob for track in self.cut.sounds for c in track.clips})
        parts = self._parts(planned, {**shown, **font_places(self.house.settings.data)})
        files: dict[str, Errand] = {}
        for medium, segments in self._segments(parts).items():
            path = _place(folder, medium)
            label = self._label(medium)
            joined = (segments, None, path, self.cut.rate, label, medium.stem)
            files[medium.name] = Errand(JOINED, joined, medium.name, path)
        said = {clip.blob: clip.shot for track in self.cut.sounds for clip in track.clips}
        for blob, medium in planned.sounds.items():
            path = _place(folder, medium)
            files[medium.name] = Errand(
                CLIP, (heard[blob], said[blob], path), medium.name, path
            )
        for kind, medium in planned.stems.items():
            path = _place(folder, medium)
            mixed = (self.cut, heard, kind, path)
            files[medium.name] = Errand(STEM, mixed, medium.name, path)
        with self.house.progress.step("cli.step_media", len(files)) as step, explained(folder):
            self.house.workers.run(tuple(files.values()))
            step.advance(len(files))
        return len(files)

    def _parts(
        self, planned: Media, places: Mapping[Digest, Path]
    ) -> dict[Medium, tuple[ShotJob, ...]]:
        """The jobs of every picture file, in order."""
        if planned.baked:
            jobs = jobs_of(self.cut, self.shape, places, prepared_in(self.house))
            spans = pairwise(starts(self.cut.pictures))
            return {
                medium: tuple(job for job in jobs if begin <= job.start_frame < end)
                for medium, (begin, end) in zip(planned.pictures, spans, strict=True)
            }
        found: dict[Medium, tuple[ShotJob, ...]] = {}
        for medium, clip in zip(planned.pictures, self.cut.pictures, strict=True):
            if medium in found:
                continue
            direction = clip.direction
            if direction is not None:  # its last picture is held where its take has no more
                more = medium.length - clip.source_start_frames - clip.length_frames
                held = max(0, direction.held_frames + more)
                direction = replace(direction, held_frames=held)
            whole = replace(
                clip,
                source_start_frames=0,
                length_frames=medium.length,
                transition=Transition.CUT,
                transition_frames=0,
                direction=direction,
            )
            found[medium] = (
                ShotJob(
                    self.shape,
                    whole,
                    0,
                    medium.length,
                    {clip.blob: places[clip.blob]},
                    language=self.cut.language,
                    cache=prepared_in(self.house),
                ),
            )
        return found

    def _segments(
        self, parts: Mapping[Medium, tuple[ShotJob, ...]]
    ) -> dict[Medium, tuple[Path, ...]]:
        """The segments of every picture file, drawn if they are not there."""
        folder = drawn_by(self.house)
        jobs = [job for each in parts.values() for job in each]
        drop_damaged(segment_path(folder, job) for job in jobs)
        waiting = {job.digest: job for job in jobs if not segment_path(folder, job).exists()}
        frames = sum(job.length_frames for job in waiting.values())
        if frames:
            told = sum(job.length_frames for job in jobs) - frames
            with self.house.progress.step("cli.step_segments", frames) as step:

                def report(progress: Progress) -> None:
                    nonlocal told
                    step.advance(progress.frames_done - told)
                    told = progress.frames_done

                render(self.house.workers, jobs, folder, told=report)
        return {
            medium: tuple(segment_path(folder, job) for job in each)
            for medium, each in parts.items()
        }

    def _label(self, medium: Medium) -> AigcLabel:
        """Every picture file says in itself that it is made by AI, as the film does."""
        cut = digest(self.cut)
        made = digest((cut, digest(self.shape), medium.name, self.media))
        return first_label(self.house.settings.producer, made[:32], cut)


_LOCAL = "file://localhost"
"""How addresses of files begin in FCP 7 XML."""


def _place(folder: Path, medium: Medium) -> Path:
    """Where a file is written; its folder exists."""
    path = folder / medium.name
    make_folder(path.parent)
    return path


def _flat(planned: Media) -> Media:
    """The same files without folders, as bundles have them."""
    every = {*planned.pictures, *planned.sounds.values(), *planned.stems.values()}
    taken = [medium.file.casefold() for medium in every]

    def flat(medium: Medium) -> Medium:
        twice = taken.count(medium.file.casefold()) > 1
        return replace(medium, name=medium.name.replace("/", "-") if twice else medium.file)

    return replace(
        planned,
        pictures=tuple(flat(medium) for medium in planned.pictures),
        sounds={blob: flat(medium) for blob, medium in planned.sounds.items()},
        stems={kind: flat(medium) for kind, medium in planned.stems.items()},
    )


@contextmanager
def _aside(house: House) -> Iterator[Path]:
    """A folder for what is not finished; it is gone afterwards, however that ends."""
    folder = make_folder(house.store.folder / "handover")
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
