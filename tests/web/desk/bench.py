"""An episode in review, and the people who review it, for the tests of pages and the API."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

from piying.model.review import Inspection

F1, F2 = "a1" * 32, "b2" * 32
SECONDS = 20
PEOPLE = """
[[person]]
name = "沈"
roles = ["submitter"]
[[person]]
name = "林"
roles = ["reviewer", "lead"]
account = "lin"
[[person]]
name = "陈"
roles = ["reviewer"]
account = "chen"
"""


def court_module():
    if "piying_court" not in sys.modules:
        path = Path(__file__).parents[2] / "studio" / "court.py"
        spec = importlib.util.spec_from_file_location("piying_court", path)
        sys.modules["piying_court"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules["piying_court"])
    return sys.modules["piying_court"]


class Bench:
    """A house with reviewers."""

    def __init__(self, house, clock):
        self.house, self.clock = house, clock
        self.court = court_module().Court(house)
        (house.settings.house / "people.toml").write_text(PEOPLE, "utf-8")

    def hand_in(self, *fingerprints, film=b"film", **other):
        """A dossier with these findings is handed in; its film lasts twenty seconds."""
        store = self.house.store
        blob = store.blobs.put(film)
        seen = Inspection(blob, 25, 1, 25 * SECONDS, 9, 16, (), (), (), "test")
        return self.court.submitted(
            *fingerprints, master=blob, inspection=store.put(seen), **other
        )
