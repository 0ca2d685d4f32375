"""Frames on other sites and sheets on paper, in real Chromium: nothing cut off, nothing run, nothing asked elsewhere."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from page_probes import POLICY, Witness, findings
from page_types import DESKTOP, PHONE
from small_records import model, news, records
from test_embeds import given_out
from whole_sites import GOLDEN, THEME, build_here

from generator.showcase import arrange

LONG = ("Vận động bà con hiến đất làm đường ngõ xóm " * 8)[:300].strip()
SHARE = {
    "indicator": "Hộ có điện",
    "unit": "%",
    "result": {"value": 90},
    "numerator": 270,
    "denominator": 300,
    "source": 1,
}
CHANGE = {
    "indicator": "Số vụ mất trộm",
    "unit": "vụ",
    "baseline": {"value": 12, "as_stated": "trước khi có tổ tuần tra đêm của bản"},
    "result": {"value": 3, "bound": "at_most", "as_stated": "từ khi có tổ tuần tra đêm của bản"},
    "target": {"value": 1},
    "note": LONG[:200],
    "source": 1,
}
# name of a hard case -> what its record holds
MODELS = {
    "plain": {"name": "Vườn rau chung", "results": [SHARE]},
    "no figure": {"name": "Tổ tuần tra đêm", "lede": (LONG * 2)[:400].strip()},
    "long": {"name": LONG, "lede": (LONG * 2)[:400].strip(), "results": [CHANGE]},
    "one word": {"name": "Ệ" * 300, "results": [SHARE]},
    "pictures": {"name": "😀" * 150},
    "markup": {"name": "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>"},
}
SLUGS = {name: f"m{number}" for number, name in enumerate(MODELS, 1)}


@pytest.fixture(scope="module")
def base(tmp_path_factory, serve_folder) -> str:
    """Where the handouts of the hard cases are served, made for that very address."""
    folder = tmp_path_factory.mktemp("phat")
    address = serve_folder(folder, csp=POLICY)
    made = [model(number, **changes) for number, changes in enumerate(MODELS.values(), 1)]
    site = arrange(records(*made, items={"tin": news(title=LONG)}))
    for file in given_out(site, address):
        path = folder / (file.address + "index.html" if file.address.endswith("/") else file.address)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.data)
    for model_address in (f"mo-hinh/{slug}/" for slug in SLUGS.values()):
        (folder / model_address).mkdir(parents=True)
        (folder / model_address / "index.html").write_text("<title>trang</title>", encoding="utf-8")
    shutil.copytree(THEME / "assets", folder / "assets")
    return address


@pytest.fixture(scope="module")
def golden(tmp_path_factory) -> Path:
    """The golden site as built."""
    target = tmp_path_factory.mktemp("vang") / "site"
    assert build_here(GOLDEN, target, cards=False).exit_code == 0
    return target


# What lies outside the sheet, or outside the part of the sheet it belongs to.
SPILT = """() => {
  const main = document.querySelector('main'), out = [];
  for (const part of main.children) {
    const box = part.getBoundingClientRect(), sheet = main.getBoundingClientRect();
    if (box.bottom > sheet.bottom + 1) out.push('off the sheet: ' + part.tagName);
    for (const e of part.querySelectorAll('*')) {
      if (e.closest('svg, h2, .visually-hidden') || !e.textContent.trim()) continue;
      const at = e.getBoundingClientRect();
      if (at.bottom > box.bottom + 2 || at.top < box.top - 2 || at.right > sheet.right - 30)
        out.push(`${part.tagName}: ${e.tagName}.${e.className} ${at.top | 0}-${at.bottom | 0} in ${box.top | 0}-${box.bottom | 0}`);
    }
  }
  return out;
}"""


def framed(base: str, address: str, page, tmp_path: Path, serve_folder) -> str:
    """Paste the code of a record into a page of another site; return where that page is."""
    code = json.loads(page.request.get(f"{base}nhung/{address}oembed.json").text())["html"]
    (tmp_path / "index.html").write_text(
        f'<!doctype html><html lang="vi"><meta charset="utf-8"><title>Báo</title><body style="margin:0">{code}</body></html>',
        encoding="utf-8",
    )
    return serve_folder(tmp_path)


@pytest.mark.parametrize("width", [280, 600])
@pytest.mark.parametrize("address", [*(f"mo-hinh/{slug}/" for slug in SLUGS.values()), "tin-tuc/tin/"])
def test_a_frame_on_another_site_shows_the_whole(address, width, base, page_at, tmp_path, serve_folder):
    page = page_at(width, 900, java_script_enabled=False)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    other = framed(base, address, page, tmp_path, serve_folder)
    page.goto(other)
    page.locator("iframe").scroll_into_view_if_needed()
    box = page.locator("iframe").bounding_box()
    inner = page.frame_locator("iframe").locator("html")
    inner.locator("h1").wait_for()
    assert box["width"] == width
    across, down = inner.evaluate("html => [html.scrollWidth, html.scrollHeight]")
    assert (across <= width, down <= box["height"]) == (True, True), (across, down, box)
    assert set(asked) <= {
        other,
        f"{base}nhung/{address}",
        f"{base}assets/embed.css",
        f"{base}assets/favicon.svg",
        f"{other}favicon.ico",
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_to_frame_is_easy_to_read_in_light_and_dark(scheme, base, page_at, axe):
    page = page_at(280, 560, scheme)
    witness = Witness(page, base)
    for address in ("mo-hinh/m1/", "mo-hinh/", "mo-hinh/m6/"):
        page.goto(f"{base}nhung/{address}")
        assert [*findings(page), *axe(page)] == []
    assert witness.heard == []


def test_the_link_in_a_frame_leads_the_whole_window_to_the_record(base, page_at, tmp_path, serve_folder):
    page = page_at(600, 900)
    page.goto(framed(base, "mo-hinh/m1/", page, tmp_path, serve_folder))
    page.frame_locator("iframe").locator("h1 a").click()
    page.wait_for_url(f"{base}mo-hinh/m1/")


@pytest.mark.parametrize("name", MODELS)
def test_a_sheet_is_one_page_of_a4_and_nothing_on_it_is_cut(name, base, page_at):
    page = page_at(794, 1123)
    witness = Witness(page, base)
    page.goto(f"{base}m/hb-2017-{SLUGS[name][1:]:0>4}/to-in/")
    page.emulate_media(media="print")
    assert page.evaluate(SPILT) == []
    sheet = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1
    assert page.locator("footer img").evaluate("image => image.naturalWidth") > 0
    assert witness.heard == []


def test_what_is_read_from_afar_is_large(base, page_at):
    page = page_at(794, 1123)
    page.goto(f"{base}m/hb-2017-0001/to-in/")
    millimetres = "element => parseFloat(getComputedStyle(element).fontSize) / 96 * 25.4"
    assert page.locator("h1").evaluate(millimetres) > 12
    assert page.locator(".fig__value strong").evaluate(millimetres) > 12
    assert page.locator(".lede").evaluate(millimetres) > 8
    assert page.locator("footer img").bounding_box()["width"] / 96 * 25.4 > 40


def test_a_sheet_on_the_screen_has_nothing_against_it(base, page_at, axe):
    page = page_at(1280, 900)
    page.goto(f"{base}m/hb-2017-0001/to-in/")
    assert axe(page) == []
    assert page.locator("nav button").is_visible()


def test_the_press_kit_is_folded_away_and_its_texts_are_copied_by_a_button(golden, serve_folder, page_at):
    base = serve_folder(golden, csp=POLICY)
    page = page_at(*PHONE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{base}mo-hinh/vuon-rau-chung/")
    kit = page.locator(".press-kit")
    assert not kit.locator("pre").first.is_visible()
    assert [url for url in asked if url.endswith("qr.svg")] == []
    kit.locator("summary").click()
    kit.locator("button", has_text="Mã nhúng").click()
    kit.get_by_text("Đã chép.").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith('<iframe src="https://ban-mau.example/dan-van/nhung/mo-hinh/vuon-rau-chung/"')
    kit.locator("img").scroll_into_view_if_needed()
    assert kit.locator("img").evaluate("image => image.decode().then(() => image.naturalWidth)") > 0


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_nothing_is_wrong_with_an_open_press_kit_or_with_coverage(size, golden, serve_folder, page_at, axe):
    base = serve_folder(golden, csp=POLICY)
    page = page_at(*size)
    for address in ("mo-hinh/vuon-rau-chung/", "bao-chi/", "tin-tuc/bao-ke-vuon-rau/", "linh-vuc/kinh-te/"):
        page.goto(base + address)
        for summary in page.locator("details.kit summary").all():
            summary.click()
        assert [*findings(page), *axe(page)] == [], address


def test_a_printed_model_page_has_its_qr_code(golden, serve_folder, page_at):
    base = serve_folder(golden)
    page = page_at(794, 1123)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{base}mo-hinh/vuon-rau-chung/")
    assert not page.locator(".print-qr").is_visible()
    page.pdf(prefer_css_page_size=True)
    assert f"{base}m/bm-2021-0001/qr.svg" in asked
    page.emulate_media(media="print")
    assert page.locator(".print-qr img").bounding_box()["width"] / 96 * 25.4 > 28
    assert not page.locator(".press-kit").is_visible()
