"""What every set is built on: its hour, its camera, its seed, and the planes it gathers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache, partial
from random import Random

import skia

from piying.model.script import DayTime, Place
from piying.model.shot import Weather
from piying.render.puppet.art import Plane, SetArt
from piying.render.puppet.sets.grade import Tone
from piying.render.puppet.sets.grain import lay_brushwork
from piying.render.puppet.sets.hue import mix
from piying.render.puppet.sets.pen import SHADOW, Pen, argb, rect
from piying.render.puppet.sets.sky import mist
from piying.render.puppet.sets.space import BOTTOM, LEFT, RIGHT, TOP, WIDTH, Camera

Draw = Callable[[Pen], None]

LIGHT = "#fff6e6"
DARK_SHARE, LIGHT_SHARE = 0.08, 0.06
"""How much of its two inks brushwork lays over a plane."""

SOFT_DETAIL, LIGHT_DETAIL = 0.25, 0.5
"""The shares of the pixels that shade without an edge, and blurred shafts of light, need."""


@dataclass(slots=True)
class Easel:
    """Gathers the planes of one set."""

    name: str
    tone: Tone
    seed: int
    place: Place
    camera: Camera = field(default_factory=Camera)
    planes: list[Plane] = field(default_factory=list)
    ground: Draw | None = None

    def plane(
        self,
        name: str,
        depth: float,
        draw: Draw,
        *,
        air: float = -1.0,
        opaque: bool = False,
        texture: float = 1.0,
        variants: int = 1,
        hold_frames: int = 12,
        drift: float = 0.0,
        sway: float = 0.0,
        sway_s: float = 4.0,
        top: float = TOP,
        detail: float = 1.0,
    ) -> None:
        """Add a plane; `air` is the depth its colours are seen at, by default its own.

        Nothing of it lies above `top`, in pixels. `detail` is the share of the pixels that
        it needs: less than 1 for what has no edges.
        """
        seen_at = min(1.0, depth) if air < 0 else air
        label = f"{self.seed}/{self.name}/{name}"

        sheet = skia.Rect(LEFT, top, RIGHT, BOTTOM)

        @lru_cache(maxsize=variants)
        def drawn(variant: int) -> skia.Picture:
            recorder = skia.PictureRecorder()
            onto = recorder.beginRecording(sheet, skia.RTreeFactory()())
            onto.clipRect(sheet)
            rng = Random(label)  # noqa: S311 - painting, not cryptography
            draw(Pen(onto, self.tone, self.camera, rng, seen_at, variant))
            return recorder.finishRecordingAsPicture()

        def paint(canvas: skia.Canvas, variant: int, *, brushed: bool = texture > 0) -> None:
            picture = drawn(variant)
            held = picture.cullRect()
            if held.isEmpty():
                return
            canvas.save()
            canvas.clipRect(sheet)
            canvas.saveLayer(held)
            canvas.drawPicture(picture)
            if brushed:
                dark = self.tone.seen(SHADOW, seen_at), DARK_SHARE * texture
                light = self.tone.seen(LIGHT, seen_at), LIGHT_SHARE * texture
                lay_brushwork(canvas, held, argb(*dark), argb(*light))
            canvas.restore()
            canvas.restore()

        self.planes.append(
            Plane(
                name,
                depth,
                paint,
                opaque=opaque,
                variant_count=variants,
                hold_frames=hold_frames,
                drift_x=drift,
                drift_span=WIDTH if drift else 0.0,
                sway=sway,
                sway_s=sway_s,
                detail=detail,
                bare=partial(paint, brushed=False) if texture else None,
            )
        )

    def floor(self, draw: Draw, *, reach: float = 0.75) -> None:
        """The ground: `draw` paints all of it; its near part moves with the figures.

        Planes farther away call `under` for the rest, so that the seam is never seen.
        """
        self.ground = draw

        def near(pen: Pen) -> None:
            canvas = pen.canvas
            canvas.saveLayer()
            self.under(pen)
            _, far = pen.camera.at(0, 0, reach)
            _, solid = pen.camera.at(0, 0, reach * 0.35)
            mask = skia.GradientShader.MakeLinear(
                [skia.Point(0, far), skia.Point(0, solid)], [0x00000000, 0xFF000000]
            )
            canvas.drawPaint(
                skia.Paint(Shader=mask, Dither=True, BlendMode=skia.BlendMode.kDstIn)
            )
            canvas.restore()

        self.plane("floor", 1.0, near, top=self.camera.at(0, 0, reach)[1] - 1)

    def under(self, pen: Pen) -> None:
        """Paint the ground as it also looks on the floor plane."""
        if self.ground is None:
            return
        rng = Random(f"{self.seed}/{self.name}/ground")  # noqa: S311 - painting
        self.ground(Pen(pen.canvas, pen.tone, pen.camera, rng, 1.0))

    def fog(self, depth: float, y: float, strength: float, drift: float = 14.0) -> None:
        """A bank of mist at `y` pixels, thicker in foggy weather."""
        share = min(1.0, strength * (1.9 if self.tone.weather is Weather.FOG else 1.0))
        self.plane(
            f"mist {depth:g}",
            depth,
            lambda pen: mist(pen, y, share),
            texture=0,
            drift=drift,
        )

    def gloom(self, x: float, y: float, radius: float, strength: float = 1.0) -> None:
        """The darkness of a room around the light at (x, y): ceiling, corners, near floor."""
        share = {DayTime.DAY: 0.26, DayTime.DAWN: 0.34, DayTime.DUSK: 0.5, DayTime.NIGHT: 0.78}
        power = share.get(self.tone.day_time, 0.34) * strength
        dark = mix(self.tone.ramp[0], "#1a0f3c", 0.4)

        def draw(pen: Pen) -> None:
            shader = skia.GradientShader.MakeRadial(
                skia.Point(0, 0),
                1.0,
                [argb(dark, power * share) for share in (0.0, 0.05, 0.45, 1.0)],
                [0.0, 0.35, 0.7, 1.0],
            )
            with pen.moved(x, y, radius * 0.8, radius):
                pen.canvas.drawPaint(skia.Paint(Shader=shader, Dither=True))

        self.plane("gloom", 0.985, draw, texture=0, detail=SOFT_DETAIL)

    def finish(
        self, *, close_x: float = 540.0, close_y: float = 900.0, grade_mix: float = 0.1
    ) -> SetArt:
        """The set, planes sorted far to near, framed by a soft darkness at the edges."""
        if self.tone.weather is Weather.FOG:
            self.fog(0.95, self.camera.horizon + 60, 0.4, 18.0)
        self.plane("vignette", 1.6, self._vignette, texture=0, detail=SOFT_DETAIL)
        planes = tuple(sorted(self.planes, key=lambda plane: plane.depth))
        return SetArt(
            self.name,
            planes,
            self.camera.floor_y,
            self.camera.figure_scale,
            self.camera.horizon,
            self.tone.light,
            self.tone.ramp,
            grade_mix,
            close_x,
            close_y,
        )

    def _vignette(self, pen: Pen) -> None:
        shader = skia.GradientShader.MakeRadial(
            skia.Point(540, 880),
            1500,
            [
                argb(pen.tone.ramp[0], 0),
                argb(pen.tone.ramp[0], 0.0),
                argb(pen.tone.ramp[0], 0.5),
            ],
            [0.0, 0.5, 1.0],
        )
        pen.canvas.drawPath(
            rect(LEFT, TOP, RIGHT, BOTTOM), skia.Paint(Shader=shader, Dither=True)
        )
