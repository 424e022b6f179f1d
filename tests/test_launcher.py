"""The launcher makes its environment once, again where it must, and says what is wrong."""

from __future__ import annotations

import importlib.machinery
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture
def launcher(tmp_path, monkeypatch):
    """The launcher as a module, its environment in tmp_path, its checkout a small one."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)  # it must leave nothing beside itself
    loader = importlib.machinery.SourceFileLoader("piying_launcher", str(ROOT / "piying"))
    spec = importlib.util.spec_from_loader("piying_launcher", loader)
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    (tmp_path / "requirements").mkdir()
    for name in ("run", "test"):
        pins = "six==1.17.0 \\\n    --hash=sha256:00\n"
        (tmp_path / "requirements" / f"{name}.txt").write_text(pins, "utf-8")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / "venv")
    monkeypatch.setattr(module, "PYTHON", tmp_path / "venv" / "bin" / "python")
    monkeypatch.setattr(module, "CHINESE", False)
    monkeypatch.setattr(module, "absent_libraries", list)
    return module


@pytest.fixture
def installed(launcher, monkeypatch):
    """What would be installed, without installing it."""
    asked = []

    def pip(files):
        asked.append([file.name for file in files])
        return True

    monkeypatch.setattr(launcher, "pip_install", pip)
    return asked


def links(launcher, python=sys.executable):
    """An environment that is only a link to `python`."""
    launcher.PYTHON.parent.mkdir(parents=True, exist_ok=True)
    (launcher.VENV / "pyvenv.cfg").write_text("home = x\n", "utf-8")
    launcher.PYTHON.symlink_to(python)


@pytest.mark.slow
def test_the_environment_is_made_once(launcher, installed, capfd):
    launcher.install("run")
    launcher.install("run")
    said = subprocess.run(  # noqa: S603
        [launcher.PYTHON, "-c", "import sys; print(sys.prefix)"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert installed == [["run.txt"]]
    assert Path(said.stdout.strip()) == launcher.VENV
    assert "making the environment" in capfd.readouterr().err


@pytest.fixture
def no_venv(launcher, monkeypatch):
    """Making an environment is a link, and is counted."""
    made = []

    def make():
        if launcher.VENV.exists():
            launcher.shutil.rmtree(launcher.VENV)
        links(launcher)
        made.append(launcher.VENV)

    monkeypatch.setattr(launcher, "make_venv", make)
    return made


def test_what_tests_need_holds_what_running_needs(launcher, installed, no_venv):
    launcher.install("test")
    launcher.install("run")

    assert installed == [["run.txt", "test.txt"]]
    assert len(no_venv) == 1


def test_changed_pins_are_installed_into_the_same_environment(launcher, installed, no_venv):
    launcher.install("run")
    (launcher.ROOT / "requirements" / "run.txt").write_text("six==1.16.0\n", "utf-8")
    launcher.install("run")

    assert len(installed) == 2
    assert len(no_venv) == 1


@pytest.mark.usefixtures("installed")
def test_an_environment_of_another_python_is_made_again(launcher, no_venv, monkeypatch):
    launcher.install("run")
    monkeypatch.setattr(launcher.sys, "version", "3.12.99 (another one)")
    launcher.install("run")

    assert len(no_venv) == 2


def test_a_set_up_that_was_cut_off_begins_anew(launcher, no_venv, monkeypatch):
    def cut_off(_files):
        raise KeyboardInterrupt

    monkeypatch.setattr(launcher, "pip_install", cut_off)
    with pytest.raises(KeyboardInterrupt):
        launcher.install("run")
    monkeypatch.setattr(launcher, "pip_install", lambda _files: True)
    launcher.install("run")

    assert len(no_venv) == 2
    assert launcher.is_installed("run")


def test_without_a_network_it_says_so_and_the_next_run_goes_on(
    launcher, no_venv, monkeypatch, capfd
):
    monkeypatch.setattr(launcher, "pip_install", lambda _files: False)
    with pytest.raises(SystemExit) as ended:
        launcher.install("run")
    monkeypatch.setattr(launcher, "pip_install", lambda _files: True)
    launcher.install("run")

    assert ended.value.code == 4
    assert "connection" in capfd.readouterr().err
    assert len(no_venv) == 1


def test_a_folder_of_other_files_is_never_removed(launcher, installed, capfd):
    launcher.VENV.mkdir()
    (launcher.VENV / "novel.txt").write_text("mine", "utf-8")
    with pytest.raises(SystemExit):
        launcher.install("run")

    assert (launcher.VENV / "novel.txt").read_text("utf-8") == "mine"
    assert "PIYING_VENV" in capfd.readouterr().err
    assert installed == []


def test_a_python_without_venv_is_told_what_to_install(launcher, monkeypatch, capfd):
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(SystemExit) as ended:
        launcher.install("run")

    assert ended.value.code == 4
    assert "python3-venv" in capfd.readouterr().err


def test_libraries_of_the_system_that_lack_are_named(launcher, monkeypatch, capfd):
    monkeypatch.setattr(launcher, "absent_libraries", lambda: ["libgl1", "libegl1"])
    monkeypatch.setattr(launcher.os, "geteuid", lambda: 1000)
    with pytest.raises(SystemExit):
        launcher.check_libraries()

    assert "apt-get install" in capfd.readouterr().err


def test_a_python_that_is_too_old_or_new_hands_over_or_says_so(launcher, monkeypatch, capfd):
    asked = []
    monkeypatch.setattr(launcher.sys, "version_info", (3, 14, 0))
    monkeypatch.setattr(launcher.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(launcher.os, "execv", lambda *words: asked.append(words[0]))
    monkeypatch.delenv("PIYING_PYTHON", raising=False)
    with pytest.raises(SystemExit):
        launcher.check_python()
    os.environ.pop("PIYING_PYTHON", None)

    assert asked[0] == "/usr/bin/python3.13"
    assert "not supported" in capfd.readouterr().err


def test_python_3_13_without_a_compiler_is_told_what_to_do(launcher, monkeypatch, capfd):
    monkeypatch.setattr(launcher.sys, "version_info", (3, 13, 0))
    monkeypatch.setattr(launcher.shutil, "which", lambda _name: None)
    with pytest.raises(SystemExit):
        launcher.check_compiler()

    assert "g++" in capfd.readouterr().err


def test_every_step_of_the_checks_is_run_and_the_first_failure_counts(
    launcher, monkeypatch, tmp_path, capfd
):
    ran = []

    def run(*words):
        ran.append(words)
        return 7 if "mypy" in words else 0

    monkeypatch.setattr(launcher, "install", lambda _name: None)
    monkeypatch.setattr(launcher, "run", run)
    monkeypatch.chdir(tmp_path)
    code = launcher.test(["-k", "door"])

    assert code == 7
    assert next(words for words in ran if "pytest" in words)[-2:] == ("-k", "door")
    assert "FAILED (7)" in capfd.readouterr().err


def test_pins_are_installed_by_hash_and_without_their_own_wishes(launcher, monkeypatch):
    asked = []

    class Child:
        returncode = 0
        stdout = ("Collecting six==1.17.0 (from -r x)\n",)

        def __init__(self, command, **_named):
            asked.extend(command)

        def __enter__(self):
            return self

        def __exit__(self, *_error):
            return None

    monkeypatch.setattr(launcher.subprocess, "Popen", Child)

    assert launcher.pip_install(launcher.pinned("run"))
    assert {"--require-hashes", "--no-deps", "--only-binary", "six"} <= set(asked)
