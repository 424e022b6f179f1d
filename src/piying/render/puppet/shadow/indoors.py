"""Scenes of hide under a roof."""

from __future__ import annotations

from random import Random

from piying.render.puppet.shadow import buildings as built
from piying.render.puppet.shadow import furniture as goods
from piying.render.puppet.shadow import nature, town, trees, wares
from piying.render.puppet.shadow import stagecraft as stage
from piying.render.puppet.shadow.cloth import Item, Layers
from piying.render.puppet.shadow.dye import (
    BLACK,
    BLUE_GREEN,
    BROWN,
    CREAM,
    CRIMSON,
    GREEN,
    INDIGO,
    OCHRE,
    PARCHMENT,
    VERMILION,
)
from piying.render.puppet.shadow.hide import mixed
from piying.render.puppet.shadow.outdoors import FLOOR, sill


def _wings(layers: Layers, dye: int = CRIMSON) -> None:
    """The curtains and the valance of the stage before a room."""
    side = stage.curtain(1720, 210, dye)
    layers.hang(
        "wings",
        1.3,
        [
            Item(side, 40, 30),
            Item(side, 1040, 30, 1, -1),
            Item(stage.valance(1400, 190, dye), 540, 20),
        ],
        sway=2.5,
        sway_s=7,
    )


def _lanterns(layers: Layers, y: float = 60, size: float = 105, dye: int = VERMILION) -> None:
    layers.hang(
        "lanterns",
        0.7,
        [Item(town.lantern(size, dye), 250, y), Item(town.lantern(size, dye), 830, y)],
        away=0.1,
        sway=5,
        sway_s=4.4,
    )


def palace_hall(layers: Layers, rng: Random) -> None:
    """The throne before a screen, columns of cloud dragons, painted beams."""
    del rng
    layers.hang(
        "lattice",
        0.2,
        [
            Item(
                built.lattice_wall(1500, 1180, "knot", mixed(BROWN, VERMILION, 0.4), 60),
                540,
                1500,
            )
        ],
        away=0.74,
    )
    layers.hang("back beam", 0.28, [Item(built.beam(1700, 120), 540, 330)], away=0.5)
    layers.hang(
        "throne",
        0.45,
        [
            Item(goods.folding_screen(760, 760, mixed(OCHRE, BROWN, 0.4)), 540, 1560),
            Item(goods.throne(520), 540, 1570),
        ],
        away=0.42,
    )
    layers.hang(
        "columns",
        0.75,
        [Item(built.column(1700, 120), 110, FLOOR), Item(built.column(1700, 120), 970, FLOOR)],
        away=0.06,
    )
    layers.hang("beam", 0.8, [Item(built.beam(1760, 150), 540, 250)])
    _lanterns(layers, 300, 110)
    layers.hang(
        "incense",
        0.92,
        [Item(wares.vase(260), 235, FLOOR), Item(wares.vase(260), 850, FLOOR, 1, -1)],
    )
    sill(layers, mixed(layers.tone.leather, CRIMSON, 0.35), "knot")
    _wings(layers)


def inn(layers: Layers, rng: Random) -> None:
    """An inn: jars of wine, a table, lattice doors with the night behind, a banner."""
    del rng
    layers.hang(
        "hills", 0.08, [Item(nature.mountain(1600, 420, 17, BLUE_GREEN), 540, 1250)], away=0.86
    )
    layers.moon(640, 560, 80)
    layers.hang(
        "doors",
        0.35,
        [Item(built.lattice_wall(1560, 1060, "diamond", BROWN, 84), 540, 1540)],
        away=0.5,
    )
    layers.hang(
        "shelf",
        0.6,
        [Item(goods.shelf(330, 820), 80, 1600), Item(goods.shelf(330, 820), 1010, 1600)],
        away=0.25,
    )
    layers.hang(
        "beam", 0.72, [Item(built.beam(1760, 120, mixed(BROWN, BLACK, 0.2), "wave"), 540, 260)]
    )
    _lanterns(layers, 330, 100)
    layers.hang(
        "jars",
        0.9,
        [
            Item(wares.jar(190), 120, FLOOR),
            Item(wares.jar(140, INDIGO), 240, FLOOR + 4),
            Item(goods.table(330, 250, cloth=CRIMSON), 925, FLOOR + 4),
            Item(wares.jar(80, GREEN), 925, FLOOR - 262),
        ],
    )
    sill(layers, kind="lozenge")
    _wings(layers, mixed(INDIGO, BLACK, 0.2))


