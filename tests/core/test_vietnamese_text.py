"""Keys for matching Vietnamese text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.core.vietnamese import fold, nfc, old_tone, syllables, tone_key, tone_styles

SPELLINGS = {
    "hoà": "hòa",
    "Thuỷ": "Thủy",
    "khoẻ": "khỏe",
    "UỶ": "ỦY",
    "Hoá": "Hóa",
    "luỹ": "lũy",
    "loạ": "lọa",
}
UNMOVED = ["quý", "Quỳ", "quả", "hoàn", "khuỷu", "ngoèo", "suýt", "thoại", "của", "mùa", "khuya", "QUÝ"]
vietnamese = st.text("aăâeêioôơuưyàảãáạòóọỏõùúủũụỳýỷỹỵèéẻẽẹđqhtbcAOUYQĐÒÀÚÝ \u0301\u0323-,5'")


@pytest.mark.parametrize(("new", "old"), SPELLINGS.items())
def test_the_two_spellings_of_an_open_rhyme_share_a_key(new: str, old: str) -> None:
    assert old_tone(new) == old
    assert old_tone(old) == old
    assert tone_key(new) == tone_key(old) == tone_key(new.upper())
    assert fold(new) == fold(old)


@pytest.mark.parametrize("word", UNMOVED)
def test_a_closed_rhyme_or_a_u_after_q_keeps_its_mark(word: str) -> None:
    assert old_tone(word) == word
    assert tone_styles(word) == ([], [])


def test_old_tone_keeps_everything_else_of_a_sentence() -> None:
    text = "Luật Thuỷ lợi – “hoá” 97,7%, QUÝ; uỷ-ban, toả2"
    assert old_tone(text) == "Luật Thủy lợi – “hóa” 97,7%, QUÝ; ủy-ban, tỏa2"


def test_a_key_tells_accents_apart() -> None:
    assert tone_key("Bình Hòa") != tone_key("Bình Hoa")


def test_mixed_tone_styles_are_listed_with_repeats_in_order() -> None:
    text = "Thuỷ lợi, uỷ ban, Hòa Bình; ma túy, uỷ quyền, khỏe, quý, hoàn"
    assert tone_styles(text) == (["Hòa", "túy", "khỏe"], ["Thuỷ", "uỷ", "uỷ"])
    assert tone_styles(unicodedata.normalize("NFD", text)) == tone_styles(text)


def test_fold_strips_accents_and_keeps_the_rest() -> None:
    assert fold("Đường đê Đồng Đậu: 97,7% – “Dân vận khéo”") == "duong de dong dau: 97,7% – “dan van kheo”"
    assert fold("İ") == "i"
    assert fold("Ελλάς が") == "ελλας が"


def test_syllables_are_runs_of_letters_and_digits() -> None:
    assert syllables("97,7% số_hộ ở Ea H'Leo") == ["97", "7", "số", "hộ", "ở", "Ea", "H", "Leo"]
    assert syllables(unicodedata.normalize("NFD", "Đậu")) == ["Đậu"]


@given(st.one_of(st.text(), vietnamese))
def test_both_unicode_forms_give_the_same_keys(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    for key in (nfc, fold, tone_key, old_tone, syllables):
        assert key(decomposed) == key(nfc(text)) == key(text)


@given(st.one_of(st.text(), vietnamese))
def test_keys_are_stable_when_taken_twice(text: str) -> None:
    for key in (nfc, fold, tone_key, old_tone):
        assert key(key(text)) == key(text)


@given(vietnamese)
def test_old_tone_leaves_no_new_style_behind(text: str) -> None:
    assert tone_styles(old_tone(text))[1] == []


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ðà Nẵng Ɖà Nẵng ðường", "da nang da nang duong"),
        ("Čư Êbur, Ƀuôr, Mơ̆ng, tlê̆, sŭ, ñuê, Êa Drăng", "cu ebur, buor, mong, tle, su, nue, ea drang"),
        ("Plei Ơi, Ia Ƀă, Đê Ar, Kông Chŏ", "plei oi, ia ba, de ar, kong cho"),
        ("łódź, Søren, Ħamrun", "lodz, soren, hamrun"),
    ],
)
def test_letters_with_strokes_and_breves_fold_to_what_people_type(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_a_word_is_whole_with_its_marks_in_every_script_of_the_country() -> None:
    assert syllables("tlê̆ ស្រុក ខ្មែរ ꨌꩌ ꪼꪕ mlě̤") == ["tlê̆", "ស្រុក", "ខ្មែរ", "ꨌꩌ", "ꪼꪕ", "mlě̤"]
