"""The way out of Material, rehearsed: our pages and frames rendered by ProperDocs and by zensical, without our plugin.

What the plugin tells mkdocs is written into plain files beforehand: texts into the templates' data, slots into the front
matter of the frames. So another engine needs nothing of ours but Markdown, front matter, templates and one configuration.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

from generator.core.resources import THEME
from generator.core.texts import texts
from generator.pipeline.chrome import chrome
from generator.render import frames
from generator.render.pages import section_of
from generator.showcase import Showcase

# How a template asks for a text: t("key"), t("key" ~ name), t("key", name=value).
_ASKED = re.compile(r"\bt\(([^(),]+)((?:,\s*\w+=[\w.]+)*)\)")


def _text(found: re.Match[str]) -> str:
    filled = "".join(f' | replace("{{{name}}}", {value})' for name, value in re.findall(r"(\w+)=([\w.]+)", found[2]))
    return f"(config.extra.texts[{found[1].strip()}]{filled})"


def write_project(folder: Path, showcase: Showcase, site_url: str, pages: dict[str, str]) -> Path:
    """Write a project that any engine of mkdocs' kind renders. pages: name of a hand-written page -> its Markdown."""
    theme = folder / "theme"
    shutil.copytree(THEME, theme)
    for template in theme.rglob("*.html"):
        source = _ASKED.sub(_text, template.read_text("utf-8"))
        # The slot of the article is no Markdown, which would make a paragraph of it.
        source = source.replace(
            "page.meta.article %}\n{{ page.content }}", "page.meta.article %}\n{{ page.meta.slot }}"
        )
        for own in ("canonical_url", "edit_url"):
            source = source.replace(f"page.{own}", f"page.meta.{own}")
        template.write_text(source, "utf-8")
    docs = folder / "docs"
    for address in frames.frame_addresses().values():
        section = address.partition("/")[0].rpartition("-")[2]
        head = {
            "title": frames.TITLE, "description": frames.DESCRIPTION, "section": section, "article": True,
            "head": frames.HEAD, "feed": frames.FEED, "card": frames.CARD, "canonical_url": frames.CANONICAL,
            "edit_url": frames.EDIT, "slot": frames.ARTICLE,
        }  # fmt: skip
        _write_page(docs / address / "index.md", head, "x")
    for name, text in pages.items():
        front, _, body = text.removeprefix("---\n").partition("\n---\n")
        meta = dict(re.findall(r"^(\w+): (.+)$", front, re.MULTILINE))
        url = "" if name == "index" else f"{name}/"
        head = {**meta, "section": section_of(url), "article": False, "head": "", "feed": "", "card": frames.CARD,
                "canonical_url": f"{site_url}{url}", "edit_url": None}  # fmt: skip
        _write_page(docs / f"{name}.md", head, body)
    told = chrome(showcase, (), site_url) | {"province": showcase.province.model_dump(mode="json"), "problems": ""}
    config = {
        "site_name": f"Dân vận khéo – {showcase.province.name}", "site_url": site_url, "docs_dir": "docs", "site_dir": "site",
        "extra": {"kheo": told, "texts": texts()}, "plugins": [], "markdown_extensions": [],
    }  # fmt: skip
    return _write_config(folder, config)


def _write_page(path: Path, head: dict[str, Any], body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    front = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in head.items())
    path.write_text(f"---\n{front}---\n\n{body}\n", "utf-8")


def _write_config(folder: Path, config: dict[str, Any]) -> Path:
    path = folder / "mkdocs.yml"
    # JSON is YAML; `theme` differs from engine to engine.
    path.write_text(json.dumps(config | {"theme": {"name": None, "custom_dir": "theme"}}, ensure_ascii=False), "utf-8")
    return path


def render(command: list[str | Path], folder: Path) -> dict[str, str]:
    """Run an engine in the project; address -> page, of every frame and hand-written page."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    site = folder / "site"
    return {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in sorted(site.rglob("index.html"))}
