"""How fast any frame of a cut is at hand: when it is new, and with its layers kept.

Run it as `PYTHONPATH=src .venv/bin/python bench/preview.py HOUSE`, where HOUSE is the
`.piying` folder of a house with the cut of an episode. Times are CPU milliseconds a frame of
this process, over every third frame of five shots; 40 ms are 25 frames a second.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace
from pathlib import Path

from frame_loop import cut_of

from piying.render.profiles import profile
from piying.render.reel import Reel
from piying.studio.showing.play import HEIGHT, WIDTH

SHOTS = 5
RESULTS = Path(__file__).parent / "results" / "preview.json"


def main():
    """Measure and keep the figures."""
    folder = Path(sys.argv[1])
    cut, blobs = cut_of(folder)
    shape = replace(profile("draft"), width=WIDTH, height=HEIGHT, rate=cut.rate)
    reel = Reel(cut, shape, blobs, folder / "prepared")
    frames, at = [], 0
    for clip in cut.pictures[:SHOTS]:
        frames += range(at, at + clip.length_frames, 3)
        at += clip.length_frames
    told = {"size": f"{WIDTH}x{HEIGHT}", "frames": len(frames)}
    for name in ("new", "layers kept"):
        begun = time.process_time()
        for frame in frames:
            reel.jpeg(frame)
        took = (time.process_time() - begun) * 1000 / len(frames)
        told[name] = {"cpu_ms_a_frame": round(took, 2), "frames_a_second": round(1000 / took)}
        reel._pictures.clear()  # noqa: SLF001 - the layers stay
    print(json.dumps(told, indent=2))
    RESULTS.write_text(json.dumps(told, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
