"""The press kit of a model: what a press officer copies, downloads and prints, ready on the model's own page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.core.texts import t
from generator.records.schema import Certainty, Photo
from generator.render import wording
from generator.render.figures import headline
from generator.render.pages.excerpts import frame_code, model_excerpt, quote_code, reviewed, site_name
from generator.render.pages.pictures import PreparedPhoto
from generator.showcase import ModelView, Showcase, addresses


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """A photo for the press: address of its largest file, its size in pixels, and on what terms it may be used."""

    address: str
    size: tuple[int, int]
    photo: Photo


@dataclass(frozen=True, slots=True)
class Kit:
    """What the kit of one model holds. All texts are plain; `short`, `qr`, `frame` and `quote` are "" without a site
    address.
    """

    citation: str
    facts: str
    photos: tuple[PhotoFile, ...]
    publisher: str
    contact: str
    sheet: str
    short: str = ""
    qr: str = ""
    frame: str = ""
    quote: str = ""


def press_kit(model: ModelView, showcase: Showcase, shown: Sequence[tuple[Photo, PreparedPhoto]], site_url: str) -> Kit:
    """The kit of one model; `shown` are its photos as pages show them, `site_url` ends in "/" or is ""."""
    short = site_url + model.short_address if site_url else ""
    citation = t(
        "citation.text",
        site=site_name(showcase),
        name=model.record.name,
        id=model.id,
        date=wording.on_day(model.record.reviewed.date),
    )
    if short:
        citation = t("citation.with_address", text=citation, address=short)
    photos = tuple(PhotoFile(one.variants[-1][2], (one.width, one.height), photo) for photo, one in shown)
    province = showcase.province
    given = (
        citation,
        "\n".join([*_facts(model), *([short] if short else [])]),
        photos,
        province.publisher,
        province.contact,
    )
    sheet = addresses.sheet(model.id)
    if not short:
        return Kit(*given, sheet)
    excerpt = model_excerpt(model)
    frame, quote = frame_code(excerpt, showcase, site_url), quote_code(model, excerpt, showcase, site_url)
    return Kit(*given, sheet, short, addresses.qr(model.id), frame, quote)


def _facts(model: ModelView) -> Iterator[str]:
    """The facts sheet, line by line: what is known, with its base and source, and that the rest is not."""
    record, place = model.record, model.place

    def line(key: str, text: str) -> str:
        return t("kit.line", label=t(key), text=text)

    yield t("kit.name", name=record.name, id=model.id)
    yield record.lede
    yield line("kit.proven", wording.badge(record).text)
    yield line("fact.field", model.field.name)
    yield line("fact.place", place.then_text)
    if place.changed:
        yield line("kit.place_split" if place.split else "kit.place_today", place.today_text)
    leads = "; ".join(view.name for view in model.leads) or t("unknown.not_stated")
    ambiguous = record.lead.certainty is Certainty.AMBIGUOUS
    yield line("fact.lead", t("kit.lead_ambiguous", names=leads) if ambiguous else leads)
    if model.partners:
        yield line("fact.partners", "; ".join(view.name for view in model.partners))
    yield line("fact.period", "; ".join(wording.period(record.period)))
    yield line("fact.status", t(f"status.{record.status}"))
    if not record.results:
        yield t("model.no_results")
    for result in record.results:
        large, small = headline(result)
        cited = t("kit.by_source", number=result.source) if result.source else t("figure.no_source")
        yield t("kit.figure", large=large, small=small, source=cited)
    for limit in record.limits:
        yield line("kit.limit", " ".join(limit.split()))
    for number, source in enumerate(record.sources, 1):
        told = t("kit.source", number=number, title=source.title, line=wording.source_line(source))
        yield f"{told} {source.url}" if source.url else told
    yield reviewed(record)[:1].upper() + reviewed(record)[1:]
