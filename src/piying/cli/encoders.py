"""The encoders of the picture, tried here and told."""

from __future__ import annotations

from piying.cli.telling import Telling
from piying.model.messages import say
from piying.studio.installing.encoders import encoders_here


def tell_encoders(telling: Telling) -> None:
    """Whether each encoder works here, and if not, what it said."""
    found = encoders_here()
    for one in found:
        code = "cli.encoder_works" if one.works else "cli.encoder_fails"
        telling.lines([f"{one.encoder:<18} {say(code, telling.language, why=one.why)}"])
    telling.result({one.encoder: {"works": one.works, "why": one.why} for one in found})
