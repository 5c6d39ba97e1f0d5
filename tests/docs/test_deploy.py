"""docs/deploy.md against what the project reads of its environment."""

import ast
import re
from collections.abc import Iterator

from django.conf import settings

from tests.docs import markdown
from tracker.bootstrap import ROOT

DOCUMENT = "docs/deploy.md"
NAME = re.compile(r"`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[A-Z]{4,})`")


def variables() -> set[str]:
    """The names that tracker/ reads, by `environment.…("NAME")`, `os.environ.…("NAME")` and the like."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "tracker").glob("*.py")]
    return {name for tree in trees for node in ast.walk(tree) for name in _read_by(node)}


def _read_by(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.Call(func=ast.Attribute(value=owner), args=[ast.Constant(value=str(name)), *_]):
            pass
        case ast.Subscript(value=owner, slice=ast.Constant(value=str(name))):
            pass
        case ast.Compare(left=ast.Constant(value=str(name)), ops=[ast.In()], comparators=[owner]):
            pass
        case _:
            return
    if ast.unparse(owner) in ("environment", "os.environ"):
        yield name


def test_the_project_reads_its_environment() -> None:
    assert {"DATABASE_URL", "CACHE_URL", "SECRET_KEY", "ALLOWED_HOSTS", "DEBUG", "HTTPS"} <= variables()


def test_every_variable_that_is_read_has_a_row() -> None:
    rows = markdown.section(DOCUMENT, "Environment variables").rows()
    missing = [f"| `{name}` | … |" for name in sorted(variables() - rows.keys())]
    assert not missing, f"{DOCUMENT}, Environment variables, lacks: {', '.join(missing)}"


def test_every_row_is_a_variable_that_is_read() -> None:
    rows = markdown.section(DOCUMENT, "Environment variables").rows()
    assert rows.keys() - variables() == set()


def test_every_setting_that_the_documents_name_exists() -> None:
    named = {(markdown.name(path), name) for path in markdown.paths() for name in NAME.findall(path.read_text("utf-8"))}
    known = variables() | {name for name in dir(settings) if name.isupper()}
    elsewhere = {"LICENSE", "EDTF", "NULL"}
    of_calendars = {"DTSTART", "DTEND", "DTSTAMP", "SEQUENCE", "SUMMARY", "DESCRIPTION", "CATEGORIES", "STATUS"}
    of_calendars |= {"TENTATIVE", "CONFIRMED", "CANCELLED"}
    known |= elsewhere | of_calendars
    assert sorted(f"{path}: {name}" for path, name in named if name not in known) == []
