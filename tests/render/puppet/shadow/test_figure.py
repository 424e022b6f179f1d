"""The puppets keep the contract of `render.puppet.art`, and the rules of their own stage."""

from __future__ import annotations

import ast
import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
import skia
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.errors import Invalid
from piying.model.people import Age, Build, Look, Style
from piying.model.shot import Emotion
from piying.render.puppet.art import GESTURES, VISEMES, Light, Pose, paint_cels
from piying.render.puppet.manhua.accessories import ACCESSORIES as DRAWN_ACCESSORIES
from piying.render.puppet.manhua.hair.table import HAIR as DRAWN_HAIR
from piying.render.puppet.manhua.outfits.table import OUTFITS as DRAWN_OUTFITS
from piying.render.puppet.shadow import light
from piying.render.puppet.shadow.costume import OUTFITS
from piying.render.puppet.shadow.figure import ShadowArt
from piying.render.puppet.shadow.hanging import Hung
from piying.render.puppet.shadow.headdress import ACCESSORIES
from piying.render.puppet.shadow.hide import Cutter, Lamp, draw
from piying.render.puppet.shadow.knife import rect
from piying.render.puppet.shadow.puppet import kind_of, puppet_of
from piying.render.puppet.shadow.rig import TURN_BAND, facing, frame_of, joints_of, settled
from piying.render.puppet.shadow.tresses import TRESSES
from piying.render.surface import painted

ART = ShadowArt()
CLOTH = 0xFFDFC097
"""The lit cloth behind the puppets of the comparisons."""
MULTIPLIED_MEAN_MAX = 5.0
"""Levels of 256 by which a stack of cels may differ, on average over the puppet, from leather
that multiplies colour by colour: a sheet has one alpha for all three."""
DARKER_SHARE_MIN, DARKER_SHARE_MAX = 0.5, 1.6
"""How much of the darkening by multiplying the alpha of a sheet gives."""
SCALE = 0.12
STANDS = Pose(yaw=40, walk=-1)
WOMAN = Look(style=Style.SHADOW, hair="bun_hairpin", outfit="hanfu")
KING = Look(
    style=Style.SHADOW, sex="male", hair="monkey", outfit="armour", accessories=("crown",)
)


def pixels(look, pose=STANDS, *, bust=False, shines=None, half=900, top=-2000, bottom=160):
    """The figure on a clear canvas that is symmetric round its feet."""
    width, height = round(half * 2 * SCALE), round((bottom - top) * SCALE)

    def draw(canvas):
        canvas.scale(SCALE, SCALE)
        canvas.translate(half, -top)
        ART.paint(canvas, look, pose, shines or Light(), bust=bust)

    return painted(width, height, draw)


def drawn_box(picture, half=900, top=-2000):
    rows, columns = np.nonzero(picture[..., 3])
    return (
        columns.min() / SCALE - half, rows.min() / SCALE + top,
        (columns.max() + 1) / SCALE - half, (rows.max() + 1) / SCALE + top,
    )  # fmt: skip


def held(look, pose, *, bust=False):
    """Whether the bounds hold every stroke, to a pixel."""
    left, top, right, bottom = drawn_box(pixels(look, pose, bust=bust))
    bounds = ART.bounds(look, pose, bust=bust)
    slack = 1 / SCALE
    return (
        left >= bounds[0] - slack and top >= bounds[1] - slack
        and right <= bounds[2] + slack and bottom <= bounds[3] + slack
    )  # fmt: skip


def test_every_name_that_the_other_style_draws_is_carved():
    assert set(TRESSES) == set(DRAWN_HAIR) | {"monkey"}
    assert set(OUTFITS) == set(DRAWN_OUTFITS)
    assert set(ACCESSORIES) == set(DRAWN_ACCESSORIES)


@pytest.mark.parametrize("hair", sorted(TRESSES))
def test_every_head_is_painted_inside_its_bounds(hair):
    assert held(replace(WOMAN, hair=hair), STANDS)


@pytest.mark.parametrize("outfit", sorted(OUTFITS))
@pytest.mark.parametrize("sex", ["female", "male"])
def test_every_outfit_is_painted_inside_its_bounds(outfit, sex):
    assert held(replace(WOMAN, outfit=outfit, sex=sex), STANDS)


