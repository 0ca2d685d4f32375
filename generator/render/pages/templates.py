"""The environment of the record templates: escaping on, unknown names refused, and the few words templates know."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from generator.core.resources import THEME
from generator.core.texts import t
from generator.core.vietnamese import format_number, kept_together, typeset
from generator.render import wording
from generator.render.figures import (
    best_figure,
    breakdown,
    comparison,
    figure,
    headline,
    row_words,
    slim_figure,
    stacked,
)
from generator.render.html import Shape, escaped, finished
from generator.render.media import covers
from generator.render.media.covers import cover_svg, thumb_svg
from generator.render.pages.compiler import PlainEnvironment
from generator.render.pages.pictures import srcset
from generator.showcase import addresses

# The same names of places, fields and bodies stand on hundreds of pages.
_remembered = lru_cache(maxsize=20_000, typed=True)


@_remembered
def _capital(text: str) -> str:
    """The text with its first letter large: unit names begin with a small type word ("xã Mai Châu")."""
    large = text[:1].upper() + text[1:]
    return large if isinstance(text, Markup) else str(large)


@_remembered
def fine(text: str) -> Markup:
    """Plain text typeset, as HTML."""
    return finished(escaped(typeset(text)))


@_remembered
def whole(text: str) -> Markup:
    """Plain text of a heading, typeset with its compounds kept together, as HTML."""
    return finished(escaped(kept_together(text)))


_PARAGRAPH = Shape("<p>{}</p>")


def paragraphs(text: str) -> Markup:
    """Plain text as paragraphs: a blank line begins a new one."""
    parts = (part.strip() for part in text.replace("\r\n", "\n").split("\n\n"))
    return Markup("").join(_PARAGRAPH(typeset(part)) for part in parts if part)


def pages_shown(number: int, count: int) -> list[int | None]:
    """Page numbers a pager offers: the first, the last, the neighbours; None where some are left out."""
    wanted = sorted({1, count, *range(max(1, number - 1), min(count, number + 1) + 1)})
    shown: list[int | None] = []
    for page in wanted:
        if shown and shown[-1] is not None and page - shown[-1] > 1:
            shown.append(page - 1 if page - shown[-1] == 2 else None)
        shown.append(page)
    return shown


@cache
def _icons() -> dict[str, str]:
    """Name -> the inside of its symbol in the sprite; a page carries only the drawings it uses."""
    sprite = (THEME / "partials" / "icons.svg").read_text(encoding="utf-8")
    return dict(re.findall(r'<symbol id="i-(\w+)" viewBox="0 0 24 24">(.*?)</symbol>', sprite))


def _icon(name: str) -> Markup:
    opening = '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">'
    return finished(f"{opening}{_icons()[name]}</svg>")


def _cover(record_id: str, hue: str, shape: covers.Shape) -> Markup:
    return finished(cover_svg(record_id, hue, shape))


def _thumb(record_id: str, hue: str) -> Markup:
    return finished(thumb_svg(record_id, hue))


@cache
def environment() -> Environment:
    """The one environment; templates are compiled once a process."""
    env = PlainEnvironment(
        loader=FileSystemLoader(THEME / "records"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    env.globals.update(
        t=t,
        href=addresses.href,
        cover=_cover,
        thumb=_thumb,
        row_words=row_words,
        stacked=stacked,
        icon=_icon,
        figure=figure,
        best_figure=best_figure,
        slim_figure=slim_figure,
        headline=headline,
        breakdown=breakdown,
        comparison=comparison,
        srcset=srcset,
        wording=wording,
        pages_shown=pages_shown,
    )
    env.filters.update(
        number=format_number,
        fine=fine,
        whole=whole,
        paragraphs=paragraphs,
        capital=_capital,
        on_day=wording.on_day,
    )
    return env


def render(name: str, **values: object) -> Markup:
    """Render `theme/records/{name}.html`; a name the template uses and nobody gave raises UndefinedError.

    Raises TypeError for a value named like a word all templates know: they would go on using that word.
    """
    if not environment().globals.keys().isdisjoint(values):
        raise TypeError(f"{name}: {sorted(environment().globals.keys() & values.keys())} mean something else already")
    return finished(_template(name).render(values))


def prepare() -> None:
    """Make every template ready, before the processes that will use them part."""
    for path in sorted((THEME / "records").glob("*.html")):
        _template(path.stem)


@cache
def _template(name: str) -> Template:
    """Jinja's own memory of templates asks for the file each time."""
    return environment().get_template(f"{name}.html")
