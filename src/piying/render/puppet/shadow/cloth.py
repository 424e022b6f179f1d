"""The screen: cloth with a lamp behind it, and how layers hang before or behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from random import Random

import skia

from piying.render.puppet.art import Plane
from piying.render.puppet.shadow.hide import Piece, draw, faded, mixed
from piying.render.puppet.shadow.knife import disc, smooth
from piying.render.puppet.shadow.tone import Tone

LEFT, TOP, RIGHT, BOTTOM = -270.0, -240.0, 1350.0, 2160.0
LAMP_X, LAMP_Y = 540.0, 800.0
LAMP_RADIUS = 1380.0
FLICKER = (0.0, 0.022, -0.014, 0.012, -0.02)
WEAVE_SIDE = 240


@lru_cache(maxsize=1)
def weave() -> skia.Image:
    """A seamless tile of plain weave: uneven threads, over and under; black with alpha."""
    rng = Random("weave")  # noqa: S311 - scenery
    surface = skia.Surface(WEAVE_SIDE, WEAVE_SIDE)
    canvas = surface.getCanvas()
    for i in range(0, WEAVE_SIDE, 3):
        for across in (True, False):
            level = rng.randrange(22, 46)
            paint = skia.Paint(Color=skia.Color(40, 18, 6, level))
            area = (0, i, WEAVE_SIDE, 1.4) if across else (i, 0, 1.4, WEAVE_SIDE)
            canvas.drawRect(skia.Rect.MakeXYWH(*area), paint)
    for _ in range(1600):
        x, y = rng.randrange(WEAVE_SIDE), rng.randrange(WEAVE_SIDE)
        canvas.drawRect(
            skia.Rect.MakeXYWH(x, y, 3, 1), skia.Paint(Color=skia.Color(255, 240, 210, 30))
        )
    return surface.makeImageSnapshot().withDefaultMipmaps()


def screen(tone: Tone) -> Plane:
    """The lit cloth, which covers everything and flickers a little."""

    def paint(canvas: skia.Canvas, variant: int) -> None:
        glow = FLICKER[variant % len(FLICKER)]
        colours = [
            tone.core,
            mixed(tone.core, tone.middle, 0.45),
            tone.middle,
            mixed(tone.middle, tone.edge, 0.55),
            tone.edge,
            mixed(tone.edge, 0xFF120604, 0.45),
        ]
        shader = skia.GradientShader.MakeRadial(
            skia.Point(LAMP_X, LAMP_Y),
            LAMP_RADIUS * (1 + glow),
            colours,
            [0.0, 0.2, 0.42, 0.66, 0.88, 1.0],
        )
        area = skia.Rect(LEFT, TOP, RIGHT, BOTTOM)
        canvas.drawRect(area, skia.Paint(Shader=shader, Dither=True))
        _folds(canvas, tone)
        tile = skia.TileMode.kRepeat
        cloth = weave().makeShader(
            tile,
            tile,
            skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear),
            skia.Matrix.Scale(1.5, 1.5),
        )
        canvas.drawRect(area, skia.Paint(Shader=cloth, Alphaf=0.6))
        hot = skia.GradientShader.MakeRadial(
            skia.Point(LAMP_X, LAMP_Y - 20), 360 * (1 + glow * 3),
            [faded(0xFFFFFDF0, 0.8 if not tone.night else 0.42), faded(0xFFFFFDF0, 0.0)],
        )  # fmt: skip
        canvas.drawRect(area, skia.Paint(Shader=hot, Dither=True))

    return Plane("screen", 0.0, paint, opaque=True, variant_count=len(FLICKER), hold_frames=7)


def _folds(canvas: skia.Canvas, tone: Tone) -> None:
    """The cloth is never quite taut: broad soft lines across it."""
    rng = Random("folds")  # noqa: S311 - scenery
    for _ in range(7):
        y = rng.uniform(TOP, BOTTOM)
        line = smooth(
            [
                (LEFT, y),
                (300, y + rng.uniform(-60, 60)),
                (800, y + rng.uniform(-70, 70)),
                (RIGHT, y + rng.uniform(-60, 60)),
            ],
            closed=False,
        )
        for shift, colour in ((0, 0xFF000000 | tone.edge), (12, 0xFFFFFFFF)):
            paint = skia.Paint(
                AntiAlias=True,
                Style=skia.Paint.kStroke_Style,
                StrokeWidth=16,
                Color=faded(colour, 0.05),
                MaskFilter=skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 9),
            )
            canvas.save()
            canvas.translate(0, shift)
            canvas.drawPath(line, paint)
            canvas.restore()


@dataclass(frozen=True, slots=True)
class Item:
    """A piece of scenery where it is pinned."""

    piece: Piece
    x: float
    y: float
    scale: float = 1.0
    flip: float = 1.0
    degrees: float = 0.0


Extra = Callable[[skia.Canvas], None]


@dataclass(slots=True)
class Layers:
    """Gathers the planes of one set, from the cloth forward."""

    tone: Tone
    planes: list[Plane] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.planes.append(screen(self.tone))

    def hang(
        self,
        name: str,
        depth: float,
        items: list[Item],
        *,
        away: float = 0.0,
        alpha: float = 1.0,
        drift: float = 0.0,
        sway: float = 0.0,
        sway_s: float = 5.0,
    ) -> None:
        """Hang scenery at `depth`; `away` from the cloth it is paler, softer and less sure."""
        tone = self.tone
        veil = min(0.92, away * 0.82 + tone.veil * away * 0.25)
        haze = (
            mixed(tone.middle, tone.core, 0.35)
            if not tone.night
            else mixed(tone.middle, tone.edge, 0.25)
        )

        def paint(canvas: skia.Canvas, _variant: int) -> None:
            layer = skia.Paint(Alphaf=alpha * (1 - away * 0.18))
            if away > 0.05:
                soft = away * 7.5
                layer.setImageFilter(skia.ImageFilters.Blur(soft, soft))
            canvas.saveLayer(None, layer)
            for item in items:
                canvas.save()
                canvas.translate(item.x, item.y)
                canvas.rotate(item.degrees)
                canvas.scale(item.scale * item.flip, item.scale)
                draw(canvas, item.piece)
                canvas.restore()
            if veil > 0.02:
                canvas.drawPaint(
                    skia.Paint(Color=faded(haze, veil), BlendMode=skia.BlendMode.kSrcATop)
                )
            if tone.night:
                canvas.drawPaint(
                    skia.Paint(
                        Color=faded(0xFF1A1850, 0.42 * (1 - away * 0.6)),
                        BlendMode=skia.BlendMode.kSrcATop,
                    )
                )
            canvas.restore()

        span = RIGHT - LEFT if drift else 0.0
        self.planes.append(
            Plane(name, depth, paint, drift_x=drift, drift_span=span, sway=sway, sway_s=sway_s)
        )

    def paint(self, name: str, depth: float, extra: Extra) -> None:
        """Add a plane that is painted by hand."""
        self.planes.append(Plane(name, depth, lambda canvas, _variant: extra(canvas)))

    def moon(self, x: float, y: float, radius: float) -> None:
        """The moon by night, the sun at dawn and dusk; nothing else."""
        tone = self.tone
        if not (tone.moon or tone.sun):
            return
        face = 0xFFFFF7DC if tone.moon else mixed(0xFFFF7A3A, tone.core, 0.25)

        def paint(canvas: skia.Canvas) -> None:
            halo = skia.GradientShader.MakeRadial(
                skia.Point(x, y),
                radius * 4.2,
                [faded(face, 0.55), faded(face, 0.16), faded(face, 0.0)],
                [0.0, 0.4, 1.0],
            )
            canvas.drawPath(
                disc(x, y, radius * 4.2), skia.Paint(AntiAlias=True, Shader=halo, Dither=True)
            )
            soft = skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, 3)
            canvas.drawPath(
                disc(x, y, radius),
                skia.Paint(AntiAlias=True, Color=faded(face, 0.94), MaskFilter=soft),
            )

        self.paint("moon", 0.04, paint)
