"""CosyVoice behind the port of paid models: one question over HTTP, answered at once.

    POST {origin}/api/v1/services/audio/tts/SpeechSynthesizer     X-DashScope-SSE: enable
    {"model": "cosyvoice-v3-flash", "input": {"text": "…", "voice": "longanyang",
     "format": "pcm", "sample_rate": 48000, "rate": 1.1, "pitch": 1.0, "seed": 7,
     "word_timestamp_enabled": true, "language_hints": ["zh"],
     "hot_fix": {"pronunciation": [{"长大": "zhang3 da4"}]}}}

Times of characters come only with the streamed answer, over HTTP as over the WebSocket; HTTP
needs no second way out beside the guarded one. Not every voice has them: a line without is
refused rather than played with a still mouth. The manner of a line is a word of `instruction`.

Source: help.aliyun.com/zh/model-studio/cosyvoice-tts-http-api (2026-10-15), …/cosyvoice-tts-
python-sdk, …/cosyvoice-client-events; dashscope 2.0.2 (PyPI, 2026); read 2026-11-22.
"""

from __future__ import annotations

from piying.model.brief import Brief
from piying.model.card import ModelCard
from piying.model.errors import Invalid, PiyingError
from piying.model.job import Order
from piying.model.people import Voice
from piying.partners.answers import Answer, Asked, Json, Step, coded
from piying.partners.endpoint import Endpoint
from piying.partners.keys import Secret
from piying.partners.net import Way
from piying.partners.orders import body_of, fit_for, frozen
from piying.partners.providers.aliyun.events import Told, told
from piying.partners.voiced import pcm, spoken
from piying.partners.wav import WAV_TYPE
from piying.takes.generator import Pace, Pending, Receipt
from piying.takes.provider import Inputs
from piying.takes.reading.marked import Marked, parse

ORIGIN = "https://dashscope.aliyuncs.com"
"""For everybody; a workspace has a host of its own, {id}.cn-beijing.maas.aliyuncs.com."""
PATH = "/api/v1/services/audio/tts/SpeechSynthesizer"
VERSION = 1
RATE = 48_000
SPEED_MIN, SPEED_MAX = 500, 2000
"""Of speed and pitch, in thousandths."""
SEED_MAX = 65_535
FEELINGS = {
    "happy": "高兴",
    "angry": "愤怒",
    "sad": "悲伤",
    "afraid": "害怕",
    "shocked": "惊讶",
    "smug": "得意",
    "tender": "温柔",
    "whisper": "轻声",
}
REFUSED = ("DataInspection", "Inappropriate")
EMPTY = ("Arrearage", "AllocationQuota", "FreeTierOnly")
OFTEN = ("Throttling", "RateQuota", "LimitRequests")


class Aliyun(Endpoint):
    """The voices of CosyVoice."""

    name = "aliyun"
    usual = ORIGIN
    pace = Pace(at_once_max=3, per_minute_max=180, poll_ms=1000)
    honours_keys = False
    resumes = False

    def order(self, brief: Brief, card: ModelCard, seed: int) -> Order:
        """The line that `brief` becomes."""
        fit_for(brief, card)
        voice = self._voice(brief, card)
        marked = parse(brief.prompt)
        said: Json = {
            "text": marked.text,
            "voice": voice.timbre,
            "format": "pcm",
            "sample_rate": RATE,
            "word_timestamp_enabled": True,
            **_prosody(voice, card),
        }
        if brief.language:
            said["language_hints"] = [brief.language]
        if card.seeds:
            said["seed"] = seed % (SEED_MAX + 1)
        if feeling := _feeling(brief.manner):
            said["instruction"] = f"请用{feeling}的语气说。"
        if fixes := _fixes(marked):
            said["hot_fix"] = {"pronunciation": fixes}
        body: Json = {"model": card.model, "input": said}
        return frozen(card, self._origin + PATH, body, WAV_TYPE, version=VERSION)

    def submit(self, order: Order, inputs: Inputs, key: str) -> Receipt:  # noqa: ARG002 - no files
        """Have the line said."""
        body = body_of(order, VERSION)
        secret = self._keys.of(self.name, "DASHSCOPE_API_KEY")
        answer = Way(self.name, (self._own,), secrets=(secret,)).send(
            "POST", order.endpoint, step=Step.SUBMIT, model=order.model, body=body, own=_own,
            headers={
                "authorization": Secret(f"Bearer {secret.reveal()}"),
                "x-dashscope-sse": "enable",
            },
        )  # fmt: skip
        return _made(Asked(self.name, Step.SUBMIT, order.model, (secret.reveal(),)), answer)

    def poll(self, order: Order, job: str) -> Pending | Receipt:  # noqa: ARG002 - no jobs
        """Nothing to ask for: a line is answered at once."""
        raise Asked(self.name, Step.POLL, order.model).end("partners.job_forgotten", owed=True)


