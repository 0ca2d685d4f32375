"""The whole site in one zip, opened from a folder in real Chromium: pages, search and the list of models."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect
from whole_sites import build_real

from generator.publish import read_manifest
from generator.tools.offline import offline_html, write_offline


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    return build_real(tmp_path_factory.mktemp("that") / "site")


@pytest.fixture(scope="module")
def stick(built, tmp_path_factory) -> Path:
    """The zip unpacked, as on a USB stick."""
    folder = tmp_path_factory.mktemp("the-nho")
    write_offline(built, read_manifest(built) or (), folder / "trang.zip")
    with zipfile.ZipFile(folder / "trang.zip") as archive:
        archive.extractall(folder / "trang")
    return folder / "trang"


@pytest.mark.parametrize(
    ("link", "named"),
    [
        ("../", "../index.html"),
        ("./", "./index.html"),
        ("..", "../index.html"),
        ("../mo-hinh/x/#nguon-1", "../mo-hinh/x/index.html#nguon-1"),
        ("tim-kiem/?q=a", "tim-kiem/index.html?q=a"),
        ("../anh/a.webp", "../anh/a.webp"),
        ("#ho-so", "#ho-so"),
        ("https://bao.example/", "https://bao.example/"),
        ("mailto:a@b.vn", "mailto:a@b.vn"),
    ],
)
def test_a_link_to_a_folder_names_its_page(link: str, named: str) -> None:
    assert offline_html(f'<a href="{link}">') == f'<a href="{named}">'


def test_the_same_site_gives_the_same_zip(built, tmp_path) -> None:
    files = read_manifest(built) or {}
    first = write_offline(built, files, tmp_path / "a.zip")
    assert first == write_offline(built, reversed(list(files)), tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_a_reader_finds_the_way_from_a_folder(stick, page_at) -> None:
    page = page_at(390, 844)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((stick / "index.html").as_uri())
    page.get_by_text("Xem cả 5 mô hình").click()
    page.wait_for_url("**/mo-hinh/index.html")
    page.locator(".row").first.click()
    page.wait_for_url("**/mo-hinh/*/index.html")
    page.locator(".to-search").click()
    page.locator("[role=combobox]:visible").fill("ma tuy")
    option = page.locator("[role=option]:visible").first
    expect(option).to_contain_text("ma túy")
    option.click()
    page.wait_for_url("**/dia-ban-khong-co-ma-tuy/index.html")
    assert errors == []
