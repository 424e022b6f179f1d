"""Reporting: a dossier as a page for a person and as JSON for a program."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from piying.model.canon import canonical
from piying.model.messages import say
from piying.render.dossier.page import Happened, Shown, page
from piying.render.dossier.thumbs import thumbnails
from piying.review.states import Standing
from piying.store.disk import make_folder, write_file
from piying.studio.house import House
from piying.studio.reviewing.decide import look
from piying.studio.reviewing.review import Reviewed

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
    inspection = made.work.inspection
    shown = Shown(
        dossier,
        made.policy,
        say(f"review.state_{standing.state.value if standing else 'draft'}", language),
        inspection,
        {stage.value: tuple(units) for stage, units in made.work.texts.items()},
        made.work.shots,
        made.film.cut.captions if made.film.cut else (),
        _frames(made),
        _answers(standing, language),
        tuple(
            Happened(_moment(one.at_ms), f"{one.actor.name} ({one.actor.role.value})",
                     say(f"review.act_{one.act.value}", language))
            for one in view.told
        ),
    )  # fmt: skip
    folder = make_folder(house.settings.out / dossier.series)
    stem = f"episode-{dossier.episode:02d}-review"
    files = Report(folder / f"{stem}.html", folder / f"{stem}.json")
    write_file(files.page, page(shown, language).encode())
    write_file(files.data, canonical(dossier))
    return files


def _frames(made: Reviewed) -> dict[int, bytes]:
    """Pictures of the frames that findings point to."""
    if made.film.path is None or made.work.inspection is None:
        return {}
    last = made.work.inspection.frame_count - 1
    wanted = {frame for one in made.dossier.findings
              for frame in (*one.evidence.frames, one.at.start_frame)
              if 0 <= frame <= last}  # fmt: skip
    return dict(thumbnails(made.film.path, wanted))


def _answers(standing: Standing | None, language: str) -> dict[str, str]:
    if standing is None:
        return {}
    told = {}
    for given in standing.answers:
        reply = say(f"review.reply_{given.answer.reply.value}", language)
        told[given.answer.finding] = f"{given.by}: {reply} {given.answer.note}".strip()
    return told


def _moment(at_ms: int) -> str:
    return datetime.fromtimestamp(at_ms / 1000, UTC).strftime("%Y-%m-%d %H:%M UTC")
