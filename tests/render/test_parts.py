"""Parts say what they are to be, and which process of which machine writes them."""

from __future__ import annotations

import os
from pathlib import Path

from piying.render.parts import beside, finished


def test_a_part_bears_the_machine_and_the_process_that_write_it(monkeypatch):
    path = Path("segments") / "ab.mp4"
    here = beside(path)
    monkeypatch.setattr("piying.render.parts.HOST", "elsewhere")

    assert here.parent == path.parent
    assert here.name.endswith(f".{os.getpid()}.part")
    assert len({here, beside(path), beside(path, 1)}) == 3, "another machine or process"


def test_a_part_names_the_file_that_it_is_to_be():
    path = Path("segments") / "ab.cd.mp4"

    assert finished(beside(path)) == finished(beside(path, 7)) == path
