"""The way out: questions are asked once, answers are read whole, files are fetched by hand."""

from __future__ import annotations

import pytest

from partners.emulator import Emulator, Reply, reply
from piying.model.errors import Outside
from piying.partners.answers import Step
from piying.partners.guard import Door, door
from piying.partners.keys import Secret
from piying.partners.net import Way
from piying.takes.generator import Ended, NotTaken

KEY = "sk-0123456789"


class Plain(Emulator):
    """A server that answers what it was given for a path, and counts."""

    def step(self, request):
        return request.path

    def answer(self, step, _):
        return self.files.get(step, reply({"ok": True}))


@pytest.fixture(name="vendor")
def _vendor():
    with Plain() as vendor:
        yield vendor


@pytest.fixture(name="way")
def _way(vendor):
    return Way("plain", (door(vendor.url, local=True),), ask_seconds=5, fetch_seconds=5)


def submit(way, url, **more):
    return way.ask("POST", url, step=Step.SUBMIT, model="m", body={"a": 1}, **more)


def fetch(way, url, **more):
    return way.download(url, limit=100, types=("image/",), **more)


def test_a_question_has_its_body_its_headers_and_its_key(vendor, way):
    told = submit(way, f"{vendor.url}/x", headers={"Authorization": Secret(KEY), "a": "b"})
    (_, request), *more = vendor.seen

    assert told == {"ok": True}
    assert more == []
    assert request.data == b'{"a":1}'
    assert request.headers["authorization"] == KEY
    assert request.headers["a"] == "b"
    assert request.headers["content-type"] == "application/json"


def test_bytes_are_sent_as_they_are_under_their_own_type(vendor, way):
    way.send(
        "POST", f"{vendor.url}/x", step=Step.SUBMIT, body=b"\0raw",
        headers={"Content-Type": "application/octet-stream"},
    )  # fmt: skip

    assert vendor.seen[0][1].data == b"\0raw"
    assert vendor.seen[0][1].headers["content-type"] == "application/octet-stream"


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/", "https://example.com/", "http://me:pw@{host}/", "ftp://{host}/",
        "http://localhost:{port}/", "http://[::1]/", "not an address", "http://{host}.evil.com/",
    ],
)  # fmt: skip
def test_only_the_named_host_is_asked(vendor, way, url):
    host = vendor.url.removeprefix("http://")
    with pytest.raises(NotTaken) as caught:
        submit(way, url.format(host=host, port=host.partition(":")[2]))

    assert caught.value.code == "partners.address_refused"
    assert "pw" not in str(caught.value)
    assert vendor.seen == []


def test_plain_http_is_only_for_hosts_of_ones_own():
    way = Way("plain", (Door("example.com", 80),))
    with pytest.raises(NotTaken, match="without TLS"):
        submit(way, "http://example.com/")


@pytest.mark.parametrize("data", [b"", b"[]", b"null", b'"ok"', b"{", b"<p>", b"[" * 100_000])
def test_an_answer_that_is_no_object_leaves_an_order_in_doubt(vendor, way, data):
    vendor.files["/x"] = Reply(200, data)
    with pytest.raises(Outside) as caught:
        submit(way, f"{vendor.url}/x")

    assert type(caught.value) is Outside
    assert caught.value.code == "partners.answer_unreadable"


def test_an_answer_that_breaks_off_leaves_an_order_in_doubt(vendor, way):
    vendor.files["/x"] = Reply(200, b'{"ok": true}', cut_at=5)
    with pytest.raises(Outside) as caught:
        submit(way, f"{vendor.url}/x")

    assert type(caught.value) is Outside
    assert caught.value.code == "partners.cut_off"
    assert not caught.value.retryable


@pytest.mark.parametrize("length", [True, False])
def test_more_bytes_than_the_limit_are_refused_whether_they_are_announced_or_not(
    vendor, way, length
):
    vendor.files["/x"] = Reply(200, b"x" * 101, "image/png", length=length)
    with pytest.raises(Outside) as caught:
        fetch(way, f"{vendor.url}/x")

    assert caught.value.code == "partners.answer_too_large"
    assert not caught.value.retryable


