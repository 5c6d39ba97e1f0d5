"""A source that is described in passing, on the form of the claim that is drawn from it."""

from missions.actions import slugs, sources
from missions.admin.fields import SourceFields
from missions.models import Source

COLUMNS = ("title", "publisher", "author", "published", "url", "reliability")


class NewSourceForm(SourceFields):
    """Nothing is asked where nothing is typed. The slug follows from the title."""

    class Meta:
        model = Source
        fields = ("title", "publisher", "author", "url", "reliability")

    def describes(self, source: Source) -> bool:
        """Whether it says of that source what is there. What was typed is valid."""
        return all(getattr(self.instance, name) == getattr(source, name) for name in COLUMNS)

    def save_new(self, by: str) -> Source:
        """Raises ValidationError where it breaks a rule; then nothing is written."""
        source: Source = self.instance
        source.slug = slugs.free(Source, source.title)
        sources.revise(source=source, by=by)
        return source
