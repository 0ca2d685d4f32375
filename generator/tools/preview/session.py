"""The preview: a record's own page stands there as soon as it is saved; the whole build follows behind it."""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path

from generator.core.memo import Memo, memo_folder
from generator.core.problems import Finding
from generator.core.problems.reporters import text
from generator.core.texts import t
from generator.core.workers import Future
from generator.pipeline.check import own_findings
from generator.pipeline.content_index import ContentIndex, no_collection
from generator.pipeline.engine import Engine
from generator.pipeline.steps import Options
from generator.publish import PublishError, worker_deaths_reported
from generator.records.reading import explained
from generator.records.schema import Records
from generator.records.source import RecordFile, is_ignored
from generator.render.pages import prepare
from generator.tools.preview.drafts import Drafts
from generator.tools.preview.host import CHANGES, Host
from generator.tools.preview.quick import quick_files
from generator.tools.preview.rebuild import Built, rebuild
from generator.tools.preview.stage import Stage
from generator.tools.preview.watch import Watch

# Beyond so many files changed at once, index all of them by several processes is quicker.
_FEW = 50


def serve(
    root: Path, engine: Engine, address: str, base: str, jobs: int, say: Callable[[str], None], step: Callable[[], None]
) -> None:
    """Serve the site under `root` on `address`, below the path `base`, until Ctrl-C.

    Raises PublishError when it cannot listen there. say: told in Vietnamese what happens. step: called between
    steps; may raise KeyboardInterrupt.
    """
    with tempfile.TemporaryDirectory(prefix="kheo-", ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        stage = Stage(work / "site", CHANGES)
        drafts = Drafts(work / "nhap")
        with _answering(Host(address, base, stage, drafts)):
            say(t("preview.begins", address=f"http://{address}{base}"))
            preview = Preview(root.absolute(), engine, work, stage, jobs, say, drafts)
            try:
                while True:
                    step()
                    preview.turn()
            except KeyboardInterrupt as interrupt:
                say(t("preview.ended"))
                # Ctrl-C is how a preview ends; what is more than that has an exit code of its own.
                if type(interrupt) is not KeyboardInterrupt:
                    raise
            finally:
                preview.close()


@contextmanager
def _answering(host: Host) -> Iterator[None]:
    thread = threading.Thread(target=partial(host.serve_forever, 0.1), daemon=True)
    thread.start()
    try:
        yield
    finally:
        host.shutdown()
        host.server_close()


@dataclass(frozen=True, slots=True)
class _Build:
    """A build at work. saves, looks: how many changes, and how many of theme or configuration, it has seen."""

    future: Future[Built]
    folder: Path
    saves: int
    looks: int
    began: float


_UNOBSERVED = (
    "Hệ thống không báo được khi tệp thay đổi (đã hết lượt theo dõi); kheo tự xem lại, nên trang hiện chậm hơn."
)


class Preview:
    """What is known of a site while it is edited, and what is shown of it on the stage."""

    def __init__(
        self,
        root: Path,
        engine: Engine,
        work: Path,
        stage: Stage,
        jobs: int,
        say: Callable[[str], None],
        drafts: Drafts | None = None,
    ) -> None:
        self._drafts = drafts
        self._root, self._engine, self._work, self._stage, self._say = root, engine, work, stage, say
        self._content = root / "content"
        self._memo = Memo(memo_folder(root))
        self._options = Options(keep_going=True, memo=memo_folder(root), jobs=jobs, cards=False, proposals=True)
        self._watch = Watch([self._content, root / "mkdocs.yml"])
        if not self._watch.observed:
            say(_UNOBSERVED)
        self._index: ContentIndex | None = None
        self._build: _Build | None = None
        self._built: Built | None = None
        self._findings: tuple[Finding, ...] = ()
        self._read_as: tuple[str, ...] = ()
        self._notice = ""
        self._newer: dict[str, tuple[int, bytes]] = {}
        self._saves = self._looks = self._looks_shown = 0
        self._numbers = count(1)
        self._due, self._render = True, True
        prepare()
        self._show()

    @property
    def busy(self) -> bool:
        """Whether something that changed is not in the build that is shown."""
        return self._due or self._build is not None

    def turn(self) -> None:
        """Begin a build that is due, then wait for its end or for a change, and meet it."""
        if self._due and self._build is None:
            self._begin()
        ready = self._watch.wait([self._build.future.ready] if self._build else [])
        changed = {path for path in self._watch.changes() if self._counts(path)}
        if changed:
            self._meet(changed)
        if ready and self._build is not None:
            self._end(self._build)

    def close(self) -> None:
        """Leave nothing running."""
        self._watch.close()
        if self._build is not None:
            self._build.future.stop()

    def _counts(self, path: Path) -> bool:
        """False for what editors and systems leave behind."""
        below = path.relative_to(self._content) if path.is_relative_to(self._content) else Path(path.name)
        return not any(map(is_ignored, below.parts))

    def _meet(self, changed: set[Path]) -> None:
        """Have everything built anew; show the page of a record that changed alone at once."""
        self._due = True
        self._saves += 1
        outside = [path for path in changed if not path.is_relative_to(self._content)]
        self._looks += bool(outside)
        self._render |= bool(outside) or any(path.is_relative_to(self._content / "pages") for path in changed)
        if self._index is None or len(outside) == len(changed):
            return
        records = self._records(self._index, changed)
        try:
            if len(records) == 1 == len(changed):
                self._meet_alone(self._index, records[0])
            elif len(records) == len(changed) <= _FEW:
                self._index.read_again(records)
            else:
                self._index = None
        except OSError:
            # Gone again meanwhile: that is the next change.
            self._index = None
        except Exception as error:  # noqa: BLE001 - the whole build follows
            self._tell(_fault(error))

    def _records(self, index: ContentIndex, changed: set[Path]) -> list[RecordFile]:
        """The records of their own files among what changed that were there before and still are."""
        files = (
            path for path in changed if path.is_relative_to(self._content) and path.is_file() and not path.is_symlink()
        )
        names = {path.relative_to(self._root).as_posix() for path in files}
        own = (one for one in index.source.found.records if not one.register and one.kind != "province")
        return [one for one in own if one.file in names]

    def _meet_alone(self, index: ContentIndex, record: RecordFile) -> None:
        """Show what is wrong with this record by itself, and its page if nothing is."""
        before = index.results[record.file]
        index.read_again([record])
        now, entries = index.results[record.file], index.entries()
        answers = Records.of(entry for entry in entries if entry.document.kind == "answer")
        own = own_findings(self._root, now, answers)
        told = explained(self._root, record.file, now.understood)
        self._read_as = tuple(f"{record.file}:{line}: {read_as}" for line, read_as in told)
        said = {(one.code, one.text, one.values) for one in before.problems()}
        others = (
            one for one in self._findings if one.file != record.file or (one.code, one.text, one.values) not in said
        )
        self._findings = tuple(sorted({*others, *own}))
        entry = next(now.entries(), None)
        if entry and self._built and not any(finding.is_error for finding in own):
            files = quick_files(entry, entries, self._built, self._root, self._memo)
            self._newer |= {path: (self._saves, data) for path, data in files.items()}
        self._show()

    def _begin(self) -> None:
        """Read what changed, if that was not done yet, and start a build of it."""
        self._due = False
        try:
            if self._index is None:
                with worker_deaths_reported(), no_collection():
                    self._index = ContentIndex(self._root, self._memo, self._options.jobs)
                # What was read stays: there is no use in looking through it for what may go.
                gc.freeze()
        except OSError as error:
            self._tell(t("preview.unread", file=error.filename or "", why=error.strerror or ""))
            return
        except PublishError as error:
            self._tell(error.told())
            return
        folder = self._work / f"khung-{next(self._numbers)}"
        framed = self._built.framed if self._built and not self._render else None
        self._render = False
        work = partial(rebuild, self._index, self._engine, framed, folder, self._work / "site", self._options)
        saves, looks, began = self._saves, self._looks, time.monotonic()
        self._build = _Build(Future(work), folder, saves, looks, began)

    def _end(self, build: _Build) -> None:
        """Show what was built; pages that are newer than that stay."""
        self._build = None
        try:
            with worker_deaths_reported():
                built = build.future.result()
        except PublishError as error:
            self._fail(build, error.told())
            return
        except Exception as error:  # noqa: BLE001 - the editor goes on; the next save may mend it
            self._fail(build, _fault(error))
            return
        if build.saves == self._saves:
            self._find(built.findings)
        if built.framed is None:
            self._fail(build, t("preview.nothing") if self._built is None else "")
            return
        if self._built is None or self._built.framed != built.framed:
            self._watch.look_at([self._content, self._root / "mkdocs.yml", *built.framed.rendered.sources])
            if self._built and self._built.framed:
                self._discard(self._built.framed.rendered.folder)
        self._built, self._notice, self._looks_shown = built, "", build.looks
        self._newer = {path: newer for path, newer in self._newer.items() if newer[0] > build.saves}
        seconds = f"{time.monotonic() - build.began:.1f}".replace(".", ",")
        self._say(t("preview.built", pages=built.pages, seconds=seconds))
        self._show()

    def _fail(self, build: _Build, notice: str) -> None:
        """What was shown stays."""
        self._render = True
        self._discard(build.folder)
        self._tell(notice)

    def _find(self, findings: tuple[Finding, ...]) -> None:
        if findings != self._findings or self._built is None:
            self._say(text(list(findings), "vi").rstrip("\n"))
        self._findings = findings

    def _tell(self, notice: str) -> None:
        if notice and notice != self._notice:
            self._say(notice)
        self._notice = notice
        self._show()

    def _show(self) -> None:
        newer = {path: data for path, (_, data) in self._newer.items()}
        if self._drafts is not None:
            self._drafts.know(self._index, self._built)
        built, looks = self._built is not None, self._looks_shown
        self._stage.show(self._findings, self._notice, newer, built=built, looks=looks, read_as=self._read_as)

    def _discard(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)


def _fault(error: Exception) -> str:
    """An error of our own in Vietnamese; KHEO_TRACEBACK=1 shows developers the whole of it."""
    if os.environ.get("KHEO_TRACEBACK"):
        raise error
    return t("preview.failed", what=f"{type(error).__name__}: {error}")
