"""Rows that are added and never changed or removed: each way of Django's managers, querysets and instances is closed.

Raw SQL, and a queryset built by hand around the manager, stay open. Claims are added by `actions.claims.record` alone,
which derives the standings.
"""

from collections.abc import Collection, Iterable
from typing import Any, NoReturn, TypeVar

from django.db import models
from django.db.models.signals import pre_delete

Row = TypeVar("Row", bound=models.Model, covariant=True)


class AppendOnlyError(Exception):
    """Somebody tried to change or remove a row that is only ever added."""


def _refuse(model: type[models.Model]) -> NoReturn:
    name = model._meta.verbose_name
    raise AppendOnlyError(f"A {name} is never changed or removed. Withdraw it with a reason and add another.")


def _refuse_deletion(sender: type[models.Model], **_kwargs: Any) -> NoReturn:
    _refuse(sender)


class AppendOnlyQuerySet(models.QuerySet[Row]):
    def update(self, **_values: Any) -> NoReturn:
        _refuse(self.model)

    def delete(self) -> NoReturn:
        _refuse(self.model)

    def bulk_update(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        _refuse(self.model)

    def update_or_create(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        _refuse(self.model)

    def bulk_create(
        self,
        objs: Iterable[Any],
        batch_size: int | None = None,
        ignore_conflicts: bool = False,  # noqa: FBT001, FBT002 - as Django has it
        update_conflicts: bool = False,  # noqa: FBT001, FBT002
        update_fields: Collection[str] | None = None,
        unique_fields: Collection[str] | None = None,
    ) -> list[Any]:
        if update_conflicts:
            _refuse(self.model)
        return super().bulk_create(objs, batch_size, ignore_conflicts)

    def _update(self, _values: Any) -> NoReturn:
        _refuse(self.model)

    def _raw_delete(self, _using: str | None) -> NoReturn:
        _refuse(self.model)

    # As Django's own methods say it: templates do not call these.
    update.alters_data = delete.alters_data = bulk_update.alters_data = True  # type: ignore[attr-defined]
    update_or_create.alters_data = bulk_create.alters_data = True  # type: ignore[attr-defined]


class AppendOnly(models.Model):
    """Its `objects` must be an AppendOnlyQuerySet's manager, and Meta must extend this Meta."""

    class Meta:
        abstract = True
        # So that a cascade from elsewhere meets the same closed doors.
        base_manager_name = "objects"

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        # A deletion that starts elsewhere asks no manager for the rows that it takes along. It asks this.
        pre_delete.connect(_refuse_deletion, sender=cls)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        _refuse(type(self))

    def _do_update(self, base_qs: models.QuerySet[Any], using: str, pk_val: Any, *_rest: Any) -> bool:  # type: ignore[override]
        """Django saves by trying an update first, fixtures included. A row that is there stays as it is."""
        if base_qs.using(using).filter(pk=pk_val).exists():
            _refuse(type(self))
        return False
