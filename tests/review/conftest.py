"""Makes `acts.py` and `dossiers.py` importable as `review_acts` and `review_dossiers`."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

for NAME in ("acts", "dossiers"):
    if f"review_{NAME}" not in sys.modules:
        SPEC = importlib.util.spec_from_file_location(
            f"review_{NAME}", Path(__file__).with_name(f"{NAME}.py")
        )
        sys.modules[f"review_{NAME}"] = importlib.util.module_from_spec(SPEC)
        SPEC.loader.exec_module(sys.modules[f"review_{NAME}"])
