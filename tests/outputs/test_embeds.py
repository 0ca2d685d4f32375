"""What others take with them: light pages to frame at short addresses, the code to paste, inert whatever a record holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from small_records import model, news, records

from generator.outputs.embeds import embed_builders
from generator.render.pages import File, builders
from generator.showcase import Showcase, addresses, arrange

SITE = "https://tinh.example/dan-van/"
EVIL = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)> 😀"
WITHDRAWN = {"withdrawn": {"date": "2026-05-19", "reason": "Nguồn đã rút"}}


def showcase() -> Showcase:
    items = {"tin": news(models=["HB-2017-0001"])}
    figure = {"indicator": "Hộ có điện", "unit": "%", "result": {"value": 90}, "numerator": 36, "denominator": 40}
    first = model(1, results=[figure | {"source": 1}])
    return arrange(records(first, model(2, name=EVIL), model(3, **WITHDRAWN), items=items))


def given_out(site: Showcase, site_url: str = SITE) -> Iterator[File]:
    for build in embed_builders(site, site_url):
        made = build()
        yield from (made,) if isinstance(made, File) else made


def files(site: Showcase, site_url: str = SITE) -> dict[str, str]:
    return {file.address: file.data.decode() for file in given_out(site, site_url)}


def article(site: Showcase, address: str, site_url: str = SITE) -> str:
    return next(str(p.article) for p in (build() for build in builders(site, {}, site_url)) if p.address == address)


class Elements(HTMLParser):
    """The elements of a piece of HTML with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


class Words(HTMLParser):
    """The text of the element with an id."""

    def __init__(self, html: str, wanted: str) -> None:
        super().__init__()
        self.wanted, self.depth, self.text = wanted, 0, ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.depth or dict(attrs).get("id") == self.wanted:
            self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        self.depth -= bool(self.depth)

    def handle_data(self, data: str) -> None:
        self.text += data if self.depth else ""


def test_every_model_the_whole_list_and_the_fields_have_a_page_to_frame_and_no_other_list():
    site = showcase()
    made = set(files(site))
    wanted = {model.short_address for model in site.models}
    wanted |= {addresses.embed(group.address) for group in site.groups["field"]} | {addresses.embed(addresses.MODELS)}
    assert wanted | {"m/hb-2017-0003/"} == made


def test_a_short_address_is_a_light_page_that_names_figure_place_and_the_way_to_the_record():
    html = files(showcase())["m/hb-2017-0001/"]
    elements = Elements(html)
    assert {"name": "robots", "content": "noindex"} in elements.all("meta")
    assert {"rel": "canonical", "href": f"{SITE}mo-hinh/m1/"} in elements.all("link")
    assert {(link["href"], link["target"]) for link in elements.all("a")} == {("../../mo-hinh/m1/", "_top")}
    assert not {"iframe", "img", "form"} & {name for name, _ in elements.found}
    assert elements.all("script") == [{"src": "../../assets/lead-on.js", "defer": None}]
    for words in ("36", "chưa thấy quyết định công nhận", "xã Mai Châu"):
        assert words in html
    assert len(html.encode()) < 5_000


def test_a_short_address_has_what_a_chat_shows_of_a_link():
    metas = {
        meta.get("property"): meta["content"]
        for meta in Elements(files(showcase())["m/hb-2017-0001/"]).all("meta")
        if "content" in meta
    }
    assert metas["og:title"] == "Mô hình số 1"
    assert metas["og:description"]


def test_the_code_to_paste_frames_the_short_address():
    code = Words(article(showcase(), "mo-hinh/m1/"), "ma-nhung").text
    (frame,) = Elements(code).all("iframe")
    assert (frame["src"], frame["title"]) == (
        f"{SITE}m/hb-2017-0001/",
        "“Mô hình số 1”, trang Dân vận khéo, tỉnh Hòa Bình",
    )


def test_what_a_withdrawn_record_left_says_so_and_leads_nobody_on():
    html = files(showcase())["m/hb-2017-0003/"]
    assert "đã được gỡ" in html
    assert 'href="../../mo-hinh/m3/"' in html


def test_nothing_names_the_sites_address_when_it_has_none():
    site = showcase()
    assert all("tinh.example" not in html for html in files(site, "").values())
    page = article(site, "mo-hinh/m1/", "")
    assert "ma-nhung" not in page
    assert 'class="qr"' not in page
    assert 'href="#to-in"' in page


def test_hostile_names_stay_words_in_frames_and_in_the_code_others_paste():
    site = showcase()
    made = files(site)
    for address in ("m/hb-2017-0002/", "nhung/mo-hinh/"):
        tags = Elements(made[address])
        assert [script for script in tags.all("script") if not script.get("src")] == []
        assert tags.all("img") == []
    page = article(site, "mo-hinh/m2/")
    assert {name for name, _ in Elements(Words(page, "ma-nhung").text).found} == {"iframe"}
    assert EVIL in Elements(Words(page, "ma-nhung").text).all("iframe")[0]["title"]


def test_the_citation_and_the_link_to_pass_on_are_the_short_address():
    page = article(showcase(), "mo-hinh/m1/")
    assert Words(page, "trich-dan").text.replace("\u00a0", " ") == (
        "Dân vận khéo, tỉnh Hòa Bình: “Mô hình số 1” (mã HB-2017-0001), rà soát ngày 21/11/2026. "
        "https://tinh.example/dan-van/m/hb-2017-0001/"
    )
    kit = re.search(r'<details class="drawer" id="danh-cho-bao-chi">.*?</details>', page, re.DOTALL)
    assert kit
    assert 'href="https://tinh.example/dan-van/m/hb-2017-0001/"' in kit[0]
