"""What the tests of the search box and page share: texts a reader should never come to harm by, and the results shown."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from playwright.sync_api import Page, expect

# Nothing of this may be run, stop the search, or reach the console.
ODD_TEXTS = {
    "blanks": "   ",
    "10,000 characters": "bảo " * 2_500,
    "control characters": "\x07\x1b rừng",
    "emoji": "🌾🌾 lúa 🇻🇳",
    "an image with a handler": "<img src=x onerror=document.title='taken'>",
    "a script": "</script><script>document.title='taken'</script>",
    "signs of expressions": ".*+?^${}()|[]\\",
    "one quotation mark": '"bảo hiểm',
    "three quotation marks": '"""',
    "right to left": "\u202egnừr oảb\u202c \u200f",
    "a broken escape": "%E0%A4%A",
    "names of every object": "__proto__ constructor hasOwnProperty",
}


def search_address(base: str, **asked: str | list[str]) -> str:
    """Address of the search page; parameters are given with "_" for "-"."""
    pairs = {name.replace("_", "-"): value for name, value in asked.items()}
    return f"{base}tim-kiem/?{urlencode(pairs, doseq=True, quote_via=quote)}"


def results(page: Page) -> list[str]:
    """Names of the results on the search page, once it has answered."""
    expect(page.locator("[data-part=found]")).to_be_visible()
    return page.locator("[data-part=hits] h2").all_inner_texts()


def filter_counts(page: Page, facet: str) -> dict[str, int]:
    """Name -> count of the values on offer under the heading of a facet, which is opened for it."""
    fold = page.locator("details.facet", has=page.locator("summary", has_text=facet))
    fold.evaluate("fold => (fold.open = true)")
    fold.locator("label").first.wait_for()
    rows = [label.inner_text().rsplit("\n", 1) for label in fold.locator("label").all()]
    return {name.strip(): int(count) for name, count in rows}


def tick(page: Page, facet: str, name: str) -> None:
    """Tick or untick a value of a facet."""
    fold = page.locator("details.facet", has=page.locator("summary", has_text=facet))
    fold.evaluate("fold => (fold.open = true)")
    fold.locator("label", has_text=name).click()
