from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Max, Q

from missions.models.change import Change
from missions.models.columns import (
    SKETCH_LENGTH,
    bound_column,
    check_fuzzy_date,
    date_bounded,
    edtf_column,
    fuzzy_date,
    hash_form,
    plain_text,
    sketch_form,
    slug_column,
    term_column,
    term_known,
    text_column,
)
from missions.models.named import Named, NamedManager
from missions.vocabulary import Reliability, Resource


def copied_then(known_at: datetime | None) -> Mapping[str, bool]:
    """Of the sources that have since become a copy or ceased to be one, whether they were one at that instant, by slug.

    The record of changes tells. One query, and few sources; none without an instant.
    """
    if known_at is None:
        return {}
    # The last first, so that of several the first has the last word.
    since = Change.objects.filter(resource=Resource.SOURCE.value, before__isnull=False, at__gt=known_at)
    originals = ("before__republication_of", "after__republication_of")
    told = since.order_by("-number").values_list("key", *originals)
    return {slug: was is not None for slug, was, became in told if was != became}


class Source(Named):
    """A document that was read. Its text is not kept; its hash is."""

    slug = slug_column()
    title = text_column(200)
    publisher = text_column(120, "Who published it. Blank: not stated.", blank=True)
    author = text_column(120, "Who wrote it. Blank: not stated.", blank=True)
    published_edtf = edtf_column("When it was published, in EDTF. Blank: not stated.")
    published_earliest = bound_column("First day of that date.")
    published_latest = bound_column("Last day of that date.")
    url = models.URLField(max_length=500, blank=True, validators=[plain_text])
    sha256 = models.CharField(max_length=64, blank=True, validators=[hash_form], help_text="Of the file that was read.")
    characters = models.PositiveIntegerField(null=True, blank=True, help_text="Length of its text, in code points.")
    sketch = models.CharField(
        max_length=SKETCH_LENGTH,
        blank=True,
        default="",
        editable=False,
        validators=[sketch_form],
        help_text="Hashes of a sample of its runs of words, by which a copy is recognised. Empty: not made.",
    )
    republication_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="republications",
        help_text="The document of which this is a copy. Its claims count for nothing more.",
    )
    reliability = term_column(Reliability)

    published = fuzzy_date("published")

    objects: ClassVar[NamedManager["Source"]] = NamedManager()  # type: ignore[assignment]

    class Meta:
        ordering = ("slug",)
        constraints = (
            date_bounded("source", "published"),
            term_known("source", "reliability", Reliability),
            models.CheckConstraint(
                name="source_not_its_own_copy",
                condition=Q(republication_of__isnull=True) | ~Q(republication_of=F("id")),
                violation_error_message="A document is not a republication of itself.",
            ),
            models.UniqueConstraint(
                name="source_read_once",
                fields=("sha256",),
                condition=~Q(sha256=""),
                violation_error_message="A source with this hash is there already: it is the same document.",
            ),
        )

    def clean(self) -> None:
        check_fuzzy_date(self, "published")
        self._check_original()
        if self.pk:
            self._check_claims()

    def _check_original(self) -> None:
        if self.republication_of_id is None:
            return
        # One that is not there, the field complains of.
        original = Source.objects.filter(pk=self.republication_of_id).first()
        if original and original.republication_of_id:
            raise ValidationError({"republication_of": f"{original} is a copy itself. Name the original."})
        if self.pk and self.republications.exists():
            raise ValidationError({"republication_of": "Others are copies of this source, so it is no copy itself."})

    def _check_claims(self) -> None:
        """Against the claims that are there already, what `Claim.clean` checks of a new one."""
        drawn = self.claims.aggregate(end=Max("span_end"), said=Max("asserted_on_earliest"))
        if drawn["end"] and self.characters is not None and self.characters < drawn["end"]:
            raise ValidationError({"characters": f"A claim of it stands on a span that ends at {drawn['end']}."})
        if drawn["said"] and self.published_latest and self.published_latest < drawn["said"]:
            raise ValidationError(f"A claim of it was made on {drawn['said']} or after: it was published no earlier.")
