"""Listening and writing to the editors in real Chromium: what is said, in which order, and what is filled in."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_probes import POLICY
from page_types import PHONE
from whole_sites import build_real

ADDRESS = "mo-hinh/phu-nu-tiet-kiem-mua-bao-hiem-y-te/"
# A machine with a Vietnamese voice that speaks at once and keeps what it said.
VOICE = """window.said = [];
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
Object.defineProperty(window, 'speechSynthesis', {value: {
  getVoices: () => [{lang: 'vi-VN'}], cancel() {}, addEventListener() {},
  speak(one) { window.said.push(one.text); setTimeout(() => one.onend()); },
}});"""


@pytest.fixture(scope="module")
def base(tmp_path_factory, serve_folder) -> str:
    site: Path = build_real(tmp_path_factory.mktemp("nghe") / "site")
    return serve_folder(site, csp=POLICY)


@pytest.mark.parametrize(
    ("written", "spoken"),
    [
        ("86,1%", "86 phẩy 1 phần trăm"),
        ("1.065 hội viên", "1065 hội viên"),
        ("hơn 4.657 ha", "hơn 4657 héc ta"),
        ("ngày 22/12/2017", "ngày 22 tháng 12 năm 2017"),
        ("tháng 6/2017", "tháng 6 năm 2017"),
        ("55/191 xã", "55 trên 191 xã"),
        ("2018–2020", "2018 đến 2020"),
        ("hiện [lúc bài báo được viết]", "hiện"),
    ],
)
def test_numbers_and_dates_are_said_as_people_say_them(written, spoken, base, page_at):
    page = page_at(*PHONE)
    page.goto(base + ADDRESS)
    assert page.evaluate("text => window.kheo.spoken(text)", written) == spoken


def test_the_story_is_read_paragraph_by_paragraph_and_the_dossier_is_not(base, page_at):
    page = page_at(*PHONE)
    page.add_init_script(VOICE)
    page.goto(base + ADDRESS)
    page.locator("[data-do=listen]").first.click()
    page.wait_for_timeout(600)
    said = page.evaluate("window.said")
    assert said[0].startswith("Vận động phụ nữ")
    assert said[2] == "Từ 4 lên hơn 7 trong 10 chị em có bảo hiểm y tế"
    assert any("86 phẩy 1 phần trăm" in part for part in said)
    assert any(part.startswith("Đếm xem trong Hội") for part in said)
    assert not any("Mã mô hình" in part or "Cách tính" in part for part in said)
    assert page.locator(".is-read").count() == 0


def test_where_there_is_no_vietnamese_voice_nothing_is_offered(base, page_at):
    page = page_at(*PHONE)
    page.goto(base + ADDRESS)
    assert not page.locator("[data-do=listen]").first.is_visible()


def test_a_word_to_the_editors_has_page_and_paragraph_filled_in(base, page_at):
    page = page_at(*PHONE)
    page.goto(base + ADDRESS)
    link = page.locator("[data-kheo=report]")
    link.evaluate("one => one.setAttribute('href', 'https://mau.example/?trang={page}&doan={text}')")
    page.evaluate(
        """() => { document.querySelector('script[src$="site.js"]').remove();
        const again = document.createElement('script'); again.src = '../../assets/site.js'; document.body.append(again);
        return new Promise((done) => (again.onload = done)); }"""
    )
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.story p'))")
    page.route("https://mau.example/**", lambda route: route.fulfill(body="ok"))
    page.evaluate("document.querySelector('[data-kheo=report]').addEventListener('click', (e) => e.preventDefault())")
    link.evaluate("one => one.click()")
    filled = link.get_attribute("href")
    assert "phu-nu-tiet-kiem" in filled
    assert "%C4%90%E1%BA%A7u%20n%C4%83m%202017" in filled
