"""Azure AI Speech behind the port of paid models: batch synthesis, one line at a time.

    PUT  …/texttospeech/batchsyntheses/{id}?api-version=2024-04-01
         {"inputKind": "SSML", "inputs": [{"content": "<speak…"}], "properties": {…}}
    GET  the same: {"id": "…", "status": "NotStarted" | "Running" | "Succeeded" | "Failed",
         "outputs": {"result": "https://….blob.core.windows.net/…/results.zip?…"},
         "properties": {"error": {"code": "…", "message": "…"}}}
    zip  0001.wav, 0001.word.json: [{"Text": "the", "AudioOffset": 38, "Duration": 153}, …] in
         milliseconds, summary.json

The id is ours and unique at the vendor, so a line cannot be made twice under one key: a second
PUT is refused with 409, and the first job is asked for. The endpoint that answers at once
tells no times of words. Not every voice has them; a line without is refused rather than played
with a still mouth. What runs cannot be given up.

Source: learn.microsoft.com/azure/ai-services/speech-service/batch-synthesis and
…/batch-synthesis-properties (API of 2024-04-01; the form of word.json from MicrosoftDocs/
azure-docs, batch-synthesis.md); read 2026-11-22. The status of a second PUT is not in them.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from contextlib import suppress
from typing import Any

from piying.model.brief import Brief
from piying.model.card import ModelCard
from piying.model.errors import Invalid, Outside, PiyingError
from piying.model.job import Order
from piying.partners.answers import Asked, Json, Step, coded
from piying.partners.endpoint import Endpoint
from piying.partners.guard import Door
from piying.partners.net import Way
from piying.partners.orders import body_of, fit_for, frozen
from piying.partners.providers.azure.ssml import LOCALES, ssml
from piying.partners.voiced import Heard, sound_of, spoken
from piying.partners.wav import WAV_TYPE
from piying.takes.generator import Pace, Pending, Receipt
from piying.takes.provider import Inputs, Made

ORIGIN = "https://eastasia.api.cognitive.microsoft.com"
"""Of the region; a resource of the Chinese cloud lies at ….api.cognitive.azure.cn."""
RESULTS = ("*.blob.core.windows.net", "*.blob.core.chinacloudapi.cn")
PATH = "/texttospeech/batchsyntheses"
API = "api-version=2024-04-01"
VERSION = 1
ZIP_BYTES_MAX, OPENED_BYTES_MAX = 64 << 20, 256 << 20
ZIP_TYPES = ("application/zip", "application/octet-stream", "application/x-zip-compressed")
HOURS_KEPT = 168
ID = re.compile(r"[0-9a-f]{32}")
ID_CHARACTERS = 32
"""Of the 64 that the vendor takes."""
CONTENT = ("ContentFilter", "Moderation", "Harmful")


class _Already(Outside):
    """The vendor has a job of this id."""


class Azure(Endpoint):
    """The voices of Azure AI Speech."""

    name = "azure"
    usual = ORIGIN
    job_id = ID
    pace = Pace(at_once_max=20, per_minute_max=60, poll_ms=5000)
    honours_keys = True
    resumes = True

    def order(self, brief: Brief, card: ModelCard, seed: int) -> Order:  # noqa: ARG002 - no seeds
        """The synthesis that `brief` becomes."""
        fit_for(brief, card)
        voice = self._voice(brief, card)
        if brief.language not in LOCALES:
            raise Invalid(
                "takes.language_not_spoken", provider=self.name, language=brief.language,
                known=", ".join(LOCALES),
            )  # fmt: skip
        content = ssml(brief.prompt, brief.language, voice, brief.manner)
        body: Json = {
            "inputKind": "SSML",
            "inputs": [{"content": content}],
            "properties": {
                "outputFormat": "riff-48khz-16bit-mono-pcm",
                "wordBoundaryEnabled": True,
                "sentenceBoundaryEnabled": False,
                "concatenateResult": False,
                "decompressOutputFiles": False,
                "timeToLiveInHours": HOURS_KEPT,
            },
        }
        return frozen(card, self._origin + PATH, body, WAV_TYPE, version=VERSION)

    def submit(self, order: Order, inputs: Inputs, key: str) -> Receipt:  # noqa: ARG002 - no files
        """Create the synthesis under the id that `key` is."""
        body = body_of(order, VERSION)
        name = hashlib.sha256(key.encode()).hexdigest()[:ID_CHARACTERS]
        with suppress(_Already):
            self._ask("PUT", order, name, Step.SUBMIT, body)
        return Receipt(job=name)

    def poll(self, order: Order, job: str) -> Pending | Receipt:
        """Ask for the synthesis, and fetch its archive when there is one."""
        self._known(order, job)
        way, answer = self._ask("GET", order, job, Step.POLL)
        asked = way.asked(Step.POLL, order.model)
        match answer.get("status"):
            case "NotStarted" | "Running":
                return Pending()
            case "Succeeded":
                return _fetched(way, asked, order, answer)
            case "Failed":
                raise _failed(asked, answer)
            case _:
                raise asked.doubt("partners.answer_unreadable")

    def _ask(
        self, method: str, order: Order, job: str, step: Step, body: Json | None = None
    ) -> tuple[Way, Json]:
        """The answer, and the way that it came."""
        key = self._keys.of(self.name, "AZURE_SPEECH_KEY", "SPEECH_KEY")
        way = Way(self.name, (self._own,), tuple(map(Door, RESULTS)), secrets=(key,))
        answer = way.ask(
            method, f"{order.endpoint}/{job}?{API}", step=step, model=order.model, body=body,
            headers={"ocp-apim-subscription-key": key}, own=_own,
        )  # fmt: skip
        return way, answer


def _fetched(way: Way, asked: Asked, order: Order, answer: Json) -> Receipt:
    outputs = answer.get("outputs")
    url = outputs.get("result") if isinstance(outputs, dict) else None
    if not isinstance(url, str) or not url:
        raise asked.end("partners.nothing_made", owed=True, why="outputs.result")
    fetched = way.download(
        url, limit=ZIP_BYTES_MAX, types=ZIP_TYPES, model=order.model, renewable=True
    )
    return Receipt(made=opened(asked, fetched.data))


def opened(asked: Asked, data: bytes) -> Made:
    """The line in the archive of results.

    Raises:
        Outside: the archive or the sound in it is broken, or the times of words are missing.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            sound = _member(archive, "0001.wav")
            told = _member(archive, "0001.word.json", wanted=False)
    except (zipfile.BadZipFile, KeyError, EOFError, OSError, ValueError, RuntimeError) as error:
        raise asked.doubt("partners.file_broken", retryable=False, why=str(error)) from None
    if not told:
        raise asked.end("partners.times_missing", owed=True)
    try:
        samples, rate = sound_of(sound)
        return spoken(samples, rate, _words(json.loads(told.decode("utf-8-sig"))))
    except (ValueError, TypeError, KeyError) as error:
        raise asked.doubt("partners.file_broken", retryable=False, why=str(error)) from None


