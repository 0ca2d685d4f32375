"""What stops a build besides records: configuration, theme, hand-written pages. `kheo check` asks before a build does."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from generator.core.problems import problem
from generator.pipeline.check import Checked
from generator.pipeline.engine import Engine, Rendered
from generator.pipeline.steps import Options, build
from generator.publish import BrokenLink, PublishError, Scan, file_path, scan_html, verify_links
from generator.render.frames import FOLDER, resolve_optional
from generator.showcase import ModelView, NewsView, ProgrammeView, Showcase, arrange
from generator.showcase.addresses import FACETS, FEEDS, MODELS, NEWS, PROGRAMMES

# Parts of a page that this build may leave out; what is in them the generator knows to be there.
_OPTIONAL = dict.fromkeys(("canonical", "edit", "noindex", "card", "feed"), False)
CONFIGURATION = "mkdocs.yml"


def rehearse(checked: Checked, engine: Engine, options: Options) -> Checked:
    """The same with what the engine cannot render, and with links of hand-written pages that would lead nowhere.

    Only where such a link leads to no record and to no hand-written page the whole site is built, aside, to be sure.
    """
    if checked.records.province is None:
        return checked
    try:
        with tempfile.TemporaryDirectory(prefix="kheo-") as folder:
            showcase = arrange(checked.shown(proposals=options.proposals), checked.source.ledger)
            rendered = engine(showcase, Path(folder))
            if not _doubtful(rendered, showcase):
                return checked
        with tempfile.TemporaryDirectory(prefix="kheo-") as folder:
            target, whole = Path(folder) / "site", replace(options, keep_going=True, cards=False)
            report = build(checked.root, target, engine, whole, lambda _: contextlib.nullcontext())
    except PublishError as error:
        values: dict[str, Any] = error.values
        file = values.get("file", CONFIGURATION)
        found = problem(file, (), error.code, values.get("text", ""), position=(1, 1), **values)
        return checked.with_problems([found])
    return replace(checked, findings=tuple(sorted({*checked.findings, *report.findings})))


def _doubtful(rendered: Rendered, showcase: Showcase) -> list[BrokenLink]:
    """Links of hand-written pages, their frames apart, that lead neither to such a page nor to a record or its lists."""
    mains = dict(_mains(rendered))
    files = {*mains, *(path.relative_to(rendered.folder).as_posix() for path in rendered.folder.rglob("*.*"))}

    def scan(_: Callable[[str], Scan], pages: list[str]) -> Iterable[Scan]:
        return (scan_html(mains.get(page, b"")) for page in pages)

    base = urlsplit(rendered.site_url).path or "/"
    return verify_links(rendered.folder, files | _known(showcase), base, rendered.site_url, scan)


def _mains(rendered: Rendered) -> Iterator[tuple[str, bytes]]:
    """(path, main part) of each hand-written page."""
    for path in sorted(rendered.folder.rglob("index.html")):
        name = path.relative_to(rendered.folder).as_posix()
        if not name.startswith(FOLDER):
            html = resolve_optional(path.read_text(encoding="utf-8"), _OPTIONAL)
            yield name, f"<main{html.partition('<main')[2].partition('</main>')[0]}".encode()


def _known(showcase: Showcase) -> set[str]:
    """Files of pages every build makes of these records."""
    views: list[ModelView | NewsView | ProgrammeView] = [*showcase.models, *showcase.news, *showcase.programmes]
    lists = [
        MODELS,
        *FACETS.values(),
        *([NEWS] if showcase.news else []),
        *([PROGRAMMES] if showcase.programmes else []),
    ]
    lists += [f"{folder}{group.slug}/" for facet, folder in FACETS.items() for group in showcase.listings(facet)]
    return {file_path(address) for address in (*(view.address for view in views), *lists, *FEEDS)}
