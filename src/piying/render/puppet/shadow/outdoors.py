"""Scenes of hide under the sky."""

from __future__ import annotations

from random import Random

from piying.render.puppet.shadow import buildings as built
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
)
from piying.render.puppet.shadow.hide import mixed

FLOOR = 1640.0
WIDE = 1700.0
GROUND_RISE = 44.0
"""The ground begins above the line that the feet stand on: some stand a little farther back."""


def earth(layers: Layers, seed: int, dye: int = 0) -> None:
    """The ground of an open place."""
    piece = stage.ground(WIDE, dye or layers.tone.leather, seed, wild=True)
    layers.hang("ground", 1.0, [Item(piece, 540, FLOOR - GROUND_RISE)])


def sill(layers: Layers, dye: int = 0, kind: str = "fret") -> None:
    """The carved ground of a court or a room."""
    piece = stage.ground(WIDE, dye or layers.tone.leather, 1, wild=False, kind=kind)
    layers.hang("ground", 1.0, [Item(piece, 540, FLOOR - GROUND_RISE)])


def sky_clouds(layers: Layers, *, low: float = 330.0, size: float = 92.0) -> None:
    """Scrolls of cloud that drift across the lamp."""
    dye = mixed(CREAM, layers.tone.middle, 0.3)
    far = [
        Item(nature.cloud(size, dye), x, y, s, f)
        for x, y, s, f in (
            (20, low - 120, 0.9, 1),
            (520, low - 230, 0.6, -1),
            (1010, low - 30, 1.0, -1),
        )
    ]
    layers.hang("clouds", 0.1, far, away=0.55, drift=5.0)


