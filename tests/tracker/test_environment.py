"""What is read of the environment, and that a refusal names the variable and the fix."""

import runpy
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from tracker import environment, settings

SQLITE = Path("var/tracker.sqlite3")
OPTIONS: dict[str, dict[str, Any]] = {
    "django.db.backends.sqlite3": {"timeout": 20},
    "django.db.backends.postgresql": {"pool": True},
}
MAKE_ONE = (
    "give at least 32 random characters, such as those that this prints: "
    "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
)


@pytest.mark.parametrize("text", ["1200/min", "1/s", "60/hour", "9999999999/day"])
def test_a_rate_is_so_many_in_a_time(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THROTTLE", text)
    assert environment.rate("THROTTLE", default="1200/min") == text


@pytest.mark.parametrize("text", ["", None])
def test_a_rate_that_is_not_set_is_the_usual_one(text: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("THROTTLE", raising=False) if text is None else monkeypatch.setenv("THROTTLE", text)
    assert environment.rate("THROTTLE", default="1200/min") == "1200/min"


@pytest.mark.parametrize(
    "text", ["many", "1200", "0/min", "-1/min", "1.5/s", "1200/", "/min", "1200/m", "1200/week", "1200/min\n", "1 /s"]
)
def test_another_rate_is_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THROTTLE", text)
    with pytest.raises(ImproperlyConfigured) as error:
        environment.rate("THROTTLE", default="1200/min")
    assert str(error.value) == (f"THROTTLE is {text!r}: write so many in a time, such as 1200/min (s, min, hour, day).")


@pytest.mark.parametrize(
    ("address", "engine", "name"),
    [
        ("postgres://user@host/tracker", "postgresql", "tracker"),
        ("postgresql://user:word@host:5433/tracker", "postgresql", "tracker"),
        ("sqlite:////srv/tracker.sqlite3", "sqlite3", "/srv/tracker.sqlite3"),
    ],
)
def test_a_database_is_postgresql_or_sqlite(
    address: str, engine: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    found = environment.database("DATABASE_URL", sqlite=SQLITE, options=OPTIONS)
    assert (found["ENGINE"], found["NAME"]) == (f"django.db.backends.{engine}", name)


def test_without_an_address_the_database_is_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    assert environment.database("DATABASE_URL", sqlite=SQLITE, options=OPTIONS) == {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": SQLITE,
        "OPTIONS": {"timeout": 20},
    }


@pytest.mark.parametrize(
    ("address", "options"),
    [
        ("postgres://user@host/tracker", {"pool": True}),
        (
            "postgres://user@host/tracker?sslmode=verify-full&sslrootcert=/etc/ca.pem",
            {"pool": True, "sslmode": "verify-full", "sslrootcert": "/etc/ca.pem"},
        ),
        ("postgres://user@host/tracker?pool=0&connect_timeout=3", {"pool": 0, "connect_timeout": 3}),
        ("sqlite:////srv/tracker.sqlite3", {"timeout": 20}),
        ("sqlite:////srv/tracker.sqlite3?timeout=5", {"timeout": 5}),
        ("sqlite:////srv/tracker.sqlite3?transaction_mode=EXCLUSIVE", {"timeout": 20, "transaction_mode": "EXCLUSIVE"}),
    ],
)
def test_what_the_address_says_outweighs_the_options_of_its_engine(
    address: str, options: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    assert environment.database("DATABASE_URL", sqlite=SQLITE, options=OPTIONS)["OPTIONS"] == options


def test_the_settings_lose_nothing_of_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://user@host/tracker?sslmode=require")
    found = runpy.run_path(str(settings.__file__))["DATABASES"]["default"]
    assert found["OPTIONS"] == {"pool": True, "sslmode": "require"}


@pytest.mark.parametrize("address", ["mysql://user@host/tracker", "host/tracker", "pgsql://host/tracker", "postgres:"])
@pytest.mark.filterwarnings("error")
def test_another_database_is_refused_with_no_warning(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    with pytest.raises(ImproperlyConfigured) as error:
        environment.database("DATABASE_URL", sqlite=SQLITE, options=OPTIONS)
    assert str(error.value) == ("DATABASE_URL names neither PostgreSQL nor SQLite: write postgres://user@host/name.")


@pytest.mark.parametrize("address", ["postgres://user:wo/rd@host/tracker", "postgres://user@host:99999/tracker"])
def test_an_address_that_cannot_be_read_is_refused_without_its_password(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", address)
    with pytest.raises(ImproperlyConfigured) as error:
        environment.database("DATABASE_URL", sqlite=SQLITE, options=OPTIONS)
    assert str(error.value) == (
        "DATABASE_URL cannot be read: write postgres://user:password@host:5432/name, a / in the password as %2F."
    )
    assert error.value.__suppress_context__


@pytest.mark.parametrize(("text", "said"), [("", "not set"), ("x" * 31, "too short")])
def test_a_secret_that_is_none_is_refused_in_one_line(text: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", text)
    with pytest.raises(ImproperlyConfigured) as error:
        environment.secret("SECRET_KEY", needed=True)
    assert str(error.value) == f"SECRET_KEY is {said}: {MAKE_ONE}"
