"""Quoted phrases in Chromium: one run of words in one text, in any accents; and what is said while texts are left unread."""

from __future__ import annotations

from dataclasses import replace

import pytest
from planted_search import SHORTS, write_site
from small_records import model, records

from generator.showcase import arrange

ASK = "([text, options]) => KheoSearch.open('./').then((engine) => engine.search(text, options))"
RUN, APART, SHORT, AIM, LOOKALIKE = (f"mo-hinh/m{n}/" for n in range(1, 6))
FEW = (
    model(1, name="Xóm Tòng", lede="Bà con giữ rừng đầu nguồn quanh năm."),
    model(2, name="Xóm Bưng", lede="Bà con giữ rừng xóm. Trồng rừng đầu làng, gom nước đầu nguồn."),
    model(3, name="Xóm Cha", lede="Vận động mua thẻ BHYT cho người già."),
    model(4, name="Xóm Đúc", lede="Nước về xóm.", aim="Để giữ rừng đầu nguồn cho con cháu."),
    model(5, name="Xóm Em", lede="Nơi đây giữ rừng dầu nguồn quanh năm."),
    model(6, name="Xóm Pheo", lede="Mua thẻ bảo hiểm thân thể; hiểm trở, y tế xa; y tế cho người già thì gần."),
)
HOLDING, LOOSE = 30, 60


def address_of(number: int) -> str:
    return f"mo-hinh/m{number}/"


@pytest.fixture(scope="module")
def few(tmp_path_factory, chromium):
    shown = replace(arrange(records(*FEW)), abbreviations=SHORTS)
    return asker(write_site(tmp_path_factory.mktemp("few"), shown), chromium.new_page())


@pytest.fixture(scope="module")
def many(tmp_path_factory, chromium):
    """Thirty texts with the phrase “dân vận khéo”, among sixty that only have its neighbours apart."""
    whole = [model(n, name=f"Tổ số {n}", lede="Bà con làm dân vận khéo.") for n in range(1, HOLDING + 1)]
    loose = [
        model(n, name=f"Hội số {n}", lede="Việc dân vận của xóm, ai vận khéo thì nên.")
        for n in range(HOLDING + 1, HOLDING + LOOSE + 1)
    ]
    return asker(write_site(tmp_path_factory.mktemp("many"), arrange(records(*whole, *loose))), chromium.new_page())


def asker(folder, page):
    page.goto((folder / "index.html").as_uri())
    return lambda text, **options: page.evaluate(ASK, [text, options])


def found(answer) -> list[str]:
    return [result["address"] for result in answer["results"]]


def test_a_phrase_is_one_run_of_words_and_not_its_neighbours_here_and_there(few):
    assert set(found(few("giữ rừng đầu nguồn"))) >= {RUN, APART}
    answer = few('"giữ rừng đầu nguồn"')
    assert (APART in found(answer), answer["total"], answer["unread"]) == (False, 2, 0)


def test_accents_typed_in_quotes_are_meant_and_bare_letters_find_all(few):
    assert set(found(few('"giữ rừng đầu nguồn"'))) == {RUN, AIM}
    assert found(few('"giữ rừng dầu nguồn"')) == found(few('"dầu nguồn"')) == [LOOKALIKE]
    assert set(found(few('"giu rung dau nguon"'))) == {RUN, AIM, LOOKALIKE}


def test_wrong_accents_in_quotes_find_look_alikes_where_nothing_has_them(few):
    assert set(found(few('"giữ rưng đầu nguồn"'))) == {RUN, AIM, LOOKALIKE}
    assert set(found(few('"đâu nguồn"'))) == {RUN, APART, AIM, LOOKALIKE}


def test_a_phrase_is_found_in_a_text_that_no_result_shows(few):
    assert found(few('"cho con cháu"')) == [AIM]


def test_an_abbreviation_and_its_words_stand_for_each_other_in_a_phrase(few):
    assert found(few('"thẻ bảo hiểm y tế cho"')) == found(few('"thẻ bhyt cho"')) == [SHORT]


def test_a_wrong_letter_in_a_phrase_is_put_right_and_told(few):
    answer = few('"giu rugn quanh"')
    assert (found(answer), answer["reading"]) == ([], None)
    answer = few('"giu rugn dau nguon"')
    assert set(found(answer)) == {RUN, AIM, LOOKALIKE}
    assert answer["reading"].startswith("giữ rừng ")


def test_each_of_several_phrases_must_be_there(few):
    assert found(few('"giữ rừng đầu" "nguồn quanh năm"')) == [RUN]
    assert found(few('"giữ rừng đầu" "y tế cho người"')) == []


@pytest.mark.parametrize(
    "text", ['"giữ rừng đầu', 'giữ" rừng đầu', '"giữ rừng" "đầu', '""giữ rừng đầu', "“giữ rừng đầu"]
)
def test_a_quotation_mark_alone_does_no_harm(few, text):
    assert RUN in found(few(text))


def test_filters_and_their_counts_follow_the_phrase(few):
    answer = few('"giữ rừng đầu nguồn"', facets=True)
    assert [count for _, _, count, _ in answer["facets"]["kind"]] == [2]


def test_every_result_shown_holds_the_phrase_and_what_is_unread_makes_the_count_a_bound(many):
    holding = {address_of(n) for n in range(1, HOLDING + 1)}
    answer = many('"dân vận khéo"', limit=20, sort="name")
    assert set(found(answer)) <= holding
    assert answer["unread"] > 0
    assert len(found(answer)) <= HOLDING <= answer["total"]


def test_each_further_page_reads_on_until_the_count_is_exact(many):
    answers = [many('"dân vận khéo"', limit=limit) for limit in range(10, 60, 10)]
    unread = [answer["unread"] for answer in answers]
    assert unread == sorted(unread, reverse=True)
    assert (answers[-1]["unread"], answers[-1]["total"], len(found(answers[-1]))) == (0, HOLDING, HOLDING)


def test_the_excerpt_comes_from_a_text_no_result_shows_only_when_that_one_alone_says_it(few):
    def excerpt(text: str) -> str:
        return "".join(f"[{part}]" if hit else part for part, hit in few(text)["results"][0]["excerpt"])

    assert excerpt('"cho con cháu"') == "Để giữ rừng đầu nguồn [cho con cháu]."
    assert excerpt("xóm đúc nước") == "[Nước] về [xóm]."


def test_words_that_stand_in_one_run_come_before_the_same_words_told_in_a_name_and_apart(many, few):
    assert found(few("thẻ bảo hiểm y tế cho người già"))[0] == SHORT
    assert found(many("làm dân vận khéo"))[0] in {address_of(n) for n in range(1, HOLDING + 1)}
