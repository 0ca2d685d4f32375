"""What a rule is: about one record by itself, or about the site as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from generator.core.problems import Problem

Check = Callable[..., Iterable[Problem]]

# Kinds of records by what they may hold.
NARRATIVE = frozenset({"model", "news", "programme", "statistic"})
WITH_RESULTS = frozenset({"model", "programme"})
WITH_SOURCES = frozenset({"model", "programme", "statistic"})
MODELS = frozenset({"model"})
ANY = frozenset(
    {
        "model", "news", "programme", "statistic", "province", "page", "field", "criterion", "organisation", "place",
        "abbreviation", "concept", "answer", "difference", "link",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """A generator of problems whose docstring is the rule.

    scope "record": `check(subject, world)` looks at one record of `kinds` and at the registers, at nothing else; its
    problems stand until the record or the registers change. With `valid` only records of the right shape are asked.
    scope "site": `check(site)` looks at all records together.
    """

    check: Check
    scope: Literal["record", "site"]
    kinds: frozenset[str] = frozenset()
    valid: bool = True

    @property
    def name(self) -> str:
        """How the rule is called in `CHECKS`."""
        return self.check.__name__

    def __call__(self, *about: Any) -> Iterable[Problem]:
        """Run the rule."""
        return self.check(*about)


def of_records(kinds: frozenset[str], *checks: Check) -> tuple[Rule, ...]:
    """Rules about each valid record of these kinds."""
    return tuple(Rule(check, "record", kinds) for check in checks)


def of_words(kinds: frozenset[str], *checks: Check) -> tuple[Rule, ...]:
    """Rules about what each record of these kinds says, whatever its shape."""
    return tuple(Rule(check, "record", kinds, valid=False) for check in checks)


def of_site(*checks: Check) -> tuple[Rule, ...]:
    """Rules about the records of a site together."""
    return tuple(Rule(check, "site") for check in checks)
