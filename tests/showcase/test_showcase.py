"""The site model resolves, sorts, groups, relates and counts; places keep both their names."""

from __future__ import annotations

import random

import pytest
from small_records import REVIEWED, model, news, records

from generator.showcase import Showcase, arrange
from generator.showcase.addresses import depth, href, page


def group(site: Showcase, facet: str, slug: str) -> list[str]:
    found = site.group(facet, slug)
    return [] if found is None else [one.id for one in found.models]


def test_a_place_is_told_as_it_was_and_as_it_is_today() -> None:
    (one,) = arrange(records(model(1))).models
    assert one.place.then_text == "xóm Tòng, xã Tòng Đậu, huyện Mai Châu, tỉnh Hòa Bình"
    assert one.place.today_text == "xã Mai Châu, tỉnh Phú Thọ"
    assert one.place.changed
    assert not one.place.split


def test_a_split_place_names_every_successor_unless_the_record_chooses() -> None:
    split = {"unit": "xa-vay-nua", "as_written": "xã Vầy Nưa"}
    one, two = arrange(records(model(1, place=split), model(2, place=split | {"today": "xa-bao-la"}))).models
    assert one.place.split
    assert one.place.today_text == "xã Mai Châu hoặc xã Bao La, tỉnh Phú Thọ"
    assert two.place.today_text == "xã Bao La, tỉnh Phú Thọ"


def test_a_model_of_a_whole_former_district_is_told_by_todays_province() -> None:
    (one,) = arrange(records(model(1, place={"unit": "huyen-mai-chau", "as_written": "huyện Mai Châu"}))).models
    assert one.place.today_text == "tỉnh Phú Thọ"
    assert not one.place.split


def test_a_model_is_found_under_its_old_and_its_new_places() -> None:
    site = arrange(records(model(1)))
    for slug in ("xa-tong-dau", "huyen-mai-chau", "tinh-hoa-binh", "xa-mai-chau", "tinh-phu-tho"):
        assert group(site, "place", slug) == ["HB-2017-0001"], slug
    assert site.group("place", "xa-bao-la") is None


def test_one_builder_makes_every_facet_and_unknown_has_its_place() -> None:
    site = arrange(
        records(
            model(1),
            model(2, field="khac", period={"as_stated": "không rõ"}, partners=["cong-an-xa"]),
            model(3, level="grassroots", level_basis="stated", period={"start": "2019"}),
        )
    )
    assert [found.slug for found in site.groups["field"]] == ["kinh-te", "khac"], "“other” stands last"
    assert [found.slug for found in site.groups["year"]] == ["2019", "2017", "khong-ro"], "newest first, unknown last"
    assert [found.slug for found in site.groups["level"]] == ["co-so", "khong-ro"]
    assert group(site, "organisation", "cong-an-xa") == ["HB-2017-0002"]
    assert len(group(site, "organisation", "hoi-phu-nu")) == 3


def test_models_stand_in_vietnamese_order_whatever_the_order_of_files() -> None:
    names = ["Đàn ong", "Ấp sạch", "An toàn", "Ăn chín", "Ánh sáng", "Dân vận"]
    shuffled = random.Random(1).sample(names, len(names))
    site = arrange(records(*(model(i, name=name) for i, name in enumerate(shuffled, 1))))
    assert [one.record.name for one in site.models] == [
        "An toàn", "Ánh sáng", "Ăn chín", "Ấp sạch", "Dân vận", "Đàn ong",
    ]  # fmt: skip


def test_named_relations_come_first_and_are_seen_from_both_ends() -> None:
    site = arrange(records(model(1, related=["HB-2017-0005"]), *(model(i) for i in range(2, 7))))
    assert site.related["HB-2017-0001"][0].id == "HB-2017-0005"
    assert site.related["HB-2017-0005"][0].id == "HB-2017-0001"
    assert all(len(found) == 3 for found in site.related.values())
    assert all(one.id != key for key, found in site.related.items() for one in found)


def test_old_addresses_lead_to_the_living_page() -> None:
    site = arrange(records(model(1, slug="ten-moi", aliases=["ten-cu"])))
    assert site.redirects == {"mo-hinh/ten-cu/": "mo-hinh/ten-moi/"}


def test_a_withdrawn_record_leaves_a_tombstone_and_nothing_else() -> None:
    gone = {"date": "2026-11-01", "reason": "Theo yêu cầu của người trong cuộc"}
    site = arrange(records(model(1, withdrawn=gone), model(2, related=["HB-2017-0001"])))
    assert [one.id for one in site.models] == ["HB-2017-0002"]
    assert site.related["HB-2017-0002"] == ()
    (stone,) = site.tombstones
    assert (stone.address, stone.date) == ("mo-hinh/m1/", "1/11/2026")


def test_news_is_newest_first_with_undated_last_and_covers_its_models() -> None:
    items = {
        "a": news(published="2020-01", models=["HB-2017-0001"]),
        "b": news(title="Không ngày", models=["HB-2017-0001"]),
        "c": news(published="2021"),
    }
    site = arrange(records(model(1), items=items))
    assert [item.slug for item in site.news] == ["c", "a", "b"]
    assert [item.slug for item in site.coverage["HB-2017-0001"]] == ["a", "b"]


def test_counts_are_by_status_never_one_total() -> None:
    site = arrange(records(model(1), model(2, status="finished"), model(3)))
    assert site.counts_by_status() == {"finished": 1, "running": 2}


@pytest.mark.parametrize(
    ("here", "there", "link"),
    [
        ("", "mo-hinh/a/", "mo-hinh/a/"),
        ("", "", "./"),
        ("mo-hinh/a/", "", "../../"),
        ("m/x/", "m/y/#z", "../../m/y/#z"),
    ],
)
def test_links_are_relative(here: str, there: str, link: str) -> None:
    assert href(here, there) == link


def test_the_second_page_of_a_listing_lies_below_the_first() -> None:
    assert (page("nam/2017/", 1), page("nam/2017/", 2)) == ("nam/2017/", "nam/2017/trang/2/")
    assert depth("linh-vuc/kinh-te/trang/2/") == 4


def test_reviewed_is_part_of_every_small_record() -> None:
    assert model(1)["reviewed"] == REVIEWED
