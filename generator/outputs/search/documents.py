"""What can be found: each model, news item, programme and page as words by field, in Vietnamese order of names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from generator.core.vietnamese import sort_key
from generator.outputs.search.document import Document
from generator.outputs.search.found_pages import found_pages
from generator.records.schema import Model, Result
from generator.render.figures import headline
from generator.render.markup import plain
from generator.showcase import ModelView, NewsView, OrganisationView, ProgrammeView, Showcase, UnitView

_View = TypeVar("_View", OrganisationView, UnitView)


@dataclass(frozen=True, slots=True)
class Findable:
    """One thing that can be found. inputs: a text that differs whenever its document would, registers and generator
    being the same.
    """

    address: str
    inputs: str
    make: Callable[[], Document]


def findables(showcase: Showcase) -> list[Findable]:
    """Everything that can be found, in Vietnamese order of names; that is the order of documents in the index."""
    programmes = {programme.slug: programme.record.name for programme in showcase.programmes}
    found: list[tuple[str, Findable]] = []
    for model in showcase.models:
        inputs = [model.digest, *(programmes.get(slug, "") for slug in model.record.programmes)]
        make = partial(_model, model, showcase, programmes)
        found.append((model.record.name, Findable(model.address, " ".join(inputs), make)))
    for item in showcase.news:
        inputs = [item.digest, *(model.digest for model in item.models)]
        found.append((item.record.title, Findable(item.address, " ".join(inputs), partial(_news, item))))
    found += (
        (programme.record.name, Findable(programme.address, programme.digest, partial(_programme, programme)))
        for programme in showcase.programmes
    )
    found += ((page.name, Findable(page.address, page.inputs, page.make)) for page in found_pages(showcase))
    return [one for _, one in sorted(found, key=lambda pair: (sort_key(pair[0]), pair[1].address))]


def documents(showcase: Showcase) -> list[Document]:
    """Everything that can be found, in the order of its numbers; more memory than `findables` one at a time."""
    return [one.make() for one in findables(showcase)]


def _each_once(views: Iterable[_View]) -> tuple[_View, ...]:
    return tuple({view.slug: view for view in views}.values())


def _model(model: ModelView, showcase: Showcase, programmes: dict[str, str]) -> Document:
    record, place = model.record, model.place
    organisations = _each_once((*model.leads, *model.partners))
    story, highlight = _story(model.body), model.highlight
    facts = (
        *_told(record),
        record.problem,
        record.aim,
        *result_texts(record.results),
        *record.limits,
        *record.participants,
    )
    about = (
        *_organisation_words(organisations),
        model.field.name,
        *model.topics,
        *(programmes[slug] for slug in record.programmes if slug in programmes),
        *_numbers(record),
        *_former(model, showcase),
    )
    return Document(
        address=model.address,
        kind=record.kind.value,
        name=record.name,
        other_names=record.other_names,
        place=place.then_text,
        today=place.today_text if place.changed else "",
        field=(model.field.slug, model.field.name),
        organisations=organisations,
        year=model.year,
        lede=record.lede,
        story=story,
        words=(
            (record.name, *record.other_names, *filter(None, [record.claim])),
            (place.then_text, record.place.as_written, place.today_text),
            about,
            (record.lede,),
            (*(fact for fact in facts if fact), story),
        ),
        fields=((model.field.slug, model.field.name),),
        units=_each_once((*place.then, *place.today, *place.today_parents)),
        figure=_figure(highlight) if highlight else "",
        level=record.level.value if record.level else "",
        status=record.status.value,
    )


def _told(record: Model) -> Iterator[str | None]:
    """What the parts of a story say; of who speaks only the role, no name."""
    yield record.scene
    if record.finding:
        yield record.finding.text
    for voice in record.voices:
        yield from (voice.words, voice.role)
    if record.how_to:
        how = record.how_to
        yield from (how.who, *how.first_steps, how.needs, how.pitfalls, how.ask)


def _former(model: ModelView, showcase: Showcase) -> Iterator[str]:
    """Names of the units that made the place, where the record itself speaks of today's unit."""
    if not model.place.changed:
        for unit in model.place.then[:1]:
            yield from (before.name for before in showcase.succession.before(unit))


def _story(markdown: str) -> str:
    """The words of a story; what a heading says is not read on into its text."""
    return plain(markdown, after_heading=":")


def _figure(result: Result) -> str:
    """What a result came to and what it measures, without the division behind it."""
    large, small = headline(result)
    return f"{large} – {small.partition(';')[0]}"


def result_texts(results: Iterable[Result]) -> Iterator[str]:
    """What results measure and came to, in numbers as pages write them: "216/221", "97,7%"."""
    for result in results:
        large, small = headline(result)
        yield f"{large} {small}"
        if result.indicator not in small:
            yield result.indicator
        if result.numerator is not None and result.denominator is not None:
            yield f"{result.numerator}/{result.denominator} {result.denominator_name or ''}"


def _numbers(record: Any) -> Iterator[str]:
    """Numbers of decisions, documents and sources, and the record's id."""
    if getattr(record, "id", None):
        yield record.id
    for part in (getattr(record, "recognition", None), getattr(record, "document", None)):
        if part is not None and part.number:
            yield part.number
    for award in getattr(record, "awards", ()):
        yield " ".join(filter(None, (award.form, getattr(award, "number", None))))
    for source in getattr(record, "sources", ()):
        if source.number:
            yield source.number


def _organisation_words(organisations: Iterable[OrganisationView]) -> Iterator[str]:
    for view in organisations:
        yield view.name
        if view.record.abbreviation:
            yield view.record.abbreviation


def _news(item: NewsView) -> Document:
    record, story = item.record, _story(item.body)
    source = filter(None, (record.source.title, record.source.outlet, record.source.number))
    units = _each_once(unit for model in item.models for unit in (*model.place.then, *model.place.today))
    fields = dict.fromkeys((model.field.slug, model.field.name) for model in item.models)
    return Document(
        address=item.address,
        kind="news",
        name=record.title,
        year=record.published.year if record.published else None,
        lede=record.lede,
        story=story,
        words=((record.title,), (), (*source, *(model.record.name for model in item.models)), (record.lede,), (story,)),
        fields=tuple(fields),
        units=units,
    )


def _programme(programme: ProgrammeView) -> Document:
    record, story = programme.record, _story(programme.body)
    organisations = _each_once((*programme.leads, *programme.partners))
    field = (programme.field.slug, programme.field.name) if programme.field else ("", "")
    document = record.document
    number = (document.number,) if document and document.number else ()
    paper = filter(None, (document.issuer, document.title)) if document else ()
    about = (*_organisation_words(organisations), field[1], *_numbers(record), *paper)
    return Document(
        address=programme.address,
        kind="programme",
        name=record.name,
        field=field,
        organisations=organisations,
        year=record.period.start.year if record.period.start else None,
        lede=record.lede,
        story=story,
        words=((record.name, *number), (), about, (record.lede,), (*result_texts(record.results), story)),
        fields=(field,) if field[0] else (),
    )
