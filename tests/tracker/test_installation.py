"""How `.venv` is filled, without filling one."""

import fcntl
import re
import subprocess
import sys
import tomllib
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from tracker import bootstrap, installation, installers
from tracker.bootstrap import PYTHON, ROOT, CannotInstall
from tracker.installers import Installer, choose

LOCK = str(bootstrap.lock("run"))


@pytest.fixture
def held(tmp_path: Path) -> Iterator[IO[str]]:
    with (tmp_path / "lock").open("a+") as file:
        yield file


@pytest.mark.parametrize(
    ("uv", "pip", "ensurepip", "names"),
    [
        ("/opt/uv", (23, 0), True, ["uv", "pip"]),
        ("/opt/uv", None, False, ["uv"]),
        (None, (22, 3), False, ["pip"]),
        # Too old to install into another environment: the one that Python brings along is put there first.
        (None, (22, 2), True, ["pip"]),
        (None, None, True, ["pip"]),
    ],
)
def test_the_installer_is_the_quickest_that_the_machine_has(
    uv: str | None, pip: tuple[int, ...] | None, ensurepip: bool, names: list[str]
) -> None:
    assert [installer.name for installer in choose(uv=uv, pip=pip, ensurepip=ensurepip)] == names


def test_the_pip_of_the_calling_python_installs_into_the_environment() -> None:
    assert choose(uv=None, pip=(23, 0), ensurepip=True) == [
        Installer("pip", (sys.executable, "-m", "pip", "--python", str(PYTHON), "install", "--require-hashes", "-r"))
    ]


def test_uv_installs_with_hashes_into_the_environment() -> None:
    assert choose(uv="/opt/uv", pip=None, ensurepip=False) == [
        Installer("uv", ("/opt/uv", "pip", "install", "--python", str(PYTHON), "--require-hashes", "-r"))
    ]


def test_without_a_pip_the_environment_gets_the_one_of_python() -> None:
    [installer] = choose(uv=None, pip=(22, 2), ensurepip=True)
    assert installer.prepare == (str(PYTHON), "-m", "ensurepip")
    assert installer.command == (str(PYTHON), "-m", "pip", "install", "--require-hashes", "-r")


def test_a_machine_that_cannot_install_is_told_the_one_package_to_add() -> None:
    with pytest.raises(CannotInstall) as caught:
        choose(uv=None, pip=None, ensurepip=False)
    assert str(caught.value) == (
        f"Python {bootstrap.version()} has no pip to install with. Install the package python3-pip "
        "(Debian, Ubuntu: apt install python3-pip) and run the same command again."
    )


def test_settings_that_would_turn_pip_away_from_the_environment_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_TARGET", "/elsewhere")
    monkeypatch.setenv("PIP_USER", "1")
    monkeypatch.setenv("PIP_CERT", "/etc/certificates.pem")
    surroundings = installers.surroundings()
    assert "PIP_TARGET" not in surroundings
    assert (surroundings["PIP_USER"], surroundings["PIP_CERT"]) == ("0", "/etc/certificates.pem")


def script(text: str) -> tuple[str, ...]:
    return (sys.executable, "-c", text)


def test_a_step_tells_how_far_it_is(held: IO[str], capfd: pytest.CaptureFixture[str]) -> None:
    installation.run(script("print('Collecting django==5.2')"), "Installing", 1, held)
    assert re.fullmatch(r"Installing\.\nInstalling: done in \d+ s\.\n", capfd.readouterr().err)


def test_a_step_that_fails_shows_the_end_of_its_output_and_what_to_do(
    held: IO[str], capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(CannotInstall) as caught:
        installation.run(script("print('no such host'); raise SystemExit(1)"), "Installing", 1, held)
    assert capfd.readouterr().err == "Installing.\nno such host\n"
    assert str(caught.value) == (
        "Installing failed (its last lines are above). See that this machine reaches its package index "
        "and has space left, then run the same command again."
    )


def test_where_one_installer_fails_the_next_is_tried(
    monkeypatch: pytest.MonkeyPatch, held: IO[str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    both = [Installer("uv", script("raise SystemExit(2)")), Installer("pip", script(""))]
    monkeypatch.setattr(installers, "here", lambda: both)
    monkeypatch.setattr(installation, "STAMP", tmp_path / "installed.json")
    installation.carry_out(bootstrap.Step.ADD, "run", held)
    said = capfd.readouterr().err.splitlines()
    assert said[0] == "Installing requirements/run.txt with uv."
    assert said[2:4] == ["Trying another way.", "Installing requirements/run.txt with pip."]


def test_no_stamp_is_left_by_an_installation_that_was_cut_short(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stamp = tmp_path / "installed.json"
    stamp.write_text("{}")
    for module in (bootstrap, installation):
        monkeypatch.setattr(module, "STAMP", stamp)
    monkeypatch.setattr(installation, "LOCK_FILE", tmp_path / "install.lock")
    monkeypatch.setattr(venv.EnvBuilder, "create", lambda *_: None)
    monkeypatch.setattr(installation, "fill", cut_short)
    with pytest.raises(KeyboardInterrupt):
        installation.provide("run")
    assert not stamp.exists()
    monkeypatch.setattr(installation, "fill", lambda *_: None)
    installation.provide("run")
    assert bootstrap.read_stamp() == bootstrap.described("run")


def cut_short(*_: object) -> None:
    raise KeyboardInterrupt


def test_the_lock_outlives_a_start_that_was_killed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(installation, "LOCK_FILE", tmp_path / "install.lock")
    with installation.alone() as held:
        installer = subprocess.Popen(["sleep", "60"], stdin=held)  # noqa: S607 - any program that lasts
    assert taken(tmp_path / "install.lock")
    installer.kill()
    installer.wait()
    assert not taken(tmp_path / "install.lock")


def taken(file: Path) -> bool:
    with file.open() as other:
        try:
            fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def pins(name: str) -> dict[str, str]:
    text = bootstrap.lock(name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==([^ ]+)", text, re.MULTILINE))


def test_the_development_lock_holds_what_running_needs_in_the_same_versions() -> None:
    assert len(pins("run")) > 20
    assert pins("run").items() <= pins("dev").items()


@pytest.mark.parametrize("name", ["run", "dev"])
def test_a_lock_names_a_hash_for_each_package_and_no_address(name: str) -> None:
    text = bootstrap.lock(name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "--index-url" not in text
    assert all("--hash=sha256:" in entry for entry in re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)[1:])


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    for name, entries in (("run", project["project"]["dependencies"]), ("dev", project["dependency-groups"]["dev"])):
        names = {re.split(r"[\[<>=!~ ;]", entry)[0] for entry in entries}
        assert names <= set(pins(name))
        assert len(names) > 10
