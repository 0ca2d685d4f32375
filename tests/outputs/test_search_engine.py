"""The search engine in Chromium on a small index: every kind of query, places it must run from, damage, bad input."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from planted_search import THEME, without_records, write_site
from small_records import model, records

from generator.core.vietnamese import fold, tone_key
from generator.outputs.search.words import split as words_of
from generator.showcase import arrange

ASK = "([text, options]) => KheoSearch.open('./').then((engine) => engine.search(text, options))"
RUNG, TIET_KIEM, BHYT, HOA_BINH_MINH, HOA_BINH, DON_DIEN, THUY_TIEN, BEP_AN = (f"mo-hinh/m{n}/" for n in range(1, 9))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_site(tmp_path_factory.mktemp("search"))


@pytest.fixture(scope="module")
def ask(site: Path, chromium):
    """ask(text, **options) -> the engine's answer, from a folder; errors in the console fail the test."""
    page = chromium.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((site / "index.html").as_uri())

    def search(text: str, **options):
        answer = page.evaluate(ASK, [text, options])
        assert said == []
        return answer

    search.page = page
    yield search
    page.close()


def found(answer) -> list[str]:
    return [result["address"] for result in answer["results"]]


def words(parts) -> str:
    return "".join(f"[{text}]" if hit else text for text, hit in parts)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Bảo vệ rừng Ngọc Sơn", RUNG),
        ("bao ve rung ngoc son", RUNG),
        ("BAO VE, RUNG...", RUNG),
        ("Ba\u0309o ve\u0323\u0302 ru\u031b\u0300ng", RUNG),
        ("phụ nữ tiết kiêm", TIET_KIEM),
        ("đường hoa thuỷ tiên", THUY_TIEN),
        ("đường hoa thủy tiên", THUY_TIEN),
        ("khoẻ người", THUY_TIEN),
        ("duong hoa", THUY_TIEN),
        ("12-HD/BCĐDVK", DON_DIEN),
        ("12-hd/bcddvk", DON_DIEN),
        ("4.648", DON_DIEN),
        ("4648 m²", DON_DIEN),
        ("vay nua", THUY_TIEN),
        ("kiểm lâm", RUNG),
        ("HB-2017-0005", HOA_BINH),
    ],
)
def test_a_query_of_each_kind_finds_the_right_record_first(ask, text, address):
    answer = ask(text)
    assert found(answer)[0] == address
    assert not answer["incomplete"]
    assert answer["reading"] is None


@pytest.mark.parametrize("text", ["bhyt", "BHYT", "bảo hiểm y tế", "bao hiem y te"])
def test_an_abbreviation_and_its_meaning_find_both(ask, text):
    assert set(found(ask(text))) == {TIET_KIEM, BHYT}


def test_typed_accents_prefer_exact_matches_and_bare_letters_match_all(ask):
    assert found(ask("Hoa bình"))[0] == HOA_BINH_MINH
    assert found(ask("Hòa bình"))[0] == found(ask("Hoà bình"))[0] == HOA_BINH
    assert {HOA_BINH, HOA_BINH_MINH} <= set(found(ask("hoa binh", limit=20)))


@pytest.mark.parametrize(
    ("text", "address", "suggestion"),
    [
        ("bao ve rugn ngoc son", RUNG, "bảo vệ rừng ngọc sơn"),
        ("boa ve rung", RUNG, "bảo vệ rừng"),
        ("bap ve rung", RUNG, "bảo vệ rừng"),
        ("phu nu tiet kiemm", TIET_KIEM, "phụ nữ tiết kiệm"),
        ("don diem doi thua", DON_DIEN, "dồn điền đổi thửa"),
    ],
)
def test_one_wrong_letter_or_two_swapped_are_put_right_and_the_right_text_is_offered(ask, text, address, suggestion):
    answer = ask(text + " ")
    assert found(answer)[0] == address
    assert answer["reading"] == suggestion


def test_a_real_word_that_is_not_the_one_meant_is_put_right_too(ask):
    assert found(ask("bep an sanh "))[0] == BEP_AN


