"""The press kit of a model: what a press officer copies, downloads and prints, ready on the model's own page.

The facts sheet and the quotation are put together from the page by a script (`theme/source/scripts/take.js`): they say what it says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.core.texts import t
from generator.records.schema import Photo
from generator.render import wording
from generator.render.html import finished
from generator.render.media.qr import Codes
from generator.render.pages.excerpts import frame_code, model_excerpt, site_name
from generator.render.pages.pictures import PreparedPhoto
from generator.showcase import ModelView, Showcase


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """A photo for the press: address of its largest file, its size in pixels, and on what terms it may be used."""

    address: str
    size: tuple[int, int]
    photo: Photo


@dataclass(frozen=True, slots=True)
class Kit:
    """What the kit of one model holds. `short`, `qr` and `frame` are "" without a site address.

    citation, frame: plain text; qr: the code of the short address as SVG.
    """

    citation: str
    photos: tuple[PhotoFile, ...]
    publisher: str
    contact: str
    short: str = ""
    qr: Markup = Markup("")  # noqa: RUF009 - immutable
    frame: str = ""


def press_kit(
    model: ModelView,
    showcase: Showcase,
    shown: Sequence[tuple[Photo, PreparedPhoto]],
    codes: Codes | None,
    site_url: str,
) -> Kit:
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
    given = (citation, photos, province.publisher, province.contact)
    if codes is None:
        return Kit(*given)
    drawn = finished(codes.svg(short))
    return Kit(*given, short, drawn, frame_code(model_excerpt(model), showcase, site_url))
