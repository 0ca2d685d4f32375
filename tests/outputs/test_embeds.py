"""What others take with them: pages to frame, oEmbed documents, QR codes and sheets, for every record, inert whatever it holds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from small_records import model, news, records

from generator.outputs.embeds import handouts
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
    for build in handouts(site, site_url):
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


def test_every_record_and_every_list_has_a_page_to_frame():
    site = showcase()
    made = files(site)
    wanted = {model.address for model in site.models} | {item.address for item in site.news}
    wanted |= {group.address for groups in site.groups.values() for group in groups} | {addresses.MODELS}
    assert {addresses.embed(address) for address in wanted} <= set(made)


def test_a_page_to_frame_is_light_leads_back_and_is_not_indexed():
    html = files(showcase())["nhung/mo-hinh/m1/"]
    elements = Elements(html)
    assert {"name": "robots", "content": "noindex"} in elements.all("meta")
    assert {"rel": "canonical", "href": f"{SITE}mo-hinh/m1/"} in elements.all("link")
    assert {(link["href"], link["target"]) for link in elements.all("a")} == {("../../../mo-hinh/m1/", "_top")}
    assert not {"script", "iframe", "img", "form"} & {name for name, _ in elements.found}
    assert "36" in html
    assert "chưa dẫn quyết định công nhận" in html
    assert len(html.encode()) < 5_000


def test_an_oembed_document_says_what_the_page_offers_to_copy():
    site = showcase()
    document = json.loads(files(site)["nhung/mo-hinh/m1/oembed.json"])
    (frame,) = Elements(document["html"]).all("iframe")
    assert (document["version"], document["type"]) == ("1.0", "rich")
    assert (frame["src"], frame["title"]) == (
        f"{SITE}nhung/mo-hinh/m1/",
        "“Mô hình số 1”, trang Dân vận khéo, tỉnh Hòa Bình",
    )
    assert (int(frame["width"]), int(frame["height"])) == (document["width"], document["height"])
    assert Words(article(site, "mo-hinh/m1/"), "ma-nhung").text == document["html"]


@pytest.mark.parametrize("address", ["mo-hinh/m1/", "tin-tuc/tin/"])
def test_a_records_page_leads_to_its_oembed_document(address):
    site = showcase()
    page = next(p for p in (build() for build in builders(site, {}, SITE)) if p.address == address)
    (link,) = Elements(str(page.head)).all("link")
    assert (link["rel"], link["type"]) == ("alternate", "application/json+oembed")
    assert link["href"].removeprefix(SITE) in files(site)


def test_what_a_withdrawn_record_left_says_so():
    made = files(showcase())
    assert "đã được gỡ" in made["nhung/mo-hinh/m3/"]
    assert json.loads(made["nhung/mo-hinh/m3/oembed.json"])["type"] == "link"
    assert 'url=../../../mo-hinh/m3/"' in made["m/hb-2017-0003/to-in/"]
    assert "m/hb-2017-0003/qr.svg" in made


def test_nothing_names_the_sites_address_when_it_has_none():
    site = showcase()
    made = files(site, "")
    assert [address for address in made if address.endswith((".json", ".svg"))] == []
    page = article(site, "mo-hinh/m1/", "")
    assert "ma-nhung" not in page
    assert "qr.svg" not in page
    assert "../../m/hb-2017-0001/to-in/" in page


def test_hostile_names_stay_words_in_frames_and_in_the_code_others_paste():
    site = showcase()
    made = files(site)
    for address in ("nhung/mo-hinh/m2/", "nhung/mo-hinh/", "m/hb-2017-0002/to-in/"):
        tags = Elements(made[address])
        assert [script for script in tags.all("script") if not script.get("src")] == []
        assert [image for image in tags.all("img") if "onerror" in image] == []
    page = article(site, "mo-hinh/m2/")
    assert {name for name, _ in Elements(Words(page, "ma-nhung").text).found} == {"iframe"}
    assert {name for name, _ in Elements(Words(page, "ma-trich").text).found} == {"blockquote", "p", "strong", "a"}
    assert EVIL in Elements(Words(page, "ma-nhung").text).all("iframe")[0]["title"]


def test_the_quote_for_those_who_cannot_frame_has_the_figure_its_source_and_a_link():
    text = Words(article(showcase(), "mo-hinh/m1/"), "ma-trich").text
    assert Elements(text).all("a") == [{"href": f"{SITE}m/hb-2017-0001/"}]
    told = re.sub(r"<[^>]+>", " ", text)
    for part in (
        "Mô hình số 1",
        "36 trên\u00a040",
        "chưa dẫn quyết định công nhận",
        "Một bài báo",
        "rà soát ngày 21/11/2026",
    ):
        assert part in told.replace("số\u00a01", "số 1")


def test_the_citation_has_site_name_date_and_short_address():
    text = Words(article(showcase(), "mo-hinh/m1/"), "trich-dan").text
    assert text.replace("\u00a0", " ") == (
        "Dân vận khéo, tỉnh Hòa Bình: “Mô hình số 1” (mã HB-2017-0001), rà soát ngày 21/11/2026. "
        "https://tinh.example/dan-van/m/hb-2017-0001/"
    )


def test_the_facts_sheet_keeps_what_is_not_known_and_whose_figure_it_is():
    lead = {"certainty": "ambiguous", "organisations": ["hoi-phu-nu", "cong-an-xa"]}
    figure = {"indicator": "Hộ có điện", "unit": "%", "result": {"value": 70, "bound": "over"}, "source": 1}
    site = arrange(records(model(1, lead=lead, results=[figure], limits=["Chưa rõ kinh phí."])))
    lines = Words(article(site, "mo-hinh/m1/"), "bang-thong-tin").text.splitlines()
    assert "Đơn vị chủ trì: nguồn viết không rõ, có thể là Hội Liên hiệp Phụ nữ xã; Công an xã" in lines
    assert "Kết quả: hơn 70%, Hộ có điện; nguồn không nêu số gốc (nguồn 1)" in [
        line.replace("\u00a0", " ") for line in lines
    ]
    assert "Điều chưa rõ, hạn chế: Chưa rõ kinh phí." in lines
    assert lines[-1] == f"{SITE}m/hb-2017-0001/"
