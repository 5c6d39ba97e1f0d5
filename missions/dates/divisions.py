"""The months of a year, and what a year is otherwise divided into, by the numbers that EDTF gives them."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, date

from missions.dates.errors import Unreadable
from missions.vocabulary import Precision

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Division:
    """A numbered stretch of a year: whole months, `first` counted from 1, running into the next year if need be."""

    name: str
    first: int
    months: int
    precision: Precision

    def window(self, year: int) -> tuple[date, date]:
        years, month = divmod(self.first + self.months - 2, 12)
        if year + years > MAXYEAR:
            raise Unreadable("runs past the year 9999")
        return date(year, self.first, 1), last_of_month(year + years, month + 1)


# Seasons are the northern, meteorological ones. The seasons by hemisphere, 25 to 32, are left out: `2024-25` and
# `2030-31` are how people write two years, and would pass for a spring and for an autumn.
DIVISIONS = {
    "21": Division("spring", 3, 3, Precision.SEASON),
    "22": Division("summer", 6, 3, Precision.SEASON),
    "23": Division("autumn", 9, 3, Precision.SEASON),
    "24": Division("winter", 12, 3, Precision.SEASON),
    "33": Division("first quarter", 1, 3, Precision.QUARTER),
    "34": Division("second quarter", 4, 3, Precision.QUARTER),
    "35": Division("third quarter", 7, 3, Precision.QUARTER),
    "36": Division("fourth quarter", 10, 3, Precision.QUARTER),
    "37": Division("first third", 1, 4, Precision.TERM),
    "38": Division("second third", 5, 4, Precision.TERM),
    "39": Division("last third", 9, 4, Precision.TERM),
    "40": Division("first half", 1, 6, Precision.HALF),
    "41": Division("second half", 7, 6, Precision.HALF),
}
# As people name them, with the numbers above.
SEASONS = {
    division.name: int(number) for number, division in DIVISIONS.items() if division.precision is Precision.SEASON
}
SEASONS["fall"] = SEASONS["autumn"]
ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
# Parts of a year, by the third of it that they mean, and of a decade, by the last digits of their years.
THIRDS = {
    "early": 37, "beginning": 37, "start": 37, "mid": 38, "middle": 38, "late": 39, "end": 39,
}  # fmt: skip
DECADE_PARTS = {
    "early": "04", "beginning": "04", "start": "04", "mid": "37", "middle": "37", "late": "59", "end": "59",
}  # fmt: skip


def last_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
