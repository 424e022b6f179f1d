"""What a film costs from the command line: time, processor, memory; against the encoder alone.

Run it as `PYTHONPATH=src .venv/bin/python bench/master.py [profile] [--only PART …] [--in DIR]`
on a quiet machine with the models set up. Everything is a command of its own, as a person types
it, in a house of its own; processor time is that of the command with all its workers. Bytecode
is kept, as it is for everybody who does not forbid it. The encoder alone is given the frames of
every segment as they are drawn, with the settings of the profile and one thread.

1. `first`: the whole first episode of the shipped series, from nothing;
2. `unchanged`, `line`: the same command when nothing has changed, and when one line has;
3. `looks`: the verbs that only look;
4. `one`: its film when one shot of middle length has to be drawn anew;
5. `anew`: its film drawn anew, by one worker and by two, with every drawing kept from before,
   and between them the encoder alone: a part of the segments at a time, each of them once.

With `--in` the house stays, so that parts can be run one by one; what they begin with is made
there first, unmeasured. Nothing is asserted. Figures go to bench/results/master.json after
every command, with the machine they depend on; those of the same machine, profile and program
stay.
"""

from __future__ import annotations

import argparse
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
from piying.render.program import code
from piying.render.shot import paint_shot
from piying.store.store import open_store
from piying.studio.examples import example_script

RESULTS = ROOT / "bench" / "results" / "master.json"
LOOK_SECONDS = 0.5
"""Looking costs time itself."""
PR_SET_CHILD_SUBREAPER = 36
ROUNDS = 3
ROOMS = ("piying.model", "piying.script", "piying.cut", "piying.render", "piying.studio")
"""Whose source decides what is measured."""
PARTS = ("first", "unchanged", "line", "looks", "one", "anew")
LOOKS = ("show", "costs", "jobs")
LOADED = ("piying.cli.door", "piying.cli.verbs.make", "piying.render.drawing")
"""Loaded once before anything is measured, so that there is bytecode."""


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


def surroundings(folder):
    """The environment of a command: a house of its own, and bytecode that is kept."""
    found = {key: value for key, value in os.environ.items() if "BYTECODE" not in key}
    return found | {
        "PIYING_HOUSE": str(folder / "house"),
        "PIYING_OUT": str(folder / "out"),
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
    }


def piying(folder, *words):
    """Run a command: what it says as JSON, its seconds, processor seconds and memory."""
    environment = surroundings(folder)
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
    """Processor seconds of encoding the frames of `job`, which lie ready."""
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
    begun = time.process_time()
    with av.open(folder / "alone.mp4", "w") as out:
        stream = _stream(out, shape, encoder(shape.encoder))
        for frame in ready:
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return time.process_time() - begun


