"""Frames on other sites, short addresses and sheets on paper, in real Chromium: nothing cut off, nothing asked elsewhere."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import pytest
import segno
from page_probes import POLICY, Witness, findings
from page_types import DESKTOP, PHONE
from PIL import Image
from small_records import model, news, records
from test_embeds import given_out
from whole_sites import GOLDEN, THEME, build_here

from generator.render.pages import builders
from generator.render.pages.excerpts import model_excerpt
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
    frame = (
        '<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Trang</title>{}</head><body>'
        '<main id="noi-dung">{}</main></body></html>'
    )
    styles = '<link rel="icon" href="../../assets/favicon.svg">'
    styles += '<link rel="stylesheet" href="../../assets/site.css">'
    styles += '<link rel="stylesheet" href="../../assets/model.css">'
    styles += '<script src="../../assets/site.js" defer></script>'
    for page in (build() for build in builders(site, {}, address)):
        if page.address.startswith("mo-hinh/m"):
            (folder / page.address).mkdir(parents=True)
            html = frame.format(styles + str(page.head), str(page.article))
            (folder / page.address / "index.html").write_text(html, encoding="utf-8")
    shutil.copytree(THEME / "assets", folder / "assets")
    return address


@pytest.fixture(scope="module")
def golden(tmp_path_factory) -> Path:
    """The golden site as built."""
    target = tmp_path_factory.mktemp("vang") / "site"
    assert build_here(GOLDEN, target, cards=False).exit_code == 0
    return target


# What lies outside the sheet, or is cut off by the part it belongs to.
SPILT = """() => {
  const sheet = document.querySelector('#to-in'), edge = sheet.getBoundingClientRect(), out = [];
  for (const e of sheet.querySelectorAll('h1, h2, p, li, b, strong, svg, .bar')) {
    const at = e.getBoundingClientRect();
    if (!at.width || !at.height || e.closest('.sheet-nav, .visually-hidden, .bar svg, .defs')) continue;
    if (at.bottom > edge.bottom + 1 || at.right > edge.right + 1 && !e.matches('.cover'))
      out.push(`${e.tagName}.${e.getAttribute('class')} ${at.top | 0}-${at.bottom | 0}, ${at.right | 0} of ${edge.right | 0}x${edge.bottom | 0}`);
  }
  const boxes = [...sheet.querySelectorAll('h1, .best, .try ol, .paper')].map((e) => [e.className || e.tagName, e.getBoundingClientRect()]);
  for (let n = 1; n < boxes.length; n++)
    if (boxes[n][1].height && boxes[n][1].top < boxes[n - 1][1].bottom - 2) out.push(`${boxes[n - 1][0]} over ${boxes[n][0]}`);
  return out;
}"""


def framed(base: str, source: str, tmp_path: Path, serve_folder) -> str:
    """A page of another site, on another port, with a frame as the kit's code writes it; where that page is."""
    (tmp_path / "index.html").write_text(
        f'<!doctype html><html lang="vi"><meta charset="utf-8"><title>Báo</title><body style="margin:0">'
        f'<iframe src="{base}{source}" title="khung" width="600" height="{HEIGHTS[source]}" loading="lazy"'
        ' style="border:0;width:100%;max-width:600px"></iframe></body></html>',
        encoding="utf-8",
    )
    return serve_folder(tmp_path)


def short(slug: str) -> str:
    return f"m/hb-2017-{slug[1:]:0>4}/"


def _heights() -> dict[str, int]:
    site = arrange(
        records(
            *(model(number, **changes) for number, changes in enumerate(MODELS.values(), 1)),
            items={"tin": news(title=LONG)},
        )
    )
    return {one.short_address: model_excerpt(one).height for one in site.models}


HEIGHTS = _heights()


