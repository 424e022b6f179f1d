"""The figures of the manhua style, drawn small."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, product
from pathlib import Path

import numpy as np
import pytest
import skia

from piying.model.errors import Invalid
from piying.model.people import Age, Build, Look
from piying.model.shot import Emotion
from piying.render.puppet.art import GESTURES, VISEMES, Light, Pose
from piying.render.puppet.manhua.accessories import ACCESSORIES
from piying.render.puppet.manhua.arms import GESTURES as DRAWN_GESTURES
from piying.render.puppet.manhua.feeling import FEELINGS
from piying.render.puppet.manhua.figure import ManhuaArt
from piying.render.puppet.manhua.hair.table import HAIR
from piying.render.puppet.manhua.mouth import SHAPES
from piying.render.puppet.manhua.outfits.table import OUTFITS

ART = ManhuaArt()
RGBA = skia.kRGBA_8888_ColorType
DAY = Light()
GOLDEN = Path(__file__).parents[3] / "golden"
GOLDEN_DIFFERENCE_MAX = 1.5
"""Mean absolute difference of a golden frame in levels of 255: processors round apart."""
BACKGROUND = 0xFF808890
SCALE = 0.10
SIZE = (260, 210)
"""Width and height of a test picture; the feet stand in the middle, 20 pixels from below."""


def drawn(look, pose, *, bust=False, light=DAY, scale=SCALE, size=SIZE, floor=None):
    """A picture of the figure as (height, width, 4) uint8."""
    surface = skia.Surface(*size)
    canvas = surface.getCanvas()
    canvas.clear(BACKGROUND)
    canvas.translate(size[0] / 2, size[1] - 20 if floor is None else floor)
    canvas.scale(scale, scale)
    ART.paint(canvas, look, pose, light, bust=bust)
    return surface.toarray(colorType=RGBA).copy()


def closeup(look, pose, light=DAY):
    """The face, 96 x 128."""
    anchors = ART.anchors(look)
    return drawn(
        look, pose, bust=True, light=light, scale=0.42, size=(96, 128),
        floor=62 - anchors.eye_y * 0.42,
    )  # fmt: skip


def stroked(picture):
    """Left, top, right and bottom of what differs from the background."""
    touched = np.abs(picture[..., :3].astype(int) - picture[0, 0, :3].astype(int)).sum(2) > 12
    ys, xs = np.nonzero(touched)
    return xs.min(), ys.min(), xs.max() + 1, ys.max() + 1


@pytest.mark.parametrize("bust", [False, True])
def test_same_arguments_give_the_same_pixels(bust):
    look = Look(accessories=("glasses", "ribbon"), outfit="hanfu")
    pose = Pose(yaw=-33, body_yaw=-20, tears=0.6, time_s=1.25, gesture="phone", gesture_mix=0.7)

    assert np.array_equal(drawn(look, pose, bust=bust), drawn(look, pose, bust=bust))


@pytest.mark.parametrize("outfit", sorted(OUTFITS))
@pytest.mark.parametrize("hair", sorted(HAIR))
def test_every_hair_and_outfit_stays_inside_its_bounds(hair, outfit):
    emotions = sorted(FEELINGS)
    for index, (sex, yaw) in enumerate(product(("female", "male"), (-70, 10))):
        place = (index + len(hair) + len(outfit)) % len(emotions)
        look = Look(hair=hair, outfit=outfit, sex=sex, accessories=("earrings", "crown"))
        pose = Pose(
            yaw=yaw, body_yaw=yaw * 0.7, expression=((emotions[place], 1.0),), walk=0.3,
            hair_swing=6, cloth_swing=6,
        )  # fmt: skip
        left, top, right, bottom = ART.bounds(look, pose, bust=False)
        x0, y0, x1, y1 = stroked(drawn(look, pose))
        middle, floor = SIZE[0] / 2, SIZE[1] - 20

        assert (x0 - middle) / SCALE >= left - 1 / SCALE
        assert (x1 - middle) / SCALE <= right + 1 / SCALE
        assert (y0 - floor) / SCALE >= top - 1 / SCALE
        assert (y1 - floor) / SCALE <= bottom + 1 / SCALE


@pytest.mark.parametrize("gesture", GESTURES)
def test_every_gesture_stays_inside_its_bounds(gesture):
    for yaw, mix in product((-50, 0, 50), (0.4, 1.0)):
        look = Look(outfit="palace_robe", sex="male", build=Build.BROAD)
        pose = Pose(body_yaw=yaw, yaw=yaw, gesture=gesture, gesture_mix=mix)
        left, top, right, _ = ART.bounds(look, pose, bust=True)
        x0, y0, x1, _ = stroked(drawn(look, pose, bust=True))

        assert (x0 - SIZE[0] / 2) / SCALE >= left - 1 / SCALE
        assert (x1 - SIZE[0] / 2) / SCALE <= right + 1 / SCALE
        assert (y0 - SIZE[1] + 20) / SCALE >= top - 1 / SCALE


def test_a_bust_ends_at_its_bounds():
    look, pose = Look(), Pose()
    bottom = ART.bounds(look, pose, bust=True)[3]
    drawn_bottom = stroked(drawn(look, pose, bust=True))[3]

    assert abs((drawn_bottom - SIZE[1] + 20) / SCALE - bottom) <= 1.5 / SCALE


@pytest.mark.parametrize(("sex", "age", "build"), list(product(("female", "male"), Age, Build)))
def test_anchors_stand_in_their_order(sex, age, build):
    anchors = ART.anchors(Look(sex=sex, age=age, build=build))
    heights = [
        anchors.top_y, anchors.eye_y, anchors.chin_y, anchors.shoulder_y, anchors.waist_y,
        anchors.knee_y, 0.0,
    ]  # fmt: skip

    assert heights == sorted(heights)
    assert 0 < anchors.face_width < anchors.shoulder_width


def test_an_adult_has_seven_heads_and_a_child_about_five():
    def heads(look):
        anchors = ART.anchors(look)
        skull = (anchors.chin_y - anchors.top_y) * 0.88
        return -(anchors.top_y + (anchors.chin_y - anchors.top_y) * 0.12) / skull

    assert 6.5 <= heads(Look()) <= 7.6
    assert 6.5 <= heads(Look(sex="male")) <= 7.6
    assert 4.5 <= heads(Look(age=Age.CHILD)) <= 5.6


def test_eyes_are_drawn_where_the_anchor_says():
    look = Look(eye_colour="#00ff00", hair="crop", sex="male")
    anchors = ART.anchors(look)
    picture = drawn(
        look, Pose(), bust=True, scale=1.0, size=(300, 300), floor=150 - anchors.eye_y
    )
    red, green = picture[..., 0].astype(int), picture[..., 1].astype(int)
    rows = np.nonzero((green - red) > 60)[0]

    assert abs(rows.mean() - 150) < 8


@pytest.mark.parametrize("yaw", [20, 45, 70])
def test_a_turned_head_is_not_its_mirror_image(yaw):
    look = Look(hair="parted", accessories=("ribbon",))
    right, left = closeup(look, Pose(yaw=yaw)), closeup(look, Pose(yaw=-yaw))
    mirror = np.abs(right.astype(int) - left[:, ::-1].astype(int)).mean()
    turned = np.abs(right.astype(int) - left.astype(int)).mean()

    assert mirror > 2.0, "the parting, the light and the ribbon stay where they are"
    assert turned > mirror, "but the face turns"


def test_the_face_turns_without_jumps():
    looks = Look()
    steps = [closeup(looks, Pose(yaw=yaw)).astype(int) for yaw in range(-75, 76, 3)]
    changes = [np.abs(a - b).mean() for a, b in pairwise(steps)]

    assert max(changes) < 4 * float(np.median(changes))


@pytest.mark.parametrize("emotion", [one.value for one in Emotion if one.value != "neutral"])
def test_every_emotion_changes_the_face(emotion):
    look = Look()
    calm = closeup(look, Pose())
    half = closeup(look, Pose(expression=(("neutral", 0.5), (emotion, 0.5))))
    full = closeup(look, Pose(expression=((emotion, 1.0),)))

    assert np.abs(full.astype(int) - calm).mean() > 0.4
    assert np.abs(half.astype(int) - calm).mean() < np.abs(full.astype(int) - calm).mean()


def test_every_viseme_has_its_own_mouth():
    pictures = [closeup(Look(), Pose(viseme=one)).tobytes() for one in VISEMES]

    assert len(set(pictures)) == len(VISEMES)


def test_half_a_viseme_lies_between_two():
    half = closeup(Look(), Pose(viseme="open", viseme_from="rest", viseme_mix=0.5))
    assert not np.array_equal(half, closeup(Look(), Pose(viseme="open")))
    assert not np.array_equal(half, closeup(Look(), Pose(viseme="rest")))

    whole = closeup(Look(), Pose(viseme="open", viseme_from="rest", viseme_mix=1.0))
    assert np.array_equal(whole, closeup(Look(), Pose(viseme="open")))


@pytest.mark.parametrize(
    "change",
    [
        {"blink": 1.0}, {"gaze_x": 1.0}, {"gaze_y": 1.0}, {"pitch": 15.0}, {"roll": 10.0},
        {"tears": 1.0}, {"blush": 1.0}, {"hair_swing": 12.0}, {"breath": 1.0}, {"lean": 8.0},
    ],
)  # fmt: skip
def test_every_number_of_the_pose_is_seen(change):
    assert not np.array_equal(
        closeup(Look(), Pose()), closeup(Look(), replace(Pose(), **change))
    )


@pytest.mark.parametrize("accessory", sorted(ACCESSORIES))
def test_every_accessory_is_seen(accessory):
    look = Look(hair="ponytail")
    pose = Pose(yaw=-20)
    worn = drawn(replace(look, accessories=(accessory,)), pose, scale=0.4, floor=620)

    assert not np.array_equal(worn, drawn(look, pose, scale=0.4, floor=620))


def test_light_from_behind_draws_a_rim():
    night = Light(rim="#90c8ff", rim_x=0.8)

    assert not np.array_equal(closeup(Look(), Pose(), night), closeup(Look(), Pose()))


def test_the_tables_hold_every_word_of_the_contract():
    assert set(GESTURES) == set(DRAWN_GESTURES)
    assert set(VISEMES) == set(SHAPES)
    assert {one.value for one in Emotion} == set(FEELINGS)


@pytest.mark.parametrize(
    ("look", "pose", "code"),
    [
        (Look(hair="mane"), Pose(), "render.unknown_hair"),
        (Look(outfit="toga"), Pose(), "render.unknown_outfit"),
        (Look(accessories=("monocle",)), Pose(), "render.unknown_accessory"),
        (Look(), Pose(gesture="juggle"), "render.unknown_gesture"),
        (Look(), Pose(viseme="yawn"), "render.unknown_viseme"),
        (Look(), Pose(expression=(("bored", 1.0),)), "render.unknown_emotion"),
    ],
)
def test_unknown_names_are_refused_with_what_is_known(look, pose, code):
    with pytest.raises(Invalid) as refused:
        drawn(look, pose)

    assert refused.value.code == code
    assert str(refused.value.data["known"])[:3] in str(refused.value)


_HERO = Look(sex="male", hair="parted", outfit="suit", hair_colour="#2b2430")
_LADY = Look(hair="bun_hairpin", outfit="palace_robe", accessories=("hairpin",))
GOLDENS = {
    "manhua-front": (Look(outfit="uniform"), Pose(expression=(("happy", 1.0),)), Light()),
    "manhua-turned": (_HERO, Pose(yaw=-40, body_yaw=-30, viseme="open"), Light()),
    "manhua-profile": (_LADY, Pose(yaw=70, body_yaw=50, tears=0.8), Light(rim="#90c8ff")),
}


@pytest.mark.golden
@pytest.mark.parametrize("name", sorted(GOLDENS))
def test_golden_frame(name, request):
    picture = closeup(*GOLDENS[name])
    path = GOLDEN / f"{name}.png"
    if request.config.getoption("--golden-update"):
        GOLDEN.mkdir(exist_ok=True)
        skia.Image.fromarray(picture, colorType=RGBA).save(str(path))
    kept = skia.Image.open(str(path)).toarray(colorType=RGBA)
    difference = np.abs(picture[..., :3].astype(int) - kept[..., :3].astype(int)).mean()

    assert difference < GOLDEN_DIFFERENCE_MAX