def test_a_wrong_syllable_that_may_stand_for_many_does_not_crowd_out_its_neighbours(tmp_path, page_at, monkeypatch):
    monkeypatch.setattr("generator.outputs.search.shards._SMALLEST_SHARD", 1)
    likely = "hoa xóm, hát xóm, ha xóm, tha xóm, ta xóm, hua xóm, hoa xoan, hát xoan, ha xa, tha la, ta la, hua la"
    models = [
        model(1, name="Nơi này", lede="Lớp hòa xóm nghiêng đượm."),
        model(2, name="Nơi khác", lede=likely),
        *(model(n, name="Lớp hát", lede="Mỗi tối.") for n in range(3, 40)),
    ]
    write_site(tmp_path, arrange(records(*models)))
    page = page_at()
    page.goto((tmp_path / "index.html").as_uri())
    assert found(page.evaluate(ASK, ["lop hta xom nghieng duom", {}]))[0] == "mo-hinh/m1/"


@pytest.mark.parametrize("text", ["ngoc son bao ve", "rung bao ve", "bao rung ngoc"])
def test_words_in_another_order_or_apart_still_find(ask, text):
    assert found(ask(text))[0] == RUNG


def test_a_quoted_phrase_must_be_there_as_it_stands(ask):
    assert found(ask('"rừng ngọc sơn"')) == [RUNG]
    assert found(ask('"sơn ngọc rừng"')) == []
    assert found(ask("“dồn điền” đổi"))[0] == DON_DIEN


def test_what_a_reader_is_still_typing_is_completed(ask):
    assert found(ask("bao ve ru"))[0] == RUNG
    assert found(ask("kiem l"))[0] == RUNG
    completions = "(text) => KheoSearch.open('./').then((engine) => engine.complete(text))"
    assert "bao ve rừng" in ask.page.evaluate(completions, "bao ve ru")
    assert "Dồn điền đổi" in ask.page.evaluate(completions, "Dồn điền ")
    assert "tiết" in ask.page.evaluate(completions, "tie")
    assert ask.page.evaluate(completions, "") == []


def test_results_are_plain_data_with_what_matched_marked(ask):
    result = ask("rung dac dung")["results"][0]
    assert words(result["excerpt"]) == "Bà con giữ [rừng đặc dụng] cùng kiểm lâm."
    assert (result["kind"], result["fieldName"], result["year"]) == ("model", "Kinh tế", 2017)
    assert (result["place"].split(",")[0], result["today"].split(",")[0]) == ("xóm Tòng", "xã Mai Châu")
    assert words(ask("ngoc son")["results"][0]["name"]) == "Bảo vệ rừng [Ngọc Sơn]"


def test_filters_restrict_and_counts_follow_the_other_facets(ask):
    everything = ask("", facets=True)
    assert everything["total"] == 9
    assert [[slug, count] for slug, _, count, _ in everything["facets"]["field"]] == [
        ["kinh-te", 8],
        ["van-hoa-xa-hoi", 1],
    ]
    chosen = ask("", facets=True, filters={"field": ["van-hoa-xa-hoi"]})
    assert found(chosen) == [TIET_KIEM]
    assert [[slug, count] for slug, _, count, _ in chosen["facets"]["field"]] == [["kinh-te", 8], ["van-hoa-xa-hoi", 1]]
    assert [count for _, _, count, _ in chosen["facets"]["kind"]] == [1]
    both = ask("", filters={"field": ["van-hoa-xa-hoi", "kinh-te"], "status": ["finished"]})
    assert found(both) == [RUNG]


def test_results_can_be_sorted_by_name_and_by_year(ask):
    assert found(ask("", facets=True, sort="year"))[0] == "tin-tuc/bao/"
    names = [words(result["name"]) for result in ask("", facets=True, sort="name", limit=20)["results"]]
    assert names[:3] == ["Báo nói về dồn điền", "Bảo vệ rừng Ngọc Sơn", "Bếp ăn sạch"]
    assert names[-1] == "Thẻ BHYT cho người già"


BAD = [
    "",
    "   ",
    "x" * 10_000,
    "rừng " * 2_000,
    "\0\x01\x1b",
    "🎋🎋",
    "<img src=x onerror=alert(1)>",
    ".*+?^${}()|[]\\",
    '"',
    '"rừng',
    '""',
    "\u202erừng\u202c",
    "\ud800",
    "~",
    "!",
    "__proto__",
    "constructor",
    "%s",
    "٣",
    "漢字",
    "-" * 50,
]


