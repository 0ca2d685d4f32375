"""Structured data says what the page says: read by an RDF library and held against the text a reader sees."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page as Window
from rdflib import Graph, Namespace
from rdflib.namespace import RDF
from small_records import model, records
from whole_sites import GOLDEN, build_here, change, copy_site, tree

from generator.records.schema import PartialDate
from generator.render.pages import builders
from generator.showcase import arrange

SITE = "https://ban-mau.example/dan-van/"
SCHEMA = Namespace("https://schema.org/")
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
GARDEN, NIGHT = "mo-hinh/vuon-rau-chung/index.html", "tin-tuc/dem-ban-mo/index.html"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Path -> text of every page of the golden site."""
    folder = tmp_path_factory.mktemp("du-lieu")
    build_here(GOLDEN, folder)
    return {path: data.decode("utf-8") for path, data in tree(folder).items() if path.endswith("index.html")}


def data_of(html: str) -> dict[str, Any] | None:
    found = BLOCK.search(html)
    return json.loads(found[1]) if found else None


def thing(html: str, kind: str) -> dict[str, Any]:
    (one,) = [one for one in data_of(html)["@graph"] if one["@type"] == kind]
    return one


# rdflib's own reader of JSON-LD makes a graph of a kind that rdflib calls old.
OLD_GRAPH = "ignore:ConjunctiveGraph is deprecated:DeprecationWarning"


def graph(html: str) -> Graph:
    """The block as RDF. The vocabulary is given here: fetching schema.org's own context would take a network."""
    data = data_of(html)
    assert data["@context"] == "https://schema.org"
    return Graph().parse(data=json.dumps(data | {"@context": {"@vocab": str(SCHEMA)}}), format="json-ld")


def plain(text: str) -> str:
    return " ".join(unescape(text).replace("\u00a0", " ").replace("\u2060", "").split())


def seen(html: str) -> str:
    """What a reader sees or hears of a page, in one line: text, and what pictures say."""
    body = html.partition("<body")[2]
    alts = " ".join(re.findall(r'alt="([^"]*)"', body))
    return plain(
        re.sub(r"<[^>]+>", "", re.sub(r"<(?:svg|script)\b.*?</(?:svg|script)>", "", body, flags=re.DOTALL)) + " " + alts
    )


def said(value: Any, key: str = "") -> list[tuple[str, str]]:
    """(key, text) of every text in the data that is meant for people."""
    if isinstance(value, dict):
        return [pair for name, part in value.items() for pair in said(part, name)]
    if isinstance(value, list):
        return [pair for part in value for pair in said(part, key)]
    return [(key, str(value))]


MACHINE = {
    "@context",
    "@type",
    "@id",
    "url",
    "item",
    "position",
    "mainEntityOfPage",
    "contentUrl",
    "license",
    "inLanguage",
    "encodingFormat",
    "isAccessibleForFree",
}


def test_what_the_data_says_stands_on_the_page(built):
    with_data = {path: html for path, html in built.items() if data_of(html)}
    assert len(with_data) > 30
    missing = []
    for path, html in with_data.items():
        text = seen(html)
        for key, value in said(data_of(html)):
            if key in {"datePublished", "dateModified"}:
                value = PartialDate(value).text()  # noqa: PLW2901 - as people write it
            if key not in MACHINE and plain(value).casefold() not in text.casefold():
                missing.append((path, key, value))
    assert missing == []


def test_records_news_lists_and_the_front_page_have_data_and_redirects_and_tombstones_none(built):
    kinds = {
        "index.html": "WebSite",
        GARDEN: "Article",
        NIGHT: "NewsArticle",
        "chuong-trinh/ke-hoach-vuon-rau/index.html": "Article",
        "dia-ban/xa-ban-mo/index.html": "CollectionPage",
        "don-vi/cong-an-xa-ban-mo/index.html": "CollectionPage",
    }
    for path, kind in kinds.items():
        assert thing(built[path], kind), path
    for path in ("m/bm-2021-0001/index.html", "tin-tuc/tin-da-go/index.html", "mo-hinh/vuon-rau-cu/index.html"):
        assert data_of(built[path]) is None, path


@pytest.mark.filterwarnings(OLD_GRAPH)
def test_a_model_is_an_article_at_its_canonical_address_with_its_places_bodies_and_sources(built):
    html = built[GARDEN]
    facts = graph(html)
    (page,) = facts.subjects(RDF.type, SCHEMA.Article)
    assert str(page) == re.search(r'rel="canonical" href="([^"]+)"', html)[1] == SITE + "mo-hinh/vuon-rau-chung/"
    (headline,) = facts.objects(page, SCHEMA.headline)
    assert plain(str(headline)) == plain(re.search(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)[1])
    (description,) = facts.objects(page, SCHEMA.description)
    assert str(description) == unescape(re.search(r'<meta name="description" content="([^"]*)"', html)[1])
    (place,) = facts.objects(page, SCHEMA.contentLocation)
    assert (place, RDF.type, SCHEMA.Place) in facts
    assert {str(facts.value(body, SCHEMA.name)) for body in facts.objects(page, SCHEMA.mentions)} == {
        "Hội Liên hiệp Phụ nữ xã Suối Trong",
        "Công an xã Bản Mơ",
    }
    sources = re.findall(r'<li[^>]* id="nguon-\d+"', html)
    assert len(list(facts.objects(page, SCHEMA.citation))) == len(sources) == 2


