"""Colour: bars come out as they went in, however they are coded and tagged."""

from __future__ import annotations

import numpy as np
import pytest

LEVELS = 3
"""Of 255: what eight bits of limited range and 4:2:0 leave uncertain."""


def middles(picture):
    """The colours in the middle of eight bars."""
    width = picture.shape[1]
    return picture[picture.shape[0] // 2, width // 16 :: width // 8]


@pytest.mark.parametrize(
    "coded",
    [
        pytest.param({}, id="bt709"),
        pytest.param({"matrix": 6, "primaries": 2, "transfer": 2}, id="bt601"),
        pytest.param({"matrix": 6, "primaries": 2, "tagged": False}, id="untagged and small"),
        pytest.param({"tagged": False, "width": 1280, "height": 720}, id="untagged and large"),
        pytest.param({"full": True}, id="full range"),
        pytest.param({"full": True, "pixels": "yuvj420p"}, id="full range by its format"),
        pytest.param({"pixels": "yuv420p10le"}, id="10 bit"),
        pytest.param({"pixels": "yuv444p"}, id="4:4:4"),
        pytest.param(
            {"pixels": "yuv420p10le", "matrix": 9, "primaries": 2}, id="bt2020 matrix"
        ),
        pytest.param({"codec": "png", "pixels": "rgb24", "tagged": False}, id="rgb"),
    ],
)
def test_bars_come_out_within_three_levels(made, tmp_path, coded):
    how = made.Made(**coded)
    ends = "mov" if how.codec == "png" else "mp4"
    clip = made.write_clip(tmp_path / f"a.{ends}", [made.bars(how.width, how.height)] * 2, how)
    wanted = made.wanted_of(2, width=how.width, height=how.height)

    found = middles(made.shown(clip, 1, wanted, tmp_path / "a.yuv"))

    assert made.near(found, made.BARS, LEVELS)


def _graded(light, matrix):
    """Display light of BT.709 as levels of another set of primaries."""
    other = np.clip(np.linalg.inv(matrix) @ np.asarray(light).T, 0, 1).T
    return np.rint(other ** (1 / 2.4) * 255).astype(np.uint8)


BT2020_TO_709 = np.array(
    [[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]]
)
"""ITU-R BT.2087-0, annex 1."""


def test_bt2020_colours_that_bt709_has_come_out_as_in_bt709(made, tmp_path):
    wanted_levels = np.array([[200, 60, 60], [60, 200, 60], [60, 60, 200], [128, 128, 128]])
    sent = _graded((wanted_levels / 255) ** 2.4, BT2020_TO_709)
    picture = np.repeat(np.repeat(sent[None], 96, 0), 40, 1)
    how = made.Made(pixels="yuv420p10le", matrix=9, primaries=9, transfer=14)
    clip = made.write_clip(tmp_path / "a.mp4", [picture] * 2, how)

    found = made.shown(clip, 0, made.wanted_of(2), tmp_path / "a.yuv")[48, 20::40]

    assert made.near(found, wanted_levels, 5)


def test_a_paper_white_of_pq_comes_to_five_sixths_of_the_light(made, tmp_path):
    # ST 2084: 203 cd/m2 is 58 % of the signal
    picture = made.flat(160, 96, round(0.5807 * 255))
    how = made.Made(pixels="yuv420p10le", matrix=9, primaries=9, transfer=16)
    clip = made.write_clip(tmp_path / "a.mp4", [picture] * 2, how)

    found = made.shown(clip, 0, made.wanted_of(2), tmp_path / "a.yuv")[48, 80]

    assert made.near(found / 255, [(5 / 6) ** (1 / 2.4)] * 3, 0) or np.allclose(
        (found / 255.0) ** 2.4, 0.85, atol=0.03
    )
    assert np.ptp(found) <= 3


@pytest.mark.parametrize("transfer", [16, 18])
def test_highlights_of_high_dynamic_range_keep_their_order(made, tmp_path, transfer):
    levels = [40, 90, 130, 160, 200, 250]
    picture = np.repeat(np.repeat(np.array(levels, np.uint8), 26)[None], 96, 0)
    picture = np.repeat(picture[..., None], 3, 2)
    how = made.Made(width=156, pixels="yuv420p10le", matrix=9, primaries=9, transfer=transfer)
    clip = made.write_clip(tmp_path / "a.mp4", [picture] * 2, how)

    found = made.shown(clip, 0, made.wanted_of(2, width=156), tmp_path / "a.yuv")

    assert made.rising(found[48, 13::26, 1].tolist()[:5])
    assert found[48, 13::26, 1].tolist()[5] >= found[48, 13::26, 1].tolist()[4] > 200


@pytest.mark.parametrize(
    ("codec", "ends", "pixels"),
    [
        ("libvpx-vp9", "webm", "yuva420p"),
        ("prores_ks", "mov", "yuva444p10le"),
        ("qtrle", "mov", "argb"),
        ("png", "mov", "rgba"),
    ],
)
def test_what_is_clear_is_black_and_what_is_half_clear_is_half_as_bright(
    made, tmp_path, codec, ends, pixels
):
    picture = made.opaque(made.flat(160, 96, 200))
    picture[:, 60:100, 3] = 128
    picture[:, 110:, 3] = 0
    how = made.Made(codec=codec, pixels=pixels, tagged=False)
    clip = made.write_clip(tmp_path / f"a.{ends}", [picture] * 2, how, base=_base(ends))

    found = made.shown(clip, 0, made.wanted_of(2), tmp_path / "a.yuv")[48, [30, 80, 135], 1]

    assert made.near(found, [200, 100, 0], 5)


def _base(ends):
    from fractions import Fraction  # noqa: PLC0415

    return Fraction(1, 1000) if ends == "webm" else Fraction(1, 25)
