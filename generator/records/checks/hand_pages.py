"""Hand-written pages and the generator share the site: a front page, nobody takes another's address, only Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.core.problems import Problem, problem
from generator.core.vietnamese.slugs import is_device_name
from generator.records.checks.rule import of_records, of_site, of_words
from generator.records.checks.rule_input import Registers, RuleInput
from generator.records.checks.site import Site
from generator.records.schema import BLOCKS, GENERATED_ADDRESSES, RESERVED_SLUGS, old_names
from generator.records.source import Document

FRONT_PAGE = "content/pages/index.md"

_MARKER = re.compile(r"<!--\s*kheo:(\w+)\s*-->")
# Raw HTML as Markdown sees it; an address in angle brackets is a link, and code is shown as it stands.
_HTML = re.compile(r"<(?!https?://|mailto:)[a-zA-Z/!?]")
MOST_LEVELS = 20
# Quotes in quotes, lists in lists: by their marks at the beginning of a line, or by four blanks a level.
_DEEP = re.compile(
    rf"^(?:[ \t]*(?:>|[-*+]|\d{{1,9}}[.)])[ \t]?){{{MOST_LEVELS + 1},}}|^[ \t]{{{4 * MOST_LEVELS},}}\S", re.MULTILINE
)
_BRACKET = re.compile(r"(?<!\\)[\[\]]|\n\n")
# A picture; a link whose address has a scheme that is none of the web's.
_LOST = re.compile(
    r"!\[[^\]\n]{0,300}\](?:\([^)\n]{0,500}\)|\[[^\]\n]{0,300}\])|\[[^\]\n]{0,300}\]\(\s{0,9}<?(?!https?:|mailto:)[A-Za-z][A-Za-z0-9+.-]{0,30}:[^)\n]{0,500}\)"
    r"|^ {0,3}\[[^\]\n]{1,300}\]:[ \t]{0,9}<?(?!https?:|mailto:)[A-Za-z][A-Za-z0-9+.-]{0,30}:\S{0,500}",
    re.MULTILINE | re.IGNORECASE,
)
_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]+`", re.DOTALL | re.MULTILINE)


def front_page_exists(site: Site) -> Iterator[Problem]:
    """A site that is built (it has mkdocs.yml) has a front page."""
    known = any(record.file == FRONT_PAGE for record in site.source.found.records)
    if not known and (site.source.root / "mkdocs.yml").exists():
        yield problem(FRONT_PAGE, (), "KH320", position=(1, 1))


def pages_keep_to_their_addresses(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A hand-written page, under its name or an old one, does not take an address of the generator's records."""
    if one.document.name in GENERATED_ADDRESSES:
        yield problem(one.document.file, (), "KH321", one.document.name, position=(1, 1))
    for index, alias in enumerate(old_names(one.record)):
        if alias in GENERATED_ADDRESSES:
            yield problem(*one.where("aliases", index), "KH321", alias)


def records_leave_the_generators_names(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """No record takes a name the generator uses under the same folder, now or formerly: second pages, archives."""
    if one.slug in RESERVED_SLUGS and not is_device_name(one.slug):
        route = ("slug",) if getattr(one.record, "slug", None) else ()
        yield problem(*one.where(*route), "KH321", one.slug)
    for alias in sorted(RESERVED_SLUGS.intersection(old_names(one.record))):
        if is_device_name(alias):
            continue
        yield problem(*one.where(), "KH321", alias)


def names_windows_can_hold(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """No record is called, now or formerly, as Windows calls a device: its page lies in a folder of that name."""
    if is_device_name(one.slug):
        yield problem(*one.where("slug"), "KH140", one.slug)
    for name in filter(is_device_name, old_names(one.record)):
        yield problem(*one.where(), "KH140", name)


def markers_are_known(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """Every marker line names a block the generator can draw."""
    document = one.document
    for found in _MARKER.finditer(_without_code(document.body)):
        if found.group(1) not in BLOCKS:
            known = ", ".join(BLOCKS)
            yield problem(document.file, (), "KH322", found.group(1), position=_at(document, found), known=known)


def pages_hold_no_html(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """Hand-written pages are Markdown: raw HTML could carry scripts, and breaks the page's own structure."""
    document = one.document
    body = _MARKER.sub(lambda found: " " * len(found.group()), _without_code(document.body))
    for found in _HTML.finditer(body):
        text = document.body[found.start() : found.start() + 40].split("\n")[0]
        yield problem(document.file, (), "KH323", text, position=_at(document, found))


def pages_are_flat(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A hand-written page is nested a few levels deep at most: its parser follows levels by recursion."""
    document = one.document
    body = _without_code(document.body)
    deep = _DEEP.search(body) or _deep_bracket(body)
    if deep is not None:
        yield problem(document.file, (), "KH327", position=_at(document, deep), limit=MOST_LEVELS)


def _deep_bracket(body: str) -> re.Match[str] | None:
    depth = 0
    for found in _BRACKET.finditer(body):
        depth = depth + 1 if found.group() == "[" else 0 if found.group() == "\n\n" else max(0, depth - 1)
        if depth > MOST_LEVELS:
            return found
    return None


def what_pages_lose(one: RuleInput, _: Registers) -> Iterator[Problem]:
    """A link of another kind than the web's, and a picture, do not appear on a hand-written page; that is said."""
    document = one.document
    for found in _LOST.finditer(_without_code(document.body)):
        yield problem(document.file, (), "KH328", found.group()[:60], position=_at(document, found))


def _without_code(body: str) -> str:
    """The text with code blanked out, as long as before."""
    return _CODE.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), body)


def _at(document: Document, found: re.Match[str]) -> tuple[int, int]:
    line = document.body_line + document.body.count("\n", 0, found.start())
    return line, found.start() - document.body.rfind("\n", 0, found.start())


RULES = (
    *of_site(front_page_exists),
    *of_words(
        frozenset({"page"}),
        pages_keep_to_their_addresses,
        markers_are_known,
        pages_hold_no_html,
        pages_are_flat,
        what_pages_lose,
    ),
    *of_records(frozenset({"model", "news", "programme", "place", "organisation"}), records_leave_the_generators_names),
    *of_records(frozenset({"model", "news", "programme", "field", "place", "organisation"}), names_windows_can_hold),
)
