"""Any endpoint that speaks OpenAI's format, at an address that the operator names.

Text by POST /chat/completions, pictures by /images/generations and, with references, by
/images/edits as a form, voices by /audio/speech. Everything answers at once.

Orders are sent as they were frozen, by our own client: the vendor's SDK (openai 3.54.0) repeats
requests by itself. That our bodies are what that SDK sends is held by a test. Sources, read on
2026-11-22: openai 3.54.0 (`types/chat`, `types/image_*_params.py`, `types/audio`).

`response_format` is not sent for pictures, since the vendor's own models refuse it: whichever
of `b64_json` and `url` comes back is read. Only the vendor's own host gets the key of
OPENAI_API_KEY; any other endpoint gets the key that was set for it, and one of the operator's
own machines needs none.
"""

from __future__ import annotations

import base64
import binascii
import json

import httpx2

from piying.model.brief import Brief, Medium, Reference
from piying.model.card import ModelCard
from piying.model.errors import Invalid, Outside, PiyingError
from piying.model.job import Order
from piying.partners import media
from piying.partners.answers import Asked, Json, Step
from piying.partners.forms import Part, form
from piying.partners.guard import Door, door
from piying.partners.keys import Keys, Secret
from piying.partners.net import Way
from piying.partners.orders import (
    asked_for,
    blob,
    body_of,
    filled,
    fit_for,
    frozen,
    text_made,
    used_of,
)
from piying.takes.fitting import Fit
from piying.takes.generator import Ended, Pace, Pending, Receipt
from piying.takes.provider import Inputs, Made

NAME = "compatible"
VENDOR_HOST = "api.openai.com"
VENDOR_KEY = "OPENAI_API_KEY"
VERSION = 1
PICTURE_BYTES_MAX = 64 << 20
PATHS = {
    Medium.TEXT: "/chat/completions",
    Medium.IMAGE: "/images/generations",
    Medium.SPEECH: "/audio/speech",
}
EDITS = "/images/edits"
EXPECTED = {
    Medium.TEXT: "text/plain",
    Medium.IMAGE: "image/png",
    Medium.SPEECH: "audio/wav",
}
SOUND_TYPES = ("audio/", "application/octet-stream")
UNWANTED = {"moderation_blocked", "content_policy_violation", "content_filter"}


class Compatible:
    """The models of one endpoint."""

    name = NAME
    pace = Pace(at_once_max=2, per_minute_max=20, poll_ms=5000)
    honours_keys = False
    resumes = False

    def __init__(
        self, cards: tuple[ModelCard, ...], keys: Keys, base: str, *, local: bool = False
    ) -> None:
        """`base` ends where the vendor's paths begin: "https://api.openai.com/v1"."""
        self.cards = tuple(card for card in cards if card.provider == NAME)
        self._keys, self._base, self._local = keys, base.rstrip("/"), local
        self._host = httpx2.URL(base).host
        self._way = Way(NAME, (door(base, local=local),), (Door("*"),))

    def order(self, brief: Brief, card: ModelCard, seed: int) -> Order:
        """What would be sent for `brief`.

        Raises:
            Invalid: the model cannot make it, or a voice of another vendor is asked for.
        """
        fit = fit_for(brief, card)
        path = PATHS.get(brief.medium)
        if path is None:
            raise Invalid(
                "partners.medium_unknown",
                provider=NAME,
                model=card.model,
                medium=brief.medium.value,
            )
        match brief.medium:
            case Medium.TEXT:
                body = self._text(brief, card, fit, seed)
            case Medium.SPEECH:
                body = _voice(brief, card)
            case _:
                body = _picture(brief, card, fit)
                path = EDITS if brief.references else path
        return frozen(card, self._base + path, body, EXPECTED[brief.medium], version=VERSION)

    def submit(self, order: Order, inputs: Inputs, key: str) -> Receipt:
        """Send `order`, once, and what was made of it; `key` has no place in this format."""
        del key
        body = body_of(order, VERSION)
        headers: dict[str, str | Secret] = self._headers()
        secrets = [one for one in headers.values() if isinstance(one, Secret)]
        asked = self._way.asked(Step.SUBMIT, order.model, *secrets)
        data: bytes | Json = filled(body, inputs)
        if order.endpoint.endswith(EDITS):
            kind, data = _edit(filled(body, inputs))
            headers["content-type"] = kind
        if order.endpoint.endswith(PATHS[Medium.SPEECH]):
            answer = self._way.send(
                "POST", order.endpoint, step=Step.SUBMIT, model=order.model, body=data,
                headers=headers, own=_own,
            )  # fmt: skip
            if not answer.headers.get("content-type", "").startswith(SOUND_TYPES):
                raise asked.doubt("partners.answer_unreadable")
            return Receipt(made=media.made_and_owed(answer.data, "audio", asked))
        told = self._way.ask(
            "POST", order.endpoint, step=Step.SUBMIT, model=order.model, body=data,
            headers=headers, own=_own,
        )  # fmt: skip
        if order.endpoint.endswith(PATHS[Medium.TEXT]):
            made = _text_of(told, asked, structured="response_format" in body)
            used = used_of(told.get("usage"), "prompt_tokens", "completion_tokens")
            return Receipt(made=made, used=used)
        return Receipt(made=self._picture_of(told, asked, order, tuple(secrets)))

    def poll(self, order: Order, job: str) -> Pending | Receipt:
        """Nothing waits at such an endpoint: what was asked for by an id is not there.

        Raises:
            Ended: always.
        """
        del job
        asked = self._way.asked(Step.POLL, order.model)
        raise asked.end("partners.job_forgotten", owed=True)

    def cancel(self, order: Order, job: str) -> bool:
        """False: everything answers at once."""
        del order, job
        return False

    def _headers(self) -> dict[str, str | Secret]:
        customary = (VENDOR_KEY,) if self._host == VENDOR_HOST else ()
        key = self._keys.find(NAME) if self._local else self._keys.of(NAME, *customary)
        return {"authorization": Secret(f"Bearer {key.reveal()}")} if key else {}

    def _text(self, brief: Brief, card: ModelCard, fit: Fit, seed: int) -> Json:
        pictures = [{"type": "image_url", "image_url": _url(one)} for one in brief.references]
        text = {"type": "text", "text": brief.prompt}
        said: Json = {
            "role": "user",
            "content": [*pictures, text] if pictures else brief.prompt,
        }
        first = [{"role": "system", "content": brief.system}] if brief.system else []
        body: Json = {"model": card.model, "messages": [*first, said]}
        if fit.tokens:
            # The vendor's own models refuse the old name, other servers know no other.
            vendor = self._host == VENDOR_HOST
            body["max_completion_tokens" if vendor else "max_tokens"] = fit.tokens
        if card.seeds:
            body["seed"] = seed
        if brief.answer_schema:
            schema = json.loads(brief.answer_schema)
            named = {"name": "answer", "schema": schema, "strict": True}
            body["response_format"] = {"type": "json_schema", "json_schema": named}
        return body

    def _picture_of(
        self, told: Json, asked: Asked, order: Order, secrets: tuple[Secret, ...]
    ) -> Made:
        one = (told.get("data") or [{}])[0]
        if text := one.get("b64_json"):
            try:
                data = base64.b64decode(text, validate=True)
            except (binascii.Error, TypeError, ValueError):
                raise asked.end("partners.file_broken", owed=True, why="base64") from None
            return media.made_and_owed(data, "image", asked)
        if not isinstance(one.get("url"), str):
            raise asked.end("partners.nothing_made", owed=True, why="data")
        try:
            file = self._way.download(
                one["url"], limit=PICTURE_BYTES_MAX,
                types=("image/", "application/octet-stream"), model=order.model,
                hide=secrets,
            )  # fmt: skip
        except Ended:
            raise
        except Outside as error:
            raise Ended(error.code, charged=None, owed=True, **error.data) from None
        return media.made_and_owed(file.data, "image", asked)


