"""Feeds and the calendar, read back by readers others wrote: every format says the same, and nothing is invented."""

from __future__ import annotations

import json
import warnings
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from icalendar import Calendar
from small_records import model, news, records
from source_tree import DATA
from whole_sites import GOLDEN, build_here, change, copy_site

from generator.outputs.feeds import feeds
from generator.outputs.feeds.calendar import MOST, milestones
from generator.outputs.feeds.channels import LATEST
from generator.outputs.feeds.formats import rss_date, timestamp
from generator.outputs.feeds.items import permanent_id
from generator.records.schema import PartialDate
from generator.showcase import Showcase, addresses, arrange
from generator.showcase.addresses import FEEDS

with warnings.catch_warnings():
    # feedparser compiles an old spelling of an expression.
    warnings.simplefilter("ignore")
    import feedparser

URL = "https://vi-du.vn/dan-van/"
JSON_FEED = json.loads((DATA / "json_feed_1.1.schema.json").read_text("utf-8"))
ADDRESS = "https://ban-mau.example/dan-van/"
PROGRAMME = "content/programmes/ke-hoach-vuon-rau.md"
HOSTILE = "=HYPERLINK(\"x\") </script> <b>&amp; 'nháy' 🌾 "


def site(*models: dict[str, Any], **items: dict[str, Any]) -> Showcase:
    return arrange(records(*models, items=items))


def written(showcase: Showcase, url: str = URL) -> dict[str, bytes]:
    pairs = list(feeds(showcase, url))
    assert len(pairs) == len(dict(pairs)), "one address, written twice"
    return dict(pairs)


def told(files: dict[str, bytes], folder: str) -> list[list[dict[str, Any]]]:
    """The entries of the three formats of one feed, as plain dictionaries of what all formats can say."""
    atom, rss = (feedparser.parse(files[folder + name]) for name in FEEDS[:2])
    assert (atom.bozo, rss.bozo) == (0, 0), (atom.get("bozo_exception"), rss.get("bozo_exception"))
    one = json.loads(files[folder + "feed.json"])
    jsonschema.validate(one, JSON_FEED)
    return [
        [{"id": e.id, "url": e.link, "updated": tuple(e.updated_parsed)[:3]} for e in parsed.entries]
        for parsed in (atom, rss)
    ] + [
        [
            {
                "id": i["id"],
                "url": i["url"],
                "updated": tuple(date.fromisoformat(i["date_modified"][:10]).timetuple())[:3],
            }
            for i in one["items"]
        ]
    ]


