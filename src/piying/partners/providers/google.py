"""Google's models at the Gemini API: text, pictures (Nano Banana), clips (Veo) and voices.

Orders are sent as they were frozen, by our own client: the vendor's SDK (google-genai 3.4.0)
repeats requests by itself and asks for clips only on the cloud platform. That our bodies are
what that SDK sends is held by a test. Sources, read on 2026-11-22: google-genai 3.4.0
(`models.py`, `_operations_converters.py`); the pages image-generation, video and
speech-generation of ai.google.dev/gemini-api/docs; for `predictLongRunning` at this endpoint
litellm's `llms/gemini/videos/transformation.py` as well.

- Text, pictures and voices answer at once: POST /v1beta/models/MODEL:generateContent.
- Clips take their time: POST …:predictLongRunning gives an operation, GET /v1beta/OPERATION
  says when it is done, and the file is fetched with the key in a header; it is kept two days.
- Clips always have sound here; there is no switch. A job cannot be given up.
- A blocked prompt or a filtered clip is not charged; a picture that was made and then blocked
  is taken as charged, because the vendor bills its tokens.
"""

from __future__ import annotations

import base64
import binascii
import io
import json
import re
import wave

from piying.model.brief import Brief, Medium, Reference, Role
from piying.model.card import ModelCard, Size
from piying.model.errors import Invalid, PiyingError
from piying.model.job import Order
from piying.partners import media
from piying.partners.answers import Asked, Json, Step
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
from piying.partners.wav import WAV_TYPE
from piying.takes.fitting import Fit
from piying.takes.generator import Pace, Pending, Receipt
from piying.takes.provider import Inputs, Made

NAME = "google"
ORIGIN = "https://generativelanguage.googleapis.com"
FILE_HOSTS = ("*.googleapis.com", "*.googleusercontent.com")
"""Where a file may be redirected to; the key does not go there."""
VERSION = 1
KEYS = ("GEMINI_API_KEY", "GOOGLE_API_KEY")
CLIP_BYTES_MAX = 512 << 20
RATIOS = ("1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9")
OPERATION = re.compile(r"(models/[\w.-]+/)?operations/[\w.-]+\Z")
PCM = re.compile(r"audio/(l16|pcm)\b", re.IGNORECASE)
RATE = re.compile(r"rate=(\d{4,6})")
BLOCKED = {
    "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_SAFETY",
    "IMAGE_PROHIBITED_CONTENT", "IMAGE_RECITATION", "MODEL_ARMOR", "JAILBREAK",
}  # fmt: skip
UNWANTED = re.compile(r"safety|guideline|polic(y|ies)|prohibited|sensitive", re.IGNORECASE)
DELAY = re.compile(r"(\d+(?:\.\d+)?)s")
EXPECTED = {
    Medium.TEXT: "text/plain",
    Medium.IMAGE: "image/png",
    Medium.VIDEO: "video/mp4",
    Medium.SPEECH: WAV_TYPE,
}


