"""The slug of a row that an editor names by its title alone."""

import re
from itertools import count

from django.db.models import Model
from django.utils.text import slugify

from missions.vocabulary import RESERVED_SLUGS

# So that a number fits behind it.
_LONGEST = 58


def free(model: type[Model], title: str) -> str:
    """Made of the title, with a number behind it where it is taken, or another address. One query."""
    wanted = re.sub("[-_]+", "-", slugify(title))[:_LONGEST].strip("-") or str(model._meta.model_name)
    taken = {*RESERVED_SLUGS, *model._default_manager.filter(slug__startswith=wanted).values_list("slug", flat=True)}
    names = (wanted if number == 1 else f"{wanted}-{number}" for number in count(1))
    return next(name for name in names if name not in taken)