@pytest.mark.parametrize("name", ACCESSORIES)
def test_every_accessory_is_seen_and_held(name):
    look = replace(WOMAN, accessories=(name,))

    assert held(look, STANDS)
    assert not np.array_equal(pixels(look), pixels(WOMAN))


@pytest.mark.parametrize("gesture", [name for name in GESTURES if name])
def test_every_gesture_moves_the_puppet_within_its_bounds(gesture):
    pose = replace(STANDS, gesture=gesture, gesture_mix=1.0)

    assert held(KING, pose)
    assert not np.array_equal(pixels(KING, pose), pixels(KING))


@pytest.mark.parametrize("bust", [False, True])
def test_the_same_pose_is_the_same_picture(bust):
    assert np.array_equal(pixels(KING, bust=bust), pixels(KING, bust=bust))


def test_a_bust_ends_above_the_knees():
    assert drawn_box(pixels(WOMAN, bust=True))[3] < -350
    assert drawn_box(pixels(WOMAN))[3] > 0


@pytest.mark.parametrize("look", [WOMAN, KING])
def test_looking_left_is_looking_right_in_a_mirror(look):
    """Nothing is written on leather, so a flipped puppet is its own mirror image."""
    right, left = pixels(look, replace(STANDS, yaw=50)), pixels(look, replace(STANDS, yaw=-50))
    # the grain lies on the screen and does not turn with the puppet
    apart = np.abs(right[:, ::-1].astype(int) - left.astype(int))

    assert np.mean(apart) < 2.0
    assert np.abs(np.subtract(drawn_box(right)[2], -drawn_box(left)[0])) < 2 / SCALE


@given(yaw=st.floats(-90, 90))
@settings(deadline=None)
def test_a_puppet_faces_where_its_yaw_says(yaw):
    wide = facing(yaw)

    assert 0 < abs(wide) <= 1
    assert wide == 1 if yaw >= 0 else wide <= 1
    assert wide == -1 or yaw > -TURN_BAND


def test_turning_passes_edge_on_without_a_jump():
    yaws = [-TURN_BAND * k / 60 for k in range(61)]
    wide = [facing(yaw) for yaw in yaws]

    assert wide == sorted(wide, reverse=True)
    assert min(abs(one) for one in wide) < 0.1
    assert max(a - b for a, b in pairwise(wide)) < 0.2


def test_a_gesture_is_struck_past_its_place_and_settles_there():
    way = [settled(k / 40) for k in range(41)]

    assert way[0] == 0
    assert math.isclose(way[-1], 1.0)
    assert max(way) > 1.02


def test_the_jaw_drops_with_the_vowel():
    shut = pixels(WOMAN, replace(STANDS, viseme="closed"))
    wide = pixels(WOMAN, replace(STANDS, viseme="open"))

    assert not np.array_equal(shut, wide)
    assert np.array_equal(shut, pixels(WOMAN, replace(STANDS, viseme="rest")))


@pytest.mark.parametrize(
    "feeling", [one.value for one in Emotion if one is not Emotion.NEUTRAL]
)
def test_every_feeling_tilts_the_head_or_the_brow(feeling):
    pose = replace(STANDS, expression=((feeling, 1.0),))

    assert not np.array_equal(pixels(WOMAN, pose), pixels(WOMAN))


@pytest.mark.parametrize("viseme", VISEMES)
def test_every_viseme_is_known(viseme):
    assert held(WOMAN, replace(STANDS, viseme=viseme))


def test_walking_moves_the_legs_and_comes_round():
    steps = [pixels(KING, replace(STANDS, walk=k / 4)) for k in range(5)]

    assert not np.array_equal(steps[0], steps[1])
    assert np.array_equal(steps[0], steps[4])


def test_ornament_is_cut_out_of_the_hide():
    """Leather with holes covers less than its outline."""
    torso = puppet_of(WOMAN).torso
    hide = next(coat for coat in torso.coats if coat.multiply)
    box = hide.path.computeTightBounds()
    rows = np.linspace(box.top() + 60, box.bottom() - 60, 60)
    columns = np.linspace(box.left() + 40, box.right() - 40, 60)
    inside = [(x, y) for x in columns for y in rows if torso.outline.contains(x, y)]
    open_share = 1 - sum(
        any(coat.multiply and coat.path.contains(x, y) for coat in torso.coats)
        for x, y in inside
    ) / len(inside)

    assert 0.03 < open_share < 0.6


