"""Listings, news and the pages that stay: every one at its address, in its order, linked to the next."""

from __future__ import annotations

import re

import pytest
from small_records import model, news, records

from generator.render.pages import builders, redirect
from generator.render.pages.listings import PER_PAGE
from generator.render.pages.page import Page
from generator.render.pages.templates import pages_shown
from generator.showcase import arrange


def pages_of(*models: dict, items: dict | None = None) -> dict[str, Page]:
    """Every page of a small site by its address; each address is given once."""
    made = [build() for build in builders(arrange(records(*models, items=items)), {})]
    pages = {page.address: page for page in made}
    assert len(pages) == len(made)
    return pages


def text_of(page: Page) -> str:
    return " ".join(page.article.striptags().split())


def test_every_facet_has_its_index_and_its_listings():
    pages = pages_of(model(1), model(2, period={}, level="province", field="van-hoa-xa-hoi"))
    for address in (
        "linh-vuc/",
        "dia-ban/",
        "don-vi/",
        "nam/",
        "cap/",
        "mo-hinh/",
        "tin-tuc/",
        "chuong-trinh/",
    ):
        assert len(re.findall("<h1", pages[address].article)) == 1
    assert {
        "linh-vuc/kinh-te/",
        "linh-vuc/van-hoa-xa-hoi/",
        "nam/2017/",
        "nam/khong-ro/",
        "cap/tinh/",
    } <= set(pages)
    assert {"dia-ban/xa-tong-dau/", "dia-ban/xa-mai-chau/", "dia-ban/tinh-phu-tho/"} <= set(pages)


def test_an_organisation_has_a_page_from_three_models_on_and_until_then_an_entry_that_names_them():
    two, three = (pages_of(*(model(number) for number in range(1, count + 1))) for count in (2, 3))
    assert "don-vi/hoi-phu-nu/" not in two
    entry = two["don-vi/"].article
    assert 'id="hoi-phu-nu"' in entry
    assert "../mo-hinh/m1/" in entry
    assert "../mo-hinh/m2/" in entry
    assert "../../don-vi/#hoi-phu-nu" in two["mo-hinh/m1/"].article
    assert "../mo-hinh/m1/" in three["don-vi/hoi-phu-nu/"].article.replace("../../", "../")
    assert 'id="hoi-phu-nu"' in three["don-vi/"].article, "a link to the entry still leads there"
    assert "../../don-vi/hoi-phu-nu/" in three["mo-hinh/m1/"].article


def test_the_page_of_an_organisation_that_was_published_stays_when_it_has_fewer_models():
    site = arrange(records(model(1)), ["don-vi/hoi-phu-nu/"])
    made = {build().address for build in builders(site, {})}
    assert "don-vi/hoi-phu-nu/" in made


def test_a_long_listing_goes_on_to_further_pages():
    pages = pages_of(*(model(number) for number in range(1, PER_PAGE + 2)))
    first, second = pages["linh-vuc/kinh-te/"], pages["linh-vuc/kinh-te/trang/2/"]
    assert (first.article.count('class="row"'), second.article.count('class="row"')) == (PER_PAGE, 1)
    assert 'rel="next" href="../../linh-vuc/kinh-te/trang/2/"' in first.article
    assert 'rel="prev" href="../../../../linh-vuc/kinh-te/"' in second.article
    assert second.title == "Kinh tế, trang 2"
    assert f"{PER_PAGE + 1} đến {PER_PAGE + 1} trong {PER_PAGE + 1}" in text_of(second)


def test_cards_on_every_depth_lead_to_the_model():
    pages = pages_of(*(model(number) for number in range(1, PER_PAGE + 2)))
    for address, page in pages.items():
        up = "../" * address.count("/")
        links = re.findall(r'class="row" href="([^"]+)"', page.article)
        assert {link for link in links if not link.startswith(f"{up}mo-hinh/")} == set(), address


