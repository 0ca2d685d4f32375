"""What a browser is shown: the last build, newer pages over it, and what is wrong, on top of every page."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup, escape

from generator.core.problems import Finding
from generator.core.texts import t
from generator.pipeline.chrome import problems
from generator.publish import PublishError, file_path
from generator.showcase.addresses import FORM
from generator.tools.preview.drafts import POST

_BODY = b'<main id="noi-dung"'
_END = b"</body>"
_FORM = file_path(FORM)
# By this the form's script knows where it may send a draft to be checked and drawn.
_TAKES_DRAFTS = f'<template data-kheo-draft="{POST}"></template>'
# A page that is not looked at asks nothing: a browser opens only half a dozen lines to one host.
_RELOAD = """<script>(function () {
  var line;
  function stop() { if (line) { line.close(); line = null; } }
  function listen() {
    if (document.visibilityState !== "visible") { stop(); return; }
    if (line) { return; }
    line = new EventSource("CHANGES?" + new URLSearchParams({page: location.pathname, shown: "SHOWN"}));
    line.onmessage = function () { stop(); location.reload(); };
  }
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", stop);
  addEventListener("pageshow", listen);
})();</script>"""


class Answer(NamedTuple):
    """What stands at an address. shown: what tells this answer from any other; "" for what is no page.

    path: the file it is; "" for none.
    """

    status: int
    path: str
    body: bytes
    shown: str = ""


@dataclass(slots=True)
class _Standing:
    findings: tuple[Finding, ...] = ()
    notice: str = ""
    newer: Mapping[str, bytes] = field(default_factory=dict)
    built: bool = False
    looks: int = 0
    read_as: tuple[str, ...] = ()


class Stage:
    """Set by one thread, looked at by many. folder: where the last build is, whole at any moment.

    changes: where browsers ask whether what they show has changed.
    """

    def __init__(self, folder: Path, changes: str) -> None:
        self._folder = folder
        self._changes = changes
        self._now = _Standing()
        self._turn = threading.Condition()
        self._turns = 0

    def show(
        self,
        findings: tuple[Finding, ...],
        notice: str,
        newer: Mapping[str, bytes],
        *,
        built: bool,
        looks: int,
        read_as: tuple[str, ...] = (),
    ) -> None:
        """Show this from now on. newer: path -> file that is newer than the last build; notice: why that one failed.

        built: whether there is a build at all. looks: a number that rises whenever styles or scripts may have changed.
        read_as: what was understood of the record saved last.
        """
        now = _Standing(findings, notice, dict(newer), built, looks, read_as)
        with self._turn:
            self._now = now
            self._turns += 1
            self._turn.notify_all()

    def turns(self, after: int, seconds: float) -> int:
        """How often something new was shown; waits for more than `after`, for so many seconds at most."""
        with self._turn:
            self._turn.wait_for(lambda: self._turns > after, seconds)
            return self._turns

    def answer(self, address: str) -> Answer:
        """What stands at an address below the site's own ("" is the home page)."""
        now = self._now
        if not now.built:
            return self._page(503, "", _waiting(), now)
        try:
            path = file_path(address)
        except PublishError:
            path = ""
        data = self._read(path, now) if path else None
        if data is None:
            return self._page(404, "", self._read("404.html", now) or b"", now)
        return self._page(200, path, data, now) if path.endswith(".html") else Answer(200, path, data)

    def is_folder(self, address: str) -> bool:
        """Whether a page stands at the address with a "/" behind it."""
        return self.answer(f"{address}/").status == 200

    def _read(self, path: str, now: _Standing) -> bytes | None:
        try:
            return now.newer.get(path) or (self._folder / path).read_bytes()
        except OSError:
            return None

    def _page(self, status: int, path: str, html: bytes, now: _Standing) -> Answer:
        top = _told(now)
        whole = html.replace(_BODY, top.encode() + _BODY, 1) if top else html
        shown = hashlib.sha256(b"%d %d %b" % (now.looks, status, whole)).hexdigest()[:16]
        script = _RELOAD.replace("CHANGES", self._changes).replace("SHOWN", shown)
        before, end, after = whole.rpartition(_END)
        if path == _FORM:
            script += _TAKES_DRAFTS
        return Answer(status, path, before + script.encode() + end + after if end else whole, shown)


def _told(now: _Standing) -> Markup:
    told = (
        Markup('<section class="preview-problems"><p>{}</p></section>').format(now.notice) if now.notice else Markup("")
    )
    return told + problems(now.findings) + _read_as(now.read_as)


def _read_as(lines: tuple[str, ...]) -> Markup:
    """What was understood of the saved record otherwise than it is written."""
    if not lines:
        return Markup("")
    items = Markup("").join(Markup("<li>{}</li>").format(line) for line in lines)
    return Markup('<section class="preview-problems"><p>{}</p><ul>{}</ul></section>').format(
        t("preview.read_as"), items
    )


def _waiting() -> bytes:
    """The page that stands everywhere before the first build is there."""
    title = escape(t("preview.building"))
    return (
        f'<!doctype html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n</head>\n'
        f'<body>\n<main id="noi-dung"><h1>{title}</h1></main>\n</body>\n</html>\n'
    ).encode()
