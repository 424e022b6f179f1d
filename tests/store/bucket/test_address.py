from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.errors import Invalid
from piying.store.bucket.address import BUCKET, PART, Address, Stored, stored_from

FILMS = {"PIYING_STORE": "s3://films/house"}


def of(**more):
    return stored_from(FILMS | {f"PIYING_STORE_{name.upper()}": v for name, v in more.items()})


def test_without_a_setting_there_is_no_bucket():
    assert stored_from({}) is None
    assert stored_from(FILMS, "") is None


def test_what_is_typed_is_stronger_than_the_environment():
    assert stored_from(FILMS, "s3://other").address.bucket == "other"


def test_a_bucket_alone_is_one_of_the_clients_own_store():
    assert stored_from(FILMS) == Stored(Address("films", "house", path_style=False))
    assert str(stored_from(FILMS).address) == "s3://films/house"


def test_with_an_endpoint_the_bucket_stands_in_the_path_unless_it_is_said_otherwise():
    within = of(endpoint="https://store.example:9000/", region="cn-north-1").address
    before = of(endpoint="https://store.example:9000", path_style="no").address

    assert (within.path_style, within.reached_at) == (True, "https://store.example:9000")
    assert within.region == "cn-north-1"
    assert str(within) == "s3://films/house (https://store.example:9000)"
    assert before.reached_at == "https://films.store.example:9000"


@pytest.mark.parametrize(
    ("said", "known"), [("500MB", 500_000_000), ("20GB", 2 * 10**10), ("", 0)]
)
def test_the_room_on_the_disk_is_a_number_with_its_unit(said, known):
    assert of(cache=said).cache_bytes == known


def test_films_are_sent_by_the_store_only_where_it_is_said():
    assert of(redirect="yes").redirect
    assert not of().redirect


@given(
    st.from_regex(BUCKET, fullmatch=True),
    st.lists(st.from_regex(PART, fullmatch=True), max_size=4),
)
@settings(deadline=None)
def test_what_is_read_is_written_the_same(bucket, parts):
    found = stored_from({"PIYING_STORE": f"s3://{bucket}/{'/'.join(parts)}"}).address

    assert (found.bucket, found.prefix) == (bucket, "/".join(parts))
    assert stored_from({"PIYING_STORE": str(found)}).address == found
    assert found.named("blobs", "ab").endswith("blobs/ab")
    assert not found.named("blobs").startswith("/")


@pytest.mark.parametrize(
    "place",
    [
        "films", "http://films", "s3:films", "s3://", "s3://F", "s3://films/../secrets",
        "s3://films/a b", "s3://AKIA:geheim@films/house", "s3://films?x=1", "s3://films/a/./b",
    ],
)  # fmt: skip
def test_what_is_no_bucket_is_refused_and_no_key_in_it_is_shown(place):
    with pytest.raises(Invalid) as caught:
        stored_from({"PIYING_STORE": place})

    assert caught.value.code == "store.bad_bucket"
    assert "geheim" not in str(caught.value)
    assert "AWS_ACCESS_KEY_ID" in str(caught.value)


@pytest.mark.parametrize(
    "endpoint",
    [
        "store.example", "ftp://store.example", "https://store.example/path", "https://",
        "https://AKIA:geheim@store.example", "https://store.example?x", "https://s:0", "https://s:x",
        "https://[::1",
    ],
)  # fmt: skip
def test_what_is_no_endpoint_is_refused_and_no_key_in_it_is_shown(endpoint):
    with pytest.raises(Invalid) as caught:
        of(endpoint=endpoint)

    assert caught.value.code == "store.bad_endpoint"
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("host", ["127.0.0.1:9000", "[::1]:9000", "10.0.0.5", "minio:9000"])
def test_within_ones_own_network_an_endpoint_may_be_without_tls(host):
    assert of(endpoint=f"http://{host}").address.endpoint == f"http://{host}"


@pytest.mark.parametrize("host", ["store.example", "8.8.8.8"])
def test_anywhere_else_it_may_not(host):
    with pytest.raises(Invalid) as caught:
        of(endpoint=f"http://{host}")

    assert caught.value.code == "store.open_endpoint"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("cache", "20"), ("cache", "0GB"), ("cache", "20 GB"), ("cache", "-1GB"),
        ("region", "eu west"), ("path_style", "true"), ("redirect", "1"),
    ],
)  # fmt: skip
def test_a_setting_that_says_nothing_known_is_refused(name, value):
    with pytest.raises(Invalid) as caught:
        of(**{name: value, "endpoint": "https://store.example"})

    assert caught.value.code == "store.bad_setting"
    assert name.upper() in str(caught.value)
