"""The port of effects: what draws over the picture of a shot, and what leads into one.

An effect is a frozen value. `prepare` is called once for a shot and gives a layer; the layer
draws frame n as a pure function of what it was prepared with. A passage leads from the last
picture of the shot before into the first pictures of a shot.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterator
from dataclasses import Field, dataclass, fields
from typing import Annotated, Any, Protocol, get_type_hints

from piying.model.errors import Invalid
from piying.render.lay import Area, whole
from piying.render.layer import NOTHING, Layer, Piece
from piying.render.planes import Planes

CAMERA_EFFECTS = frozenset({"shake"})
"""Names in a board that the camera of a stage follows by itself: nothing is drawn for them."""

BEHIND_EFFECTS = frozenset({"depth"})
"""Effects that lie behind the figures of a stage, where there are any."""


@dataclass(frozen=True, slots=True)
class Limits:
    """The least and the most that a parameter of an effect may be."""

    least: float
    most: float


Strength = Annotated[float, Limits(0.0, 2.0)]
"""How strong an effect is: 1 as it is meant to be."""
Share = Annotated[float, Limits(0.0, 1.0)]
Seconds = Annotated[float, Limits(0.04, 10.0)]
Count = Annotated[int, Limits(0, 1000)]


def parameters(kind: type) -> Iterator[tuple[str, Limits, Any]]:
    """The parameters of a kind of effect: name, limits and default."""
    hints = get_type_hints(kind, include_extras=True)
    known: tuple[Field[Any], ...] = fields(kind)
    for field in known:
        for held in getattr(hints[field.name], "__metadata__", ()):
            if isinstance(held, Limits):
                yield field.name, held, field.default


def hold(item: Effect) -> None:
    """Refuse an effect with a parameter outside of its limits."""
    for name, limits, _ in parameters(type(item)):
        value = getattr(item, name)
        if not limits.least <= value <= limits.most:
            raise Invalid(
                "render.effect_parameter",
                effect=item.name, parameter=name, value=f"{value:g}",
                least=f"{limits.least:g}", most=f"{limits.most:g}",
            )  # fmt: skip


@dataclass(frozen=True, slots=True)
class View:
    """What an effect may know of the shot that it is drawn over."""

    width: int
    """Pixels of the film."""
    height: int
    rate: float
    """Frames a second."""
    length_frames: int
    seed: int
    near: float = 0.0
    """0 a wide shot … 1 a close-up: particles are larger and fewer when near."""
    accent: str = "#ffd27a"
    """A colour of the set's light, for flares and leaks."""
    behind: bool = False
    """It is drawn behind the figures, so that nobody's face has to be spared."""


EVERYWHERE = Area(0, 0, 1 << 24, 1 << 24)
"""An area that covers every picture."""


class Pointwise(ABC):
    """A layer that makes of each pixel another one and looks at no other: drawn in any part."""

    __slots__ = ()

    @abstractmethod
    def state(self, frame: int) -> Hashable:
        """Equal values promise equal drawings; `NOTHING` promises that nothing is drawn."""

    @abstractmethod
    def lay_on(self, part: Planes, area: Area, frame: int) -> None:
        """Draw over `part`, which is `area` of the picture."""

    def draw(self, target: Planes, frame: int) -> None:
        """Draw over all of the picture."""
        self.lay_on(target, whole(target), frame)

    def draw_within(self, target: Planes, frame: int, area: Area | None) -> None:
        """`draw`, but nothing outside of `area`."""
        seen = whole(target).meet(area or EVERYWHERE)
        if seen is not None:
            self.lay_on(target.part(seen), seen, frame)

    def pieces(self, frame: int) -> tuple[Piece, ...]:
        """One that lies over everything, or none."""
        state = self.state(frame)
        return () if state == NOTHING else (Piece(state, EVERYWHERE),)


class Effect(Protocol):
    """Draws over the picture of a shot."""

    @property
    def name(self) -> str:
        """What it is called in a board."""

    def prepare(self, view: View) -> Layer:
        """The effect made ready for one shot."""


class Passage(Protocol):
    """Leads from one picture into another."""

    @property
    def name(self) -> str:
        """What it is called in a board."""

    def blend(self, target: Planes, before: Planes, frame: int, length: int) -> None:
        """Draw frame `frame` of `length`: `target` holds the new picture, `before` the old."""
