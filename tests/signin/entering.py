"""Coming in at the desk, as a browser does."""

from typing import Any

from django.contrib.auth.models import Group, User
from django.test import Client
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

MILESTONES = "/admin/missions/milestone/"
LOGIN, CODE, SET_UP = "/admin/login/", "/admin/second-factor/", "/admin/second-factor/set-up/"
PASSWORD = "moon-and-mars-and-back"
HERE, ELSEWHERE = "192.0.2.7", "198.51.100.9"


def account(username: str = "mary", group: str = "Editor", **columns: Any) -> User:
    user = User.objects.create_user(username, password=PASSWORD, is_staff=True, **columns)
    user.groups.add(Group.objects.get(name=group))
    return user


def sign_in(username: str = "mary", password: str = PASSWORD, *, browser: Client | None = None, **meta: str) -> Any:
    """What the sign-in form answers. From HERE, unless told otherwise."""
    typed = {"username": username, "password": password, "next": "/admin/"}
    client: Any = browser or Client()
    return client.post(LOGIN, typed, **{"REMOTE_ADDR": HERE, **meta})


def led_to(answer: Any) -> str | None:
    """Where a redirect leads; None where it is none."""
    found: str | None = answer.headers.get("Location")
    return found


def fail(times: int, username: str = "mary", **meta: Any) -> list[int]:
    """What so many wrong passwords are answered with."""
    return [sign_in(username, "wrong", **meta).status_code for _ in range(times)]


def with_app(user: User, *codes: str) -> TOTPDevice:
    """Gives the account a second factor, with these recovery codes."""
    kept = StaticDevice.objects.create(user=user)
    for code in codes:
        kept.token_set.create(token=code)
    device: TOTPDevice = TOTPDevice.objects.create(user=user, name="App")
    return device


def shown(device: TOTPDevice) -> str:
    """The code that the app shows now."""
    return f"{totp(device.bin_key):06}"


def wrong(device: TOTPDevice) -> str:
    """A code that it does not show, now or a step before or after."""
    near = {totp(device.bin_key, drift=steps) for steps in (-1, 0, 1)}
    return f"{next(code for code in range(4) if code not in near):06}"


def half_in(username: str = "mary") -> Client:
    """A browser in which the password was given, and no code."""
    browser = Client()
    sign_in(username, browser=browser)
    return browser


def is_in(browser: Client) -> bool:
    return browser.get(MILESTONES).status_code == 200