def test_the_lamp_shines_through_leather_that_lies_on_nothing():
    assert 0 < pixels(WOMAN)[..., 3].max() <= 255
    assert (pixels(WOMAN)[..., 3] > 250).mean() < 0.2


@pytest.mark.parametrize(
    ("look", "kind"),
    [
        (WOMAN, "woman"), (KING, "monkey"), (replace(WOMAN, sex="male"), "man"),
        (replace(WOMAN, age=Age.ELDER), "elder"), (replace(WOMAN, age=Age.CHILD), "child"),
        (replace(WOMAN, sex="male", outfit="armour", accessories=("beard",)), "general"),
    ],
)  # fmt: skip
def test_the_type_of_head_follows_from_the_look(look, kind):
    assert kind_of(look) == kind


@pytest.mark.parametrize("age", list(Age))
@pytest.mark.parametrize("build", list(Build))
def test_anchors_lie_in_order_from_head_to_foot(age, build):
    anchors = ART.anchors(replace(WOMAN, age=age, build=build))
    heights = (
        anchors.top_y, anchors.eye_y, anchors.chin_y, anchors.shoulder_y, anchors.waist_y,
        anchors.knee_y, 0.0,
    )  # fmt: skip

    assert list(heights) == sorted(heights)
    assert anchors.face_width > 0


@pytest.mark.parametrize(
    ("look", "pose", "code"),
    [
        (replace(WOMAN, hair="mohawk"), STANDS, "render.unknown_hair"),
        (replace(WOMAN, outfit="toga"), STANDS, "render.unknown_outfit"),
        (replace(WOMAN, accessories=("monocle",)), STANDS, "render.unknown_accessory"),
        (WOMAN, replace(STANDS, gesture="juggle"), "render.unknown_gesture"),
        (WOMAN, replace(STANDS, viseme="ah"), "render.unknown_viseme"),
        (WOMAN, replace(STANDS, expression=(("bored", 1.0),)), "render.unknown_emotion"),
    ],
)
def test_unknown_names_are_refused(look, pose, code):
    with pytest.raises(Invalid) as refused:
        ART.paint(skia.Surface(4, 4).getCanvas(), look, pose, Light(), bust=False)

    assert refused.value.code == code


def test_the_hour_of_the_set_tints_the_leather():
    assert not np.array_equal(pixels(WOMAN), pixels(WOMAN, shines=Light(ambient="#3a3f8e")))


DAY = Light(key="#fff3d0", shade="#8f501f")


def on_cloth(paint):
    """What `paint` draws about the feet of a puppet before the cloth: signed levels."""

    def whole(canvas):
        canvas.clear(CLOTH)
        canvas.scale(SCALE * 2, SCALE * 2)
        canvas.translate(600, 1900)
        paint(canvas)

    return painted(round(1200 * SCALE * 2), round(2000 * SCALE * 2), whole)[..., :3].astype(int)


def multiplied(look, pose):
    """The puppet as one drawing in which every piece multiplies what lies below it."""
    hung = Hung(puppet_of(look), frame_of(look), joints_of(look, pose), bust=False)

    def paint(canvas):
        canvas.saveLayer(None, skia.Paint())
        canvas.scale(hung.frame.scale, hung.frame.scale)
        for sheet in hung.sheets():
            canvas.save()
            canvas.translate(sheet.spot.x, sheet.spot.y)
            canvas.rotate(sheet.spot.degrees)
            canvas.scale(sheet.spot.size, sheet.spot.size)
            for piece, x, y, degrees in sheet.pieces:
                canvas.save()
                canvas.translate(x, y)
                canvas.rotate(degrees)
                tint = light.FAR_TINT if sheet.far else None
                draw(canvas, piece, tint, inlaid=sheet.inlaid)
                canvas.restore()
            canvas.restore()
        canvas.restore()

    return on_cloth(paint)


