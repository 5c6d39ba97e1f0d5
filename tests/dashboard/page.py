"""What the page says, as a test asks for it."""

import html
import re
from html.parser import HTMLParser
from typing import Any


def text(response: Any) -> str:
    """The words of the page, without its tags, each blank one space."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def rows(response: Any, caption: str) -> list[list[str]]:
    """The cells of the table whose caption begins so; none where there is no such table."""
    for table in re.findall(r"<table.*?</table>", response.content.decode(), re.DOTALL):
        if re.search(rf"<caption>\s*{re.escape(caption)}", table):
            body = re.search(r"<tbody[^>]*>(.*)</tbody>", table, re.DOTALL)
            return [cells(row) for row in re.findall(r"<tr[^>]*>(.*?)</tr>", body[1] if body else "", re.DOTALL)]
    return []


def cells(row: str) -> list[str]:
    found = re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
    return [" ".join(html.unescape(re.sub(r"<[^>]+>", " ", cell)).split()) for cell in found]


def links(response: Any) -> list[str]:
    return [html.unescape(link) for link in re.findall(r'<a[^>]* href="([^"]*)"', response.content.decode())]


class Outline(HTMLParser):
    """The headings of a page by level, its ids, and what was opened and never closed."""

    EMPTY = {"meta", "link", "input", "br"}

    def __init__(self, response: Any) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.ids: list[str] = []
        self.pointed_at: set[str] = set()
        self.open: list[str] = []
        self.feed(response.content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if re.fullmatch("h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag not in self.EMPTY:
            self.open.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name in {"for", "aria-labelledby", "aria-describedby"}:
                self.pointed_at |= set((value or "").split())

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
