"""Jobs: the segments that a film is drawn in, each with all that decides its pixels.

A film is drawn in segments: a shot without its transition, or a transition with both shots
that it joins. A job holds all that decides the pixels of one segment and nothing else, and
its digest names the finished segment: where nothing has changed, nothing is drawn again.
This module is light, so that whoever hands out work need not load what does it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

from piying.model.canon import Digest, digest
from piying.model.cut import AiLabel, Caption, Card, Cut, PictureClip
from piying.model.errors import Invalid, Missing
from piying.model.master import Profile
from piying.model.shot import Transition

RENDERER = f"piying.1 av-{version('av')}"
"""Names whatever draws and encodes; another renderer makes other segments."""

EMOJI_FONT = Digest("7fb39738ab18f10612d6f4595e2e8e47a0afdf34738460442d99cd0c344a4d90")
"""Names the font of emoji among the blobs, where it is set up: the SHA-256 of its bytes."""


@dataclass(frozen=True, slots=True)
class ShotJob:
    """What is needed to draw one segment of a film.

    Times of captions, cards and label are in frames from the first frame of the clip, and may
    begin before it. Names of shots and places in the film are kept out of what a painter
    sees (`bare`), so that a shot put in front changes none of the segments behind it.
    """

    profile: Profile
    clip: PictureClip
    first_frame: int
    """The first frame of the clip that belongs to the segment."""
    length_frames: int
    """How many frames the segment has."""
    blobs: Mapping[Digest, Path] = field(default_factory=dict)
    """Where the blobs of the clips lie."""
    previous: PictureClip | None = None
    """The clip before, for a transition that shows it."""
    captions: tuple[Caption, ...] = ()
    cards: tuple[Card, ...] = ()
    label: AiLabel | None = None
    language: str = "zh"
    start_frame: int = 0
    """Where the segment begins in the film; no part of the digest."""
    cache: Path | None = None
    """The folder of what is prepared of blobs to be drawn; no part of the digest."""

    def bare(self) -> ShotJob:
        """The job without names and places that must not show in the picture."""
        previous = self.previous
        return replace(
            self,
            clip=replace(self.clip, shot="", take=Digest("")),
            previous=previous and replace(previous, shot="", take=Digest("")),
            captions=tuple(replace(caption, shot="") for caption in self.captions),
            start_frame=0,
        )

    @property
    def digest(self) -> Digest:
        """Names the segment: equal digests promise equal pixels and settings."""
        bare, profile = self.bare(), self.profile
        return digest(
            (
                RENDERER,
                (profile.width, profile.height, profile.rate),
                (profile.encoder, profile.preset, profile.crf),
                (profile.safe, profile.label_height_permille),
                (bare.clip, bare.first_frame, bare.length_frames, bare.previous),
                (bare.captions, bare.cards, bare.label, bare.language),
            )
        )


_Timed = TypeVar("_Timed", Caption, Card, AiLabel)


def _within(
    things: Iterable[_Timed], start: int, first: int, length: int
) -> tuple[_Timed, ...]:
    """The things seen in a segment, timed from `start`, the first frame of its clip."""
    moved = (replace(thing, start=thing.start - start) for thing in things)
    return tuple(
        thing
        for thing in moved
        if thing.start < first + length and first < thing.start + thing.length
    )


def _segment(
    cut: Cut,
    profile: Profile,
    places: tuple[Mapping[Digest, Path], Path | None],
    clips: tuple[PictureClip, PictureClip | None],
    at: tuple[int, int, int],
) -> ShotJob:
    """The job of one stretch: clip and clip before; the clip's start, first frame, length."""
    (blobs, cache), (clip, previous) = places, clips
    start, first, length = at
    needed = {shown.blob for shown in clips if shown is not None}
    absent = sorted(needed - blobs.keys())
    if absent:
        raise Missing("render.blob_missing", shot=clip.shot, blob=absent[0])
    label = () if cut.label is None else _within((cut.label,), start, first, length)
    return ShotJob(
        profile=profile,
        clip=clip,
        first_frame=first,
        length_frames=length,
        blobs={blob: blobs[blob] for blob in sorted(needed | ({EMOJI_FONT} & blobs.keys()))},
        previous=previous,
        captions=_within(cut.captions, start, first, length),
        cards=_within(cut.cards, start, first, length),
        label=label[0] if label else None,
        language=cut.language,
        start_frame=start + first,
        cache=cache,
    )


def jobs_of(
    cut: Cut, profile: Profile, blobs: Mapping[Digest, Path], cache: Path | None = None
) -> tuple[ShotJob, ...]:
    """The jobs of a film, in order: each transition apart from the rest of its shot.

    Raises:
        Invalid: the cut runs at another rate than the profile.
        Missing: a picture has no file in `blobs`.
    """
    if cut.rate != profile.rate:
        raise Invalid(
            "render.rate_differs",
            cut=f"{cut.rate.num}/{cut.rate.den}",
            profile=f"{profile.rate.num}/{profile.rate.den}",
        )
    jobs: list[ShotJob] = []
    start, before = 0, None
    for clip in cut.pictures:
        over = 0 if clip.transition is Transition.CUT else clip.transition_frames
        over = min(over, clip.length_frames)
        if over:
            shown = before if clip.transition.shows_before else None
            jobs.append(_segment(cut, profile, (blobs, cache), (clip, shown), (start, 0, over)))
        if over < clip.length_frames:
            plain = replace(clip, transition=Transition.CUT, transition_frames=0)
            at = (start, over, clip.length_frames - over)
            jobs.append(_segment(cut, profile, (blobs, cache), (plain, None), at))
        start, before = start + clip.length_frames, clip
    return tuple(jobs)
