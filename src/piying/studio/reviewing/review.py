"""review: an episode is examined, and its dossier made.

A dossier has a version for every state of what it is bound to: script, film, captions, policy
and declaration. Examining the same twice gives the same dossier and no new version.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from piying.cut.captions import vtt
from piying.model.canon import Digest, digest, digest_bytes
from piying.model.cut import Cut
from piying.model.deferred import deferred
from piying.model.errors import Missing
from piying.model.master import Master, Profile
from piying.model.people import Cast
from piying.model.policy import Policy
from piying.model.review import (
    Answer,
    Declared,
    Dossier,
    Inspection,
    Matter,
    Run,
    Stage,
    Text,
    Unit,
)
from piying.render.program import code
from piying.render.qc.tool import TOOL
from piying.review.declaring import parse_declared
from piying.review.examine import Subject, Work, dossier_of, examine
from piying.review.units import cut_units, script_units, shots_of, title_units
from piying.studio.current import derive
from piying.studio.cutting.drawn import master_standing, shape_of
from piying.studio.handed import text_of
from piying.studio.house import House
from piying.studio.reviewing.docket import POLICY_SLOT, SLOT, clocks
from piying.studio.reviewing.kept import policy_tried, reader_of
from piying.studio.reviewing.policies import DEFAULT
from piying.studio.reviewing.register import held_against
from piying.studio.shooting.held import (
    Material,
    current_board,
    current_cut,
    episode_name,
    material,
)

if TYPE_CHECKING:
    from piying.render.qc.film import inspect
else:
    inspect = deferred("piying.render.qc.film:inspect")

DECLARED_SLOT, MATTER_SLOT = "declared", "matter"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a review looks at."""

    profile: str = "phone"
    """The profile of the film that is examined."""
    policy: str = DEFAULT
    """A policy that ships, by name, or the path of a file."""
    declaration: Path | None = None
    """What the producer declares; None: what was declared before."""
    burnt_in: bool = False
    """Whether to read the words in the picture (requirements/ocr.txt)."""