def _made(asked: Asked, answer: Answer) -> Receipt:
    try:
        stream = told(answer.data, RATE)
    except (ValueError, KeyError, TypeError):
        raise asked.doubt("partners.answer_unreadable") from None
    if stream.code:
        raise _failed(asked, stream)
    if not stream.finished:
        raise asked.doubt("partners.cut_off" if stream.sound else "partners.answer_unreadable")
    if not stream.sound:
        raise asked.end("partners.nothing_made", owed=True, why="audio")
    if not stream.words:
        raise asked.end("partners.times_missing", owed=True)
    if stream.sound[:4] == b"RIFF":
        raise asked.end("partners.file_type", owed=True, kind=WAV_TYPE)
    try:
        return Receipt(made=spoken(pcm(stream.sound), RATE, stream.words))
    except ValueError as error:
        raise asked.end("partners.file_broken", owed=True, why=str(error)) from None


def _failed(asked: Asked, stream: Told) -> PiyingError:
    """An error inside a stream: after the first sound, the line is charged."""
    if sorted_ := _sorted(asked, stream.code, stream.why):
        return sorted_
    if stream.sound:
        return asked.end("partners.job_failed", owed=True, why=stream.why)
    if stream.code.startswith("Internal"):
        return asked.doubt("partners.failing", status=stream.code, why=stream.why)
    return asked.refusal("partners.not_accepted", status=stream.code, why=stream.why)


def _own(asked: Asked, status: int, answer: Json) -> PiyingError | None:
    """What the vendor's own code in a refusal means."""
    if 200 <= status < 300 or status == 429:
        return None
    code = str(answer.get("code") or "")
    return _sorted(asked, code, coded(code, answer.get("message")))


def _sorted(asked: Asked, code: str, why: str) -> PiyingError | None:
    if any(word in code for word in REFUSED):
        return asked.refusal("partners.moderated", why=why)
    if any(word in code for word in EMPTY):
        return asked.refusal("partners.no_credit", why=why)
    if any(word in code for word in OFTEN):
        return asked.refusal("partners.too_many", retryable=True, seconds=0)
    if code == "InvalidApiKey":
        return asked.refusal("partners.key_refused", status=code, why=why)
    return None


def _prosody(voice: Voice, card: ModelCard) -> Json:
    """Speed and pitch, which the vendor takes between half and twice the plain ones."""
    for permille in (voice.speed_permille, voice.f0_gain_permille):
        if not SPEED_MIN <= permille <= SPEED_MAX:
            raise Invalid(
                "takes.pace_out_of_reach", provider=card.provider, least=SPEED_MIN / 1000,
                most=SPEED_MAX / 1000, value=f"{permille / 1000:.2f}",
            )  # fmt: skip
    return {"rate": voice.speed_permille / 1000, "pitch": voice.f0_gain_permille / 1000}


def _feeling(manner: str) -> str:
    words = manner.lower().replace(",", " ").split()
    return next((FEELINGS[word] for word in words if word in FEELINGS), "")


def _fixes(marked: Marked) -> list[Json]:
    """Forced readings, each with the characters beside it that have one too."""
    fixes: list[Json] = []
    run = ""
    said: list[str] = []
    for character, reading in zip([*marked.text, ""], [*marked.readings, ""], strict=True):
        if reading:
            run, said = run + character, [*said, reading.replace("ü", "v")]
        elif run:
            fixes.append({run: " ".join(said)})
            run, said = "", []
    return fixes
