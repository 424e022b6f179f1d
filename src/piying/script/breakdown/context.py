"""What the breakdown of one scene knows: the cast, the facts and what was shot before."""

from __future__ import annotations

from dataclasses import dataclass

from piying.model.people import Cast
from piying.model.script import Scene
from piying.model.shot import Weather
from piying.script.breakdown.draft import SceneFacts
from piying.script.breakdown.gather import Item


@dataclass(frozen=True, slots=True)
class Context:
    """A scene on its way to shots."""

    scene: Scene
    facts: SceneFacts
    cast: Cast
    language: str
    items: tuple[Item, ...]

    def item(self, index: int) -> Item | None:
        """The item at `index`, if there is one."""
        return self.items[index] if 0 <= index < len(self.items) else None


@dataclass(frozen=True, slots=True)
class Progress:
    """What the shots of a scene so far decide for the next ones."""

    lines: int = 0
    """Lines covered so far."""
    quiet_lines: int = 0
    """Quiet lines covered so far; their coverage takes turns by it."""
    near_lines: int = 0
    """Lines since two were last seen in one frame."""
    since_reaction: int = 9
    """Lines since the last reaction shot."""
    since_shock: int = 9
    """Lines and actions since the picture was last smashed."""
    last_seen: str = ""
    """The one last seen acting or speaking: 他 and she are this one."""
    shown: tuple[str, ...] = ()
    """Things that had an insert of their own."""
    weather: Weather = Weather.CLEAR