def test_a_file_of_exactly_the_limit_is_fetched(vendor, way):
    vendor.files["/x"] = Reply(200, b"x" * 100, "image/png; charset=binary")
    file = fetch(way, f"{vendor.url}/x")

    assert (len(file.data), file.media_type) == (100, "image/png")


@pytest.mark.parametrize("kind", ["text/html", "application/json", ""])
def test_a_file_of_another_type_is_refused(vendor, way, kind):
    vendor.files["/x"] = Reply(200, b"x", kind)
    with pytest.raises(Outside) as caught:
        fetch(way, f"{vendor.url}/x")

    assert caught.value.code == "partners.file_type"


def test_redirects_of_a_download_are_followed_and_the_key_stays_with_its_origin(vendor):
    with Plain() as other:
        way = Way("plain", (door(vendor.url, local=True), door(other.url, local=True)))
        vendor.files["/a"] = Reply(302, headers={"Location": "/b"})
        vendor.files["/b"] = Reply(307, headers={"Location": f"{other.url}/c"})
        other.files["/c"] = Reply(200, b"png", "image/png")
        file = fetch(way, f"{vendor.url}/a", headers={"x-key": Secret(KEY)})

    assert file.data == b"png"
    assert [one.headers.get("x-key") for _, one in vendor.seen] == [KEY, KEY]
    assert [one.headers.get("x-key") for _, one in other.seen] == [None]


def test_hosts_of_files_are_fetched_from_without_a_key_and_never_asked(vendor):
    with Plain() as other:
        files = (door(other.url, local=True),)
        way = Way("plain", (door(vendor.url, local=True),), files)
        other.files["/c"] = Reply(200, b"png", "image/png")
        file = fetch(way, f"{other.url}/c", headers={"x-key": Secret(KEY)})
        with pytest.raises(NotTaken) as caught:
            submit(way, f"{other.url}/x")

    assert file.data == b"png"
    assert caught.value.code == "partners.address_refused"
    assert [one.headers.get("x-key") for _, one in other.seen] == [None]


def test_redirects_without_end_are_given_up(vendor, way):
    vendor.files["/a"] = Reply(302, headers={"Location": "/a"})
    with pytest.raises(Outside) as caught:
        fetch(way, f"{vendor.url}/a")

    assert caught.value.code == "partners.redirected"
    assert vendor.count("/a") == 4


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_an_expired_link_is_lost_or_asked_for_again(vendor, way, status):
    vendor.files["/x"] = Reply(status, b"<Error/>", "application/xml")
    with pytest.raises(Ended) as lost:
        fetch(way, f"{vendor.url}/x?sign=abcdefgh")
    with pytest.raises(Outside) as again:
        fetch(way, f"{vendor.url}/x?sign=abcdefgh", renewable=True)

    assert lost.value.owed
    assert again.value.retryable
    assert "abcdefgh" not in str(lost.value) + repr(again.value.data)


def test_keys_that_are_not_sent_are_hidden_as_well(vendor, way):
    vendor.files["/x"] = reply({"error": f"bad {KEY}"}, 400)
    with pytest.raises(Outside) as caught:
        fetch(way, f"{vendor.url}/x", hide=(Secret(f"Bearer {KEY}"),))

    assert KEY not in str(caught.value)


def test_nothing_is_asked_twice_by_itself(vendor, way):
    vendor.files["/x"] = reply({}, 503)
    with pytest.raises(Outside):
        submit(way, f"{vendor.url}/x")

    assert len(vendor.seen) == 1


def test_a_vendors_own_words_go_before_the_common_rules(vendor, way):
    vendor.files["/x"] = reply({"code": 7}, 200)

    def own(asked, status, body):
        assert (status, body) == (200, {"code": 7})
        return asked.refusal("partners.moderated", why="7")

    with pytest.raises(NotTaken) as caught:
        submit(way, f"{vendor.url}/x", own=own)

    assert caught.value.code == "partners.moderated"
