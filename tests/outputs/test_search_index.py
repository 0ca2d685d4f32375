"""The search index as files: coded numbers, keys, abbreviations both ways, bounds of shards, filters; always the same."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from planted_search import SHORTS, showcase, without_records

from generator.core.vietnamese import fold
from generator.outputs.search import VERSION, Line, Segmenter, build_index, groups
from generator.outputs.search import segments as segments_module
from generator.outputs.search.coding import how_many, last_of, number, numbers, sharing
from generator.outputs.search.coding import read_numbers as read_back
from generator.outputs.search.facets import FACETS
from generator.outputs.search.postings import Collected, Merged, Words
from generator.outputs.search.shards import shards
from generator.outputs.search.words import Syllables, Tokens, split
from generator.showcase import Showcase


def read_numbers(text: str) -> list[int]:
    """The reverse of `numbers`, written from FORMAT.md alone."""
    found, value, scale, at = [], 0, 1, -1
    for ch in text:
        if ch >= "]":
            value, scale = value + (ord(ch) - 93 + 57) * scale, scale * 34
        else:
            at += value + (ord(ch) - 35) * scale + 1
            found.append(at)
            value, scale = 0, 1
    return found


def data_of(script: bytes):
    return json.loads("[" + re.fullmatch(r"kheoSearchShard\((.*)\)\n", script.decode(), re.DOTALL)[1] + "]")


def files() -> dict[str, bytes]:
    return dict(build_index(showcase()))


def keys_in(made: dict[str, bytes]) -> dict[str, list[list[int]]]:
    """Every key of an index -> the documents of each of its lists."""
    shards = [data_of(made[address])[1] for address in made if re.fullmatch(r"tim/\w+/\d+\.js", address)]
    lines = [line for data in shards if isinstance(data, str) for line in data.splitlines() if not line.startswith(">")]
    return {
        key: [read_numbers(one) for one in lists.split("!")]
        for key, _, lists in (line.partition("!") for line in lines)
    }


def keys_of(text: str) -> set[str]:
    """The keys of a text as words."""
    words = Words(SHORTS)
    return {words.written[key].lstrip("~") for key in words.keys([text])[0]}


def lines_of(texts: list[str]) -> list[Line]:
    """The lines of an index of documents with one text each."""
    collected, merged = Collected(Words({}), 1), Merged()
    for text in texts:
        collected.add([[text]])
    merged.add(0, collected.postings())
    return merged.lines()


@given(st.sets(st.integers(0, 100_000), min_size=1))
def test_a_list_of_documents_can_be_read_again(found):
    assert read_numbers(numbers(sorted(found))) == sorted(found)


@given(st.integers(0, 10_000_000))
def test_a_number_needs_no_escaping_in_a_script(n):
    assert not set(number(n)) & set('"\\\n !')


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("97,7% hộ", ["97", "7", "hộ"]),
        ("4.648 thẻ, 1.234.567 đồng", ["4648", "thẻ", "1234567", "đồng"]),
        ("ngày 20.11.2019", ["ngày", "20", "11", "2019"]),
        ("12-HD/BCĐDVK", ["12", "HD", "BCĐDVK"]),
        ("Hoa\u0300 Bi\u0300nh", ["Hoà", "Bình"]),
    ],
)
def test_text_is_split_into_syllables_and_whole_numbers(text, words):
    assert split(text) == words


@given(st.text(alphabet="aàÀ\u0300đĐ1.4 \u00a0\u2003\n-/(\u1e40é", max_size=40))
def test_reading_what_stands_between_spaces_gives_the_syllables_of_the_whole_text(text):
    syllables = Syllables()
    assert Tokens(syllables).row(text.split()) == syllables.numbers(split(text))


def test_tone_placement_and_case_make_no_other_syllable_but_accents_do():
    syllables = Syllables()
    assert syllables["HÒA"] == syllables["hoà"] != syllables["hoa"]
    assert fold(syllables.keys_of[syllables["hoà"]]) == syllables.keys_of[syllables["hoa"]] == "hoa"


def test_an_abbreviation_is_found_by_its_meaning_with_the_neighbours_of_both():
    assert {"thẻ bảo", "hiểm y", "tế cho", "thẻ bhyt", "bhyt cho", "bhyt"} <= keys_of("cấp thẻ BHYT cho dân")


def test_a_meaning_is_found_by_its_abbreviation():
    assert {"thẻ bhyt", "bhyt cho", "bhyt", "bảo hiểm"} <= keys_of("cấp thẻ bảo hiểm y tế cho dân")
    assert {"đoàn tncs", "tncs hcm", "hcm xã"} <= keys_of("Đoàn Thanh niên Cộng sản Hồ Chí Minh xã")


def test_a_word_that_only_looks_like_an_abbreviation_keeps_its_own_meaning():
    assert "hướng dẫn" not in keys_of("làm hd cho xong")


@given(st.sets(st.integers(0, 5_000)))
def test_a_list_is_read_as_it_was_written(found):
    rising = sorted(found)
    assert read_back(numbers(rising)) == read_numbers(numbers(rising)) == rising
    assert how_many(numbers(rising)) == len(rising)
    assert [last_of(numbers(rising))] == (rising or [-1])[-1:]


def retold(site: Showcase, number: int, name: str) -> Showcase:
    """The same models, one of them under another name."""
    models = list(site.models)
    record = models[number].record.model_copy(update={"name": name})
    models[number] = replace(models[number], record=record, digest=f"{number} {name}")
    return replace(site, models=tuple(models))


@pytest.fixture
def small_groups(monkeypatch):
    """Segments of two documents or three."""
    monkeypatch.setattr(segments_module, "_USUAL", 2)
    monkeypatch.setattr(segments_module, "_MOST", 3)


@pytest.mark.parametrize(("usual", "most"), [(1, 1), (2, 3), (128, 256)])
def test_documents_are_said_to_have_the_same_keys_however_they_are_grouped(usual, most, monkeypatch):
    whole = keys_in(dict(build_index(showcase())))
    monkeypatch.setattr(segments_module, "_USUAL", usual)
    monkeypatch.setattr(segments_module, "_MOST", most)
    assert keys_in(dict(build_index(showcase()))) == whole


def test_a_segment_is_the_same_whatever_was_read_before_it(small_groups):
    found = groups(showcase())
    one = Segmenter(SHORTS)
    forth = {group.inputs: one(group) for group in found}
    other = Segmenter(SHORTS)
    assert {group.inputs: other(group) for group in reversed(found)} == forth
    assert len(forth) > 2


def test_another_name_changes_the_inputs_of_its_own_group_only(small_groups):
    before, after = (
        {group.inputs for group in groups(site)} for site in (showcase(), retold(showcase(), 0, "Bảo vệ rừng xanh"))
    )
    assert len(before - after) == len(after - before) == 1


def test_what_changes_a_segment_changes_its_inputs(small_groups):
    make = Segmenter(SHORTS)
    before, after = (
        {group.inputs: make(group) for group in groups(site)}
        for site in (showcase(), retold(showcase(), 3, "Xanh, sạch"))
    )
    assert all(after[inputs] == made for inputs, made in before.items() if inputs in after)


def test_lists_are_the_same_when_they_are_coded_in_several_blocks(small_groups, monkeypatch):
    whole = dict(build_index(showcase()))
    monkeypatch.setattr("generator.outputs.search.postings._BLOCK", 1)
    assert dict(build_index(showcase())) == whole


def test_every_file_names_itself_and_nothing_is_written_twice():
    addresses = [address for address, _ in build_index(showcase())]
    assert len(addresses) == len(set(addresses))
    for address, script in files().items():
        name, _ = data_of(script)
        assert address == f"tim/{name}.js"


def test_the_start_leads_to_every_other_file():
    made = files()
    _, (version, count, generation, bounds, named, facets, *_) = data_of(made["tim/goc.js"])
    expected = {f"tim/{generation}/{n}.js" for n in range(len(re.findall("[A-J]", bounds)))}
    sizes = {group[:7]: int(group[7:]) for group in named.split("|")}
    expected |= {f"tim/{name}/{n // 16}.js" for name, size in sizes.items() for n in range(size)}
    expected |= {f"tim/{name}/t{n // 16}.js" for name, size in sizes.items() for n in range(size)}
    expected |= {f"tim/{facets}/{facet}.js" for facet in FACETS}
    assert set(made) == expected | {"tim/goc.js"}
    assert (version, count) == (VERSION, sum(sizes.values()))


def test_syllables_with_one_between_them_are_noted_without_accents():
    made = keys_in(files())
    assert "=bao rung" in made
    assert "=bao ngoc" not in made


@given(st.lists(st.text("abc ~1", max_size=12)))
def test_texts_that_share_their_beginnings_can_be_read_again(texts):
    read, before = [], ""
    for shared, rest in sharing(texts):
        before = before[: ord(shared) - 65] + rest
        read.append(before)
    assert read == texts


def test_bounds_stand_between_the_keys_of_neighbouring_shards():
    made = lines_of([f"{'bcdghklmnt'[n % 10]}{'aeiou'[n % 5]}{n} x{n * 7 % 1000}" for n in range(3000)])
    cut = list(shards(made))
    assert len(cut) > 3
    folded = [[line.partition("!")[0] for line in lines.splitlines()] for _, lines in cut]
    assert cut[0][0] == ""
    for (bound, _), before, here in zip(cut[1:], folded, folded[1:], strict=False):
        assert max(before) < bound <= min(here)


def test_shards_stay_small_until_there_is_much_text_and_grow_with_its_root_from_there(monkeypatch):
    lines = lines_of([f"nhà{n} đường{n * n} làng{n % 7}" for n in range(300)])
    whole = sum(len(text) for _, text in shards(lines))

    def longest(from_here_larger: int) -> int:
        monkeypatch.setattr("generator.outputs.search.shards._SMALLEST_SHARD", 400)
        monkeypatch.setattr("generator.outputs.search.shards._FROM_HERE_LARGER", from_here_larger)
        *all_but_last, _ = (len(text) for _, text in shards(lines))
        assert min(all_but_last) >= 400
        return max(all_but_last)

    assert longest(whole) < 500
    assert 800 <= longest(whole // 4) < 900


def test_a_document_counts_in_its_weightiest_field_only():
    fields = keys_in(files())["rừng ngọc"]
    assert [len(field) for field in fields] == [0, 0, 0, 0, 1]


def test_a_place_is_found_by_its_name_then_and_its_name_today():
    made = files()
    start = data_of(made["tim/goc.js"])[1]
    table = {facet: {value[0]: value for value in data_of(made[f"tim/{start[5]}/{facet}.js"])[1]} for facet in FACETS}
    assert len(read_numbers(table["place"]["xa-tong-dau"][3])) == 8  # seven models and the news about one of them
    assert table["place"]["xa-mai-chau"][2] == "tinh-phu-tho"
    assert list(table["year"]) == ["2019", "2017"]
    assert list(table["kind"]) == ["model", "news", "field", "place", "organisation"]


def test_a_site_without_records_has_an_index_that_finds_nothing():
    made = dict(build_index(without_records()))
    _, (_, count, _, bounds, named, *_) = data_of(made["tim/goc.js"])
    assert (count, bounds, named) == (0, "", "")
