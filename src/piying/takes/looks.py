"""Consistency: which pictures go with a brief, and which neighbouring shots share a frame.

In this order, as far as the model's card lets them: the frames that a link gives; who speaks;
the others in the frame, in its order; the place; the thing of an insert; the style; and then a
second page of each person. What is last is dropped first, and what was dropped is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from piying.model.brief import Reference, Role
from piying.model.canon import Digest
from piying.model.card import ModelCard
from piying.model.errors import Invalid
from piying.model.looks import Link, Lookbook, Page, Sheet, View
from piying.model.messages import say
from piying.model.script import DayTime
from piying.model.shot import Emotion, Shot, ShotSpec, Size, Subject, Transition

NEAR = frozenset({Size.CLOSE, Size.CLOSEUP, Size.EXTREME_CLOSEUP})
"""Sizes that show an expression."""
SIDE_DEGREES_MIN = 45
BACK_DEGREES_MIN = 135

_VIEWS = {
    Role.CHARACTER: (View.FRONT, View.SIDE, View.BACK, View.FACE),
    Role.LOCATION: (View.PLATE,),
    Role.PROP: (View.PLATE,),
    Role.STYLE: (View.PLATE,),
}
_FRAMES = (Role.FIRST_FRAME, Role.LAST_FRAME)


class Lost(StrEnum):
    """Why a reference was dropped."""

    ROLE = "role"
    """The model takes none, or no more, of its role."""
    FULL = "full"
    """The model takes no more references."""
    ALONE = "alone"
    """The model takes nothing else beside a first or last frame."""
    SIZE = "size"
    """The picture is too small, too long or too heavy for the model."""
    UNBEGUN = "unbegun"
    """A last frame is of no use without a first one."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A reference that does not go with a brief."""

    reference: Reference
    lost: Lost
    model: str

    def said(self, language: str) -> str:
        """What was dropped and why, in `language`."""
        return say(
            f"takes.dropped_{self.lost.value}",
            language,
            name=self.reference.name or self.reference.role.value,
            role=self.reference.role.value,
            model=self.model,
        )


@dataclass(frozen=True, slots=True)
class Chosen:
    """The references of a brief, and those that had to be left out."""

    references: tuple[Reference, ...] = ()
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True, slots=True)
class Frames:
    """The frames that a shot shares with its neighbours."""

    first: Reference | None = None
    last: Reference | None = None


def checked(book: Lookbook) -> Lookbook:
    """`book`, if every page can serve in the role of its sheet.

    Raises:
        Invalid: a sheet has a page of a view that its role does not know.
    """
    for sheet in book.sheets:
        known = _VIEWS.get(sheet.role, ())
        for page in sheet.pages:
            if page.view not in known:
                raise Invalid(
                    "takes.sheet_view_wrong",
                    name=sheet.name,
                    view=page.view.value,
                    role=sheet.role.value,
                    known=", ".join(known),
                )
    return book


def chosen(
    spec: ShotSpec, location: str, book: Lookbook, card: ModelCard, frames: Frames | None = None
) -> Chosen:
    """The references for one shot that `card` takes; `location` is as the script writes it."""
    shared = frames or Frames()
    wanted = [frame for frame in (shared.first, shared.last) if frame]
    wanted += _wanted(spec, location, book)
    taken: list[Reference] = []
    dropped: list[Dropped] = []
    seen: set[Digest] = set()
    limits = {limit.role: limit.most for limit in card.roles}
    counts: Counter[Role] = Counter()
    for reference in wanted:
        if reference.blob in seen and reference.role not in _FRAMES:
            continue
        lost = _lost(
            reference, card, taken, limits.get(reference.role, 0) - counts[reference.role]
        )
        if lost:
            dropped.append(Dropped(reference, lost, card.model))
            continue
        seen.add(reference.blob)
        counts[reference.role] += 1
        taken.append(reference)
    return Chosen(tuple(taken), tuple(dropped))


