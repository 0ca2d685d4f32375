"""The table of filters: for each facet its values and the documents that have them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from generator.core.vietnamese import place_sort_key, sort_key
from generator.outputs.search.coding import numbers

Value = tuple[str, str, str, str]
"""(slug, name, slug of the parent or "", documents as coded numbers)."""

FACETS = ("field", "place", "organisation", "year", "level", "status", "kind")
KINDS = ("model", "exemplar", "programme", "news", "figure", "page", "field", "place", "organisation")
"""What a document may be, in the order of the filter."""

_IN_GIVEN_ORDER = {
    "level": ("grassroots", "district", "province", "central"),
    "status": ("registered", "running", "recognised", "finished", "stopped", "replicated", "unknown"),
    "kind": KINDS,
}


WEIGHTS = {"news": 0.6, "figure": 0.9, "page": 0.5, "field": 0.3, "place": 0.3, "organisation": 0.3}
"""At like match a model or programme comes before a news item, and that before a page that only lists others."""


class Members:
    """For each value of each facet the documents that have it, collected in rising order of their numbers."""

    def __init__(self) -> None:
        self._found: dict[str, dict[tuple[str, str, str], list[int]]] = {facet: {} for facet in FACETS}

    def add(self, number: int, values: Iterable[tuple[str, str, str, str]]) -> None:
        """Note what a document counts under, as `Document.facet_values` tells it."""
        for facet, slug, name, parent in values:
            self._found[facet].setdefault((slug, name, parent), []).append(number)

    def weights(self) -> list[tuple[float, str]]:
        """(weight, documents) of the kinds that count less than records."""
        kinds = {slug: found for (slug, _, _), found in self._found["kind"].items()}
        return [(weight, numbers(kinds[kind])) for kind, weight in WEIGHTS.items() if kind in kinds]

    def table(self) -> dict[str, list[Value]]:
        """Facet -> its values in the order they are offered."""
        return {
            facet: [(*value, numbers(values[value])) for value in sorted(values, key=_order(facet))]
            for facet, values in self._found.items()
        }


def _order(facet: str) -> Callable[[tuple[str, str, str]], tuple[object, ...]]:
    given = _IN_GIVEN_ORDER.get(facet)
    if given:
        return lambda value: (given.index(value[0]),)
    if facet == "year":
        return lambda value: (-int(value[0]),)
    key = place_sort_key if facet == "place" else sort_key
    return lambda value: (value[0] == "khac", key(value[1]), value[0])
