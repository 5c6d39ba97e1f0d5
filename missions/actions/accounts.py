"""Accounts of the desk, as the command line makes and changes them."""

from django.contrib.auth.models import Group, User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from missions.actions.groups import GROUPS


@transaction.atomic
def save(*, user: User, group: str | None = None, email: str | None = None, password: str | None = None) -> None:
    """Saves an account, new or not, with what is given; what is None stays.

    A new password ends the account's sessions, and opens one that is closed. Of the three groups it is in this one
    alone. Raises ValidationError where what is given cannot be taken; then nothing is written.
    """
    user.is_staff = True
    if email is not None:
        user.email = email
    if password is not None:
        validate_password(password, user)
        user.set_password(password)
        user.is_active = True
    user.full_clean()
    user.save()
    if group is not None:
        if user.is_superuser:
            raise ValidationError("The account is a superuser's, whom no group limits.")
        user.groups.remove(*Group.objects.filter(name__in=GROUPS))
        user.groups.add(Group.objects.get(name=group))


def close(*, user: User) -> None:
    """Nobody signs in to the account any more, and who is signed in is so no longer. What it wrote stays."""
    user.is_active = False
    user.save(update_fields=["is_active"])
