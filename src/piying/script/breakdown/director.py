"""The director: one episode of a script to its board, the same every time.

scene → gather (what belongs to which line) → drafts (coverage, acting, wishes)
→ cutting (opening, end, joins) → grammar (sizes and turns) → specs with stable ids
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from piying.model.canon import Digest, digest_bytes
from piying.model.errors import Invalid
from piying.model.script import BeatKind, DayTime, Finding, Severity, Span
from piying.model.shot import Board, Shot, ShotSpec
from piying.script.breakdown.blocking import names_of, present, sides, subjects
from piying.script.breakdown.context import Context
from piying.script.breakdown.cutting import closed, joined_scenes, opened, timed
from piying.script.breakdown.doings import LIGHTS
from piying.script.breakdown.draft import Draft, SceneFacts
from piying.script.breakdown.feelings import TIME_SUPER
from piying.script.breakdown.gather import gather
from piying.script.breakdown.grammar import held
from piying.script.breakdown.notes import UNKNOWN_SPAN
from piying.script.breakdown.scene import scene_drafts
from piying.script.kit import SETS
from piying.script.matching import masked
from piying.script.places import played

if TYPE_CHECKING:
    from collections.abc import Sequence

    from piying.model.people import Cast
    from piying.model.script import Beat, EpisodeText, Scene
    from piying.model.shot import Transition


def direct(
    episode: EpisodeText,
    cast: Cast,
    *,
    script: Digest,
    language: str = "zh",
    spans: Sequence[Span] = (),
) -> tuple[Board, tuple[Finding, ...]]:
    """The board of `episode`, and what a person should look at.

    Args:
        episode: the scenes and their beats.
        cast: everyone who speaks or is seen, as `casting.auto_cast` completes it.
        script: the digest of the script, which the board names.
        language: in which the lines are spoken, "zh" or "en".
        spans: where each element of the script stands, for the findings.

    Raises:
        Invalid: the episode has no scene, or somebody who speaks is not in the cast.
    """
    if not episode.scenes:
        raise Invalid("board.no_scenes", episode=episode.number)
    findings: list[Finding] = []
    parts = []
    waiting: Transition | None = None
    carried: tuple[Beat, ...] = ()
    seen: list[SceneFacts] = []
    for scene in episode.scenes:
        gathered = gather(
            scene, names=names_of(cast), spans=spans, transition=waiting, supers=carried
        )
        waiting, carried = gathered.transition, ()
        if scene is not episode.scenes[-1] and _tell_the_time(gathered.supers):
            gathered, carried = replace(gathered, supers=()), gathered.supers
        facts = _facts(scene, cast, seen)
        findings += [*gathered.findings, *_scene_findings(scene, cast, spans, seen)]
        seen.append(facts)
        context = Context(scene, facts, cast, language, gathered.items)
        parts.append((facts, scene_drafts(context, gathered)))
    headings = [f"{s.heading.location} {s.heading.time}" for s in episode.scenes]
    cut = closed(opened(joined_scenes(parts, headings)))
    shots = _shots(episode.number, cut, cast)
    board = Board(script, episode.number, episode.title, cast.title, language, shots)
    return board, tuple(findings)


def _tell_the_time(supers: Sequence[Beat]) -> bool:
    """Whether the words at the end of a scene say when the next one plays."""
    return any(TIME_SUPER.has(beat.text) for beat in supers)


def _facts(scene: Scene, cast: Cast, seen: Sequence[SceneFacts]) -> SceneFacts:
    heading = scene.heading
    place = played(heading.location, heading.place, cast)
    people = present(scene, cast)
    return SceneFacts(
        number=scene.number,
        element=scene.element,
        location=heading.location,
        set_name=place.set_name,
        place=place.place,
        day_time=_light(scene, cast, seen),
        seen_before=any(facts.location == heading.location for facts in seen),
        present=people,
        sides=sides(scene, cast, people),
    )


def _light(scene: Scene, cast: Cast, seen: Sequence[SceneFacts]) -> DayTime:
    """The heading's time of day, else what the actions say, else that of the scene before."""
    if scene.heading.day_time is not DayTime.UNKNOWN:
        return scene.heading.day_time
    names = names_of(cast)
    for beat in scene.beats:
        if beat.kind in (BeatKind.ACTION, BeatKind.SUPER):
            found = LIGHTS.first(masked(beat.text, names))
            if found is not None:
                return found
    return seen[-1].day_time if seen else DayTime.DAY


def _scene_findings(
    scene: Scene, cast: Cast, spans: Sequence[Span], seen: Sequence[SceneFacts]
) -> list[Finding]:
    span = spans[scene.element] if scene.element < len(spans) else UNKNOWN_SPAN
    location = scene.heading.location
    findings = []
    place = played(location, scene.heading.place, cast)
    if place.guessed and all(facts.location != location for facts in seen):
        data = (
            ("location", location),
            ("set", place.set_name),
            ("sets", " ".join(SETS)),
        )
        findings.append(Finding("board.place_guessed", Severity.NOTE, span, data))
    if all(beat.kind is not BeatKind.LINE for beat in scene.beats):
        said = (("scene", str(scene.number)), ("location", location))
        findings.append(Finding("board.scene_silent", Severity.NOTE, span, said))
    return findings


def _shots(
    episode: int, parts: Sequence[tuple[SceneFacts, tuple[Draft, ...]]], cast: Cast
) -> tuple[Shot, ...]:
    counts: Counter[str] = Counter()
    shots = []
    for facts, drafts in parts:
        for draft in held(drafts):
            name = f"e{episode:02d}s{facts.number:02d}-{_mark(draft)}"
            counts[name] += 1
            repeat = f"-{counts[name]}" if counts[name] > 1 else ""
            shots.append(Shot(name + repeat, _spec(timed(draft), facts, cast)))
    return tuple(shots)


def _mark(draft: Draft) -> str:
    """Eight letters that name a shot by its content, wherever it stands in the scene."""
    return digest_bytes(f"{draft.role}\0{draft.mark}".encode())[:8]


def _spec(draft: Draft, facts: SceneFacts, cast: Cast) -> ShotSpec:
    return ShotSpec(
        scene=facts.number,
        size=draft.size,
        framing=draft.framing,
        set_name=facts.set_name,
        day_time=facts.day_time,
        place=facts.place,
        weather=draft.weather,
        style=cast.style,
        subjects=subjects(draft, facts, cast),
        speech=draft.speech,
        action=draft.action,
        insert=draft.insert,
        onscreen=draft.onscreen,
        onscreen_vertical=draft.onscreen_vertical,
        move=draft.move,
        angle=draft.angle,
        length_ms=draft.length_ms,
        length_fixed=draft.length_fixed,
        transition=draft.transition,
        mood=draft.mood or "calm",
        effects=tuple(dict.fromkeys(draft.effects)),
        sounds=draft.sounds,
        flashback=draft.flashback,
        element=draft.element,
    )
