"""The puppet kit as a provider of pictures: a shot and its voice become a stage.

It keeps the port that cloud providers keep. What it makes is a stage, data that is drawn when
the film is mastered, so a take costs nothing and serves every size of film.
"""

from __future__ import annotations

from dataclasses import dataclass

from piying.model.canon import canonical, digest
from piying.model.errors import Invalid
from piying.model.money import NOTHING, Money
from piying.model.shot import Framing, ShotSpec
from piying.model.stage import STAGE_TYPE, Actor, Camera, Prop, Stage
from piying.model.take import MediaFacts, Recipe, TakeKind
from piying.render.puppet.acting import act
from piying.render.puppet.art import GESTURES
from piying.render.puppet.framing import camera_for, first_mapping, spot
from piying.render.puppet.kit import figure_art, prop_art, set_art
from piying.render.puppet.lens import Mapping2
from piying.script.kit import EFFECTS
from piying.takes.provider import Ability, Inputs, Made, refuse_foreign

PROP_PLACE = (540, 850)
"""Design pixels: a little above the middle, clear of the words."""
PROP_SCALE_PERMILLE = 950


@dataclass(frozen=True, slots=True)
class PuppetKit:
    """Plays a shot with the figures and sets that ship with piying."""

    name: str = "puppet"
    abilities: tuple[Ability, ...] = (
        Ability(TakeKind.PICTURE, models=("puppet-kit-1",), offline=True, seeded=True),
    )

    def quote(self, recipe: Recipe) -> Money:  # noqa: ARG002 - the port's signature
        """Nothing: the kit draws on this machine."""
        return NOTHING

    def make(self, recipe: Recipe, inputs: Inputs) -> Made:
        """The stage of the recipe's shot.

        Raises:
            Invalid: the recipe asks for another kind or model, names no shot, rate or length,
                or its shot names what the kit cannot draw.
        """
        refuse_foreign(self, recipe)
        if recipe.shot is None or recipe.rate is None or recipe.length_frames <= 0:
            raise Invalid("takes.recipe_unfit", provider=self.name, want=recipe.want.value)
        marks = inputs.facts(recipe.inputs[0]).marks if recipe.inputs else ()
        seed = int(digest(recipe)[:12], 16)
        spec = recipe.shot
        _check(spec)
        art = set_art(spec.style, spec.set_name, spec.day_time, spec.weather, spec.place)
        camera = camera_for(spec, art, recipe.length_frames)
        figures = figure_art(spec.style)
        anchors = tuple(figures.anchors(subject.look) for subject in spec.subjects)
        actors = tuple(
            act(
                spec,
                index,
                spot(spec, index, anchors, art, camera),
                marks=marks,
                speech_at_frame=recipe.speech_at_frame,
                length_frames=recipe.length_frames,
                rate=recipe.rate,
                seed=seed,
            )
            for index in range(len(spec.subjects))
        )
        things = _props(spec, first_mapping(spec, art, camera))
        data = canonical(_stage(spec, recipe, camera, (actors, things), seed))
        facts = MediaFacts(STAGE_TYPE, byte_count=len(data), frame_count=recipe.length_frames)
        return Made(data, facts)


def _check(spec: ShotSpec) -> None:
    """Refuse now what could not be drawn when the film is mastered."""
    for name in spec.effects:
        if name not in EFFECTS:
            raise Invalid("render.unknown_effect", name=name, known=", ".join(EFFECTS))
    if spec.framing is Framing.INSERT and spec.insert:
        prop_art(spec.style, spec.insert)
    for subject in spec.subjects:
        if subject.gesture not in GESTURES:
            known = ", ".join(sorted(filter(None, GESTURES)))
            raise Invalid("render.unknown_gesture", name=subject.gesture, known=known)


def _props(spec: ShotSpec, first: Mapping2) -> tuple[Prop, ...]:
    """The thing that an insert shows, where it is on the first frame."""
    if spec.framing is not Framing.INSERT or not spec.insert:
        return ()
    x, y = PROP_PLACE
    place = (round(x * first.scale + first.x), round(y * first.scale + first.y))
    return (Prop(spec.insert, *place, round(PROP_SCALE_PERMILLE * first.scale)),)


def _stage(
    spec: ShotSpec,
    recipe: Recipe,
    camera: Camera,
    shown: tuple[tuple[Actor, ...], tuple[Prop, ...]],
    seed: int,
) -> Stage:
    if recipe.rate is None:  # pragma: no cover - make() refused it
        raise Invalid("takes.recipe_unfit", provider="puppet", want=recipe.want.value)
    actors, things = shown
    return Stage(
        style=spec.style,
        set_name=spec.set_name,
        day_time=spec.day_time,
        weather=spec.weather,
        place=spec.place,
        length_frames=recipe.length_frames,
        rate=recipe.rate,
        camera=camera,
        actors=() if things else actors,
        props=things,
        effects=spec.effects,
        flashback=spec.flashback,
        seed=seed,
    )