def test_a_row_says_the_claim_both_places_and_the_one_figure():
    result = {
        "indicator": "Hộ có thẻ",
        "unit": "%",
        "baseline": {"value": 40},
        "result": {"value": 70, "bound": "over"},
        "denominator": 40,
        "denominator_name": "hộ trong xóm",
    }
    text = text_of(pages_of(model(1, claim="Cả xóm có thẻ", results=[result]))["mo-hinh/"])
    assert "Cả xóm có thẻ40% lên hơn 70% hộ trong xómXã Tòng Đậu, huyện Mai Châu, nay thuộc xã Mai Châu" in text
    assert "Mô hình số 1" not in text


DECISION = {"number": "12/QĐ-BCĐ", "issuer": "Ban Chỉ đạo tỉnh", "level": "province"}


def test_the_newest_decision_stands_first_then_the_latest_review_under_headings_that_say_it_once():
    article = pages_of(
        model(1, reviewed={"date": "2026-01-01", "by": "Biên tập viên"}),
        model(2, recognition=DECISION | {"date": "2019-07-04"}),
        model(3),
        model(4, recognition=DECISION | {"date": "2021-01"}),
        model(5, status="registered"),
    )["mo-hinh/"].article
    assert re.findall(r'class="row" href="../mo-hinh/(m\d)/"', article) == ["m4", "m2", "m3", "m1", "m5"]
    assert re.findall(r'class="group group--(\w+)"', article) == ["proven", "told", "registered"]


def test_a_row_takes_no_more_than_eight_hundred_bytes():
    name = "Vận động phụ nữ tiết kiệm mua bảo hiểm y tế vì sức khỏe gia đình"
    result = {
        "indicator": "Hộ có thẻ",
        "unit": "%",
        "baseline": {"value": 40},
        "result": {"value": 70},
        "denominator": 40,
    }
    article = pages_of(*(model(number, name=name, results=[result]) for number in range(1, 41)))["mo-hinh/"].article
    rows = re.findall(r"<li class=.*?</li>", article, re.DOTALL)
    assert len(rows) == 40
    assert sum(len(row.encode()) for row in rows) / len(rows) <= 800


def test_fields_with_stories_are_one_touch_away_on_the_whole_list_and_on_theirs():
    pages = pages_of(model(1), model(2, field="van-hoa-xa-hoi"))
    for address in ("mo-hinh/", "linh-vuc/kinh-te/"):
        switch = re.search(r'<nav class="switch".*?</nav>', pages[address].article, re.DOTALL)
        assert switch
        assert re.findall(r">([^<]+)</a>", switch[0]) == ["Tất cả", "Kinh tế", "Văn hóa – xã hội"]
        assert len(re.findall("aria-current", switch[0])) == 1
    assert 'class="switch"' not in pages["nam/2017/"].article


def test_places_and_models_of_one_name_are_told_apart_in_their_titles():
    pages = pages_of(model(1, name="Vườn rau"), model(2, name="Vườn rau"), model(3))
    assert pages["dia-ban/xa-tong-dau/"].title == "Xã Tòng Đậu, huyện Mai Châu, tỉnh Hòa Bình"
    assert pages["dia-ban/xa-mai-chau/"].title == "Xã Mai Châu, tỉnh Phú Thọ"
    assert pages["mo-hinh/m1/"].title == "Vườn rau, xã Tòng Đậu (HB-2017-0001)"
    assert pages["mo-hinh/m3/"].title == "Mô hình số 3"


def test_a_unit_that_ended_says_when_and_what_it_became():
    text = text_of(pages_of(model(1, place={"unit": "xa-vay-nua", "as_written": "Vầy Nưa"}))["dia-ban/xa-vay-nua/"])
    assert "Đơn vị này có đến hết ngày 30/6/2025." in text
    assert "Địa bàn cũ nay chia cho xã Mai Châu, xã Bao La, tỉnh Phú Thọ." in text


