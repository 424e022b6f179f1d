"""Who examines a film, told apart from what it takes to do so."""

from __future__ import annotations

from importlib.metadata import version

TOOL = f"piying.qc.1 av-{version('av')}"
"""What measured; the number goes up when the same film would get other figures."""
