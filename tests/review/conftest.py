"""Makes the happenings of `acts.py` importable as `review_acts`."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

if "review_acts" not in sys.modules:
    SPEC = importlib.util.spec_from_file_location(
        "review_acts", Path(__file__).with_name("acts.py")
    )
    sys.modules["review_acts"] = importlib.util.module_from_spec(SPEC)
    SPEC.loader.exec_module(sys.modules["review_acts"])
