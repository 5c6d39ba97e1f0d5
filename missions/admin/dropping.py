"""The form by which a document is dropped: its text, and what is known of it."""

from base64 import b64decode, b64encode
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.core.exceptions import ValidationError
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.html import format_html
from django.utils.safestring import SafeString

from missions import clock
from missions.actions import reviews
from missions.admin import links
from missions.admin.fields import EdtfField, SourceFields, date_help
from missions.admin.keeping import show
from missions.models import Review, Source
from missions.models.cataloguing import likeness
from missions.proposals import Likeness
from missions.seeds.documents import LARGEST, BadDocument, check_size, decoded
from missions.vocabulary import Reliability

DOCUMENT = ("text", "file")
BIBLIOGRAPHY = ("title", "publisher", "author", "published", "url", "reliability")


class DropForm(SourceFields):
    """A document on its way to its review.

    What was read of a file stays in the page, as `kept`, while there is something to mend or to ask. `likeness` is the
    slug of the source of which the page has said that the document is like it; `told_of` are the keys of those of which
    it has said that they are called so already.
    """

    required_css_class = "required"

    text = forms.CharField(
        required=False,
        strip=False,
        widget=AdminTextareaWidget({"rows": 14}),
        help_text="Paste the article: its words, without what stands around them on the page.",
    )
    file = forms.FileField(
        required=False,
        allow_empty_file=True,
        label="Or a file",
        widget=forms.FileInput({"accept": ".txt,text/plain"}),
        help_text=f"A plain text in UTF-8 of at most {LARGEST:,} bytes.",
    )
    published = EdtfField(
        required=False,
        help_text=date_help("When it was published. Blank: not stated; then “next year” and the like are not read."),
    )
    republication_of = forms.ModelChoiceField(
        Source.objects.none(),
        required=False,
        empty_label="None: its claims count",
        help_text="The claims of a republication are kept, and count for nothing.",
    )
    likeness = forms.CharField(required=False, widget=forms.HiddenInput)
    told_of = forms.CharField(required=False, widget=forms.HiddenInput)
    kept = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Source
        fields = ("title", "publisher", "author", "url", "reliability")
        widgets = {name: AdminTextInputWidget() for name in ("title", "publisher", "author")}
        help_texts = {"title": "As it stands above the document."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reliability: Any = self.fields["reliability"]
        reliability.choices = [*BLANK_CHOICE_DASH, *Reliability.choices()]
        self.content = b""
        self.like: Likeness | None = None
        # How long the text is that the page keeps of a file.
        self.characters_kept = 0
        self.original = self._offer(self.data.get("likeness", ""))

    @property
    def share(self) -> str:
        return f"{self.like.share:.0%}" if self.like else ""

    @property
    def known(self) -> Source | None:
        """The source that is the very same document."""
        return Source.objects.get(slug=self.like.slug) if self.like and self.like.is_same else None

    @property
    def asks(self) -> bool:
        """Whether the document is nearly the same as a source of which the page has not said so yet."""
        return self.like is not None and self.like.slug != self.cleaned_data.get("likeness")

    def clean(self) -> dict[str, Any] | None:
        told = super().clean()
        place = "file" if self.cleaned_data.get("file") else "text"
        try:
            self._read()
        except BadDocument as bad:
            self.add_error(place, f"The document {bad}")
        except ValidationError as error:
            self.add_error(place, error)
        if self.like and not self.asks:
            self.instance.republication_of = self.cleaned_data.get("republication_of")
        return told

    def ask(self, like: Likeness) -> None:
        """Makes the form offer the source that the document is like, or of which that is a copy, as its original."""
        self.original = self._offer(like.slug)
        show(self, "likeness", like.slug)
        show(self, "republication_of", self.original.pk if self.original else "")

    def begin(self, by: str) -> Review | None:
        """None where that breaks a rule: nothing is written, and the form says which."""
        try:
            self._ask_of_alike()
            return reviews.begin(source=self.instance, content=self.content, at=clock.now(), by=by)
        except ValidationError as refused:
            for message in refused.messages:
                self.add_error(None, message)
            return None

    def _ask_of_alike(self) -> None:
        """Raises ValidationError, once, where the article may be here already: a claim of it was recorded by hand, or
        a letter of it was another.
        """
        named = [self.cleaned_data["likeness"], *([self.original.slug] if self.original else [])]
        found = list(self.alike().exclude(slug__in=named))
        keys = [str(source.pk) for source in found]
        if set(keys) - set(self.cleaned_data["told_of"].split()):
            show(self, "told_of", " ".join(keys))
            raise ValidationError([_source_is_there(source) for source in found])

    def _offer(self, slug: str) -> Source | None:
        found = Source.objects.select_related("republication_of").filter(slug=slug).first()
        original = (found.republication_of or found) if found else None
        field: Any = self.fields["republication_of"]
        field.queryset = Source.objects.filter(pk=original.pk) if original else Source.objects.none()
        return original

    def _read(self) -> None:
        content = self._content()
        text = decoded(content)
        self.content, self.like = content, likeness(content, text)
        if not self.cleaned_data.get("text"):
            self.characters_kept = len(text)
            show(self, "kept", b64encode(content).decode())

    def _content(self) -> bytes:
        file, text, kept = (self.cleaned_data.get(name) for name in ("file", "text", "kept"))
        if file and text:
            raise ValidationError("Paste the text, or choose a file: not both.")
        if file:
            check_size(file.size)
            content: bytes = file.read()
            return content
        if text:
            # Browsers send each line end as two characters. The document has one.
            return str(text).replace("\r\n", "\n").encode()
        if kept:
            return _unpacked(kept)
        raise ValidationError("Paste the text of the document, or choose its file.")


def _source_is_there(source: Source) -> SafeString:
    return format_html(
        "Nothing was read: a source of this title and date is here already, {}. If it is this document, record further "
        "claims of that source by hand: of two, each would be counted. If it is another one, send it once more.",
        links.to(source, str(source)),
    )


def _unpacked(kept: str) -> bytes:
    try:
        return b64decode(kept, validate=True)
    except ValueError as error:
        raise ValidationError("The page has lost the text. Paste it, or choose its file, once more.") from error