def restaurant(layers: Layers, rng: Random) -> None:
    """Round windows, tables with cloths, many lanterns."""
    del rng
    layers.hang(
        "windows",
        0.25,
        [
            Item(built.round_window(230, "knot"), 190, 800),
            Item(built.round_window(230, "plum"), 890, 800),
        ],
        away=0.55,
    )
    layers.hang("screen", 0.45, [Item(goods.folding_screen(560, 640), 540, 1560)], away=0.4)
    layers.hang(
        "far table",
        0.6,
        [
            Item(goods.table(360, 220, cloth=VERMILION), 130, 1600),
            Item(goods.table(360, 220, cloth=GREEN), 960, 1600),
        ],
        away=0.22,
    )
    layers.hang(
        "beam", 0.7, [Item(built.beam(1760, 120, VERMILION, "plum"), 540, 250)], away=0.05
    )
    layers.hang(
        "lights",
        0.75,
        [Item(town.lantern(90), x, 320 + (x % 3) * 30) for x in (170, 370, 720, 910)],
        away=0.08,
        sway=5,
        sway_s=4.1,
    )
    layers.hang(
        "near", 0.92, [Item(goods.chair(430), 115, FLOOR), Item(wares.vase(240), 955, FLOOR)]
    )
    sill(layers, kind="coin")
    _wings(layers, VERMILION)


def living_room(layers: Layers, rng: Random) -> None:
    """A drawing room: a round window, shelves of jars, chairs and a table."""
    del rng
    layers.moon(540, 700, 84)
    layers.hang("garden", 0.1, [Item(trees.blossom(620, 6), 560, 1240)], away=0.7)
    layers.hang(
        "window",
        0.3,
        [Item(built.round_window(330, "ruyi", mixed(BROWN, CRIMSON, 0.3)), 540, 820)],
        away=0.45,
    )
    layers.hang(
        "shelves",
        0.55,
        [Item(goods.shelf(360, 980), 70, 1590), Item(goods.shelf(360, 980), 1010, 1590)],
        away=0.26,
    )
    layers.hang(
        "beam",
        0.7,
        [Item(built.beam(1760, 110, mixed(BROWN, VERMILION, 0.35), "ruyi"), 540, 230)],
        away=0.05,
    )
    _lanterns(layers, 300, 95, OCHRE)
    layers.hang(
        "chairs",
        0.9,
        [Item(goods.chair(520), 150, FLOOR), Item(goods.chair(520), 940, FLOOR, 1, -1)],
    )
    sill(layers, kind="fret")
    _wings(layers, mixed(CRIMSON, VERMILION, 0.4))


def bedroom(layers: Layers, rng: Random) -> None:
    """A bed with a canopy, a window, a screen of flowers."""
    del rng
    layers.moon(250, 640, 76)
    layers.hang("window", 0.28, [Item(wares.window(330, 460, "ruyi"), 250, 700)], away=0.42)
    layers.hang("bed", 0.55, [Item(goods.bed(760, 940), 760, 1600)], away=0.32)
    layers.hang("screen", 0.75, [Item(goods.folding_screen(330, 620), 60, 1620)], away=0.12)
    layers.hang(
        "near",
        0.92,
        [Item(goods.table(210, 260), 985, FLOOR + 4), Item(wares.vase(220), 985, FLOOR - 268)],
    )
    sill(layers, kind="coin")
    _wings(layers, mixed(INDIGO, CRIMSON, 0.45))


