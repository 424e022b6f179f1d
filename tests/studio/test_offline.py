"""A house without routes asks nobody, and loads nothing of what could."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

FOREIGN = (
    "httpx2", "jwt", "websockets", "keyring", "piying.partners.paid", "piying.partners.net",
    "piying.partners.vendors", "piying.studio.working.vendors", "piying.render.media.flagged",
    "piying.render.media.moment",
)  # fmt: skip
PROGRAM = f"""
import sys
import fakes
sys.argv[1:] = ["make", *sys.argv[1:]]
code = fakes.main()
print([name for name in {FOREIGN!r} if name in sys.modules])
sys.exit(code)
"""


def test_a_film_without_routes_loads_no_vendor_and_no_way_out(tmp_path, script):
    run = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", PROGRAM, script, "-e", "1", "-p", "tiny", "--quiet",
         "--house", tmp_path / "house", "--out", tmp_path / "out"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parent),
                                                          *sys.path])},
        capture_output=True, check=False,
    )  # fmt: skip

    assert run.returncode == 0, run.stderr.decode()
    assert run.stdout.decode().splitlines()[-1] == "[]"
