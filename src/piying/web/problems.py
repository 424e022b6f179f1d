"""Errors as `application/problem+json` (RFC 9457), in the language of whoever asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, ConfigDict
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from piying.model.errors import Conflict, Invalid, Missing, Outside, PiyingError
from piying.model.messages import say
from piying.web.language import language_of
from piying.web.logs import note_failure, note_refusal
from piying.web.mishaps import mishap, wants_page

STATUS: Mapping[str, int] = {
    "accounts.login_over": 401,
    "accounts.login_refused": 401,
    "accounts.token_refused": 401,
    "accounts.passkey_refused": 401,
    "accounts.not_allowed": 403,
    "accounts.not_scope": 403,
    "accounts.prove_again": 403,
    "accounts.second_factor": 403,
    "accounts.too_many_tries": 429,
    "web.too_large": 413,
    "web.wrong_type": 415,
    "web.other_site": 403,
    "web.other_host": 400,
    "web.not_understood": 400,
    "web.key_form": 400,
    "web.not_here": 404,
    "web.method": 405,
    "web.slow_down": 429,
    "web.in_progress": 409,
    "web.other_request": 422,
    "plays.busy": 429,
    "figures.too_many_streams": 429,
    "payments.coins_lacking": 402,
    "payments.message_refused": 401,
    "payments.message_late": 401,
    "payments.minors": 403,
    "watching.refused": 403,
    "watching.not_for_minors": 403,
    "watching.batch_too_large": 413,
    "watching.too_many_reports": 429,
    "viewing.cursor_bad": 400,
    "viewing.locked": 403,
    "viewing.minors_closed": 403,
    "viewing.minors_not_for": 403,
    "viewing.minors_time_up": 403,
    "viewing.too_fast": 429,
    "viewing.too_many_here": 429,
}
"""The codes whose status their kind does not say."""

INSIDE = ("store.bucket_", "store.blob_")
"""How codes begin whose messages name folders of the server, its bucket and its keys."""
RETRY_AFTER = "seconds"
"""The datum of an error that says when to come again."""
RETRY_SECONDS = 5
"""When to come again where something that is needed does not answer, and nobody knows."""


class Problem(BaseModel):
    """What went wrong, for a program and for a person."""

    model_config = ConfigDict(frozen=True)

    type: str
    """`urn:piying:problem:CODE`: a code of docs/errors.md."""
    title: str
    status: int
    detail: str
    code: str
    request: str
    """The id of the request, as the log knows it."""


RESPONSES: dict[int | str, dict[str, object]] = {
    status: {"model": Problem, "description": description, "content": {
        "application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}
    }}
    for status, description in (
        (400, "The request is not understood"),
        (401, "No login, or it is over"),
        (403, "Not allowed"),
        (404, "Not here"),
        (409, "It contradicts what is there"),
        (413, "Too large"),
        (415, "Another kind of content"),
        (422, "A value breaks its own rule"),
        (429, "Too much at once"),
        (503, "Something that is needed does not answer"),
    )
}  # fmt: skip
"""What every operation may answer besides, for the OpenAPI description."""


def status_of(error: PiyingError) -> int:
    """The HTTP status that an error has."""
    known = STATUS.get(error.code)
    if known is not None:
        return known
    if isinstance(error, Conflict):
        return 409
    if isinstance(error, Invalid):
        return 422
    if isinstance(error, Missing):
        return 404
    return 503 if isinstance(error, Outside) else 500


def problem(request: Request, status: int, code: str, detail: str) -> Response:
    """A problem as an answer: JSON for a program, a page for a person."""
    if wants_page(request):
        return mishap(request, status, detail)
    named = str(request.scope.get("state", {}).get("request", ""))
    title = say(f"web.status_{status}", language_of(request))
    told = Problem(
        type=f"urn:piying:problem:{code}", title=title, status=status, detail=detail, code=code,
        request=named,
    )  # fmt: skip
    headers = {"Cache-Control": "no-store"}
    return JSONResponse(
        told.model_dump(), status, headers=headers, media_type="application/problem+json"
    )


def refused(request: Request, error: PiyingError) -> Response:
    """An error of piying as an answer."""
    status = status_of(error)
    answer = problem(request, status, error.code, _detail(error, language_of(request)))
    wait = error.data.get(RETRY_AFTER, RETRY_SECONDS if status == 503 else None)
    if status in {429, 503} and isinstance(wait, int):
        answer.headers["Retry-After"] = str(max(1, wait))
    if status == 401:
        answer.headers["WWW-Authenticate"] = 'Bearer realm="piying"'
    if status >= 500:
        note_failure(request, error)
    else:
        note_refusal(request, error.code, status)
    return answer


def _detail(error: PiyingError, language: str) -> str:
    """What an answer says of `error`; where blobs lie is for the log alone."""
    inside = error.code.startswith(INSIDE)
    return say("web.store_away", language) if inside else error.said(language)


def no_method(request: Request, methods: Sequence[str]) -> Response:
    """That an address does not know the method, but `methods`."""
    answer = problem(request, 405, "web.method", say("web.method", language_of(request)))
    answer.headers["Allow"] = ", ".join(methods)
    return answer


def mistake(request: Request, error: Exception) -> Response:
    """A mistake of ours as an answer; what it was is told to the log alone."""
    note_failure(request, error)
    detail = say("web.mistake", language_of(request))
    return problem(request, 500, "web.mistake", detail)


def install(app: FastAPI) -> None:
    """Have `app` answer every error with a problem."""

    def piying(request: Request, error: Exception) -> Response:
        if not isinstance(error, PiyingError):
            raise error
        return refused(request, error)

    def http(request: Request, error: Exception) -> Response:
        if isinstance(error.__cause__, PiyingError):  # told while the body was read
            return refused(request, error.__cause__)
        status = error.status_code if isinstance(error, HTTPException) else 500
        code = {404: "web.not_here", 405: "web.method"}.get(status, "web.not_understood")
        answer = problem(request, status, code, say(code, language_of(request)))
        if isinstance(error, HTTPException):
            answer.headers.update(error.headers or {})
        return answer

    def form(request: Request, error: Exception) -> Response:
        found = error.errors() if isinstance(error, RequestValidationError) else []
        told = "; ".join(
            f"{'.'.join(str(one) for one in each['loc'])}: {each['msg']}" for each in found[:5]
        )
        detail = say("web.form", language_of(request), why=told)
        return problem(request, 422, "web.form", detail)

    app.add_exception_handler(PiyingError, piying)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(RequestValidationError, form)
    app.add_exception_handler(Exception, mistake)
