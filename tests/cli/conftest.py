"""The command line with tiny voices, in this process."""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def fakes():
    """The module of fakes that the tests of the studio use too."""
    if "piying_fakes" not in sys.modules:
        path = Path(__file__).parents[1] / "studio" / "fakes.py"
        spec = importlib.util.spec_from_file_location("piying_fakes", path)
        module = importlib.util.module_from_spec(spec)
        sys.modules["piying_fakes"] = module
        spec.loader.exec_module(module)
    return sys.modules["piying_fakes"]


@dataclass
class Said:
    """How one run ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def objects(self):
        """Standard output as JSON, an object a line."""
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def cast(fakes):
    return fakes.Cast()


@pytest.fixture
def piying(fakes, cast, monkeypatch, tmp_path, capsys):
    """Runs a command line in tmp_path; whatever it is, no traceback is ever shown."""
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LANG", "PIYING_SETUP", "PIYING_WORKERS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PIYING_LANGUAGE", "en")
    monkeypatch.setenv("PIYING_WORKERS", "1")

    def run(*words):
        capsys.readouterr()
        try:
            code = fakes.run_cli([str(word) for word in words], cast)
        except SystemExit as ending:
            code = ending.code
        said = Said(code, *capsys.readouterr())
        assert "Traceback" not in said.out + said.err
        words = [line for line in said.err.splitlines() if line.startswith("piying")]
        assert "{" not in "".join(words), "a message was not filled"
        return said

    with fakes.tiny(monkeypatch):
        yield run


@pytest.fixture
def script(tmp_path, fakes):
    path = tmp_path / "小戏.txt"
    path.write_text(fakes.SCRIPT, "utf-8")
    return path


@pytest.fixture(scope="session")
def finished(tmp_path_factory, fakes):
    """A house with the finished first episode, to be copied."""
    return fakes.film_house(tmp_path_factory.mktemp("finished"))


@pytest.fixture
def filmed(finished, tmp_path, script):
    """The screenplay of a first episode that is finished in tmp_path."""
    shutil.copytree(finished / "house", tmp_path / ".piying")
    shutil.copytree(finished / "out", tmp_path / "out")
    return script
