"""The site model: every valid record, resolved, sorted, grouped, related and counted; immutable."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any

from generator.core.vietnamese import nfc, sort_key
from generator.records.schema import (
    Criterion,
    Entry,
    HandPage,
    Model,
    News,
    OutsideLink,
    Province,
    Records,
    old_names,
)
from generator.records.source import CONCEPTS_FILE
from generator.showcase import addresses
from generator.showcase.groups import Things, emptied, group_models
from generator.showcase.places import Gazetteer
from generator.showcase.relations import follow, relate
from generator.showcase.succession import Succession
from generator.showcase.views import (
    FieldView,
    FigureView,
    Group,
    HandPageView,
    ModelView,
    NewsView,
    OrganisationView,
    ProgrammeView,
    StatisticView,
    Tombstone,
    UnitView,
)


@dataclass(frozen=True, slots=True)
class Showcase:
    """What the site shows.

    models: in Vietnamese alphabetical order of their names. news: newest first, undated last.
    groups: facet -> its listings. emptied: facet -> listings without models that stay for their address. related: model id -> models. following: model id -> the story to read next. coverage: model id -> news items about it.
    hand_pages: name of a hand-written page -> the page. concepts: what a reader types -> other words for it.
    redirects: old address -> living address. abbreviations: short -> long, the unambiguous ones. files: content files
    that are on the site. lost: outside address -> what `kheo links` found, where a reader finds nothing.
    promised: every address ever published, as the ledger has them.
    """

    province: Province
    unit: UnitView
    models: tuple[ModelView, ...]
    news: tuple[NewsView, ...]
    programmes: tuple[ProgrammeView, ...]
    statistics: tuple[StatisticView, ...]
    fields: tuple[FieldView, ...]
    criteria: tuple[Criterion, ...]
    organisations: tuple[OrganisationView, ...]
    units: dict[str, UnitView]
    succession: Succession
    groups: dict[str, tuple[Group, ...]]
    emptied: dict[str, tuple[Group, ...]]
    related: dict[str, tuple[ModelView, ...]]
    following: dict[str, ModelView]
    coverage: dict[str, tuple[NewsView, ...]]
    redirects: dict[str, str]
    tombstones: tuple[Tombstone, ...]
    hand_pages: dict[str, HandPageView]
    abbreviations: dict[str, str]
    concepts: dict[str, tuple[str, ...]]
    files: frozenset[str]
    lost: dict[str, OutsideLink]
    promised: frozenset[str]

    def listings(self, facet: str) -> tuple[Group, ...]:
        """Every listing of a facet that has a page: its groups, then those that were emptied."""
        return tuple(group for group in self.groups[facet] if group.has_page) + self.emptied[facet]

    def group(self, facet: str, slug: str) -> Group | None:
        """The listing of a facet by its slug."""
        return next((group for group in self.groups[facet] if group.slug == slug), None)

    def has_feed(self, address: str, members: int) -> bool:
        """Whether the list at `address` has a feed of its own: it is long enough, or had one once."""
        return members >= addresses.FEED_FROM or address + addresses.FEEDS[0] in self.promised

    def counts_by_status(self) -> dict[str, int]:
        """How many models stand at each status; never summed into one claim."""
        return dict(sorted(Counter(str(model.record.status) for model in self.models).items()))


def arrange(records: Records, promised: Iterable[str] = ()) -> Showcase:
    """Build the site model from records that passed the checks. Raises ValueError without a province.

    promised: the addresses of the ledger.
    """
    if records.province is None:
        raise ValueError("a showcase needs its province")
    province = records.province.record
    gazetteer = Gazetteer(records)
    fields = {entry.slug: _field(entry) for entry in records.fields}
    living = [entry for entry in records.models if entry.record.withdrawn is None]
    redirects, promised = _redirects(records), frozenset(promised)
    listed = _listed(living) | {*map(addresses.page_of, promised), *redirects.values()}
    organisations = {entry.slug: _organisation(entry, listed) for entry in records.organisations}
    views = (_model(entry, gazetteer, fields, organisations) for entry in living)
    models = tuple(sorted((view for view in views if view), key=lambda view: (sort_key(view.record.name), view.id)))
    by_id = {model.id: model for model in models}
    news = _news(records, by_id)
    groups = group_models(models)
    things: dict[str, Things] = {"field": fields, "organisation": organisations, "place": gazetteer.views}
    return Showcase(
        province=province,
        unit=gazetteer.views[province.unit],
        models=models,
        news=news,
        programmes=_programmes(records, models, fields, organisations),
        statistics=tuple(StatisticView(entry.record, entry.slug, entry.document.file) for entry in records.statistics),
        fields=tuple(fields.values()),
        criteria=tuple(entry.record for entry in records.criteria),
        organisations=tuple(sorted(organisations.values(), key=lambda view: (sort_key(view.name), view.slug))),
        units=gazetteer.views,
        succession=Succession(gazetteer.views),
        groups=groups,
        emptied=emptied(groups, {*map(addresses.page_of, promised), *redirects.values()}, things),
        related=relate(models),
        following=follow(models),
        coverage=_coverage(news),
        redirects=redirects,
        tombstones=_tombstones(records),
        hand_pages={entry.slug: _hand_page(entry) for entry in records.pages},
        abbreviations=_abbreviations(records),
        concepts=_concepts(records),
        files=frozenset(entry.document.file for entry in records.entries()),
        lost={entry.record.url: entry.record for entry in records.links if entry.record.lost},
        promised=promised,
    )


def _abbreviations(records: Records) -> dict[str, str]:
    """Abbreviation -> what it stands for, of the dictionary and the organisations; none that has several meanings."""
    meanings: dict[str, set[str]] = {}
    for entry in records.organisations:
        if entry.record.abbreviation:
            meanings.setdefault(entry.record.abbreviation, set()).add(entry.record.name)
    for known in records.abbreviations:
        meanings[known.record.short] = set() if known.record.ambiguous else {known.record.long[0]}
    return {short: next(iter(said)) for short, said in sorted(meanings.items()) if len(said) == 1}


def _concepts(records: Records) -> dict[str, tuple[str, ...]]:
    """What readers type -> the other words for it. A province's group overrules the shipped ones that have its words."""
    found: dict[str, tuple[str, ...]] = {}
    # The shipped groups come last among the documents, so the province's own are met first.
    for file, entries in groupby(records.concepts, key=lambda entry: entry.document.file == CONCEPTS_FILE):
        own: dict[str, tuple[str, ...]] = {}
        for entry in entries:
            words = entry.record.words
            for said in (*words, *entry.record.typed):
                own[nfc(said).lower()] = tuple(word for word in words if word != said)
        found = {**own, **found} if file else {**found, **own}
    return {said: others for said, others in sorted(found.items()) if others}


