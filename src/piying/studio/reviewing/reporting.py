"""Reporting: a dossier as a page for a person and as JSON for a program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from piying.model.canon import canonical
from piying.model.cut import Caption, Cut
from piying.model.decision import Happening
from piying.model.deferred import deferred
from piying.model.messages import say
from piying.model.policy import Policy
from piying.model.review import Dossier
from piying.render.dossier.page import Happened, Shown
from piying.review.examine import Work
from piying.review.states import Standing
from piying.store.disk import make_folder, write_file
from piying.studio.house import House
from piying.studio.reviewing.decide import look
from piying.studio.reviewing.review import Reviewed

if TYPE_CHECKING:
    from piying.render.dossier.page import page
    from piying.render.dossier.thumbs import thumbnails
else:
    page = deferred("piying.render.dossier.page:page")
    thumbnails = deferred("piying.render.dossier.thumbs:thumbnails")

AROUND_MS = 400
"""A stretch is shown before it begins, in its middle and after it ends."""


@dataclass(frozen=True, slots=True)
class Report:
    """Where a dossier can be read."""

    page: Path
    data: Path


def report(house: House, made: Reviewed) -> Report:
    """The page and the JSON of a dossier, beside the films of its series."""
    dossier = made.dossier
    view = look(house, dossier.series, dossier.episode)
    standing = next((one for one in view.case.versions if one.version == dossier.version), None)
    language = house.settings.language
    shown = shown_of(
        house, Told(dossier, made.policy, made.work, _captions(made.film.cut), _frames(made)),
        standing, view.told, language,
    )  # fmt: skip
    folder = make_folder(house.settings.out / dossier.series)
    stem = f"episode-{dossier.episode:02d}-review"
    files = Report(folder / f"{stem}.html", folder / f"{stem}.json")
    write_file(files.page, page(shown, language).encode())
    write_file(files.data, canonical(dossier))
    return files


@dataclass(frozen=True, slots=True)
class Told:
    """What a dossier was made of, as far as it is shown."""

    dossier: Dossier
    policy: Policy | None
    work: Work
    captions: tuple[Caption, ...] = ()
    frames: Mapping[int, bytes] = field(default_factory=dict)


def shown_of(
    house: House,
    told: Told,
    standing: Standing | None,
    story: tuple[Happening, ...],
    language: str = "",
) -> Shown:
    """What a page of a dossier is made from; without a `story` no names are told either."""
    language = language or house.settings.language
    state = standing.state.value if standing else "draft"
    return Shown(
        told.dossier,
        told.policy,
        say(f"review.state_{state}", language),
        told.work.inspection,
        {stage.value: tuple(units) for stage, units in told.work.texts.items()},
        told.work.shots,
        told.captions,
        told.frames,
        _answers(standing, language, named=bool(story)),
        tuple(
            Happened(_moment(one.at_ms), f"{one.actor.name} ({one.actor.role.value})",
                     say(f"review.act_{one.act.value}", language))
            for one in story
        ),
    )  # fmt: skip


def _captions(cut: Cut | None) -> tuple[Caption, ...]:
    return cut.captions if cut else ()


def _frames(made: Reviewed) -> dict[int, bytes]:
    """Pictures of the frames that findings point to."""
    if made.film.path is None or made.work.inspection is None:
        return {}
    last = made.work.inspection.frame_count - 1
    wanted = {frame for one in made.dossier.findings
              for frame in (*one.evidence.frames, one.at.start_frame)
              if 0 <= frame <= last}  # fmt: skip
    return dict(thumbnails(made.film.path, wanted))


def _answers(standing: Standing | None, language: str, *, named: bool) -> dict[str, str]:
    told = {}
    for given in standing.answers if standing else ():
        reply = say(f"review.reply_{given.answer.reply.value}", language)
        said = f"{reply} {given.answer.note}".strip()
        told[given.answer.finding] = f"{given.by}: {said}" if named else said
    return told


def _moment(at_ms: int) -> str:
    return datetime.fromtimestamp(at_ms / 1000, UTC).strftime("%Y-%m-%d %H:%M UTC")
