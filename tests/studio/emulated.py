"""Two vendors on loopback for whole films: stills of one, and clips of the other.

What they make can be told apart: a still has a colour of its own by its prompt; a clip goes on
from the picture that it was given, and gets darker, so a link between two clips can be seen.
Run as a program it makes a film by vendors that are up, and dies on the way.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import sys
from dataclasses import dataclass
from email.parser import BytesParser
from email.policy import HTTP
from io import BytesIO
from pathlib import Path

import av
import numpy as np
import pytest

from partners.emulator import Wrong, fields, one_of, reply
from partners.emulators.comfy import ComfyEmulator
from partners.emulators.compatible import CompatibleEmulator
from piying.model.brief import Medium
from piying.model.card import ModelCard, Size
from piying.partners.keys import Keys
from piying.partners.providers.comfy import Comfy, workflow
from piying.partners.providers.compatible import Compatible
from piying.render.joiner import Joiner
from piying.studio.config import SystemClock
from piying.studio.house import Settings, opened
from piying.studio.progress import Silent
from piying.studio.shooting.board import board
from piying.studio.shooting.shoot import shoot
from piying.studio.writing.write import write
from piying.takes.generator import Pace

SIDES = (144, 256)
RATE = 16
GRAPH = {
    "1": {"class_type": "Sampler",
          "inputs": {"seed": 0, "length": 81, "text": "example", "start": ["3", 0]}},
    "2": {"class_type": "SaveVideo", "inputs": {"video": ["1", 0]}},
    "3": {"class_type": "LoadImage", "inputs": {"image": "example.png"}},
}  # fmt: skip
MOTION = """
name = "motion"
medium = "video"
sizes = ["144x256"]
seconds = [2, 3]
rate = 16
output = "2"
[inputs]
prompt = "1.text"
seed = "1.seed"
frames = "1.length"
first_frame = "3.image"
"""
STILLS = """
[[route]]
id = "stills"
medium = "image"
frame = "144x256"
candidates = ["compatible/painter"]
"""
CLIPS = """
[[route]]
id = "clips"
medium = "video"
frame = "144x256"
candidates = ["comfy/motion"]
"""
BUDGET = """
[budget]
currency = "CNY"
shot = 5
episode = 50
series = "none"
month = "none"
"""
PRICES = """
[[price]]
provider = "compatible"
id = "painter.image"
model = "painter"
unit = "image"
currency = "CNY"
amount = 0.2
since = 2026-01-01
source = { title = "a test", url = "", read_on = 2026-11-22, confidence = "A" }

