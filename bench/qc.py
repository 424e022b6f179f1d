"""What inspecting a finished film costs: processor seconds and memory, against decoding alone.

Run it as `PYTHONPATH=src .venv/bin/python bench/qc.py FILM.mp4 [label]` on a master of 1080 x
1920, a minute or more; subtitles are read from the .vtt beside it. Decoding alone and the
inspection are processes of their own, so that the memory of one is not that of the other.
Nothing is asserted; the goal is 20 processor seconds and 400 MB for a minute. Figures go to
bench/results/qc.json with the machine they depend on.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from demo import ROOT, machine

ONE = Path(__file__).with_name("qc_one.py")
RESULTS = ROOT / "bench" / "results" / "qc.json"


def main():
    """Run both and keep the figures."""
    path, label = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None
    rows = {}
    for what in ("decode", "inspect"):
        words = [sys.executable, str(ONE), what, str(path), label or ""]
        said = subprocess.run(words, check=True, capture_output=True, text=True)  # noqa: S603
        rows[what] = json.loads(said.stdout.splitlines()[-1])
    frames = rows["inspect"]["frames"]
    minute = 1500 / frames
    told = {
        "machine": machine(),
        "frames": frames,
        **rows,
        "cpu_s_a_minute": round(rows["inspect"]["cpu_s"] * minute, 2),
        "ratio_to_decoding": round(rows["inspect"]["cpu_s"] / rows["decode"]["cpu_s"], 2),
    }
    RESULTS.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", "utf-8")
    print(json.dumps(told, indent=2))


if __name__ == "__main__":
    main()
