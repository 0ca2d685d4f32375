"""The only module that knows mkdocs: it renders hand-written pages and frames, and runs the build for mkdocs' commands."""

from __future__ import annotations

import contextlib
import logging
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import nh3
from jinja2 import Environment, FileSystemLoader
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import base, config_options, load_config
from mkdocs.exceptions import Abort, MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from generator.core.memo import Memo, memo_folder
from generator.core.problems import Finding
from generator.core.problems.reporters import text
from generator.core.resources import THEME
from generator.core.texts import t
from generator.core.vietnamese import heading_slug
from generator.core.workers import usual_jobs
from generator.pipeline.check import Checked, check_site
from generator.pipeline.chrome import chrome
from generator.pipeline.engine import Engine, Rendered
from generator.pipeline.release import SITE_URL, Report
from generator.pipeline.steps import Options, publish
from generator.publish import PublishError, first_ten, remove_traces
from generator.render.frames import (
    ARTICLE,
    CANONICAL,
    CARD,
    DESCRIPTION,
    EDIT,
    FEED,
    HEAD,
    TITLE,
    frame_addresses,
)
from generator.render.pages import section_of
from generator.showcase import Showcase, arrange

# Material prints advice about mkdocs' future at every start; ARCHITECTURE.md holds our answer to it.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

_FRAME = f"---\ntitle: {TITLE}\ndescription: {DESCRIPTION}\n---\n\nx\n"
_LOG = logging.getLogger("mkdocs.plugins.kheo")


class KheoConfig(base.Config):  # type: ignore[no-untyped-call]  # mkdocs gives its hook for subclasses no types
    """Options of the plugin in mkdocs.yml."""

    keep_going = config_options.Type(bool, default=False)
    """Publish the valid records although others have errors; the exit code is still 1."""


class KheoPlugin(BasePlugin[KheoConfig]):  # type: ignore[no-untyped-call]  # as above
    """Adapter between mkdocs' events and the build."""

    def __init__(self) -> None:
        self._command = "build"
        self._showcase: Showcase | None = None
        self._findings: tuple[Finding, ...] = ()
        self._checked: Checked | None = None
        self._target: Path | None = None
        self._served: Path | None = None
        self._edit_base = ""

    def hand_over(self, showcase: Showcase) -> None:
        """Only render: the build that calls mkdocs does everything else."""
        self._showcase = showcase

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Remember whether mkdocs builds or serves; `--dirty` has no meaning here, every build is whole."""
        self._command = command

    def on_config(self, config: Any) -> Any:
        """Check the records first; then point mkdocs at a folder of its own, never at the live site."""
        handed = self._showcase if self._checked is None else None
        showcase = handed or self._start(config)
        self._edit_base = showcase.province.edit_base or ""
        config.extra["kheo"] = chrome(showcase, self._findings, config.site_url or "")
        config.mdx_configs.setdefault("toc", {})["slugify"] = heading_slug
        if not config.theme.custom_dir:
            config.theme.dirs.insert(0, str(THEME))
        config.theme.get_env = partial(_lean_env, config.theme)
        return config

    def _start(self, config: Any) -> Showcase:
        """What mkdocs' own commands need first: checked records, and a folder of its own for what mkdocs writes."""
        checked = self._checked = check_site(_root(config), Memo(memo_folder(_root(config))), usual_jobs())
        serving = self._command == "serve"
        if checked.findings:
            sys.stderr.write(text(list(checked.findings), "vi"))
        if checked.records.province is None or (checked.errors and not (serving or self.config.keep_going)):
            raise Abort("Hồ sơ còn lỗi: chưa có gì được đưa lên, trang cũ vẫn nguyên.")
        self._findings = checked.findings if serving else ()
        self._target = self._served = Path(config.site_dir)
        config.site_dir = tempfile.mkdtemp(prefix="kheo-")
        self._showcase = arrange(checked.shown(proposals=serving), checked.source.ledger)
        return self._showcase

    def on_files(self, files: Files, /, *, config: Any) -> Files:
        """Keep our own pages and assets, drop what Material ships and no page uses, and ask for the frames."""
        shown = self._showcase.files if self._showcase else frozenset()
        for file in list(files):
            if not _ours(file, config, shown):
                files.remove(file)
        for address in frame_addresses().values():
            files.append(File.generated(config, f"{address}index.md", content=_FRAME))
        return files

    def on_env(self, env: Any, /, *, config: Any, files: Files) -> Any:
        """Give the theme the catalogue of texts."""
        env.globals["t"] = t
        return env

    def on_page_content(self, html: str, /, *, page: Page, config: Any, files: Files) -> str:
        """A frame's content is its slot; a hand-written page's is cleaned like any other text of strangers."""
        return ARTICLE if page.title == TITLE else _clean(html)

    def on_page_context(self, context: Any, /, *, page: Page, config: Any, nav: Any) -> Any:
        """Fill what the theme reads of a page: section, canonical and edit addresses, or their slots."""
        frame = page.title == TITLE
        url = page.url
        section = url.partition("/")[0].rpartition("-")[2] if frame else section_of(url)
        page.meta = {**page.meta, "section": section, "article": frame, "head": HEAD, "feed": FEED if frame else ""}
        page.meta["card"] = CARD
        if frame:
            page.canonical_url = CANONICAL
            page.edit_url = EDIT
        else:
            page.edit_url = f"{self._edit_base}content/pages/{page.file.src_uri}" if self._edit_base else None
        return context

    def on_post_build(self, *, config: Any) -> None:
        """For mkdocs' own commands: fill the frames and publish."""
        if self._checked is None or self._target is None or self._showcase is None:
            return
        rendered, target = Path(config.site_dir), self._target
        config.site_dir = str(target)
        try:
            filled = _rendered(rendered, config, self._edit_base)
            # Nobody shares a preview, and it should be there soon.
            report = _publish(self._checked, self._showcase, filled, target, cards=self._command != "serve")
        except PublishError as error:
            raise Abort(error.told()) from error
        finally:
            shutil.rmtree(rendered, ignore_errors=True)
        _LOG.info("kheo: %d trang ở %s", report.pages, target)
        if report.exit_code and self._command == "build":
            raise Abort("Đã đưa lên phần hợp lệ; các hồ sơ có lỗi nêu ở trên chưa được đăng.")

    def on_build_error(self, *, error: Exception) -> None:
        """Leave nothing behind: the folder mkdocs rendered into is ours."""
        self._target = None

    def on_shutdown(self) -> None:
        """Take away what we put beside the folder mkdocs serves from: that folder is mkdocs' own, and goes."""
        if self._command == "serve" and self._served is not None:
            remove_traces(self._served)

    def on_serve(self, server: Any, /, *, config: Any, builder: Any) -> Any:
        """Rebuild on any change of content or theme."""
        server.watch(str(_root(config) / "content"))
        return server


