"""The site model's parts: records with everything they refer to resolved, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass

from generator.records.schema import (
    FieldOfWork,
    HandPage,
    Model,
    News,
    Organisation,
    Programme,
    Result,
    Statistic,
    Unit,
    is_proposal,
)


@dataclass(frozen=True, slots=True)
class UnitView:
    """An administrative unit: `name` with its type word ("xã Tòng Đậu"), parents nearest first."""

    slug: str
    name: str
    record: Unit
    address: str
    parents: tuple[str, ...]

    @property
    def ended(self) -> bool:
        """True for a unit that exists no more; one with successors has ended even when its last day is not known."""
        return self.record.end is not None or bool(self.record.successors)


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field of work with the address of its listing."""

    slug: str
    name: str
    hue: str
    address: str
    record: FieldOfWork


@dataclass(frozen=True, slots=True)
class OrganisationView:
    """An organisation with the address of its listing."""

    slug: str
    name: str
    address: str
    record: Organisation


@dataclass(frozen=True, slots=True)
class PlaceView:
    """Where a model is: as it was called then, and what that place is called today.

    then: unit at the time, then its parents, smallest first. today: today's units; more than one when the
    old unit was split and the record does not say which part. `then_text` holds hamlets too.
    """

    then: tuple[UnitView, ...]
    today: tuple[UnitView, ...]
    today_parents: tuple[UnitView, ...]
    then_text: str
    today_text: str

    @property
    def split(self) -> bool:
        """True when the place is today in several units and the record does not say in which."""
        return len(self.today) > 1

    @property
    def changed(self) -> bool:
        """True when the place is called otherwise today."""
        return bool(self.today) and self.today != self.then[:1]


@dataclass(frozen=True, slots=True)
class ModelView:
    """One model as the site shows it. `year` is the year it began, None when no source says.

    digest: SHA-256 of its file in hex, here and below; "" for a record that was not read from one.
    """

    record: Model
    slug: str
    address: str
    short_address: str
    file: str
    folder: str
    body: str
    field: FieldView
    place: PlaceView
    leads: tuple[OrganisationView, ...]
    partners: tuple[OrganisationView, ...]
    topics: tuple[str, ...]
    year: int | None
    digest: str = ""

    @property
    def id(self) -> str:
        """The record's permanent id."""
        return self.record.id

    @property
    def is_proposal(self) -> bool:
        """Whether nobody has approved the record."""
        return is_proposal(self.record)

    @property
    def highlight(self) -> Result | None:
        """The one figure shown on cards: the marked one, else the first."""
        results = self.record.results
        return next((result for result in results if result.highlight), results[0] if results else None)


@dataclass(frozen=True, slots=True)
class FigureView:
    """A result of a model, `number` in its record from 1, that a news item bears out."""

    model: ModelView
    number: int
    result: Result


@dataclass(frozen=True, slots=True)
class NewsView:
    """One news item with the models it speaks of and the figures it bears out."""

    record: News
    slug: str
    address: str
    file: str
    folder: str
    body: str
    models: tuple[ModelView, ...]
    figures: tuple[FigureView, ...]
    digest: str = ""

    @property
    def is_proposal(self) -> bool:
        """Whether nobody has approved the record."""
        return is_proposal(self.record)


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """One programme with the models that refer to it."""

    record: Programme
    slug: str
    address: str
    file: str
    body: str
    field: FieldView | None
    leads: tuple[OrganisationView, ...]
    partners: tuple[OrganisationView, ...]
    models: tuple[ModelView, ...]
    digest: str = ""


@dataclass(frozen=True, slots=True)
class StatisticView:
    """One published statistic."""

    record: Statistic
    slug: str
    file: str


@dataclass(frozen=True, slots=True)
class HandPageView:
    """A page people wrote; body: its Markdown. The front page is none of these."""

    record: HandPage
    slug: str
    address: str
    body: str
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """One listing of a facet: the models that share a field, place, organisation, year or level.

    of: the FieldView, UnitView or OrganisationView the listing is about; None for years and levels.
    """

    facet: str
    slug: str
    name: str
    address: str
    models: tuple[ModelView, ...]
    of: FieldView | UnitView | OrganisationView | None = None

    @property
    def has_page(self) -> bool:
        """Whether its models have a page of their own, and not only an entry in the list of the facet."""
        return "#" not in self.address


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A withdrawn record's page: the address stays and says so."""

    address: str
    name: str
    date: str
    reason: str
    file: str
