"""The build as a table of contents: named, timed steps from checked records to a published site."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from generator import __version__
from generator.core.cache import Cache
from generator.core.problems import Finding, Problem, problem
from generator.core.workers import can_fork
from generator.outputs.data import empty_lists, sitemaps
from generator.outputs.embeds import card_builders, embed_builders
from generator.outputs.hosting import find_redirects, hosting_files
from generator.pipeline.beside import Beside, Told, make_all
from generator.pipeline.check import Checked, check_site, uncollected
from generator.pipeline.data import DataWriter
from generator.pipeline.engine import Engine, Rendered
from generator.pipeline.ground import common_ground
from generator.pipeline.hand_pages import BlockDrawer, write_hand_pages
from generator.pipeline.heirs import address_of, heirs, redirects, renamed, unanswered
from generator.pipeline.indexing import Indexer
from generator.pipeline.jobs import deaths_told
from generator.pipeline.keeping import Keeping
from generator.pipeline.made import Made
from generator.pipeline.making import Maker
from generator.pipeline.photos import Sizes, write_photos
from generator.pipeline.render import write_all
from generator.pipeline.unchanged import Outcome, remember
from generator.publish import (
    Beforehand,
    BrokenLink,
    Look,
    PublishError,
    Staging,
    account,
    file_path,
    first_ten,
    guarded,
    open_staging,
    untouched,
)
from generator.publish.compress import write_compressed
from generator.render.frames import Frames
from generator.render.pages import Task, builders, hand_page_heads, share_cards
from generator.showcase import Showcase, arrange
from generator.showcase.addresses import SHARE_CARDS

CACHE_BYTES = 2_000_000_000
"""What the cache of a site may hold after a build from nothing; what was used longest ago goes first."""

_PAGES = "Dựng trang"


class Step(Protocol):
    """Called with a step's Vietnamese name; the step runs inside what it returns."""

    def __call__(self, name: str) -> AbstractContextManager[Told | None]:
        """Open the step; inside it may be told how far it is."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to build. `keep_going` publishes what is valid.

    compress: write `.gz` and `.br` beside texts. hosts: whose settings are written into the site (`hosting.IN_SITE`).
    request: the name under which the outcome is remembered (`unchanged.request`), "" for not at all.
    """

    keep_going: bool = False
    jobs: int = 1
    cache: Path | None = None
    cards: bool = True
    wait: bool = True
    on_wait: Callable[[], None] | None = None
    request: str = ""
    compress: bool = False
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did. `published` is False when errors stopped it; then the old site stands.

    seconds: what was made side by side -> seconds of processor time.
    """

    checked: Checked
    published: bool
    pages: int = 0
    files: int = 0
    size: int = 0
    leftovers: tuple[Path, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that was found wrong."""
        return self.checked.findings

    @property
    def dropped(self) -> tuple[str, ...]:
        """The content files left out, sorted."""
        return tuple(sorted(self.checked.dropped))

    @property
    def exit_code(self) -> int:
        """0 when all is well (warnings allowed), 1 when there are errors."""
        return 1 if self.checked.errors else 0


@uncollected()
def build(root: Path, target: Path, engine: Engine, options: Options, step: Step) -> Report:
    """Build the site under `root` into `target`. Raises PublishError; then the old site stands."""
    began = time.time()
    with ExitStack() as ending:
        # What stands there is looked at while records are read.
        carries = options.cache and options.request and options.jobs > 1 and can_fork()
        look = ending.enter_context(closing(Beforehand(target))) if carries else untouched
        with step("Đọc và kiểm tra hồ sơ"):
            checked = check_site(root, Cache(options.cache), options.jobs, soon=True)
        ending.callback(checked.close)
        if checked.records.province is None or (checked.errors and not options.keep_going):
            return Report(_whole(checked), published=False)
        with step("Sắp xếp"):
            showcase = arrange(checked.records, checked.source.ledger)
        with guarded(tempfile.gettempdir()), tempfile.TemporaryDirectory(prefix="kheo-") as folder:
            with step("Dựng khung trang"):
                rendered = engine(showcase, Path(folder))
            report = publish(checked, showcase, rendered, target, options, step, look)
    if report.published and not report.leftovers and rendered.repeatable and options.cache and options.request:
        sources = (root / "content", *rendered.sources)
        outcome = Outcome(str(target), report.findings, report.dropped, report.pages, report.files, report.size)
        remember(Cache(options.cache), options.request, began, sources, outcome)
    return report


