"""Asks an open page what a reader would suffer from: too wide, cut off, too small to hit or to read, jumping."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import Dialog, Page, Request, Response

POLICY = "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'"

# What the other probes call; `shown` is false for what only screen readers get.
_COMMON = """
  const name = e => e.tagName.toLowerCase() + (e.id ? '#' + e.id : '')
    + [...e.classList].slice(0, 2).map(c => '.' + c).join('')
    + ' “' + (e.textContent || '').trim().replace(/\\s+/g, ' ').slice(0, 30) + '”';
  const shown = e => {
    if (!e.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    for (let up = e; up; up = up.parentElement) {
      const style = getComputedStyle(up);
      if (style.clipPath !== 'none' && up.offsetWidth <= 1) return false;
    }
    return true;
  };
"""

_TOO_WIDE = """() => {%s
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const out = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > width + 0.5);
  const deepest = out.filter(e => ![...e.children].some(child => out.includes(child)));
  return [`${document.documentElement.scrollWidth} px in ${width} px`, ...deepest.slice(0, 3).map(name)];
}"""

_CUT_OFF = """() => {%s
  return [...document.querySelectorAll('body *')].filter(e => {
    if (!shown(e) || e.closest('svg') || !e.textContent.trim()) return false;
    const style = getComputedStyle(e);
    const hides = value => value === 'hidden' || value === 'clip';
    if (e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 1 && hides(style.overflowX)) return true;
    return e.scrollHeight > e.clientHeight + 1 && e.clientHeight > 1 && hides(style.overflowY);
  }).map(name);
}"""

_SMALL_TARGETS = """() => {%s
  // WCAG 2.5.8 spares a link in a line of text; 24 px of line are asked for all the same.
  const inLine = e => {
    const display = getComputedStyle(e).display;
    return display === 'inline' || (display.startsWith('inline')
      && e.parentElement.textContent.trim() !== e.textContent.trim());
  };
  const found = [];
  for (const e of document.querySelectorAll('a[href], button, input, select, textarea, summary')) {
    if (!shown(e)) continue;
    const marked = /^(?:radio|checkbox|file)$/.test(e.type);
    const held = marked && e.labels && e.labels.length ? e.labels[0] : e;
    const box = held.getBoundingClientRect();
    const line = parseFloat(getComputedStyle(held).lineHeight) || 0;
    const small = inLine(held) ? Math.max(box.height, line) < 23.5 : Math.min(box.width, box.height) < 43.5;
    if (small) found.push(`${Math.round(box.width)} x ${Math.round(box.height)} ${name(e)}`);
  }
  return found;
}"""

_SMALL_TEXT = """() => {%s
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.textContent.trim() || ['SCRIPT', 'STYLE', 'TITLE', 'DESC'].includes(e.tagName.toUpperCase())) continue;
    if (!shown(e) || e.closest('[aria-hidden=true] .mark')) continue;
    const matrix = e.getScreenCTM ? e.getScreenCTM() : null;
    const size = parseFloat(getComputedStyle(e).fontSize) * (matrix ? Math.hypot(matrix.c, matrix.d) : 1);
    if (size < 15.95) found.add(`${size.toFixed(1)} px ${name(e)}`);
  }
  return [...found];
}"""

_SHIFT = """
  window.shifts = [];
  new PerformanceObserver(list => {
    for (const entry of list.getEntries())
      window.shifts.push(entry.value.toFixed(4) + ' ' + entry.sources.map(s => s.node && (s.node.className || s.node.nodeName)).join(', '));
  }).observe({ type: 'layout-shift', buffered: true });
"""


def too_wide(page: Page) -> list[str]:
    """What is wider than the window, with the innermost elements that are."""
    return list(page.evaluate(_TOO_WIDE % _COMMON))


def cut_off(page: Page) -> list[str]:
    """Elements that hide part of their text."""
    return list(page.evaluate(_CUT_OFF % _COMMON))


def small_targets(page: Page) -> list[str]:
    """Links and controls under 44 x 44 px, or links in a line of text under 24 px of height."""
    return list(page.evaluate(_SMALL_TARGETS % _COMMON))


def small_text(page: Page) -> list[str]:
    """Text under 16 px as rendered; text in drawings counts at the scale at which it is shown."""
    return list(page.evaluate(_SMALL_TEXT % _COMMON))


def watch_shifts(page: Page) -> None:
    """Keep every layout shift of the pages opened from now on."""
    page.add_init_script(_SHIFT)


def shifts(page: Page) -> list[str]:
    """The layout shifts since the page was opened: size, and what moved; parts of a pixel do not count."""
    page.wait_for_timeout(150)
    return list(page.evaluate("window.shifts.filter(shift => parseFloat(shift) >= 0.001)"))


class Witness:
    """Keeps what a page says on its console and whatever it asks another host for."""

    def __init__(self, page: Page, base: str) -> None:
        self.heard: list[str] = []
        self._host = urlsplit(base).netloc
        page.on("console", lambda message: self.heard.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.heard.append(f"error: {error}"))
        page.on("request", self._request)
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)
        page.on("dialog", self._dialog)

    def _request(self, request: Request) -> None:
        target = urlsplit(request.url)
        if target.scheme not in {"data", "blob"} and target.netloc != self._host:
            self.heard.append(f"foreign: {request.url}")

    def _answered(self, answer: Response) -> None:
        if answer.status >= 400:
            self.heard.append(f"{answer.status}: {answer.url}")

    def _failed(self, request: Request) -> None:
        # Whoever leaves a page gives up what it was still loading.
        if request.failure != "net::ERR_ABORTED":
            self.heard.append(f"failed: {request.url} {request.failure}")

    def _dialog(self, dialog: Dialog) -> None:
        self.heard.append(f"dialog: {dialog.message}")
        dialog.dismiss()


PROBES: dict[str, Callable[[Page], list[str]]] = {
    "too wide": too_wide,
    "cut off": cut_off,
    "small target": small_targets,
    "small text": small_text,
}


def findings(page: Page, *names: str) -> list[str]:
    """What the named probes find, or all of them; each line opens with the probe's name."""
    return [f"{name}: {found}" for name in names or PROBES for found in PROBES[name](page)]
