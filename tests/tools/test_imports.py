"""`kheo import`: forms, sheets, drafts and saved pages become proposals; nothing is overwritten, doubt stays visible."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import time
import zipfile
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from whole_sites import copy_site, kheo, tree

from generator.pipeline.check import check_site
from generator.records.reading import Names
from generator.records.schema import Records, validate
from generator.records.source import Document
from generator.records.source.documents import read_file
from generator.tools.imports.compose import compose
from generator.tools.imports.draft import Draft
from generator.tools.imports.sheet import cell_text
from generator.tools.imports.spec import spec
from generator.tools.imports.write import _text

ITEMS = (
    ("Tên mô hình", '"Tổ tiết kiệm xanh"'),
    ("Thực trạng, lý do", "Rác chưa phân loại; 1.250 hộ, mới 45,5% hộ tham gia."),
    ("Mục tiêu, tiêu chí", "100% hộ phân loại rác."),
    ("Nội dung, cách thức", "- Họp tổ dân phố"),
    ("Địa bàn, đối tượng", "Thôn 3, xã Suối Xanh; hội viên phụ nữ"),
    ("Lực lượng", "Chủ trì: Chi hội Phụ nữ; Phối hợp: Chi đoàn; Tham gia: Nhân dân"),
    ("Nguồn lực", "Xã hội hóa 12.500.000 đồng"),
    ("Thời gian", "Từ 01/02/2024; sơ kết Quý II/2024; đánh giá tháng 11/2024"),
    ("Sản phẩm, kết quả đầu ra", "06 giỏ phân loại; tổ viên ký cam kết"),
    ("Khả năng duy trì, nhân rộng", "Nhân ra 5 tổ"),
)
MARCH = dt.datetime(2024, 3, 5)  # noqa: DTZ001 - cells know no time zone
CONTACT = "Người liên hệ: Nguyễn Văn Mẫu, ĐT 0912 345 678"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return copy_site(tmp_path / "site")


def paragraphs(path: Path) -> Path:
    form = docx.Document()
    form.add_paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    form.add_paragraph("PHIẾU ĐĂNG KÝ MÔ HÌNH NĂM 2024")
    for number, (label, said) in enumerate(ITEMS, 1):
        form.add_paragraph(f"{number}. {label}: {said}")
    form.add_paragraph(CONTACT)
    form.save(path)
    return path


def table(path: Path) -> Path:
    form = docx.Document()
    rows = form.add_table(rows=0, cols=3)
    for number, (label, said) in enumerate(ITEMS, 1):
        for cell, text in zip(rows.add_row().cells, (str(number), label, said), strict=True):
            cell.text = text
    form.add_paragraph(CONTACT)
    form.save(path)
    return path


def headings(path: Path) -> Path:
    form = docx.Document()
    for number, (label, said) in enumerate(ITEMS, 1):
        form.add_heading(f"{number}. {label.upper()}", 2)
        for line in said.split("; "):
            form.add_paragraph(line)
    form.add_paragraph(CONTACT)
    form.save(path)
    return path


def imported(site: Path, *arguments: Any, code: int = 0) -> str:
    done = kheo("import", *arguments, "--site", site)
    assert done.exit_code == code, done.output
    return done.output


def proposal(site: Path, slug: str) -> Any:
    return next(entry for entry in check_site(site).records.proposals() if entry.slug == slug)


def pasted(path: Path) -> Path:
    path = path.with_suffix(".txt")
    lines = [f"{number}. {label}: {said}" for number, (label, said) in enumerate(ITEMS, 1)]
    path.write_text("\r\n".join(["MTTQ XÃ SUỐI XANH", "", *lines, CONTACT]), "utf-16")
    return path


@pytest.mark.parametrize("make", [paragraphs, table, headings, pasted])
def test_the_ten_items_of_a_form_become_a_record_with_no_finding(make: Any, site: Path, tmp_path: Path) -> None:
    told = imported(site, make(tmp_path / "phiếu.docx"))
    assert check_site(site).findings == ()
    entry = proposal(site, "to-tiet-kiem-xanh")
    record = entry.record
    assert record.name == "Tổ tiết kiệm xanh"
    assert record.problem.startswith("Rác chưa phân loại")
    assert record.aim == "100% hộ phân loại rác."
    assert (record.place.unit, record.place.hamlets) == ("xa-suoi-xanh", ("Thôn 3",))
    assert record.beneficiaries == ("hội viên phụ nữ",)
    assert record.lead.name == "Chi hội Phụ nữ"
    assert record.participants == ("Chi đoàn (phối hợp)", "Nhân dân")
    assert record.resources[0].kind == "Xã hội hóa 12.500.000 đồng"
    assert str(record.period.start) == "2024-02-01"
    text = (site / entry.document.file).read_text("utf-8")
    for words in ("Họp tổ dân phố", "Quý II/2024", "06 giỏ phân loại", "Nhân ra 5 tổ"):
        assert words in text.partition("\n---\n")[2], words
    assert "0912" not in text
    assert "Nguyễn Văn Mẫu" not in text
    assert CONTACT in told
    assert "Lĩnh vực chưa rõ" in told
    assert "# - Lĩnh vực chưa rõ" in text


def test_a_second_import_writes_nothing_and_another_of_that_name_has_a_file_of_its_own(
    site: Path, tmp_path: Path
) -> None:
    form = paragraphs(tmp_path / "a.docx")
    imported(site, form)
    before = tree(site)
    assert "0 đề xuất mới, 1 đã nhập từ trước" in imported(site, form)
    assert tree(site) == before
    file = site / "content/models/to-tiet-kiem-xanh.md"
    file.write_text(file.read_text("utf-8").replace("Nhân ra", "Đã nhân ra"), "utf-8")
    kept = file.read_bytes()
    imported(site, form)
    assert file.read_bytes() == kept
    assert (site / "content/models/to-tiet-kiem-xanh-2.md").exists()


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.977, "0.0%", "97,7%"),
        (0.5, "0%", "50%"),
        (0.9774, "0%", "97,74%"),
        (1250, "#,##0", "1250"),
        (1250.0, "General", "1250"),
        (1.25, "0.00", "1,25"),
        (1.125, "General", "1,1250"),
        (0.1 + 0.2, "General", "0,3"),
        (5233, "00000", "05233"),
        (12, '0" hộ"', "12"),
        (MARCH, "dd/mm/yyyy", "2024-03-05"),
        (True, "General", "có"),
        ("#N/A", "General", ""),
        ("#REF!", "General", ""),
        ("# 12", "General", "# 12"),
        (None, "General", ""),
    ],
)
def test_a_cell_is_read_as_a_person_sees_it(value: Any, number_format: str, text: str) -> None:
    assert cell_text(value, number_format) == text


HEADINGS = (
    "TT", "Tên mô hình (ghi đúng tên)", "Lĩnh vực", "Đơn vị chủ trì", "Địa chỉ", "Thời gian thực hiện", "Nội dung",
    "Chỉ tiêu", "Tỷ lệ", "Tử số", "Mẫu số", "Điện thoại", "Xếp hạng",
)  # fmt: skip


def sheet(path: Path, rows: int) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    page.append(["DANH SÁCH MÔ HÌNH DÂN VẬN KHÉO"])
    page.append([])
    page.append(HEADINGS)
    for n in range(rows):
        page.append([
            n + 1, f"Khéo vận động trồng hoa số {n + 1}", "Kinh tế", "Hội Phụ nữ xã", "xã Suối Xanh", MARCH,
            f"Chi hội {n} trồng hoa dọc đường làng.", "Thành viên có thẻ", 0.977, 216, 221, "0912 345 678", "A",
        ])  # fmt: skip
        page.cell(page.max_row, 9).number_format = "0.0%"
    book.create_sheet("Ghi chú").append(["chỉ là ghi chú"])
    book.save(path)
    return path


def test_every_row_of_a_sheet_becomes_a_proposal_and_what_is_missing_is_told(site: Path, tmp_path: Path) -> None:
    told = imported(site, sheet(tmp_path / "danh sách.xlsx", 8))
    assert "8 đề xuất mới" in told
    assert "Cột chưa hiểu, giữ lại trong lời ghi đầu hồ sơ: Xếp hạng" in told
    assert "Cột bỏ đi vì là liên hệ riêng: Điện thoại" in told
    record = proposal(site, "kheo-van-dong-trong-hoa-so-3").record
    (result,) = record.results
    assert (str(result.result.value), result.unit, result.numerator, result.denominator) == ("97.7", "%", 216, 221)
    assert (record.field, record.place.unit, str(record.period.start)) == ("kinh-te", "xa-suoi-xanh", "2024-03-05")
    texts = [path.read_text("utf-8") for path in (site / "content/models").glob("kheo-van-dong-trong-hoa-*.md")]
    assert len(texts) == 8
    assert not any("0912" in text for text in texts)
    assert all("# - Cột “Xếp hạng”: A" in text for text in texts)


def test_three_hundred_rows_take_seconds(site: Path, tmp_path: Path) -> None:
    began = time.monotonic()
    assert "300 đề xuất mới" in imported(site, sheet(tmp_path / "nhiều.xlsx", 300))
    assert time.monotonic() - began < 30


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_is_read_with_a_map(site: Path, tmp_path: Path, encoding: str, delimiter: str) -> None:
    rows = (("Cái gì", "Ở đâu", "Ai"), ("Hũ gạo tình thương", "xã Suối Xanh", "Hội Phụ nữ xã"))
    (tmp_path / "a.csv").write_text("\n".join(delimiter.join(row) for row in rows), encoding)
    (tmp_path / "cot.yml").write_text("Cái gì: name\nỞ đâu: place\nAi: lead\n", "utf-8")
    imported(site, tmp_path / "a.csv", "--map", tmp_path / "cot.yml")
    assert proposal(site, "hu-gao-tinh-thuong").record.place.unit == "xa-suoi-xanh"


def test_a_map_that_names_no_question_is_refused(site: Path, tmp_path: Path) -> None:
    (tmp_path / "cot.yml").write_text("Cái gì: ten\n", "utf-8")
    assert "không có câu hỏi nào tên ten" in imported(site, tmp_path / "a.csv", "--map", tmp_path / "cot.yml", code=2)


def test_a_draft_of_the_form_is_read(site: Path, tmp_path: Path) -> None:
    draft = {
        "kheo_draft": 1,
        "answers": {
            "name": "Vườn rau thanh niên", "field": "kinh-te", "lede": "Thanh niên trồng rau.", "how": "Mỗi nhà một luống.",
            "place": {"text": "xã Suối Xanh", "unit": "xa-suoi-xanh"}, "lead": [{"name": "Đoàn xã"}], "start": "2024",
            "status": "running",
        },
        "groups": {
            "so-lieu": [{"indicator": "Hộ trồng rau", "now": "hơn 1.250 hộ", "before": "300 hộ"}],
            "giay-to": [{
                "source_kind": "decision", "title": "Quyết định công nhận", "outlet": "UBND xã Suối Xanh", "source_number": "12/QĐ-UBND",
                "published": "5/3/2025", "level": "grassroots",
            }],
            "loi-ke": [{
                "words": "“Nhà nào cũng có rau.”", "who": "chị Hoa", "role": "hội viên", "consent": "consent", "consent_date": "1/2/2025",
                "kept_by": "Văn phòng Đoàn xã",
            }, {"words": "Không rõ ai nói"}],
        },
    }  # fmt: skip
    (tmp_path / "nháp.json").write_text(json.dumps(draft), "utf-8")
    imported(site, tmp_path / "nháp.json")
    record = proposal(site, "vuon-rau-thanh-nien").record
    (result,) = record.results
    assert (result.result.value, result.result.bound.value, result.unit) == (1250, "over", "hộ")
    assert (record.status.value, record.lead.name) == ("recognised", "Đoàn xã")
    assert (record.recognition.number, str(record.recognition.date), record.recognition.source) == (
        "12/QĐ-UBND",
        "2025-03-05",
        2,
    )
    (voice,) = record.voices
    assert (voice.words, voice.consent.kept_by) == ("Nhà nào cũng có rau.", "Văn phòng Đoàn xã")
    assert "Không rõ ai nói" in (site / "content/models/vuon-rau-thanh-nien.md").read_text("utf-8")


PAGE = """<!DOCTYPE html><!-- saved from url=(0040)https://bao.example/giu-rung -->
<html><head><meta charset="utf-8"><title>Giữ rừng | Báo Minh Họa</title>
<meta property="og:title" content="Xóm Vãng giữ được rừng"><meta property="og:site_name" content="Báo Minh Họa">
<meta property="article:published_time" content="2024-05-06T08:00:00+07:00">
<link rel="canonical" href="https://bao.example/giu-rung"></head>
<body><p>Đoạn văn của báo, không được chép.</p><script>alert(1)</script></body></html>"""


def test_of_a_saved_page_only_title_outlet_date_and_address_are_taken(site: Path, tmp_path: Path) -> None:
    (tmp_path / "trang.html").write_text(PAGE, "utf-8")
    imported(site, tmp_path / "trang.html")
    entry = proposal(site, "xom-vang-giu-duoc-rung")
    source = entry.record.source
    assert (source.outlet, str(source.published), source.url) == (
        "Báo Minh Họa",
        "2024-05-06",
        "https://bao.example/giu-rung",
    )
    text = (site / entry.document.file).read_text("utf-8")
    assert "Đoạn văn" not in text
    assert "alert" not in text


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * 40_000_000)


def with_part(name: str, data: bytes) -> Any:
    def make(path: Path) -> None:
        paragraphs(path)
        with zipfile.ZipFile(path, "a") as package:
            package.writestr(name, data)

    return make


def many_parts(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as package:
        for number in range(6000):
            package.writestr(f"word/{number}.txt", b"")


def wide(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append([f"cột {n}" for n in range(300)])
    book.save(path)


@pytest.mark.parametrize(
    ("name", "make", "why"),
    [
        ("a.docx", bomb, "bung ra quá lớn"),
        ("a.docx", many_parts, "bung ra quá lớn"),
        ("a.docx", with_part("word/vbaProject.bin", b"x"), "macro"),
        ("a.docx", with_part("word/x.xml", b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'), "DOCTYPE"),
        ("a.docx", with_part("word/x.xml", '<!DOCTYPE a [<!ENTITY b "c">]>'.encode("utf-16-le")), "DOCTYPE"),
        ("a.docx", lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0" * 100), "hỏng, có mật khẩu"),
        ("a.docx", lambda path: path.write_bytes(b""), "hỏng, có mật khẩu"),
        ("a.xlsx", wide, "cột"),
        ("a.xlsx", paragraphs, "không đọc được như một bảng tính"),
        ("a.csv", lambda path: path.write_bytes("Tên mô hình;Lĩnh vực\nx;Kinh tế".encode("cp1258", "replace") + b"\xff\xfe\x81"), "UTF-8"),
        ("a.csv", lambda path: path.write_text("a,b\n1,2\n", "utf-8"), "tên cột"),
        ("a.csv", lambda path: path.write_text("Tên mô hình,Lĩnh vực\n" + "x,y\n" * 20_100, "utf-8"), "dòng"),
        ("a.json", lambda path: path.write_text("[" * 100_000, "utf-8"), "bản nháp"),
        ("a.json", lambda path: path.write_text("{}", "utf-8"), "bản nháp"),
        ("a.html", lambda path: path.write_text("<p>không tiêu đề</p>", "utf-8"), "tiêu đề"),
        ("a.md", lambda path: path.write_text("---\nname: x\n---\n", "utf-8"), "đã là một hồ sơ"),
        ("a.txt", lambda path: path.write_bytes(b"\xff\xfe\x00"), "chưa nhập được"),
        ("a.pdf", lambda path: path.write_bytes(b"%PDF"), "chưa đọc được loại tệp này"),
        ("a.docx", lambda path: None, "No such file"),
        ("a.docx", lambda path: path.mkdir(), "không phải một tệp"),
        ("a.csv", os.mkfifo, "không phải một tệp"),
        ("a.txt", os.mkfifo, "không phải một tệp"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_or_must_not_be_read_is_named_and_costs_nothing(
    site: Path, tmp_path: Path, name: str, make: Any, why: str
) -> None:
    make(tmp_path / name)
    before = tree(site)
    told = imported(site, tmp_path / name, code=1)
    assert why in told
    assert "Traceback" not in told
    assert tree(site) == before


def test_one_bad_file_does_not_stop_the_others(site: Path, tmp_path: Path) -> None:
    (tmp_path / "hỏng.docx").write_bytes(b"x")
    told = imported(site, tmp_path / "hỏng.docx", paragraphs(tmp_path / "a.docx"), code=1)
    assert "1 đề xuất mới" in told


SAID = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="ắếộ:#\"'“”{}[]&*!|>%@`,-?\\\n\t<>~=👩🌾\u0301\u00a0\u200b0123", max_size=60),
    st.sampled_from(
        ["---", "...", "- a", "# a", "no", "1e3", "97,7%", "1.250 hộ", "1,250", "12/05/2024", "Quý I/2024", "a" * 700]
    ),
)


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_whatever_is_answered_the_record_has_the_right_shape(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    answers: dict[str, Any] = {
        question.id: data.draw(SAID)
        for step in spec().steps
        if not step.group
        for question in step.questions
        if question.kind not in ("place", "organisations")
    }
    answers |= {"place": {"text": data.draw(SAID)}, "lead": [{"name": data.draw(SAID)}], "partners": data.draw(SAID)}
    figures = [{key: data.draw(SAID) for key in ("indicator", "now", "before", "part", "whole", "of", "when")}]
    papers = [{key: data.draw(SAID) for key in ("source_kind", "title", "outlet", "source_number", "published")}]
    voices = [
        {key: data.draw(SAID) for key in ("words", "who", "role", "consent_date", "kept_by")} | {"consent": "consent"}
    ]
    draft = Draft(answers, {"so-lieu": figures, "giay-to": papers, "loi-ke": voices})
    made = compose(draft, NAMES, "tinh-ban-mau")
    path = tmp_path_factory.mktemp("bản") / ("a.md" if made.parts else "a.yml")
    path.write_text(_text(made), "utf-8", newline="\n")
    read = read_file(path, f"content/models/{path.name}")
    assert [found.code for found in read.problems if found.is_error and not found.code.startswith(REFUSED)] == []
    if not read.problems:
        entries, problems = validate([Document("model", "content/models/a.md", read.data, name="a")])
        assert [(found.code, found.route, found.text) for found in problems] == []
        assert re.search(r"\S", entries[0].record.name)


REFUSED = ("KH103", "KH15")  # letters no record may hold, and text in another encoding, whoever wrote them
NAMES = Names(Records.of(validate([Document("place", "content/places.yml", {"slug": "tinh-ban-mau", "name": "Bản Mẫu", "type": "tinh"}, (0,))])[0]))  # fmt: skip
