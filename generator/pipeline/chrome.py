"""What the theme shows around every page: header, footer, the province, and in the preview the problems."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape

from generator.core.problems import Finding, fix, message
from generator.core.texts import t
from generator.core.vietnamese import sort_key
from generator.render.pages import feed_of_all
from generator.showcase import Showcase
from generator.showcase.addresses import FACETS, FOLLOW, FORM, MODELS, NEWS, PROGRAMMES, STATISTICS

_SHOWN_FINDINGS = 50

_HEADER = (
    ("home", ""),
    ("models", MODELS),
    ("programmes", PROGRAMMES),
    ("places", FACETS["place"]),
    ("statistics", STATISTICS),
    ("news", NEWS),
    ("contribute", FORM),
)
_FOOTER = (
    ("ways", "dong-gop/"),
    ("about", "gioi-thieu/"),
    ("programmes", PROGRAMMES),
    ("steps", "quy-trinh/"),
    ("data", "du-lieu/"),
    ("press", "bao-chi/"),
    ("follow", FOLLOW),
    ("privacy", "quyen-rieng-tu/"),
)

_HAND_WRITTEN = {"bao-chi/", "gioi-thieu/", "quy-trinh/", "dong-gop/", "du-lieu/", "quyen-rieng-tu/", STATISTICS}


def chrome(showcase: Showcase, findings: tuple[Finding, ...], site_url: str = "") -> dict[str, Any]:
    """`config.extra.kheo` of the theme: province, header, footer, problems (HTML, "" outside the preview)."""
    empty = _empty_lists(showcase)
    if not site_url or feed_of_all(showcase) is None:
        empty.add(FOLLOW)

    def there(address: str) -> bool:
        return address not in empty and (address not in _HAND_WRITTEN or address.strip("/") in showcase.hand_pages)

    # Programmes stand in the header only where there is no model to show in their place.
    header = [entry for entry in _HEADER if entry[0] != "programmes" or not showcase.models]
    return {
        "province": showcase.province,
        "header": [
            {"title": t(f"nav.{key}"), "address": address, "section": key} for key, address in header if there(address)
        ],
        "footer": [
            *({"title": t(f"nav.{name}"), "address": address} for name, address in _FOOTER if there(address)),
            *_other_pages(showcase),
        ],
        "tell": next((f"{name}/" for name in ("dong-gop", "gioi-thieu") if name in showcase.hand_pages), ""),
        "problems": problems(findings),
    }


def _other_pages(showcase: Showcase) -> list[dict[str, str]]:
    """Links to the province's own hand-written pages, beyond those every site has a place for."""
    pages = {page.address: page.record.title for page in showcase.hand_pages.values() if page.address}
    others = sorted(
        (sort_key(title), title, address) for address, title in pages.items() if address not in _HAND_WRITTEN
    )
    return [{"title": title, "address": address} for _, title, address in others]


def _empty_lists(showcase: Showcase) -> set[str]:
    """Addresses of lists that hold nothing; places stay, for they tell what old names have become."""
    of_models = {MODELS, *FACETS.values()} - {FACETS["place"]}
    return (set() if showcase.models else of_models) | (set() if showcase.programmes else {PROGRAMMES})


def problems(findings: tuple[Finding, ...]) -> Markup:
    """The findings as a list for the top of every page of the preview; "" where there are none."""
    if not findings:
        return Markup("")
    errors = sum(finding.is_error for finding in findings)
    items = Markup("").join(
        Markup("<li><code>{}:{}:{}</code> <strong>{}</strong> {} {}</li>").format(
            finding.file,
            finding.line,
            finding.column,
            finding.code,
            message(finding.code, _values(finding), "vi"),
            fix(finding.code, _values(finding), "vi"),
        )
        for finding in sorted(findings, key=lambda one: not one.is_error)[:_SHOWN_FINDINGS]
    )
    title = escape(t("preview.problems", errors=errors, warnings=len(findings) - errors))
    return Markup(
        '<section class="preview-problems" aria-label="{}">'
        '<details class="problems" open><summary>{}</summary><ol>{}</ol></details></section>\n'
    ).format(t("site.problems"), title, items)


def _values(finding: Finding) -> dict[str, str]:
    return dict(finding.values) | {"text": finding.text}