def local_days(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Feedparser gives UTC: midnight in Vietnam is 17:00 the day before."""
    days = [date(*entry["updated"]) for entry in entries]
    return [entry | {"updated": day.toordinal()} for entry, day in zip(entries, days, strict=True)]


def test_the_three_formats_tell_the_same_entries() -> None:
    files = written(site(model(1), model(2, reviewed={"date": "2026-10", "by": "Biên tập"}), tin=news()))
    atom, rss, feed = (local_days(entries) for entries in told(files, ""))
    assert [e["id"] for e in atom] == [e["id"] for e in rss] == [e["id"] for e in feed]
    assert [e["url"] for e in atom] == [e["url"] for e in rss] == [e["url"] for e in feed]
    assert [e["updated"] + 1 for e in atom] == [e["updated"] + 1 for e in rss] == [e["updated"] for e in feed]
    assert len(atom) == 3


def test_a_list_of_five_has_a_feed_of_its_own_as_atom_alone() -> None:
    files = written(site(*(model(number) for number in range(1, 6))))
    for folder in ("linh-vuc/kinh-te/", "dia-ban/xa-tong-dau/", "dia-ban/xa-mai-chau/"):
        assert [name for name in FEEDS if folder + name in files] == ["atom.xml"]
        assert len(feedparser.parse(files[folder + FEEDS[0]]).entries) == 5
    assert not any(address.startswith(("nam/", "cap/", "don-vi/", "tin-tuc/")) for address in files)


def test_a_shorter_list_is_followed_with_everything() -> None:
    files = written(site(*(model(number) for number in range(1, 5))))
    assert set(files) == {*FEEDS, "lich.ics"}


def test_without_the_sites_address_there_is_no_feed() -> None:
    assert written(site(model(1)), url="") == {}


def test_an_empty_site_has_no_feed_but_an_empty_calendar() -> None:
    assert list(written(site())) == ["lich.ics"]


def test_a_feed_once_published_stays_when_its_last_entry_is_gone() -> None:
    promised = {"dia-ban/xa-bao-la/", "dia-ban/xa-bao-la/atom.xml", "atom.xml", "tin-tuc/atom.xml"}
    files = dict(feeds(arrange(records(), promised), URL))
    for folder in ("", "tin-tuc/"):
        assert told(files, folder) == [[], [], []]
    assert feedparser.parse(files["dia-ban/xa-bao-la/atom.xml"]).entries == []
    files = dict(feeds(arrange(records(model(1)), promised), URL))
    assert feedparser.parse(files["dia-ban/xa-bao-la/atom.xml"]).feed.updated == "2026-11-21T00:00:00+07:00"


def test_markup_in_a_name_is_text_in_every_format() -> None:
    files = written(site(model(1, name=HOSTILE.strip(), lede=HOSTILE.strip())))
    atom = feedparser.parse(files["atom.xml"]).entries[0]
    assert atom.title_detail.type == "text/plain"
    assert "</script>" in atom.title
    assert atom.title.startswith("=HYPERLINK")
    rss = files["rss.xml"].decode()
    assert "&amp;lt;/script&amp;gt;" in rss
    assert json.loads(files["feed.json"])["items"][0]["title"] == HOSTILE.strip()


def test_an_entry_says_what_is_known_and_what_is_not() -> None:
    files = written(site(model(1), tin=news(published="2019-06")))
    by_title = {item["title"]: item for item in json.loads(files["feed.json"])["items"]}
    assert "chưa dẫn quyết định công nhận" in by_title["Mô hình số 1"]["content_text"]
    assert "tháng 6/2019" in by_title["Tin"]["content_text"]
    assert "date_published" not in by_title["Tin"]
    assert "<published>" not in files["tin-tuc/atom.xml"].decode()
    assert "<pubDate>" not in files["tin-tuc/rss.xml"].decode()


def test_a_day_that_is_known_is_the_day_of_publication() -> None:
    files = written(site(tin=news(published="2019-06-01")))
    entry = feedparser.parse(files["tin-tuc/rss.xml"]).entries[0]
    assert tuple(entry.published_parsed)[:4] == (2019, 5, 31, 17)
    assert json.loads(files["tin-tuc/feed.json"])["items"][0]["date_published"] == "2019-06-01T00:00:00+07:00"


def test_the_latest_reviews_come_first_and_only_so_many() -> None:
    days = [{"date": f"2026-{1 + n % 9:02}-{1 + n % 27:02}", "by": "Biên tập"} for n in range(LATEST + 9)]
    showcase = site(*(model(n, reviewed=day) for n, day in enumerate(days)))
    items = json.loads(written(showcase)["feed.json"])["items"]
    dates = [item["date_modified"][:10] for item in items]
    assert dates == sorted((day["date"] for day in days), reverse=True)[:LATEST]


def test_neither_a_rename_nor_a_move_of_the_site_changes_an_entrys_id() -> None:
    def ids(url: str, **changes: Any) -> set[str]:
        files = written(site(model(1, **changes), tin=news(**changes)), url)
        return {item["id"] for item in json.loads(files["feed.json"])["items"]}

    moved = ids("https://noi-khac.vn/", slug="ten-moi")
    assert moved & ids(URL) == {permanent_id("hoa-binh/model/HB-2017-0001")}
    assert ids("https://noi-khac.vn/", slug="ten-moi", aliases=["tin"]) >= {permanent_id("hoa-binh/news/tin")}
    assert ids(URL) >= {permanent_id("hoa-binh/news/tin")}


def test_a_year_alone_counts_from_its_first_day() -> None:
    assert timestamp(PartialDate("2017")) == "2017-01-01T00:00:00+07:00"
    assert rss_date(PartialDate("2017-06-15")) == "Thu, 15 Jun 2017 00:00:00 +0700"


MILESTONES = {
    "registration": {"type": "new", "date": "2017-06-15"},
    "period": {"start": "2017-06", "end": "2018-12-31"},
    "steps": [{"step": "registration", "evidence": "told", "date": "2017-06-15", "source": 1}],
    "recognition": {"number": "1/QĐ", "date": "2018-03-02", "issuer": "UBND, xã; Tòng Đậu", "level": "grassroots"},
}


def test_the_calendar_holds_each_known_day_once_and_no_month() -> None:
    data = written(site(model(1, **MILESTONES)))["lich.ics"]
    calendar = Calendar.from_ical(data)
    found = [(event.decoded("dtstart"), str(event["summary"])) for event in calendar.walk("VEVENT")]
    assert found == [
        (date(2017, 6, 15), "Đăng ký: Mô hình số 1"),
        (date(2018, 3, 2), "Công nhận: Mô hình số 1"),
        (date(2018, 12, 31), "Kết thúc: Mô hình số 1"),
    ]
    event = calendar.walk("VEVENT")[0]
    assert str(event["url"]) == f"{URL}mo-hinh/m1/"
    assert str(event["location"]).startswith("xóm Tòng, xã Tòng Đậu, ")
    assert len({str(event["uid"]) for event in calendar.walk("VEVENT")}) == 3


def test_a_calendar_line_is_at_most_75_bytes_and_unfolds_to_the_name() -> None:
    name = "Đường hoa, hàng rào xanh; ngõ xóm sạch đẹp \\ " * 6 + "hết"
    data = written(site(model(1, name=name, period={"start": "2017-06-15"})))["lich.ics"]
    assert max(map(len, data.split(b"\r\n"))) <= 75
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    assert str(event["summary"]) == f"Bắt đầu: {name}"


def test_a_calendar_keeps_the_latest_days() -> None:
    days = [f"{1990 + n // 300}-{1 + n % 12:02}-{1 + n % 28:02}" for n in range(MOST + 5)]
    showcase = site(*(model(n, period={"start": day}) for n, day in enumerate(days)))
    found = [event.decoded("dtstart").isoformat() for event in Calendar.from_ical(written(showcase)["lich.ics"]).events]
    assert found == sorted(days)[-MOST:]
    assert len(milestones(showcase)) == MOST + 5


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The golden site, whose short lists have feeds all the same."""
    folder = tmp_path_factory.mktemp("feeds")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(addresses, "FEED_FROM", 1)
        build_here(GOLDEN, folder / "site")
    return folder / "site"


def test_pages_name_their_feed_in_the_head_and_at_their_end(built: Path) -> None:
    field, front = ((built / page).read_text("utf-8") for page in ("linh-vuc/kinh-te/index.html", "index.html"))
    for name, kind in zip(FEEDS, ("atom+xml", "rss+xml", "feed+json"), strict=True):
        assert f'type="application/{kind}"' in front
        assert front.count(f'href="{name}"') == 2
        assert field.count(f'href="../../linh-vuc/kinh-te/{name}"') == (2 if name == "atom.xml" else 0)
    assert "atom.xml" not in (built / "nam/2018/index.html").read_text("utf-8")
    assert 'href="../theo-doi/"' in (built / "mo-hinh/index.html").read_text("utf-8")


def test_a_renamed_programmes_feed_answers_at_its_old_address_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "FEED_FROM", 1)
    site = copy_site(tmp_path / "a")
    change(site, PROGRAMME, "name:", "aliases: [ten-cu]\nname:")
    build_here(site, tmp_path / "site")
    old, new = (tmp_path / f"site/chuong-trinh/{slug}/atom.xml" for slug in ("ten-cu", "ke-hoach-vuon-rau"))
    assert old.read_bytes() == new.read_bytes()
    assert feedparser.parse(old.read_bytes()).feed.links[0].href == f"{ADDRESS}chuong-trinh/ke-hoach-vuon-rau/atom.xml"


def test_a_site_that_does_not_know_its_address_speaks_of_no_feed(tmp_path: Path) -> None:
    build_here(copy_site(tmp_path / "a", site_url='""'), tmp_path / "site")
    assert not list((tmp_path / "site").rglob("atom.xml"))
    assert not (tmp_path / "site/theo-doi").exists()
    html = "".join(path.read_text("utf-8") for path in (tmp_path / "site").rglob("*.html"))
    assert "atom.xml" not in html
    assert "theo-doi/" not in html
