"""Rewarded ads: tickets by which this server knows that an ad was watched, each good once.

A ticket is given when the ad begins. It is redeemed no sooner than the ad is long and no later
than minutes afterwards, by the same account, for the same episode; its id is the transaction,
so a ticket that arrives twice counts once. Ads of the house need no more than that; a network
of ads says by itself that the ad was shown, through the port `Advertiser`.
"""

from __future__ import annotations

import base64
import hmac
from dataclasses import dataclass
from typing import Protocol

import msgspec

from piying.model.canon import canonical
from piying.model.errors import Invalid

LATEST_MS = 10 * 60_000
"""After the end of the ad."""
TAG_BYTES = 16
TICKET_CHARACTERS_MAX = 1_000
HOUSE = "house"


@dataclass(frozen=True, slots=True)
class Ticket:
    """The promise of one rewarded ad."""

    id: str
    account: str
    series: str
    episode: int
    began_ms: int
    length_ms: int
    advertiser: str = HOUSE


class Advertiser(Protocol):
    """Whoever shows ads and knows whether one was watched."""

    @property
    def name(self) -> str:
        """As tickets call it."""

    def watched(self, ticket: Ticket, proof: str) -> bool:
        """Whether `proof`, which came from the advertiser or the player, is of this ticket."""


@dataclass(frozen=True, slots=True)
class HouseAds:
    """Our own trailers: the ticket's time is all the proof there is."""

    name: str = HOUSE

    def watched(self, ticket: Ticket, proof: str) -> bool:
        """Always: `redeem` has looked at the time."""
        return ticket.advertiser == self.name and not proof


def issue(key: bytes, ticket: Ticket) -> str:
    """The ticket as text for the player."""
    data = canonical(ticket)
    return ".".join(map(_text, (data, _tag(key, data))))


def redeem(key: bytes, text: str, account: str, now_ms: int) -> Ticket:
    """The ticket, if this account may redeem it now.

    Raises:
        Invalid: it is not ours, not theirs, too early or too late.
    """
    data, tag = _parts(text)
    if not hmac.compare_digest(tag, _tag(key, data)):
        raise Invalid("release.ticket_bad")
    ticket = msgspec.json.decode(data, type=Ticket)
    if ticket.account != account:
        raise Invalid("release.ticket_bad")
    end_ms = ticket.began_ms + ticket.length_ms
    if now_ms < end_ms:
        raise Invalid("release.ticket_early", seconds=-(-(end_ms - now_ms) // 1000))
    if now_ms > end_ms + LATEST_MS:
        raise Invalid("release.ticket_late")
    return ticket


def _parts(text: str) -> tuple[bytes, bytes]:
    pieces = text.split(".")
    if len(text) > TICKET_CHARACTERS_MAX or len(pieces) != 2:
        raise Invalid("release.ticket_bad")
    try:
        data, tag = (
            base64.b64decode(f"{each}{'=' * (-len(each) % 4)}", altchars=b"-_", validate=True)
            for each in pieces
        )
    except ValueError as error:
        raise Invalid("release.ticket_bad") from error
    return data, tag


def _text(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode("ascii").rstrip("=")


def _tag(key: bytes, data: bytes) -> bytes:
    return hmac.digest(key, b"ticket" + data, "sha256")[:TAG_BYTES]
