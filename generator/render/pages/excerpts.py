"""What other sites show of a page: its name, what is proven, one figure; and the code they paste for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.core.texts import t
from generator.records.schema import Model, is_proposal
from generator.render import wording
from generator.render.figures import headline, strongest
from generator.render.html import Shape
from generator.render.pages.trust import trust
from generator.showcase import ModelView, ProgrammeView, Showcase, addresses

WIDTH = 600
"""Pixels: the widest a frame grows; the narrowest it must hold is 280."""

LISTED = 5
"""How many records the excerpt of a list names."""

WIDE = re.compile(r"[\u2e80-\U0010ffff]")
"""Pictographs and ideographs: twice as wide as letters."""

# Letters that surely fit a line of a frame 280 px wide, and the line's height in pixels, by size of type.
_NAME, _LARGE, _TEXT = (18, 27), (13, 35), (22, 25)
_CHROME, _GAP = 110, 10


_FRAME = Shape(
    '<iframe src="{0}" title="{1}" width="{2}" height="{3}" loading="lazy"'
    ' style="border:0;width:100%;max-width:{2}px"></iframe>'
)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A page in short. `weave` and `hue` draw its band; `large` and `small` are its figure; `items` (name, address).

    kicker, notes, text: plain text above the name, below it, and in place of a figure. back: words of the link back.
    short: the short address of a model, where its light page is; "" for others.
    """

    address: str
    name: str
    kicker: str
    weave: str
    hue: str
    notes: tuple[str, ...] = ()
    large: str = ""
    small: str = ""
    text: str = ""
    items: tuple[tuple[str, str], ...] = ()
    back: str = ""
    short: str = ""
    gone: bool = False

    @property
    def height(self) -> int:
        """Pixels a frame of 280 px width needs to show the whole; what a wider one has over is cloth."""
        named = _lines(self.name, _NAME) + _lines(self.large, _LARGE)
        told = sum(_lines(text, _TEXT) + _GAP for text in (self.kicker, *self.notes, self.small, self.text) if text)
        listed = sum(max(_lines(name, _TEXT), 44) + _GAP for name, _ in self.items)
        return -(-(_CHROME + named + told + listed + _lines(self.back, _TEXT)) // 20) * 20


def _lines(text: str, size: tuple[int, int]) -> int:
    """Height of a text in pixels; pictographs and ideographs are twice as wide as letters."""
    letters, height = size
    return -(-(len(text) + len(WIDE.findall(text))) // letters) * height


def model_excerpt(model: ModelView) -> Excerpt:
    """A model: field, name, what proves it, its one figure (else its lede), where it is, when it was reviewed."""
    record, best = model.record, strongest(model.record.results)
    large, small = headline(record.results[best - 1]) if best else ("", "")
    if record.finding:
        large, small = "", record.finding.text
    return Excerpt(
        model.address,
        record.name,
        model.field.name,
        model.id,
        model.field.hue,
        notes=(trust(record).text, model_place(model), reviewed(record)),
        large=large,
        small=small,
        text="" if best or record.finding else record.lede,
        back=t("excerpt.to_model"),
        short=model.short_address,
    )


def model_place(model: ModelView) -> str:
    """Where a model is, in one line: the place as it was called then, and what it is today."""
    then = wording.place_then(model)
    if not model.place.changed:
        return then
    key = "place.card_split" if model.place.split else "place.card_today"
    return f"{then}, {t(key, today=model.place.today_text)}"


def reviewed(record: Model) -> str:
    """When a record was last looked at."""
    if is_proposal(record):
        return t("proposal.mark")
    return t("excerpt.reviewed", date=wording.on_day(record.reviewed.date))


def programme_excerpt(programme: ProgrammeView) -> Excerpt:
    """A programme: its kind, its name, its document and lede."""
    record = programme.record
    hue = programme.field.hue if programme.field else "grey"
    notes = (wording.document(record.document),) if record.document else ()
    kicker = t(f"programme.kind_{record.kind}")
    return Excerpt(
        programme.address, record.name, kicker, programme.slug, hue,
        notes=notes, text=record.lede, back=t("excerpt.to_programme"),
    )  # fmt: skip


def list_excerpt(
    address: str, title: str, kicker: str, named: Sequence[tuple[str, str]], count: str, weave: str = "", hue: str = ""
) -> Excerpt:
    """A list: its title, how many records it holds (in words), the first few of them as (name, address)."""
    return Excerpt(
        address, title, kicker, weave or address, hue or "lacquer",
        notes=(count,), items=tuple(named[:LISTED]), back=t("excerpt.to_list"),
    )  # fmt: skip


def frame_code(excerpt: Excerpt, showcase: Showcase, site_url: str) -> str:
    """HTML that frames the excerpt on another site: plain text, to be escaped where it is shown; "" without an address."""
    if not site_url:
        return ""
    title = t("excerpt.frame_title", name=excerpt.name, site=site_name(showcase))
    return str(_FRAME(site_url + (excerpt.short or addresses.embed(excerpt.address)), title, WIDTH, excerpt.height))


def site_name(showcase: Showcase) -> str:
    """The name under which others cite the site."""
    return t("site.full_name", province=showcase.province.name)
