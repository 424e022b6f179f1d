"""stale: what of an episode has to be made anew, because of what, and for how much.

What a shot was made from is read off the board of the last cut and off the orders of its last
jobs, and held against what would be asked for now. So a person sees which line, look, style or
model it was before anything is paid for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from piying.model.brief import Brief
from piying.model.canon import Digest, digest
from piying.model.cut import Cut
from piying.model.errors import PiyingError
from piying.model.ids import slug
from piying.model.job import Job, JobState
from piying.model.money import Money
from piying.model.shot import Board
from piying.model.take import Recipe, TakeKind
from piying.store.jobs import ALIVE, Jobs
from piying.studio.current import State
from piying.studio.house import House
from piying.studio.shooting.asking import Ask, Asking, asking_of
from piying.studio.shooting.because import Because, matched, of_briefs, of_specs
from piying.studio.shooting.board import drafted
from piying.studio.shooting.hand import by_hand
from piying.studio.shooting.held import board_standing, current_board, episode_name, material
from piying.studio.shooting.quoting import wanted
from piying.studio.shooting.takes import voices_held
from piying.studio.shooting.variants import held_take, in_use
from piying.studio.working.orphans import told_why
from piying.takes.planning import KINDS


@dataclass(frozen=True, slots=True)
class Due:
    """One thing that has to be made."""

    shot: str
    """The shot; for a cue or an effect of sound, what it is."""
    kind: TakeKind
    because: tuple[Because, ...]
    cost: Money | None
    """What it costs as the price list says; None: that is not known."""
    why_unknown: PiyingError | None = None
    paid: bool = field(default=False, kw_only=True)
    """A model makes it, and not this machine."""
    ordered: bool = field(default=False, kw_only=True)
    """Its money is reserved already."""


@dataclass(frozen=True, slots=True)
class Arrears:
    """What an episode lacks to be up to date."""

    episode: int
    dues: tuple[Due, ...]
    estimated: bool = False
    """Voices are missing, so the lengths of clips are those of the board."""

    @property
    def totals(self) -> tuple[Money, ...]:
        """What it costs, by currency, without what is ordered already."""
        sums: dict[str, int] = {}
        for due in self.dues:
            if due.cost is not None and due.paid and not due.ordered:
                sums[due.cost.currency] = sums.get(due.cost.currency, 0) + due.cost.minor
        return tuple(Money(sums[currency], currency) for currency in sorted(sums))

    @property
    def unknown_count(self) -> int:
        """Of how many things nobody knows what they cost."""
        return sum(due.cost is None for due in self.dues)


def arrears(house: House, series: str, episode: int) -> Arrears:
    """What `episode` lacks to be up to date, as far as it can be known before it is made.

    Where the board itself is stale or missing, the one that would be made is looked at; it is
    not kept.

    Raises:
        Missing: the series was not written, or a file that was named is not there.
        Invalid: a file of the operator cannot be understood.
    """
    board = _board(house, series, episode)
    asking = asking_of(house, board)
    asks = wanted(asking)
    look = _Look(house, board, asking, asks, _before(house, series, episode))
    spoken = asking.voices()
    lacking = len(spoken) - len(voices_held(house, board, asking))
    return Arrears(episode, tuple(look.dues()), estimated=bool(lacking))


def _board(house: House, series: str, episode: int) -> Board:
    if board_standing(house, series, episode).state is State.CURRENT:
        return current_board(house, series, episode)[0]
    return drafted(material(house, series, episode))[0]


def _before(house: House, series: str, episode: int) -> Board | None:
    """The board that the film, or else the takes, were made from last."""
    name = episode_name(series, episode)
    cut = house.store.head(name, "cut")
    if cut is not None:
        return house.store.get(house.store.get(cut.digest, Cut).board, Board)
    head = house.store.head(name, "board")
    return None if head is None else house.store.get(head.digest, Board)


class _Look:
    """One look over a board: what is not held, and why."""

    def __init__(
        self,
        house: House,
        board: Board,
        asking: Asking,
        asks: Mapping[Digest, Ask],
        before: Board | None,
    ) -> None:
        self.house, self.board, self.asking, self.asks = house, board, asking, asks
        self.shots = {shot.id: shot for shot in board.shots}
        self.old = {} if before is None else matched(before, board)
        cut = house.store.head(episode_name(slug(board.series), board.episode), "cut")
        self.first = cut is None
        jobs = Jobs(house.store).rows.jobs(board.series, board.episode)
        self.jobs: dict[str, list[Job]] = {}
        for job in jobs:
            self.jobs.setdefault(job.place.shot, []).append(job)
        self.due_voices: set[str] = set()

    def dues(self) -> Iterator[Due]:
        """Everything that has to be made: voices, pictures, music, effects."""
        house, board = self.house, self.board
        recorded = by_hand(house, board, TakeKind.VOICE)
        spoken = self.asking.voices()
        self.due_voices = {
            shot
            for shot, recipe in spoken.items()
            if shot not in recorded and held_take(house, recipe) is None
        }
        for shot, recipe in spoken.items():
            if shot in self.due_voices:
                yield self._due(shot, recipe)
        needed = self.asking.needed(voices_held(house, board, self.asking))
        yield from self._pictures(needed.pictures)
        named = {f"{cue.mood}-{cue.length_ms // 1000}s": r for cue, r in needed.music.items()}
        named |= {f"{one.name}-{one.length_ms}ms": r for one, r in needed.sounds.items()}
        for name, recipe in named.items():
            if held_take(house, recipe) is None:
                yield self._due(name, recipe)

    def _pictures(self, needed: Mapping[str, Recipe]) -> Iterator[Due]:
        """The pictures, and what they are made from: first frames, and clips of long shots."""
        brought = by_hand(self.house, self.board, TakeKind.PICTURE)
        told: set[Digest] = set()
        for shot, recipe in needed.items():
            made = shot in brought or held_take(self.house, recipe) is not None
            parts = any(name == shot for name, _ in self._parts())
            if not made and not parts:
                told.add(digest(recipe))
                yield self._due(shot, recipe)
        for key, ask in self.asks.items():
            if key not in told and ask.recipe.want is TakeKind.PICTURE:
                yield self._due(ask.shot, ask.recipe)

    def _parts(self) -> set[tuple[str, int]]:
        return {*self.asking.parts, *self.asking.parts_after}

    def _due(self, shot: str, recipe: Recipe) -> Due:
        want, key = recipe.want, digest(recipe)
        never = Because("costs.because_never" if self.first else "costs.because_new")
        because = _told(self._because(shot, recipe)) or (never,)
        ask = self.asks.get(key)
        if ask is not None:
            ordered = any(job.state in ALIVE for job in self._of(key, shot))
            money = ask.quote.money
            return Due(shot, want, because, money, paid=True, ordered=ordered)
        for (name, medium), lost in self.asking.unmade.items():
            if name == shot and KINDS[medium] is want:
                return Due(shot, want, because, None, lost.why, paid=True)
        return Due(shot, want, because, self.house.provider(recipe.provider).quote(recipe))

    def _of(self, key: Digest, shot: str) -> list[Job]:
        return [job for job in self.jobs.get(shot, ()) if job.recipe == key]

    # --- reasons ------------------------------------------------------------------------

    def _because(self, shot: str, recipe: Recipe) -> Iterator[Because]:
        _, take = in_use(self.house, recipe)
        if take is not None:
            yield Because("costs.because_lost")
            return
        same = self._of(digest(recipe), shot)
        if same:
            yield from self._of_job(same[-1])
            return
        now, old = self.shots.get(shot), self.old.get(shot)
        if now is not None and old is not None:
            yield from of_specs(old.spec, now.spec, recipe.want)
            if recipe.want is TakeKind.PICTURE and shot in self.due_voices and not self.first:
                yield Because("costs.because_voice")
        yield from self._orders_before(shot, recipe)

    def _of_job(self, last: Job) -> Iterator[Because]:
        """What became of the job that was to make it."""
        why = told_why(last, self.house.settings.language)
        if last.state in {JobState.FAILED, JobState.CANCELLED, JobState.UNKNOWN}:
            code = f"costs.because_{last.state.value}"
            yield Because(code, (("job", last.id), ("why", why)))
        elif last.state in ALIVE:
            yield Because("costs.because_ordered", (("job", last.id),))

    def _orders_before(self, shot: str, recipe: Recipe) -> Iterator[Because]:
        """What differs from the last order of the sort, for this shot or for what it was."""
        ask, was = self.asks.get(digest(recipe)), self.old.get(shot)
        names = dict.fromkeys((shot, was.id if was else shot))
        for job in (job for name in names for job in reversed(self.jobs.get(name, []))):
            old = self.house.store.get(job.recipe, Recipe)
            if old.want is not recipe.want or not old.inputs or ask is None:
                continue
            brief = self.house.store.get(old.inputs[0], Brief)
            if brief.medium is not ask.brief.medium:
                continue
            if (old.provider, old.model) != (recipe.provider, recipe.model):
                yield Because("costs.because_model", (
                    ("old", f"{old.provider}/{old.model}"),
                    ("new", f"{recipe.provider}/{recipe.model}"),
                ))  # fmt: skip
            yield from of_briefs(brief, ask.brief)
            return


def _told(reasons: Iterator[Because]) -> tuple[Because, ...]:
    """Each reason once; that words have changed is told only where nothing says which."""
    found = tuple(dict.fromkeys(reasons))
    words = Because("costs.because_words")
    return found if len(found) == 1 else tuple(one for one in found if one != words)
