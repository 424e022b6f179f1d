"""show: what is current, stale or missing in a series, and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from piying.model.errors import Missing, PiyingError
from piying.render.profiles import profile as profile_named
from piying.studio.current import Standing, State
from piying.studio.cutting.drawn import master_standing
from piying.studio.house import House
from piying.studio.shooting.held import (
    board_standing,
    current_board,
    edit_standing,
    episode_name,
    episode_numbers,
)
from piying.studio.shooting.onepass import look


@dataclass(frozen=True, slots=True)
class Row:
    """The state of one thing."""

    episode: int
    thing: str
    """board, takes, cut or master."""
    state: State
    changed: tuple[str, ...] = ()
    """The inputs that moved since it was made."""
    lacking: tuple[tuple[str, int], ...] = ()
    """For takes: (kind, how many) that must be made."""
    waits_for: str = ""
    """The thing before it that must be made first."""
    said: str = ""
    """Another reason, in words."""
    digest: str = ""


def show(
    house: House, series: str, profile: str, episode: int | None = None
) -> tuple[Row, ...]:
    """Every thing of `series`, or of one episode, with its state."""
    profile_named(profile)
    numbers = episode_numbers(house, series)
    if episode is not None and episode not in numbers:
        known = ", ".join(map(str, numbers)) or "-"
        raise Missing("cli.unknown_episode", episode=episode, known=known)
    rows: list[Row] = []
    for number in numbers if episode is None else (episode,):
        rows += _episode(house, series, number, profile)
    return tuple(rows)


def _episode(house: House, series: str, number: int, profile: str) -> list[Row]:
    boarded = board_standing(house, series, number)
    rows = [_row(number, "board", boarded)]
    if boarded.state is not State.CURRENT:
        return rows + [
            _after(house, series, number, thing, "board", profile)
            for thing in ("takes", "cut", "master")
        ]
    board, _ = current_board(house, series, number)
    wants, _ = look(house, board)
    if wants:
        counted = Counter(want.kind.value for want in wants)
        lacking = tuple(sorted(counted.items()))
        rows.append(Row(number, "takes", State.MISSING, lacking=lacking))
        return rows + [
            _after(house, series, number, thing, "takes", profile)
            for thing in ("cut", "master")
        ]
    rows.append(Row(number, "takes", State.CURRENT))
    edited = edit_standing(house, series, number)
    rows.append(_row(number, "cut", edited))
    if edited.state is not State.CURRENT:
        return [*rows, _after(house, series, number, "master", "cut", profile)]
    try:
        return [*rows, _row(number, "master", master_standing(house, series, number, profile))]
    except PiyingError as error:
        said = error.said(house.settings.language)
        return [*rows, Row(number, "master", State.MISSING, said=said)]


def _after(
    house: House, series: str, number: int, thing: str, before: str, profile: str
) -> Row:
    """What comes after something that is not current: stale if it was ever made."""
    slot = {"takes": "board", "cut": "cut"}.get(thing, f"master:{profile}")
    made = house.store.head(episode_name(series, number), slot) is not None
    return Row(number, thing, State.STALE if made else State.MISSING, waits_for=before)


def _row(number: int, thing: str, held: Standing) -> Row:
    return Row(number, thing, held.state, held.changed, digest=(held.digest or "")[:12])