def _lost(
    reference: Reference, card: ModelCard, taken: Sequence[Reference], left: int
) -> Lost | None:
    roles = {each.role for each in taken}
    if reference.role is Role.LAST_FRAME and Role.FIRST_FRAME not in roles:
        return Lost.UNBEGUN
    if left <= 0:
        return Lost.ROLE
    if card.frames_alone and reference.role not in _FRAMES and roles & set(_FRAMES):
        return Lost.ALONE
    most = min(card.references_max, card.pictures_max or card.references_max)
    if len(taken) >= most:
        return Lost.FULL
    short, long = sorted((reference.width, reference.height))
    stretch = card.reference_stretch_max_permille
    if (
        short < card.reference_side_min
        or (stretch and long * 1000 > stretch * short)
        or 0 < card.reference_bytes_max < reference.byte_count
    ):
        return Lost.SIZE
    return None


def _wanted(spec: ShotSpec, location: str, book: Lookbook) -> Iterator[Reference]:
    """What would go with the shot if the model took everything, the most important first."""
    people = [
        (sheet, list(_pages(sheet, subject, spec)))
        for subject in _by_importance(spec)
        if (sheet := book.find(Role.CHARACTER, subject.character))
    ]
    for sheet, pages in people:
        yield from (_reference(sheet, page) for page in pages[:1])
    for role, name in (
        (Role.LOCATION, location),
        (Role.PROP, spec.insert),
        (Role.STYLE, spec.style.value),
    ):
        found = book.find(role, name) if name else None
        if found is None and role is Role.LOCATION:
            found = book.find(role, spec.set_name)
        page = found and _plate(found, spec.day_time)
        if found and page:
            yield _reference(found, page)
    for sheet, pages in people:
        yield from (_reference(sheet, page) for page in pages[1:2])


def _by_importance(spec: ShotSpec) -> list[Subject]:
    """Who speaks, then the others in the order of the frame."""
    speaker = spec.speech.character if spec.speech else ""
    return sorted(spec.subjects, key=lambda subject: subject.character != speaker)


def _pages(sheet: Sheet, subject: Subject, spec: ShotSpec) -> Iterator[Page]:
    """The pages of a person, the one that shows most of what is seen first."""
    turned = abs(subject.yaw_degrees)
    view = View.FRONT
    if turned >= SIDE_DEGREES_MIN:
        view = View.BACK if turned >= BACK_DEGREES_MIN else View.SIDE
    near = spec.size in NEAR and view is not View.BACK
    felt = subject.emotion is not Emotion.NEUTRAL

    def rank(page: Page) -> int:
        if near and felt and page.view is View.FACE and page.emotion is subject.emotion:
            return 0
        if page.view is view:
            return 1
        if page.view is View.FRONT:
            return 2
        if page.view is View.FACE and page.emotion in (None, Emotion.NEUTRAL):
            return 3
        return 4

    return iter(sorted(sheet.pages, key=rank))


def _plate(sheet: Sheet, day_time: DayTime) -> Page | None:
    """The page for that time of day, else one for every time, else the first."""
    for wanted in (day_time, DayTime.UNKNOWN):
        for page in sheet.pages:
            if page.day_time is wanted:
                return page
    return sheet.pages[0] if sheet.pages else None


def _reference(sheet: Sheet, page: Page) -> Reference:
    return Reference(
        blob=page.blob,
        role=sheet.role,
        media_type=page.media_type,
        name=sheet.name,
        width=page.width,
        height=page.height,
        byte_count=page.byte_count,
    )


def links(shots: Sequence[Shot]) -> tuple[Link, ...]:
    """The neighbouring shots that are one movement, so that they share a frame.

    They are when the picture goes on over the cut: the same scene, place, time and weather, a
    plain cut between them, and the same people seen in the same size from the same side. A cut
    to another size or to somebody else is a jump on purpose and shares nothing.
    """
    return tuple(
        Link(one.id, other.id)
        for one, other in pairwise(shots)
        if other.spec.transition is Transition.CUT and _setup(one.spec) == _setup(other.spec)
    )


def _setup(spec: ShotSpec) -> tuple[object, ...]:
    """Everything that has to be the same for a picture to go on."""
    return (
        spec.scene,
        spec.set_name,
        spec.day_time,
        spec.place,
        spec.weather,
        spec.style,
        spec.flashback,
        spec.size,
        spec.framing,
        spec.angle,
        spec.insert,
        tuple((s.character, s.look, s.side, s.depth, s.yaw_degrees) for s in spec.subjects),
    )
