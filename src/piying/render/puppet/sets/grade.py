"""Time of day and weather as one regrade of every colour of a set.

Sets name their local colours as seen by daylight; a `Tone` turns each into the colour of the
hour: exposure and balance, then a gradient map by luminance, then the air between.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from piying.model.script import DayTime
from piying.model.shot import Weather
from piying.render.puppet.art import Light
from piying.render.puppet.sets.hue import RGB, blend, luminance, mix, name, ramp, rgb


@dataclass(frozen=True, slots=True)
class Tone:
    """How one hour and weather colour a set."""

    day_time: DayTime
    weather: Weather
    inside: bool
    sky: tuple[str, ...]
    """From the zenith to the horizon."""
    haze: str
    """What the air adds to far things."""
    haze_share: float
    balance: RGB
    """What the light multiplies by."""
    ramp: tuple[str, str, str]
    """The gradient map: darks, middles, lights."""
    ramp_share: float
    saturation: float
    lamps: float
    """How brightly lamps and windows shine, 0 … 1."""
    shaft: float
    """How strong shafts of sun or moon are, 0 … 1."""
    shaft_colour: str
    sun: str
    """The colour of sun or moon."""
    light: Light

    @property
    def night(self) -> bool:
        """The sun is down."""
        return self.day_time is DayTime.NIGHT

    @property
    def wet(self) -> bool:
        """The ground mirrors what stands on it."""
        return self.weather is Weather.RAIN and not self.inside

    @property
    def snowy(self) -> bool:
        """Snow lies on whatever faces the sky."""
        return self.weather is Weather.SNOW and not self.inside

    def seen(self, colour: str, depth: float) -> str:
        """The local `colour` as it looks at `depth` (0 far … 1 where the figures stand)."""
        return _seen(self, colour, round(depth, 2))


CONTRAST_MIDDLE = 132.0
CONTRAST = 1.12
"""How much darks and lights part before the air softens them."""


@lru_cache(maxsize=16384)
def _seen(tone: Tone, colour: str, depth: float) -> str:
    local = rgb(colour)
    light = luminance(local)
    lit: RGB = (
        local[0] * tone.balance[0],
        local[1] * tone.balance[1],
        local[2] * tone.balance[2],
    )
    grey = luminance(lit) * 255.0
    lit = blend((grey, grey, grey), lit, tone.saturation)
    lit = blend(lit, ramp(tone.ramp, light), tone.ramp_share)
    lit = tuple(CONTRAST_MIDDLE + (channel - CONTRAST_MIDDLE) * CONTRAST for channel in lit)  # type: ignore[assignment]
    far = max(0.0, 1.0 - depth)
    return name(blend(lit, rgb(tone.haze), min(0.92, far * tone.haze_share)))


_DAY = Tone(
    DayTime.DAY, Weather.CLEAR, False,  # noqa: FBT003 - a row of the table below
    ("#2f7fdc", "#63b1f3", "#a9dbfb", "#eaf7ff"), "#cfe8fa", 0.62,
    (1.0, 1.0, 1.0), ("#33305c", "#9a90a6", "#fffaf0"), 0.12, 1.0,
    0.0, 0.8, "#fff3cf", "#fffbe9",
    Light(key_x=-0.6, key="#fff8ea", shade="#b9a3cf", ambient="#ffffff"),
)  # fmt: skip
_DAWN = replace(
    _DAY, day_time=DayTime.DAWN,
    sky=("#6d83d6", "#b7a6dd", "#f7bfc0", "#ffe6bd"), haze="#f5d3d6", haze_share=0.74,
    balance=(1.0, 0.91, 0.93), ramp=("#3d3668", "#b78b9f", "#fff0dc"), ramp_share=0.3,
    lamps=0.35, shaft=0.9, shaft_colour="#ffdcae", sun="#fff0cf",
    light=Light(-0.6, "#ffe9d2", "#ad8fc4", "#fff2ee", "#ffdcb8", -0.8),
)  # fmt: skip
_DUSK = replace(
    _DAY, day_time=DayTime.DUSK,
    sky=("#37398a", "#8a4f9c", "#e5758a", "#ffbd73"), haze="#e8949a", haze_share=0.66,
    balance=(1.0, 0.84, 0.82), ramp=("#241c52", "#925c8c", "#ffd9a0"), ramp_share=0.42,
    lamps=0.7, shaft=1.0, shaft_colour="#ffb068", sun="#ffe2a0",
    light=Light(-0.6, "#ffd3a0", "#9a6fb2", "#ffe6dc", "#ff9e5e", -0.8),
)  # fmt: skip
_NIGHT = replace(
    _DAY, day_time=DayTime.NIGHT,
    sky=("#0c1140", "#1d2566", "#3a3f8e", "#7264ad"), haze="#464a98", haze_share=0.62,
    balance=(0.42, 0.48, 0.78), ramp=("#0b0d33", "#3b4187", "#a9b8f4"), ramp_share=0.5,
    lamps=1.0, shaft=0.45, shaft_colour="#a9c2ff", sun="#fdf3d2",
    light=Light(-0.6, "#e6e6ff", "#6a60b4", "#c3c2ec", "#8fb4ff", 0.8),
)  # fmt: skip

_OUTSIDE = {
    DayTime.DAWN: _DAWN, DayTime.DAY: _DAY, DayTime.DUSK: _DUSK, DayTime.NIGHT: _NIGHT,
    DayTime.UNKNOWN: _DAY,
}  # fmt: skip
_INSIDE = {
    DayTime.DAY: replace(
        _DAY, inside=True, haze="#dfe6f6", haze_share=0.3, ramp_share=0.2,
        balance=(0.97, 0.95, 0.98), ramp=("#2b2650", "#8d84a6", "#fff8ea"), lamps=0.12,
    ),
    DayTime.DAWN: replace(
        _DAWN, inside=True, haze="#f0d6d6", haze_share=0.3, ramp_share=0.26, lamps=0.5,
    ),
    DayTime.DUSK: replace(
        _DUSK, inside=True, haze="#d98f86", haze_share=0.3, balance=(0.96, 0.77, 0.73),
        ramp_share=0.32, lamps=0.8,
    ),
    DayTime.NIGHT: replace(
        _NIGHT, inside=True, haze="#3d3f86", haze_share=0.3, balance=(0.76, 0.66, 0.73),
        ramp=("#141238", "#5d5288", "#f2cfae"), ramp_share=0.3, saturation=1.08,
        light=Light(-0.6, "#fff0d6", "#7f6bb0", "#ecdfe8", "#8fb4ff", 0.8),
    ),
}  # fmt: skip
_INSIDE[DayTime.UNKNOWN] = _INSIDE[DayTime.DAY]


def tone_of(day_time: DayTime, weather: Weather, *, inside: bool, key_x: float) -> Tone:
    """The tone of an hour and a weather; `key_x` says where the set's light comes from."""
    tone = (_INSIDE if inside else _OUTSIDE)[day_time]
    light = replace(tone.light, key_x=key_x, rim_x=-key_x if tone.night else key_x)
    tone = replace(tone, weather=weather, light=light)
    change = _WEATHERS.get(weather)
    return change(tone) if change else tone


