from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from missions.api.serializers.values import (
    Chosen,
    FuzzyDateSerializer,
    ListField,
    ReferenceSerializer,
    SaidField,
    SelfField,
    TermField,
)
from missions.models import Claim
from missions.vocabulary import Outcome, Rank, Reliability


class SourceSerializer(Chosen):
    """A document that was read. Its text is not kept; its hash is."""

    slug = serializers.CharField()
    url = SelfField()
    title = serializers.CharField()
    publisher = SaidField(help_text="Who published it. Null: not stated.")
    author = SaidField(help_text="Who wrote it. Null: not stated.")
    published = FuzzyDateSerializer(allow_null=True, help_text="When. Null: not stated.")
    address = SaidField(source="url", help_text="Where it was published. Null: not known.")
    sha256 = SaidField(help_text="Hash of the file that was read, in hexadecimal. Null: not kept.")
    characters = serializers.IntegerField(allow_null=True, help_text="Length of its text, in code points.")
    republication_of = ReferenceSerializer(
        allow_null=True, help_text="The document of which it is a copy. Its claims then count for nothing more."
    )
    reliability = TermField(choices=Reliability.meanings())
    claims = ListField("claims/?source={slug}", help_text="What was drawn from it.")


class SpanSerializer(serializers.Serializer[Any]):
    """Where in its source's text a claim stands."""

    start = serializers.IntegerField(source="span_start", help_text="In code points, from 0.")
    end = serializers.IntegerField(source="span_end", help_text="The code point after its last.")
    sha256 = SaidField(source="span_sha256", help_text="Of the span's UTF-8 bytes: the hash, or its first 16 digits.")


class WithdrawalSerializer(serializers.Serializer[Any]):
    """That a claim no longer counts."""

    at = serializers.DateTimeField(source="recorded_at", help_text="Since when (UTC).")
    reason = serializers.CharField(help_text="What was wrong with it.")


class ClaimSerializer(Chosen):
    """What one source says of one milestone."""

    id = serializers.UUIDField()
    url = SelfField()
    milestone = ReferenceSerializer()
    source = ReferenceSerializer()  # type: ignore[assignment]  # a field of that name
    claimant = ReferenceSerializer(allow_null=True, help_text="Who says so. Null: the document in its own voice.")
    speaker = SaidField(help_text="The person who spoke for the claimant. Null: nobody is named.")
    asserted_on = FuzzyDateSerializer(help_text="When it was said. It counts from the last day of this.")
    outcome = TermField(choices=Outcome.meanings())
    date = FuzzyDateSerializer(allow_null=True, help_text="The target, or when it came, by `outcome`. Null: not told.")
    statement = serializers.CharField(help_text="What is claimed, in the tracker's own words.")
    span = serializers.SerializerMethodField(help_text="Where it stands in its source. Null: not kept.")
    rank = TermField(choices=Rank.meanings())
    reason = SaidField(help_text="Why it has its rank, or what is doubtful about it.")
    counts = serializers.SerializerMethodField(
        help_text="Whether it makes standings: not deprecated, not withdrawn, and not a republication's."
    )
    recorded_at = serializers.DateTimeField(help_text="When this tracker took it in (UTC).")
    withdrawn = serializers.SerializerMethodField(help_text="Null: it stands, by what was known.")

    @extend_schema_field(SpanSerializer(allow_null=True))
    def get_span(self, claim: Claim) -> dict[str, Any] | None:
        return None if claim.span_start is None else SpanSerializer(claim).data

    def get_counts(self, claim: Claim) -> bool:
        return claim.counts(self.context["known_at"], self.context["copied_then"])

    @extend_schema_field(WithdrawalSerializer(allow_null=True))
    def get_withdrawn(self, claim: Claim) -> dict[str, Any] | None:
        found = claim.withdrawal_by(self.context["known_at"])
        return WithdrawalSerializer(found).data if found else None
