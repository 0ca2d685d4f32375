"""Pull every link, resource and anchor out of an HTML or CSS file, fast enough to do it for every page built.

Two passes of compiled expressions over the bytes (tags first, then their attributes): text, comments, scripts
and quoted ">" cannot be mistaken for links.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import NamedTuple

# The look ahead is for speed: without a fixed set of next letters every "<" would try the whole alternation.
# Everything may also end at the end of the file, as in HTML; so an unclosed tag is passed over once, not once per "<".
_INSIDE = rb"(?:[^>\"']++|\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))*+(?:>|\Z)"
_HIDDEN = re.compile(
    rb"<(?=[!sStTxXiI])(?:!--.*?(?:-->|\Z)"
    rb"|((script|style|textarea|title|xmp|iframe)(?=[\s/>])" + _INSIDE + rb")(.*?)(?:</\2\s*+>|\Z))",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(rb"<[A-Za-z]" + _INSIDE)
_ATTRIBUTE = re.compile(rb"[\s\"'/]([A-Za-z][\w:\-]*+)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))")
_REFRESH = re.compile(r"\s*[0-9.]+\s*[;,]\s*url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)
_CANDIDATE = re.compile(r"([^\s,]\S*[^\s,]|[^\s,])(?:\s+[^,]+)?(?:,|$)")
_CSS_COMMENT = re.compile(rb"/\*.*?\*/", re.DOTALL)
_CSS_URL = re.compile(
    rb"url\(\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"')]*))\s*\)|@import\s+(?:\"([^\"]*)\"|'([^']*)')",
    re.IGNORECASE,
)
_ONE_URL = frozenset({b"href", b"src", b"poster", b"action", b"formaction", b"xlink:href", b"data"})
_MANY_URLS = frozenset({b"srcset", b"imagesrcset"})
_ASKED = _ONE_URL | _MANY_URLS | {b"id", b"style", b"content"}


class Scan(NamedTuple):
    """The links of one file as written (entities resolved), each once, in order; and its ids."""

    links: tuple[str, ...]
    ids: frozenset[str]


def scan_file(root: str, path: str) -> Scan:
    """Scan one file of a release by its extension: CSS, else HTML or SVG."""
    return scan_bytes(path, Path(root, path).read_bytes())


def scan_bytes(path: str, data: bytes) -> Scan:
    """Scan what one file of a release holds, by its extension."""
    if path.endswith(".css"):
        return Scan(tuple(dict.fromkeys(_css_links(data))), frozenset())
    return scan_html(data)


def scan_html(data: bytes) -> Scan:
    """Links and ids of a page: attributes that load or lead, `srcset`, redirects, inline styles, absolute `content`."""
    links: list[str] = []
    ids: set[str] = set()

    def take_out(found: re.Match[bytes]) -> bytes:
        if (found[2] or b"").lower() == b"style":
            links.extend(_css_links(found[3]))
        return b"<" + found[1] if found[1] else b""

    tags = b"".join(_TAG.findall(_HIDDEN.sub(take_out, data)))
    for name, double, single, bare in _ATTRIBUTE.findall(tags):
        if name not in _ASKED and (name := name.lower()) not in _ASKED:
            continue
        value = _text(double or single or bare)
        if name == b"id":
            ids.add(value)
        elif name in _ONE_URL:
            links.append(value.strip())
        else:
            links.extend(_links_inside(name, value))
    return Scan(tuple(dict.fromkeys(links)), frozenset(ids))


# Attributes of pages we make ourselves that lead somewhere.
_OURS = re.compile(r' (id|href|src|srcset|action|content|data|poster)="([^"]*)"')


def scan_ours(html: str) -> Scan:
    """Links and ids of HTML we made ourselves, whose attributes stand after a space and in double quotes.

    A sixth of the cost of `scan_html`. Text that looks like an attribute counts as a link too (it will lead nowhere,
    and then somebody has to look exactly), but never as an id.
    """
    links: list[str] = []
    ids: set[str] = set()
    for found in _OURS.finditer(html):
        name, value = found.groups()
        if "&" in value:
            value = unescape(value)
        if name == "href":
            links.append(value.strip())
        elif name == "id":
            at = found.start()
            if html.rfind("<", 0, at) > html.rfind(">", 0, at):
                ids.add(value)
        elif name in {"srcset", "content"}:
            links.extend(_links_inside(name.encode(), value))
        else:
            links.append(value.strip())
    return Scan(tuple(dict.fromkeys(links)), frozenset(ids))


def _links_inside(name: bytes, value: str) -> list[str]:
    if name in _MANY_URLS:
        return _CANDIDATE.findall(value)
    if name == b"style":
        return _css_links(value.encode())
    # `content`: og:image and its like, of which only the site's own address is then looked at; or a redirect.
    if value.startswith(("https://", "http://")):
        return [value]
    refresh = _REFRESH.match(value)
    return [refresh[1].strip()] if refresh else []


def _css_links(data: bytes) -> list[str]:
    if b"url(" not in data and b"@import" not in data and b"URL(" not in data:
        return []
    found = _CSS_URL.findall(_CSS_COMMENT.sub(b"", data))
    return [link for groups in found if (link := b"".join(groups).decode("utf-8", "replace"))]


def _text(value: bytes) -> str:
    text = value.decode("utf-8", "replace")
    return unescape(text) if "&" in text else text
