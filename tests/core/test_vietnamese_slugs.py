"""Accent-free addresses."""

import unicodedata

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.core.vietnamese import SLUG, heading_slug, old_tone, slugify
from generator.core.vietnamese.slugs import is_device_name

EXAMPLES = {
    "Đường đê Đồng Đậu": "duong-de-dong-dau",
    "Yên Thủy": "yen-thuy",
    "Yên Thuỷ": "yen-thuy",
    "97,7%": "97-7",
    "4.648 mô hình": "4-648-mo-hinh",
    "  12-HD/BCĐDVK -- năm 2017! ": "12-hd-bcddvk-nam-2017",
    "Ea H’Leo": "ea-h-leo",
    "500 m²": "500-m2",
    "": "",
    "– “ ” –": "",
    "中文": "",
}


@pytest.mark.parametrize(("text", "slug"), EXAMPLES.items())
def test_a_slug_is_accent_free_and_keeps_digits_apart(text: str, slug: str) -> None:
    assert slugify(text) == slug


def test_a_long_slug_is_cut_between_words() -> None:
    assert slugify("mô hình đường hoa", max_length=12) == "mo-hinh"
    assert slugify("mô hình đường hoa", max_length=13) == "mo-hinh-duong"
    assert slugify("mô hình đường hoa", max_length=14) == "mo-hinh-duong"


def test_only_a_first_word_longer_than_the_limit_is_cut_itself() -> None:
    assert slugify("a" * 100 + " b") == "a" * 80


def test_a_limit_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="max_length"):
        slugify("a", max_length=0)


@pytest.mark.parametrize("text", ["", "-a", "a-", "a--b", "A", "đ", "a_b", "a\n", "a b"])
def test_the_slug_pattern_refuses_anything_else(text: str) -> None:
    assert not SLUG.fullmatch(text)


def test_headings_keep_their_d_in_python_markdown() -> None:
    html = markdown.markdown(
        "# Đề án\n\n# Ương hoa\n\n# Đường hoa",
        extensions=["toc"],
        extension_configs={"toc": {"slugify": heading_slug}},
    )
    assert [f'id="{slug}"' in html for slug in ("de-an", "uong-hoa", "duong-hoa")] == [True] * 3
    assert heading_slug("Đề án", "_") == "de_an"


@given(st.text(), st.integers(1, 100))
def test_a_slug_is_valid_or_empty_and_within_its_limit(text: str, limit: int) -> None:
    slug = slugify(text, max_length=limit)
    assert slug == "" or SLUG.fullmatch(slug)
    assert len(slug) <= limit
    assert slugify(slug, max_length=limit) == slug


@given(st.text("oauyeòàúýẻđqh ,.-5B\u0301\u0323"))
def test_spelling_does_not_change_a_slug(text: str) -> None:
    assert slugify(text) == slugify(unicodedata.normalize("NFD", text)) == slugify(old_tone(text))


@pytest.mark.parametrize(
    ("text", "slug"),
    [("Ðà Nẵng", "da-nang"), ("Ɖắk Lắk", "dak-lak"), ("Buôn Ƀuôr", "buon-buor"), ("Kông Chŏ tlê̆", "kong-cho-tle")],
)
def test_a_slug_keeps_the_letters_of_other_peoples(text: str, slug: str) -> None:
    assert slugify(text) == slug


@pytest.mark.parametrize("name", ["con", "CON", "aux.md", "nul.tar.gz", "com1", "LPT9.txt", "prn."])
def test_a_device_of_windows_is_known_by_its_name(name: str) -> None:
    assert is_device_name(name)


@pytest.mark.parametrize("name", ["con-2", "xa-con", "com", "com10", "auxi", "nulo.md", ""])
def test_other_names_are_none(name: str) -> None:
    assert not is_device_name(name)
