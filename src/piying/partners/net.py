"""The one way out to vendors: how they are asked, and how their files are fetched.

Everything goes through `piying.partners.guard`, nothing is sent twice by itself, no redirect
of a question is followed, and sizes and times are limited. What answers mean for money is
decided in `piying.partners.answers`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import httpx2

from piying.model.canon import canonical
from piying.model.errors import Outside, PiyingError
from piying.partners.answers import Answer, Asked, Json, Step
from piying.partners.guard import PORTS, Door, Unsafe, client
from piying.partners.keys import Secret

ANSWER_BYTES_MAX = 64 << 20
"""JSON with a picture inside as base64 is the largest answer."""
REFUSAL_BYTES_MAX = 1 << 20
ASK_SECONDS = 300
"""Models that answer at once think for minutes."""
FETCH_SECONDS = 600
HOPS_MAX = 4

Own = Callable[[Asked, int, Json], PiyingError | None]
"""Sorts a vendor's own codes before the common rules do; None: the common rules decide."""
Headers = Mapping[str, "str | Secret"]


class _TooLong(Exception):
    """More bytes than the limit."""


class _CutOff(Exception):
    """Fewer bytes than the length that was said."""


@dataclass(frozen=True, slots=True)
class _Question:
    """What is sent, with its keys open."""

    method: str
    url: str
    headers: dict[str, str] = field(repr=False)
    body: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that was fetched whole."""

    data: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Way:
    """The way out to one vendor."""

    provider: str
    doors: tuple[Door, ...]
    """The hosts of its interface: only they are asked, and only they are sent a key."""
    files: tuple[Door, ...] = ()
    """Hosts that files may be fetched from as well."""
    ask_seconds: float = ASK_SECONDS
    fetch_seconds: float = FETCH_SECONDS
    secrets: tuple[Secret, ...] = field(default=(), repr=False)
    """What a vendor may repeat in its answers, beside the secrets in headers."""

    def ask(  # noqa: PLR0913 - one question
        self,
        method: str,
        url: str,
        *,
        step: Step,
        model: str = "",
        body: bytes | Json | None = None,
        headers: Headers | None = None,
        own: Own | None = None,
    ) -> Json:
        """The JSON object that the vendor answers.

        `body` as bytes is sent as it is, as the content type in `headers` or else as JSON.

        Raises:
            NotTaken: on SUBMIT, the vendor refused it, or it never left this machine.
            Outside: on SUBMIT nobody knows whether it was taken; on POLL ask again later.
            Ended: on POLL, the vendor does not know the job.
        """
        answer = self.send(
            method, url, step=step, model=model, body=body, headers=headers, own=own
        )
        value = answer.json()
        if value is None:
            raise self._asked(step, model, headers).doubt("partners.answer_unreadable")
        return value

    def send(  # noqa: PLR0913 - one question
        self,
        method: str,
        url: str,
        *,
        step: Step,
        model: str = "",
        body: bytes | Json | None = None,
        headers: Headers | None = None,
        own: Own | None = None,
        limit: int = ANSWER_BYTES_MAX,
    ) -> Answer:
        """The answer of status 2xx with its bytes; raises as `ask` does."""
        asked = self._asked(step, model, headers)
        words = _revealed(headers)
        data = canonical(body) if isinstance(body, dict) else body
        if data is not None:
            words.setdefault("content-type", "application/json")
        answer = self._read(asked, _Question(method, url, words, data), limit)
        if own and (told := own(asked, answer.status, answer.json() or {})):
            raise told
        if not 200 <= answer.status < 300:
            raise asked.sort(answer)
        return answer

    def download(  # noqa: PLR0913 - one file
        self,
        url: str,
        *,
        limit: int,
        types: tuple[str, ...],
        model: str = "",
        headers: Headers | None = None,
        renewable: bool = False,
        hide: tuple[Secret, ...] = (),
    ) -> Fetched:
        """The file at `url`, at most `limit` bytes, of a type that begins with one of `types`.

        Redirects are followed through the guard. `headers` go only to a host of the
        interface, and not behind a redirect to another origin.
        `renewable`: asking for the job again gives a fresh link, so an expired one may be
        retried; otherwise the file is lost although it is owed. `hide`: keys that are not sent
        here and that errors must not show.

        Raises:
            Ended: the link has expired for good.
            Outside: it could not be fetched whole; `retryable` says whether it is worth it.
        """
        asked = self._asked(Step.POLL, model, headers, *hide)
        words, at = _revealed(headers) if self._asks(url) else {}, url
        for _ in range(HOPS_MAX):
            answer = self._read(asked, _Question("GET", at, words), limit, self.files)
            if answer.status not in {301, 302, 303, 307, 308}:
                return _fetched(asked, answer, types, renewable=renewable)
            here = httpx2.URL(at)
            there = here.join(answer.headers.get("location", ""))
            if (there.scheme, there.host, there.port) != (here.scheme, here.host, here.port):
                words = {}
            at = str(there)
        raise asked.doubt("partners.redirected", status=302)

    def asked(self, step: Step, model: str, *secrets: Secret) -> Asked:
        """What the errors of a question say; for what an adapter finds in an answer."""
        known = (*self.secrets, *secrets)
        return Asked(self.provider, step, model, tuple(one.reveal() for one in known))

    def _asked(self, step: Step, model: str, headers: Headers | None, *more: Secret) -> Asked:
        given = (headers or {}).values()
        sent = (one for one in given if isinstance(one, Secret))
        return self.asked(step, model, *sent, *more)

    def _read(
        self, asked: Asked, question: _Question, limit: int, more: tuple[Door, ...] = ()
    ) -> Answer:
        """The whole answer to one question, of any status."""
        seconds = self.fetch_seconds if asked.step is Step.POLL else self.ask_seconds
        try:
            _admit(question.url, (*self.doors, *more))
            with (
                client((*self.doors, *more), seconds) as through,
                through.stream(
                    question.method,
                    question.url,
                    headers=question.headers,
                    content=question.body,
                ) as response,
            ):
                return _whole(response, limit)
        except (httpx2.HTTPError, httpx2.InvalidURL, Unsafe, _TooLong, _CutOff) as error:
            raise _unanswered(asked, error) from None

    def _asks(self, url: str) -> bool:
        """Whether `url` is at a host of the interface."""
        try:
            at = httpx2.URL(url)
        except httpx2.InvalidURL:
            return False
        port = at.port or PORTS.get(at.scheme, 0)
        return any(one.fits(at.host, port) for one in self.doors)


def _revealed(headers: Headers | None) -> dict[str, str]:
    return {
        name.lower(): value.reveal() if isinstance(value, Secret) else value
        for name, value in (headers or {}).items()
    }


def _whole(response: httpx2.Response, limit: int) -> Answer:
    """The answer with its whole body, counted against what it says and what is allowed."""
    most = limit if response.status_code < 300 else min(limit, REFUSAL_BYTES_MAX)
    said = response.headers.get("content-length", "")
    length = int(said) if said.isdigit() else -1
    if length > most:
        raise _TooLong(most)
    data = bytearray()
    for piece in response.iter_bytes(1 << 16):
        data += piece
        if len(data) > most:
            raise _TooLong(most)
    if length not in {-1, len(data)} and "content-encoding" not in response.headers:
        raise _CutOff
    names = {name.lower(): value for name, value in response.headers.items()}
    return Answer(response.status_code, names, bytes(data))


def _unanswered(asked: Asked, error: Exception) -> Outside:
    """What it means that no whole answer came."""
    why = str(error) or type(error).__name__
    if isinstance(error, _TooLong):
        return asked.doubt("partners.answer_too_large", retryable=False, limit=error.args[0])
    if isinstance(error, _CutOff | httpx2.RemoteProtocolError):
        return asked.doubt("partners.cut_off")
    unsafe = isinstance(error, Unsafe) or isinstance(error.__cause__, Unsafe)
    if unsafe or isinstance(error, httpx2.InvalidURL | httpx2.UnsupportedProtocol):
        return asked.refusal("partners.address_refused", why=why)
    if isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout | httpx2.PoolTimeout):
        return asked.refusal("partners.not_reached", retryable=True, why=why)
    return asked.doubt("partners.no_answer", why=why)


def _fetched(
    asked: Asked, answer: Answer, types: tuple[str, ...], *, renewable: bool
) -> Fetched:
    if answer.status in {401, 403, 404, 410}:
        if renewable:
            raise asked.doubt("partners.link_expired")
        raise asked.end("partners.link_expired", owed=True)
    if answer.status != 200:
        raise asked.sort(answer)
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not kind.startswith(types):
        raise asked.doubt("partners.file_type", retryable=False, kind=kind or "?")
    if not answer.data:
        raise asked.doubt("partners.cut_off")
    return Fetched(answer.data, kind)


def _admit(url: str, doors: tuple[Door, ...]) -> None:
    """Refuse foreign hosts, user names in an address, and plain HTTP to other machines."""
    at = httpx2.URL(url)
    port = at.port or PORTS.get(at.scheme, 0)
    fits = [one for one in doors if one.fits(at.host, port)]
    if not fits or at.userinfo or at.scheme not in PORTS:
        raise Unsafe(f"{at.host}:{port} is not on the list of hosts")
    if at.scheme == "http" and not any(one.local for one in fits):
        raise Unsafe(f"{at.host} would be asked without TLS")
