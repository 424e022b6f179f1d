"""Needs: what a board asks takes for. The voices come first, for they decide the lengths."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from piying.cut.mix import plan_cues, plan_sounds
from piying.cut.rolls import Chosen, picture_lengths, shot_lengths
from piying.model.clock import Rate
from piying.model.shot import Board
from piying.model.take import MusicBrief, Recipe, SoundBrief
from piying.takes.recipe import (
    Sources,
    music_recipe,
    picture_recipe,
    sound_recipe,
    voice_recipe,
)

B = TypeVar("B", MusicBrief, SoundBrief)


@dataclass(frozen=True, slots=True)
class Later:
    """What is needed once every voice is there."""

    lengths: Mapping[str, tuple[int, int]]
    """Of every shot by its id: its frames, and the frame at which its voice begins."""
    pictures: Mapping[str, Recipe]
    """By the id of the shot."""
    music: Mapping[MusicBrief, Recipe]
    sounds: Mapping[SoundBrief, Recipe]


def voices_of(board: Board, sources: Sources) -> dict[str, Recipe]:
    """The recipe of every spoken line, by the id of its shot."""
    return {
        shot.id: voice_recipe(shot.spec.speech, sources.voice)
        for shot in board.shots
        if shot.spec.speech is not None
    }


def later(board: Board, voices: Mapping[str, Chosen], sources: Sources, rate: Rate) -> Later:
    """The recipes of the pictures, the music and the effects of `board`."""
    lengths = shot_lengths(board, {key: got.facts for key, got in voices.items()}, rate)
    frames = {key: length for key, (length, _) in lengths.items()}
    full = picture_lengths(board, frames, rate)
    pictures = {
        shot.id: picture_recipe(
            shot.spec,
            sources.picture,
            length_frames=length,
            rate=rate,
            voice=voices[shot.id].blob if shot.id in voices else None,
            speech_at_frame=lengths[shot.id][1],
        )
        for shot, length in zip(board.shots, full, strict=True)
    }
    cues = _ordered({plan.brief for plan in plan_cues(board, frames, rate)})
    hits = _ordered({plan.brief for plan in plan_sounds(board, frames, rate)})
    return Later(
        lengths,
        pictures,
        {brief: music_recipe(brief, sources.music) for brief in cues},
        {brief: sound_recipe(brief, sources.sound) for brief in hits},
    )


def _ordered(briefs: Iterable[B]) -> Sequence[B]:
    return sorted(briefs, key=str)
