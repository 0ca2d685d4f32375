"""The build as a table of contents: named, timed steps from checked records to a published site."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from generator import __version__
from generator.core.memo import Memo
from generator.core.problems import Problem, problem
from generator.outputs.data import empty_lists, sitemaps
from generator.outputs.embeds import card_builders, embed_builders
from generator.outputs.hosting import find_redirects, hosting_files
from generator.pipeline.check import Checked, check_site
from generator.pipeline.content_index import no_collection
from generator.pipeline.engine import Engine, Rendered
from generator.pipeline.hand_pages import write_hand_pages
from generator.pipeline.legacy_urls import address_of, legacy_files, redirects, renamed, unanswered
from generator.pipeline.outputs import Progress, run_all
from generator.pipeline.photos import Sizes, write_photos
from generator.pipeline.release import Report, Request
from generator.pipeline.render import TaskQueue, environment_key, write_outputs
from generator.publish import (
    BrokenLink,
    PublishError,
    Staging,
    account,
    file_path,
    first_ten,
    guarded,
    open_staging,
    worker_deaths_reported,
)
from generator.publish.compress import write_compressed
from generator.render.frames import Frames
from generator.render.pages import Task, builders, hand_page_heads, share_cards
from generator.showcase import ModelView, NewsView, Showcase, arrange
from generator.showcase.addresses import SHARE_CARDS

MEMO_BYTES = 2_000_000_000
"""How much the memo of a site may hold after a build; the results used longest ago go first."""

_PAGES = "Dựng trang"
PROPOSALS = "de-xuat.txt"
"""In a preview: the addresses of the proposals it shows."""


class Step(Protocol):
    """Called with a step's Vietnamese name; the step runs inside what it returns."""

    def __call__(self, name: str) -> AbstractContextManager[Progress | None]:
        """Open the step; what it returns takes how far the step is."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to build. keep_going: publish what is valid. memo: folder of the memo; None to keep and reuse nothing.

    compress: write `.gz` and `.br` beside texts. hosts: whose settings are written into the site (`hosting.IN_SITE`).
    proposals: publish records that nobody has approved as well.
    """

    keep_going: bool = False
    jobs: int = 1
    memo: Path | None = None
    cards: bool = True
    wait: bool = True
    on_wait: Callable[[], None] | None = None
    compress: bool = False
    hosts: tuple[str, ...] = ()
    proposals: bool = False


@no_collection()
def build(
    root: Path, target: Path, engine: Engine, options: Options, step: Step, request: Request | None = None
) -> Report:
    """Build the site under `root` into `target`. Raises PublishError; then the previous release stays.

    request: as it was made before anything was read; names the release after its sources.
    """
    memo = Memo(options.memo)
    with step("Đọc và kiểm tra hồ sơ"):
        checked = check_site(root, memo, options.jobs, early=True)
    with closing(checked):
        if checked.records.province is None or (checked.errors and not options.keep_going):
            return _unpublished(checked, target)
        with step("Sắp xếp"):
            showcase = arrange(checked.shown(proposals=options.proposals), checked.source.ledger)
        with guarded(tempfile.gettempdir()), tempfile.TemporaryDirectory(prefix="kheo-") as folder:
            with step("Dựng khung trang"):
                rendered = engine(showcase, Path(folder))
            return publish(checked, showcase, rendered, target, options, step, request)


@worker_deaths_reported()
def _unpublished(checked: Checked, target: Path) -> Report:
    whole = checked.whole()
    return Report(target, whole.findings, _dropped(whole), published=False)


