"""Noting: what hangs on a report beside the play: where somebody is, how long a minor watched.

The plays are on disk by then. What cannot be noted is written to the log, and the batch stays
acknowledged: sent again it would not be noted either.
"""

from __future__ import annotations

import logging

from piying.model.errors import PiyingError
from piying.release.heard import Heard
from piying.studio.channel.acting import By
from piying.studio.channel.keeping import Place, keep_place
from piying.studio.channel.minors import TOLD_MS_MAX, watched
from piying.studio.channel.playing import Noted
from piying.studio.house import House

LOG = logging.getLogger("piying.channel")


def noted(house: House) -> Noted:
    """Where somebody is goes to their progress, how long a minor watched to their day."""

    def place(by: By, told: Heard, now_ms: int) -> None:
        screen = told.screen
        where = screen.duration_ms if told.ended else told.position_ms
        try:
            keep_place(house, by, Place(screen.series, screen.episode, where, now_ms, now_ms))
        except PiyingError as error:
            LOG.warning("a position was not kept: %s", error)

    def minutes(by: By, ms: int, now_ms: int) -> None:
        if by.account is None:
            return
        try:
            watched(house, by.account, min(ms, TOLD_MS_MAX), now_ms)
        except PiyingError as error:
            LOG.warning("the time of a minor was not noted: %s", error)

    return Noted(place, minutes)