class Bench:
    """One film and what was measured of it; every figure is kept as it comes."""

    def __init__(self, name, folder):
        self.name, self.folder, self.shape = name, folder, profile(name)
        self.script = folder / "script.txt"
        self.told = {
            "machine": machine(), "profile": name, "program": code(*ROOMS)[:12],
            "runs": {}, "film": {},
        }  # fmt: skip
        self.told |= self._before()
        shutil.copytree(example_script().parent, folder, dirs_exist_ok=True)
        loading = "; ".join(f"import {module}" for module in LOADED)
        subprocess.run(  # noqa: S603 - our own
            [sys.executable, "-c", loading], env=surroundings(folder), check=True
        )

    def _before(self):
        """The figures of the file that may stay."""
        if not RESULTS.is_file():
            return {}
        old = json.loads(RESULTS.read_text("utf-8"))
        same = all(old.get(key) == self.told[key] for key in ("profile", "program"))
        if not same or old["machine"]["processor"] != self.told["machine"]["processor"]:
            return {}
        return {key: old[key] for key in ("runs", "film")}

    def run(self, title, *words):
        """Run a command and keep what it took."""
        row, said = piying(self.folder, *words)
        print(f"{title:<28} {row}", flush=True)
        self.told["runs"][title] = row
        if "measurements" in said:
            self.told["film"]["seconds"] = said["measurements"]["duration"]["milli"] / 1000
        self.keep()

    def keep(self):
        """Write what is known down, with the ratios that it gives."""
        runs, film = self.told["runs"], self.told["film"]
        ones = [row for title, row in runs.items() if title.startswith("drawn anew, 1")]
        twos = [row for title, row in runs.items() if title.startswith("drawn anew, 2")]
        whole = min((row["processor_seconds"] for row in ones), default=None)
        shots = [row for title, row in runs.items() if title.startswith("one shot")]
        ratios = {}
        if whole and film.get("encoder_alone_seconds"):
            ratios["whole_to_encoder"] = round(whole / film["encoder_alone_seconds"], 3)
        if whole and twos:
            seconds = [min(row["seconds"] for row in rows) for rows in (ones, twos)]
            ratios["two_workers_to_one"] = round(seconds[0] / seconds[1], 3)
        if whole and shots:
            one = statistics.median(row["processor_seconds"] for row in shots)
            ratios["one_shot_to_whole"] = round(one / whole, 4)
        told = self.told | {"ratios": ratios}
        RESULTS.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", "utf-8")
        return ratios

    # --- the parts ----------------------------------------------------------------------

    def making(self):
        return ("make", self.script, "-e", 1, "-p", self.name)

    def first(self):
        shutil.rmtree(self.folder / "house", ignore_errors=True)
        self.run("from nothing", *self.making())

    def unchanged(self):
        for turn in range(ROUNDS):
            self.run(f"nothing changed {turn + 1}", *self.making())

    def line(self):
        text = self.script.read_text("utf-8")
        for turn in range(ROUNDS):
            changed = text.replace(CHANGED[0], CHANGED[1] + "啊" * turn, 1)
            self.script.write_text(changed, "utf-8")
            self.run(f"one line changed {turn + 1}", *self.making())

    def looks(self):
        for turn in range(ROUNDS):
            for verb in LOOKS:
                self.run(f"{verb} {turn + 1}", verb)

    def one(self):
        (folder,) = (self.folder / "house" / "segments").iterdir()
        paths = [folder / f"{job.digest}.mp4" for job in jobs(self.folder, self.shape)]
        by_size = sorted(paths, key=lambda path: path.stat().st_size)
        for turn in range(ROUNDS):
            by_size[len(by_size) // 2].unlink()
            shutil.rmtree(self.folder / "out")
            self.run(f"one shot drawn anew {turn + 1}", *self.mastering())

    def anew(self):
        asked = jobs(self.folder, self.shape)
        turns, alone = (1, 2, 1, 2), 0.0
        for turn, workers in enumerate(turns):
            shutil.rmtree(self.folder / "house" / "segments")
            shutil.rmtree(self.folder / "out")
            title = f"drawn anew, {workers} workers {turn // 2 + 1}"
            self.run(title, *self.mastering(), "--workers", workers)
            part = asked[turn :: len(turns)]
            alone += sum(encoder_alone(job, self.shape, self.folder) for job in part)
        self.told["film"] |= {
            "frames": sum(job.length_frames for job in asked),
            "segments": len({job.digest for job in asked}),
            "encoder_alone_seconds": round(alone, 2),
        }

    def mastering(self):
        return ("master", "-e", 1, "-p", self.name)


def main():
    """Run the parts that are asked for and keep the figures."""
    asking = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asking.add_argument("profile", nargs="?", default="phone")
    asking.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    asking.add_argument("--in", dest="folder", type=Path, default=None)
    asked = asking.parse_args()
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    folder = asked.folder or Path(tempfile.mkdtemp(prefix="piying-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    bench = Bench(asked.profile, folder)
    if "first" not in asked.only:
        piying(folder, *bench.making())
    for part in asked.only:
        getattr(bench, part)()
    for key, value in {**bench.told["film"], **bench.keep()}.items():
        print(f"{key}: {value}")
    if asked.folder is None:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