def _url(reference: Reference) -> Json:
    return {"url": blob(reference.blob, "data_url")}


def _voice(brief: Brief, card: ModelCard) -> Json:
    voice = brief.voice
    if voice is None or voice.provider != NAME or not voice.timbre:
        raise Invalid("partners.voice_foreign", provider=NAME, model=card.model)
    body: Json = {
        "model": card.model,
        "input": brief.prompt,
        "voice": voice.timbre,
        "response_format": "wav",
    }
    return {**body, "instructions": brief.manner} if brief.manner else body


def _picture(brief: Brief, card: ModelCard, fit: Fit) -> Json:
    prompt = asked_for(brief, name_references=bool(brief.references))
    body: Json = {"model": card.model, "prompt": prompt}
    if fit.size:
        body["size"] = f"{fit.size.width}x{fit.size.height}"
    if brief.references:
        body["image[]"] = [
            {"type": one.media_type, "data": blob(one.blob)} for one in brief.references
        ]
    return body


def _edit(body: Json) -> tuple[str, bytes]:
    """An edit as a form: its content type and its bytes."""
    parts = []
    for name, value in body.items():
        if isinstance(value, str):
            parts.append(Part(name, value.encode()))
            continue
        for number, file in enumerate(value, 1):
            kind = file["type"]
            ending = kind.rpartition("/")[2]
            parts.append(Part(name, base64.b64decode(file["data"]), f"{number}.{ending}", kind))
    return form(*parts)


def _own(asked: Asked, status: int, body: Json) -> PiyingError | None:
    """This format's own word for content that is not wanted."""
    error = body.get("error")
    if status < 400 or not isinstance(error, dict):
        return None
    words = {str(error.get("code")), str(error.get("type"))}
    if words & UNWANTED:
        return asked.refusal("partners.moderated", why=str(error.get("message", "")))
    return None


def _text_of(told: Json, asked: Asked, *, structured: bool) -> Made:
    choice = (told.get("choices") or [{}])[0]
    message = choice.get("message") or {}
    reason = str(choice.get("finish_reason", "?"))
    if reason == "content_filter" or message.get("refusal"):
        raise asked.end(
            "partners.moderated", owed=True, why=str(message.get("refusal") or reason)
        )
    text = message.get("content")
    if reason == "length" or not isinstance(text, str) or not text:
        raise asked.end("partners.nothing_made", owed=True, why=reason)
    return text_made(text, asked, structured=structured)
