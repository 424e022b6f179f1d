"""The words of paid jobs that faces use: what `costs` and `jobs` give back."""

from __future__ import annotations

from piying.store.jobrows import Step
from piying.store.jobs import WORKER
from piying.takes.costs import By, Cost

__all__ = ["WORKER", "By", "Cost", "Step"]
