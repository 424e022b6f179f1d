"""A site: the house that is served, and what its routes share."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from piying.studio.house import House
from piying.studio.serving import Place
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

    @property
    def secure(self) -> bool:
        """Whether people come by TLS."""
        return self.origin.startswith("https://")
