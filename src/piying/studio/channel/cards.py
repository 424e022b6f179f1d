"""Cards: a series as it stands in rows, with the paths of its covers."""

from __future__ import annotations

from piying.model.release import Listing
from piying.model.watching import Card, Picture
from piying.studio.channel.shelf import Title


def pictures_of(listing: Listing) -> tuple[Picture, ...]:
    """The covers of a listing."""
    return tuple(
        Picture(one.use, one.width, one.height, f"/p/{one.blob}") for one in listing.covers
    )


def card_of(title: Title) -> Card:
    """The card of a series that is out."""
    listing = title.listing
    return Card(
        series=listing.series,
        title=listing.title,
        synopsis=listing.synopsis,
        tags=listing.tags,
        age=listing.age,
        out=len(title.releases),
        planned=title.run.episodes,
        free=title.terms.free_episodes,
        first_ms=title.run.first_ms,
        newest_ms=title.newest_ms,
        pictures=pictures_of(listing),
    )