class Google:
    """The models of the Gemini API."""

    name = NAME
    pace = Pace(at_once_max=4, per_minute_max=10, poll_ms=10_000)
    honours_keys = False
    resumes = True

    def __init__(
        self,
        cards: tuple[ModelCard, ...],
        keys: Keys,
        origin: str = ORIGIN,
        *,
        local: bool = False,
    ) -> None:
        self.cards = tuple(card for card in cards if card.provider == NAME)
        self._keys, self._origin = keys, origin
        files = () if local else tuple(Door(host) for host in FILE_HOSTS)
        self._way = Way(NAME, (door(origin, local=local),), files)

    def order(self, brief: Brief, card: ModelCard, seed: int) -> Order:
        """What would be sent for `brief`.

        Raises:
            Invalid: the model cannot make it, or a voice of another vendor is asked for.
        """
        fit = fit_for(brief, card)
        verb = "predictLongRunning" if brief.medium is Medium.VIDEO else "generateContent"
        endpoint = f"{self._origin}/v1beta/models/{card.model}:{verb}"
        match brief.medium:
            case Medium.VIDEO:
                body = _clip(brief, card, fit, seed)
            case Medium.IMAGE:
                body = _picture(brief, fit.size, seed)
            case Medium.SPEECH:
                body = _voice(brief, card)
            case _:
                body = _text(brief, fit.tokens, seed)
        return frozen(
            card, endpoint, body, EXPECTED[brief.medium], length_ms=fit.length_ms,
            version=VERSION,
        )  # fmt: skip

    def submit(self, order: Order, inputs: Inputs, key: str) -> Receipt:
        """Send `order`, once; `key` is not sent, because this vendor has no place for it."""
        del key
        body = body_of(order, VERSION)
        headers = self._headers()
        answer = self._way.ask(
            "POST", order.endpoint, step=Step.SUBMIT, model=order.model,
            body=filled(body, inputs), headers=headers, own=_own,
        )  # fmt: skip
        asked = self._way.asked(Step.SUBMIT, order.model, *headers.values())
        if order.endpoint.endswith(":predictLongRunning"):
            name = answer.get("name")
            if not isinstance(name, str) or not OPERATION.match(name):
                raise asked.doubt("partners.answer_unreadable")
            return Receipt(job=name)
        told = answer.get("usageMetadata")
        used = used_of(told, "promptTokenCount", "candidatesTokenCount", "thoughtsTokenCount")
        return Receipt(made=_made(answer, order, asked), used=used)

    def poll(self, order: Order, job: str) -> Pending | Receipt:
        """How far the clip `job` is, or the clip."""
        headers = self._headers()
        asked = self._way.asked(Step.POLL, order.model, *headers.values())
        if not OPERATION.match(job):
            raise asked.end("partners.job_forgotten", owed=True)
        answer = self._way.ask(
            "GET", f"{self._origin}/v1beta/{job}", step=Step.POLL, model=order.model,
            headers=headers, own=_own,
        )  # fmt: skip
        if answer.get("done") is not True:
            return Pending()
        uri = _file_of(answer, asked)
        file = self._way.download(
            uri, limit=CLIP_BYTES_MAX, types=("video/", "application/octet-stream"),
            model=order.model, headers=headers,
        )  # fmt: skip
        return Receipt(made=media.made(file.data, "video", asked))

    def cancel(self, order: Order, job: str) -> bool:
        """False: this vendor gives no clip up."""
        del order, job
        return False

    def _headers(self) -> dict[str, Secret]:
        return {"x-goog-api-key": self._keys.of(NAME, *KEYS)}


# --- what is sent -------------------------------------------------------------------------


def _inline(reference: Reference) -> Json:
    return {"inlineData": {"data": blob(reference.blob), "mimeType": reference.media_type}}


def _encoded(reference: Reference) -> Json:
    return {"bytesBase64Encoded": blob(reference.blob), "mimeType": reference.media_type}


def _content(*parts: Json) -> list[Json]:
    return [{"role": "user", "parts": list(parts)}]


def _text(brief: Brief, tokens: int, seed: int) -> Json:
    config: Json = {"seed": seed}
    if tokens:
        config["maxOutputTokens"] = tokens
    if brief.answer_schema:
        config["responseMimeType"] = "application/json"
        config["responseJsonSchema"] = json.loads(brief.answer_schema)
    body: Json = {
        "contents": _content(*map(_inline, brief.references), {"text": brief.prompt}),
        "generationConfig": config,
    }
    if brief.system:
        body["systemInstruction"] = {"parts": [{"text": brief.system}]}
    return body


def _picture(brief: Brief, size: Size | None, seed: int) -> Json:
    config: Json = {"responseModalities": ["IMAGE"], "seed": seed}
    if size:
        config["imageConfig"] = {"aspectRatio": ratio(size), "imageSize": size.name}
    text = {"text": asked_for(brief, name_references=True)}
    return {
        "contents": _content(*map(_inline, brief.references), text),
        "generationConfig": config,
    }


def _voice(brief: Brief, card: ModelCard) -> Json:
    voice = brief.voice
    if voice is None or voice.provider != NAME or not voice.timbre:
        raise Invalid("partners.voice_foreign", provider=NAME, model=card.model)
    line = f"Read aloud, {brief.manner}:\n{brief.prompt}" if brief.manner else brief.prompt
    spoken = {"voiceConfig": {"prebuiltVoiceConfig": {"voiceName": voice.timbre}}}
    return {
        "contents": _content({"text": line}),
        "generationConfig": {"responseModalities": ["AUDIO"], "speechConfig": spoken},
    }