def _member(archive: zipfile.ZipFile, name: str, *, wanted: bool = True) -> bytes:
    """One file of the archive; empty where it is not wanted and not there.

    Raises:
        KeyError: it is not there.
        ValueError: it is absurdly large.
    """
    if not wanted and name not in archive.namelist():
        return b""
    if archive.getinfo(name).file_size > OPENED_BYTES_MAX:
        raise ValueError(f"{name} is too large")
    return archive.read(name)


def _words(told: Any) -> list[Heard]:  # noqa: ANN401 - any JSON
    found = [
        Heard(
            str(one["Text"]), round(one["AudioOffset"]),
            round(one["AudioOffset"] + one["Duration"]),
        )
        for one in told
    ]  # fmt: skip
    if not found:
        raise ValueError("word.json is empty")
    return found


def _failed(asked: Asked, answer: Json) -> PiyingError:
    properties = answer.get("properties")
    error = properties.get("error") if isinstance(properties, dict) else None
    told = error if isinstance(error, dict) else {}
    code = str(told.get("code") or "Failed")
    why = coded(code, told.get("message"))
    if code.startswith(CONTENT):
        return asked.end("partners.moderated", why=why)
    return asked.end("partners.job_failed", why=why)


def _own(asked: Asked, status: int, answer: Json) -> PiyingError | None:  # noqa: ARG001 - port
    """A second PUT under one id is no failure."""
    if asked.step is Step.SUBMIT and status == 409:
        return _Already("partners.job_failed", provider=asked.provider, model="-", why="409")
    return None