def _publish(checked: Checked, showcase: Showcase, rendered: Rendered, target: Path, *, cards: bool) -> Report:
    memo = memo_folder(checked.root)
    options = Options(keep_going=True, memo=memo, jobs=usual_jobs(), cards=cards)
    return publish(checked, showcase, rendered, target, options, lambda _name: contextlib.nullcontext())


def _root(config: Any) -> Path:
    return Path(config.config_file_path or "mkdocs.yml").resolve().parent


def _rendered(folder: Path, config: Any, edit_base: str) -> Rendered:
    site_url = config.site_url or ""
    return Rendered(folder, site_url if site_url.endswith("/") or not site_url else f"{site_url}/", edit_base)


def _lean_env(theme: Any) -> Environment:
    """The theme's environment, where mkdocs finds our files alone: Material brings 14,500, and no page uses them."""
    env: Environment = type(theme).get_env(theme)
    ours = FileSystemLoader(theme.dirs[0]).list_templates()
    setattr(env, "list_templates", partial(_filtered, ours))  # noqa: B010 - an attribute in place of the method
    return env


def _filtered(names: list[str], filter_func: Callable[[str], bool]) -> list[str]:
    return [name for name in names if filter_func(name)]


def _ours(file: File, config: Any, shown: frozenset[str]) -> bool:
    """True for a valid page of content/pages and for assets of our own theme folder."""
    source = Path(file.abs_src_path or "").resolve()
    docs = Path(config.docs_dir).resolve()
    if source.is_relative_to(docs):
        name = f"content/pages/{source.relative_to(docs).as_posix()}"
        return name in shown
    assets = Path(config.theme.custom_dir or THEME).resolve() / "assets"
    return source.is_relative_to(assets) and source.suffix not in (".md", ".txt")


_MARKDOWN_TAGS = {
    *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "code"),
    *("hr", "br", "strong", "em", "del", "a", "abbr", "table", "thead", "tbody", "tr", "th", "td", "div", "details"),
    "summary",
}
_CLEANER = nh3.Cleaner(
    tags=_MARKDOWN_TAGS,
    attributes={"a": {"href", "title"}, "abbr": {"title"}, "ol": {"start"}}
    | {tag: {"id"} for tag in ("h1", "h2", "h3", "h4", "h5", "h6")},
    url_schemes={"http", "https", "mailto"},
    link_rel="noopener",
    strip_comments=False,
)


