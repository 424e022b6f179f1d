"""Pages from templates: every word comes from the catalogue, every file by its version."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from piying.model.messages import CATALOGUE, say
from piying.web.language import language_of
from piying.web.shown import shown
from piying.web.who import site_of

THEME = "piying-theme"
THEMES = frozenset({"dark", "light"})


@cache
def templates() -> Environment:
    """The templates; everything is escaped, and what is not there is a mistake."""
    return Environment(
        loader=PackageLoader("piying.web"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip


def page(
    request: Request, name: str, *, status: int = 200, language: str = "", **data: object
) -> HTMLResponse:
    """A page made from the template `name`.

    Templates are given `t(code, **data)` (words of the catalogue), `asset(name)` (the address
    of a file), `words(prefix, …)` (JSON of all words under these prefixes, for scripts),
    `show` (numbers, money and times: `show.money(fen)`), `theme` ("dark", "light", or "" where
    nobody chose one), `nonce`, `language`, `origin` and `path`.
    """
    site = site_of(request)
    spoken = language or language_of(request)
    text = templates().get_template(name).render(
        t=lambda code, **given: say(code, spoken, **given),
        asset=site.static.address,
        words=lambda *prefixes: words(prefixes, spoken),
        show=shown(spoken),
        theme=theme if (theme := request.cookies.get(THEME, "")) in THEMES else "",
        nonce=request.scope["state"]["nonce"],
        language=spoken,
        origin=site.origin,
        path=request.url.path,
        **data,
    )  # fmt: skip
    return HTMLResponse(text, status, headers={
        "Cache-Control": "no-store", "Content-Language": "zh-CN" if spoken == "zh" else "en",
    })  # fmt: skip


def words(prefixes: Iterable[str], language: str) -> Markup:
    """JSON of every word whose code begins with one of `prefixes`, safe inside a script."""
    told = tuple(prefixes)
    found = {
        code: say_raw(code, language) for code in sorted(CATALOGUE) if code.startswith(told)
    }
    return in_script(found)


def in_script(value: object) -> Markup:
    """JSON that no reader of HTML takes for the end of a script."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 - what could end a script was written another way


def say_raw(code: str, language: str) -> str:
    """A message with its places for data unfilled."""
    said = CATALOGUE[code]
    return said.zh if language == "zh" else said.en
