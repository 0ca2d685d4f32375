"""Whether this kheo is one that the site asks for (`requires` in province.yml)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import __version__
from generator.core.problems import Problem, problem
from generator.records.checks.rule import of_site
from generator.records.checks.site import Site
from generator.records.source.find import PROVINCE_FILE

_CLAUSE = re.compile(r"(>=|<=|==|!=|>|<)\s*(\d+(?:\.\d+)*)\Z")
Clause = tuple[str, tuple[int, ...]]


def parsed(requires: str) -> list[Clause] | None:
    """The clauses of "kheo>=0.2,<0.3"; None for what is none."""
    text = requires.strip()
    if not text.startswith("kheo"):
        return None
    found = [_CLAUSE.match(part.strip()) for part in text.removeprefix("kheo").split(",")]
    if not all(found):
        return None
    return [(match[1], numbers(match[2])) for match in found if match]


def numbers(version: str) -> tuple[int, ...]:
    """The numbers of a version, zeroes at its end apart: "0.2.0" -> (0, 2)."""
    parts = [
        int(part)
        for part in re.findall(
            r"\d+", version.split("+", maxsplit=1)[0].split("a", maxsplit=1)[0].split("rc", maxsplit=1)[0]
        )
    ]
    while parts and not parts[-1]:
        parts.pop()
    return tuple(parts)


def admits(clauses: list[Clause], version: str) -> bool:
    """Whether a version meets every clause."""
    ours = numbers(version)
    meets = {
        ">=": lambda wanted: ours >= wanted, "<=": lambda wanted: ours <= wanted, "==": lambda wanted: ours == wanted,
        "!=": lambda wanted: ours != wanted, ">": lambda wanted: ours > wanted, "<": lambda wanted: ours < wanted,
    }  # fmt: skip
    return all(meets[operator](wanted) for operator, wanted in clauses)


def usual_range(version: str = __version__) -> str:
    """What a site written for a version asks for: its minor versions may differ in what they read."""
    major, minor = (*numbers(version), 0, 0)[:2]
    return f"kheo>={major}.{minor},<{major}.{minor + 1}"


def version_is_the_one_asked_for(site: Site) -> Iterator[Problem]:
    """The version that runs is one `requires` admits; asked even where province.yml has keys this version does not know."""
    for document in site.source.documents:
        requires = document.data.get("requires") if document.kind == "province" else None
        if not isinstance(requires, str):
            continue
        clauses = parsed(requires)
        if clauses is None:
            yield problem(PROVINCE_FILE, ("requires",), "KH351", requires, right=usual_range())
        elif not admits(clauses, __version__):
            yield problem(PROVINCE_FILE, ("requires",), "KH350", requires, running=__version__)


RULES = of_site(version_is_the_one_asked_for)
