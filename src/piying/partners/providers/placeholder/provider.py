"""Stand-ins behind the port of paid models: they take their time and cost nothing.

A text is answered at once, as vendors do; everything else is a job that is done a moment after
it was taken. The moment is in the job's id, so that nothing is remembered between two calls.
The same order gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable

from piying.model.brief import Brief, Medium, Role
from piying.model.card import ModelCard
from piying.model.errors import Invalid
from piying.model.job import Order
from piying.model.money import NOTHING
from piying.model.take import MediaFacts
from piying.partners.answers import Asked, Json, Step
from piying.partners.orders import blob, body_of, fit_for, frozen, text_made
from piying.partners.providers.placeholder import answer, tone
from piying.partners.providers.placeholder.slate import Slate, clip, still
from piying.partners.standins import CARDS, NAME, RATE
from piying.takes.generator import Pace, Pending, Receipt
from piying.takes.provider import Inputs, Made

VERSION = 1
ENDPOINT = "piying:placeholder"
WAIT_MS = 900
"""How long a job takes: three questions at the pace below."""
EXPECTED = {
    Medium.TEXT: "text/plain",
    Medium.IMAGE: "image/png",
    Medium.VIDEO: "video/mp4",
    Medium.SPEECH: "audio/wav",
    Medium.MUSIC: "audio/wav",
}


class Placeholder:
    """Stand-ins of every medium."""

    name = NAME
    cards = CARDS
    pace = Pace(at_once_max=4, per_minute_max=600, poll_ms=300)
    honours_keys = True
    resumes = True

    def __init__(self, clock_ms: Callable[[], int], wait_ms: int = WAIT_MS) -> None:
        """`clock_ms` gives milliseconds since 1970; a job is done `wait_ms` after it came."""
        self._clock_ms, self._wait_ms = clock_ms, wait_ms

    def order(self, brief: Brief, card: ModelCard, seed: int) -> Order:
        """What stands in for `brief`.

        Raises:
            Invalid: the card cannot make it, or the schema of the answer is no schema.
        """
        fit = fit_for(brief, card)
        if brief.answer_schema:
            try:
                answer.least(brief.answer_schema)
            except (ValueError, TypeError) as error:
                raise Invalid(
                    "partners.schema_wrong", provider=NAME, model=card.model, why=str(error)
                ) from None
        people = {one.name for one in brief.references if one.role is Role.CHARACTER}
        body: Json = {
            "medium": brief.medium.value,
            "prompt": "\n".join([brief.prompt, *(shot.prompt for shot in brief.shots)]),
            "figures": max(1, len(people)),
            "references": [blob(one.blob) for one in brief.references],
            "width": fit.size.width if fit.size else 0,
            "height": fit.size.height if fit.size else 0,
            "length_ms": fit.length_ms,
            "schema": brief.answer_schema,
            "voice": brief.voice.timbre if brief.voice else "",
            "speed_permille": brief.voice.speed_permille if brief.voice else 1000,
            "seed": seed,
        }
        kind = "application/json" if brief.answer_schema else EXPECTED[brief.medium]
        return frozen(card, ENDPOINT, body, kind, length_ms=fit.length_ms, version=VERSION)

    def submit(self, order: Order, inputs: Inputs, key: str) -> Receipt:  # noqa: ARG002 - port
        """Take the order; a text is answered at once."""
        body = body_of(order, VERSION)
        if body["medium"] == Medium.TEXT:
            return Receipt(made=_text(order, body), charged=NOTHING)
        return Receipt(job=str(self._clock_ms()))

    def poll(self, order: Order, job: str) -> Pending | Receipt:
        """How far the job is, or what was made."""
        if not job.isdigit():
            raise Asked(NAME, Step.POLL, order.model).end("partners.job_forgotten", owed=False)
        past = self._clock_ms() - int(job)
        if past < self._wait_ms:
            return Pending(max(0, past) * 1000 // self._wait_ms, self.pace.poll_ms)
        return Receipt(made=_made(body_of(order, VERSION)), charged=NOTHING)

    def cancel(self, order: Order, job: str) -> bool:  # noqa: ARG002 - the port
        """True: a stand-in costs nothing and is given up at once."""
        return True


def _text(order: Order, body: Json) -> Made:
    asked = Asked(NAME, Step.SUBMIT, order.model)
    schema = body["schema"]
    text = answer.least(schema) if schema else answer.plain(body["prompt"])
    return text_made(text, asked, structured=bool(schema))


def _made(body: Json) -> Made:
    slate = Slate(body["prompt"], body["figures"], body["seed"])
    width, height, length = body["width"], body["height"], body["length_ms"]
    match Medium(body["medium"]):
        case Medium.SPEECH:
            return tone.voice(body["prompt"], body["voice"], body["speed_permille"])
        case Medium.MUSIC:
            return tone.music(body["prompt"], body["seed"], length)
        case Medium.VIDEO:
            data, kind = clip(slate, width, height, length, RATE), "video/mp4"
            count = length * RATE // 1000
        case _:
            data, kind, count = still(slate, width, height), "image/png", 0
    return Made(
        data, MediaFacts(kind, len(data), frame_count=count, width=width, height=height)
    )