def _hand_page(entry: Entry[HandPage]) -> HandPageView:
    document = entry.document
    address = "" if entry.slug == "index" else f"{entry.slug}/"
    return HandPageView(entry.record, entry.slug, address, document.body, document.digest)


def _field(entry: Entry[Any]) -> FieldView:
    record = entry.record
    return FieldView(record.slug, record.name, record.hue.value, addresses.listing("field", record.slug), record)


def _listed(models: Iterable[Entry[Model]]) -> set[str]:
    """Addresses of the pages of organisations with enough models."""
    counts = Counter(slug for entry in models for slug in {*entry.record.lead.organisations, *entry.record.partners})
    return {addresses.listing("organisation", slug) for slug, count in counts.items() if count >= addresses.PAGE_FROM}


def _organisation(entry: Entry[Any], listed: Container[str]) -> OrganisationView:
    """listed: addresses of pages; an organisation with none is an entry in the list of all."""
    record = entry.record
    address = addresses.listing("organisation", record.slug)
    if address not in listed:
        address = addresses.entry("organisation", record.slug)
    return OrganisationView(record.slug, record.name, address, record)


def _pick(slugs: tuple[str, ...], known: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(known[slug] for slug in slugs if slug in known)


def _model(
    entry: Entry[Model], gazetteer: Gazetteer, fields: dict[str, FieldView], organisations: dict[str, OrganisationView]
) -> ModelView | None:
    record, place = entry.record, gazetteer.place(entry.record.place)
    field = fields.get(record.field)
    if place is None or field is None:
        return None
    topics = {topic.slug: topic.name for topic in field.record.topics}
    return ModelView(
        record=record,
        slug=entry.slug,
        address=addresses.model(entry.slug),
        short_address=addresses.short(record.id),
        file=entry.document.file,
        folder=entry.document.folder,
        body=entry.document.body,
        field=field,
        place=place,
        leads=_pick(record.lead.organisations, organisations),
        partners=_pick(record.partners, organisations),
        topics=tuple(topics.get(slug, slug) for slug in record.topics),
        year=record.period.start.year if record.period.start else None,
        digest=entry.document.digest,
    )


def _news(records: Records, by_id: dict[str, ModelView]) -> tuple[NewsView, ...]:
    views = [
        NewsView(
            record=entry.record,
            slug=entry.slug,
            address=addresses.news(entry.slug),
            file=entry.document.file,
            folder=entry.document.folder,
            body=entry.document.body,
            models=_pick(entry.record.models, by_id),
            figures=tuple(_figures(entry.record, by_id)),
            digest=entry.document.digest,
        )
        for entry in records.news
        if entry.record.withdrawn is None
    ]
    views.sort(key=lambda view: (sort_key(view.record.title), view.slug))
    return tuple(sorted(views, key=lambda view: view.record.published or "", reverse=True))


def _figures(record: News, by_id: dict[str, ModelView]) -> Iterator[FigureView]:
    """The results a news item bears out, of the models that are shown."""
    for figure in record.figures:
        model = by_id.get(figure.model)
        if model is not None and figure.result <= len(model.record.results):
            yield FigureView(model, figure.result, model.record.results[figure.result - 1])


def _programmes(
    records: Records,
    models: tuple[ModelView, ...],
    fields: dict[str, FieldView],
    organisations: dict[str, OrganisationView],
) -> tuple[ProgrammeView, ...]:
    members: dict[str, list[ModelView]] = {}
    for model in models:
        for slug in model.record.programmes:
            members.setdefault(slug, []).append(model)
    views = [
        ProgrammeView(
            record=entry.record,
            slug=entry.slug,
            address=addresses.programme(entry.slug),
            file=entry.document.file,
            body=entry.document.body,
            field=fields.get(entry.record.field or ""),
            leads=_pick(entry.record.lead.organisations, organisations),
            partners=_pick(entry.record.partners, organisations),
            models=tuple(members.get(entry.slug, ())),
            digest=entry.document.digest,
        )
        for entry in records.programmes
    ]
    return tuple(sorted(views, key=lambda view: (sort_key(view.record.name), view.slug)))


def _coverage(news: tuple[NewsView, ...]) -> dict[str, tuple[NewsView, ...]]:
    coverage: dict[str, list[NewsView]] = {}
    for item in news:
        for model in item.models:
            coverage.setdefault(model.id, []).append(item)
    return {model_id: tuple(items) for model_id, items in coverage.items()}


_ADDRESSES: dict[str, Callable[[str], str]] = {
    "model": addresses.model,
    "news": addresses.news,
    "programme": addresses.programme,
    "field": partial(addresses.listing, "field"),
    "organisation": partial(addresses.listing, "organisation"),
    "place": partial(addresses.listing, "place"),
    "page": "{}/".format,
}


def _redirects(records: Records) -> dict[str, str]:
    """Old addresses of renamed records, and where each is now."""
    redirects = {}
    renamed: list[Entry[Any]] = [*records.models, *records.news, *records.programmes, *records.pages]
    renamed += [*records.fields, *records.organisations, *records.units]
    for entry in renamed:
        address_of = _ADDRESSES[entry.document.kind]
        for alias in old_names(entry.record):
            redirects[address_of(alias)] = address_of(entry.slug)
    return redirects


def _tombstones(records: Records) -> tuple[Tombstone, ...]:
    stones = []
    told: list[Entry[Any]] = [*records.models, *records.news]
    for entry in told:
        gone = entry.record.withdrawn
        if gone is not None:
            is_model = isinstance(entry.record, Model)
            address = addresses.model(entry.slug) if is_model else addresses.news(entry.slug)
            name = entry.record.id if is_model else ""
            stones.append(Tombstone(address, name, gone.date.text(), gone.reason, entry.document.file))
    return tuple(stones)
