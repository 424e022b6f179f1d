"""What a store refuses, or that it does not answer, as words for a person.

The client of the store gives the answer of the store as text: its status, and the XML that S3
writes (`<Error><Code>…`). Codes as in "Error responses" of the S3 API reference, read
2026-11-23.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from piying.model.errors import Missing, Outside, PiyingError

STATUS = re.compile(r"status code: (\d{3})")
CODE = re.compile(r"<Code>(\w{1,64})</Code>")
MESSAGE = re.compile(r'message: \\?"([^"\\]{1,80})')
LATE = re.compile(r"\bTimedOut\b|\bkind: Timeout\b")
KIND = re.compile(r"\bkind: (\w+),")

BAD_KEYS = frozenset({
    "InvalidAccessKeyId", "SignatureDoesNotMatch", "ExpiredToken", "InvalidToken",
    "TokenRefreshRequired", "MissingAuthenticationToken", "InvalidSecurity",
    "RequestTimeTooSkewed",
})  # fmt: skip
"""Codes of keys that the store does not take, whatever was asked."""
ELSEWHERE = frozenset({
    "AuthorizationHeaderMalformed", "PermanentRedirect", "TemporaryRedirect",
    "IllegalLocationConstraintException",
})  # fmt: skip
"""The bucket is in another region than the one that was asked."""
NO_BUCKET = frozenset({"NoSuchBucket", "InvalidBucketName"})
CHANGED_BYTES = frozenset({"BadDigest", "XAmzContentSHA256Mismatch", "InvalidDigest"})
"""Other bytes came than were sent."""
AGAIN = frozenset({"SlowDown", "InternalError", "ServiceUnavailable", "RequestTimeout"})
MOVED = re.compile("redirect without LOCATION")
"""How the client tells a 301 of a store, whose body it does not read."""
NOT_IMPLEMENTED = 501
NO_KEYS = "no keys were found"
UNSIGNED = re.compile(r"credential|metadata", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back in place of what was asked."""

    status: int
    """0: nothing came back."""
    code: str
    cause: str
    """Why nothing came back, in a few words."""

    @property
    def why(self) -> str:
        """For a person, in the words of the store."""
        if not self.status:
            return self.cause
        return f"{self.status} {self.code}".strip()

    @property
    def refused(self) -> bool:
        """Whether the store says that what was asked is wrong or not allowed."""
        return 400 <= self.status < 500

    @property
    def again(self) -> bool:
        """Whether the same may go well a moment later."""
        if self.code in AGAIN | CHANGED_BYTES:
            return True
        lost = not self.status and self.cause != NO_KEYS
        return lost or (self.status >= 500 and self.status != NOT_IMPLEMENTED)


def answer_in(told: str) -> Answer:
    """The answer that the client of the store tells in `told`."""
    head, _, detail = told.partition("\n\nDebug source:")
    if MOVED.search(head):
        return Answer(301, "PermanentRedirect", "")
    status, code = STATUS.search(head), CODE.search(head)
    cause = NO_KEYS if not status and UNSIGNED.search(head) else _cause(detail) or head[:120]
    return Answer(int(status[1]) if status else 0, code[1] if code else "", cause)


def _cause(detail: str) -> str:
    """Why nothing came back: the innermost reason that the client tells."""
    if LATE.search(detail):
        return "nothing came in time"
    found = MESSAGE.findall(detail) or KIND.findall(detail)
    return found[-1] if found else ""


def refusal(answer: Answer, place: str, *, writing: bool) -> PiyingError:
    """What `answer` of the bucket `place` means to a person."""
    if answer.code in NO_BUCKET:
        return Missing("store.bucket_absent", bucket=place)
    code = _code(answer, writing=writing)
    return Outside(code, retryable=answer.again, bucket=place, why=answer.why)


def _code(answer: Answer, *, writing: bool) -> str:
    """The code of the message for `answer`."""
    if answer.code in ELSEWHERE:
        return "store.bucket_region"
    if answer.code in BAD_KEYS or answer.cause == NO_KEYS:
        return "store.bucket_keys"
    if answer.status in {401, 403}:
        return "store.bucket_read_only" if writing else "store.bucket_closed"
    return "store.bucket_unreachable" if answer.again else "store.bucket_failed"
