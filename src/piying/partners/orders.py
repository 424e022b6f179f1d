"""Orders: the frozen request of a vendor, and the files put into it as it is sent."""

from __future__ import annotations

import base64
import json
from datetime import date
from typing import Any

from piying.model.brief import Brief
from piying.model.canon import Digest, canonical
from piying.model.card import ModelCard
from piying.model.job import Order
from piying.model.take import MediaFacts
from piying.partners.answers import Asked, Json
from piying.takes import fitting
from piying.takes.fitting import Fit
from piying.takes.generator import NotTaken, Used
from piying.takes.provider import Inputs, Made

BLOB = "$blob"


def blob(digest: Digest, how: str = "base64") -> Json:
    """Where the file `digest` belongs in a body: "base64" or "data_url"."""
    return {BLOB: digest, "as": how}


def frozen(
    card: ModelCard, endpoint: str, body: Json, media_type: str, *, length_ms: int = 0,
    version: int = 1,
) -> Order:  # fmt: skip
    """The order that sends `body` to `endpoint`; its files are those that `body` names."""
    return Order(
        provider=card.provider,
        model=card.model,
        endpoint=endpoint,
        body=canonical(body).decode(),
        blobs=tuple(dict.fromkeys(_named(body))),
        media_type=media_type,
        length_ms=length_ms,
        version=version,
    )


def body_of(order: Order, version: int) -> Json:
    """The body of `order`, with its files still by name.

    Raises:
        NotTaken: the order has a format that is no longer read.
    """
    if order.version != version:
        raise NotTaken(
            "partners.order_old", provider=order.provider, version=order.version, known=version
        )
    value: Json = json.loads(order.body)
    return value


def filled(value: Any, inputs: Inputs) -> Any:  # noqa: ANN401 - JSON of any depth
    """`value` with every file in its place."""
    if isinstance(value, list):
        return [filled(one, inputs) for one in value]
    if not isinstance(value, dict):
        return value
    if BLOB not in value:
        return {name: filled(one, inputs) for name, one in value.items()}
    digest = Digest(value[BLOB])
    text = base64.b64encode(inputs.blob(digest)).decode()
    if value["as"] == "base64":
        return text
    return f"data:{inputs.facts(digest).media_type};base64,{text}"


def _named(value: object) -> list[Digest]:
    if isinstance(value, list):
        return [digest for one in value for digest in _named(one)]
    if not isinstance(value, dict):
        return []
    if BLOB in value:
        return [Digest(value[BLOB])]
    return [digest for one in value.values() for digest in _named(one)]


def asked_for(brief: Brief, *, avoid: bool = True, name_references: bool = False) -> str:
    """The prompt as one text, for vendors with no field of their own for its parts.

    `avoid`: with what must not be seen; `name_references`: with who or what each picture
    shows, in their order. Writing that has to stand in the picture always follows.
    """
    lines = []
    if name_references:
        lines += [
            f"Picture {number} ({one.role.value.replace('_', ' ')}): {one.name or '-'}"
            for number, one in enumerate(brief.references, 1)
        ]
    lines.append(brief.prompt)
    lines += [
        f"The picture shows this writing, letter for letter: “{one}”" for one in brief.words
    ]
    if avoid and brief.avoid:
        lines.append(f"Not to be seen: {brief.avoid}")
    return "\n".join(lines)


def text_made(text: str, asked: Asked, *, structured: bool) -> Made:
    """A text that a model wrote; `structured`: a JSON value, without anything around it.

    Raises:
        Ended: it should be JSON and is not; it is owed.
    """
    if structured:
        try:
            json.loads(text)
        except ValueError:
            raise asked.end("partners.not_structured", owed=True) from None
    data = text.encode()
    kind = "application/json" if structured else "text/plain"
    return Made(data, MediaFacts(kind, len(data)))


def used_of(told: object, read: str, *written: str) -> Used | None:
    """The tokens that a vendor says it counted; None: it does not, or not as whole numbers.

    `read` and `written` name the fields; a field of `written` that is absent counts nothing.
    """
    if not isinstance(told, dict):
        return None
    counts = [told.get(read), *(told.get(name, 0) for name in written)]
    if not any(name in told for name in written):
        return None
    if not all(type(count) is int and count >= 0 for count in counts):
        return None
    return Used(counts[0], sum(counts[1:]))


def fit_for(brief: Brief, card: ModelCard) -> Fit:
    """What `card` makes of `brief`; whether it is still in service is for who chooses it.

    Raises:
        Invalid: the model cannot make it.
    """
    return fitting.check(brief, card, date.min)
