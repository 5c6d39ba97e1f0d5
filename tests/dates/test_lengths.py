from datetime import date

import pytest

from missions.dates import between, length


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2022-12-31", "2026-11-20", "3 years 10 months"),
        ("2022-12-31", "2023-01-01", "1 day"),
        ("2022-12-31", "2023-01-30", "30 days"),
        ("2022-12-31", "2023-01-31", "1 month"),
        ("2023-01-31", "2023-02-28", "28 days"),
        ("2023-01-31", "2023-03-01", "1 month"),
        ("2024-02-29", "2025-02-27", "11 months"),
        ("2024-02-29", "2025-02-28", "1 year"),
        ("2024-02-29", "2027-02-28", "3 years"),
        ("2024-02-29", "2028-02-28", "3 years 11 months"),
        ("2024-02-29", "2028-02-29", "4 years"),
        ("2023-02-28", "2024-02-28", "1 year"),
        ("2023-01-29", "2023-02-28", "30 days"),
        ("2024-02-29", "2025-03-01", "1 year"),
        ("2024-12-31", "2025-12-31", "1 year"),
        ("2024-12-31", "2026-12-31", "2 years"),
        ("2024-12-31", "2027-02-01", "2 years 1 month"),
        ("2024-12-31", "2024-12-31", "0 days"),
        ("0001-01-01", "9999-12-31", "9998 years 11 months"),
    ],
)
def test_a_length_of_time_in_whole_years_and_months_or_in_days(start: str, end: str, words: str) -> None:
    assert length(date.fromisoformat(start), date.fromisoformat(end)) == words


@pytest.mark.parametrize(
    ("least", "most", "words"),
    [
        ("1 year", "3 years", "1 to 3 years"),
        ("4 days", "4 days", "4 days"),
        ("2 months", "11 months", "2 to 11 months"),
        ("11 months", "2 years", "11 months to 2 years"),
        ("1 year", "2 years 3 months", "1 year to 2 years 3 months"),
        ("1 year 2 months", "2 years 2 months", "1 year 2 months to 2 years 2 months"),
    ],
)
def test_two_lengths_as_one(least: str, most: str, words: str) -> None:
    assert between(least, most) == words
