"""An address once published answers for ever: the ledger, what speaks for old addresses, and what is an error."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
from whole_sites import MODEL, NEWS, build_here, change, copy_site, kheo, tree

from generator.core.texts import t
from generator.pipeline.check import check_site
from generator.pipeline.legacy_urls import address_of, promised
from generator.publish import PublishError
from generator.records.source import LEDGER_FILE, ledger_text
from generator.showcase.addresses import forms, page_of, under


@pytest.fixture(scope="module")
def first_site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The golden site, published once and its ledger written: (its files, the built site)."""
    folder = tmp_path_factory.mktemp("lan-dau")
    site = copy_site(folder / "nguon")
    (site / LEDGER_FILE).unlink(missing_ok=True)
    build_here(site, folder / "site", cards=True)
    result = kheo("addresses", site, "--output", folder / "site", "--write")
    assert result.exit_code == 0, result.output
    return site, folder / "site"


@pytest.fixture
def site(first_site: tuple[Path, Path], tmp_path: Path) -> Path:
    """A copy of the published site, to be changed."""
    copy = copy_site(tmp_path / "nguon")
    (copy / LEDGER_FILE).write_bytes((first_site[0] / LEDGER_FILE).read_bytes())
    return copy


def ledger(site: Path) -> list[str]:
    lines = (site / LEDGER_FILE).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def findings(site: Path) -> list[tuple[str, str]]:
    return [(found.code, found.text) for found in check_site(site).findings if found.file == LEDGER_FILE]


def unanswered(site: Path, target: Path) -> list[str]:
    """The lines of the ledger at which the built site has nothing."""
    report = build_here(site, target, cards=True)
    assert report.published, report.findings
    return sorted(set(ledger(site)) - {address_of(path) for path in tree(target)})


def test_the_ledger_lists_what_was_published_sorted_once_and_without_files_named_after_their_content(first_site):
    site, target = first_site
    lines = ledger(site)
    assert lines == sorted(set(lines))
    assert {"m/bm-kr-0002/", "mo-hinh/to-tuan-tra-dem/", "dia-ban/", "du-lieu/v1/mo-hinh.json"} <= set(lines)
    assert {"chia-se/mo-hinh/to-tuan-tra-dem.png", "m/bm-kr-0002/"} <= set(lines)
    assert not [line for line in lines if line.startswith(("anh/", "assets/", "tim/"))]
    assert set(lines) == promised(tree(target)) - {".kheo.json"}


def test_a_site_that_changed_nothing_has_nothing_to_add(first_site):
    site, target = first_site
    result = kheo("addresses", site, "--output", target)
    assert result.exit_code == 0
    assert "thêm 0 địa chỉ mới" in result.output
    assert findings(site) == []


def test_a_ledger_that_is_behind_says_what_is_new_and_how_to_write_it(first_site, site):
    lines = (site / LEDGER_FILE).read_text(encoding="utf-8").splitlines(keepends=True)
    (site / LEDGER_FILE).write_text("".join(line for line in lines if "to-tuan-tra" not in line), encoding="utf-8")
    result = kheo("addresses", site, "--output", first_site[1])
    assert result.exit_code == 1
    assert "+ mo-hinh/to-tuan-tra-dem/" in result.output
    assert "kheo addresses --write" in result.output


def test_without_a_built_site_there_is_nothing_to_compare(tmp_path, site):
    result = kheo("addresses", site, "--output", tmp_path / "chua-co")
    assert result.exit_code == 2
    assert "kheo build" in result.output


def test_a_renamed_record_without_its_old_name_is_an_error_that_names_the_record_and_the_remedy(site):
    (site / MODEL).rename((site / MODEL).with_name("doi-tuan-tra-dem.md"))
    (found,) = [found for found in check_site(site).findings if found.file == LEDGER_FILE]
    assert (found.code, found.text) == ("KH343", "mo-hinh/to-tuan-tra-dem/")
    values = dict(found.values)
    assert values["name"] == "to-tuan-tra-dem"
    assert "content/models/doi-tuan-tra-dem.md" in values["nearest"]


def test_with_its_old_name_every_form_of_a_record_answers(site, tmp_path):
    (site / MODEL).rename((site / MODEL).with_name("doi-tuan-tra-dem.md"))
    change(site, "content/models/doi-tuan-tra-dem.md", "\nlead:\n", "\naliases: [to-tuan-tra-dem]\nlead:\n")
    assert findings(site) == []
    assert unanswered(site, tmp_path / "site") == []
    cards = tmp_path / "site/chia-se/mo-hinh"
    assert (cards / "to-tuan-tra-dem.png").read_bytes() == (cards / "doi-tuan-tra-dem.png").read_bytes()


def test_a_build_without_cards_does_not_miss_them(site, tmp_path):
    assert build_here(site, tmp_path / "site", cards=False).published


def test_a_deleted_record_is_an_error_at_its_page_and_at_its_short_address(site):
    (site / NEWS).unlink()
    (site / MODEL).unlink()
    assert ("KH343", "tin-tuc/dem-ban-mo/") in findings(site)
    assert {code for code, _ in findings(site)} == {"KH343", "KH344"}


