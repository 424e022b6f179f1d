"""By hand: what a person brought for the shots of an episode, and which of it the film uses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from piying.cut.rolls import Chosen
from piying.model.canon import Digest
from piying.model.errors import Missing
from piying.model.ids import slug
from piying.model.shot import Board
from piying.model.take import HAND, Brought, Recipe, Shelf, Take, TakeKind
from piying.studio.house import House

MODEL = "file-1"


def hand_recipe(want: TakeKind, files: Iterable[Digest]) -> Recipe:
    """The recipe of what is brought: the files decide."""
    return Recipe(want, HAND, MODEL, inputs=tuple(files))


def shelf(house: House, board: Board, shot: str, want: TakeKind) -> Shelf:
    """What was brought for `shot`; an empty shelf where nothing was."""
    head = house.store.head(_name(board), _slot(shot, want))
    return Shelf(shot, want) if head is None else house.store.get(head.digest, Shelf)


def put_on(house: House, board: Board, held: Shelf, brought: Brought) -> Shelf:
    """The shelf with one more take; the film keeps its own."""
    return _keep(house, board, replace(held, brought=(*held.brought, brought)))


def use(house: House, board: Board, held: Shelf, take: str) -> Shelf:
    """Let the film use `take` of the shelf, or none of it if that is empty."""
    return held if held.used == take else _keep(house, board, replace(held, used=take))


def by_hand(house: House, board: Board, want: TakeKind) -> dict[str, Chosen]:
    """The takes that the film uses of what was brought, by the id of their shot.

    Raises:
        Missing: the bytes of one are lost, and only the person has them.
    """
    found = {}
    for shot in board.shots:
        held = shelf(house, board, shot.id, want)
        if held.used:
            found[shot.id] = _chosen(house, held)
    return found


def _chosen(house: House, held: Shelf) -> Chosen:
    take: Take = house.store.take(held.used)
    if take.blob is None or take.facts is None or not house.store.blobs.has(take.blob):
        names = [file.name for one in held.brought if one.take == held.used
                 for file in one.files]  # fmt: skip
        raise Missing("cli.hand_lost", shot=held.shot, file=names[0] if names else "-",
                      take=held.used)  # fmt: skip
    return Chosen(take.recipe, take.blob, take.facts)


def _keep(house: House, board: Board, held: Shelf) -> Shelf:
    to = house.store.put(held)
    slot = _slot(held.shot, held.want)
    house.store.move_head(_name(board), slot, to, (), house.clock.now_ms())
    return held


def _name(board: Board) -> str:
    # as `held.episode_name` has it, which stands on what this serves
    return f"{slug(board.series)}/e{board.episode:02d}"


def _slot(shot: str, want: TakeKind) -> str:
    return f"{HAND}:{want.value}:{shot}"
