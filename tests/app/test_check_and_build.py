"""What stops a build, `kheo check` says: both are asked about every kind of bad site, and must find the same."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from source_tree import BAD_RECORDS
from whole_sites import GOLDEN, THEME, change, copy_site, kheo

PAGE = "content/pages/gioi-thieu.md"
PHOTO = "content/models/vuon-rau-chung/vuon-rau.jpg"


def on_page(text: str) -> Callable[[Path], None]:
    def spoil(site: Path) -> None:
        with (site / PAGE).open("a", encoding="utf-8") as page:
            page.write(f"\n{text}\n")

    return spoil


def in_config(text: str) -> Callable[[Path], None]:
    def spoil(site: Path) -> None:
        with (site / "mkdocs.yml").open("a", encoding="utf-8") as config:
            config.write(f"\n{text}\n")

    return spoil


def own_theme_without(name: str) -> Callable[[Path], None]:
    def spoil(site: Path) -> None:
        shutil.copytree(THEME, site / "theme")
        (site / "theme" / name).unlink()
        text = (site / "mkdocs.yml").read_text(encoding="utf-8")
        (site / "mkdocs.yml").write_text(re.sub(r"custom_dir:.*", "custom_dir: theme", text), encoding="utf-8")

    return spoil


def half_a_photo(site: Path) -> None:
    data = (site / PHOTO).read_bytes()
    (site / PHOTO).write_bytes(data[: len(data) // 2])


def deleted_programme(site: Path) -> None:
    (site / "content/programmes/chi-thi-tu-quan.yml").unlink()
    on_page("[Chỉ thị](../chuong-trinh/chi-thi-tu-quan/)")(site)


def every_bad_record(site: Path) -> None:
    shutil.rmtree(site / "content")
    shutil.copytree(BAD_RECORDS / "content", site / "content")
    shutil.copytree(GOLDEN / "content/pages", site / "content/pages")


BAD = {
    "half a photo": (half_a_photo, "KH853"),
    "deleted programme": (deleted_programme, "KH911"),
    "no such page": (on_page("[x](khong-co.md)"), "KH911"),
    "no such heading": (on_page("[x](index.md#khong-co)"), "KH912"),
    "outside": (on_page("[x](../../../x/)"), "KH913"),
    "no slash": (on_page("[x](../mo-hinh)"), "KH914"),
    "lists in lists": (on_page("".join(f"{'    ' * level}- x\n" for level in range(300))), "KH327"),
    "brackets in brackets": (on_page("[" * 30_000 + "x" + "]" * 30_000), "KH327"),
    "quotes in quotes": (on_page(">" * 3_000 + " x"), "KH327"),
    "script": (on_page("[x](javascript:alert(1))"), "KH328"),
    "picture": (on_page("![x](anh.png)"), "KH328"),
    "flat addresses": (in_config("use_directory_urls: false"), "KH952"),
    "foreign plugin": (in_config("plugins: [khong-co]"), "KH952"),
    "no YAML": (in_config("a: ["), "KH952"),
    "no configuration": (lambda site: (site / "mkdocs.yml").unlink(), "KH952"),
    "no theme": (lambda site: change(site, "mkdocs.yml", "custom_dir:", "custom_dir: /khong-co #"), "KH952"),
    "theme without its page": (own_theme_without("main.html"), "KH953"),
    "theme without its error page": (own_theme_without("404.html"), "KH953"),
    "every bad record": (every_bad_record, "KH402"),
}


def codes(said: str) -> set[tuple[str, int]]:
    """Each code with how often it is told."""
    found = re.findall(r"(?:^|: (?:lỗi|cảnh báo) )(KH\d{3}):", said, re.MULTILINE)
    return {(code, found.count(code)) for code in found}


@pytest.mark.parametrize(("spoil", "code"), BAD.values(), ids=BAD)
def test_check_and_build_find_the_same(spoil: Callable[[Path], None], code: str, tmp_path: Path) -> None:
    site = copy_site(tmp_path / "nguon")
    spoil(site)
    checked = kheo("check", site, "--no-cache")
    built = kheo("build", site, "--keep-going", "--no-cards", "--no-cache", "--output", tmp_path / "site")
    assert code in checked.output
    assert codes(checked.output) == codes(built.output)
    assert (checked.exit_code, built.exit_code) == ((1, 1) if "lỗi KH" in checked.output else (0, 0))


def test_links_between_pages_and_records_need_no_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = copy_site(tmp_path / "nguon")
    on_page("[a](index.md) [b](../mo-hinh/to-tuan-tra-dem/) [c](https://vi-du.vn/) [d](../linh-vuc/)")(site)
    monkeypatch.setattr("generator.pipeline.rehearsal.build", lambda *_: pytest.fail("built"))
    assert kheo("check", site).exit_code == 0


def test_brackets_inside_quotes_and_code_are_no_nesting(tmp_path: Path) -> None:
    site = copy_site(tmp_path / "nguon")
    on_page(f"`{'[' * 50}` và “{'[' * 3}”\n\n```\n{'>' * 50}\n```")(site)
    assert kheo("check", site).exit_code == 0
