"""YAML into values that remember their lines.

A scalar stays the text that was written: the table of its entry decides whether it is a number, a flag or a date.
(YAML would read the country NO as false, and the hash 0123456701234567 as an octal number.)
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml
from yaml.composer import ComposerError
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from yaml.reader import ReaderError

from missions.seeds.mistakes import Mistake, shown

NULL = "tag:yaml.org,2002:null"


@dataclass(frozen=True, slots=True)
class Value:
    """What stands at a line (from 1): nothing, a scalar as written, a list, or a mapping.

    The value of a key has the line of the key.
    """

    data: str | list[Value] | dict[str, Value] | None
    line: int

    @property
    def blank(self) -> bool:
        return self.data in (None, "", [])

    @property
    def sort(self) -> str:
        """What this is, in words, for messages."""
        match self.data:
            case None:
                return "nothing"
            case str():
                return f"the text {shown(self.data)}"
            case list():
                return "a list"
            case dict():
                return "a mapping"


def load(path: Path, file: str, mistakes: list[Mistake]) -> Value | None:
    """The file's value; None, and a mistake noted under the name `file`, where it cannot be read."""
    try:
        content = path.read_bytes()
    except OSError as error:
        mistakes.append(Mistake(file, 1, f"cannot be read: {error.strerror}"))
        return None
    return parse(content, file, mistakes)


def parse(content: bytes, file: str, mistakes: list[Mistake]) -> Value | None:
    """As `load`, of a file's bytes."""
    try:
        text = content.decode()
        node = _Loader(text).get_single_node()
        return Value(None, 1) if node is None else _value(node, file, mistakes)
    except UnicodeDecodeError as error:
        mistakes.append(Mistake(file, error.object[: error.start].count(b"\n") + 1, "is not UTF-8"))
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        mistakes.append(Mistake(file, line, f"is not YAML: the character U+{ord(text[error.position]):04X}"))
    except yaml.MarkedYAMLError as error:
        mistakes.append(_syntax_mistake(file, error))
    except RecursionError:
        mistakes.append(Mistake(file, 1, "is nested too deeply"))
    return None


class _Loader(yaml.SafeLoader):
    def compose_node(self, parent: Node | None, index: int) -> Node | None:
        # An alias has the lines of another place, and one inside its own anchor never ends.
        if self.check_event(yaml.AliasEvent):
            mark = self.get_event().start_mark  # type: ignore[no-untyped-call]
            raise ComposerError(None, None, "an alias (*name) is not allowed: write the value out", mark)
        return super().compose_node(parent, index)


def _syntax_mistake(file: str, error: yaml.MarkedYAMLError) -> Mistake:
    mark = error.problem_mark or error.context_mark
    words = ", ".join(part for part in (error.context, error.problem) if part)
    return Mistake(file, mark.line + 1 if mark else 1, f"is not YAML: {words}")


def _value(node: Node, file: str, mistakes: list[Mistake], line: int | None = None) -> Value:
    line = line or node.start_mark.line + 1
    match node:
        case MappingNode():
            return Value(_mapping(node, file, mistakes), line)
        case SequenceNode():
            return Value([_value(item, file, mistakes) for item in node.value], line)
        case _:
            return Value(None if node.tag == NULL else str(node.value), line)


def _mapping(node: MappingNode, file: str, mistakes: list[Mistake]) -> dict[str, Value]:
    mapping: dict[str, Value] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, ScalarNode):
            mistakes.append(Mistake(file, line, "a key must be a word, not a list or a mapping"))
        elif key.value in mapping:
            first = mapping[key.value].line
            mistakes.append(Mistake(file, line, f"the key {shown(key.value)} stands twice; first on line {first}"))
        else:
            mapping[key.value] = _value(value, file, mistakes, line)
    return mapping
