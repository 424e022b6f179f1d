"""The language that somebody is answered in: chosen, else what their browser asks for."""

from __future__ import annotations

from starlette.requests import HTTPConnection

from piying.model.messages import LANGUAGES

COOKIE = "piying-language"


def language_of(request: HTTPConnection) -> str:
    """Chinese ("zh") or English ("en"); the former where nothing is asked for."""
    chosen = request.query_params.get("language") or request.cookies.get(COOKIE, "")
    if chosen in LANGUAGES:
        return chosen
    best, weight = LANGUAGES[0], 0.0
    for part in request.headers.get("accept-language", "").split(","):
        name, _, rest = part.strip().partition(";")
        found = name.partition("-")[0].lower()
        quality = _quality(rest)
        if found in LANGUAGES and quality > weight:
            best, weight = found, quality
    return best


def _quality(text: str) -> float:
    value = text.strip().removeprefix("q=")
    try:
        return float(value) if value else 1.0
    except ValueError:
        return 0.0
