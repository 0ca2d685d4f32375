"""What people type, read as what they mean: keystrokes, joined words, numbers, sounds, other words; the same answer each time."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from planted_search import showcase, write_site
from small_records import model, records

from generator.showcase import arrange

ASK = "([text, options]) => KheoSearch.open('./').then((engine) => engine.search(text, options))"
COMPLETE = "(text) => KheoSearch.open('./').then((engine) => engine.complete(text))"
RUNG, TIET_KIEM, BHYT, HOA_BINH_MINH, HOA_BINH, DON_DIEN, THUY_TIEN, BEP_AN = (f"mo-hinh/m{n}/" for n in range(1, 9))
CONCEPTS = {
    "gom ruộng": ("dồn điền đổi thửa",),
    "xóm": ("thôn", "bản"),
    "thôn": ("xóm", "bản"),
    "ko": ("không",),
    "bếp núc": ("bếp ăn",),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_site(tmp_path_factory.mktemp("reader"), replace(showcase(), concepts=CONCEPTS))


@pytest.fixture(scope="module")
def ask(site: Path, chromium):
    page = chromium.new_page()
    page.goto((site / "index.html").as_uri())
    yield lambda text, **options: page.evaluate(ASK, [text, options])
    page.close()


def found(answer) -> list[str]:
    return [result["address"] for result in answer["results"]]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("baor veej ruwngf", RUNG),
        ("dduwowngf hoa thuyr tieen", THUY_TIEN),
        ("duongwf hoa", THUY_TIEN),
        ("ba3o ve65 ru7ng2", RUNG),
        ("d9u7o7ng2 hoa", THUY_TIEN),
        ("tieets kieem", TIET_KIEM),
        ("baoverung", RUNG),
        ("phunu tietkiem", TIET_KIEM),
        ("ngọcsơn", RUNG),
        ("dondiendoithua", DON_DIEN),
        ("12hd", DON_DIEN),
        ("hd12", DON_DIEN),
        ("12hdbcddvk", DON_DIEN),
        ("4,648", DON_DIEN),
        ("4 648 m2", DON_DIEN),
        ("4648m²", DON_DIEN),
        ("hb20170006", DON_DIEN),
        ("hòa dải mâu thuẫn", HOA_BINH),
        ("hoa rai mau thuan", HOA_BINH),
        ("giử rừn", RUNG),
        ("bếp ăn xạch", BEP_AN),
        ("bao be rung", RUNG),
        ("gom ruộng", DON_DIEN),
        ("gom ruong", DON_DIEN),
        ("bếp núc sạch", BEP_AN),
        ("mô hình nào về bảo vệ rừng", RUNG),
        ("làm thế nào để dồn điền đổi thửa", DON_DIEN),
        ("o dau co bep an sach", BEP_AN),
    ],
)
def test_what_is_typed_is_read_as_what_is_meant(ask, text, address):
    assert found(ask(text))[:1] == [address]


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("baor veej ruwngf ", "bảo vệ rừng"),
        ("phunu tietkiem ", "phụ nữ tiết kiệm"),
        ("bảo vệ rừng", None),
        ("bao ve rung", None),
    ],
)
def test_another_reading_is_said_and_a_right_one_is_not(ask, text, reading):
    assert ask(text)["reading"] == reading


def test_what_was_typed_can_be_had_as_it_stands(ask):
    answer = ask("baor veej ruwngf ", literal=True)
    assert (answer["reading"], answer["unknown"]) == (None, ["baor", "veej", "ruwngf"])


def test_words_of_the_same_meaning_are_said_and_come_behind_what_was_typed(ask, tmp_path, page_at):
    assert ask("gom ruộng")["also"] == ["dồn điền đổi thửa"]
    assert ask("dồn điền đổi thửa")["also"] == []
    both = [model(1, name="Gom ruộng xóm Bưng", lede="Cùng làm."), model(2, name="Dồn điền đổi thửa", lede="Cùng làm.")]
    write_site(tmp_path, replace(arrange(records(*both)), concepts=CONCEPTS))
    page = page_at()
    page.goto((tmp_path / "index.html").as_uri())
    assert found(page.evaluate(ASK, ["gom ruộng", {}]))[:2] == ["mo-hinh/m1/", "mo-hinh/m2/"]


def test_a_word_that_nothing_holds_is_named(ask):
    assert ask("bảo vệ rừng zzzz ")["unknown"] == ["zzzz"]
    assert ask("bảo vệ rừng")["unknown"] == []


def test_completions_go_on_from_what_is_meant(ask, site, page_at):
    page = page_at()
    page.goto((site / "index.html").as_uri())
    assert "bảo vệ rừng" in page.evaluate(COMPLETE, "baor veej ru")


def test_places_and_organisations_come_behind_the_records_that_lie_there(ask):
    kinds = [result["kind"] for result in ask("xã tòng đậu", limit=20)["results"]]
    assert "place" in kinds
    assert kinds[0] == "model"


QUERIES = [
    "bảo vệ rừng", "bao ve", "hoa binh", "hòa dải", "gom ruộng", "phunu", "baor veej", "mua thẻ", "người già", "ko",
    "duong hoa", '"hòa giải mâu thuẫn"', "bếp", "rừng đặc dụng", "trồng dọc", "bap ve rung", "thon tong", "4,648",
]  # fmt: skip


def test_the_same_question_gets_the_same_answer_whatever_was_asked_before(tmp_path, page_at, monkeypatch):
    monkeypatch.setattr("generator.outputs.search.shards._SMALLEST_SHARD", 1)
    folder = write_site(tmp_path / "site", replace(showcase(), concepts=CONCEPTS))
    page = page_at()
    page.goto((folder / "index.html").as_uri())
    fresh = {}
    for text in QUERIES:
        page.reload()
        fresh[text] = page.evaluate(ASK, [text, {}])
    draw = random.Random(7)
    for _ in range(3):
        draw.shuffle(QUERIES)
        for text in QUERIES:
            assert page.evaluate(ASK, [text, {}]) == fresh[text], text
