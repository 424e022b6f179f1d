"""count: plays come in from files, and hours are made of them."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from piying.audience.batch import ROWS_MAX, Limits
from piying.model.errors import Invalid, Outside, Refused
from piying.model.play import Intake as Answer
from piying.model.play import Reason
from piying.store.plays.files import Portion, portions
from piying.store.plays.hours import Compaction, compact
from piying.store.plays.intake import Intake, Pending
from piying.studio.house import House, plays_of

BODY_BYTES_MAX = 64 << 20
ON_THE_WAY_MAX = 12
"""So many portions wait for the disk together."""
_KIB = 1024


@dataclass(frozen=True, slots=True)
class Brought:
    """What became of the plays of one file; those that were here before are among them."""

    path: Path
    received: int
    accepted: int
    rejected: tuple[tuple[Reason, int], ...]
    again: int
    """Rows of portions that were brought in before; nothing was added."""


def bring_in(house: House, paths: Sequence[Path]) -> tuple[Brought, ...]:
    """The plays of the files at `paths` in the raw log, on disk.

    Raises:
        Missing: there is no such file.
        Invalid: a file cannot be read, or is none of plays.
        Outside: the disk refused.
    """
    with Intake(plays_of(house), house.clock, Limits(ROWS_MAX, BODY_BYTES_MAX)) as intake:
        return tuple(_bring(house, intake, path) for path in paths)


def make_hours(house: House) -> Compaction:
    """Bring the hours up to the raw log."""
    with house.progress.step("cli.step_hours", 1) as step:
        found = compact(plays_of(house), house.clock.now_ms())
        step.advance()
    return found


def _bring(house: House, intake: Intake, path: Path) -> Brought:
    size = path.stat().st_size // _KIB if path.is_file() else 0
    on_the_way: deque[Pending] = deque()
    answers: list[Answer] = []
    with house.progress.step("cli.step_import", size) as step:
        told = 0
        for portion in portions(path):
            on_the_way.append(_hand_in(intake, path, portion))
            if len(on_the_way) > ON_THE_WAY_MAX:
                answers.append(on_the_way.popleft().answer())
            step.advance(portion.read // _KIB - told)
            told = portion.read // _KIB
        answers += [pending.answer() for pending in on_the_way]
    rejected: Counter[Reason] = Counter()
    for answer in answers:
        rejected.update(dict(answer.rejected))
    return Brought(
        path,
        sum(answer.received for answer in answers),
        sum(answer.accepted for answer in answers),
        tuple(sorted(rejected.items())),
        sum(answer.received for answer in answers if answer.again),
    )


def _hand_in(intake: Intake, path: Path, portion: Portion) -> Pending:
    try:
        if portion.columns is None:
            return intake.submit(portion.body)
        return intake.submit_columns(portion.batch, portion.columns)
    except Outside:
        raise
    except Refused as error:
        raise Invalid("plays.file_batch", path=path, place=portion.place, why=error) from error
