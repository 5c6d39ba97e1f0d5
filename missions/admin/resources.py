"""Rows of a file become sources and claims, one by one: each is found, refused, or made by its action.

The package is a library here, and no app of the settings: that would bring commands that write past the actions.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Resource
from import_export.results import Result
from tablib import Dataset

from missions.actions import claims, sources
from missions.actions.portraits import is_told
from missions.admin.columns import taken_fields
from missions.admin.forms import check_said, placed
from missions.admin.sheets import Sheet
from missions.models import Claim, Source
from missions.seeds.mistakes import shown
from missions.vocabulary import Outcome, Rank


class Rows(Resource):  # type: ignore[misc]  # the package has no types
    """`by` is the editor's account, `may` the permissions that it has, such as "add_claim".

    Its writes belong into a transaction that is taken back where one row is refused.
    """

    model: type[Source | Claim]

    class Meta:
        instance_loader_class = BaseInstanceLoader
        using_db = "default"
        use_transactions = False
        skip_diff = True

    def __init__(self, by: str, may: frozenset[str]) -> None:
        super().__init__()
        self.fields = taken_fields(self.model)
        self.by, self.may = by, may
        # Of rows that are there already, or follow from another: what is to be said of them, by position.
        self.notes: dict[int, str] = {}
        self._made: dict[Any, int] = {}
        self._position = 0

    def take(self, sheet: Sheet) -> Result:
        """Of each line what became of it, in order. What nobody foresaw is raised."""
        self._sheet = sheet
        rows = [[line.cells.get(name, "") for name in sheet.columns] for line in sheet.lines]
        result = self.import_data(Dataset(*rows, headers=[*sheet.columns]))
        unforeseen = [*result.base_errors, *(error for row in result.rows for error in row.errors)]
        if unforeseen:
            raise unforeseen[0].error
        return result

    def before_import_row(self, row: Mapping[str, str], row_number: int = 0, **_: Any) -> None:
        self._position = row_number - 1
        wrong = self._sheet.lines[self._position].wrong
        if wrong:
            raise _by_column((one.column, one.text) for one in wrong)

    def get_or_init_instance(self, instance_loader: Any, row: Mapping[str, str]) -> tuple[Any, bool]:
        """Always a new row: what is there is never changed."""
        return self.model(), True

    def skip_row(
        self, instance: Any, original: Any, row: Mapping[str, str], import_validation_errors: Any = None
    ) -> bool:
        """Whether it is there already. Raises ValidationError where it is there with other values."""
        found = None if import_validation_errors else self.find(instance, row)
        if found is None:
            return False
        other = {
            name: f"It is there with another {name}: {shown(str(there)) if there else 'none'}"
            for name, field in self.fields.items()
            if name in self.compared(row) and (there := field.export(found)) != field.export(instance)
        }
        if other and self.must_be_alike(instance, found):
            raise ValidationError(other)
        self.say(instance, found)
        return True

    def save_instance(self, instance: Any, is_new: bool, row: Mapping[str, str], **_: Any) -> None:  # noqa: FBT001 - its
        kind = str(self.model._meta.model_name)
        if f"add_{kind}" not in self.may:
            raise ValidationError(f"This account may not add {self.model._meta.verbose_name_plural}.")
        try:
            self.make(instance)
        except ValidationError as refused:
            raise _by_column(placed(refused)) from refused
        self._made[instance.pk] = self._sheet.lines[self._position].number

    def say(self, instance: Any, found: Any) -> None:
        if found.pk in self._made:
            self.notes[self._position] = f"The same as row {self._made[found.pk]}."

    def compared(self, row: Mapping[str, str]) -> set[str]:
        return set(row)

    def must_be_alike(self, instance: Any, found: Any) -> bool:
        return True

    def find(self, instance: Any, row: Mapping[str, str]) -> Any:
        raise NotImplementedError

    def make(self, instance: Any) -> None:
        raise NotImplementedError


class SourceRows(Rows):
    model = Source

    def find(self, instance: Source, row: Mapping[str, str]) -> Source | None:
        return Source.objects.filter(slug=instance.slug).select_related("republication_of").first()

    def compared(self, row: Mapping[str, str]) -> set[str]:
        # Of what is handed out nowhere, the value that is there would be shown.
        return set(row) - {field.name for field in Source._meta.concrete_fields if not is_told(field)}

    def make(self, instance: Source) -> None:
        sources.revise(source=instance, by=self.by)


class ClaimRows(Rows):
    model = Claim

    def get_or_init_instance(self, instance_loader: Any, row: Mapping[str, str]) -> tuple[Any, bool]:
        claim, is_new = super().get_or_init_instance(instance_loader, row)
        claim.withdrawn = ""
        return claim, is_new

    def find(self, instance: Any, row: Mapping[str, str]) -> Claim | None:
        """By its id; else the one that says the same."""
        there = Claim.objects.for_page()
        return there.filter(pk=instance.pk).first() or there.saying_the_same(instance).first()

    def compared(self, row: Mapping[str, str]) -> set[str]:
        return set(row) - {"withdrawn"}

    def must_be_alike(self, instance: Claim, found: Claim) -> bool:
        """One that says the same under another id is the same claim, however it is weighed."""
        return instance.pk == found.pk

    def say(self, instance: Any, found: Claim) -> None:
        if instance.withdrawn and not found.withdrawal_or_none:
            text = "It is there, and not withdrawn. Withdraw it on its page; an import changes no claim."
            raise ValidationError({"withdrawn": text})
        super().say(instance, found)
        if found.withdrawal_or_none and not instance.withdrawn:
            self.notes.setdefault(self._position, "It is withdrawn.")

    def make(self, instance: Any) -> None:
        if instance.withdrawn and "add_withdrawal" not in self.may:
            raise ValidationError({"withdrawn": "This account may not withdraw claims. Leave the cell blank."})
        try:
            check_said(instance.asserted_on)
        except ValidationError as refused:
            raise ValidationError({"asserted_on": refused.messages}) from refused
        claim = claims.record(
            milestone=instance.milestone,
            source=instance.source,
            outcome=Outcome(instance.outcome),
            asserted_on=instance.asserted_on,
            statement=instance.statement,
            date=instance.date,
            claimant=instance.claimant,
            speaker=instance.speaker,
            span=(instance.span_start, instance.span_end),
            span_sha256=instance.span_sha256,
            rank=Rank(instance.rank),
            reason=instance.reason,
            by=self.by,
            key=instance.pk,
        )
        if instance.withdrawn:
            claims.withdraw(claim=claim, reason=instance.withdrawn, by=self.by)


def _by_column(faults: Iterable[tuple[str | None, str]]) -> ValidationError:
    told: dict[str, list[str]] = {}
    for column, text in faults:
        told.setdefault(column or NON_FIELD_ERRORS, []).append(text)
    return ValidationError(told)


RESOURCES: dict[str, type[Rows]] = {"source": SourceRows, "claim": ClaimRows}
