"""A composite as the picture of a shot: mattes, keys, places, light, frames by number."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from piying.model.canon import digest_bytes
from piying.model.clock import Rate
from piying.model.composite import COMPOSITE_TYPE
from piying.model.cut import Direction, PictureClip
from piying.model.errors import Invalid
from piying.model.master import Profile
from piying.render.jobs import ShotJob
from piying.render.layer import Composer
from piying.render.media.compositefile import pack, unpack
from piying.render.media.heads import media_type_of
from piying.render.planes import blank_planes
from piying.render.shot import paint_shot

SHAPE = Profile("small", 96, 160, Rate(25))
GREEN = (0, 177, 64)


def no_puppets():
    raise AssertionError("nobody asked for puppets")


@pytest.fixture(name="film")
def _film(made, tmp_path):
    """Writes files and a composite of them, and gives frames of its shot as R G B."""

    class Film:
        folder = tmp_path

        def clip(self, name, pictures, pixels="yuv444p", codec="libx264"):
            coded = made.Made(pictures[0].shape[1], pictures[0].shape[0], codec, pixels)
            return made.write_clip(tmp_path / name, pictures, coded)

        def still(self, name, rgba):
            (tmp_path / name).write_bytes(made.encoded(rgba))

        def composite(self, text):
            path = tmp_path / "shot.composite.toml"
            path.write_text(text, encoding="utf-8")
            return pack(path, "e01s01", media_type_of, no_puppets)

        def job(self, text, length=10):
            packed = self.composite(text)
            blob = digest_bytes(packed.data)
            kept = tmp_path / f"{blob}.composite"
            kept.write_bytes(packed.data)
            clip = PictureClip("", blob, blob, COMPOSITE_TYPE, length, 0, direction=Direction())
            return ShotJob(SHAPE, clip, 0, length, {blob: kept}, cache=tmp_path / "cache")

        def frame(self, text, number=0, length=10):
            planes = blank_planes(SHAPE.width, SHAPE.height)
            Composer(paint_shot(self.job(text, length))).draw(planes, number)
            return made.rgb_of(planes).astype(int)

    return Film()


def flat(made, rgb, width=96, height=160):
    picture = made.flat(width, height, 0)
    picture[:] = rgb
    return picture


def test_a_keyed_clip_shows_what_lies_beneath_where_the_colour_was(film, made):
    front = flat(made, GREEN)
    front[60:100, 30:66] = (220, 40, 40)
    film.clip("front.mp4", [front] * 10)
    film.still("back.png", made.opaque(flat(made, (30, 60, 200))))

    got = film.frame('[[layer]]\nfile="back.png"\n[[layer]]\nfile="front.mp4"\nkey="#00b140"')

    assert np.abs(got[20, 48] - (30, 60, 200)).max() <= 6
    assert np.abs(got[80, 48] - (220, 40, 40)).max() <= 14
    edge = got[56:64, 48]
    assert (edge[:, 1] <= 100).all()  # hardly any green is left at the edge


def test_a_still_with_transparency_is_laid_by_it(film, made):
    front = np.zeros((160, 96, 4), np.uint8)
    front[40:120, 24:72] = (200, 200, 200, 128)
    film.still("front.png", front)
    film.still("back.png", made.opaque(flat(made, (0, 0, 0))))

    got = film.frame('[[layer]]\nfile="back.png"\n[[layer]]\nfile="front.png"\nmatte="alpha"')

    assert np.abs(got[80, 48] - 100).max() <= 4
    assert np.abs(got[10, 10]).max() <= 3


def test_a_clip_with_transparency_is_laid_by_it(film, made):
    pictures = []
    for _ in range(10):
        picture = np.zeros((160, 96, 4), np.uint8)
        picture[:80] = (200, 60, 60, 255)
        pictures.append(picture)
    film.clip("front.mov", pictures, "argb", "qtrle")
    film.still("back.png", made.opaque(flat(made, (40, 40, 160))))

    got = film.frame('[[layer]]\nfile="back.png"\n[[layer]]\nfile="front.mov"\nmatte="alpha"')

    assert np.abs(got[30, 48] - (200, 60, 60)).max() <= 10
    assert np.abs(got[130, 48] - (40, 40, 160)).max() <= 6


def test_a_clip_without_transparency_is_refused_as_its_own_matte(film, made):
    film.clip("front.mp4", [flat(made, (9, 9, 9))] * 10)
    film.still("back.png", made.opaque(flat(made, (0, 0, 0))))

    with pytest.raises(Invalid) as refused:
        film.frame('[[layer]]\nfile="back.png"\n[[layer]]\nfile="front.mp4"\nmatte="alpha"')
    assert refused.value.code == "render.clip_no_alpha"


def test_white_of_a_matte_covers_and_black_does_not(film, made):
    matte = flat(made, (0, 0, 0))
    matte[:, 48:] = 255
    film.still("matte.png", made.opaque(matte))
    film.still("front.png", made.opaque(flat(made, (240, 240, 240))))
    film.still("back.png", made.opaque(flat(made, (20, 20, 20))))

    got = film.frame(
        '[[layer]]\nfile="back.png"\n[[layer]]\nfile="front.png"\nmatte="matte.png"'
    )

    assert np.abs(got[80, 20] - 20).max() <= 3
    assert np.abs(got[80, 80] - 240).max() <= 3


def test_a_box_places_a_layer_and_cuts_off_what_is_outside(film, made):
    film.still("front.png", made.opaque(flat(made, (250, 250, 250))))
    film.still("back.png", made.opaque(flat(made, (20, 20, 20))))

    got = film.frame(
        '[[layer]]\nfile="back.png"\n[[layer]]\nfile="front.png"\nbox=[500, -250, 1000, 500]'
    )

    assert np.abs(got[20, 80] - 250).max() <= 3
    assert np.abs(got[60, 80] - 20).max() <= 3
    assert np.abs(got[20, 20] - 20).max() <= 3


def test_a_matched_layer_has_the_light_of_what_lies_beneath(film, made):
    film.still("front.png", made.opaque(flat(made, (150, 140, 130))))
    film.still("back.png", made.opaque(flat(made, (100, 110, 130))))

    text = '[[layer]]\nfile="back.png"\n[[layer]]\nfile="front.png"\n'
    plain, half, whole = (
        film.frame(text + more)[80, 48] for more in ("", "match=500", "match=1000")
    )

    assert np.abs(plain - (150, 140, 130)).max() <= 3
    assert np.abs(whole - (100, 110, 130)).max() <= 5
    # half way in stops: the root of the product of the lights
    light = np.sqrt((np.array([150, 140, 130]) / 255) ** 2.4
                    * (np.array([100, 110, 130]) / 255) ** 2.4)  # fmt: skip
    assert np.abs(half - 255 * light ** (1 / 2.4)).max() <= 5


def test_light_is_added_as_light(film, made):
    film.still("glow.png", made.opaque(flat(made, (120, 120, 120))))
    film.still("back.png", made.opaque(flat(made, (160, 160, 160))))

    got = film.frame('[[layer]]\nfile="back.png"\n[[layer]]\nfile="glow.png"\nblend="add"')

    assert np.abs(got[80, 48] - 200).max() <= 4  # 3, 4, 5: squares are summed, not levels


def test_light_from_behind_wraps_round_an_edge_and_not_the_middle(film, made):
    front = np.zeros((160, 96, 4), np.uint8)
    front[20:140, 14:82] = (40, 40, 40, 255)
    film.still("front.png", front)
    film.still("back.png", made.opaque(flat(made, (250, 250, 250))))
    text = '[[layer]]\nfile="back.png"\n[[layer]]\nfile="front.png"\nmatte="alpha"\n'

    plain, lit = film.frame(text), film.frame(text + "wrap=800")

    assert (lit[80, 16] - plain[80, 16]).min() > 20
    assert np.abs(lit[80, 48] - plain[80, 48]).max() <= 2


def test_grain_is_another_in_every_frame_and_the_same_in_a_frame_drawn_again(film, made):
    film.still("back.png", made.opaque(flat(made, (120, 120, 120))))
    text = 'grain=500\n[[layer]]\nfile="back.png"'

    first, again, next_one = film.frame(text, 3), film.frame(text, 3), film.frame(text, 4)

    assert (first == again).all()
    assert (first != next_one).any()
    assert 2 < first[..., 1].std() < 20
    assert abs(first[..., 1].mean() - 120) < 1.5


def test_frame_n_is_the_same_in_whatever_order_frames_are_drawn(film, made):
    front = [flat(made, (20 * n, 90, 40)) for n in range(10)]
    film.clip("front.mp4", front)
    film.still("back.png", made.opaque(flat(made, (120, 120, 120))))
    job = film.job(
        'grain=300\n[[layer]]\nfile="back.png"\n'
        '[[layer]]\nfile="front.mp4"\nopacity=500\nmatch=300\nwrap=200'
    )

    def drawn(order):
        composer, found = Composer(paint_shot(job)), {}
        planes = blank_planes(SHAPE.width, SHAPE.height)
        for number in order:
            composer.draw(planes, number)
            found[number] = planes.y.copy()
        return found

    one, other = drawn((0, 5, 9, 2)), drawn((9, 2, 0, 5))
    assert all((one[n] == other[n]).all() for n in one)


def test_no_channel_is_matched_by_more_than_two_stops(film, made):
    film.still("front.png", made.opaque(flat(made, (200, 200, 200))))
    film.still("back.png", made.opaque(flat(made, (40, 40, 40))))

    text = '[[layer]]\nfile="back.png"\n[[layer]]\nfile="front.png"\nmatch=1000'
    assert np.abs(film.frame(text)[80, 48] - 200 * 0.25 ** (1 / 2.4)).max() <= 4


def test_a_clip_of_another_rate_and_size_is_conformed(film, made):
    pictures = [flat(made, (12 * n, 12 * n, 12 * n), 64, 64) for n in range(20)]
    coded = made.Made(64, 64, "libx264", "yuv444p")
    made.write_clip(film.folder / "fast.mp4", pictures, coded, rate=50)

    got = film.frame('[[layer]]\nfile="fast.mp4"', 4)

    assert got.shape == (160, 96, 3)
    assert np.abs(got[80, 48] - 96).max() <= 4  # frame 4 at 25 is frame 8 at 50


def test_the_same_mix_has_the_same_bytes_and_comes_out_whole(film, made, tmp_path):
    film.still("back.png", made.opaque(flat(made, (1, 2, 3))))
    text = '[[layer]]\nfile="back.png"\nopacity=900'

    first, second = film.composite(text), film.composite(text)
    assert first.data == second.data

    kept = tmp_path / "kept"
    kept.write_bytes(first.data)
    composite, files = unpack(kept, "e01s01", tmp_path / "out")
    assert composite == first.composite
    assert [path.read_bytes() for path in files.values()] == [
        (tmp_path / "back.png").read_bytes()
    ]


def test_a_damaged_mix_is_refused_by_name(film, made, tmp_path):
    film.still("back.png", made.opaque(flat(made, (1, 2, 3))))
    kept = tmp_path / "kept"
    kept.write_bytes(film.composite('[[layer]]\nfile="back.png"').data[:-60])

    with pytest.raises(Invalid) as refused:
        unpack(kept, "e01s07", tmp_path / "out")
    assert refused.value.code == "render.composite_broken"
    assert refused.value.data["shot"] == "e01s07"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "[[layer]]"),
        ("[[layer]]\nfile=1", "file ="),
        ('[[layer]]\nfile="back.png"\nopacity=2000', "opacity = 0 … 1000"),
        ('[[layer]]\nfile="back.png"\ncolour="red"', "colour?"),
        ('[[layer]]\nfile="back.png"\nkey="green"', 'key = "#rrggbb"'),
        ('[[layer]]\nfile="back.png"\nblend="burn"', "blend = over"),
        ('[[layer]]\nfile="back.png"\nbox=[0, 0, 1000]', "box = "),
        ('[[layer]]\nfile="../outside.png"', "outside of"),
        ('grain=-1\n[[layer]]\nfile="back.png"', "grain = 0"),
        ("[[layer]\n", "line 1"),
    ],
)
def test_what_is_wrong_in_a_mix_file_is_named(film, made, text, says):
    film.still("back.png", made.opaque(flat(made, (1, 2, 3))))

    with pytest.raises(Invalid) as refused:
        film.composite(text)
    assert refused.value.code == "render.composite_wrong"
    assert says in str(refused.value)


def test_the_mix_of_another_clip_is_another_segment(film, made):
    film.still("back.png", made.opaque(flat(made, (1, 2, 3))))
    one = film.job('[[layer]]\nfile="back.png"')
    film.still("back.png", made.opaque(flat(made, (9, 2, 3))))
    other = film.job('[[layer]]\nfile="back.png"')

    assert one.digest != other.digest
    assert one.digest == replace(one, start_frame=99).digest


def test_a_still_carries_the_words_of_its_signs(film, made):
    film.still("back.png", made.opaque(flat(made, (200, 200, 200))))
    signs = """[[layer]]
file = "back.png"
[[layer.sign]]
text = "客栈"
corners = [[200, 200], [800, 200], [800, 500], [200, 500]]
"""

    got = film.frame(signs)
    assert got[32:80, 20:76].min() < 80
    assert np.abs(got[120, 48] - 200).max() <= 3


@pytest.mark.parametrize(
    "sign",
    [
        'text = "a"',
        'text = "a"\ncorners = [[0, 0]]',
        "text = 1\ncorners = [[0,0],[1,0],[1,1],[0,1]]",
    ],
)
def test_a_sign_that_is_written_wrong_is_named(film, made, sign):
    film.still("back.png", made.opaque(flat(made, (200, 200, 200))))

    with pytest.raises(Invalid) as refused:
        film.composite(f'[[layer]]\nfile="back.png"\n[[layer.sign]]\n{sign}')
    assert refused.value.data["where"] == "layer 1, sign 1"
