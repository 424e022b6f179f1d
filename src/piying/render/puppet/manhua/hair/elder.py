"""Hair of old people."""

from __future__ import annotations

from piying.render.puppet.manhua.hair.style import HairStyle, Lock, lock
from piying.render.puppet.manhua.hair.tied import bun
from piying.render.puppet.manhua.head import Head
from piying.render.puppet.manhua.line import Brush

_THIN_LINE = (
    (-88, 26), (-82, 2), (-76, -28), (-64, -58), (-40, -72), (0, -78), (40, -72), (64, -58),
    (76, -28), (82, 2), (88, 26),
)  # fmt: skip
_TEMPLES: tuple[Lock, ...] = (
    lock((164, -30, 1.02), (168, 6, 1.10), (166, 36, 1.08), (160, 66, 0.98), width=52,
        line=0.6),
    lock((-164, -30, 1.02), (-168, 6, 1.10), (-166, 36, 1.08), (-160, 66, 0.98), width=52,
        line=0.6),
    lock((138, -34, 1.02), (144, 2, 1.10), (142, 34, 1.08), (134, 62, 0.98), width=50,
        line=0.6),
    lock((-138, -34, 1.02), (-144, 2, 1.10), (-142, 34, 1.08), (-134, 62, 0.98), width=50,
        line=0.6),
    lock((112, -42, 1.02), (119, -6, 1.10), (118, 28, 1.07), (110, 56, 0.98), width=46,
        line=0.6),
    lock((-112, -42, 1.02), (-119, -6, 1.10), (-118, 28, 1.07), (-110, 56, 0.98), width=46,
        line=0.6),
    lock((90, -54, 1.01), (98, -22, 1.08), (99, 4, 1.06), (92, 30, 1.0), width=32, line=0.6),
    lock((-90, -54, 1.01), (-98, -22, 1.08), (-99, 4, 1.06), (-92, 30, 1.0), width=32,
        line=0.6),
)  # fmt: skip


def _low_bun(brush: Brush, head: Head) -> None:
    bun(brush, head, (180, 2, 1.36), 36)


STYLES: dict[str, HairStyle] = {
    "elder_bun": HairStyle(
        (), (), hairline=_THIN_LINE, nape_y=44, volume=1.07, behind=(_low_bun,)
    ),
    "bald_elder": HairStyle((), _TEMPLES, volume=1.0, bare=True, gloss=0.0),
}