@pytest.mark.parametrize("gesture", ["", "hand_on_chest", "bow"])
@pytest.mark.parametrize("look", [WOMAN, KING])
def test_stacked_cels_look_like_leather_that_multiplies(look, gesture, monkeypatch):
    monkeypatch.setattr(light, "grain", skia.Surface(384, 384).makeImageSnapshot)
    pose = replace(STANDS, gesture=gesture, gesture_mix=1.0 if gesture else 0.0)
    sheets = [c for c in ART.cels(look, pose, DAY, bust=False) if c.key[0] != "rod"]
    stacked = on_cloth(lambda canvas: paint_cels(canvas, sheets))
    real = multiplied(look, pose)
    puppet = (real != on_cloth(lambda _canvas: None)).any(2)

    assert np.abs(stacked - real)[puppet].mean() <= MULTIPLIED_MEAN_MAX


@pytest.mark.parametrize("dye", [0xFFD2331B, 0xFF2F7A4A, 0xFF2C4A86, 0xFFE3A02C, 0xFFF6DDA6])
def test_hide_keeps_its_colour_on_the_cloth_and_darkens_on_hide(dye):
    """A hide over hide is darker, by about what multiplying would make it."""
    lamp = Lamp(*(((CLOTH >> shift) & 255) / 255 for shift in (16, 8, 0)))
    below = Cutter().hide(rect(-90, -90, 90, 90), 0xFF2C4A86).done(contour=0, shade=0)
    above = Cutter().hide(rect(-90, -90, 90, 90), dye).done(contour=0, shade=0)

    def level(*drawn):
        def paint(canvas):
            for clear, piece, through in drawn:
                if clear:
                    canvas.saveLayer(None, skia.Paint())
                draw(canvas, piece, lamp=through)
                if clear:
                    canvas.restore()

        return on_cloth(paint)[round(1900 * SCALE * 2), round(600 * SCALE * 2)]

    alone, own_sheet = level((True, above, None)), level((True, above, lamp))
    real = alone - level((True, below, None), (False, above, None))
    sheets = own_sheet - level((True, below, lamp), (True, above, lamp))

    assert np.abs(alone - own_sheet).max() <= 2
    assert DARKER_SHARE_MIN < sheets.mean() / real.mean() < DARKER_SHARE_MAX


def test_cels_that_share_a_key_are_one_drawing():
    """ "Equal keys of one look, light and style promise equal drawings about the origin." """
    seen = {}
    for k in range(6):
        pose = replace(STANDS, viseme=VISEMES[k], breath=k / 6, cycle=k / 6, gaze_x=k / 6)
        for cel in ART.cels(KING, pose, DAY, bust=False):
            box = (cel.left, cel.top, cel.right, cel.bottom)

            def paint(canvas, cel=cel):
                canvas.scale(SCALE, SCALE)
                canvas.translate(-cel.left, -cel.top)
                cel.paint(canvas)

            width, height = (math.ceil((box[i + 2] - box[i]) * SCALE) for i in (0, 1))
            picture = painted(width, height, paint)
            first = seen.setdefault(cel.key, (box, picture))
            assert first[0] == box
            assert np.array_equal(first[1], picture)
    assert len(seen) < 6 * len(ART.cels(KING, STANDS, DAY, bust=False)) * 0.7


def test_a_moving_eye_and_breath_draw_nothing_anew():
    keys = {c.key for c in ART.cels(WOMAN, STANDS, DAY, bust=True)}
    moved = replace(STANDS, breath=0.7, gaze_x=0.9, blink=1.0, tears=0.5)

    assert {c.key for c in ART.cels(WOMAN, moved, DAY, bust=True)} == keys


def test_a_gesture_draws_only_arms_head_and_rods_anew():
    posed = {g: ART.cels(WOMAN, replace(STANDS, gesture=g, gesture_mix=0.5 if g else 0.0), DAY,
                         bust=False) for g in ("", "wave")}  # fmt: skip
    fresh = {c.key for c in posed["wave"]} - {c.key for c in posed[""]}

    assert {key[0].split(".")[0] for key in fresh} <= {
        "rod", "hand", "fore", "upper", "head", "neck", "torso", "belt",
    }  # fmt: skip
    assert not {key[0] for key in fresh} & {"back", "front", "thigh", "shin", "sash"}


def test_a_key_names_a_file():
    """ "Made of text, numbers, None and tuples of these, because its `repr` names a file." """
    for cel in ART.cels(KING, STANDS, DAY, bust=True):
        assert ast.literal_eval(repr(cel.key)) == cel.key
