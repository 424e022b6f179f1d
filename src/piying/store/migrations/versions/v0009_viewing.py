"""What viewers leave behind: where they are, favourites, comments, reports."""

from __future__ import annotations

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the tables."""