[[price]]
provider = "compatible"
id = "sketcher.image"
model = "sketcher"
unit = "image"
currency = "CNY"
amount = 0.3
since = 2026-01-01
source = { title = "a test", url = "", read_on = 2026-11-22, confidence = "A" }
"""


def painted(prompt, width=SIDES[0], height=SIDES[1]):
    """A picture whose colour follows from `prompt`."""
    red, green, blue = hashlib.sha256(prompt.encode()).digest()[:3]
    pixels = np.zeros((height, width, 3), np.uint8)
    pixels[:] = (red // 2 + 90, green // 2 + 90, blue // 2 + 90)
    pixels[height // 3 : height // 2, width // 4 : -width // 4] = (250, 240, 220)
    return _encoded(pixels)


def _encoded(pixels):
    buffer = BytesIO()
    with av.open(buffer, "w", format="image2pipe") as file:
        stream = file.add_stream("png", rate=1)
        stream.height, stream.width = pixels.shape[:2]
        stream.pix_fmt = "rgb24"
        for packet in stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")):
            file.mux(packet)
        file.mux(stream.encode())
    return buffer.getvalue()


def moved(first, count, rate=RATE):
    """A clip that begins with the picture `first` and gets darker."""
    with av.open(BytesIO(first)) as file:
        begin = next(file.decode(video=0)).reformat(*SIDES, "rgb24").to_ndarray()
    buffer = BytesIO()
    with av.open(buffer, "w", format="mp4") as file:
        stream = file.add_stream("libx264", rate=rate, options={"preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = *SIDES, "yuv420p"
        for at in range(count):
            pixels = (begin * (1 - 0.3 * at / count)).astype(np.uint8)
            file.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
        file.mux(stream.encode())
    return buffer.getvalue()


class Painter(CompatibleEmulator):
    """Stills at once, without a key."""

    moderated = ""
    """Prompts with these words are refused."""

    def answer(self, _step, request):
        if request.path == "/v1/images/generations":
            body = request.json()
        elif request.path == "/v1/images/edits":
            body = self._form(request.headers["content-type"], request.data)
        else:
            raise Wrong("no such path", 404)
        fields(body, {"model": str, "prompt": str}, {"size": str})
        one_of(body["model"], {"painter", "sketcher"}, "model")
        if self.moderated and self.moderated in body["prompt"] and body["model"] == "painter":
            return self.trouble("moderated")
        self.charges.append((body["model"], body["prompt"]))
        data = self.made or painted(body["prompt"])
        return reply({"created": 1, "data": [{"b64_json": base64.b64encode(data).decode()}]})

    def _form(self, kind, data):
        head = f"Content-Type: {kind}\r\n\r\n".encode()
        told = {}
        for part in BytesParser(policy=HTTP).parsebytes(head + data).iter_parts():
            if not part.get_filename():
                name = part.get_param("name", header="content-disposition")
                told[name] = part.get_payload(decode=True).decode()
        return told


class Studio(ComfyEmulator):
    """Clips that go on from a picture."""

    POLLS = 1

    def _view(self, request):
        answer = super()._view(request)
        node = request.query["filename"][0].partition("_")[0]
        if node != "2" or self.made:
            return answer
        graph = [told for told in self.jobs.values() if told["done"]][-1]["graph"]
        first = self.uploaded[graph["3"]["inputs"]["image"]]
        data = moved(first, graph["1"]["inputs"]["length"])
        return type(answer)(200, data, "video/mp4")


CARDS = tuple(
    ModelCard("compatible", name, Medium.IMAGE, sizes=(Size("144x256", *SIDES),), words=True)
    for name in ("painter", "sketcher")
)


class Quick(Comfy):
    """The same machine, asked more often."""

    pace = Pace(at_once_max=1, per_minute_max=6000, poll_ms=5)


class Hasty(Compatible):
    """The same endpoint without its pace."""

    pace = Pace(at_once_max=4, per_minute_max=6000, poll_ms=5)


def vendors(painter_url, studio_url):
    """The generators of both."""
    flow = workflow(MOTION, json.dumps(GRAPH), "motion.toml")
    return (
        Hasty(CARDS, Keys({}, ring=lambda _: None), f"{painter_url}/v1", local=True),
        Quick((flow,), studio_url),
    )


def rules_in(folder, routes=STILLS + CLIPS, budget=BUDGET):
    """What a house says of generating; without `budget` there is no file of it."""
    folder.mkdir(parents=True, exist_ok=True)
    told = {"routes": routes, "budget": budget, "prices": PRICES}
    for name, text in told.items():
        if text:
            (folder / f"{name}.toml").write_text(text, "utf-8")


@dataclass
class Dying:
    """A vendor whose customer's process ends the moment that `step` was done."""

    vendor: object
    step: str

    def __getattr__(self, name):
        found = getattr(self.vendor, name)
        if name != self.step:
            return found

        def done(*given):
            found(*given)
            os._exit(9)

        return done


def main():
    """Shoot SCRIPT, and die on the way: HOUSE SCRIPT PAINTER STUDIO VENDOR STEP."""
    house, script, painter, studio, dying, step = sys.argv[1:]
    known = tuple(
        Dying(one, step) if one.name == dying else one for one in vendors(painter, studio)
    )
    house, cast = Path(house), fakes.Cast()
    settings = Settings(house / "house", house, house / "out", language="en", workers=1)
    with (
        pytest.MonkeyPatch.context() as patch,
        fakes.tiny(patch),
        opened(settings, (*cast.providers(), Joiner()), SystemClock(), Silent(),
               lambda: known) as one,
    ):  # fmt: skip
        name = write(one, Path(script)).name
        board(one, name, 1)
        shoot(one, name, 1)


if __name__ == "__main__":
    import fakes

    main()