@pytest.mark.parametrize("text", BAD, ids=range(len(BAD)))
def test_whatever_is_typed_gets_an_answer_and_no_error(ask, text):
    assert ask(text, facets=True)["incomplete"] is False
    ask.page.evaluate("(text) => KheoSearch.open('./').then((engine) => engine.complete(text))", text)
    ask("rừng")


def test_it_runs_below_a_sub_path_under_a_strict_policy(site, page_at, serve_folder):
    page = page_at()
    errors = []
    page.on("console", lambda message: errors.append(message.text))
    page.goto(serve_folder(site, "/duong/con/", "default-src 'none'; script-src 'self'; img-src data:") + "index.html")
    assert found(page.evaluate(ASK, ["bao ve rung", {}]))[0] == RUNG
    assert errors == []


def damaged(site: Path, folder: Path, keep: int | None) -> tuple[Path, str]:
    """A copy of the site whose only shard is cut to `keep` bytes, or gone; and the shard's name."""
    shutil.copytree(site, folder)
    (shard,) = (path for path in folder.glob("tim/*/0.js") if b"\\n" in path.read_bytes())
    data = shard.read_bytes()
    shard.unlink()
    if keep is not None:
        shard.write_bytes(data[:keep])
    return folder, shard.name


@pytest.mark.parametrize("keep", [None, 0, 40, 2000])
def test_a_missing_or_cut_shard_is_told_and_takes_nothing_else_with_it(site, tmp_path, page_at, keep):
    folder, _ = damaged(site, tmp_path / "site", keep)
    page = page_at()
    page.goto((folder / "index.html").as_uri())
    answer = page.evaluate(ASK, ["bao ve rung", {}])
    assert answer["incomplete"]
    assert found(answer) == []
    assert page.evaluate(ASK, ["", {"facets": True}])["total"] == 9


def test_a_missing_document_is_told_and_the_others_are_shown(tmp_path, page_at):
    folder = tmp_path / "site"
    names = [f"Nhóm {n:02} {'mùng' if n % 5 == 0 else 'khác'}" for n in range(1, 51)]
    write_site(folder, arrange(records(*(model(n, name=name) for n, name in enumerate(names, 1)))))
    page = page_at()
    page.goto((folder / "index.html").as_uri())
    whole = found(page.evaluate(ASK, ["mùng", {}]))
    for pack in folder.glob("tim/*/*.js"):
        if f'"{whole[0]}"'.encode() in pack.read_bytes():
            pack.unlink()
    page.reload()
    answer = page.evaluate(ASK, ["mùng", {}])
    assert answer["incomplete"]
    assert set(found(answer)) < set(whole)
    assert found(answer) == [address for address in whole if address in found(answer)] != []


def test_without_a_start_opening_says_so(site, tmp_path, page_at):
    folder = Path(shutil.copytree(site, tmp_path / "site"))
    (folder / "tim/goc.js").unlink()
    page = page_at()
    page.goto((folder / "index.html").as_uri())
    assert page.evaluate("KheoSearch.open('./').catch((error) => error instanceof Error)") is True


def test_a_site_without_records_answers_that_there_is_nothing(tmp_path, page_at):
    folder = write_site(tmp_path / "site", without_records())
    page = page_at()
    page.goto((folder / "index.html").as_uri())
    answer = page.evaluate(ASK, ["rừng", {"facets": True}])
    assert (answer["total"], answer["incomplete"]) == (0, False)


def test_the_engine_folds_and_parts_words_as_the_index_does(page_at):
    texts = [
        "Ðà Nẵng Ɖà ðường",
        "Čư Êbur, Ƀuôr, Mơ̆ng, tlê̆, sŭ, ñuê",
        "ស្រុក ខ្មែរ ꨌꩌ",
        "Hoà Khoẻ Thuỷ quý",
        "łódź Ħamrun İ",
        "4.648 hộ",
    ]
    source = (THEME / "source/scripts/search/engine/text.js").read_text("utf-8")
    page = page_at()
    page.goto("about:blank")
    found = page.evaluate(
        """async ([source, texts]) => {
          const { fold, split } = await import("data:text/javascript;charset=utf-8," + encodeURIComponent(source));
          return texts.map((text) => [fold(text), split(text.normalize()).map(([, , key, folded]) => [key, folded])]);
        }""",
        [source, texts],
    )
    for text, (folded, words) in zip(texts, found, strict=True):
        assert folded == fold(text)
        assert words == [[tone_key(word), fold(word)] for word in words_of(text)]