def bamboo_forest(layers: Layers, rng: Random) -> None:
    """A path between stalks: ranks of them, rocks, and leaves before the eye."""
    layers.moon(760, 420, 96)
    layers.hang(
        "peaks", 0.12, [Item(nature.mountain(1500, 420, 4, BLUE_GREEN), 540, 1330)], away=0.86
    )
    for name, depth, away, count, wide, foot in (
        ("far", 0.2, 0.74, 15, 22, 1470),
        ("middle", 0.42, 0.45, 11, 34, 1560),
    ):
        items = []
        for k in range(count):
            x = -250 + 1590 * (k + rng.uniform(0.1, 0.9)) / count
            if wide > 30 and 330 < x < 760:
                continue
            dye = mixed(GREEN, (OCHRE, BLUE_GREEN)[k % 4 // 2], 0.25)
            items.append(
                Item(
                    trees.bamboo(2300, wide, k % 4, dye),
                    x,
                    foot + rng.uniform(-20, 30),
                    rng.uniform(0.85, 1.1),
                    rng.choice((-1.0, 1.0)),
                )
            )
        layers.hang(name, depth, items, away=away, sway=2.5, sway_s=6.0)
    layers.hang(
        "mist",
        0.5,
        [
            Item(nature.cloud(150, CREAM), 200, 1500, 1, 1),
            Item(nature.cloud(120, CREAM), 900, 1560, 1, -1),
        ],
        away=0.6,
        alpha=0.6,
        drift=9.0,
    )
    near = [
        Item(trees.bamboo(2100, 54, 11, GREEN), 70, FLOOR),
        Item(trees.bamboo(2100, 46, 12, mixed(GREEN, OCHRE, 0.25)), 150, FLOOR + 10),
        Item(trees.bamboo(2100, 58, 13, GREEN), 1004, FLOOR),
        Item(trees.bamboo(2100, 40, 14, mixed(GREEN, BLUE_GREEN, 0.4)), 930, FLOOR + 6),
    ]
    layers.hang("near", 0.8, near, away=0.12, sway=1.5, sway_s=5.0)
    layers.hang(
        "stones",
        0.9,
        [
            Item(nature.rock(300, 210, 3), 110, FLOOR + 14),
            Item(nature.rock(230, 130, 5), 985, FLOOR + 14, 1, -1),
            Item(nature.grass(170, 2), 280, FLOOR),
            Item(nature.grass(150, 5), 850, FLOOR),
        ],
    )
    earth(layers, 3)
    layers.hang(
        "leaves",
        1.3,
        [
            Item(trees.spray(420, 1), -20, 60),
            Item(trees.spray(360, 2), 1110, 20, 1, -1),
            Item(trees.spray(330, 3), 1100, 330, 1, -1),
        ],
        sway=10,
        sway_s=4.6,
    )


def cliff(layers: Layers, rng: Random) -> None:
    """An overhanging rock with a pine, a gorge full of clouds, peaks behind peaks, cranes."""
    del rng
    layers.moon(720, 520, 128)
    layers.hang(
        "far peaks",
        0.1,
        [Item(nature.mountain(1700, 640, 8, BLUE_GREEN), 640, 1330)],
        away=0.88,
    )
    sky_clouds(layers, low=420)
    layers.hang(
        "peaks",
        0.25,
        [
            Item(nature.mountain(1000, 720, 15), 1010, 1440),
            Item(nature.mountain(760, 430, 6, GREEN), 330, 1440),
            Item(built.pavilion(150, 170), 862, 860, 0.7),
        ],
        away=0.6,
    )
    layers.hang(
        "cranes",
        0.3,
        [
            Item(nature.bird(150), 700, 640, 1, 1, -8),
            Item(nature.bird(110), 850, 560, 1, 1, -12),
            Item(nature.bird(90), 600, 500, 1, 1, -6),
        ],
        away=0.25,
        sway=16,
        sway_s=9,
    )
    layers.hang(
        "sea far", 0.45, [Item(nature.cloud_sea(1700, 4), 540, 1390)], away=0.5, drift=7.0
    )
    layers.hang(
        "crag",
        0.7,
        [Item(nature.crag(470, 1180, 5), -170, 1720), Item(trees.pine(520, 3), 150, 620, 1)],
        away=0.08,
        sway=1.5,
        sway_s=7,
    )
    layers.hang(
        "sea near", 0.85, [Item(nature.cloud_sea(1700, 9), 540, 1530)], away=0.16, drift=12.0
    )
    earth(layers, 6, mixed(layers.tone.leather, BLUE_GREEN, 0.3))
    layers.hang(
        "frame",
        1.3,
        [
            Item(nature.cloud(170, CREAM), 60, 1960, 1, 1),
            Item(nature.cloud(150, CREAM), 1010, 2000, 1, -1),
            Item(nature.cloud(120, CREAM), 1040, 90, 1, -1),
        ],
        sway=14,
        sway_s=8,
    )


def courtyard(layers: Layers, rng: Random) -> None:
    """A court with a hall, an old plum, a wall with a moon window, lanterns."""
    del rng
    layers.moon(800, 330, 92)
    sky_clouds(layers)
    layers.hang(
        "roofs",
        0.15,
        [Item(built.pagoda(230, 780), 880, 1330), Item(built.pavilion(620, 430), 250, 1330)],
        away=0.78,
    )
    layers.hang("hall", 0.42, [Item(built.pavilion(900, 900), 560, 1560)], away=0.42)
    layers.hang(
        "wall",
        0.65,
        [
            Item(built.lattice_wall(330, 420, "ruyi", mixed(BROWN, CREAM, 0.3), 88), 40, 1610),
            Item(
                built.lattice_wall(330, 420, "ruyi", mixed(BROWN, CREAM, 0.3), 88), 1060, 1610
            ),
        ],
        away=0.2,
    )
    layers.hang(
        "plum",
        0.85,
        [
            Item(trees.blossom(960, 4), 30, FLOOR, 1, 1),
            Item(nature.rock(260, 200, 7), 1000, FLOOR + 10),
            Item(wares.jar(110, INDIGO), 860, FLOOR),
        ],
        sway=1.2,
        sway_s=6,
    )
    sill(layers, kind="coin")
    layers.hang(
        "lanterns",
        1.25,
        [Item(town.lantern(120), 130, -70), Item(town.lantern(120), 950, -70)],
        sway=9,
        sway_s=3.8,
    )


def underworld_gate(layers: Layers, rng: Random) -> None:
    """The gate of the dead: black stone, a river of waves, ghost fires."""
    del rng
    dark = mixed(BLACK, INDIGO, 0.5)
    layers.moon(540, 520, 190)
    layers.hang(
        "peaks", 0.1, [Item(nature.mountain(1700, 760, 21, dark), 540, 1380)], away=0.72
    )
    layers.hang(
        "smoke",
        0.2,
        [
            Item(nature.cloud(150, mixed(CRIMSON, CREAM, 0.3)), 140, 700),
            Item(nature.cloud(130, mixed(CRIMSON, CREAM, 0.3)), 950, 560, 1, -1),
        ],
        away=0.5,
        drift=8.0,
    )
    layers.hang("gate", 0.5, [Item(built.gateway(980, 1240, stone=True), 540, 1590)], away=0.16)
    layers.hang(
        "river",
        0.75,
        [Item(nature.waves(1760, 4, mixed(CRIMSON, INDIGO, 0.45)), 540, 1520)],
        away=0.1,
        sway=12,
        sway_s=5,
    )
    layers.hang(
        "rocks",
        0.9,
        [
            Item(nature.rock(340, 330, 12, dark), 60, FLOOR + 20),
            Item(nature.rock(300, 260, 14, dark), 1030, FLOOR + 20, 1, -1),
        ],
    )
    earth(layers, 9, dark)
    layers.hang(
        "chains",
        1.3,
        [
            Item(town.lantern(130, mixed(GREEN, CREAM, 0.3)), 120, -60),
            Item(town.lantern(110, mixed(GREEN, CREAM, 0.3)), 975, -90),
        ],
        sway=10,
        sway_s=4.2,
    )


def street(layers: Layers, rng: Random) -> None:
    """A street of the city: towers cut like lattice, lamps, a car."""
    layers.moon(300, 380, 84)
    _city(layers, rng)
    layers.hang(
        "shops",
        0.6,
        [
            Item(built.pavilion(430, 520, wall=CRIMSON), 50, 1600),
            Item(town.tower(320, 640, 4, mixed(BROWN, CRIMSON, 0.4)), 1020, 1600),
        ],
        away=0.2,
    )
    layers.hang(
        "lamps",
        0.85,
        [
            Item(town.street_lamp(700), 215, FLOOR),
            Item(town.street_lamp(700), 880, FLOOR, 1, -1),
        ],
    )
    layers.hang("car", 0.92, [Item(town.motor_car(420), 1080, FLOOR - 4, 1, -1)])
    sill(layers, mixed(layers.tone.leather, INDIGO, 0.3), "lozenge")
    layers.hang(
        "signs",
        1.3,
        [Item(town.lantern(100), 110, -40), Item(town.lantern(100, OCHRE), 985, -40)],
        sway=6,
        sway_s=4,
    )


def alley(layers: Layers, rng: Random) -> None:
    """A lane between walls: lattice doors on both sides, a lantern, a sliver of sky."""
    layers.moon(560, 360, 80)
    _city(layers, rng)
    layers.hang("end", 0.4, [Item(built.gateway(520, 760), 540, 1570)], away=0.45)
    wall = mixed(BROWN, INDIGO, 0.3)
    layers.hang(
        "walls",
        0.75,
        [
            Item(built.lattice_wall(440, 1150, "grid", wall, 70), -10, 1630),
            Item(built.lattice_wall(440, 1150, "diamond", wall, 66), 1090, 1630),
        ],
        away=0.1,
    )
    layers.hang(
        "jars",
        0.9,
        [
            Item(wares.jar(150), 190, FLOOR),
            Item(wares.jar(110, INDIGO), 290, FLOOR),
            Item(town.street_lamp(620), 905, FLOOR, 1, -1),
        ],
    )
    sill(layers, kind="lozenge")
    layers.hang(
        "lantern",
        1.3,
        [Item(town.lantern(130), 140, -60), Item(town.lantern(100), 960, 10)],
        sway=8,
        sway_s=4,
    )


def _city(layers: Layers, rng: Random) -> None:
    for name, depth, away, count, tall in (
        ("city far", 0.1, 0.8, 9, 760),
        ("city", 0.32, 0.5, 6, 980),
    ):
        items = []
        for k in range(count):
            x = -220 + 1520 * (k + 0.5) / count
            high = tall * (0.55 + 0.45 * rng.random()) * (0.72 if 330 < x < 760 else 1.0)
            items.append(
                Item(
                    town.tower(
                        1500 / count * rng.uniform(0.8, 1.0),
                        round(high),
                        k,
                        (INDIGO, BLUE_GREEN, CRIMSON)[k % 3],
                    ),
                    x,
                    1500 + depth * 200,
                )
            )
        layers.hang(name, depth, items, away=away)


def rooftop(layers: Layers, rng: Random) -> None:
    """Above the city: towers below the edge, a rail of fretwork, a great sky."""
    layers.moon(740, 400, 120)
    sky_clouds(layers, low=480, size=110)
    _city(layers, rng)
    layers.hang(
        "tank",
        0.75,
        [Item(town.tower(240, 420, 1, mixed(BROWN, BLACK, 0.3)), 70, 1620)],
        away=0.08,
    )
    layers.hang(
        "rail",
        0.9,
        [Item(town.railing(1660, 190, mixed(INDIGO, BLACK, 0.3), "diamond"), 540, FLOOR - 8)],
    )
    sill(layers, mixed(layers.tone.leather, INDIGO, 0.35), "knot")


def park(layers: Layers, rng: Random) -> None:
    """A lake with a pavilion and a bridge of cloud, willows, lotus waves."""
    del rng
    layers.moon(780, 380, 92)
    layers.hang(
        "hills", 0.1, [Item(nature.mountain(1700, 420, 31, BLUE_GREEN), 540, 1330)], away=0.85
    )
    sky_clouds(layers)
    layers.hang(
        "pavilion",
        0.36,
        [Item(built.pavilion(460, 560), 640, 1440), Item(trees.willow(420, 8), 980, 1450)],
        away=0.45,
    )
    layers.hang(
        "water", 0.55, [Item(nature.waves(1760, 3), 540, 1460)], away=0.25, sway=8, sway_s=6
    )
    layers.hang("rail", 0.75, [Item(town.railing(1700, 130), 540, 1620)], away=0.06)
    layers.hang(
        "willow",
        0.88,
        [
            Item(trees.willow(1180, 5), 60, FLOOR + 10),
            Item(nature.rock(260, 190, 9), 990, FLOOR + 14, 1, -1),
            Item(nature.grass(160, 4), 850, FLOOR),
        ],
        sway=5,
        sway_s=5,
    )
    earth(layers, 12)
    layers.hang(
        "leaves", 1.3, [Item(trees.spray(330, 7), 1100, -10, 1, -1)], sway=9, sway_s=4.4
    )


def school(layers: Layers, rng: Random) -> None:
    """The gate of a school, its building and trees behind."""
    del rng
    layers.moon(780, 360, 88)
    sky_clouds(layers)
    layers.hang(
        "house",
        0.25,
        [
            Item(town.tower(980, 640, 4, mixed(BROWN, CREAM, 0.25)), 540, 1480),
            Item(trees.pine(460, 6), 60, 1490),
            Item(trees.pine(420, 9), 1040, 1490, 1, -1),
        ],
        away=0.6,
    )
    layers.hang("gate", 0.62, [Item(built.gateway(900, 900), 540, 1600)], away=0.2)
    layers.hang(
        "rail",
        0.85,
        [
            Item(town.railing(330, 170), 20, FLOOR - 6),
            Item(town.railing(330, 170), 1060, FLOOR - 6),
            Item(trees.blossom(700, 11), 1010, FLOOR, 1, -1),
        ],
    )
    sill(layers, kind="lozenge")


def car(layers: Layers, rng: Random) -> None:
    """Inside a car: seats, the city going by, and the near door before the people."""
    layers.moon(320, 380, 84)
    _city(layers, rng)
    roadside = [
        Item(trees.willow(620, 3), 80, 1500),
        Item(trees.pine(560, 5), 1010, 1500, 1, -1),
    ]
    layers.hang("trees", 0.5, roadside, away=0.3)
    seats = [Item(town.seat(330, 760, BROWN), x, 1600) for x in (250, 830)]
    layers.hang("seats", 0.92, seats, away=0.08)
    sill(layers, mixed(layers.tone.leather, BLACK, 0.25), "lozenge")
    layers.hang("door", 1.04, [Item(town.car_side(), 0, 0)])