@worker_deaths_reported()
@no_collection()
def publish(
    checked: Checked,
    showcase: Showcase,
    rendered: Rendered,
    target: Path,
    options: Options,
    step: Step,
    request: Request | None = None,
) -> Report:
    """Fill the frames and publish a whole release. Raises PublishError; then the previous release stays.

    request: as in `build`.
    """
    memo = Memo(options.memo)
    key = request.key(rendered.sources) if request and rendered.repeatable else ""
    with open_staging(target, wait=options.wait, on_wait=options.on_wait, version=__version__) as staging:
        with step("Xử lý ảnh"):
            prepared, faults = write_photos(checked.root, checked.records, showcase, staging, memo)
            checked = checked.with_problems([*faults.values()])
        if faults and not options.keep_going:
            return _unpublished(checked, target)
        cards = share_cards(showcase) if rendered.site_url and options.cards else None
        frames = Frames.in_folder(rendered.folder, rendered.site_url, rendered.edit_base, cards)
        environment = environment_key(checked, showcase, rendered, cards=options.cards)
        queue = TaskQueue(frames, staging, memo, environment, rendered.site_url)
        drawings = card_builders(showcase, memo) if cards is not None else ()
        hand_pages = _fill(showcase, rendered, prepared, queue, drawings, options.jobs, step)
        with step("Giữ các địa chỉ cũ"):
            _keep_addresses(showcase, staging, rendered.site_url, options)
        views: list[ModelView | NewsView] = [*showcase.models, *showcase.news]
        if proposals := [view.address for view in views if view.is_proposal]:
            staging.write(PROPOSALS, "".join(f"{address}\n" for address in proposals).encode())
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
            memo.prune(MEMO_BYTES)
            checked = checked.with_problems([_broken_link(link) for link in done.broken])
    pages = len(queue.files(_PAGES)) + len(hand_pages)
    counts = (pages, done.files, done.size, done.largest, _waiting(checked, showcase))
    report = Report(
        target, checked.findings, _dropped(checked), True, *counts,
        leftovers=done.leftovers, seconds=dict(queue.seconds), listed=done.listed,
    )  # fmt: skip
    if request and not report.leftovers:
        request.finish(key, report)
    return report


def _dropped(checked: Checked) -> tuple[str, ...]:
    return tuple(sorted(checked.dropped))


def _waiting(checked: Checked, showcase: Showcase) -> tuple[str, ...]:
    """Files of proposals that are not published."""
    proposals = {entry.document.file for entry in checked.records.proposals()}
    return tuple(sorted(proposals - showcase.files))


def _fill(
    showcase: Showcase,
    rendered: Rendered,
    prepared: Mapping[str, Sizes],
    queue: TaskQueue,
    drawings: Iterable[Task],
    jobs: int,
    step: Step,
) -> list[str]:
    """Write everything but photos and legacy URLs; return the addresses of hand-written pages."""
    with step("Liệt kê các trang"):
        queue.add(_PAGES, builders(showcase, prepared, rendered.site_url))
        queue.add("Dựng bản nhúng", embed_builders(showcase, rendered.site_url, queue.frames.card_of))
        queue.add("Vẽ ảnh chia sẻ", drawings)
        queue.add("Dựng trang chuyển tiếp", redirects(showcase))
    with step("Dựng trang, dữ liệu, chỉ mục") as progress:
        data, drawn = run_all(queue, showcase, rendered, prepared, jobs, progress)
    with step("Dựng các trang viết tay"):
        drawn = {**drawn, **{("data", here): block for here, block in data.blocks.items()}}
        heads = hand_page_heads(showcase, rendered.site_url, dict([data.dataset]))
        hand_pages = write_hand_pages(rendered, queue.frames, showcase, drawn, heads, queue.staging)
        if rendered.site_url:
            withdrawn = {page.address for page in showcase.tombstones}
            living = {address_of(item.path) for item in queue.files(_PAGES)} - withdrawn - empty_lists(showcase)
            for address, content in sitemaps([*living, *hand_pages], showcase, prepared, rendered.site_url):
                queue.staging.write(address, content)
    return hand_pages


def _keep_addresses(showcase: Showcase, staging: Staging, site_url: str, options: Options) -> None:
    """Write the legacy URLs. Raises PublishError KH346 when one of the ledger still answers nothing.

    Without the site's own address some files (feeds, share cards) are not made; then pages alone are asked for.
    """

    def read(address: str) -> bytes:
        return (staging.root / file_path(address)).read_bytes()

    made = [address_of(path) for path in staging.paths]
    copies, links = write_outputs(renamed(showcase, made, read), staging, site_url)
    staging.register(copies, links)
    published = {*made, *(address_of(copy.path) for copy in copies)}
    late = dict(legacy_files(showcase, published, read))
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
    waiting = {*_waiting(checked, showcase)}
    gone = checked.dropped | waiting | {page.file for page in showcase.tombstones}
    folders = {file.rpartition("/")[0] for file in gone if file.endswith(("/index.md", "/index.yml"))}
    with_record = {photo for photo in checked.source.found.photos if photo.rpartition("/")[0] in folders}
    published = set(showcase.files) | photos_seen
    reported = {finding.file for finding in checked.findings} | checked.dropped | waiting | with_record
    missing = account(checked.source.inputs(), published, reported)
    for entry in checked.records.pages:
        name = entry.document.name
        if ("" if name == "index" else f"{name}/") not in hand_pages:
            missing.append(entry.document.file)
    if missing:
        raise PublishError("KH951", {"count": str(len(missing)), "files": ", ".join(missing[:10])})
