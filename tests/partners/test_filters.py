"""The filters are scipy's own, and nobody waits for them before they are used."""

from __future__ import annotations

import subprocess
import sys

import numpy as np

from piying.partners import filters


def test_a_low_pass_lets_low_through_and_stops_high():
    t = np.arange(4800) / 48000
    sections = filters.butter(4, 1000 / 24000, output="sos")

    low = filters.sosfilt(sections, np.sin(2 * np.pi * 200 * t))[2400:]
    high = filters.sosfilt(sections, np.sin(2 * np.pi * 8000 * t))[2400:]

    assert np.abs(low).max() > 0.9
    assert np.abs(high).max() < 0.01


def test_a_click_convolved_is_the_answer_itself():
    answer = np.array([1.0, 0.5, 0.25])

    np.testing.assert_allclose(filters.fftconvolve(np.array([1.0]), answer), answer)
    np.testing.assert_allclose(filters.uniform_filter1d(np.ones(9), 3), np.ones(9))


def test_the_registry_is_there_without_them():
    code = "import sys, piying.partners.registry; print('scipy.signal' in sys.modules)"
    said = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={"PYTHONPATH": "src", "PATH": ""},
    )  # fmt: skip

    assert said.stdout.strip() == "False"
