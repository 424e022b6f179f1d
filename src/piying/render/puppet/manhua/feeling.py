"""What each emotion does to the features of a face, as data; blends are weighted sums."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Feeling:
    """Offsets from a face at rest. Lengths are in head units unless said otherwise."""

    brow_inner: float = 0.0
    """Down is positive."""
    brow_middle: float = 0.0
    brow_outer: float = 0.0
    brow_close: float = 0.0
    """How far the brows draw together."""
    brow_lift_one: float = 0.0
    """How far one brow alone is raised."""
    lid_open: float = 1.0
    """1 as the form has it."""
    lid_slant: float = 0.0
    """+1 the inner end of the upper lid comes down (anger), -1 the outer end (sorrow)."""
    squint: float = 0.0
    """How far the lower lid is pushed up, 0 … 1."""
    smile_shut: float = 0.0
    """Shut eyes curve upwards, 0 … 1."""
    iris: float = 1.0
    pupil: float = 1.0
    shine: float = 1.0
    """Strength of the highlights in the eye."""
    gaze_x: float = 0.0
    gaze_y: float = 0.0
    mouth_width: float = 1.0
    mouth_open: float = 0.0
    """Added to the opening."""
    corner: float = 0.0
    """Up is positive."""
    corner_one: float = 0.0
    """How far one corner alone is raised."""
    mouth_shift: float = 0.0
    teeth: float = 0.0
    lip_press: float = 0.0
    """The line of the mouth dips (+) or arches (-) in its middle."""
    menace: float = 0.0
    """Shadow over the eyes, 0 … 1."""
    blush: float = 0.0
    pale: float = 0.0
    """Blue shadow on the brow, 0 … 1."""
    frown_lines: float = 0.0
    tremble: float = 0.0


FEELINGS: dict[str, Feeling] = {
    "neutral": Feeling(),
    "happy": Feeling(
        brow_inner=-3.5, brow_middle=-8.0, brow_outer=-3.0, lid_open=0.80, squint=0.60,
        smile_shut=1.0, shine=1.2, mouth_width=1.55, mouth_open=16.0, corner=8.4, teeth=0.62,
        blush=0.46,
    ),
    "angry": Feeling(
        brow_inner=13.0, brow_middle=2.5, brow_outer=-6.5, brow_close=5.5, lid_open=0.80,
        lid_slant=0.95, squint=0.16, iris=0.88, pupil=0.75, shine=0.6, mouth_width=1.32,
        mouth_open=11.0, corner=-6.4, teeth=1.0, lip_press=-1.8, menace=0.70, frown_lines=1.0,
    ),
    "sad": Feeling(
        brow_inner=-12.5, brow_middle=-1.5, brow_outer=7.5, brow_close=3.5, lid_open=0.66,
        lid_slant=-0.85, shine=1.3, gaze_y=0.30, mouth_width=0.96, corner=-5.4,
        lip_press=-2.0, frown_lines=0.3, blush=0.14, tremble=0.35,
    ),
    "afraid": Feeling(
        brow_inner=-14.0, brow_middle=-5.0, brow_outer=5.0, brow_close=5.0, lid_open=1.18,
        lid_slant=-0.4, iris=0.76, pupil=0.52, shine=0.85, mouth_width=1.22, mouth_open=9.0,
        corner=-5.6, teeth=1.0, pale=0.95, tremble=1.0,
    ),
    "shocked": Feeling(
        brow_inner=-12.0, brow_middle=-16.0, brow_outer=-9.0, lid_open=1.36, iris=0.66,
        pupil=0.40, shine=0.85, mouth_width=0.94, mouth_open=34.0, corner=-2.0, pale=0.4,
        tremble=0.35,
    ),
    "smug": Feeling(
        brow_inner=4.5, brow_middle=-1.0, brow_outer=-5.5, brow_lift_one=11.5, lid_open=0.56,
        lid_slant=0.2, squint=0.26, smile_shut=0.5, gaze_x=0.22, gaze_y=0.08,
        mouth_width=1.22, corner=0.4, corner_one=10.5, mouth_shift=4.0, lip_press=1.2,
    ),
    "tender": Feeling(
        brow_inner=-6.0, brow_middle=-5.0, brow_outer=2.0, lid_open=0.74, lid_slant=-0.2,
        squint=0.32, smile_shut=0.8, shine=1.3, mouth_width=1.12, corner=5.6, blush=0.62,
    ),
}  # fmt: skip


@lru_cache(maxsize=2048)
def feeling_of(expression: tuple[tuple[str, float], ...]) -> Feeling:
    """The weighted sum of emotions; weights that do not sum to 1 are brought to 1."""
    total = sum(weight for _, weight in expression)
    if total <= 0.0:
        return FEELINGS["neutral"]
    columns = zip(
        *(
            [value * weight / total for value in astuple(FEELINGS[name])]
            for name, weight in expression
        ),
        strict=True,
    )
    return Feeling(*(sum(column) for column in columns))
