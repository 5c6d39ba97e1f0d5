"""The slugs of the rows made for the contract run: more of each kind than a comma list takes."""

MADE = 60
MODELS = ("agency", "milestone", "program", "source", "vehicle")


def slugs(model: str) -> list[str]:
    return [f"made-{model}-{number}" for number in range(MADE)]
