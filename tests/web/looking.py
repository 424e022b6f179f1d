"""The sheets of all parts (look/*.html), shown in Chromium under the policy of real pages."""

from __future__ import annotations

from pathlib import Path

from browsing import whole_bundle
from jinja2 import ChoiceLoader, FileSystemLoader

from piying.model.messages import say
from piying.web.guard import policy
from piying.web.rendering import templates, words
from piying.web.shown import shown

LOOK = Path(__file__).parent / "look"
ORIGIN = "http://look.test"
COVER = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 96">
<rect width="72" height="96" fill="hsl({hue} 40% 22%)"/>
<circle cx="40" cy="34" r="22" fill="hsl({hue} 90% 68%)"/>
<path d="M0 78 20 56l14 12 18-24 20 30v22H0z" fill="hsl({hue} 50% 12%)"/></svg>"""


def rendered(name, language, **data):
    """The sheet `name` as HTML."""
    own = FileSystemLoader(LOOK)
    at_hand = templates().overlay(loader=ChoiceLoader([own, templates().loader]))
    return at_hand.get_template(name).render(
        t=lambda code, **given: say(code, language, **given),
        asset=whole_bundle().address, words=lambda *prefixes: words(prefixes, language),
        show=shown(language), nonce="look", language=language, origin=ORIGIN, path=f"/{name}",
        **{"theme": "", **data},
    )  # fmt: skip


def show(page, name, language, covers=None, **data):
    """Open the sheet on `page`; everything that it asks for is answered here."""
    html = rendered(name, language, **data)

    def answer(route):
        path = route.request.url.removeprefix(ORIGIN).partition("?")[0]
        if path == f"/{name}":
            route.fulfill(body=html, content_type="text/html; charset=utf-8", headers=HEADERS)
        elif path.startswith("/covers/"):
            number = int(path.rpartition("/")[2].partition(".")[0])
            if covers:
                route.fulfill(path=covers[number % len(covers)])
            else:
                cover = COVER.format(hue=(20 + number * 47) % 360)
                route.fulfill(body=cover, content_type="image/svg+xml")
        elif path.endswith("/look/chart.js"):
            route.fulfill(path=LOOK / "chart.js", content_type="text/javascript")
        else:
            found = whole_bundle().files.get(path.partition("/static/")[2].partition("/")[2])
            if found is None:
                route.fulfill(status=404)
            else:
                route.fulfill(body=found.data, content_type=found.kind)

    page.route(f"{ORIGIN}/**", answer)
    page.goto(f"{ORIGIN}/{name}")
    page.evaluate("document.fonts.ready.then(() => true)")


HEADERS = {"Content-Security-Policy": policy("look"), "X-Content-Type-Options": "nosniff"}