def test_places_stand_below_their_parents_today_apart_from_then():
    text = text_of(pages_of(model(1))["dia-ban/"])
    order = [
        "Đơn vị hôm nay",
        "Tỉnh Phú Thọ",
        "Xã Mai Châu",
        "Đơn vị cũ",
        "Tỉnh Hòa Bình",
        "Huyện Mai Châu",
        "Xã Tòng Đậu",
    ]
    places = [text.index(name) for name in order[:4]]
    assert places == sorted(places)
    then = text[places[-1] :]
    assert [then.index(name) for name in order[4:]] == sorted(then.index(name) for name in order[4:])


def test_places_are_drawn_as_a_diagram_that_says_it_is_no_map():
    text = text_of(pages_of(model(1))["dia-ban/"])
    assert "1 hồ sơ: Huyện Mai Châu" in text
    assert "Sơ đồ, không phải bản đồ." in text


def test_a_site_without_models_has_its_listings_all_the_same():
    pages = pages_of()
    assert "Chưa có hồ sơ nào." in text_of(pages["mo-hinh/"])
    assert "Chưa có hồ sơ nào." in text_of(pages["linh-vuc/"])
    assert "Chưa có tin nào." in text_of(pages["tin-tuc/"])


def test_news_is_archived_by_year_and_month_and_the_undated_apart():
    items = {
        "a": news(title="Tin tháng ba", published="2025-03-08"),
        "b": news(title="Tin của năm", published="2025"),
        "c": news(title="Tin không ngày"),
    }
    pages = pages_of(items=items)
    of_news = {address for address in pages if address.startswith("tin-tuc/luu-tru/")}
    years = {"tin-tuc/luu-tru/", "tin-tuc/luu-tru/2025/", "tin-tuc/luu-tru/khong-ro/"}
    assert of_news == years
    before, _, in_march = str(pages["tin-tuc/luu-tru/2025/"].article).partition('<h2 id="thang-3">Tháng 3</h2>')
    of_march, _, after = in_march.partition("</section>")
    assert "Tin tháng ba" in of_march
    assert "Tin của năm" not in of_march
    assert "Tin của năm" in before + after
    assert "Tin không ngày" in text_of(pages["tin-tuc/luu-tru/khong-ro/"])


def test_a_news_item_names_its_source_and_the_models_it_speaks_of():
    pages = pages_of(model(1), items={"a": news(models=["HB-2017-0001"], supports=["Con số 216"])})
    text = text_of(pages["tin-tuc/a/"])
    for words in ("Không ghi ngày · Báo Hòa Bình", "Một bài báo", "Con số 216", "Mô hình số 1"):
        assert words in text
    assert "Báo chí viết về mô hình 1 bài Tin" in text_of(pages["mo-hinh/m1/"])


def test_a_withdrawn_record_leaves_a_page_that_says_so():
    page = pages_of(model(1, withdrawn={"date": "2026-01-02", "reason": "Theo yêu cầu"}))["mo-hinh/m1/"]
    assert not page.indexed
    text = text_of(page)
    assert "Gỡ ngày 2/1/2026." in text
    assert "Lý do: Theo yêu cầu" in text
    assert "Mô hình số 1" not in text


def test_a_redirect_leads_on_without_a_script_and_asks_not_to_be_listed():
    document = redirect("m/hb-2017-0001/", "mo-hinh/m1/").decode()
    assert '<meta http-equiv="refresh" content="0; url=../../mo-hinh/m1/">' in document
    assert '<a href="../../mo-hinh/m1/">' in document
    assert '<meta name="robots" content="noindex">' in document


@pytest.mark.parametrize(
    ("number", "count", "shown"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (1, 4, [1, 2, 3, 4]),
        (5, 9, [1, None, 4, 5, 6, None, 9]),
        (9, 9, [1, None, 8, 9]),
    ],
)
def test_a_pager_offers_the_ends_and_the_neighbours(number, count, shown):
    assert pages_shown(number, count) == shown