@deaths_told()
def _whole(checked: Checked) -> Checked:
    return checked.whole()


@deaths_told()
@uncollected()
def publish(
    checked: Checked,
    showcase: Showcase,
    rendered: Rendered,
    target: Path,
    options: Options,
    step: Step,
    look: Look = untouched,
) -> Report:
    """Fill the frames and publish the whole; `look` as in `open_staging`. Raises PublishError; then the old site stands."""
    cache = Cache(options.cache)
    # Where a record fell out, others may show less than their files say.
    carrying = cache.keeps and bool(options.request) and not checked.dropped
    with (
        open_staging(
            target, wait=options.wait, on_wait=options.on_wait, version=__version__, carrying=carrying, look=look
        ) as staging,
        ExitStack() as ending,
    ):
        key = f"{options.request} {target.absolute()}" if carrying else ""
        common = common_ground(checked.source, showcase, rendered, cards=options.cards) if carrying else ""
        keeping = Keeping(cache, key, common)
        made = Made.recalled(keeping, staging.standing, rendered.site_url)
        beside = Beside(at_once=bool(made.before) and options.jobs > 1)
        ending.callback(beside.stop)
        beside.take(Indexer(showcase, staging))
        beside.take(DataWriter(showcase, rendered, staging, keeping))
        with step("Xử lý ảnh"):
            prepared, faults = write_photos(checked.root, checked.records, showcase, staging, cache, made)
            checked = checked.with_problems([*faults.values()])
        if faults and not options.keep_going:
            return Report(checked.whole(), published=False)
        beside.take(BlockDrawer(showcase, rendered, prepared))
        cards = share_cards(showcase) if rendered.site_url and options.cards else None
        frames = Frames.in_folder(rendered.folder, rendered.site_url, rendered.edit_base, cards)
        maker = Maker(frames, staging, made, rendered.site_url)
        drawings = card_builders(showcase, cache) if cards is not None else ()
        hand_pages = _fill(showcase, rendered, prepared, maker, drawings, beside, options.jobs, step)
        with step("Giữ các địa chỉ cũ"):
            _keep_addresses(showcase, staging, rendered.site_url, options)
        if options.hosts or options.compress:
            with step("Viết cho máy chủ"):
                _write_for_hosts(staging, rendered.site_url, options)
        with step("Kiểm tra liên kết và đưa lên"):
            checked = checked.whole()
            _require_account(checked, showcase, {*prepared, *faults}, hand_pages)
            base_path = urlsplit(rendered.site_url).path or "/"
            done = staging.commit(
                base_path, rendered.site_url, bear_broken_links=options.keep_going, forked=options.jobs > 1
            )
            made.save(staging.asked)
            if not made.before:
                cache.prune(CACHE_BYTES)
            checked = checked.with_problems([_broken_link(link) for link in done.broken])
    pages = len(maker.files(_PAGES)) + len(hand_pages)
    return Report(checked, True, pages, done.files, done.size, done.leftovers, dict(maker.seconds))


