"""One half of bench/qc.py, in a process of its own: decode a film, or inspect it.

It imports nothing but what it measures, so that the memory is that of the work.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import av

from piying.model.clock import Rate
from piying.render.profiles import profile
from piying.render.qc.cues import captions_of
from piying.render.qc.film import inspect


def decoded(path):
    """Decode every frame of picture and sound and look at none."""
    count = 0
    with av.open(path) as container:
        container.streams.video[0].codec_context.thread_count = 1
        for packet in container.demux(container.streams.video[0], container.streams.audio[0]):
            count += sum(isinstance(frame, av.VideoFrame) for frame in packet.decode())
    return count


def inspected(path, label):
    words = path.with_suffix(".vtt")
    captions = captions_of(words.read_bytes(), Rate(25)) if words.is_file() else ()
    found = inspect(path, captions=captions, label=label, profile=profile("phone"))
    return found.frame_count


def one(what, path, label):
    """Do one thing and say what it took."""
    begun = time.process_time()
    frames = decoded(path) if what == "decode" else inspected(path, label)
    took = time.process_time() - begun
    # what the kernel keeps for a child may be that of its parent; this is of this memory alone
    lines = Path("/proc/self/status").read_text().splitlines()
    peak = next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))
    print(json.dumps({"cpu_s": round(took, 2), "peak_mb": peak // 1_000_000, "frames": frames}))


if __name__ == "__main__":
    one(sys.argv[1], Path(sys.argv[2]), sys.argv[3] or None)
