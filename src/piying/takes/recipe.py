"""Recipes: what each need of a film asks of a provider, as values whose digest is their key."""

from __future__ import annotations

from dataclasses import dataclass, replace

from piying.model.canon import Digest
from piying.model.clock import Rate
from piying.model.errors import Missing
from piying.model.people import Voice
from piying.model.shot import ShotSpec, Speech, Transition
from piying.model.take import MusicBrief, Recipe, SoundBrief, TakeKind
from piying.takes.provider import Provider


@dataclass(frozen=True, slots=True)
class Source:
    """Where takes of one kind come from: a provider and one of its models."""

    provider: str
    model: str


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the takes of a film come from."""

    voice: Source
    picture: Source
    music: Source
    sound: Source


def default_sources(providers: tuple[Provider, ...]) -> Sources:
    """The first provider of each kind, with its default model."""

    def first(kind: TakeKind) -> Source:
        for provider in providers:
            for ability in provider.abilities:
                if ability.makes is kind:
                    return Source(provider.name, ability.models[0])
        raise Missing("takes.no_provider", kind=kind.value)

    return Sources(
        voice=first(TakeKind.VOICE),
        picture=first(TakeKind.PICTURE),
        music=first(TakeKind.MUSIC),
        sound=first(TakeKind.SOUND),
    )


def voice_recipe(speech: Speech, source: Source) -> Recipe:
    """The recipe of one spoken line."""
    heard = replace(speech, ruby=False)
    return Recipe(TakeKind.VOICE, source.provider, source.model, speech=heard)


def picture_recipe(
    spec: ShotSpec,
    source: Source,
    *,
    length_frames: int,
    rate: Rate,
    voice: Digest | None,
    speech_at_frame: int,
) -> Recipe:
    """The recipe of what is seen in one shot; `voice` moves the mouth.

    What the picture does not show is left out of it, so that a changed mood, a new line
    elsewhere or a moved scene never makes a picture again.
    """
    return Recipe(
        TakeKind.PICTURE,
        source.provider,
        source.model,
        shot=_seen(spec),
        length_frames=length_frames,
        rate=rate,
        inputs=() if voice is None else (voice,),
        speech_at_frame=speech_at_frame,
    )


def _seen(spec: ShotSpec) -> ShotSpec:
    speech = spec.speech and replace(spec.speech, text="", aloud="", voice=Voice(), ruby=False)
    return replace(
        spec,
        scene=0,
        speech=speech,
        action="",
        onscreen="",
        onscreen_vertical=False,
        length_ms=0,
        length_fixed=False,
        transition=Transition.CUT,
        mood="",
        element=0,
    )


def music_recipe(brief: MusicBrief, source: Source) -> Recipe:
    """The recipe of one cue."""
    return Recipe(TakeKind.MUSIC, source.provider, source.model, music=brief)


def sound_recipe(brief: SoundBrief, source: Source) -> Recipe:
    """The recipe of one effect of sound."""
    return Recipe(TakeKind.SOUND, source.provider, source.model, sound=brief)