@pytest.mark.parametrize("width", [280, 600])
@pytest.mark.parametrize("source", HEIGHTS)
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_frame_on_another_site_shows_the_whole_and_stays_what_it_is(
    source, width, script, base, page_at, tmp_path, serve_folder
):
    page = page_at(width, 900, java_script_enabled=script)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    other = framed(base, source, tmp_path, serve_folder)
    page.goto(other)
    page.locator("iframe").scroll_into_view_if_needed()
    box = page.locator("iframe").bounding_box()
    inner = page.frame_locator("iframe").locator("html")
    inner.locator("h1").wait_for()
    across, down = inner.evaluate("html => [html.scrollWidth, html.scrollHeight]")
    assert (box["width"], across <= width, down <= box["height"]) == (width, True, True), (across, down, box)
    ours = {f"{base}{name}" for name in (source, "assets/embed.css", "assets/favicon.svg", "assets/lead-on.js")}
    assert set(asked) <= {other, f"{other}favicon.ico", *ours}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_to_frame_is_easy_to_read_in_light_and_dark(scheme, base, page_at, axe):
    page = page_at(280, 560, scheme, java_script_enabled=True)
    page.route("**/lead-on.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    witness = Witness(page, base)
    for address in (short("m1"), "nhung/mo-hinh/", short("m6")):
        page.goto(f"{base}{address}")
        assert [*findings(page), *axe(page)] == []
    assert witness.heard == []


def test_the_link_in_a_frame_leads_the_whole_window_to_the_record(base, page_at, tmp_path, serve_folder):
    page = page_at(600, 900)
    page.goto(framed(base, short("m1"), tmp_path, serve_folder))
    page.frame_locator("iframe").locator("h1 a").click()
    page.wait_for_url(f"{base}mo-hinh/m1/")


def test_a_short_address_opened_by_itself_leads_on_and_without_script_is_one_touch_away(base, page_at):
    page = page_at(*PHONE)
    page.goto(base + short("m1"))
    page.wait_for_url(f"{base}mo-hinh/m1/")
    still = page_at(*PHONE, java_script_enabled=False)
    still.goto(base + short("m1"))
    still.locator(".back a").click()
    still.wait_for_url(f"{base}mo-hinh/m1/")


@pytest.mark.parametrize("name", MODELS)
def test_a_sheet_is_one_page_of_a4_and_nothing_on_it_is_cut(name, base, page_at):
    page = page_at(794, 1123)
    witness = Witness(page, base)
    page.goto(f"{base}mo-hinh/{SLUGS[name]}/#to-in")
    page.emulate_media(media="print")
    assert page.evaluate(SPILT) == []
    sheet = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1
    assert witness.heard == []


def test_the_code_on_a_sheet_is_read_back_from_the_paper(base, page_at):
    page = page_at(794, 1123)
    page.goto(f"{base}mo-hinh/m1/#to-in")
    page.emulate_media(media="print")
    picture = Image.open(io.BytesIO(page.locator(".paper .qr").screenshot())).convert("L")
    code = segno.make_qr(f"{base}m/hb-2017-0001/", error="m", mode="byte", boost_error=False)
    side = len(code.matrix) + 8
    step = picture.width / side
    seen = [
        [int(picture.getpixel((int((x + 4.5) * step), int((y + 4.5) * step))) < 128) for x in range(side - 8)]
        for y in range(side - 8)
    ]
    masks = [
        [
            list(row)
            for row in segno.make_qr(
                f"{base}m/hb-2017-0001/", error="m", mode="byte", boost_error=False, mask=mask
            ).matrix
        ]
        for mask in range(8)
    ]
    assert seen in masks


def test_what_is_read_from_afar_is_large(base, page_at):
    page = page_at(794, 1123)
    page.goto(f"{base}mo-hinh/m1/#to-in")
    millimetres = "element => parseFloat(getComputedStyle(element).fontSize) / 96 * 25.4"
    assert page.locator("h1").evaluate(millimetres) > 12
    assert page.locator(".best h2").evaluate(millimetres) > 9
    assert page.locator(".paper .qr").bounding_box()["width"] / 96 * 25.4 > 36
    assert page.locator(".best").bounding_box()["height"] > 1123 * 0.3


def test_a_sheet_needs_no_script_and_on_the_screen_there_is_a_way_back(base, page_at, axe):
    page = page_at(1280, 900, java_script_enabled=False)
    page.goto(f"{base}mo-hinh/m1/")
    page.get_by_text("In tờ A4").click()
    assert not page.locator("#ho-so").is_visible()
    page.locator(".sheet-nav a").click()
    assert page.locator("#ho-so").is_visible()
    seen = page_at(1280, 900)
    seen.goto(f"{base}mo-hinh/m1/#to-in")
    assert axe(seen) == []
    assert seen.locator(".sheet-nav button").is_visible()


def open_kit(page) -> None:
    page.locator("#ho-so > summary").click()
    page.locator("#danh-cho-bao-chi > summary").click()


def test_the_press_kit_is_folded_away_and_what_it_gives_is_made_from_the_page(golden, serve_folder, page_at):
    base = serve_folder(golden, csp=POLICY)
    page = page_at(*PHONE)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{base}mo-hinh/vuon-rau-chung/")
    assert not page.locator("#ma-nhung").is_visible()
    open_kit(page)
    kit = page.locator("#danh-cho-bao-chi")
    taken = {}
    for name in ("Mã nhúng", "bảng thông tin", "đoạn trích"):
        kit.locator("button", has_text=name).click()
        kit.get_by_text("Đã chép.").first.wait_for()
        taken[name] = page.evaluate("navigator.clipboard.readText()")
    assert taken["Mã nhúng"].startswith('<iframe src="https://ban-mau.example/dan-van/m/bm-2021-0001/"')
    for words in ("Vườn rau chung", "Từ 25 lên 90", "Mùa khô còn thiếu nước tưới", "12/QĐ-BCĐ", "/m/bm-2021-0001/"):
        assert words in taken["bảng thông tin"].replace("\u00a0", " ")
    assert taken["đoạn trích"].startswith("<blockquote")
    assert "Đã công nhận" in taken["đoạn trích"]
    with page.expect_download() as download:
        kit.locator("button", has_text="QR").click()
    assert download.value.suggested_filename == "qr-bm-2021-0001.svg"
    assert "http://www.w3.org/2000/svg" in Path(download.value.path()).read_text("utf-8")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_nothing_is_wrong_with_an_open_press_kit_or_with_coverage(size, golden, serve_folder, page_at, axe):
    base = serve_folder(golden, csp=POLICY)
    page = page_at(*size)
    for address in ("mo-hinh/vuon-rau-chung/", "bao-chi/", "tin-tuc/bao-ke-vuon-rau/", "linh-vuc/kinh-te/"):
        page.goto(base + address)
        page.evaluate("document.querySelectorAll('main details').forEach((one) => (one.open = true))")
        assert [*findings(page), *axe(page)] == [], address


def test_a_printed_model_page_is_open_has_its_code_and_takes_three_sheets_at_most(golden, serve_folder, page_at):
    base = serve_folder(golden)
    page = page_at(794, 1123, java_script_enabled=False)
    page.goto(f"{base}mo-hinh/vuon-rau-chung/")
    assert not page.locator(".paper").is_visible()
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) <= 3
    page.emulate_media(media="print")
    assert page.locator(".paper .qr").bounding_box()["width"] / 96 * 25.4 > 17
    for words in ("Điều còn thiếu", "Mùa khô còn thiếu nước tưới", "Báo cáo kết quả vườn rau chung"):
        assert page.locator("main").get_by_text(words).first.is_visible(), words
