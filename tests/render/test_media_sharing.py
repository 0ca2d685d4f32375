"""Share cards: of the right size, the same every time, names whole or ended at a word, no letter cut."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import replace

import pytest
from hard_names import HARD_NAMES
from PIL import Image, ImageChops
from whole_sites import MODEL, change, copy_site

from generator.core.memo import Memo
from generator.pipeline.check import check_site
from generator.render.media import lettering
from generator.render.media.lettering import drawable, undrawable
from generator.render.media.sharing import HEIGHT, WIDTH, ShareCard, card_png
from generator.render.media.sharing import card as card_room
from generator.render.media.sharing import faces as faces_room
from generator.render.media.sharing.faces import letters, rise
from generator.render.media.sharing.fitting import fit

CARD = ShareCard(
    kicker="Kinh tế",
    standing="Báo có nêu · chưa dẫn quyết định công nhận",
    name="Phụ nữ tiết kiệm mua bảo hiểm y tế",
    place="xã Tòng Đậu, huyện Mai Châu, nay thuộc xã Mai Châu, tỉnh Phú Thọ",
    site="Dân vận khéo, tỉnh Hòa Bình",
    hue="leaf",
    woven="HB-2017-0001",
    figure="40% → hơn 70%",
    note="phụ nữ có thẻ bảo hiểm y tế",
)
SIZES, SMALLER, BOX = (68, 60, 54, 48, 43, 38, 34), (30, 26, 22), (1080, 260)
PLAIN = tuple(range(256))


def drawn(card: ShareCard) -> Image.Image:
    return Image.open(io.BytesIO(card_png(card, Memo.none())))


def name_lines(name: str) -> list[str]:
    return [" ".join(line) for line in fit(drawable(name), 600, SIZES, BOX, 4, SMALLER).lines]


@pytest.mark.parametrize("name", HARD_NAMES)
def test_any_name_makes_a_small_picture_of_the_size_others_ask_for(name):
    data = card_png(replace(CARD, name=name), Memo.none())
    assert Image.open(io.BytesIO(data)).size == (WIDTH, HEIGHT) == (1200, 630)
    assert len(data) < 40_000


@pytest.mark.parametrize("name", [name for name in HARD_NAMES if name != "x" * 300])
def test_a_name_is_cut_behind_a_word_or_not_at_all(name):
    lines = name_lines(name)
    words, said = drawable(name).split(" "), " ".join(lines).split(" ")
    assert len(lines) <= 4
    if said != words:
        assert said[-1].endswith("…")
        assert said[:-1] == words[: len(said) - 1]
        assert said[-1] == words[len(said) - 1].rstrip(",.;:–-") + "…"


def test_only_a_word_wider_than_the_card_is_cut_itself():
    (line,) = name_lines("x" * 300)
    assert line.rstrip("…") == "x" * (len(line) - 1)
    assert name_lines("A" * 60) == ["A" * 60]


def test_a_short_name_is_large_and_a_long_one_smaller():
    sizes = [fit(name, 600, SIZES, BOX, 4).size for name in ("Vườn", HARD_NAMES[12], HARD_NAMES[15], HARD_NAMES[1])]
    assert sizes == sorted(sizes, reverse=True)
    assert (sizes[0], sizes[-1]) == (68, 34)


def test_the_last_line_is_not_left_with_a_single_word():
    assert name_lines("Phụ nữ tiết kiệm mua bảo hiểm y tế") == ["Phụ nữ tiết kiệm", "mua bảo hiểm y tế"]


def test_a_number_stays_with_its_unit():
    assert drawable("ở 12\u00a0xóm,\t và  3\u2003sạch") == "ở 12\u00a0xóm, và 3 sạch"


def test_what_the_font_lacks_is_left_out_and_the_rest_stays():
    assert drawable("Tổ tự quản 🌱🌿 giữ rừng 🏞️") == "Tổ tự quản giữ rừng"
    assert drawable(unicodedata.normalize("NFD", "Nguyễn Ẫ")) == "Nguyễn Ẫ"
    assert drawable("🌾") == ""


def test_decomposed_and_composed_text_make_the_same_picture():
    other = replace(CARD, name=unicodedata.normalize("NFD", CARD.name), place=unicodedata.normalize("NFD", CARD.place))
    assert card_png(other, Memo.none()) == card_png(CARD, Memo.none())


def test_every_letter_that_is_said_to_be_there_has_a_shape_of_its_own():
    missing = letters(600, 48, "\uffff", PLAIN).tobytes()
    assert set("ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹđĂÂÊÔƠƯĐ") <= lettering._COVERED
    shapes = {letter: letters(600, 48, letter, PLAIN).tobytes() for letter in lettering._COVERED}
    assert [letter for letter, shape in shapes.items() if shape == missing] == []


@pytest.mark.parametrize("letter", ["Ẳ", "Ễ", "Ỗ", "Ử", "ç", "g", "j", "ự"])
@pytest.mark.parametrize("size", [20, 34, 68])
def test_no_mark_above_or_below_a_letter_is_cut(letter, size):
    core, (_, top) = faces_room._face(600, size).getmask2(letter, mode="L", anchor="ls")
    _, upper, _, lower = letters(600, size, letter, PLAIN).getbbox()
    assert lower - upper == core.size[1]
    assert upper == rise(size) + size + top


def test_the_same_card_is_drawn_once_and_kept(tmp_path, monkeypatch):
    memo = Memo(tmp_path)
    first = card_png(CARD, memo)
    monkeypatch.setattr(card_room, "_draw", lambda _card: b"drawn again")
    assert card_png(CARD, memo) == first
    assert card_png(replace(CARD, hue="blue"), memo) == b"drawn again"


def test_a_figure_is_shown_whole_or_not_at_all():
    without = drawn(replace(CARD, figure="", note="")).convert("RGB")
    too_long = drawn(replace(CARD, note="một lời giải thích rất dài, " * 20)).convert("RGB")
    assert ImageChops.difference(without, too_long).getbbox() is None
    for figure in ("40% → hơn 70%", "216 trên 221 thành viên mô hình tiết kiệm"):
        with_figure = drawn(replace(CARD, figure=figure)).convert("RGB")
        left, upper, right, lower = ImageChops.difference(without, with_figure).getbbox()
        assert left >= 50
        assert right <= 1150
        assert upper > 465
        assert lower <= 570


def test_another_record_has_another_weave_in_the_colour_of_its_field():
    band = (0, 0, WIDTH, 110)
    one, other = drawn(CARD).convert("RGB"), drawn(replace(CARD, woven="HB-2017-0002")).convert("RGB")
    assert one.crop(band).tobytes() != other.crop(band).tobytes()
    assert one.crop(band).getcolors() is not None
    assert {colour for _, colour in one.crop(band).getcolors()} >= {(0x21, 0x50, 0x2E)}
    assert drawn(replace(CARD, hue="không có")).size == (WIDTH, HEIGHT), "an unknown colour is grey"


def test_letters_of_other_peoples_are_drawn_as_the_nearest_and_named():
    for name, drawn, lacking in (
        ("Buôn Ƀuôr, xã Čư Êbur", "Buôn Buôr, xã Čư Êbur".replace("Č", "C"), "ɃČ"),
        ("Kŏng Ĕ Kla, tlĕ", "Kong E Kla, tle", "ŏĔĕ"),
        ("Tổ vận động ស្រុក", "Tổ vận động", "ស្រុក"),
        ("Giữ rừng 🌳", "Giữ rừng", ""),
    ):
        assert drawable(name) == drawn
        assert undrawable(name) == lacking


def test_a_name_whose_letters_a_card_lacks_is_told_and_others_are_not(tmp_path):
    site = copy_site(tmp_path / "nguon")
    assert [found.code for found in check_site(site).findings] == []
    change(site, MODEL, "name: ", "name: Kŏng ស្រុក ")
    (found,) = check_site(site).findings
    assert (found.code, found.text) == ("KH708", "ŏស្រុក")
