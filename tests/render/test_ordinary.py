"""Opening an encoder changes nothing of how this process is scheduled."""

from __future__ import annotations

import os
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from piying.render.encode import encode_segment
from piying.render.encoders import ENCODERS
from piying.render.ordinary import ordinary
from piying.render.trial import trials

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has these calls")


def schedules():
    """How each thread of this process is scheduled, by its number."""
    threads = [int(one.name) for one in Path("/proc/self/task").iterdir()]
    return {one: (os.sched_getscheduler(one), priority(one)) for one in threads}


def priority(thread):
    return os.sched_getparam(thread).sched_priority


@pytest.mark.parametrize("name", [one for one, it in ENCODERS.items() if not it.hardware])
def test_no_encoder_makes_the_process_a_real_time_one(small, tmp_path, name):
    """SVT-AV1 gives whoever opens it as root SCHED_FIFO 99; children would inherit it."""
    seen = []
    shape = replace(small, encoder=name, preset=ENCODERS[name].preset, crf=ENCODERS[name].crf)
    encode_segment(tmp_path / "one.mp4", shape, 3, lambda *_: seen.append(schedules()))

    assert {one for each in (*seen, schedules()) for one in each.values()} == {
        (os.SCHED_OTHER, 0)
    }


def test_trials_leave_the_process_as_it_was():
    trials()

    assert set(schedules().values()) == {(os.SCHED_OTHER, 0)}


def allowed():
    """Whether this process may make itself a real-time one."""
    try:
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(1))
    except PermissionError:
        return False
    os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))
    return True


@pytest.mark.skipif(not allowed(), reason="needs the right to make itself a real-time process")
def test_what_the_block_raised_is_put_back_also_when_it_fails():
    ends, told = threading.Event(), []
    begun = threading.Thread(target=ends.wait)

    def opens():
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))
        begun.start()
        told.append(os.sched_getscheduler(begun.native_id))
        raise ValueError("it cannot be opened")

    with pytest.raises(ValueError, match="cannot"), ordinary():
        opens()
    told.append(set(schedules().values()))
    ends.set()
    begun.join()

    assert told == [os.SCHED_FIFO, {(os.SCHED_OTHER, 0)}]
