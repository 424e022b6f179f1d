from __future__ import annotations

import os
import shutil

import pytest

from piying.store.plays.engines.kernel import KernelEngine
from piying.store.plays.engines.spark import SparkEngine
from piying.store.plays.world import make_world
from store.plays.days_of_plays import by_hand, of, write_hours
from store.plays.nasty import COUNTING, PLAYS, SCREENING

pytest.importorskip("pyspark", reason="requirements/engines.txt is not installed")
if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
    pytest.skip("Spark needs Java", allow_module_level=True)


@pytest.mark.engines
@pytest.mark.slow
@pytest.mark.timeout(1_200)  # Spark starts for minutes on a busy machine
def test_a_nasty_day_has_the_hash_of_the_kernel(tmp_path):
    hours = write_hours(tmp_path, PLAYS)
    world = make_world(SCREENING, COUNTING)
    found = of(SparkEngine().settle(hours, world))

    assert found[:2] == by_hand(PLAYS, SCREENING, COUNTING)
    assert found == of(KernelEngine().settle(hours, world))
