"""The sitemap has every page with the date of its record; the news sitemap only what is dated to the day."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from small_records import REVIEWED, model, news, records

from generator.outputs.data import sitemaps
from generator.outputs.data.sitemap import latest_news
from generator.pipeline.photos import Sizes
from generator.showcase import arrange

URL = "https://vi-du.vn/dan-van/"
SPACES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
}
PAGES = ["", "gioi-thieu/", "mo-hinh/m1/", "mo-hinh/", "dia-ban/xa-mai-chau/trang/2/"]


def made(
    *models: dict, pages: list[str] = PAGES, url: str = URL, most: int = 50_000, photos=None, **more
) -> dict[str, bytes]:
    return dict(sitemaps(pages, arrange(records(*models, **more)), photos or {}, url, most))


def urls(data: bytes) -> dict[str, ET.Element]:
    return {url.find("s:loc", SPACES).text: url for url in ET.fromstring(data).findall("s:url", SPACES)}  # noqa: S314 - made by us


def lastmod(url: ET.Element) -> str | None:
    return url.findtext("s:lastmod", namespaces=SPACES)


def test_pages_stand_sorted_with_whole_addresses_and_signs_escaped():
    found = urls(made(pages=["b/", "a/?x&y"])["sitemap.xml"])
    assert list(found) == [f"{URL}a/?x&y", f"{URL}b/"]


def test_a_page_has_the_date_of_its_record_a_list_that_of_its_latest_and_other_pages_none():
    found = urls(made(model(1), model(2, reviewed=REVIEWED | {"date": "2026-12-01"}))["sitemap.xml"])
    dates = {address.removeprefix(URL): lastmod(url) for address, url in found.items()}
    assert dates == {
        "": "2026-12-01",
        "dia-ban/xa-mai-chau/trang/2/": "2026-12-01",
        "gioi-thieu/": None,
        "mo-hinh/": "2026-12-01",
        "mo-hinh/m1/": REVIEWED["date"],
    }


def test_a_records_photos_are_named_in_their_largest_size():
    photo = {
        "file": "a.jpg", "alt": "Bà con", "credit": "Tổ", "licence": "CC BY 4.0", "people": {"basis": "nobody"},
    }  # fmt: skip
    sizes = Sizes(1200, 800, ((480, 320, "anh/a-480.webp", None), (1200, 800, "anh/a-1200.webp", None)))
    found = urls(made(model(1, photos=[photo]), photos={"/a.jpg": sizes})["sitemap.xml"])
    (image,) = found[f"{URL}mo-hinh/m1/"].findall("image:image/image:loc", SPACES)
    assert image.text == f"{URL}anh/a-1200.webp"


def test_too_many_addresses_for_one_file_are_cut_into_several_behind_an_index():
    files = made(model(1), most=2)
    index = [loc.text for loc in ET.fromstring(files["sitemap.xml"]).findall("s:sitemap/s:loc", SPACES)]  # noqa: S314 - made by us
    assert index == [f"{URL}sitemap-{number}.xml" for number in (1, 2, 3)]
    every = [address for name in index for address in urls(files[name.removeprefix(URL)])]
    assert every == sorted(URL + page for page in PAGES)


def item(title: str, published: str | None) -> dict:
    return news(title=title, published=published)


def test_the_news_sitemap_names_what_is_dated_to_the_day_within_two_days_of_the_latest():
    items = {
        "a": item("Tin & <b>", "2026-05-03"),
        "b": item("B", "2026-05-01"),
        "c": item("C", "2026-04-30"),
        "d": item("D", "2026-05"),
        "e": item("E", None),
    }
    site = arrange(records(items=items))
    assert [view.slug for view in latest_news(site)] == ["a", "b"]
    (first, _) = urls(made(items=items)["sitemap-tin-tuc.xml"]).values()
    assert first.findtext("news:news/news:title", namespaces=SPACES) == "Tin & <b>"
    assert first.findtext("news:news/news:publication_date", namespaces=SPACES) == "2026-05-03"
    assert first.findtext("news:news/news:publication/news:language", namespaces=SPACES) == "vi"


def test_where_no_news_is_dated_to_the_day_there_is_no_news_sitemap():
    files = made(items={"d": item("D", "2026-05")})
    assert "sitemap-tin-tuc.xml" not in files
    assert b"tin-tuc.xml" not in files["robots.txt"]


def test_robots_may_read_everything_and_are_told_the_sitemaps():
    files = made(url="https://vi-du.vn/", items={"a": item("A", "2026-05-03")})
    assert files["robots.txt"].decode().splitlines() == [
        "User-agent: *",
        "Disallow:",
        "",
        "Sitemap: https://vi-du.vn/sitemap.xml",
        "Sitemap: https://vi-du.vn/sitemap-tin-tuc.xml",
    ]
    assert made()["robots.txt"].startswith("# Máy tìm kiếm chỉ đọc robots.txt ở gốc".encode())
