"""Share cards on pages: whole addresses in static HTML, a card for every record, news item and list."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image
from small_records import model, news, records
from whole_sites import GOLDEN, build_here, copy_site, tree

from generator.render.pages import card_address, share_cards
from generator.showcase import arrange

SITE = "https://ban-mau.example/dan-van/"
RESULT = {"indicator": "Hộ có thẻ", "unit": "%", "baseline": {"value": 40}, "result": {"value": 70, "bound": "over"}}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("chia-se")
    build_here(GOLDEN, folder, cards=True)
    return tree(folder)


def meta(html: bytes) -> dict[str, str]:
    return dict(re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', html.decode("utf-8")))


def cards_of(*models: dict, **more: object) -> dict[str, object]:
    return {address: make() for address, make in share_cards(arrange(records(*models, **more))).items()}


def test_every_page_says_by_whole_addresses_what_a_shared_link_shows(built):
    pages = {
        path: meta(data) for path, data in built.items() if path.endswith("index.html") and b"http-equiv" not in data
    }
    themed = {path: said for path, said in pages.items() if not path.startswith(("nhung/", "m/"))}
    assert len(themed) > 40
    for path, said in themed.items():
        picture = said["og:image"]
        assert picture.startswith(SITE), path
        assert built[picture.removeprefix(SITE)].startswith(b"\x89PNG"), path
        assert said["og:url"] == SITE + path.removesuffix("index.html")
        assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
        assert said["og:image:alt"] == said["og:title"] != ""
        assert said["twitter:card"] == "summary_large_image"


def test_records_lists_and_news_have_cards_of_their_own_and_other_pages_the_sites(built):
    own = {
        path: meta(data)["og:image"].removeprefix(SITE + "chia-se/") for path, data in built.items() if path in PAGES
    }
    assert own == PAGES
    for path in built:
        if path.startswith("chia-se/"):
            assert Image.open(io.BytesIO(built[path])).size == (1200, 630)


PAGES = {
    "index.html": "trang-dau.png",
    "gioi-thieu/index.html": "trang-dau.png",
    "mo-hinh/index.html": "mo-hinh.png",
    "mo-hinh/to-tuan-tra-dem/index.html": "mo-hinh/to-tuan-tra-dem.png",
    "tin-tuc/dem-ban-mo/index.html": "tin-tuc/dem-ban-mo.png",
    "tin-tuc/luu-tru/index.html": "tin-tuc.png",
    "linh-vuc/kinh-te/index.html": "linh-vuc/kinh-te.png",
    "dia-ban/xa-ban-mo/index.html": "dia-ban/xa-ban-mo.png",
    "chuong-trinh/ke-hoach-vuon-rau/index.html": "chuong-trinh/ke-hoach-vuon-rau.png",
}


def test_later_pages_of_a_list_share_its_card():
    assert card_address("dia-ban/xa-a/trang/3/", {"dia-ban/xa-a/"}) == "chia-se/dia-ban/xa-a.png"
    assert card_address("dia-ban/tra-cuu/", {"dia-ban/"}) == "chia-se/trang-dau.png"


def test_without_an_address_of_the_site_or_without_cards_nothing_is_promised(tmp_path):
    site = copy_site(tmp_path / "nguon", site_url='""')
    for name, where, cards in (("a", site, True), ("b", GOLDEN, False)):
        build_here(where, tmp_path / name, cards=cards)
        made = tree(tmp_path / name)
        assert not [path for path in made if path.startswith("chia-se/")]
        assert b"og:image" not in made["mo-hinh/to-tuan-tra-dem/index.html"]
        assert b"og:title" in made["mo-hinh/to-tuan-tra-dem/index.html"]


def test_a_models_card_says_field_standing_both_places_and_one_figure_with_its_meaning():
    card = cards_of(model(1, name="Giữ nương", results=[RESULT]))["mo-hinh/m1/"]
    assert (card.kicker, card.name, card.hue, card.woven) == ("Kinh tế", "Giữ nương", "leaf", "HB-2017-0001")
    assert card.standing == "Báo có nêu · chưa dẫn quyết định công nhận"
    assert card.place == "xóm Tòng, xã Tòng Đậu, huyện Mai Châu, nay thuộc xã Mai Châu, tỉnh Phú Thọ"
    assert (card.figure.replace("\u00a0", " "), card.note) == ("40% lên hơn 70%", "Hộ có thẻ")
    assert card.site == "Dân vận khéo, tỉnh Hòa Bình"


def test_what_is_not_known_is_not_drawn_large():
    unknown = {"indicator": "Hộ thoát nghèo", "unit": "hộ"}
    assert cards_of(model(1, results=[unknown]))["mo-hinh/m1/"].figure == ""


def test_a_list_tells_how_many_records_it_holds_and_an_empty_one_nothing():
    cards = cards_of(model(1), model(2))
    assert (cards["dia-ban/xa-mai-chau/"].figure, cards["dia-ban/xa-mai-chau/"].place) == ("2", "tỉnh Phú Thọ")
    assert cards_of()["mo-hinh/"].figure == ""


def test_a_news_item_tells_outlet_and_day():
    item = news(title="Một tin", published="2020-05-01", models=["HB-2017-0001"])
    card = cards_of(model(1), items={"tin": item})["tin-tuc/tin/"]
    assert (card.standing, card.hue) == ("Báo Hòa Bình, ngày 1/5/2020", "leaf")
