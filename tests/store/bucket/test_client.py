from __future__ import annotations

import sys

import pytest

from buckets import QUICK, times
from piying.model.canon import Digest
from piying.model.errors import Missing
from piying.store.bucket.address import stored_from
from piying.store.bucket.bucket import Bucket
from piying.store.bucket.client import client_of, content_type

NOWHERE = Digest("00" * 32)


def address(**more):
    return stored_from({"PIYING_STORE": "s3://films/house", **more}).address


@pytest.fixture
def signed_by(s3, monkeypatch):
    """The key id that the store is asked with."""

    def asked(environment, ring):
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            monkeypatch.delenv(name)
            if name in environment:
                monkeypatch.setenv(name, environment[name])
        where = stored_from(s3.environment).address
        Bucket(where, client_of(where, QUICK, environment, ring)).holds(NOWHERE)
        return s3.proxy.seen[0].headers["authorization"]

    return asked


class TestKeys:
    """Credentials only from the environment, the keyring or the library's own chain."""

    def test_of_the_environment_are_taken_and_the_keyring_is_not_asked(self, signed_by):
        given = {"AWS_ACCESS_KEY_ID": "AKIAENV", "AWS_SECRET_ACCESS_KEY": "s"}

        def ring(user, service):
            raise AssertionError(user, service)

        assert "Credential=AKIAENV/" in signed_by(given, ring)

    def test_else_those_of_the_keyring(self, signed_by):
        held = {("piying-store", True): "AKIARING:geheim"}

        told = signed_by({}, lambda user, service: held[service, user.startswith("films-")])

        assert "Credential=AKIARING/" in told
        assert "geheim" not in told

    @pytest.mark.parametrize(
        "variable", ["AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"]
    )
    def test_where_a_role_gives_them_the_keyring_is_not_asked(self, variable):
        def ring(user, service):
            raise AssertionError(user, service)

        assert client_of(address(), QUICK, {variable: "x"}, ring)


def test_the_bucket_stands_before_the_host_where_that_is_said(s3_keys):  # noqa: ARG001 - set
    where = address(PIYING_STORE_ENDPOINT="https://store.example", PIYING_STORE_PATH_STYLE="no")
    made = Bucket(where, client_of(where, QUICK)).address_of(NOWHERE, 60)

    assert made.startswith(f"https://films.store.example/house/blobs/00/{NOWHERE}?")


def test_the_region_is_the_one_that_is_said(s3_keys):  # noqa: ARG001 - set
    where = address(PIYING_STORE_ENDPOINT="https://s.example", PIYING_STORE_REGION="cn-north-1")
    made = Bucket(where, client_of(where, QUICK)).address_of(NOWHERE, 60)

    assert made.startswith(f"https://s.example/films/house/blobs/00/{NOWHERE}?")
    assert "%2Fcn-north-1%2Fs3%2F" in made


def test_without_what_talks_to_a_store_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "obstore", None)

    with pytest.raises(Missing) as caught:
        client_of(address(), QUICK, {}, lambda *_: None)

    assert caught.value.code == "store.no_bucket_client"
    assert "requirements/bucket.txt" in str(caught.value)


def test_what_a_file_is_is_said_by_the_end_of_its_name(tmp_path):
    assert content_type(tmp_path / "a.m4s") == "video/iso.segment"
    assert content_type(tmp_path / "a") == "application/octet-stream"


def test_a_store_that_says_nothing_in_time_is_told_as_such(s3):
    s3.proxy.faults.append(times(9, ("wait", 2.5)))
    where = stored_from(s3.environment).address

    with pytest.raises(Exception, match="nothing came in time"):
        client_of(where, QUICK).look()
