"""How much drawing costs beside encoding: shots of a real episode, and the same frames alone.

Run it as `python bench/frame_loop.py HOUSE [profile:preset …]`, where HOUSE is the `.piying`
folder of a house in which an episode was made. Whole shots are taken all over the cut. Of
every shot, in turns, so that what else the machine does falls on all of them alike,

- `alone` encodes its frames, which lie ready in memory;
- `warm` draws and encodes it with a full folder of cels and nothing in memory;
- `cold` draws and encodes it with an empty folder.

Times are CPU time of this process. The medians of the rounds go to results/frame_loop.json.
"""

from __future__ import annotations

import json
import resource
import shutil
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import av
from av.video.frame import PictureType

from piying.model.cut import Cut
from piying.render.encode import _stream, encode_segment, frames_between_keys
from piying.render.encoders import encoder
from piying.render.jobs import jobs_of
from piying.render.layer import Composer
from piying.render.memory import keep_memory_flat
from piying.render.planes import planes_of
from piying.render.profiles import profile
from piying.render.puppet.cels import cels_in
from piying.render.shot import paint_shot
from piying.store.store import open_store

ROUNDS = 5
FRAMES_MAX, FRAMES_MAX_LARGE = 170, 50
"""Frames that are measured, at 1080 pixels across and above."""
SHARES = (0.05, 0.35, 0.6, 0.85)
"""Where in the cut the shots are taken."""
RESULTS = Path(__file__).parent / "results" / "frame_loop.json"


def cut_of(folder):
    """The newest cut of a house and the files of its pictures."""
    store = open_store(folder)
    try:
        for name in store.names("cut"):
            head = store.head(name, "cut")
        cut = store.get(head.digest, Cut)
        return cut, store.blobs.proved({clip.blob for clip in cut.pictures})
    finally:
        store.close()


def chosen(jobs, frames_max):
    """Shots from all over the cut, together at most so many frames; the last one is cut off."""
    picked, left = [], frames_max
    for share in SHARES:
        job = jobs[int(share * len(jobs))]
        job = replace(job, length_frames=min(job.length_frames, left, frames_max // 3))
        picked.append(job)
        left -= job.length_frames
        if left <= 0:
            break
    return picked


class Shot:
    """One shot to be measured."""

    def __init__(self, job, folder):
        self.job, self.folder, self.ready = job, folder, []
        self.composer = None
        draw = self.drawer(folder / "warm")
        for n in range(job.length_frames):
            frame = av.VideoFrame(job.profile.width, job.profile.height, "yuv420p")
            if self.ready:  # the composer draws on what it drew before
                planes_of(frame).copy_from(planes_of(self.ready[-1]))
            draw(planes_of(frame), n)
            frame.pts = n
            key = n % frames_between_keys(job.profile.rate) == 0
            frame.pict_type = PictureType.I if key else PictureType.NONE
            self.ready.append(frame)

    def drawer(self, cache):
        """What draws the frames of the shot, with nothing in memory."""
        cels_in.cache_clear()
        self.composer = Composer(paint_shot(replace(self.job, cache=cache).bare()))
        return lambda target, n: self.composer.draw(target, self.job.first_frame + n)

    def alone(self):
        """Encode the frames that lie ready."""
        with av.open(self.folder / "alone.mp4", "w") as out:
            stream = _stream(out, self.job.profile, encoder(self.job.profile.encoder))
            for frame in self.ready:
                out.mux(stream.encode(frame))
            out.mux(stream.encode(None))

    def warm(self):
        """Draw and encode what was drawn before."""
        draw = self.drawer(self.folder / "warm")
        encode_segment(self.folder / "warm.mp4", self.job.profile, self.job.length_frames, draw)

    def cold(self):
        """Draw and encode what was never drawn."""
        shutil.rmtree(self.folder / "cold", ignore_errors=True)
        draw = self.drawer(self.folder / "cold")
        encode_segment(self.folder / "cold.mp4", self.job.profile, self.job.length_frames, draw)


def measured(folder, name, preset):
    """The figures of one profile."""
    cut, places = cut_of(folder)
    shape = replace(profile(name), preset=preset)
    jobs = jobs_of(cut, shape, places)
    work = Path(tempfile.mkdtemp())
    sides = ("alone", "warm", "cold")
    took = [dict.fromkeys(sides, 0.0) for _ in range(ROUNDS)]
    frames = held = patched = 0
    for job in chosen(jobs, FRAMES_MAX if shape.width <= 1080 else FRAMES_MAX_LARGE):
        shot = Shot(job, work)
        frames += job.length_frames
        for number, sums in enumerate(took):
            for side in sides if number % 2 else sides[::-1]:
                start = time.process_time()
                getattr(shot, side)()
                sums[side] += time.process_time() - start
        held += shot.composer.held_count
        patched += shot.composer.patched_count
    shutil.rmtree(work)
    each = {
        side: statistics.median(sums[side] for sums in took) * 1000 / frames for side in sides
    }
    ratios = {
        side: statistics.median(sums[side] / sums["alone"] for sums in took)
        for side in ("warm", "cold")
    }
    return {
        "profile": f"{shape.width}x{shape.height} {shape.encoder} {preset}",
        "frames": frames,
        "frames_held": held,
        "frames_patched": patched,
        "cpu_ms_a_frame": {side: round(value, 2) for side, value in each.items()},
        "of_encoder_alone": {side: round(value, 3) for side, value in ratios.items()},
        "peak_rss_mb_with_ready_frames": _peak_mb(),
        "rounds": ROUNDS,
    }


def _peak_mb():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main():
    """Measure every profile that is asked for, and write what was found."""
    keep_memory_flat()
    folder = Path(*sys.argv[1:2])
    if not (folder / "house.db").is_file():
        sys.exit(f"{folder} is no house: name the .piying folder of a finished episode")
    asked = sys.argv[2:] or ["phone:veryfast", "phone:ultrafast", "uhd:veryfast"]
    found = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
    for one in asked:
        name, _, preset = one.partition(":")
        found[one] = measured(folder, name, preset)
        print(one, json.dumps(found[one]))
        RESULTS.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
