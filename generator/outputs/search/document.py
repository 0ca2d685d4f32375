"""One thing that search finds: what its results show, the words it is found by, what it counts under in the filters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from generator.core.texts import t
from generator.showcase import OrganisationView, UnitView

Label = tuple[str, str]
"""A value of a facet: (slug, name)."""


@dataclass(frozen=True, slots=True)
class Document:
    """One thing to be found.

    words: texts by field, in the order of FIELDS. units: where it is, was and lies in, then and today.
    fields: those it counts under in the filters; `field` is the one shown. figure: what it came to, in a line.
    level, status: "" when there is none.
    """

    FIELDS: ClassVar = ("name", "place", "about", "lede", "story")

    address: str
    kind: str
    name: str
    words: tuple[tuple[str, ...], ...]
    other_names: tuple[str, ...] = ()
    place: str = ""
    today: str = ""
    field: Label = ("", "")
    organisations: tuple[OrganisationView, ...] = ()
    year: int | None = None
    lede: str = ""
    story: str = ""
    fields: tuple[Label, ...] = ()
    units: tuple[UnitView, ...] = ()
    figure: str = ""
    level: str = ""
    status: str = ""

    def unseen(self) -> list[str]:
        """Texts it is found by that no result shows; the engine looks for quoted phrases in them too."""
        seen = {self.name, *self.other_names, self.place, self.today, self.field[1], self.lede, self.story, self.figure}
        seen.update(view.name for view in self.organisations)
        texts = dict.fromkeys(text for field in self.words for text in field)
        return [text for text in texts if text and text not in seen]

    def facet_values(self) -> Iterator[tuple[str, str, str, str]]:
        """What it counts under in the filters: (facet, slug, name, slug of the parent or "")."""
        yield "kind", self.kind, t(f"search.kind_{self.kind}"), ""
        for slug, name in self.fields:
            yield "field", slug, name, ""
        for unit in self.units:
            yield "place", unit.slug, unit.name, next(iter(unit.parents), "")
        for view in self.organisations:
            yield "organisation", view.slug, view.name, ""
        if self.year is not None:
            yield "year", str(self.year), str(self.year), ""
        if self.level:
            yield "level", self.level, t(f"level.{self.level}"), ""
        if self.status:
            yield "status", self.status, t(f"status.{self.status}"), ""
