"""Flying: the comments of a stretch of film with their rows, for a player.

A film's comments are put in their rows once and kept for seconds; whoever asks gets the part
of it that they want to see. So a line keeps its row from one question to the next.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from piying.cut.captions import read_vtt
from piying.model.canon import Digest
from piying.model.clock import Rate
from piying.model.comment import Density, State
from piying.model.cut import CaptionKind
from piying.model.errors import Invalid
from piying.model.release import Ladder, Release
from piying.release.danmaku import (
    FIELD,
    Busy,
    Field,
    Line,
    alone,
    placed,
    sampled,
    together,
    unblocked,
)
from piying.store.channel.comments import Comments
from piying.studio.channel.acting import By
from piying.studio.channel.commenting import release_out
from piying.studio.house import House

KEPT_MS = 3_000
"""So long what was put in rows is shown without asking whether there is more."""
KEPT_MAX = 200
"""Films whose comments are kept in rows."""
READ_A_SECOND = 24
"""Comments of one second of film that are looked at, to fold what says the same."""
WINDOW_MS_MAX = 600_000
BLOCKED_MAX, BLOCKED_CHARACTERS_MAX = 50, 30

MILLISECONDS = Rate(1_000)
SUPER_PERMILLE = (105, 265)
"""Between which heights on-screen words stand (render/text/draw.py), and columns of them."""
COLUMN_PERMILLE = (180, 490)
SPEECH_PERMILLE = (670, 1_000)


@dataclass(frozen=True, slots=True)
class Look:
    """What somebody wants to see."""

    density: Density = Density.SOME
    blocked: tuple[str, ...] = ()
    territory: str = ""
    """Where they are; empty: it does not matter."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A line as a player shows it."""

    id: str
    position_ms: int
    """When it enters."""
    text: str
    count: int
    """How many said it."""
    row: int
    own: bool
    waiting: bool
    """Only its author sees it: a person has yet to look."""


@dataclass(frozen=True, slots=True)
class Danmaku:
    """The comments of a stretch of film."""

    lines: tuple[Shown, ...]
    field: Field
    """Where rows are and how long a line travels."""


@dataclass(frozen=True, slots=True)
class _Film:
    """The comments of a film in their rows."""

    made_ms: int
    step: int
    """The newest step that was known."""
    lines: tuple[Shown, ...]
    least: Mapping[str, Density]
    """The smallest density with which each is shown."""


K = TypeVar("K")
V = TypeVar("V")

_lock = threading.Lock()
"""Many ask at once when a film's comments are to be put in rows anew: one does it."""
_films: dict[tuple[str, str, int, Digest], _Film] = {}
_busy: dict[Digest, tuple[Busy, ...]] = {}


def danmaku(
    house: House, release: str, from_ms: int, to_ms: int, look: Look = Look(),
    by: By | None = None,
) -> Danmaku:  # fmt: skip
    """The comments that enter from `from_ms` to before `to_ms` in a film that is out there.

    With `by` their own stand among them, those too that wait for a person.

    Raises:
        Missing: the release is not out.
        Invalid: the stretch or the list of blocked words cannot be.
    """
    if not 0 <= from_ms < to_ms <= from_ms + WINDOW_MS_MAX:
        raise Invalid("viewing.window_bad", most=WINDOW_MS_MAX // 1_000)
    words = look.blocked
    if len(words) > BLOCKED_MAX or any(len(one) > BLOCKED_CHARACTERS_MAX for one in words):
        raise Invalid(
            "viewing.blocked_words", most=BLOCKED_MAX, characters=BLOCKED_CHARACTERS_MAX
        )
    one = release_out(house, release, look.territory)
    with _lock:
        film, busy = _film(house, one), busy_of(house, one.ladder)
    own = _own(house, one, by, busy)
    names = {line.id for line in own}
    wanted = [
        line
        for line in film.lines
        if from_ms <= line.position_ms < to_ms
        and film.least[line.id] <= look.density
        and line.id not in names
    ]
    if words:
        asked = (Line(line.id, line.position_ms, line.text) for line in wanted)
        good = {line.id for line in unblocked(asked, words)}
        wanted = [line for line in wanted if line.id in good]
    wanted += [line for line in own if from_ms <= line.position_ms < to_ms]
    return Danmaku(tuple(sorted(wanted, key=lambda line: (line.position_ms, line.id))), FIELD)


def busy_of(house: House, ladder: Digest) -> tuple[Busy, ...]:
    """Where words of the film stand in its rows, in all languages of its subtitles.

    Raises:
        Missing: the house does not hold the film's package.
    """
    found = _busy.get(ladder)
    if found is None:
        files = house.store.get(ladder, Ladder).subtitles
        found = tuple(
            busy for _, file in files for busy in _cues(house.store.blobs.get(file.blob))
        )
        _room(_busy)
        _busy[ladder] = found
    return found


def _film(house: House, release: Release) -> _Film:
    key = (house.store.database.place, release.series, release.episode, release.ladder)
    now, comments = house.clock.now_ms(), Comments(house.store.database)
    held = _films.get(key)
    if held is not None and 0 <= now - held.made_ms < KEPT_MS:
        return held
    step = comments.last(release.series, release.episode)
    if held is not None and held.step == step:
        made = _Film(now, step, held.lines, held.least)
    else:
        found = comments.shown(release.series, release.episode, READ_A_SECOND)
        made = _made(now, step, found, busy_of(house, release.ladder))
    _room(_films)
    _films[key] = made
    return made


def _made(
    now: int, step: int, found: tuple[tuple[str, int, str], ...], busy: tuple[Busy, ...]
) -> _Film:
    said = together(Line(*one) for one in found)
    least: dict[str, Density] = {}
    for density in sorted(Density, reverse=True):
        least |= dict.fromkeys((line.id for line in sampled(said, density)), density)
    flying = placed((line for line in said if line.id in least), busy)
    lines = tuple(
        Shown(
            one.line.id, one.line.position_ms, one.line.text, one.line.count, one.row,
            own=False, waiting=False,
        )
        for one in flying
    )  # fmt: skip
    return _Film(now, step, lines, least)


def _own(house: House, release: Release, by: By | None, busy: tuple[Busy, ...]) -> list[Shown]:
    """What somebody said themselves: always shown."""
    if by is None or by.account is None:
        return []
    comments = Comments(house.store.database)
    kept = [
        one
        for one in comments.own(by.account.id, release.series, release.episode)
        if one.state in (State.SHOWN, State.HELD)
    ]
    waiting = {one.comment.id for one in kept if one.state is State.HELD}
    lines = [Line(one.comment.id, one.comment.position_ms, one.comment.text) for one in kept]
    flying = {one.line.id: one for one in placed(lines, busy)}
    return [
        Shown(
            one.line.id, one.line.position_ms, one.line.text, 1, one.row, own=True,
            waiting=one.line.id in waiting,
        )
        for line in lines
        for one in (flying.get(line.id) or alone(line, busy),)
    ]  # fmt: skip


def _cues(data: bytes) -> list[Busy]:
    """The rows that the cues of a WebVTT file lie under."""
    found = []
    for cue in read_vtt(data.decode("utf-8"), MILLISECONDS):
        top, bottom = SPEECH_PERMILLE
        if cue.role is CaptionKind.SUPER:
            top, bottom = COLUMN_PERMILLE if cue.vertical else SUPER_PERMILLE
        rows = FIELD.rows_between(top, bottom)
        if rows:
            found.append(Busy(cue.start, cue.start + cue.length, rows))
    return found


def _room(kept: dict[K, V]) -> None:
    while len(kept) >= KEPT_MAX:
        del kept[next(iter(kept))]
