"""The second factor of an account: codes by time (RFC 6238) from an app, and recovery codes for when it is lost."""

import re
from datetime import datetime
from math import ceil

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django_otp.models import Device
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

RECOVERY_CODES = 10
BY_TIME = re.compile(r"[0-9]{6}")


def has(user: User) -> bool:
    """Whether the account has a second factor that works. One query."""
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())


def begin(*, user: User) -> TOTPDevice:
    """The key that waits for its first code: the same until then. What the account has goes on working."""
    waiting = TOTPDevice.objects.filter(user=user, confirmed=False).order_by("pk").first()
    return waiting or TOTPDevice.objects.create(user=user, name="App", confirmed=False)


def confirm(*, user: User, code: str, now: datetime) -> tuple[TOTPDevice, list[str]]:
    """Puts the key that waits in force, in the place of any other, with new recovery codes.

    Raises ValidationError where the code is not the key's; then what the account had stays.
    """
    fresh = begin(user=user)
    _verify(fresh, code, now)
    with transaction.atomic():
        TOTPDevice.objects.filter(user=user).exclude(pk=fresh.pk).delete()
        fresh.confirmed = True
        fresh.save(update_fields=["confirmed"])
        return fresh, _recovery_codes(user)


def verify(*, user: User, code: str, now: datetime) -> Device:
    """The device whose code it is. A recovery code is used up. Raises ValidationError where it is none."""
    code = code.lower()
    kind = TOTPDevice if BY_TIME.fullmatch(code) else StaticDevice
    device = kind.objects.filter(user=user, confirmed=True).first()
    if device is None:
        raise _wrong()
    _verify(device, code, now)
    return device


def recovery_codes_left(user: User) -> int:
    return int(StaticToken.objects.filter(device__user=user).count())


@transaction.atomic
def drop(*, user: User) -> bool:
    """Takes the second factor away, with its recovery codes. Whether there was one."""
    had = has(user)
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    return had


def _verify(device: Device, code: str, now: datetime) -> None:
    # The count of wrong codes is written, and not taken back with the refusal.
    with transaction.atomic():
        held = type(device).objects.select_for_update().get(pk=device.pk)
        allowed, why = held.verify_is_allowed()
        right = allowed and held.verify_token(code)
    if not allowed:
        seconds = max(1, ceil((why["locked_until"] - now).total_seconds()))
        raise ValidationError(
            f"Too many wrong codes. Wait {seconds} second{'s' if seconds > 1 else ''}, and give a new one.",
            code="wait",
            params={"wait": seconds},
        )
    if not right:
        raise _wrong()


def _wrong() -> ValidationError:
    return ValidationError(
        "This code is not right. Codes of the app change every 30 seconds: give the one it shows now."
    )


def _recovery_codes(user: User) -> list[str]:
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="Recovery codes")
    codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
    return codes