def _clean(html: str) -> str:
    return _CLEANER.clean(html)


def mkdocs_engine(config_file: Path, site_url: str = "") -> Engine:
    """The engine for `build()`: mkdocs with the configuration at `config_file`. It raises PublishError KH952.

    site_url: the site's own address, in place of that in the configuration.
    """

    def engine(showcase: Showcase, folder: Path) -> Rendered:
        with _mkdocs_errors():
            config = _load(config_file, site_dir=str(folder), **({"site_url": site_url} if site_url else {}))
            plugin = config.plugins.get("kheo")
            if not isinstance(plugin, KheoPlugin):
                raise PublishError("KH952", {"why": "thiếu dòng “- kheo” trong mục plugins"})
            _require_usable(config)
            plugin.hand_over(showcase)
            config.plugins.on_startup(command="build", dirty=False)
            mkdocs_build(config)
        rendered = _rendered(folder, config, showcase.province.edit_base or "")
        return replace(rendered, sources=_sources(config_file, config), repeatable=_repeatable(config_file, config))

    return engine


def _load(config_file: Path, **changes: str) -> Any:
    """The configuration; a site without an address of its own has that of the environment (`SITE_URL`), if there is one."""
    config = load_config(str(config_file), **changes)
    named = os.environ.get(SITE_URL, "")
    if named and not config.site_url:
        if not re.fullmatch(r"https?://[^\s<>\"'?#]+", named):
            raise PublishError("KH952", {"why": f"{SITE_URL} không phải là địa chỉ trang web: {named}"})
        config.site_url = named.rstrip("/") + "/"
    return config


def _require_usable(config: Any) -> None:
    """Refuse what would build another site than the one addresses and links are made for. Raises PublishError."""
    if not config.use_directory_urls:
        raise PublishError("KH952", {"why": "use_directory_urls phải là true (bỏ dòng ấy là được)"})
    if config.theme.custom_dir:
        folder = Path(config.theme.custom_dir)
        ours = (path.relative_to(THEME) for path in sorted(THEME.rglob("*.html")) if "records" not in path.parts)
        missing = [path.as_posix() for path in ours if not (folder / path).is_file()]
        if missing:
            raise PublishError("KH953", {"folder": config.theme.custom_dir, "files": first_ten(missing)})


def _sources(config_file: Path, config: Any) -> tuple[Path, ...]:
    """What mkdocs read outside the content and the packages: the configuration and our theme."""
    return config_file, Path(config.theme.custom_dir or THEME), *(Path(path) for path in config.watch)


def _repeatable(config_file: Path, config: Any) -> bool:
    """False where a plugin, a hook or another file takes part whose sources we do not know."""
    foreign = set(config.plugins) - {"kheo"} or config.hooks or "pymdownx.snippets" in config.markdown_extensions
    return not foreign and "INHERIT" not in config_file.read_text(encoding="utf-8")


def output_folder(config_file: Path) -> Path:
    """`site_dir` of the configuration. Raises PublishError KH952."""
    with _mkdocs_errors():
        return Path(_load(config_file).site_dir)


def base_path(config_file: Path) -> str:
    """The path of the site at its host, "/" or "/dan-van/". Raises PublishError KH952."""
    with _mkdocs_errors():
        path = urlsplit(_load(config_file).site_url or "").path.strip("/")
    return f"/{path}/" if path else "/"


@contextlib.contextmanager
def _mkdocs_errors() -> Iterator[None]:
    """Turn what mkdocs complains of into a PublishError; it logs the reason and raises only that there was one."""
    log, said = logging.getLogger("mkdocs"), _Said()
    log.setLevel(logging.ERROR)
    log.addHandler(said)
    try:
        yield
    except RecursionError as error:
        page = re.search(r"'([^']+\.md)'", " ".join(said.messages))
        raise PublishError("KH327", {"file": f"content/pages/{page[1]}" if page else "mkdocs.yml"}) from error
    except (MkDocsException, UnicodeError) as error:
        why = said.messages[0] if said.messages else str(error).strip().split("\n")[0]
        raise PublishError("KH952", {"why": why}) from error
    finally:
        log.removeHandler(said)


class _Said(logging.Handler):
    """Keeps what was logged."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line."""
        self.messages.append(record.getMessage().strip().split("\n")[0])
