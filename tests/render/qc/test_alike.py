"""Pictures keep their names through what a copy does to them, and works are found by them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage

from piying.render.qc.alike import BITS_APART, Bag, bag_of, compare, share_of
from piying.render.qc.film import inspect
from piying.render.qc.hashes import QUALITY_MIN, hash_of, mirrored


def picture(seed):
    random = np.random.default_rng(seed)
    rough = ndimage.gaussian_filter(random.standard_normal((192, 108)), 7)
    return (128 + 70 * rough / np.abs(rough).max()).astype(np.float32)


def apart(a, b):
    return (a ^ b).bit_count()


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(
    "changed",
    [
        lambda p: p + 12,
        lambda p: p * 0.8 + 20,
        lambda p: ndimage.gaussian_filter(p, 1.5),
        lambda p: p + np.random.default_rng(9).normal(0, 6, p.shape),
        lambda p: np.vstack([p[:140], np.full((52, 108), 235)]),
    ],
)
def test_a_copy_keeps_its_name(seed, changed):
    """Brighter, flatter, blurred, noisy, with other subtitles."""
    bits, quality = hash_of(picture(seed))
    copy, _ = hash_of(changed(picture(seed)).astype(np.float32))

    assert quality >= QUALITY_MIN
    assert apart(bits, copy) <= BITS_APART


def test_unrelated_pictures_are_far_apart():
    names = [hash_of(picture(seed))[0] for seed in range(60)]
    nearest = min(apart(a, b) for i, a in enumerate(names) for b in names[:i])

    assert nearest > BITS_APART


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 2**32 - 1))
def test_the_name_of_the_mirrored_picture_is_known_without_it(seed):
    seen = picture(seed)
    bits, _ = hash_of(seen)
    glass, _ = hash_of(np.ascontiguousarray(seen[:, ::-1]))

    assert apart(mirrored(bits), glass) <= BITS_APART
    assert mirrored(mirrored(bits)) == bits


def test_a_flat_picture_has_no_quality():
    assert hash_of(np.full((192, 108), 90, np.float32))[1] == 0


def test_two_shares_are_given_most_shared_first():
    names = [hash_of(picture(seed))[0] for seed in range(8)]
    this = Bag(tuple(names[:4]), (10, 10, 10, 10))
    found = compare(
        this,
        {
            "all of it": Bag(tuple(names[:4]), (5, 5, 5, 5)),
            "half of it": Bag((*names[:2], *names[4:8]), (10,) * 6),
            "none of it": Bag(tuple(names[5:7]), (10, 10)),
            "a mirror": Bag((mirrored(names[0]),), (10,)),
            "nothing": Bag((), ()),
        },
    )

    assert [(one.name, one.of_this_permille, one.of_other_permille) for one in found] == [
        ("all of it", 1000, 1000),
        ("half of it", 500, 333),
        ("a mirror", 250, 1000),
    ]
    assert [one.mirrored for one in found] == [False, False, True]
    assert share_of(this, found).value_milli == 1000
    assert share_of(this, ()).value_milli == 0


def test_a_film_without_detail_is_undetermined():
    found = share_of(Bag((), ()), ())

    assert found.value_milli is None
    assert found.why == "render.qc_why_no_hashes"


def test_a_film_cut_anew_and_encoded_again_is_found(studio):
    one, two, other = studio.moving(60), studio.moving(60), studio.moving(60)
    first = bag_of(inspect(studio.film(one + two)))
    again = bag_of(inspect(studio.film(two + other[:30] + one, name="again.mp4", crf=34)))
    apart_from = bag_of(inspect(studio.film(studio.moving(60), name="other.mp4")))
    found = compare(again, {"first": first, "other": apart_from})

    assert [one.name for one in found] == ["first"]
    assert found[0].of_this_permille == 800
    assert found[0].of_other_permille == 1000
