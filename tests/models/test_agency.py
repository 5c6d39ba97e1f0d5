"""An agency may be a part of another one, and never of itself."""

import pytest
from django.core.exceptions import ValidationError

from missions.models import Agency
from tests.factories import AgencyFactory

pytestmark = pytest.mark.django_db


def chain(length: int) -> list[Agency]:
    """Agencies of which each is a part of the one before it."""
    agencies: list[Agency] = []
    for _ in range(length):
        agencies.append(AgencyFactory.create(parent=agencies[-1] if agencies else None))
    return agencies


@pytest.mark.parametrize("length", [1, 2, 4])
def test_an_agency_that_would_be_a_part_of_itself_is_refused(length: int) -> None:
    agencies = chain(length)
    first = agencies[0]
    first.parent = agencies[-1]
    with pytest.raises(ValidationError) as error:
        first.full_clean()
    assert error.value.message_dict == {"parent": ["It would be a part of itself."]}


def test_an_agency_moves_anywhere_else() -> None:
    top, middle, low = chain(3)
    other = AgencyFactory.create()
    for agency, parent in [(low, top), (middle, other), (top, None)]:
        agency.parent = parent
        agency.full_clean()


def test_a_new_agency_is_a_part_of_any() -> None:
    AgencyFactory.build(parent=chain(3)[-1]).full_clean()


def test_a_circle_of_others_keeps_nobody() -> None:
    """Two editors at once may close one."""
    one, other = chain(2)
    Agency.objects.filter(pk=one.pk).update(parent=other)
    AgencyFactory.build(parent=other).full_clean()