def office(layers: Layers, rng: Random) -> None:
    """An office: tall windows over the city, shelves, a desk."""
    towers = [
        Item(
            town.tower(
                180, round(500 + 260 * rng.random()), k, (INDIGO, BLUE_GREEN, BROWN)[k % 3]
            ),
            -120 + 220 * k,
            1330,
        )
        for k in range(7)
    ]
    layers.hang("city", 0.1, towers, away=0.82)
    layers.moon(720, 470, 70)
    layers.hang(
        "windows",
        0.35,
        [Item(wares.window(430, 900, "grid", INDIGO), x, 830) for x in (40, 540, 1040)],
        away=0.45,
    )
    layers.hang(
        "shelf",
        0.6,
        [Item(goods.shelf(300, 900, mixed(BROWN, BLACK, 0.3)), 60, 1600)],
        away=0.22,
    )
    layers.hang(
        "desk",
        0.85,
        [
            Item(goods.table(460, 280, mixed(BROWN, BLACK, 0.25)), 930, FLOOR),
            Item(goods.chair(470), 640 + 160, FLOOR - 6, 0.9),
            Item(wares.vase(150), 1010, FLOOR - 292),
        ],
        away=0.04,
    )
    sill(layers, mixed(layers.tone.leather, INDIGO, 0.3), "lozenge")
    _wings(layers, mixed(INDIGO, BLACK, 0.25))


def classroom(layers: Layers, rng: Random) -> None:
    """A classroom: the board, windows, rows of desks."""
    del rng
    layers.hang(
        "windows",
        0.25,
        [
            Item(wares.window(230, 420, "grid"), 70, 720),
            Item(wares.window(230, 420, "grid"), 1010, 720),
        ],
        away=0.5,
    )
    layers.hang("board", 0.38, [Item(goods.board(640, 430), 540, 920)], away=0.4)
    layers.hang("lectern", 0.55, [Item(goods.table(300, 260), 540, 1570)], away=0.34)
    layers.hang(
        "desks far", 0.7, [Item(goods.table(260, 200), x, 1600) for x in (60, 1010)], away=0.2
    )
    layers.hang(
        "desks",
        0.92,
        [
            Item(goods.table(330, 250), 120, FLOOR + 4),
            Item(goods.table(330, 250), 970, FLOOR + 4),
        ],
    )
    sill(layers, kind="lozenge")
    _wings(layers, mixed(GREEN, BLACK, 0.25))


def hospital(layers: Layers, rng: Random) -> None:
    """A ward: a plain bed, a window, a curtain on its rail, all in pale hide."""
    del rng
    pale = mixed(CREAM, BLUE_GREEN, 0.4)
    layers.moon(300, 620, 74)
    layers.hang("window", 0.3, [Item(wares.window(420, 560, "grid", pale), 300, 720)], away=0.4)
    layers.hang(
        "screen", 0.5, [Item(goods.folding_screen(420, 900, pale), 960, 1580)], away=0.35
    )
    layers.hang(
        "bed",
        0.72,
        [Item(goods.bed(720, 330, mixed(BROWN, BLUE_GREEN, 0.5), canopy=False), 640, 1618)],
        away=0.16,
    )
    layers.hang(
        "table",
        0.92,
        [
            Item(goods.table(200, 270, pale), 130, FLOOR + 4),
            Item(wares.vase(200), 130, FLOOR - 278),
        ],
    )
    sill(layers, mixed(layers.tone.leather, BLUE_GREEN, 0.35), "coin")
    _wings(layers, mixed(BLUE_GREEN, PARCHMENT, 0.2))


def corridor(layers: Layers, rng: Random) -> None:
    """A school from inside: doors of fretwork, windows, lamps."""
    del rng
    layers.hang(
        "wall",
        0.35,
        [Item(built.lattice_wall(1560, 960, "grid", mixed(BROWN, CREAM, 0.2), 76), 540, 1560)],
        away=0.45,
    )
    layers.hang("board", 0.55, [Item(goods.board(300, 260), 960, 1010)], away=0.25)
    layers.hang(
        "beam",
        0.7,
        [Item(built.beam(1760, 100, mixed(GREEN, BLACK, 0.2), "lozenge"), 540, 330)],
        away=0.08,
    )
    layers.hang(
        "near",
        0.9,
        [
            Item(built.column(1700, 90, mixed(BROWN, BLACK, 0.2)), 90, FLOOR),
            Item(built.column(1700, 90, mixed(BROWN, BLACK, 0.2)), 990, FLOOR),
        ],
    )
    sill(layers, kind="lozenge")
    _wings(layers, mixed(GREEN, BLACK, 0.25))