def _veil(tone: Tone, colour: str, share: float) -> tuple[str, ...]:
    return tuple(mix(stop, colour, share) for stop in tone.sky)


def _dim(colour: str, factor: float) -> str:
    channels = rgb(colour)
    return name((channels[0] * factor, channels[1] * factor, channels[2] * factor))


def _rain(tone: Tone) -> Tone:
    cloud = mix("#848fa6", tone.sky[1], 0.45 if tone.night else 0.1)
    factor = 0.95 if tone.inside else 0.82
    red, green, blue = tone.balance
    return replace(
        tone,
        sky=_veil(tone, cloud, 0.72 if tone.night else 0.86),
        haze=mix(tone.haze, cloud, 0.7),
        haze_share=min(0.85, tone.haze_share + (0.02 if tone.inside else 0.14)),
        balance=(red * factor * 0.96, green * factor, blue * min(1.0, factor * 1.08)),
        saturation=0.9 if tone.inside else 0.72,
        lamps=max(0.55, tone.lamps),
        shaft=tone.shaft * 0.15,
        light=replace(tone.light, key=mix(tone.light.key, "#dfe8f6", 0.6),
                      ambient=_dim(tone.light.ambient, 0.93)),
    )  # fmt: skip


def _snow(tone: Tone) -> Tone:
    cloud = mix("#d8dfee", tone.sky[1], 0.62 if tone.night else 0.2)
    return replace(
        tone,
        sky=_veil(tone, cloud, 0.62),
        haze=mix(tone.haze, "#e8eefa", 0.12 if tone.night else 0.5),
        haze_share=min(0.85, tone.haze_share + (0.02 if tone.inside else 0.12)),
        ramp=(
            tone.ramp[0],
            tone.ramp[1],
            mix(tone.ramp[2], "#f7f0ff", 0.0 if tone.night else 0.6),
        ),
        saturation=0.84,
        lamps=max(0.4, tone.lamps),
        shaft=tone.shaft * 0.35,
        light=replace(tone.light, key=mix(tone.light.key, "#eef4ff", 0.5)),
    )


def _fog(tone: Tone) -> Tone:
    cloud = mix("#cfd8de", tone.haze, 0.75 if tone.night else 0.35)
    return replace(
        tone,
        sky=_veil(tone, cloud, 0.7),
        haze=cloud,
        haze_share=min(0.92, tone.haze_share + (0.08 if tone.inside else 0.34)),
        saturation=0.8,
        shaft=tone.shaft * 0.5,
    )


def _embers(tone: Tone) -> Tone:
    fire = "#ff6a2a"
    return replace(
        tone,
        sky=tuple(mix(stop, fire, 0.08 + 0.14 * i) for i, stop in enumerate(tone.sky)),
        haze=mix(tone.haze, fire, 0.3),
        ramp=(tone.ramp[0], mix(tone.ramp[1], "#c04a3a", 0.4), mix(tone.ramp[2], fire, 0.25)),
        ramp_share=min(0.6, tone.ramp_share + 0.12),
        light=replace(tone.light, rim="#ff8a4a"),
    )


_WEATHERS = {
    Weather.RAIN: _rain,
    Weather.SNOW: _snow,
    Weather.FOG: _fog,
    Weather.EMBERS: _embers,
}
