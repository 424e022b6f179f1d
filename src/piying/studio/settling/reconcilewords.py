"""The words of reconciling and of what-if that faces use."""

from __future__ import annotations

from piying.ledger.whatif import Change, Comparison
from piying.partners.statements.reading import Asked

__all__ = ["Asked", "Change", "Comparison"]
