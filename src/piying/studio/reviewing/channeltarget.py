"""Our own channel as a target of takedowns: what is taken down there is dark at once.

It answers by itself. What it withdraws for a notice, only a reinstatement brings back, and that
brings back nothing that somebody withdrew by hand or that a newer release replaced.
"""

from __future__ import annotations

from dataclasses import dataclass

from piying.review.takedown import Notice, Receipt, Release, Sort, Stage
from piying.store.channel.releases import Cause, Releases, Told
from piying.studio.house import House

NAME = "channel"


@dataclass(frozen=True, slots=True)
class ChannelTarget:
    """The releases of this house."""

    house: House
    name: str = NAME
    sort: Sort = Sort.CHANNEL

    def suspend(self, release: Release, notice: Notice) -> Receipt:
        """Withdraw every release of the version, whatever its territory."""
        names = self._names(release)
        self._channel.withdraw(names, self._told(notice))
        return Receipt(Stage.ACKNOWLEDGED, ",".join(names))

    def reinstate(self, release: Release, notice: Notice) -> Receipt:
        """Undo what notices withdrew."""
        names = self._names(release)
        self._channel.restore(names, self._told(notice))
        return Receipt(Stage.ACKNOWLEDGED, ",".join(names))

    def status(self, notice: Notice) -> Receipt:
        """It was done when it was told."""
        return Receipt(Stage.ACKNOWLEDGED, ",".join(self._names(notice.release)))

    @property
    def _channel(self) -> Releases:
        return Releases(self.house.store.database)

    def _names(self, release: Release) -> list[str]:
        return [
            held.release.id
            for held in self._channel.of(release.series, release.episode)
            if held.release.version == release.version
        ]

    def _told(self, notice: Notice) -> Told:
        now = self.house.clock.now_ms()
        return Told(Cause.NOTICE, notice.id, "", notice.action.value, now)


def channel_target(house: House) -> tuple[ChannelTarget, ...]:
    """The channel, if anything was ever released there."""
    return (ChannelTarget(house),) if Releases(house.store.database).any() else ()