@dataclass(frozen=True, slots=True)
class Film:
    """What is made of an episode, each part only if it is current."""

    cut: Cut | None
    cut_digest: Digest | None
    blob: Digest | None
    path: Path | None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What came of a review."""

    dossier: Dossier
    digest: Digest
    new: bool
    """Something that it is bound to, or what was found, differs from the version before."""
    policy: Policy
    work: Work
    film: Film


def review(house: House, series: str, episode: int, asked: Asked) -> Reviewed:
    """The dossier of `episode` as everything stands today.

    Where there is no current film, script and cut are examined; what only a film can show is
    then undetermined.

    Raises:
        Missing: there is no such episode or policy.
        Invalid: policy or declaration is wrong; file and line are named.
    """
    policy = policy_tried(house, asked.policy)
    held = material(house, series, episode)
    declared = _declared(house, series, held, asked.declaration)
    film = film_of(house, series, episode, asked.profile)
    with house.progress.step("cli.step_review", 2) as step:
        inspection, measured = _inspected(house, series, episode, film, asked)
        step.advance()
        begun = time.process_time_ns()
        work = _work(house, series, episode, held, (declared, film, inspection))
        reader = reader_of(house, episode_name(series, episode))
        examined = examine(policy, work, today(house), reader)
        read = Run("text", code("piying.review"), "ok", _cpu_ms(begun))
        subject = Subject(
            series, episode, 1, digest(held.episode), film.cut_digest, film.blob,
            None if film.cut is None else digest_bytes(vtt(film.cut).encode()),
        )  # fmt: skip
        dossier = dossier_of(policy, subject, work, examined, (*measured, read))
        kept, name, new = _keep(house, dossier, policy, work)
        step.advance()
    return Reviewed(kept, name, new, policy, work, film)


def today(house: House) -> date:
    """The day that it is where the regulator's calendar is kept."""
    moment = datetime.fromtimestamp(house.clock.now_ms() // 1000, UTC)
    return moment.astimezone(clocks().business.offset).date()


def matter_of(house: House, dossier: Digest) -> Matter:
    """What `dossier` was made from.

    Raises:
        Missing: the house does not hold it.
    """
    head = house.store.head(dossier, MATTER_SLOT)
    if head is None:
        raise Missing("store.object_missing", digest=dossier[:12])
    return house.store.get(head.digest, Matter)


def work_of(house: House, dossier: Dossier, matter: Matter) -> Work:
    """`matter` as it is held against a policy."""
    held = matter.inspection
    return Work(
        dossier.declared,
        {text.stage: text.units for text in matter.texts},
        matter.cast,
        None if held is None else house.store.get(held, Inspection),
        matter.shots,
    )


def film_of(house: House, series: str, episode: int, profile: str) -> Film:
    """The cut and the film of `episode`, as far as they are current."""
    try:
        cut, cut_digest = current_cut(house, series, episode)
    except Missing:
        return Film(None, None, None, None)
    standing = master_standing(house, series, episode, profile)
    if standing.digest is None or standing.changed:
        return Film(cut, cut_digest, None, None)
    blob = house.store.get(standing.digest, Master).blob
    if not house.store.blobs.has(blob):
        return Film(cut, cut_digest, None, None)
    return Film(cut, cut_digest, blob, house.store.blobs.path(blob))


def _declared(house: House, series: str, held: Material, path: Path | None) -> Declared:
    """What is declared now, what was declared before, or what piying knows by itself."""
    known = Declared(title=held.cast.title or series, ai_used=Answer.YES)
    if path is None:
        head = house.store.head(series, DECLARED_SLOT)
        return known if head is None else house.store.get(head.digest, Declared)
    declared = parse_declared(text_of(path), path.name, known)
    to = house.store.put(declared)
    house.store.move_head(series, DECLARED_SLOT, to, (), house.clock.now_ms())
    return declared


def _inspected(
    house: House, series: str, episode: int, film: Film, asked: Asked
) -> tuple[Inspection | None, tuple[Run, ...]]:
    """What is measured of the film; measured again only when film or measuring moved."""
    if film.path is None or film.blob is None or film.cut is None:
        return None, ()
    shape: Profile = shape_of(house, asked.profile)
    cut, path, begun = film.cut, film.path, time.process_time_ns()
    inputs = (
        ("film", film.blob),
        ("cut", film.cut_digest or ""),
        ("profile", digest(shape)),
        ("burnt_in", str(asked.burnt_in)),
        ("qc", f"{TOOL} {code('piying.render.qc')}"),
    )

    def measure() -> Inspection:
        return inspect(path, captions=cut.captions, label=cut.label, profile=shape,
                       burnt_in=asked.burnt_in)  # fmt: skip

    inspection, _, made = derive(
        house, episode_name(series, episode), f"inspection:{asked.profile}", inputs, Inspection,
        measure,
    )  # fmt: skip
    inspection, _ = held_against(house, inspection, series)
    house.store.put(inspection)
    open_figures = [one.measure for one in inspection.figures if one.value_milli is None]
    status = "partial" if open_figures else "ok"
    cpu = _cpu_ms(begun) if made else 0
    return inspection, (Run("qc", inspection.tool, status, cpu, ", ".join(open_figures)),)


def _cpu_ms(begun: int) -> int:
    return (time.process_time_ns() - begun) // 1_000_000


def _work(
    house: House,
    series: str,
    episode: int,
    held: Material,
    looked: tuple[Declared, Film, Inspection | None],
) -> Work:
    """Everything that is held against the policy."""
    declared, film, inspection = looked
    spans, script = held.reading.spans, held.reading.script
    aliases = {alias: one.name for one in held.cast.characters for alias in one.aliases}
    texts: dict[Stage, tuple[Unit, ...]] = {
        Stage.SCRIPT: (*title_units(script, declared),
                       *script_units(held.episode, spans, aliases)),
    }  # fmt: skip
    if film.cut is None:
        return Work(declared, texts, held.cast)
    board, _ = current_board(house, series, episode)
    scenes = {shot.id: shot.spec.scene for shot in board.shots}
    texts[Stage.CUT] = cut_units(film.cut, scenes)
    return Work(declared, texts, held.cast, inspection, shots_of(film.cut))


def _keep(
    house: House, dossier: Dossier, policy: Policy, work: Work
) -> tuple[Dossier, Digest, bool]:
    """The dossier kept as the next version, or the version before if nothing differs."""
    name, now = episode_name(dossier.series, dossier.episode), house.clock.now_ms()
    head = house.store.head(name, SLOT)
    if head is not None:
        before = house.store.get(head.digest, Dossier)
        same = replace(dossier, version=before.version, runs=before.runs)
        if same == before:
            return before, head.digest, False
        dossier = replace(dossier, version=before.version + 1)
    texts = tuple(Text(stage, tuple(units)) for stage, units in work.texts.items())
    matter = Matter(texts, work.cast or Cast(), dossier.inspection, work.shots)
    with house.store.together():
        house.store.move_head(policy.name, POLICY_SLOT, house.store.put(policy), (), now)
        to = house.store.put(dossier)
        house.store.move_head(to, MATTER_SLOT, house.store.put(matter), (), now)
        house.store.move_head(name, SLOT, to, (("policy", dossier.policy),), now)
    return dossier, to, True
