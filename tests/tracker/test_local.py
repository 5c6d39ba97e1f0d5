"""What manage.py adds to the environment for a start on one's own machine, and what it leaves to the operator."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tracker import local
from tracker.bootstrap import ROOT


@pytest.fixture(autouse=True)
def secret_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "var" / "secret_key"
    monkeypatch.setattr(local, "SECRET_FILE", file)
    return file


def test_a_start_with_nothing_set_gets_what_it_needs(secret_file: Path) -> None:
    environment: dict[str, str] = {}
    local.fill_in(environment, ["up"])
    assert environment == {
        "SECRET_KEY": secret_file.read_text(),
        "ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "HTTPS": "false",
    }


def test_what_is_set_stays() -> None:
    environment = {"ALLOWED_HOSTS": "tracker.example.org", "HTTPS": "true"}
    local.fill_in(environment, ["up"])
    assert (environment["ALLOWED_HOSTS"], environment["HTTPS"]) == ("tracker.example.org", "true")


@pytest.mark.parametrize("name", ["DEBUG", "SECRET_KEY"])
def test_an_operator_who_names_either_decides_alone(name: str, secret_file: Path) -> None:
    environment = {name: ""}
    local.fill_in(environment, ["up"])
    assert environment == {name: ""}
    assert not secret_file.exists()


@pytest.mark.parametrize(
    ("arguments", "hosts"),
    [
        (["up"], []),
        (["up", "--host", "192.0.2.7"], ["192.0.2.7"]),
        (["up", "--host=tracker.local", "--port", "80"], ["tracker.local"]),
        (["up", "--host", "2001:db8::7"], ["[2001:db8::7]"]),
        (["up", "--host", "0.0.0.0"], ["desk.example.org"]),  # noqa: S104 - a name to serve, not to listen on
        (["up", "--host=::"], ["desk.example.org"]),
        (["up", "--host"], []),
        (["up", "--host="], []),
    ],
)
def test_the_host_that_is_listened_on_may_be_asked_for(
    arguments: list[str], hosts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "desk.example.org")
    assert local.named_host(arguments) == hosts


def test_a_host_named_twice_is_allowed_once() -> None:
    environment: dict[str, str] = {}
    local.fill_in(environment, ["up", "--host", "127.0.0.1"])
    assert environment["ALLOWED_HOSTS"] == "localhost,127.0.0.1,[::1]"


def test_the_secret_is_made_once_and_for_its_owner_alone(secret_file: Path) -> None:
    first = local.secret(secret_file)
    assert len(first) == 67
    assert local.secret(secret_file) == first
    assert secret_file.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in secret_file.parent.iterdir()] == ["secret_key"]


def test_of_two_first_starts_both_take_the_same_secret(secret_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = local.secret(secret_file)
    # The second looked before the first had written.
    monkeypatch.setattr(Path, "exists", lambda _: False)
    assert local.secret(secret_file) == first


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: text for name, text in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "first_words"),
    [
        ({"DEBUG": "false"}, "SECRET_KEY is not set: "),
        ({"SECRET_KEY": "short"}, "SECRET_KEY is too short: "),
        ({"SECRET_KEY": "x" * 50}, "ALLOWED_HOSTS is not set: "),
        ({"DEBUG": "perhaps"}, "DEBUG is 'perhaps': "),
        ({"THROTTLE": "many"}, "THROTTLE is 'many': "),
        ({"DATABASE_URL": "mysql://127.0.0.1/tracker"}, "DATABASE_URL names neither PostgreSQL nor SQLite: "),
    ],
)
def test_production_refuses_to_start_without_what_it_needs(environment: dict[str, str], first_words: str) -> None:
    done = manage("check", **environment)
    assert done.returncode == 1
    assert done.stderr.startswith(first_words)
    assert done.stderr.count("\n") == 1


def test_a_server_is_given_nothing_by_itself() -> None:
    """The WSGI application takes no secret from the folder: it refuses."""
    done = subprocess.run(
        [sys.executable, "-c", "import tracker.wsgi"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "ImproperlyConfigured: SECRET_KEY is not set" in done.stderr
