"""Counters of the server in the format of Prometheus."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.exposition import generate_latest
from starlette.types import Scope

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
"""What is counted by its name: anybody may send any word."""
BUCKETS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)


class Metrics:
    """What one server counts; every server has its own registry."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        names = ("route", "method", "status")
        self._requests = Counter(
            "piying_requests", "Requests answered", names, registry=self.registry
        )
        self._seconds = Histogram(
            "piying_request_seconds", "From the head of a request to the end of its answer",
            ("route",), buckets=BUCKETS, registry=self.registry,
        )  # fmt: skip
        self._known: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}

    def answered(self, scope: Scope, status: int, seconds: float) -> None:
        """Count a request that was answered.

        It goes by its route, never by its path: paths hold capabilities.
        """
        route = getattr(scope.get("route"), "path", "-")
        method = scope["method"] if scope["method"] in METHODS else "-"
        key = (route, method, status)
        counted = self._known.get(key)
        if counted is None:  # asking for a counter by its labels is dearer than counting
            labels = self._requests.labels(route, method, str(status))
            counted = self._known[key] = (labels, self._seconds.labels(route))
        counted[0].inc()
        counted[1].observe(seconds)

    def text(self) -> bytes:
        """All counters as Prometheus reads them."""
        return generate_latest(self.registry)
