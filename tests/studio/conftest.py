"""A house with tiny voices, for the tests of the verbs."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path

import pytest

from piying.studio.house import Settings, opened
from piying.studio.progress import Silent
from piying.studio.shooting.board import board
from piying.studio.shooting.shoot import shoot
from piying.studio.writing.write import write


def load_fakes():
    """The module beside this file, loaded once for all folders of tests."""
    if "piying_fakes" not in sys.modules:
        path = Path(__file__).parents[1] / "studio" / "fakes.py"
        spec = importlib.util.spec_from_file_location("piying_fakes", path)
        module = importlib.util.module_from_spec(spec)
        sys.modules["piying_fakes"] = module
        spec.loader.exec_module(module)
    return sys.modules["piying_fakes"]


@pytest.fixture(scope="session")
def fakes():
    return load_fakes()


@pytest.fixture
def tiny(fakes, monkeypatch):
    """The profile `tiny`; segments are drawn in this process."""
    with fakes.tiny(monkeypatch):
        yield


@pytest.fixture
def cast(fakes):
    return fakes.Cast()


@pytest.fixture
def script(tmp_path, fakes):
    path = tmp_path / "小戏.txt"
    path.write_text(fakes.SCRIPT, "utf-8")
    return path


@pytest.fixture
def house(tmp_path, fakes, cast, tiny):  # noqa: ARG001 - for what it does
    """An open house with fake providers, its films in tmp_path/out."""

    settings = Settings(
        tmp_path / "house", tmp_path / "data", tmp_path / "out", language="en", workers=1
    )
    with opened(settings, cast.providers(), fakes.Clock(), Silent()) as one:
        yield one


@pytest.fixture(scope="session")
def finished(tmp_path_factory, fakes):
    """A house with the finished first episode of `SCRIPT`, to be copied; and its films."""

    return fakes.film_house(tmp_path_factory.mktemp("finished"))


@pytest.fixture
def filmed(finished, tmp_path, fakes, cast, tiny):  # noqa: ARG001 - for what it does
    """An open copy of the finished house, of which a test may do what it likes."""

    for name in ("house", "out"):
        shutil.copytree(finished / name, tmp_path / name)
    settings = Settings(
        tmp_path / "house", tmp_path / "data", tmp_path / "out", language="en", workers=1
    )
    clock = fakes.Clock()
    clock.at += 1_000_000_000
    with opened(settings, cast.providers(), clock, Silent()) as one:
        yield one


@pytest.fixture
def court_in(monkeypatch):
    """Makes a house one in which dossiers are decided."""
    if "piying_court" not in sys.modules:
        path = Path(__file__).with_name("court.py")
        spec = importlib.util.spec_from_file_location("piying_court", path)
        sys.modules["piying_court"] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules["piying_court"])
    monkeypatch.setenv("PIYING_SIGNING_SEED", "11" * 32)
    return sys.modules["piying_court"].Court


@pytest.fixture
def court(house, court_in):
    """A house in which dossiers are decided."""
    return court_in(house)


def load_acme():
    """The vendor beside this file, loaded once."""
    if "piying_acme" not in sys.modules:
        path = Path(__file__).with_name("acme.py")
        spec = importlib.util.spec_from_file_location("piying_acme", path)
        module = importlib.util.module_from_spec(spec)
        sys.modules["piying_acme"] = module
        spec.loader.exec_module(module)
    return sys.modules["piying_acme"]


@pytest.fixture
def acme():
    """A vendor that makes pictures for 0.10 USD each, which is 0.70 CNY."""
    return load_acme().Acme()


@pytest.fixture(scope="session")
def shot_house(tmp_path_factory, fakes):
    """A house whose first episode was shot with pictures of `acme`, to be copied."""
    root = tmp_path_factory.mktemp("shot")
    (root / "小戏.txt").write_text(fakes.SCRIPT, "utf-8")
    load_acme().rules(root / "house")
    vendor, clock = load_acme().Acme(), fakes.Clock()
    with (
        pytest.MonkeyPatch.context() as patch,
        fakes.tiny(patch),
        load_acme().paying(root, fakes.Cast(), vendor, clock) as house,
    ):
        name = write(house, root / "小戏.txt").name
        board(house, name, 1)
        shoot(house, name, 1)
    return root


@pytest.fixture
def shot(shot_house, tmp_path, fakes, cast, acme, tiny):  # noqa: ARG001 - for what it does
    """An open copy of the shot house; `acme` was asked for nothing since."""
    shutil.copytree(shot_house / "house", tmp_path / "house")
    clock = fakes.Clock()
    clock.at += 1_000_000
    with load_acme().paying(tmp_path, cast, acme, clock) as house:
        yield house


@pytest.fixture
def paid(tmp_path, script, fakes, cast, acme, tiny):  # noqa: ARG001 - for what it does
    """An open house with a board, whose pictures are made by `acme`."""
    load_acme().rules(tmp_path / "house")
    with load_acme().paying(tmp_path, cast, acme, fakes.Clock()) as house:
        board(house, write(house, script).name, 1)
        yield house
