"""The lamp behind the cloth: its colours by hour and weather."""

from __future__ import annotations

from dataclasses import dataclass, replace

from piying.model.script import DayTime
from piying.model.shot import Weather
from piying.render.puppet.art import Light
from piying.render.puppet.shadow.hide import mixed


@dataclass(frozen=True, slots=True)
class Tone:
    """The light of one hour: the cloth from the lamp outward, and what it does to leather."""

    core: int
    middle: int
    edge: int
    leather: int
    """The colour of undyed scenery: ground, rocks, beams."""
    night: bool = False
    moon: bool = False
    sun: bool = False
    ambient: str = "#ffffff"
    """What the figures are tinted with."""
    veil: float = 0.0
    """How much mist lies between the layers, 0 … 1."""


_HOURS = {
    DayTime.DAY: Tone(0xFFFFF3D0, 0xFFF4CB82, 0xFF8F501F, 0xFF5A2D14),
    DayTime.DAWN: Tone(
        0xFFFFF1DC, 0xFFF5BF9A, 0xFF94485A, 0xFF5C2A2A, sun=True, ambient="#ffd9d0", veil=0.25
    ),
    DayTime.DUSK: Tone(
        0xFFFFE0A0, 0xFFEF9048, 0xFF5E2018, 0xFF47190F, sun=True, ambient="#ff9a55", veil=0.1
    ),
    DayTime.NIGHT: Tone(
        0xFFC9D2F2, 0xFF6B76BC, 0xFF17143F, 0xFF1C1638, night=True, moon=True,
        ambient="#3a3f8e", veil=0.1,
    ),
}  # fmt: skip


def tone_of(day_time: DayTime, weather: Weather) -> Tone:
    """The lamp of this hour, dimmed or veiled by the weather."""
    tone = _HOURS.get(day_time, _HOURS[DayTime.DAY])
    grey = {Weather.RAIN: 0.3, Weather.SNOW: 0.25, Weather.FOG: 0.22}.get(weather, 0.0)
    if not grey:
        return tone
    cool = 0xFFBFC6D0 if weather is not Weather.RAIN else 0xFF7F8A98
    veil = 0.7 if weather is Weather.FOG else 0.35
    return replace(
        tone,
        core=mixed(tone.core, cool, grey * 0.6),
        middle=mixed(tone.middle, cool, grey),
        edge=mixed(tone.edge, 0xFF2A2A3A, grey),
        leather=mixed(tone.leather, cool, grey * 0.3),
        moon=tone.moon and weather is not Weather.RAIN,
        sun=tone.sun and weather is Weather.CLEAR,
        veil=veil,
    )


def light_of(tone: Tone) -> Light:
    """The light of the tone, as figures see it."""
    return Light(
        key_x=0.0, key=hexed(tone.core), shade=hexed(tone.edge), ambient=tone.ambient, rim=""
    )


def hexed(colour: int) -> str:
    """The colour as "#rrggbb"."""
    return f"#{colour & 0xFFFFFF:06x}"
