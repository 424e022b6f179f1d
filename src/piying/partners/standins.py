"""What the stand-ins can do, and that they cost nothing.

They are not among the shipped cards, because a route that looks for the cheapest model would
always take them: whoever wants a dry run names them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from piying.model.brief import Medium, Role
from piying.model.card import ModelCard, Price, RoleLimit, Size, Unit
from piying.model.dated import Confidence, Source, Term

NAME = "placeholder"
SINCE = date(2026, 11, 22)
ALWAYS = date(1970, 1, 1)
"""Since when one's own machine costs nothing."""
RATE = 24
"""Frames a second of clips."""
SOURCE = Source("piying", "", SINCE, Confidence.OFFICIAL)
SIZES = (
    Size("360p", 360, 640), Size("360p", 640, 360), Size("360p", 480, 480),
    Size("720p", 720, 1280), Size("720p", 1280, 720), Size("720p", 960, 960),
    Size("1080p", 1080, 1920), Size("1080p", 1920, 1080), Size("1080p", 1440, 1440),
)  # fmt: skip
ROLES = tuple(RoleLimit(role, 8) for role in Role)

CARDS = (
    ModelCard(
        NAME, "placeholder-text", Medium.TEXT, languages=("zh", "en"), structured=True,
        tokens_max=4096, offline=True, source=SOURCE,
    ),
    ModelCard(
        NAME, "placeholder-image", Medium.IMAGE, sizes=SIZES, references_max=8, roles=ROLES,
        words=True, seeds=True, offline=True, source=SOURCE,
    ),
    ModelCard(
        NAME, "placeholder-video", Medium.VIDEO, sizes=SIZES, shortest_ms=1000,
        longest_ms=15_000, step_ms=1000, rate=RATE, references_max=8, roles=ROLES, shots_max=6,
        words=True, sound=True, seeds=True, offline=True, source=SOURCE,
    ),
    ModelCard(
        NAME, "placeholder-speech", Medium.SPEECH, languages=("zh", "en"), marks=True,
        prompt_characters_max=2000, offline=True, source=SOURCE,
    ),
    ModelCard(
        NAME, "placeholder-music", Medium.MUSIC, shortest_ms=1000, longest_ms=600_000,
        step_ms=1, seeds=True, offline=True, source=SOURCE,
    ),
)  # fmt: skip


def free(cards: Iterable[ModelCard]) -> tuple[Price, ...]:
    """The prices of those of `cards` that run on a machine of one's own: nothing."""
    return tuple(
        Price(
            f"{card.model}.run", card.provider, card.model, Unit.RUN, "CNY", 0,
            term=Term(ALWAYS), source=SOURCE,
        )
        for card in cards
        if card.offline
    )  # fmt: skip
