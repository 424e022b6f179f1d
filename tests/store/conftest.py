"""A PostgreSQL server for the tests of the store, where one can be started.

PIYING_TEST_POSTGRES names a running one (a database that may be written); otherwise the
programs of PostgreSQL are looked for and a server is started in a temporary folder.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import uuid
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from piying.store.store import open_store


def programs():
    """Where `initdb` and `pg_ctl` are, if anywhere."""
    found = shutil.which("initdb")
    places = [Path(found).resolve().parent] if found else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((place for place in places if (place / "pg_ctl").exists()), None)


def runner():
    """What a program is started with: PostgreSQL refuses to run as the system's master."""
    if os.geteuid() != 0:
        return {}
    try:
        user = pwd.getpwnam("postgres")
    except KeyError:
        return None
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


@pytest.fixture(scope="session")
def server():
    """The address of a PostgreSQL server."""
    pytest.importorskip("psycopg", reason="requirements/postgres.txt is not installed")
    if given := os.environ.get("PIYING_TEST_POSTGRES"):
        yield given
        return
    place, who = programs(), runner()
    if place is None:
        pytest.skip("no PostgreSQL here, and PIYING_TEST_POSTGRES names none")
    if who is None:
        pytest.skip("PostgreSQL does not run as root, and there is no user postgres")
    folder = Path("/tmp") / f"piying-{uuid.uuid4().hex[:8]}"  # noqa: S108 - a short, open path
    folder.mkdir(mode=0o755)
    if who:
        os.chown(folder, who["user"], who["group"])
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    data = folder / "data"

    def run(*command):
        subprocess.run(  # noqa: S603 - our own arguments
            command, check=True, cwd=folder, stdout=subprocess.DEVNULL, timeout=120, **who
        )

    try:
        run(place / "initdb", "-D", data, "-U", "piying", "-A", "trust", "-N", "-E", "UTF8")
        asked = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        run(place / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", asked, "start")
        try:
            yield f"postgresql://piying@127.0.0.1:{port}/postgres"
        finally:
            run(place / "pg_ctl", "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def schema(server):
    """The address of an empty part of the server, gone afterwards."""
    name = f"t{uuid.uuid4().hex}"
    engine = create_engine(server.replace("postgresql://", "postgresql+psycopg://"))
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    yield f"{server}?options=-csearch_path%3D{name}"
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request):
    """The address of a database of either kind; empty for SQLite in the house."""
    return "" if request.param == "sqlite" else request.getfixturevalue("schema")


@pytest.fixture
def store(tmp_path, address):
    opened = open_store(tmp_path / "house", address)
    yield opened
    opened.close()
