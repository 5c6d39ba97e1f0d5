from datetime import date

import pytest

from missions.dates import length


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2022-12-31", "2026-11-20", "3 years 10 months"),
        ("2022-12-31", "2023-01-01", "1 day"),
        ("2022-12-31", "2023-01-30", "30 days"),
        ("2022-12-31", "2023-01-31", "1 month"),
        ("2023-01-31", "2023-02-28", "28 days"),
        ("2023-01-31", "2023-03-01", "1 month"),
        ("2024-02-29", "2025-02-28", "11 months"),
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