def test_a_record_that_cannot_be_read_is_not_called_vanished_too(site):
    (site / MODEL).write_text("---\nname: [\n---\n", encoding="utf-8")
    assert findings(site) == []


def test_a_new_slug_leaves_the_old_address_to_be_claimed_although_the_file_keeps_its_name(site):
    change(site, MODEL, "\nlead:\n", "\nslug: to-khac\nlead:\n")
    assert findings(site) == [("KH343", "mo-hinh/to-tuan-tra-dem/")]


def test_of_many_missing_addresses_the_first_few_are_told_with_a_guess(site):
    add(site, *(f"mo-hinh/to-tuan-tra-{number}/" for number in range(40)))
    told = [dict(found.values)["nearest"] for found in check_site(site).findings if found.file == LEDGER_FILE]
    assert (len(told), sum(nearest != "—" for nearest in told)) == (40, 20)


def test_a_withdrawn_record_answers_with_a_page_that_says_so(site, tmp_path):
    change(site, MODEL, "\nlead:\n", "\nwithdrawn: {date: 2026-01-02, reason: Theo yêu cầu}\nlead:\n")
    assert findings(site) == []
    assert unanswered(site, tmp_path / "site") == []
    cards = tmp_path / "site/chia-se"
    assert (cards / "mo-hinh/to-tuan-tra-dem.png").read_bytes() == (cards / "trang-dau.png").read_bytes()
    assert "Theo yêu cầu" in (tmp_path / "site/mo-hinh/to-tuan-tra-dem/index.html").read_text(encoding="utf-8")


def add(site: Path, *addresses: str) -> None:
    """Put more addresses into the ledger, as if they had been published before."""
    (site / LEDGER_FILE).write_text(ledger_text([*ledger(site), *addresses]), encoding="utf-8")


def test_a_listing_that_lost_its_last_model_stays_and_says_that_it_is_empty(site, tmp_path):
    add(site, "nam/1999/", "cap/trung-uong/")
    assert findings(site) == []
    assert unanswered(site, tmp_path / "site") == []
    page = (tmp_path / "site/nam/1999/index.html").read_text(encoding="utf-8")
    assert "Năm 1999" in page
    assert t("listing.none") in page
    assert "1999" not in (tmp_path / "site/nam/index.html").read_text(encoding="utf-8")


def test_a_list_that_grew_shorter_takes_over_its_later_pages_and_the_archive_its_months(site, tmp_path):
    add(site, "nam/2018/trang/7/", "tin-tuc/luu-tru/2001/05/")
    assert unanswered(site, tmp_path / "site") == []
    assert 'url=../../../../nam/2018/"' in (tmp_path / "site/nam/2018/trang/7/index.html").read_text(encoding="utf-8")
    month = tmp_path / "site/tin-tuc/luu-tru/2001/05/index.html"
    assert 'url=../../../../tin-tuc/luu-tru/"' in month.read_text(encoding="utf-8")


def test_an_organisation_that_left_the_register_is_an_error(site):
    add(site, "don-vi/khong-con/")
    assert findings(site) == [("KH345", "don-vi/khong-con/")]


def test_a_hand_written_page_keeps_its_address_by_an_alias(site, tmp_path):
    page = site / "content/pages/gioi-thieu.md"
    page.rename(page.with_name("ve-chung-toi.md"))
    assert findings(site) == [("KH345", "gioi-thieu/")]
    change(site, "content/pages/ve-chung-toi.md", "---\ntitle:", "---\naliases: [gioi-thieu]\ntitle:")
    assert findings(site) == []
    for other in (site / "content/pages").glob("*.md"):
        other.write_text(
            other.read_text(encoding="utf-8").replace("gioi-thieu.md", "ve-chung-toi.md"), encoding="utf-8"
        )
    assert unanswered(site, tmp_path / "site") == []


def test_a_file_that_no_build_makes_any_more_stops_the_build(site, tmp_path):
    add(site, "du-lieu/v1/xua.json")
    with pytest.raises(PublishError) as stopped:
        build_here(site, tmp_path / "site")
    assert stopped.value.code == "KH346"
    assert stopped.value.values["files"] == "du-lieu/v1/xua.json"
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("/mo-hinh/x/", "KH340"),
        ("https://vi-du.vn/mo-hinh/x/", "KH340"),
        ("mo-hinh/../x/", "KH340"),
        ("mo-hinh/hai chữ/", "KH340"),
        ("mo-hinh//x/", "KH340"),
        ("zz/ ", "KH340"),
        ("<<<<<<< HEAD", "KH347"),
        ("", "KH340"),
        ("tin-tuc/", "KH342"),
        ("a/", "KH342"),
        ("zz/phu\u031b/", "KH104"),
    ],
)
def test_a_ledger_edited_by_hand_is_told_line_by_line(site, line, code):
    text = (site / LEDGER_FILE).read_text(encoding="utf-8")
    (site / LEDGER_FILE).write_text(f"{text}{line}\n", encoding="utf-8")
    told = [found for found in check_site(site).findings if found.file == LEDGER_FILE and found.code == code]
    assert [found.line for found in told] == [text.count("\n") + 1]


