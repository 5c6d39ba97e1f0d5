"""Files that are sent here. Whatever a form takes is small, so nothing is written to a disk."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

# More bytes than any form takes.
KEPT = 1_000_000


class Bounded(FileUploadHandler):
    """Keeps of a file one byte more than it may have: enough for a form to say that it is too large."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.kept.write(raw_data[: KEPT + 1 - self.kept.tell()])

    def file_complete(self, file_size: int) -> Any:
        size = self.kept.tell()
        self.kept.seek(0)
        name = self.file_name or ""
        return InMemoryUploadedFile(
            self.kept, self.field_name, name, self.content_type, size, self.charset, self.content_type_extra
        )
