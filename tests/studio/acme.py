"""A vendor of pictures in this process, and a house whose routes ask it: for tests of money."""

from __future__ import annotations

import hashlib
import json
from contextlib import contextmanager
from dataclasses import dataclass, field

import skia

from piying.model.brief import Medium, Role
from piying.model.card import ModelCard, RoleLimit, Size
from piying.model.dated import Confidence, Source
from piying.model.errors import Outside
from piying.model.job import Order
from piying.model.take import MediaFacts
from piying.studio.house import Settings, opened
from piying.studio.progress import Silent
from piying.takes.generator import Ended, Pace, Receipt
from piying.takes.provider import Made

ROUTES = """
[[route]]
id = "pictures"
medium = "image"
frame = "360x640"
candidates = ["acme/MODEL"]
"""
SOURCE = (
    'source = { title = "t", url = "https://acme.test", read_on = 2026-01-01, '
    'confidence = "A" }'
)
PRICES = "".join(
    f"""
[[price]]
id = "{model}.image"
provider = "acme"
model = "{model}"
unit = "image"
currency = "USD"
amount = {amount}
since = 2026-01-01
{SOURCE}
"""
    for model, amount in (("pic-1", "0.10"), ("pic-2", "0.30"), ("pic-0", '"unknown"'))
)
BUDGET = f"""
[budget]
currency = "CNY"
shot = SHOT
episode = 50
series = 100
month = "none"

[[rate]]
id = "usd-cny"
from = "USD"
to = "CNY"
value = 7
since = 2026-01-01
{SOURCE}
"""


def _card(model):
    return ModelCard(
        "acme", model, Medium.IMAGE, sizes=(Size("360p", 360, 640),), references_max=8,
        roles=tuple(RoleLimit(role, 8) for role in Role), seeds=True,
        source=Source("t", "https://acme.test", None, Confidence.OFFICIAL),
    )  # fmt: skip


@dataclass
class Acme:
    """Makes a picture of one colour for every order, and remembers what it was asked."""

    name: str = "acme"
    cards: tuple = tuple(_card(model) for model in ("pic-0", "pic-1", "pic-2"))
    pace: Pace = field(default_factory=lambda: Pace(8, 10_000, 1))
    honours_keys: bool = False
    resumes: bool = True
    charges: object = None
    """What it says that it charges."""
    silent: bool = False
    """It takes an order and the line breaks: nobody knows."""
    fails: bool = False
    gives_up: bool = True
    unreachable: bool = False
    sent: list = field(default_factory=list)
    cancelled: list = field(default_factory=list)

    def order(self, brief, card, seed):
        body = json.dumps({"prompt": brief.prompt, "seed": seed}, ensure_ascii=False)
        blobs = tuple(one.blob for one in brief.references)
        return Order("acme", card.model, "https://acme.test/make", body, blobs, "image/png")

    def submit(self, order, _inputs, key):
        self.sent.append(order)
        if self.silent:
            raise Outside("studio.no_vendor_job")
        return Receipt(job=f"v-{key}")

    def poll(self, order, _job):
        if self.unreachable:
            raise Outside("studio.no_vendor_job")
        if self.fails:
            raise Ended("studio.made_empty", wanted="image/png")
        return Receipt(made=picture(order.body), charged=self.charges)

    def cancel(self, _order, job):
        if self.unreachable:
            raise Outside("studio.no_vendor_job")
        self.cancelled.append(job)
        return self.gives_up


def picture(words):
    """A picture whose colour is that of `words`."""
    shade = hashlib.sha256(words.encode()).digest()
    surface = skia.Surface(360, 640)
    with surface as canvas:
        canvas.clear(skia.Color(*shade[:3]))
    data = bytes(surface.makeImageSnapshot().encodeToData(skia.EncodedImageFormat.kPNG, 100))
    return Made(data, MediaFacts("image/png", len(data), width=360, height=640))


def rules(house, model="pic-1", shot="30", budget=BUDGET):
    """Write the operator's files of a house."""
    house.mkdir(parents=True, exist_ok=True)
    (house / "routes.toml").write_text(ROUTES.replace("MODEL", model), "utf-8")
    (house / "prices.toml").write_text(PRICES, "utf-8")
    (house / "budget.toml").write_text(budget.replace("SHOT", shot), "utf-8")


@contextmanager
def paying(root, cast, vendor, clock):
    """An open house in `root` that may ask `vendor`."""
    settings = Settings(root / "house", root / "data", root / "out", language="en", workers=1)
    with opened(settings, cast.providers(), clock, Silent(), lambda: (vendor,)) as house:
        yield house