def _fill(
    showcase: Showcase,
    rendered: Rendered,
    prepared: Mapping[str, Sizes],
    maker: Maker,
    drawings: Iterable[Task],
    beside: Beside,
    jobs: int,
    step: Step,
) -> list[str]:
    """Write everything but photos and what stands at old addresses; return the addresses of hand-written pages."""
    with step("Xem trang nào phải dựng"):
        maker.add(_PAGES, builders(showcase, prepared, rendered.site_url))
        maker.add("Dựng bản nhúng", embed_builders(showcase, rendered.site_url, maker.frames.card_of))
        maker.add("Vẽ ảnh chia sẻ", drawings)
        maker.add("Dựng trang chuyển tiếp", redirects(showcase))
    with step("Dựng trang, dữ liệu, chỉ mục") as told:
        data, drawn = make_all(maker, beside, jobs, told)
    with step("Dựng các trang viết tay"):
        drawn = {**drawn, **{("data", here): block for here, block in data.blocks.items()}}
        heads = hand_page_heads(showcase, rendered.site_url, dict([data.dataset]))
        hand_pages = write_hand_pages(rendered, maker.frames, showcase, drawn, heads, maker.staging)
        if rendered.site_url:
            gone = {stone.address for stone in showcase.tombstones}
            living = {address_of(item.path) for item in maker.files(_PAGES)} - gone - empty_lists(showcase)
            for address, content in sitemaps([*living, *hand_pages], showcase, prepared, rendered.site_url):
                maker.staging.write(address, content)
    return hand_pages


def _keep_addresses(showcase: Showcase, staging: Staging, site_url: str, options: Options) -> None:
    """Write what stands at old addresses. Raises PublishError KH346 when one of the ledger still answers nothing.

    Without the site's own address some files (feeds, share cards) are not made; then pages alone are asked for.
    """

    def read(address: str) -> bytes:
        return (staging.root / file_path(address)).read_bytes()

    made = [address_of(path) for path in staging.paths]
    copies, asked = write_all(renamed(showcase, made, read), staging.writer, site_url)
    staging.register(copies, asked)
    published = {*made, *(address_of(copy.path) for copy in copies)}
    late = dict(heirs(showcase, published, read))
    for address, data in late.items():
        staging.write(address, data)
    missing = unanswered(showcase, published | late.keys(), pages_only=not site_url)
    if not options.cards:
        missing = [address for address in missing if not address.startswith(SHARE_CARDS)]
    if missing and not options.keep_going:
        raise PublishError("KH346", {"count": str(len(missing)), "files": first_ten(missing)})


def _write_for_hosts(staging: Staging, site_url: str, options: Options) -> None:
    """Settings of the hosts that read them in the site itself, and compressed copies."""
    redirects = [*find_redirects(staging.root, staging.paths)] if options.hosts else []
    base_path = urlsplit(site_url).path or "/"
    for name, text in {
        name: text for host in options.hosts for name, text in hosting_files(host, redirects, base_path).items()
    }.items():
        staging.write(name, text.encode())
    if options.compress:
        staging.register(write_compressed(staging.root, staging.paths, options.jobs))


def _broken_link(link: BrokenLink) -> Problem:
    """A dead link as a problem of the hand-written page it stands on, else of the published file."""
    name = address_of(link.page).strip("/")
    file = link.page if "/" in name else f"content/pages/{name or 'index'}.md"
    return problem(file, (), link.code, link.href, position=(1, 1), page=link.page, href=link.href)


def _require_account(checked: Checked, showcase: Showcase, photos_seen: set[str], hand_pages: list[str]) -> None:
    """Every input file is on the site or named in the report, or the build is wrong and stops.

    photos_seen: photos on the site or reported as faulty. Photos of a record that fell out or was withdrawn are
    accounted for by that record.
    """
    gone = checked.dropped | {stone.file for stone in showcase.tombstones}
    folders = {file.rpartition("/")[0] for file in gone if file.endswith(("/index.md", "/index.yml"))}
    with_record = {photo for photo in checked.source.found.photos if photo.rpartition("/")[0] in folders}
    published = set(showcase.files) | photos_seen
    reported = {finding.file for finding in checked.findings} | checked.dropped | with_record
    missing = account(checked.source.inputs(), published, reported)
    for entry in checked.records.pages:
        name = entry.document.name
        if ("" if name == "index" else f"{name}/") not in hand_pages:
            missing.append(entry.document.file)
    if missing:
        raise PublishError("KH951", {"count": str(len(missing)), "files": ", ".join(missing[:10])})
