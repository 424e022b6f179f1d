"""Conforming: film frame n shows what is on the screen of the clip at n / rate."""

from __future__ import annotations

import os
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from piying.model.canon import digest_bytes
from piying.model.clock import Rate
from piying.model.errors import Invalid
from piying.render.media.conform import (
    Conformed,
    conform,
    conformed,
    make_room,
    name_of,
)
from piying.render.media.moving import frames_at
from piying.render.planes import blank_planes


def numbered(made, count, step=8):
    """Frames whose grey says which they are."""
    return [made.flat(160, 96, step * (n + 1)) for n in range(count)]


def numbers(levels, step=8):
    return [round(level / step) - 1 for level in levels]


def test_a_clip_at_the_rate_of_the_film_is_shown_frame_for_frame(made, tmp_path):
    clip = made.write_clip(tmp_path / "a.mp4", numbered(made, 10))

    assert numbers(made.greys(clip, made.wanted_of(10), tmp_path / "a.yuv")) == list(range(10))


def test_a_slower_clip_holds_its_frames_and_each_is_kept_once(made, tmp_path):
    clip = made.write_clip(tmp_path / "a.mp4", numbered(made, 12), rate=12)
    wanted = made.wanted_of(25)
    found = numbers(made.greys(clip, wanted, tmp_path / "a.yuv"))

    assert found == [n * 12 // 25 for n in range(25)]
    kept = (tmp_path / "a.yuv").stat().st_size - 4 * 25
    assert kept == 12 * wanted.frame_bytes


def test_a_faster_clip_leaves_frames_out(made, tmp_path):
    clip = made.write_clip(tmp_path / "a.mp4", numbered(made, 20), rate=50)

    found = numbers(made.greys(clip, made.wanted_of(10), tmp_path / "a.yuv"))

    assert found == [2 * n for n in range(10)]


@settings(max_examples=8, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(
    gaps=st.lists(st.integers(1, 9000), min_size=3, max_size=12),
    rate=st.sampled_from([Rate(25), Rate(24), Rate(30_000, 1001), Rate(60)]),
)
def test_frames_of_any_length_are_placed_by_their_own_times(made, tmp_path, gaps, rate):
    """Variable frame rate: exact in whole numbers, whatever the rates are."""
    base = Fraction(1, 90_000)
    ticks = [sum(gaps[:n]) for n in range(len(gaps))]
    clip = made.write_clip(
        tmp_path / "v.mp4", numbered(made, len(gaps)), times=[t * base for t in ticks]
    )
    said = [t * base for t in ticks]
    length = max(1, frames_at(said[-1], rate))
    found = numbers(
        made.greys(clip, made.wanted_of(length, rate=rate), tmp_path / f"{length}.yuv")
    )

    step = Fraction(rate.den, rate.num)
    wanted = [max(i for i, time in enumerate(said) if time <= n * step) for n in range(length)]
    assert found == wanted


def test_a_shot_may_begin_inside_its_clip(made, tmp_path):
    clip = made.write_clip(tmp_path / "a.mp4", numbered(made, 10))

    found = numbers(made.greys(clip, made.wanted_of(4, start=5), tmp_path / "a.yuv"))

    assert found == [5, 6, 7, 8]


def test_a_clip_that_is_a_little_short_holds_its_last_frame(made, tmp_path):
    clip = made.write_clip(tmp_path / "a.mp4", numbered(made, 6))

    found = numbers(made.greys(clip, made.wanted_of(9, short=3), tmp_path / "a.yuv"))

    assert found == [0, 1, 2, 3, 4, 5, 5, 5, 5]


def test_a_clip_that_is_too_short_is_refused_by_shot_and_file(made, tmp_path):
    clip = made.write_clip(tmp_path / "brief.mp4", numbered(made, 6))

    with pytest.raises(Invalid) as refused:
        conform(clip, "e01s02-ab", made.wanted_of(10, short=3), tmp_path / "a.yuv")

    assert refused.value.code == "render.clip_short"
    assert refused.value.data["shot"] == "e01s02-ab"
    assert refused.value.data["path"].name == "brief.mp4"
    assert (refused.value.data["held"], refused.value.data["needed"]) == (6, 7)
    assert list(tmp_path.glob("*.yuv*")) == []


def test_a_wide_clip_covers_an_upright_film_and_is_not_stretched(made, tmp_path):
    picture = made.flat(320, 96, 40)
    rows, columns = np.mgrid[0:96, 0:320]
    picture[(rows - 48) ** 2 + (columns - 160) ** 2 < 20**2] = 220
    how = made.Made(width=320)
    clip = made.write_clip(tmp_path / "a.mp4", [picture] * 2, how)

    found = made.shown(clip, 0, made.wanted_of(2, width=96, height=160), tmp_path / "a.yuv")

    disc = found[..., 1] > 128
    high, wide = disc.any(1).sum(), disc.any(0).sum()
    assert abs(high - 66) <= 3  # 40 pixels of 96 on 160
    assert high == pytest.approx(wide, abs=2)


def test_pixels_that_are_not_square_are_made_square(made, tmp_path):
    picture = made.flat(160, 96, 40)
    picture[28:68, 70:90] = 220  # 20 x 40 stored, 40 x 40 shown

    def wide(stream):
        stream.codec_context.sample_aspect_ratio = Fraction(2, 1)

    clip = made.write_clip(tmp_path / "a.mp4", [picture] * 2, edit=wide)
    found = made.shown(clip, 0, made.wanted_of(2, width=320), tmp_path / "a.yuv")

    square = found[..., 1] > 128
    assert square.any(0).sum() == pytest.approx(square.any(1).sum(), abs=2)


@pytest.mark.parametrize("size", [(161, 97), (33, 57), (1921, 1081)])
def test_odd_sizes_are_shown(made, tmp_path, size):
    how = made.Made(*size, pixels="yuv444p")
    clip = made.write_clip(tmp_path / "a.mp4", [made.flat(*size, 120)] * 2, how)

    found = made.shown(clip, 1, made.wanted_of(2, width=90, height=160), tmp_path / "a.yuv")

    assert made.near(found, 120, 2)


def test_the_same_is_made_once_and_found_again(made, tmp_path):
    clip = made.write_clip(tmp_path / "a.mp4", numbered(made, 3))
    blob, wanted = digest_bytes(clip.read_bytes()), made.wanted_of(3)
    first = conformed(tmp_path / "kept", clip, blob, "s", wanted)
    clip.unlink()

    again = conformed(tmp_path / "kept", clip, blob, "s", wanted)

    assert np.array_equal(first.index, again.index)
    assert name_of(blob, wanted) != name_of(blob, made.wanted_of(3, start=1))


def test_a_damaged_file_is_made_anew(made, tmp_path):
    clip = made.write_clip(tmp_path / "a.mp4", numbered(made, 3))
    blob, wanted = digest_bytes(clip.read_bytes()), made.wanted_of(3)
    conformed(tmp_path, clip, blob, "s", wanted)
    path = tmp_path / name_of(blob, wanted)
    path.write_bytes(path.read_bytes()[:-7])

    assert conformed(tmp_path, clip, blob, "s", wanted).at(2) == 2


def test_what_was_used_longest_ago_makes_room(tmp_path):
    for number in range(4):
        path = tmp_path / f"{number}.yuv"
        path.write_bytes(b"x" * 100)
        os.utime(path, (1000 - number, 1000 - number))
    make_room(tmp_path, 250, tmp_path / "3.yuv")

    assert sorted(path.name for path in tmp_path.glob("*.yuv")) == ["0.yuv", "3.yuv"]


def test_a_file_that_is_deleted_while_it_is_read_is_read_on(made, tmp_path):
    clip = made.write_clip(tmp_path / "a.mp4", numbered(made, 2))
    target, wanted = tmp_path / "a.yuv", made.wanted_of(2)
    conform(clip, "s", wanted, target)
    held = Conformed.open(target, wanted)
    target.unlink()
    planes = blank_planes(160, 96)
    held.read(held.at(1), planes)

    assert planes.y.mean() > 16
