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
        brow_inner=-2.5, brow_middle=-6.0, brow_outer=-2.0, lid_open=0.86, squint=0.34,
        smile_shut=1.0, shine=1.2, mouth_width=1.34, mouth_open=12.0, corner=6.2, teeth=0.62,
        blush=0.38,
    ),
    "angry": Feeling(
        brow_inner=10.5, brow_middle=2.0, brow_outer=-4.0, brow_close=4.5, lid_open=0.84,
        lid_slant=0.75, squint=0.12, iris=0.9, pupil=0.8, shine=0.65, mouth_width=1.1,
        mouth_open=8.0, corner=-4.2, teeth=1.0, lip_press=-1.2, menace=0.62, frown_lines=1.0,
    ),
    "sad": Feeling(
        brow_inner=-9.0, brow_middle=-1.0, brow_outer=5.5, brow_close=3.0, lid_open=0.74,
        lid_slant=-0.55, shine=1.25, gaze_y=0.22, mouth_width=0.84, corner=-4.4,
        lip_press=-1.6, frown_lines=0.25, blush=0.1, tremble=0.3,
    ),
    "afraid": Feeling(
        brow_inner=-10.0, brow_middle=-4.0, brow_outer=3.0, brow_close=4.0, lid_open=1.16,
        lid_slant=-0.3, iris=0.84, pupil=0.62, shine=0.9, mouth_width=0.92, mouth_open=5.2,
        corner=-3.4, teeth=0.8, pale=0.75, tremble=1.0,
    ),
    "shocked": Feeling(
        brow_inner=-9.0, brow_middle=-12.0, brow_outer=-6.0, lid_open=1.32, iris=0.74,
        pupil=0.42, shine=0.9, mouth_width=1.02, mouth_open=24.0, corner=-2.0, pale=0.3,
        tremble=0.35,
    ),
    "smug": Feeling(
        brow_inner=3.5, brow_middle=-1.0, brow_outer=-4.5, brow_lift_one=8.0, lid_open=0.66,
        lid_slant=0.12, squint=0.22, smile_shut=0.5, gaze_y=0.05, mouth_width=1.02, corner=0.6,
        corner_one=6.8, mouth_shift=3.0, lip_press=0.8,
    ),
    "tender": Feeling(
        brow_inner=-4.0, brow_middle=-4.0, brow_outer=1.0, lid_open=0.78, lid_slant=-0.15,
        squint=0.16, smile_shut=0.8, shine=1.25, mouth_width=0.96, corner=3.9, blush=0.42,
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
