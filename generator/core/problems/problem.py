"""One problem found in a record: where by route, what by code; line and column are looked up only when printed."""

from __future__ import annotations

from dataclasses import dataclass

from generator.core.problems.catalogue import severity

Route = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where.

    file: path relative to the site's folder, "/" between parts.
    route: keys and indexes to the value inside the record; () is the whole file.
    code: "KH" and three digits, a key of the catalogue.
    text: the offending text as written ("" when there is none).
    values: pairs that fill the placeholders of the catalogue's message.
    at_key: the problem is the key itself (unknown, duplicate), not its value.
    position: (line, column), 1-based, when the reader already knows it (syntax, encoding, story text).
    """

    file: str
    route: Route
    code: str
    text: str = ""
    values: tuple[tuple[str, str], ...] = ()
    at_key: bool = False
    position: tuple[int, int] | None = None

    @property
    def is_error(self) -> bool:
        """True for an error, False for a warning."""
        return severity(self.code) == "error"


def problem(
    file: str,
    route: Route,
    code: str,
    text: object = "",
    *,
    at_key: bool = False,
    position: tuple[int, int] | None = None,
    **values: object,
) -> Problem:
    """Build a Problem; `values` fill the message's placeholders."""
    pairs = tuple(sorted((name, str(value)) for name, value in values.items()))
    return Problem(file, route, code, str(text), pairs, at_key, position)


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A problem with its place in the file: what reporters print. Sorts by file, line, column, code."""

    file: str
    line: int
    column: int
    code: str
    text: str
    values: tuple[tuple[str, str], ...] = ()

    @property
    def is_error(self) -> bool:
        """True for an error, False for a warning."""
        return severity(self.code) == "error"
