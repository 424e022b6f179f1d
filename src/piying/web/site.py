"""A site: the house that is served, and what its routes share."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from piying.studio.channel.media import Media
from piying.studio.channel.memory import Channel
from piying.studio.channel.playing import Reports
from piying.studio.channel.searching import Searches
from piying.studio.channel.sittings import Sittings
from piying.studio.house import House
from piying.studio.serving import Place
from piying.web.figures import Figures
from piying.web.metrics import Metrics
from piying.web.static import Bundle


@dataclass(slots=True)
class Site:
    """What every route may reach, made once for each server."""

    house: House
    place: Place
    origin: str
    """What people open, without a slash at its end."""
    static: Bundle
    """The files of the pages."""
    metrics: Metrics = field(default_factory=Metrics)
    stopping: threading.Event = field(default_factory=threading.Event)
    """Set when the server ends: streams have to end by themselves."""
    channel: Channel = field(init=False)
    """What is out, in memory."""
    figures: Figures = field(init=False)
    """What is watched and sold, live."""
    media: Media = field(init=False)
    """The files of films, by capability."""
    searches: Searches = field(init=False)
    """What is typed, and how often."""
    sittings: Sittings = field(init=False)
    """What waits for reviewers, and what they have watched of it."""
    reports: Reports | None = None
    """Takes what players tell, while the server runs; see `listening`."""

    def __post_init__(self) -> None:
        """Look at what is out.

        Raises:
            Missing: the house has no key that signs, and so none for addresses of films.
        """
        self.channel = Channel(self.house)
        self.figures = Figures(self.house)
        self.media = Media(self.channel)
        self.searches = Searches(self.channel)
        self.sittings = Sittings(self.house)

    @property
    def secure(self) -> bool:
        """Whether people come by TLS."""
        return self.origin.startswith("https://")
