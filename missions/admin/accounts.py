"""Accounts, which superusers keep here; `python3 manage.py editor` is the other way."""

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django_otp.plugins.otp_static.admin import StaticDevice
from django_otp.plugins.otp_totp.admin import TOTPDevice

from missions.actions import second_factor

# Their pages show keys and codes, which are their owner's alone.
admin.site.unregister([StaticDevice, TOTPDevice])
admin.site.unregister(User)


@admin.register(User)
class AccountAdmin(UserAdmin):  # type: ignore[type-arg]  # Django's takes no argument when it runs
    list_display = ("username", "email", "is_active", "is_superuser", "last_login")
    actions = ("drop_second_factor",)

    @admin.action(description="Remove the second factor", permissions=["change"])
    @transaction.atomic
    def drop_second_factor(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        dropped = [user for user in queryset.order_by("username") if second_factor.drop(user=user)]
        for user in dropped:
            self.log_change(request, user, "Removed the second factor.")
        names = ", ".join(user.username for user in dropped)
        messages.success(request, f"Removed the second factor of: {names or 'nobody, because none had one'}.")
