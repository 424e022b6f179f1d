"""Covers: one picture of a film in the sizes that listings need, with the name of the series.

The picture is an upright still, its face in the upper half; the name stands below it, or beside
it where the cover is wide. Every cover carries the sign that the work is made by AI.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import skia

from piying.model.clock import Rate
from piying.model.errors import Invalid
from piying.model.master import Profile, SafeArea
from piying.render.text.draw import label_image
from piying.render.text.titles import title_image

if TYPE_CHECKING:
    from piying.model.people import Style
    from piying.render.text.fonts import FontBook
    from piying.render.text.lettering import Drawn

WIDTH, HEIGHT = 1080, 1920
"""What lettering is drawn for before it is fitted."""
UPRIGHT_PERMILLE = 1600
"""In a cover that is less upright a name of few signs stands in one row, below the face."""
TALL_PERMILLE = 1300
"""A name that is higher than so much of its width is a column."""
QUALITY = 88
FACE_PERMILLE = 300
"""Where the middle of a face is expected, from the top of the still."""
FACE_AT_PERMILLE = 400
"""Where it comes to stand in a cover that is less upright than the still."""
TITLE_WIDE_PERMILLE, TITLE_HIGH_PERMILLE = 840, 300
"""The most that the name takes of a cover."""
BESIDE_PERMILLE = 480
"""Of a wide cover, the part that the name has to itself."""
LABEL_PERMILLE = 60
"""The height of the AI sign, of the shorter side: 5 % and the stroke around it."""
EDGE_PERMILLE = 36
SMOOTH = skia.SamplingOptions(skia.FilterMode.kLinear, skia.MipmapMode.kLinear)


def cover(
    still: bytes,
    title: str,
    label: str,
    style: Style,
    size: tuple[int, int],
    book: FontBook | None = None,
) -> bytes:
    """A cover of `size` as JPEG.

    Args:
        still: an upright picture of the film without words on it, PNG or JPEG.
        title: the name of the series; what no font draws is left out.
        label: the words of the AI sign.
        style: the house style of the film.
        size: width and height in pixels.
        book: where the fonts lie, if not in the installed packages.

    Raises:
        Invalid: the still cannot be read.
    """
    picture = skia.Image.MakeFromEncoded(skia.Data.MakeWithCopy(still))
    if picture is None:
        raise Invalid("render.picture_unreadable")
    width, height = size
    upright = height > width * UPRIGHT_PERMILLE / 1000
    shape = Profile("cover", WIDTH, HEIGHT, Rate(25))
    rows = shape if upright or width > height else replace(shape, safe=SafeArea(0, 0, 0, 0))
    name = _image(title_image([title], style, rows, book))
    sign = _image(label_image(label, shape, book))
    surface = skia.Surface(width, height)
    with surface as canvas:
        if width > height:
            _wide(canvas, picture, name, size)
        else:
            _fill(canvas, picture, skia.Rect.MakeWH(width, height))
            _dusk(canvas, size)
            _fit(canvas, name, _place(name, size))
        _sign(canvas, sign, size)
    encoded = surface.makeImageSnapshot().encodeToData(skia.EncodedImageFormat.kJPEG, QUALITY)
    return bytes(encoded)


def _wide(canvas: Any, picture: Any, name: Any, size: tuple[int, int]) -> None:  # noqa: ANN401
    """The still at the right, softened into what is left of it; the name at the left."""
    width, height = size
    blurred = skia.Paint(
        ImageFilter=skia.ImageFilters.Blur(height / 24, height / 24, skia.TileMode.kClamp)
    )
    canvas.saveLayer(skia.Rect.MakeWH(width, height), blurred)
    _fill(canvas, picture, skia.Rect.MakeWH(width, height))
    canvas.restore()
    canvas.drawColor(skia.Color4f(0.03, 0.02, 0.06, 0.45))
    left = width * BESIDE_PERMILLE / 1000
    place = skia.Rect.MakeLTRB(left, 0, width, height)
    canvas.saveLayer(place)
    _fill(canvas, picture, place)
    soft = skia.Paint(BlendMode=skia.BlendMode.kDstIn)
    points = [skia.Point(left, 0), skia.Point(left + width * 0.14, 0)]
    soft.setShader(skia.GradientShader.MakeLinear(points, [0x00FFFFFF, 0xFFFFFFFF]))
    canvas.drawRect(place, soft)
    canvas.restore()
    edge = width * EDGE_PERMILLE / 1000
    beside = skia.Rect.MakeLTRB(edge, height * 0.2, left + edge * 1.4, height * 0.86)
    _fit(canvas, name, beside)


def _fill(canvas: Any, picture: Any, place: Any) -> None:  # noqa: ANN401 - skia carries no types
    """As much of the still as fills `place`, with the face where it is looked for."""
    scale = max(place.width() / picture.width(), place.height() / picture.height())
    wide, high = place.width() / scale, place.height() / scale
    top = picture.height() * FACE_PERMILLE / 1000 - high * FACE_AT_PERMILLE / 1000
    top = min(max(0.0, top), picture.height() - high)
    part = skia.Rect.MakeXYWH((picture.width() - wide) / 2, top, wide, high)
    canvas.drawImageRect(picture, part, place, SMOOTH)


def _dusk(canvas: Any, size: tuple[int, int]) -> None:  # noqa: ANN401 - skia carries no types
    """Darker towards the foot, so that the name stands out."""
    width, height = size
    paint = skia.Paint()
    points = [skia.Point(0, height * 0.5), skia.Point(0, height)]
    paint.setShader(skia.GradientShader.MakeLinear(points, [0x00080510, 0xC8080510]))
    canvas.drawRect(skia.Rect.MakeWH(width, height), paint)


def _place(name: Any, size: tuple[int, int]) -> Any:  # noqa: ANN401 - skia carries no types
    """Where the name goes: a column at the right, rows at the foot."""
    width, height = size
    foot = height - width * EDGE_PERMILLE / 1000 * (3 if height > 1.6 * width else 1.2)
    if name.height() > name.width() * TALL_PERMILLE / 1000:
        right = width * (1000 - EDGE_PERMILLE) / 1000
        return skia.Rect.MakeLTRB(right - width * 0.26, height * 0.36, right, foot)
    wide, high = width * TITLE_WIDE_PERMILLE / 1000, height * TITLE_HIGH_PERMILLE / 1000
    return skia.Rect.MakeXYWH((width - wide) / 2, foot - high, wide, high)


def _fit(canvas: Any, name: Any, place: Any) -> None:  # noqa: ANN401 - skia carries no types
    """The name as large as `place` takes, at its foot, or in its middle where it is tall."""
    scale = min(place.width() / name.width(), place.height() / name.height())
    wide, high = name.width() * scale, name.height() * scale
    tall = place.height() > place.width() * 0.7
    top = place.centerY() - high / 2 if tall else place.bottom() - high
    canvas.drawImageRect(
        name, skia.Rect.MakeXYWH(place.centerX() - wide / 2, top, wide, high), SMOOTH
    )


def _sign(canvas: Any, sign: Any, size: tuple[int, int]) -> None:  # noqa: ANN401
    width, height = size
    high = min(width, height) * LABEL_PERMILLE / 1000
    edge = width * EDGE_PERMILLE / 1000
    place = skia.Rect.MakeXYWH(edge, edge, sign.width() * high / sign.height(), high)
    canvas.drawImageRect(sign, place, SMOOTH)


def _image(drawn: Drawn) -> Any:  # noqa: ANN401 - skia carries no types
    return skia.Image.fromarray(
        drawn.rgba.copy(),
        skia.ColorType.kRGBA_8888_ColorType,
        skia.AlphaType.kUnpremul_AlphaType,
    )
