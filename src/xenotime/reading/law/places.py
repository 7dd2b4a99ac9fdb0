"""Find the line of every key and every element in a piece of TOML."""

import contextlib
import re

Path = tuple[str | int, ...]
TOKEN = re.compile(
    r"""
    (?P<space>[ \t\r]+) | (?P<newline>\n) | (?P<comment>\#[^\n]*)
    | (?P<string>\"{3}(?:\\.|[^\\])*?\"{3,5} | '{3}.*?'{3,5} | "(?:\\.|[^"\\\n])*" | '[^'\n]*')
    | (?P<mark>[\[\]{},=]) | (?P<bare>[^\s\[\]{},=\#"']+) | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
CLOSERS = {"[": "]", "{": "}"}


def lines_in(text: str) -> dict[Path, int]:
    r"""The line, from one, of every key and element of a text that is known to be good TOML.

    >>> lines_in("a = 1\nb = [\n  { c = 2 },\n]")[("b", 0, "c")]
    3
    """
    walk = _Walk(_tokens(text))
    with contextlib.suppress(IndexError, RecursionError):
        walk.document()
    return walk.lines


def _tokens(text: str) -> list[tuple[str, str, int]]:
    line, found = 1, []
    for match in TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind not in {"space", "comment"}:
            found.append((kind, match[0], line))
        line += match[0].count("\n")
    return found


class _Walk:
    """A walk over the tokens that notes where each key and element begins."""

    def __init__(self, tokens: list[tuple[str, str, int]]) -> None:
        self.tokens, self.at = tokens, 0
        self.lines: dict[Path, int] = {}
        self.counted: dict[Path, int] = {}

    def document(self) -> None:
        base: Path = ()
        while self.skip_newlines():
            _, text, line = self.tokens[self.at]
            if text == "[":
                base = self.header(line)
                continue
            path = base + self.key("=")
            self.lines.setdefault(path, line)
            self.value(path)

    def header(self, line: int) -> Path:
        many = self.tokens[self.at + 1][1] == "["
        self.at += 2 if many else 1
        parts = self.key("]")
        self.at += 1 if many else 0
        path: Path = ()
        for number, part in enumerate(parts, 1):
            path = (*path, part)
            self.lines.setdefault(path, line)
            if number == len(parts) and many:
                self.counted[path] = self.counted.get(path, -1) + 1
            if path in self.counted:
                path = (*path, self.counted[path])
                self.lines.setdefault(path, line)
        return path

    def key(self, end: str) -> Path:
        parts: list[str] = []
        while self.tokens[self.at][1] != end:
            kind, text, _ = self.tokens[self.at]
            parts += [text[1:-1]] if kind == "string" else [part for part in text.split(".") if part]
            self.at += 1
        self.at += 1
        return tuple(parts)

    def value(self, path: Path) -> None:
        text = self.tokens[self.at][1]
        self.at += 1
        if text in CLOSERS:
            self.inside(path, CLOSERS[text])
            return
        while self.at < len(self.tokens) and self.tokens[self.at][0] in {"bare", "string"}:
            self.at += 1

    def inside(self, path: Path, end: str) -> None:
        number = 0
        while self.skip_newlines() and self.tokens[self.at][1] != end:
            _, text, line = self.tokens[self.at]
            if text == ",":
                self.at += 1
                continue
            step: Path = (number,) if end == "]" else self.key("=")
            self.lines.setdefault(path + step, line)
            self.value(path + step)
            number += 1
        self.at += 1

    def skip_newlines(self) -> bool:
        while self.at < len(self.tokens) and self.tokens[self.at][0] == "newline":
            self.at += 1
        return self.at < len(self.tokens)