def test_lines_twice_or_out_of_order_are_mended_by_the_command_and_strange_ones_are_not(first_site, site):
    text = (site / LEDGER_FILE).read_text(encoding="utf-8")
    (site / LEDGER_FILE).write_text(f"{text}tin-tuc/\ncu-hon/\n", encoding="utf-8")
    assert kheo("addresses", site, "--output", first_site[1], "--write").exit_code == 0
    assert ledger(site) == sorted({*ledger(first_site[0]), "cu-hon/"}), "nothing leaves the ledger"
    (site / LEDGER_FILE).write_text(f"{text}https://vi-du.vn/\n", encoding="utf-8")
    assert kheo("addresses", site, "--output", first_site[1], "--write").exit_code == 2


@pytest.mark.parametrize(
    "spoil",
    [
        lambda lines: [*lines[:40:2], *lines[40:], *lines[1:40:2]],
        lambda lines: lines[:9] + lines[5:],
        lambda lines: [
            *lines[:9],
            "<<<<<<< HEAD",
            "mo-hinh/to-tuan-tra-dem/",
            "=======",
            "tin-tuc/",
            ">>>>>>> nhánh",
            *lines[9:],
        ],
        lambda lines: [*lines[:9], *[""] * 400, *lines[9:]],
    ],
    ids=["out of order", "both versions", "marks", "empty lines"],
)
def test_what_a_merge_makes_of_the_ledger_is_one_finding_mended_without_a_build(first_site, site, spoil):
    whole = (site / LEDGER_FILE).read_text(encoding="utf-8")
    head = [line for line in whole.splitlines() if line.startswith("#")]
    (site / LEDGER_FILE).write_text("\n".join([*head, *spoil(ledger(site))]) + "\n", encoding="utf-8")
    assert len(findings(site)) == 1
    done = kheo("addresses", site, "--mend")
    assert done.exit_code == 0, done.output
    assert (site / LEDGER_FILE).read_text(encoding="utf-8") == whole
    assert "vốn đã đúng" in kheo("addresses", site, "--mend").output


def test_what_is_no_address_is_named_when_it_is_dropped_and_a_ledger_that_is_no_text_is_left_alone(site):
    with (site / LEDGER_FILE).open("a", encoding="utf-8") as stream:
        stream.write("https://vi-du.vn/\n")
    assert "https://vi-du.vn/" in kheo("addresses", site, "--mend").output
    assert findings(site) == []
    (site / LEDGER_FILE).write_bytes(b"\xff\xfe")
    assert kheo("addresses", site, "--mend").exit_code == 2
    assert (site / LEDGER_FILE).read_bytes() == b"\xff\xfe"


def test_a_ledger_of_too_many_lines_is_refused_before_any_is_kept(site):
    (site / LEDGER_FILE).write_text("#\n" + "\n" * 3_000_000, encoding="utf-8")
    tracemalloc.start()
    assert [code for code, _ in findings(site)] == ["KH348"]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 50_000_000


def test_every_form_of_a_page_is_found_and_named_anew():
    published = ["du-lieu/v1/mo-hinh/a.json", "mo-hinh/a-b/", "mo-hinh/a/", "nhung/mo-hinh/a/", "tin-tuc/a/"]
    assert forms("mo-hinh/a/", published) == ["du-lieu/v1/mo-hinh/a.json", "mo-hinh/a/", "nhung/mo-hinh/a/"]
    assert under("du-lieu/v1/mo-hinh/a.json", "mo-hinh/a/", "mo-hinh/b/") == "du-lieu/v1/mo-hinh/b.json"
    assert page_of("assets/kheo.css") == page_of("m/hb-2017-0001/") == page_of("mo-hinh/") == ""
    with pytest.raises(ValueError, match="no form"):
        under("mo-hinh/c/", "mo-hinh/a/", "mo-hinh/b/")
    assert page_of("nhung/dia-ban/xa-mai-chau/") == "dia-ban/xa-mai-chau/"


def test_a_site_built_without_its_address_lacks_only_what_needs_one(site, tmp_path):
    text = (site / "mkdocs.yml").read_text(encoding="utf-8")
    (site / "mkdocs.yml").write_text(
        text.replace("site_url: https://ban-mau.example/dan-van/", 'site_url: ""'), encoding="utf-8"
    )
    missing = unanswered(site, tmp_path / "site")
    assert "theo-doi/" in missing
    assert [address for address in missing if address.endswith("/")] == ["theo-doi/"]


def test_what_cannot_be_done_to_a_ledger_has_a_code(site, tmp_path, monkeypatch):
    assert "KH349" in kheo("addresses", site, "--output", tmp_path / "chua-co").output
    text = (site / LEDGER_FILE).read_text(encoding="utf-8")
    (site / LEDGER_FILE).write_text(text.replace("tin-tuc/\n", "tin-tuc/\ntin-tuc/\n"), encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        done = kheo("addresses", site, "--mend")
    assert (done.exit_code, "KH354" in done.output) == (2, True)
    (site / LEDGER_FILE).unlink()
    assert "KH353" in kheo("addresses", site, "--mend").output
