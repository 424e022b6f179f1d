"""The words of dossiers that faces use: what the verbs of dossiers give back."""

from __future__ import annotations

from piying.review.statement import Statement
from piying.review.states import Standing
from piying.review.takedown import Item

__all__ = ["Item", "Standing", "Statement"]