def test_the_way_to_a_page_is_the_line_above_its_name(built):
    for path in (NIGHT, "dia-ban/xa-ban-mo/index.html"):
        html = built[path]
        items = thing(html, "BreadcrumbList")["itemListElement"]
        crumbs = re.search(r'<nav class="(?:crumbs|over)".*?</nav>.*?</h1>', html, re.DOTALL)[0]
        links = [
            (SITE + href.replace("../", ""), plain(name))
            for href, name in re.findall(r'href="([^"]+)">([^<]+)</a>', crumbs.partition("</nav>")[0])
        ]
        current = (
            SITE + path.removesuffix("index.html"),
            plain(
                re.sub(
                    r"<[^>]+>",
                    "",
                    re.search(r"visually-hidden\">(.*?)</span>|<h1[^>]*>(.*?)</h1>", crumbs)[0].rpartition('">')[2],
                )
            ),
        )
        assert [(item["item"], plain(item["name"])) for item in items] == [*links, current]
        assert [item["position"] for item in items] == list(range(1, len(items) + 1))


def test_a_news_item_says_whose_article_it_is_based_on_and_when_that_appeared(built):
    one = thing(built["tin-tuc/bao-ke-vuon-rau/index.html"], "NewsArticle")
    assert (
        one["datePublished"] == re.search(r'<time datetime="([^"]+)"', built["tin-tuc/bao-ke-vuon-rau/index.html"])[1]
    )
    assert one["isBasedOn"]["publisher"]["name"]
    assert [about["@id"] for about in one["about"]] == [SITE + "mo-hinh/vuon-rau-chung/"]


def test_a_list_of_a_unit_is_about_the_unit_and_that_of_a_body_about_the_body(built):
    assert thing(built["dia-ban/xa-ban-mo/index.html"], "CollectionPage")["about"]["@type"] == "AdministrativeArea"
    assert thing(built["don-vi/cong-an-xa-ban-mo/index.html"], "CollectionPage")["about"] == {
        "@type": "Organization",
        "name": "Công an xã Bản Mơ",
    }
    assert "about" not in thing(built["nam/2021/index.html"], "CollectionPage")


def test_the_page_on_open_data_is_a_dataset_with_a_download_for_every_file_it_offers(built):
    html = built["du-lieu/index.html"]
    one = thing(html, "Dataset")
    offered = {SITE + href.removeprefix("../") for href in re.findall(r'href="(\.\./du-lieu/v1/[^"]+)"', html)}
    downloads = {part["contentUrl"]: part["encodingFormat"] for part in one["distribution"]}
    described = {SITE + f"du-lieu/v1/{name}" for name in ("index.json", "datapackage.json", "dcat.jsonld")}
    assert set(downloads) == {address for address in offered if "/schema/" not in address} - described
    assert sum(media == "text/csv" for media in downloads.values()) == 9
    assert one["license"] == "https://creativecommons.org/licenses/by/4.0/"


def test_photos_are_named_with_credit_and_lie_where_the_data_says(built):
    (image,) = thing(built[GARDEN], "Article")["image"]
    assert image["contentUrl"].removeprefix(SITE) in built[GARDEN]
    assert image["creditText"]


def test_no_text_can_end_the_block_and_nothing_is_lost_in_it():
    evil = "</script><script>alert(1)</script> & <!-- \u2028"
    pages = {
        page.address: page for page in (build() for build in builders(arrange(records(model(1, name=evil))), {}, SITE))
    }
    head = str(pages["mo-hinh/m1/"].head).rpartition("defer></script>")[2]
    assert head.count("<script") == head.count("</script>") == 1
    assert "<!--" not in head
    assert thing(head, "Article")["headline"] == evil.strip()


def test_without_an_address_of_the_site_nothing_is_claimed(tmp_path):
    build_here(copy_site(tmp_path / "nguon", site_url='""'), tmp_path / "site")
    assert "ld+json" not in (tmp_path / "site" / GARDEN).read_text(encoding="utf-8")


def test_a_place_that_is_called_otherwise_today_is_named_both_ways_and_a_split_one_only_as_it_was():
    today = {"unit": "xa-tong-dau", "as_written": "xã Tòng Đậu"}
    split = {"unit": "xa-vay-nua", "as_written": "xã Vầy Nưa"}
    site = arrange(records(model(1, place=today), model(2, place=split)))
    heads = {page.address: str(page.head) for page in (build() for build in builders(site, {}, SITE))}
    assert [one["name"] for one in thing(heads["mo-hinh/m1/"], "Article")["contentLocation"]] == [
        "xã Tòng Đậu, huyện Mai Châu, tỉnh Hòa Bình",
        "xã Mai Châu, tỉnh Phú Thọ",
    ]
    assert len(thing(heads["mo-hinh/m2/"], "Article")["contentLocation"]) == 1


def test_a_strict_content_policy_has_nothing_against_the_data(tmp_path: Path, page_at: Any, serve_folder: Any):
    site = copy_site(tmp_path / "nguon")
    change(
        site,
        "content/models/to-tuan-tra-dem.md",
        "name: Tổ",
        "name: </script><script>document.title='hỏng'</script> Tổ",
    )
    build_here(site, tmp_path / "site")
    window: Window = page_at()
    complaints: list[str] = []
    window.on("console", lambda message: complaints.append(message.text))
    window.on("pageerror", lambda error: complaints.append(str(error)))
    base = serve_folder(
        tmp_path / "site",
        prefix="/dan-van/",
        csp="default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'",
    )
    window.goto(base + "mo-hinh/to-tuan-tra-dem/")
    read = window.evaluate(
        "JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)['@graph'][0].headline"
    )
    assert read.startswith("</script><script>document.title=")
    assert window.title() != "hỏng"
    assert complaints == []
