"""What a film costs from the command line: time, processor, memory; against the encoder alone.

Run it as `PYTHONPATH=src .venv/bin/python bench/master.py [profile]` on a quiet machine with
the models set up. Everything is a command of its own, as a person types it, in a house of its
own; processor time is that of the command with all its workers. The encoder alone is given
the frames of every segment as they are drawn, with the settings of the profile and one thread.

1. the whole first episode of the shipped series, from nothing;
2. the same command when nothing has changed, and when one line has;
3. its film drawn anew, by one worker and by two, with every drawing kept from before;
4. its film when one shot of middle length has to be drawn anew;
5. the same frames through the encoder alone.

Nothing is asserted. Figures go to bench/results/master.json with the machine they depend on.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import av
from av.video.frame import PictureType
from demo import CHANGED, ROOT, family, machine

from piying.model.cut import Cut
from piying.render.encode import _stream, frames_between_keys
from piying.render.encoders import encoder
from piying.render.jobs import jobs_of
from piying.render.layer import Composer
from piying.render.planes import planes_of
from piying.render.profiles import profile
from piying.render.shot import paint_shot
from piying.store.store import open_store
from piying.studio.examples import example_script

RESULTS = ROOT / "bench" / "results" / "master.json"
LOOK_SECONDS = 0.5
"""Looking costs time itself."""
PR_SET_CHILD_SUBREAPER = 36
ROUNDS = 3


def proportional(process):
    """The memory of one process, what it shares counted in proportion, in bytes."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)


class Memory(threading.Thread):
    """Looks at the memory of a family of processes until it is told to stop."""

    def __init__(self, root):
        super().__init__(daemon=True)
        self.root, self.together, self.one = root, 0, 0
        self.over = threading.Event()

    def run(self):
        while not self.over.wait(LOOK_SECONDS):
            held = [proportional(process) for process in family(self.root)]
            self.together = max(self.together, sum(held))
            self.one = max([self.one, *held])


def children_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def bury():
    """Wait for whatever a command left to this process, its server of workers above all."""
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return


def piying(folder, *words):
    """Run a command: what it says as JSON, its seconds, processor seconds and memory."""
    environment = {
        **os.environ,
        "PIYING_HOUSE": str(folder / "house"),
        "PIYING_OUT": str(folder / "out"),
        "PYTHONPATH": str(ROOT / "src"),
    }
    used, begun = children_seconds(), time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - our own
        [sys.executable, "-P", "-m", "piying", *map(str, words), "--json"],
        env=environment, cwd=folder, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    memory = Memory(process.pid)
    memory.start()
    said, _ = process.communicate()
    seconds = time.perf_counter() - begun
    memory.over.set()
    memory.join()
    bury()
    if process.returncode:
        raise SystemExit(f"piying {words[0]} ended with {process.returncode}: {said}")
    return {
        "seconds": round(seconds, 2),
        "processor_seconds": round(children_seconds() - used, 2),
        "peak_mb": memory.together // 1_000_000,
        "peak_mb_one_process": memory.one // 1_000_000,
    }, json.loads(said.splitlines()[-1])


def segments_of(folder):
    return sorted(next((folder / "house" / "segments").iterdir()).glob("*.mp4"))


def jobs(folder, shape):
    """The jobs of the only cut in the house."""
    store = open_store(folder / "house")
    try:
        (name,) = store.names("cut")
        cut = store.get(store.head(name, "cut").digest, Cut)
        blobs = store.blobs.proved({clip.blob for clip in cut.pictures})
    finally:
        store.close()
    return jobs_of(cut, shape, blobs, folder / "house" / "prepared")


def encoder_alone(job, shape, folder):
    """Processor seconds of encoding the frames of `job`, which lie ready, least of rounds."""
    ready, composer = [], Composer(paint_shot(job.bare()))
    drawing = av.VideoFrame(shape.width, shape.height, "yuv420p")
    for n in range(job.length_frames):
        composer.draw(planes_of(drawing), job.first_frame + n)
        frame = av.VideoFrame(shape.width, shape.height, "yuv420p")
        planes_of(frame).copy_from(planes_of(drawing))
        frame.pts = n
        key = n % frames_between_keys(shape.rate) == 0
        frame.pict_type = PictureType.I if key else PictureType.NONE
        ready.append(frame)
    took = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        with av.open(folder / "alone.mp4", "w") as out:
            stream = _stream(out, shape, encoder(shape.encoder))
            for frame in ready:
                out.mux(stream.encode(frame))
            out.mux(stream.encode(None))
        took.append(time.process_time() - begun)
    return statistics.median(took)


def main():
    """Run everything and keep the figures."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    name = sys.argv[1] if len(sys.argv) > 1 else "phone"
    shape, facts = profile(name), machine()
    folder = Path(tempfile.mkdtemp(prefix="piying-bench-"))
    script = folder / "script.txt"
    shutil.copytree(example_script().parent, folder, dirs_exist_ok=True)
    rows = {}

    def run(title, *words):
        rows[title], said = piying(folder, *words)
        print(f"{title:<28} {rows[title]}", flush=True)
        return said

    making = ("make", script, "-e", 1, "-p", name)
    run("from nothing", *making)
    run("nothing changed", *making)
    text = script.read_text("utf-8")
    for turn in range(ROUNDS):
        script.write_text(text.replace(CHANGED[0], CHANGED[1] + "啊" * turn, 1), "utf-8")
        run(f"one line changed {turn + 1}", *making)
    for workers in (1, 2, 1, 2):
        shutil.rmtree(folder / "house" / "segments")
        shutil.rmtree(folder / "out")
        title = f"drawn anew, {workers} workers"
        again = title + (" again" if title in rows else "")
        said = run(again, "master", "-e", 1, "-p", name, "--workers", workers)
    paths = segments_of(folder)
    by_size = sorted(paths, key=lambda path: path.stat().st_size)
    by_size[len(by_size) // 2].unlink()
    shutil.rmtree(folder / "out")
    run("one shot drawn anew", "master", "-e", 1, "-p", name)
    asked = jobs(folder, shape)
    frames = sum(job.length_frames for job in asked)
    alone = sum(encoder_alone(job, shape, folder) for job in asked)
    whole = min(rows[f"drawn anew, 1 workers{x}"]["processor_seconds"] for x in ("", " again"))
    told = {
        "machine": facts,
        "profile": name,
        "frames": frames,
        "segments": len(paths),
        "film_seconds": said["measurements"]["duration"]["milli"] / 1000,
        "runs": rows,
        "encoder_alone_seconds": round(alone, 2),
        "whole_to_encoder": round(whole / alone, 3),
        "two_workers_to_one": round(
            min(rows[f"drawn anew, 1 workers{x}"]["seconds"] for x in ("", " again"))
            / min(rows[f"drawn anew, 2 workers{x}"]["seconds"] for x in ("", " again")), 3
        ),
        "one_shot_to_whole": round(
            rows["one shot drawn anew"]["processor_seconds"] / whole, 4
        ),
    }  # fmt: skip
    RESULTS.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", "utf-8")
    shutil.rmtree(folder)
    for key, value in told.items():
        if key not in ("runs", "machine"):
            print(f"{key}: {value}")


if __name__ == "__main__":
    main()