def _clip(brief: Brief, card: ModelCard, fit: Fit, seed: int) -> Json:
    instance: Json = {"prompt": asked_for(brief, avoid=False)}
    others = []
    for one in brief.references:
        match one.role:
            case Role.FIRST_FRAME:
                instance["image"] = _encoded(one)
            case Role.LAST_FRAME:
                instance["lastFrame"] = _encoded(one)
            case _:
                others.append({"image": _encoded(one), "referenceType": "asset"})
    if others:
        instance["referenceImages"] = others
    parameters: Json = {"durationSeconds": fit.length_ms // 1000}
    if fit.size:
        parameters |= {"aspectRatio": ratio(fit.size), "resolution": fit.size.name}
    if brief.avoid:
        parameters["negativePrompt"] = brief.avoid
    if card.seeds:
        parameters["seed"] = seed
    return {"instances": [instance], "parameters": parameters}


def ratio(size: Size) -> str:
    """The vendor's name for the ratio of `size`: "9:16" for 768x1376."""

    def off(name: str) -> int:
        across, down = map(int, name.split(":"))
        one, other = size.width * down, size.height * across
        return abs(one - other) * 1_000_000 // max(one, other)

    return min(RATIOS, key=off)


# --- what comes back ----------------------------------------------------------------------


def _own(asked: Asked, status: int, body: Json) -> PiyingError | None:
    """This vendor's own ways to refuse: a wrong key is a 400, a wait stands in the body."""
    error = body.get("error")
    if not isinstance(error, dict):
        return None
    why = str(error.get("message", ""))
    if status == 400 and "API key" in why:
        return asked.refusal("partners.key_refused", status=status, why=why)
    if status == 429:
        wait = max((_delay_ms(one) for one in error.get("details") or ()), default=0)
        if wait:
            return asked.refusal(
                "partners.too_many", retryable=True, again_ms=wait, seconds=-(-wait // 1000)
            )
    return None


def _delay_ms(detail: object) -> int:
    said = detail.get("retryDelay") if isinstance(detail, dict) else None
    found = DELAY.fullmatch(said) if isinstance(said, str) else None
    return round(float(found[1]) * 1000) if found else 0


def _made(answer: Json, order: Order, asked: Asked) -> Made:
    """What an answer of generateContent holds, as `order` expects it."""
    blocked = (answer.get("promptFeedback") or {}).get("blockReason")
    if blocked:
        raise asked.end("partners.moderated", why=str(blocked))
    candidates = answer.get("candidates") or [{}]
    reason = str(candidates[0].get("finishReason", "?"))
    if reason in BLOCKED:
        raise asked.end("partners.moderated", owed=True, why=reason)
    parts = (candidates[0].get("content") or {}).get("parts") or []
    parts = [part for part in parts if not part.get("thought")]
    if order.media_type == EXPECTED[Medium.TEXT]:
        text = "".join(str(part.get("text", "")) for part in parts)
        if reason != "STOP" or not text:
            raise asked.end("partners.nothing_made", owed=True, why=reason)
        structured = '"responseJsonSchema"' in order.body
        return text_made(text, asked, structured=structured)
    inline = [part["inlineData"] for part in parts if "inlineData" in part]
    if not inline:
        raise asked.end("partners.nothing_made", owed=True, why=reason)
    try:
        data = base64.b64decode(inline[-1]["data"], validate=True)
    except (binascii.Error, KeyError, TypeError, ValueError):
        raise asked.end("partners.file_broken", owed=True, why="base64") from None
    sort = order.media_type.partition("/")[0]
    if sort == "audio":
        data = _as_wav(data, str(inline[-1].get("mimeType", "")))
    return media.made_and_owed(data, sort, asked)


def _as_wav(data: bytes, kind: str) -> bytes:
    """Bare samples (16 bits, one channel) as a WAV; anything else as it is."""
    if not PCM.match(kind):
        return data
    found = RATE.search(kind)
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(int(found[1]) if found else 24_000)
        file.writeframes(data[: len(data) // 2 * 2])
    return buffer.getvalue()


def _file_of(answer: Json, asked: Asked) -> str:
    """Where the clip of a finished operation lies."""
    if error := answer.get("error"):
        why = str(error.get("message", error)) if isinstance(error, dict) else str(error)
        code = "partners.moderated" if UNWANTED.search(why) else "partners.job_failed"
        raise asked.end(code, why=why)
    told = (answer.get("response") or {}).get("generateVideoResponse") or {}
    for sample in told.get("generatedSamples") or ():
        if uri := (sample.get("video") or {}).get("uri"):
            return str(uri)
    if told.get("raiMediaFilteredCount") or told.get("raiMediaFilteredReasons"):
        why = "; ".join(map(str, told.get("raiMediaFilteredReasons") or ["-"]))
        raise asked.end("partners.moderated", why=why)
    raise asked.end("partners.nothing_made", owed=True, why="generatedSamples")
