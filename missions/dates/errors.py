"""What can be wrong with a date."""


class BadDate(ValueError):
    """A text that is no date of the tracker. The message is for people: the complaint, and the nearest right form.

    `nearest` is that form, None where nothing could be guessed.
    """

    def __init__(self, complaint: str, nearest: str | None = None) -> None:
        super().__init__(f"{complaint} Did you mean {nearest!r}?" if nearest else complaint)
        self.complaint = complaint
        self.nearest = nearest


class Unreadable(Exception):
    """What is wrong with a text, as the rest of a sentence that begins with the text. Never leaves the package."""
