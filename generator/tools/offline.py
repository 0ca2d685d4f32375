"""A built site as one zip that works from a folder or a USB stick: links name their `index.html`, icons are in the styles."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

_LINK = re.compile(r'(?<=[\s"])(href|src|action)="([^"]*)"')
_REFRESH = re.compile(r'(?<=content="0; url=)([^"]*)(?=")')
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)
_FOLDER = re.compile(r"(?:.*/)?(?:\.\.?)?\Z")
_ICON = re.compile(r'url\("(icons/[\w-]+\.svg)"\)')
# What only servers and search engines ask for.
_ONLINE_ONLY = re.compile(r"(?:sitemap[\w-]*\.xml|robots\.txt|_headers|_redirects|\.htaccess)\Z|.*\.(?:gz|br)\Z")
# A zip keeps no time before 1980; one time for all keeps the bytes the same.
_TIME = (1980, 1, 1, 0, 0, 0)
START = "index.html"


def write_offline(site: Path, files: Iterable[str], target: Path) -> int:
    """Write the built `files` of `site` as the zip `target`; return its bytes. The same site gives the same bytes."""
    spare = target.with_name(target.name + ".new")
    with zipfile.ZipFile(spare, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(files):
            if not _ONLINE_ONLY.match(name.rpartition("/")[2]):
                entry = zipfile.ZipInfo(name, _TIME)
                entry.external_attr = 0o644 << 16
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, _offline(site, name))
    spare.replace(target)
    return target.stat().st_size


def _offline(site: Path, name: str) -> bytes:
    data = (site / name).read_bytes()
    if name.endswith(".html"):
        return offline_html(data.decode("utf-8")).encode("utf-8")
    if name.endswith(".css"):
        return _ICON.sub(lambda found: _inline((site / name).parent / found[1]), data.decode("utf-8")).encode("utf-8")
    return data


def offline_html(html: str) -> str:
    """A page whose links inside the site name a file."""
    html = _LINK.sub(lambda found: f'{found[1]}="{_named(found[2])}"', html)
    return _REFRESH.sub(lambda found: _named(found[1]), html)


def _named(link: str) -> str:
    """A link to a folder as a link to its `index.html`, with what follows "?" or "#"."""
    if not link or _OUTSIDE.match(link):
        return link
    path, mark, rest = re.match(r"([^?#]*)([?#]?)(.*)\Z", link, re.DOTALL).groups()  # type: ignore[union-attr]
    if not _FOLDER.match(path):
        return link
    return f"{path}{'' if not path or path.endswith('/') else '/'}{START}{mark}{rest}"


def _inline(icon: Path) -> str:
    return f'url("data:image/svg+xml,{quote(icon.read_text(encoding="utf-8").strip())}")'
