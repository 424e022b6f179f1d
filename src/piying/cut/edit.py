"""The edit: rolls, music and effects of sound laid on one timeline.

Decisions that are the house's own and are kept here:

- A transition covers the head of the shot that it brings in; it never changes a length.
- The title is laid over the first shots and not over a hook that speaks: where a line begins
  inside the first second, the title waits for that second to pass.
- The end card is laid over the last picture, which is held for it after everything is said.
- A film opens with a fade where its first shot asks for a transition out of nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from piying.cut.cues import CUE_MS_MIN, line_captions, spaced
from piying.cut.mix import (
    EFFECTS_DUCK_MB,
    MUSIC_DUCK_MB,
    Stretch,
    plan_cues,
    plan_sounds,
)
from piying.cut.rolls import (
    END_HOLD_MS,
    SHORT_MS_MAX,
    Chosen,
    Roll,
    picture_lengths,
    transition_frames,
)
from piying.cut.spaces import housed
from piying.model.canon import digest
from piying.model.clock import SAMPLE_RATE, Rate
from piying.model.cut import (
    AiLabel,
    Caption,
    CaptionKind,
    Card,
    CardKind,
    Cut,
    Direction,
    PictureClip,
    SoundClip,
    SoundTrack,
    TrackKind,
)
from piying.model.errors import Invalid
from piying.model.joined import JOINED_TYPE
from piying.model.shot import Board, Transition
from piying.model.stage import STAGE_TYPE
from piying.model.take import MusicBrief, SoundBrief

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

TITLE_MS = 2_500
HOOK_MS = 1_000
"""The first second belongs to a hook that speaks."""
LABEL_MS = 4_000
SUPER_MS_MIN = 1_500
VOICE_FADE = 96
"""Samples; two milliseconds keep the edges of a voice from clicking."""


@dataclass(frozen=True, slots=True)
class EditWords:
    """Words that the caller takes from the catalogue, in the language of the film."""

    episode: str
    """"第1集", "Episode 1"."""
    to_be_continued: str
    """"未完待续", "To be continued"."""
    question: str = ""
    """The question that the end card leaves open, or empty."""


def edit(  # noqa: PLR0913 - the seven things an episode is cut from
    board: Board,
    rolls: Iterable[Roll],
    music: Mapping[MusicBrief, Chosen] | None,
    sounds: Mapping[SoundBrief, Chosen] | None,
    *,
    rate: Rate,
    label_text: str,
    words: EditWords,
) -> Cut:
    """The cut of `board`.

    Args:
        board: the shots in order.
        rolls: each shot with its chosen takes, in any order.
        music: the chosen take of every brief of `mix.plan_cues`; None leaves the track out.
        sounds: the chosen take of every brief of `mix.plan_sounds`; None leaves the track out.
        rate: frames a second of the film.
        label_text: the words that say that the film is made by AI.
        words: the words of the cards.

    Raises:
        Invalid: a shot, a voice or a planned sound has no take, or a line no caption.
    """
    ready = _ready(board, rolls, rate)
    lengths = {roll.shot.id: roll.length_frames for roll in ready}
    frames = picture_lengths(board, lengths, rate)
    starts = [0, *accumulate(frames)]
    total = starts.pop()
    body = total - rate.frames_of_ms(END_HOLD_MS)
    captions = _captions(ready, starts, body, rate)
    tracks = [SoundTrack(TrackKind.DIALOGUE, _voices(ready, starts, rate))]
    if music is not None:
        cues = plan_cues(board, lengths, rate)
        _refuse_missing("cut.music_missing", [c.brief for c in cues if c.brief not in music])
        clips = tuple(_sound(cue.brief.mood, cue.at, music[cue.brief]) for cue in cues)
        tracks.append(SoundTrack(TrackKind.MUSIC, clips, MUSIC_DUCK_MB))
    if sounds is not None:
        plans = plan_sounds(board, lengths, rate)
        _refuse_missing("cut.sound_missing", [p.brief for p in plans if p.brief not in sounds])
        clips = tuple(_sound(plan.brief.name, plan.at, sounds[plan.brief]) for plan in plans)
        tracks.append(SoundTrack(TrackKind.EFFECTS, clips, EFFECTS_DUCK_MB))
    cut = Cut(
        board=digest(board),
        series=board.series,
        episode=board.episode,
        title=board.title,
        language=board.language,
        rate=rate,
        pictures=picture_clips(ready, frames, rate),
        sounds=tuple(tracks),
        captions=captions,
        cards=_cards(board, captions, body, rate, words),
        label=AiLabel(label_text, 0, min(total, rate.frames_of_ms(LABEL_MS))),
    )
    return housed(cut, board, lengths)


def _ready(board: Board, rolls: Iterable[Roll], rate: Rate) -> tuple[Roll, ...]:
    """The rolls in the order of the board, or a refusal that names the shots in question."""
    given = tuple(rolls)
    by_shot = {roll.shot.id: roll for roll in given}
    counts = Counter(roll.shot.id for roll in given)
    if not board.shots:
        raise Invalid("cut.empty")
    if twice := [shot for shot, count in counts.items() if count > 1]:
        raise Invalid("cut.shot_twice", shots=_listed(twice))
    if missing := [shot.id for shot in board.shots if shot.id not in by_shot]:
        raise Invalid("cut.shot_missing", shots=_listed(missing))
    ready = tuple(by_shot[shot.id] for shot in board.shots)
    if mute := [r.shot.id for r in ready if r.shot.spec.speech is not None and r.voice is None]:
        raise Invalid("cut.voice_missing", shots=_listed(mute))
    for roll in ready:
        _check_voice(roll, rate)
        _check_picture(roll, rate)
    return ready


def _check_picture(roll: Roll, rate: Rate) -> None:
    """Refuse a moving picture that ends long before its shot does."""
    facts = roll.picture.facts
    if not (facts.media_type.startswith("video/") or facts.media_type == JOINED_TYPE):
        return
    if roll.length_frames - facts.frame_count > rate.frames_of_ms(SHORT_MS_MAX):
        raise Invalid(
            "cut.picture_short",
            shot=roll.shot.id,
            held=facts.frame_count,
            needed=roll.length_frames,
        )


def _check_voice(roll: Roll, rate: Rate) -> None:
    if roll.voice is None:
        return
    facts = roll.voice.facts
    if facts.sample_rate != SAMPLE_RATE:
        raise Invalid(
            "cut.sample_rate", shot=roll.shot.id, rate=facts.sample_rate, wanted=SAMPLE_RATE
        )
    begin = rate.samples_at(roll.speech_at_frame)
    needed = rate.ceil_frames(begin + max(1, facts.sample_count))
    if needed > roll.length_frames:
        raise Invalid(
            "cut.voice_cut_short", shot=roll.shot.id, length=roll.length_frames, needed=needed
        )


def picture_clips(
    rolls: Sequence[Roll], frames: Sequence[int], rate: Rate
) -> tuple[PictureClip, ...]:
    """The shots as they follow each other in the film; `frames` is how long each is seen."""
    clips = []
    for index, (roll, length) in enumerate(zip(rolls, frames, strict=True)):
        spec = roll.shot.spec
        transition = spec.transition
        if index == 0 and transition.shows_before and transition is not Transition.FLASH:
            transition = Transition.FADE
        covered = transition_frames(transition, roll.length_frames, rate)
        clips.append(
            PictureClip(
                shot=roll.shot.id,
                take=roll.picture.recipe,
                blob=roll.picture.blob,
                media_type=roll.picture.facts.media_type,
                length_frames=length,
                transition=transition if covered else Transition.CUT,
                transition_frames=covered,
                effects=spec.effects,
                direction=_direction(roll, length),
            )
        )
    return tuple(clips)


def _direction(roll: Roll, length: int) -> Direction | None:
    """What the film tells a picture that is no stage: a stage says it of itself."""
    if roll.picture.facts.media_type == STAGE_TYPE:
        return None
    spec = roll.shot.spec
    held = length - roll.length_frames
    return Direction(
        spec.style, spec.size, spec.move, spec.place, spec.weather, spec.flashback, held
    )


def _voices(rolls: Sequence[Roll], starts: Sequence[int], rate: Rate) -> tuple[SoundClip, ...]:
    return tuple(
        SoundClip(
            shot=roll.shot.id,
            blob=roll.voice.blob,
            start=rate.samples_at(start + roll.speech_at_frame),
            length=roll.voice.facts.sample_count,
            fade_in=min(VOICE_FADE, roll.voice.facts.sample_count // 2),
            fade_out=min(VOICE_FADE, roll.voice.facts.sample_count // 2),
        )
        for roll, start in zip(rolls, starts, strict=True)
        if roll.voice is not None
    )


def _sound(name: str, at: Stretch, chosen: Chosen) -> SoundClip:
    facts = chosen.facts
    if facts.sample_rate != SAMPLE_RATE:
        raise Invalid(
            "cut.sample_rate", shot=at.shot, rate=facts.sample_rate, wanted=SAMPLE_RATE
        )
    if facts.sample_count < at.source_start + at.length:
        raise Invalid(
            "cut.sound_short",
            name=name,
            held=facts.sample_count,
            needed=at.source_start + at.length,
        )
    return SoundClip(
        shot=at.shot,
        blob=chosen.blob,
        start=at.start,
        length=at.length,
        source_start=at.source_start,
        gain_mb=at.gain_mb,
        fade_in=at.fade_in,
        fade_out=at.fade_out,
        space=at.space,
        echo_mb=at.echo_mb,
    )


def _captions(
    rolls: Sequence[Roll], starts: Sequence[int], body: int, rate: Rate
) -> tuple[Caption, ...]:
    """Lines and on-screen words; lines never overlap each other, nor do on-screen words."""
    lines: list[Caption] = []
    supers: list[Caption] = []
    bare: list[str] = []
    for roll, start in zip(rolls, starts, strict=True):
        spec, stop = roll.shot.spec, start + roll.length_frames
        said = line_captions(roll, start, stop, rate)
        if spec.speech is not None and "".join(c.text for c in said) != spec.speech.text:
            bare.append(roll.shot.id)
        lines.extend(said)
        if spec.onscreen.strip():
            shown = Caption(
                start,
                stop - start,
                spec.onscreen,
                role=CaptionKind.SUPER,
                shot=roll.shot.id,
                vertical=spec.onscreen_vertical,
            )
            supers.append(shown)
    if bare:
        raise Invalid("cut.caption_missing", shots=_listed(bare))
    spoken = spaced(tuple(lines), body, rate.frames_of_ms(CUE_MS_MIN))
    shown_words = spaced(tuple(supers), body, rate.frames_of_ms(SUPER_MS_MIN))
    names = _names(rolls)
    return tuple(
        replace(caption, keep=tuple(name for name in names if name in caption.text))
        for caption in sorted((*spoken, *shown_words), key=lambda c: (c.start, c.role))
    )


def _names(rolls: Iterable[Roll]) -> tuple[str, ...]:
    """Everybody who speaks or is seen: no line break divides a name."""
    specs = [roll.shot.spec for roll in rolls]
    said = {spec.speech.character for spec in specs if spec.speech is not None}
    seen = {subject.character for spec in specs for subject in spec.subjects}
    return tuple(sorted(name for name in said | seen if len(name) > 1))


def _cards(
    board: Board, captions: Iterable[Caption], body: int, rate: Rate, words: EditWords
) -> tuple[Card, ...]:
    hook = rate.frames_of_ms(HOOK_MS)
    speaks = any(c.start < hook for c in captions if c.role is not CaptionKind.SUPER)
    length = min(rate.frames_of_ms(TITLE_MS), body)
    start = min(hook, body - length) if speaks else 0
    names = tuple(line for line in (board.series, words.episode, board.title) if line)
    end = tuple(line for line in (words.to_be_continued, words.question) if line)
    return (
        Card(CardKind.TITLE, start, length, names),
        Card(CardKind.END, body, rate.frames_of_ms(END_HOLD_MS), end),
    )


def _refuse_missing(code: str, briefs: Iterable[MusicBrief | SoundBrief]) -> None:
    names = dict.fromkeys(
        f"{b.mood if isinstance(b, MusicBrief) else b.name} {b.length_ms} ms" for b in briefs
    )
    if names:
        raise Invalid(code, briefs=_listed(names))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names)
