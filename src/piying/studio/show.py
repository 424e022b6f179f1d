"""show: what is current, stale or missing in a series, and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from piying.model.errors import PiyingError
from piying.studio.current import Standing, State
from piying.studio.held import (
    board_standing,
    current_board,
    edit_standing,
    episode_name,
    episode_numbers,
)
from piying.studio.house import House
from piying.studio.master import master_standing
from piying.studio.shooting import look


@dataclass(frozen=True, slots=True)
class Row:
    """The state of one thing."""

    episode: int
    thing: str
    """script, board, takes, cut or master."""
    state: State
    why: str = ""
    digest: str = ""


def show(
    house: House, series: str, profile: str, episode: int | None = None
) -> tuple[Row, ...]:
    """Every thing of `series`, or of one episode, with its state."""
    numbers = episode_numbers(house, series)
    rows: list[Row] = []
    for number in numbers if episode is None else (episode,):
        rows += _episode(house, series, number, profile)
    return tuple(rows)


def _episode(house: House, series: str, number: int, profile: str) -> list[Row]:
    boarded = board_standing(house, series, number)
    rows = [_row(number, "board", boarded)]
    if boarded.state is not State.CURRENT:
        waiting = State.MISSING if boarded.digest is None else State.STALE
        return rows + [
            Row(
                number,
                thing,
                _not_before(house, series, number, thing, waiting, profile),
                "board",
            )
            for thing in ("takes", "cut", "master")
        ]
    board, _ = current_board(house, series, number)
    wants, _ = look(house, board)
    if wants:
        counted = Counter(want.kind.value for want in wants)
        why = ", ".join(f"{count} {kind}" for kind, count in sorted(counted.items()))
        rows.append(Row(number, "takes", State.MISSING, why))
        rows += [
            Row(
                number,
                thing,
                _not_before(house, series, number, thing, State.STALE, profile),
                "takes",
            )
            for thing in ("cut", "master")
        ]
        return rows
    rows.append(Row(number, "takes", State.CURRENT))
    edited = edit_standing(house, series, number)
    rows.append(_row(number, "cut", edited))
    if edited.state is not State.CURRENT:
        state = _not_before(house, series, number, "master", State.STALE, profile)
        return [*rows, Row(number, "master", state, "cut")]
    try:
        return [*rows, _row(number, "master", master_standing(house, series, number, profile))]
    except PiyingError as error:
        return [*rows, Row(number, "master", State.MISSING, str(error))]


def _not_before(
    house: House, series: str, number: int, thing: str, otherwise: State, profile: str
) -> State:
    """What comes after something stale is stale too if it was ever made, else missing."""
    if thing == "takes":
        return otherwise
    slot = thing if thing == "cut" else f"master:{profile}"
    made = house.store.head(episode_name(series, number), slot) is not None
    return State.STALE if made else State.MISSING


def _row(number: int, thing: str, held: Standing) -> Row:
    return Row(number, thing, held.state, ", ".join(held.changed), (held.digest or "")[:12])
