"""What was freed is given back, so that a long film needs no more memory than a short one."""

from __future__ import annotations

import subprocess
import sys

import pytest

PROGRAM = """
import numpy as np
from piying.render.memory import keep_memory_flat

def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096

keep_memory_flat()
before = resident()
kept = []
for _ in range(40):
    picture = np.ones((1920, 1080, 4), np.uint8)
    kept.append(np.ones(50_000, np.uint8))
    del picture
print((resident() - before) >> 20)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks glibc")
def test_pictures_that_were_freed_leave_no_holes():
    said = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", PROGRAM],
        capture_output=True, text=True, check=True, env={"PYTHONPATH": "src", "PATH": ""},
    )  # fmt: skip

    assert int(said.stdout) < 16


HOLES = """
import numpy as np
from piying.render.memory import give_back, keep_memory_flat

def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096

keep_memory_flat()
cels = [np.ones(1_000_000, np.uint8) for _ in range(100)]
stays = cels[-1]
del cels
before = resident()
give_back()
print((before - resident()) >> 20)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks glibc")
def test_the_cels_of_a_shot_go_back_though_something_above_them_stays():
    said = subprocess.run(  # noqa: S603 - our own interpreter and code
        [sys.executable, "-c", HOLES],
        capture_output=True, text=True, check=True, env={"PYTHONPATH": "src", "PATH": ""},
    )  # fmt: skip

    assert int(said.stdout) > 80
