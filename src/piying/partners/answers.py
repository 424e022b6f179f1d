"""Answers of vendors, sorted by what they mean for money.

On `Step.SUBMIT` a refusal is `NotTaken` and anything doubtful is a plain `Outside` ("nobody
knows"); on `Step.POLL` nothing is paid, so trouble is `Outside` that may be retried. No error
holds a key, and an address in an error ends before its query.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import Any

from piying.model.errors import Outside, PiyingError
from piying.takes.generator import Ended, NotTaken

WHY_MAX = 300
SECRET_LENGTH_MIN = 8
"""Shorter words of a header ("Bearer") are no secrets."""
WAIT_MS_MAX = 24 * 3600 * 1000
EMPTY_PURSE = re.compile(
    r"insufficient.{0,20}(balance|quota|credit|fund)|credit.{0,20}(exhausted|too low)"
    r"|(balance|account).{0,30}(not enough|overdue|insufficient)|billing.{0,20}limit"
    r"|余额不足|欠费",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"(\w+://[^\s\"'?#<>]+)[?#][^\s\"'<>]*")

Json = dict[str, Any]


class Step(StrEnum):
    """What a question is for, which decides what its failure means."""

    SUBMIT = "submit"
    """It may cost money."""
    POLL = "poll"
    """It costs nothing: polling, fetching, cancelling, looking up."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, with its body whole."""

    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    data: bytes

    def json(self) -> Json | None:
        """The body as a JSON object; None where it is none."""
        try:
            value = json.loads(self.data)
        except (ValueError, RecursionError):
            return None
        return value if isinstance(value, dict) else None


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to a vendor, as its errors name it."""

    provider: str
    step: Step
    model: str = ""
    secrets: tuple[str, ...] = field(default=(), repr=False)
    """What must not stand in an error."""

    def refusal(
        self, code: str, *, retryable: bool = False, again_ms: int = 0, **data: object
    ) -> Outside:
        """An error after which it is known that nothing was taken."""
        told = self._told(data)
        if self.step is Step.SUBMIT:
            return NotTaken(code, retryable=retryable, again_ms=again_ms, **told)
        return Outside(code, retryable=retryable, **told)

    def doubt(self, code: str, *, retryable: bool = True, **data: object) -> Outside:
        """An error that leaves an order in doubt; a poll may be retried."""
        again = retryable and self.step is Step.POLL
        return Outside(code, retryable=again, **self._told(data))

    def end(self, code: str, *, owed: bool = False, **data: object) -> Ended:
        """The vendor says that nothing comes of it; `owed`: it is paid for all the same."""
        return Ended(code, charged=None, owed=owed, **self._told(data))

    def sort(self, answer: Answer) -> PiyingError:
        """What an answer means whose status is not 2xx."""
        status, why = answer.status, reason(answer)
        if status == 402 or EMPTY_PURSE.search(why):
            return self.refusal("partners.no_credit", why=why)
        if status in {404, 410} and self.step is Step.POLL:
            return self.end("partners.job_forgotten", owed=True)
        if status == 429:
            wait = again_ms(answer.headers)
            return self.refusal(
                "partners.too_many", retryable=True, again_ms=wait, seconds=-(-wait // 1000)
            )
        if status == 408 or status >= 500:
            return self.doubt("partners.failing", status=status, why=why)
        return self._refused(status, why)

    def _refused(self, status: int, why: str) -> Outside:
        """A refusal that trying again does not mend."""
        if 300 <= status < 400:
            return self.refusal("partners.redirected", status=status)
        if status in {401, 403}:
            return self.refusal("partners.key_refused", status=status, why=why)
        if status in {404, 410}:
            return self.refusal("partners.model_unknown", why=why)
        if status == 413:
            return self.refusal("partners.too_large", why=why)
        return self.refusal("partners.not_accepted", status=status, why=why)

    def _told(self, data: dict[str, object]) -> dict[str, object]:
        clean = {
            name: self.clean(value) if isinstance(value, str) else value
            for name, value in data.items()
        }
        return {"provider": self.provider, "model": self.model or "-", **clean}

    def clean(self, text: str) -> str:
        """`text` without keys, without the queries of addresses, and not too long."""
        for secret in self.secrets:
            for word in (secret, *re.split(r"[\s;,]+", secret)):  # "Bearer KEY" holds KEY
                if len(word) >= SECRET_LENGTH_MIN:
                    text = text.replace(word, "…")
        text = " ".join(ADDRESS.sub(r"\1?…", text).split())
        return text if len(text) <= WHY_MAX else text[:WHY_MAX] + "…"


def coded(code: object, message: object) -> str:
    """A vendor's code with its words."""
    return f"{code} · {message or ''}".rstrip(" ·")


def reason(answer: Answer) -> str:
    """What a vendor says went wrong, as its usual fields have it; else the status."""
    value: Any = answer.json() or {}
    inner = value.get("error", value)
    if isinstance(inner, str):
        return inner
    inner = inner if isinstance(inner, dict) else {}
    words = [
        str(part[name])
        for part in (inner, value)
        for name in ("status", "code", "type", "message", "msg", "detail")
        if isinstance(part.get(name), str | int) and str(part[name])
    ]
    return " · ".join(dict.fromkeys(words)) or f"HTTP {answer.status}"


def again_ms(headers: Mapping[str, str]) -> int:
    """How long `Retry-After` asks to wait, from seconds or a date; 0 where it does not say."""
    said = headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,9}(\.\d+)?", said):
        return min(round(float(said) * 1000), WAIT_MS_MAX)
    try:
        moment = parsedate_to_datetime(said)
        now = parsedate_to_datetime(headers["date"]) if "date" in headers else _now()
        wait = round((moment - now).total_seconds() * 1000)
    except (ValueError, TypeError, IndexError):
        return 0
    return max(0, min(wait, WAIT_MS_MAX))


def _now() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - a date in an answer is held against the clock
