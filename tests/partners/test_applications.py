from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from piying.partners import applications
from piying.studio.cutting.kinds import KINDS, TIMELINES, usual_media


def test_every_exporter_can_be_asked_for_by_its_name():
    for name in applications.NAMES:
        assert applications.exporter(name).name == name
        assert name in TIMELINES
        assert name in KINDS


def test_a_timeline_comes_with_clean_media_and_a_bare_one_without():
    assert usual_media("otio") == "none"
    assert {usual_media(kind) for kind in TIMELINES if kind != "otio"} == {"clean"}


def test_asking_what_can_be_exported_loads_no_library():
    heavy = ("numpy", "opentimelineio", "av", "pyJianYingDraft")
    asked = "piying.studio.cutting.kinds"
    said = f"import sys, {asked}; print([n for n in {heavy} if n in sys.modules])"
    here = {**os.environ, "PYTHONPATH": str(Path(applications.__file__).parents[2])}
    run = subprocess.run(  # noqa: S603 - this interpreter
        [sys.executable, "-c", said], capture_output=True, check=True, text=True, env=here
    )

    assert run.stdout.strip() == "[]"
