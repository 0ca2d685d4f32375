"""The form as people fill it in: on a phone, from a Word file, from a lost tab, on paper, from a folder; where it leads."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from page_probes import POLICY, Witness
from PIL import Image
from playwright.sync_api import Page, expect
from whole_sites import build_here, copy_site
from word_files import numbered_form, table_form

from generator.core.resources import THEME
from generator.pipeline.check import check_site

HERE = "gui-mo-hinh/"
REPOSITORY = "https://github.com/ban-mau/kho"
CONTRIBUTE = "contribute:\n  host: {host}\n  repository: {repository}\n"
# What somebody types for the ten items. An id is a field; "=" a choice to tap.
TEN = (
    [("c-name", "Tổ tiết kiệm “xanh” xóm Mẫu"), ("c-field=kinh-te", ""), ("c-lede", "Chị em góp mỗi tuần mười nghìn, cuối năm có tiền mua thẻ.")],
    [("c-problem", "Nhà nào có người ốm là phải vay. Cả xóm mới 12 nhà có thẻ.")],
    [("c-aim", "Đến hết năm 2018 nhà nào cũng có thẻ.")],
    [("c-how", "- Họp tổ, hẹn ngày\n- Mỗi tuần góp một lần\nTổ trưởng giữ sổ: ai góp cũng ký.")],
    [("c-place", "suoi trong"), ("c-hamlets", "xóm Mẫu, xóm Trên"), ("c-beneficiaries", "hội viên phụ nữ; hộ khó khăn")],
    [("c-lead", "Chi hội Phụ nữ xóm Mẫu"), ("c-partners", "Trạm y tế xã"), ("c-participants", "chín chi hội trong xã")],
    [("c-resources", "12 triệu đồng bà con góp")],
    [("c-start", "tháng 6/2017"), ("c-end", ""), ("c-status=running", ""), ("c-milestones", "Quý II/2018 sơ kết.")],
    [("c-outcome", "Sau hai năm, cả tổ có thẻ: 40 trên 40 người.")],
    [("c-sustain", "Mỗi tuần vẫn góp; hai xóm bên đã làm theo.")],
)  # fmt: skip


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[Path, Path]]:
    """sites(host) -> (files, built site) of a province that takes proposals there; "" for one that names no host."""
    made: dict[str, tuple[Path, Path]] = {}

    def site(host: str) -> tuple[Path, Path]:
        if host not in made:
            folder = tmp_path_factory.mktemp("form")
            files = copy_site(folder / "trang")
            with (files / "content/province.yml").open("a", encoding="utf-8") as province:
                province.write(CONTRIBUTE.format(host=host, repository=REPOSITORY) if host else "")
            build_here(files, folder / "site")
            made[host] = (files, folder / "site")
        return made[host]

    return site


@pytest.fixture
def phone(page_at: Callable[..., Page], sites, serve_folder) -> Iterator[Callable[..., Page]]:
    """phone(host) -> the form open on a phone, under the strictest policy; what the console says fails the test."""
    witnesses = []

    def open_form(host: str = "github", **options: object) -> Page:
        base = serve_folder(sites(host)[1], csp=POLICY)
        page = page_at(390, 844, has_touch=True, is_mobile=True, accept_downloads=True, **options)
        witnesses.append(Witness(page, base))
        page.goto(base + HERE)
        return page

    yield open_form
    for witness in witnesses:
        assert witness.heard == []


def fill(page: Page, step: list[tuple[str, str]]) -> tuple[int, int]:
    """Answer a step by thumb; returns (taps, fields)."""
    taps = fields = 0
    for target, text in step:
        name, _, value = target.partition("=")
        if value:
            page.locator(f"label:has([name={name}][value={value}])").tap()
            taps, fields = taps + 1, fields + 1
        elif text:
            page.locator(f"#{name}").tap()
            page.keyboard.insert_text(text)
            taps, fields = taps + 1, fields + 1
            options = page.locator(f"#{name}-list li")
            if options.count():
                # A unit is chosen; an organisation of no list stays as it was typed.
                (options.first if name == "c-place" else options.last).tap()
                taps += 1
    return taps, fields


def fill_all(page: Page) -> tuple[int, int]:
    """Answer the ten items and come to the review; returns (taps, fields)."""
    taps = fields = 0
    for step in TEN:
        more = fill(page, step)
        page.locator("[data-do=next]").tap()
        taps, fields = taps + more[0] + 1, fields + more[1]
    expect(page.locator("#cau-xem-lai")).to_be_visible()
    return taps, fields


def errors_of(files: Path, name: str, data: bytes) -> list[str]:
    """The errors `kheo check` finds in a record that came out of the form."""
    file = files / "content/models" / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(data)
    try:
        return [f"{one.line} {one.code} {one.text}" for one in check_site(files).findings if one.is_error]
    finally:
        file.unlink()


def test_a_phone_goes_from_empty_to_a_pull_request(phone, sites):
    page = phone()
    taps, fields = fill_all(page)
    expect(page.locator(".review-sum")).to_have_text("Không thấy chỗ nào phải sửa")
    link = page.locator("a.button-main").get_attribute("href") or ""
    asked = parse_qs(urlsplit(link).query)
    assert link.startswith(f"{REPOSITORY}/new/main/content/models?")
    assert len(link) < 8000
    assert asked["filename"] == ["to-tiet-kiem-xanh-xom-mau.md"]
    text = asked["value"][0]
    assert errors_of(sites("github")[0], asked["filename"][0], text.encode()) == []
    assert 'unit: "xa-suoi-trong"' in text
    assert 'name: "Chi hội Phụ nữ xóm Mẫu"' in text
    assert 'start: "2017-06"' in text
    assert "- Họp tổ, hẹn ngày\n- Mỗi tuần góp một lần\n\nTổ trưởng giữ sổ: ai góp cũng ký." in text
    assert (taps, fields) == (31, 18)


def test_a_lost_tab_is_found_again_word_for_word(phone):
    page = phone()
    page.locator("#c-name").fill("Tổ dở dang")
    fill(page, [("c-field=khac", "")])
    page.locator("[data-do=next]").tap()
    page.locator("#c-problem").fill("Mới gõ được nửa câu")
    address = page.url
    other = page.context.new_page()
    page.close()
    other.goto(address.split("#")[0])
    expect(other.locator("[data-part=saved]")).to_have_text("Đã mở lại nháp anh chị viết dở.")
    assert other.locator("#c-name").input_value() == "Tổ dở dang"
    assert other.locator("[name=c-field][value=khac]").is_checked()
    assert other.locator("#c-problem").input_value() == "Mới gõ được nửa câu"


@pytest.mark.parametrize("how", ["refused", "full"])
def test_where_nothing_can_be_kept_the_form_says_so_and_the_draft_comes_down(phone, how: str):
    page = phone()
    page.evaluate(
        """(how) => Object.defineProperty(window, 'localStorage', how === 'refused'
          ? { get() { throw new DOMException('no', 'SecurityError'); } }
          : { value: { getItem: () => null, setItem() { throw new DOMException('full', 'QuotaExceededError'); } } })""",
        how,
    )
    page.locator("#c-name").fill("Tổ không lưu được")
    expect(page.locator("[data-part=saved]")).to_contain_text("Máy này không cho lưu nháp")
    with page.expect_download() as coming:
        page.get_by_role("button", name="Tải nháp xuống").tap()
    draft = json.loads(Path(coming.value.path()).read_text("utf-8"))
    assert draft["answers"]["name"] == "Tổ không lưu được"
    page.get_by_text("Viết bài khác").tap()
    page.get_by_text("Bấm lần nữa").tap()
    assert page.locator("#c-name").input_value() == ""
    page.locator(".drafts input").set_input_files(coming.value.path())
    expect(page.locator("#c-name")).to_have_value("Tổ không lưu được")


@pytest.mark.parametrize("made", [numbered_form, table_form])
def test_a_word_file_is_put_where_it_belongs_and_private_lines_are_left_out(phone, made, tmp_path: Path):
    page = phone()
    page.locator("summary", has_text="Đã có bản Word?").tap()
    page.locator("[data-part=word-file]").set_input_files(made(tmp_path))
    said = page.locator("[data-part=word-said]")
    expect(said).to_contain_text("Đã điền sẵn")
    expect(said).to_contain_text("Đã bỏ 1 dòng có số điện thoại")
    values = {
        name: page.locator(f"#c-{name}").input_value()
        for name in ("name", "problem", "aim", "how", "outcome", "sustain", "start")
    }
    assert values == {
        "name": "Tổ tiết kiệm xanh",
        "problem": "Rác chưa phân loại; 1.250 hộ, mới 45,5% hộ tham gia.",
        "aim": "100% hộ phân loại rác.",
        "how": "- Họp tổ dân phố\n- Phát giỏ",
        "outcome": "06 giỏ phân loại; 100% tổ viên ký cam kết",
        "sustain": "Nhân ra 5 tổ",
        "start": "01/02/2026",
    }
    assert "0900" not in page.evaluate("JSON.stringify(localStorage)")
    draft = json.loads(page.evaluate("Object.values(localStorage)[0]"))["answers"]
    assert [one["name"] for one in draft["lead"]] == ["Chi hội Phụ nữ"]
    assert [one["name"] for one in draft["partners"]] == ["Chi đoàn"]
    assert draft["participants"] == "Nhân dân"
    assert draft["beneficiaries"] == "hội viên phụ nữ"
    assert draft["place"]["text"] == "Tổ dân phố 3, phường Mẫu"


def test_a_file_that_is_no_word_file_is_told(phone, tmp_path: Path):
    page = phone()
    (tmp_path / "a.docx").write_bytes(b"khong phai docx")
    page.locator("summary", has_text="Đã có bản Word?").tap()
    page.locator("[data-part=word-file]").set_input_files(tmp_path / "a.docx")
    expect(page.locator("[data-part=word-said]")).to_contain_text("Không đọc được tệp này")


def photo(path: Path) -> Path:
    """A photo on its side, with a place and a camera in it."""
    picture = Image.new("RGB", (3000, 1500), "green")
    picture.paste((255, 0, 0), (0, 0, 1500, 1500))
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "May anh bi mat"
    exif.get_ifd(0x8825)[1] = "N"
    picture.save(path, exif=exif)
    return path


def test_photos_are_turned_shrunk_and_stripped_and_come_down_with_the_record(phone, sites, tmp_path: Path):
    page = phone("")
    fill_all(page)
    page.get_by_role("button", name="Có ảnh không?").tap()
    page.locator("[data-step=anh] input[type=file]").set_input_files(photo(tmp_path / "a.jpg"))
    expect(page.locator(".entry .photo")).to_be_visible()
    page.locator("[data-do=next]").tap()
    # What is missing is told before the step is left.
    expect(page.locator("[data-step=anh] .is-error").first).to_be_visible()
    page.locator("[data-q=alt] input").fill("Chị em họp tổ ở nhà văn hóa")
    page.locator("[data-q=credit] input").fill("Chi hội Phụ nữ")
    page.locator("[data-step=anh] label", has_text="Chỉ đăng trên trang này").tap()
    page.locator("[data-step=anh] label", has_text="Không có người").tap()
    page.locator("[data-q=minors] label", has_text="Không").tap()
    page.locator("[data-do=next]").tap()
    expect(page.locator(".review-sum")).to_have_text("Không thấy chỗ nào phải sửa")
    with page.expect_download() as coming:
        page.get_by_text("Tải bài và ảnh xuống").tap()
    archive = zipfile.ZipFile(coming.value.path())
    assert archive.testzip() is None
    assert archive.namelist() == ["to-tiet-kiem-xanh-xom-mau/index.md", "to-tiet-kiem-xanh-xom-mau/anh-1.jpg"]
    picture = Image.open(io.BytesIO(archive.read("to-tiet-kiem-xanh-xom-mau/anh-1.jpg")))
    assert picture.size == (1024, 2048)
    assert not picture.getexif()
    assert "comment" not in picture.info
    folder = sites("")[0] / "content/models"
    archive.extractall(folder)
    try:
        found = [one for one in check_site(sites("")[0]).findings if one.is_error]
    finally:
        for name in reversed(archive.namelist()):
            (folder / name).unlink()
        (folder / "to-tiet-kiem-xanh-xom-mau").rmdir()
    assert found == []


def test_a_photo_the_browser_cannot_open_gets_plain_advice(phone, tmp_path: Path):
    page = phone()
    page.evaluate("location.hash = '#cau-anh'; location.reload()")
    (tmp_path / "IMG_1.HEIC").write_bytes(b"\0\0\0\x18ftypheic")
    page.locator("[data-step=anh] input[type=file]").set_input_files(tmp_path / "IMG_1.HEIC")
    expect(page.locator("[data-step=anh]")).to_contain_text("Tương thích nhất")


@pytest.mark.parametrize(
    ("host", "long", "start"),
    [
        ("github", False, f"{REPOSITORY}/new/main/content/models?filename="),
        ("github", True, f"{REPOSITORY}/upload/main/content/models"),
        ("gitea", False, f"{REPOSITORY}/_new/main/content/models?filename="),
        ("gitea", True, f"{REPOSITORY}/_upload/main/content/models"),
        ("gitlab", False, f"{REPOSITORY}/-/tree/main/content/models"),
    ],
)
def test_each_host_is_asked_in_its_own_way(phone, host: str, long: bool, start: str):
    page = phone(host)
    fill_all(page)
    if long:
        page.get_by_role("button", name="Sửa: Bà con đã làm thế nào?").tap()
        page.locator("#c-how").fill("Họp tổ rồi hẹn nhau cùng làm.\n" * 200)
        page.evaluate("history.pushState(null, '', '#cau-xem-lai'); dispatchEvent(new PopStateEvent('popstate'))")
    link = page.locator("a.button-main")
    assert (link.get_attribute("href") or "").startswith(start)
    if long or host == "gitlab":
        page.context.route(re.compile(r"github\.com"), lambda route: route.fulfill(body="mẫu"))
        with page.expect_download() as coming:
            link.tap()
        assert coming.value.suggested_filename == "to-tiet-kiem-xanh-xom-mau.md"


def test_personal_data_and_wrong_figures_stand_at_their_question_in_the_words_of_the_check(phone):
    page = phone()
    page.locator("#c-name").fill("Tổ tiết kiệm")
    page.evaluate("location.hash = '#cau-cach-lam'; location.reload()")
    page.locator("#c-how").fill("Hỏi chị Hoa, 0912 345 678")
    page.locator("#c-how").blur()
    expect(page.locator("[data-q=how] .is-error")).to_contain_text("Có số điện thoại: 0912 345 678.")
    page.evaluate("location.hash = '#cau-so-lieu'; location.reload()")
    for name, text in (("indicator", "Hộ tham gia"), ("now", "95%"), ("part", "39"), ("whole", "40")):
        page.locator(f"[data-q={name}] input").fill(text)
    page.locator("[data-q=whole] input").blur()
    page.locator("[data-q=now] input").blur()
    page.locator("[data-do=next]").tap()
    expect(page.locator("[data-q=now] .is-error")).to_contain_text("95% không khớp với 39/40 = 98%.")


def test_nothing_is_sent_while_an_error_is_left_and_a_tap_leads_to_it(phone):
    page = phone()
    page.evaluate("location.hash = '#cau-xem-lai'; location.reload()")
    expect(page.locator(".review-sum")).to_contain_text("chỗ phải sửa trước khi gửi")
    assert page.locator("a.button-main").count() == 0
    page.locator(".review-list button").first.tap()
    expect(page.locator("#c-name")).to_be_focused()


def test_a_press_erases_a_number_and_corrects_a_share(phone):
    page = phone()
    page.evaluate("location.hash = '#cau-cach-lam'; location.reload()")
    page.locator("#c-how").fill("Hỏi chị Hoa, 0912 345 678 nhé")
    page.evaluate("location.hash = '#cau-so-lieu'; location.reload()")
    for name, text in (("indicator", "Hộ tham gia"), ("now", "95,0%"), ("part", "39"), ("whole", "40")):
        page.locator(f"[data-q={name}] input").fill(text)
    page.evaluate("location.hash = '#cau-xem-lai'; location.reload()")
    page.get_by_role("button", name="Xóa chỗ ấy").tap()
    page.get_by_role("button", name="Sửa thành 97,5%").tap()
    assert page.locator("#c-how").input_value() == "Hỏi chị Hoa, nhé"
    assert page.locator("[data-q=now] input").input_value() == "97,5%"
    expect(page.locator(".review-list", has_text="97,5%")).to_have_count(0)


def test_the_keyboard_alone_fills_it_in(page_at, sites, serve_folder):
    page = page_at(1280, 900)
    page.goto(serve_folder(sites("github")[1], csp=POLICY) + HERE)
    page.locator("#c-name").focus()
    page.keyboard.type("Tổ tiết kiệm")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.locator("[name=c-field]").first.is_checked()
    page.evaluate("location.hash = '#cau-dia-ban'; location.reload()")
    page.locator("#c-place").focus()
    page.keyboard.type("suoi")
    page.keyboard.press("ArrowDown")
    assert page.locator("#c-place-list [aria-selected=true]").count() == 1
    page.keyboard.press("Enter")
    assert page.locator("#c-place").input_value().startswith("xã Suối")
    page.keyboard.press("Escape")
    assert page.locator("#c-place-list").is_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("step", ["ten", "dia-ban", "so-lieu", "anh", "xem-lai"])
def test_axe_has_nothing_to_say_of_any_step(phone, axe, scheme: str, step: str):
    page = phone(color_scheme=scheme)
    page.evaluate(f"location.hash = '#cau-{step}'; location.reload()")
    page.wait_for_selector(f"[data-step={step}]:not([hidden])")
    if step == "dia-ban":
        page.locator("#c-place").fill("suoi")
    elif step != "xem-lai":
        page.locator("[data-do=next]").tap()
    assert axe(page) == []


def test_it_works_from_a_folder(page_at, sites):
    page = page_at(390, 844, has_touch=True, is_mobile=True)
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((sites("github")[1] / HERE / "index.html").as_uri())
    fill_all(page)
    assert (page.locator("a.button-main").get_attribute("href") or "").startswith(REPOSITORY)
    page.go_back()
    expect(page.locator("#c-sustain")).to_be_visible()
    assert said == []


def test_without_a_script_it_is_a_paper_form_with_the_offices_address(page_at, sites, serve_folder):
    page = page_at(390, 844, java_script_enabled=False)
    page.goto(serve_folder(sites("")[1]) + HERE)
    assert page.locator(".tell-step:visible").count() == len(TEN) + 4
    expect(page.locator(".no-js")).to_contain_text("in trang này ra giấy A4")
    expect(page.locator(".no-js")).to_contain_text("Trang mẫu nên không có nơi tiếp nhận")
    assert page.locator(".js-only:visible").count() == 0
    assert page.pdf(format="A4").startswith(b"%PDF")


def test_without_a_host_the_named_office_gets_a_file_or_paper(phone):
    page = phone("")
    fill_all(page)
    send = page.locator(".send")
    expect(send).to_contain_text("Gửi tệp vừa tải xuống cho Trang mẫu dùng để kiểm thử")
    with page.expect_download() as coming:
        send.get_by_text("Tải bài xuống").tap()
    assert coming.value.suggested_filename == "to-tiet-kiem-xanh-xom-mau.md"
    expect(send.get_by_text("In ra giấy A4")).to_be_visible()


def test_the_reader_of_word_files_is_the_one_that_was_looked_at():
    vendored = THEME / "assets/form/vendor"
    data = (vendored / "mammoth.browser.min.js").read_bytes()
    assert hashlib.sha256(data).hexdigest() == "92914a3708cfdf1e62cb553d1856a7fedab21da83d8ee82845de2f897b368cab"
    assert "Redistribution and use" in (vendored / "mammoth.LICENSE").read_text("utf-8")
