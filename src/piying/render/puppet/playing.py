"""Playing: a shot and its voice become a stage, what every actor and the camera do in it."""

from __future__ import annotations

from piying.model.canon import canonical, digest
from piying.model.clock import Rate
from piying.model.errors import Invalid
from piying.model.shot import Framing, ShotSpec
from piying.model.stage import STAGE_TYPE, Actor, Camera, Prop, Stage
from piying.model.take import MediaFacts, Recipe
from piying.render.puppet.acting import act
from piying.render.puppet.art import GESTURES
from piying.render.puppet.framing import camera_for, first_mapping, spot
from piying.render.puppet.kit import figure_art, prop_art, set_art
from piying.render.puppet.lens import Mapping2
from piying.script.kit import EFFECTS
from piying.takes.provider import Inputs, Made

PROP_PLACE = (540, 850)
"""Design pixels: a little above the middle, clear of the words."""
PROP_SCALE_PERMILLE = 950


def play(recipe: Recipe, spec: ShotSpec, rate: Rate, inputs: Inputs) -> Made:
    """The stage of the shot `spec` of `recipe`, as long as the recipe asks.

    Raises:
        Invalid: the shot names what the kit cannot draw.
    """
    marks = inputs.facts(recipe.inputs[0]).marks if recipe.inputs else ()
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
            rate=rate,
            seed=_seed(recipe),
        )
        for index in range(len(spec.subjects))
    )
    things = _props(spec, first_mapping(spec, art, camera))
    data = canonical(_stage(spec, recipe, rate, camera, (actors, things)))
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
    rate: Rate,
    camera: Camera,
    shown: tuple[tuple[Actor, ...], tuple[Prop, ...]],
) -> Stage:
    actors, things = shown
    return Stage(
        style=spec.style,
        set_name=spec.set_name,
        day_time=spec.day_time,
        weather=spec.weather,
        place=spec.place,
        length_frames=recipe.length_frames,
        rate=rate,
        camera=camera,
        actors=() if things else actors,
        props=things,
        effects=spec.effects,
        flashback=spec.flashback,
        seed=_seed(recipe),
    )


def _seed(recipe: Recipe) -> int:
    return int(digest(recipe)[:12], 16)
