"""A house in which dossiers are decided: its people, its key, and dossiers made by hand."""

from __future__ import annotations

import importlib.util
import sys
from datetime import date
from pathlib import Path

from piying.model.decision import Decision, Dismissal, FindingAnswer, Reply, Role, Verdict
from piying.model.review import Filing
from piying.studio.people import actor
from piying.studio.reviewing.decide import answer, decide, submit
from piying.studio.reviewing.filing import file_number, release

PEOPLE = """
[[person]]
name = "沈"
roles = ["submitter"]
[[person]]
name = "林"
roles = ["reviewer", "lead"]
[[person]]
name = "陈"
roles = ["reviewer", "lead"]
[[person]]
name = "郑"
roles = ["appeal_reviewer"]
[[person]]
name = "王"
roles = ["operator"]
"""
NUMBER = Filing("platform_number", "A-1", "平台", date(2026, 11, 22))
F1, F2 = "a1" * 32, "b2" * 32


def dossiers():
    if "review_dossiers" not in sys.modules:
        path = Path(__file__).parents[1] / "review" / "dossiers.py"
        spec = importlib.util.spec_from_file_location("review_dossiers", path)
        sys.modules["review_dossiers"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules["review_dossiers"])
    return sys.modules["review_dossiers"]


class Court:
    """A house with one drama in review."""

    def __init__(self, house):
        self.dossiers = dossiers()
        self.house = house
        (house.settings.house / "people.toml").write_text(PEOPLE, "utf-8")
        self.at = (house, "drama", 1)

    def who(self, name, role):
        return actor(self.house, name, Role(role))

    def dossier(self, *fingerprints, **other):
        """A dossier of the film and captions that the house holds now."""
        module, store = dossiers(), self.house.store
        given = {
            "master": store.blobs.put(b"film"), "captions": store.blobs.put(b"captions"),
        } | other  # fmt: skip
        found = given.pop("findings", tuple(module.finding(one) for one in fingerprints))
        made = module.dossier(*found, **given)
        store.move_head("drama/e01", "dossier", store.put(made), (), 1)
        return made

    def submitted(self, *fingerprints, **other):
        self.dossier(*fingerprints, **other)
        return submit(*self.at, self.who("沈", "submitter"))

    def answered(self, fingerprint, reply="dismissed", name="林"):
        reason = Dismissal.IDIOM if reply == "dismissed" else None
        told = FindingAnswer(fingerprint[:8], Reply(reply), reason)
        return answer(*self.at, self.who(name, "reviewer"), told)

    def decided(self, verdict="clear", name="林", **other):
        told = Decision(Verdict(verdict), **other)
        return decide(*self.at, self.who(name, "reviewer"), told)

    def filed(self):
        return file_number(*self.at, self.who("王", "operator"), NUMBER)

    def released(self, *fingerprints):
        """The way of a work to its audience: two decide, for the house knows no policy."""
        self.submitted(*fingerprints)
        for one in fingerprints:
            self.answered(one)
        self.decided()
        if fingerprints:
            self.decided(name="陈")
        self.filed()
        return release(*self.at, self.who("王", "operator"))
