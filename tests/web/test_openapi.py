"""The API answers as its description says, whatever is asked of it.

Cases are made of the description by schemathesis and asked in this process: by somebody without
a name, by a viewer, and by an operator with a second factor, over a house with films.
"""

from __future__ import annotations

import json
from contextlib import ExitStack
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from people import staff, viewer
from schemathesis.core import NOT_SET
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

from piying.model.viewer import Duty
from piying.web.app import API, application, described
from piying.web.listening import heard

STORED = Path(__file__).parents[2] / "docs" / "openapi.json"
CHECKS = [
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
]
STREAMS = {f"{API}/figures/stream"}
"""They go on until the site stops."""
ENDS = {("delete", f"{API}/session"), ("delete", f"{API}/account")}
"""They end the login that the others go by."""
LOGIN = {"authorization", "cookie"}
"""Headers that are not made up: who asks stays who they are."""
SHORT, LONG = 2, 100
"""Cases of an operation."""
SAMPLE = 12
"""Quickly, only one operation in so many is asked: to make cases up takes seconds for each."""


def at(description, path, method):
    return description["paths"].get(path, {}).get(method)


def test_the_stored_description_is_the_one_that_is_served():
    stored = json.loads(STORED.read_text("utf-8"))
    served = json.loads(json.dumps(described().openapi()))
    asked = {
        (path, method)
        for one in (stored, served)
        for path, methods in one["paths"].items()
        for method in methods
    }
    moved = sorted(
        f"{method} {path}"
        for path, method in asked
        if at(stored, path, method) != at(served, path, method)
    )

    assert not moved, "run .venv/bin/python docs/generate.py"
    assert stored == served


def operations():
    """Every operation that is asked, as schemathesis knows it."""
    schema = schemathesis.openapi.from_dict(described().openapi())
    found = [one.ok() for one in schema.get_all_operations()]
    return [
        one
        for one in found
        if one.path not in STREAMS and (one.method.lower(), one.path) not in ENDS
    ]


def wrong_of(browser, case):
    """What is wrong with the answer to one case."""
    headers = {
        str(name): str(value).encode("utf-8").decode("latin-1")
        for name, value in (case.headers or {}).items()
        if name.lower() not in LOGIN
    }
    body = {} if case.body is NOT_SET else {"json": case.body}
    answer = browser.request(
        case.method, case.formatted_path, params=dict(case.query or {}), headers=headers, **body
    )
    if answer.status_code == 500:
        yield f"{case.method} {case.operation.path}: {case.as_curl_command()}"
    for check in CHECKS:
        try:
            case.validate_response(answer, checks=[check])
        except FailureGroup as error:
            for one in error.exceptions:
                yield f"{case.method} {case.operation.path}: {one}: {answer.text[:300]}"


def ask_everything(browsers, most, every=1):
    """Ask `most` cases of one operation in `every`, each by everybody; what was wrong first."""
    found = {}
    for one in operations()[::every]:

        @settings(
            max_examples=most, deadline=None, database=None, derandomize=True,
            phases=[Phase.generate], suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(one.as_strategy())
        def asked(case):
            for browser in browsers:  # to make a case up costs more than to ask it
                for wrong in wrong_of(browser, case):
                    found.setdefault(case.operation.label, wrong)

        asked()
    return list(found.values())


def anonymous(browser, _house):
    assert browser.post(f"{API}/session/anonymous").status_code == 201


def named(browser, _house):
    viewer(browser)


def operator(browser, house):
    staff(browser, house, "ona", Duty.OPERATOR)


ACTORS = [anonymous, named, operator]


@pytest.fixture
def everybody(cinema, shop, site, house):  # noqa: ARG001 - the house sells
    """Their browsers, where films are out, things are sold, and plays are heard."""
    cinema.season("lamp", 3)
    with heard(site), ExitStack() as stack:
        browsers = [
            stack.enter_context(TestClient(
                application(site), site.origin, raise_server_exceptions=False,
                headers={"Sec-Fetch-Site": "same-origin", "Accept-Language": "en"},
            ))
            for _ in ACTORS
        ]  # fmt: skip
        for actor, browser in zip(ACTORS, browsers, strict=True):
            actor(browser, house)
        yield browsers


@pytest.mark.timeout(600)
def test_answers_are_as_described(everybody):
    assert ask_everything(everybody, SHORT, SAMPLE) == []


@pytest.mark.slow
@pytest.mark.timeout(1_800)
def test_every_answer_is_as_described_however_long_it_is_asked(everybody):
    assert ask_everything(everybody, LONG) == []
