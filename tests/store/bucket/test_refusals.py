from __future__ import annotations

import pytest

from piying.model.errors import Missing
from piying.store.bucket.refusals import Answer, answer_in, refusal

TOLD = (
    "Generic S3 error: Error performing PUT http://127.0.0.1:1/films/p/ab in 5ms, after 2 "
    "retries, max_retries: 2, retry_timeout: 5s  - Server returned non-2xx status code: {}: "
    "<Error><Code>{}</Code><Message>m</Message></Error>\n\nDebug source:\nGeneric {{ }}"
)
LOST = (
    "Generic S3 error: Error performing HEAD http://127.0.0.1:1/films/p in 50ms - HTTP "
    "error: error sending request\n\nDebug source:\nHttpError {\n    kind: Connect,\n"
    "    source: Os {\n        code: 111,\n        kind: ConnectionRefused,\n"
    '        message: "Connection refused",'
)


def test_the_status_and_the_code_of_the_store_are_found_in_what_its_client_says():
    found = answer_in(TOLD.format("503 Service Unavailable", "SlowDown"))

    assert (found.status, found.code, found.why) == (503, "SlowDown", "503 SlowDown")


def test_why_nothing_came_back_is_said_in_a_few_words():
    found = answer_in(LOST)

    assert (found.status, found.code) == (0, "")
    assert "Connection refused" in found.why
    assert len(found.why) < 80
    assert found.again


def test_without_keys_the_store_is_not_asked_again():
    told = "Generic S3 error: Error getting credentials from EC2 instance metadata: timed out"
    found = answer_in(told)

    assert found.why == "no keys were found"
    assert not found.again
    assert refusal(found, "s3://films", writing=False).code == "store.bucket_keys"


@pytest.mark.parametrize(
    ("status", "code", "writing", "expected", "again"),
    [
        (503, "SlowDown", True, "store.bucket_unreachable", True),
        (500, "", False, "store.bucket_unreachable", True),
        (400, "RequestTimeout", True, "store.bucket_unreachable", True),
        (400, "BadDigest", True, "store.bucket_unreachable", True),
        (403, "AccessDenied", True, "store.bucket_read_only", False),
        (403, "AccessDenied", False, "store.bucket_closed", False),
        (403, "ExpiredToken", True, "store.bucket_keys", False),
        (400, "AuthorizationHeaderMalformed", True, "store.bucket_region", False),
        (501, "NotImplemented", True, "store.bucket_failed", False),
        (400, "EntityTooLarge", True, "store.bucket_failed", False),
    ],
)
def test_what_a_store_answers_has_its_message(status, code, writing, expected, again):
    error = refusal(Answer(status, code, ""), "s3://films", writing=writing)

    assert (error.code, error.retryable) == (expected, again)
    assert "s3://films" in str(error)
    assert f"{status} {code}".strip() in error.said("zh")


def test_a_bucket_that_is_not_there_is_missing():
    error = refusal(Answer(404, "NoSuchBucket", ""), "s3://films", writing=True)

    assert isinstance(error, Missing)
    assert error.code == "store.bucket_absent"
