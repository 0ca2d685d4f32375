"""The ward's registration form as people send it in Word: ten numbered paragraphs, or a table of three columns."""

from __future__ import annotations

import zipfile
from html import escape
from pathlib import Path

ITEMS = (
    ("Tên mô hình", '"Tổ tiết kiệm xanh"'),
    ("Thực trạng, lý do", "Rác chưa phân loại; 1.250 hộ, mới 45,5% hộ tham gia."),
    ("Mục tiêu, tiêu chí", "100% hộ phân loại rác."),
    ("Nội dung, cách thức", "- Họp tổ dân phố\nPhát giỏ"),
    ("Địa bàn, đối tượng", "Tổ dân phố 3, phường Mẫu; hội viên phụ nữ"),
    ("Lực lượng", "Chủ trì: Chi hội Phụ nữ; Phối hợp: Chi đoàn; Tham gia: Nhân dân"),
    ("Nguồn lực", "Xã hội hóa 12.500.000 đồng"),
    ("Thời gian", "Từ 01/02/2026; sơ kết Quý II/2026; đánh giá tháng 11/2026"),
    ("Sản phẩm, kết quả đầu ra", "06 giỏ phân loại; 100% tổ viên ký cam kết"),
    ("Khả năng duy trì, nhân rộng", "Nhân ra 5 tổ"),
)
CONTACT = "Người liên hệ: Nguyễn Văn Mẫu, ĐT 0900 000 000"

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/'
        f'vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="{_TYPE}.document'
        f'.main+xml"/><Override PartName="/word/numbering.xml" ContentType="{_TYPE}.numbering+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
        f'Target="word/document.xml"/></Relationships>'
    ),
    "word/_rels/document.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" Type="{_OFFICE}/numbering" '
        f'Target="numbering.xml"/></Relationships>'
    ),
    "word/numbering.xml": (
        f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>'
        f'</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    ),
}


def numbered_form(folder: Path) -> Path:
    """Ten numbered paragraphs with bold headings; a bullet of Word's own; a line about whom to call."""
    body = _head()
    for number, (heading, text) in enumerate(ITEMS, 1):
        first, *more = text.split("\n")
        body += _paragraph(_run(f"{number}. {heading}:", bold=True) + _run(f" {first}"))
        body += "".join(_paragraph(_run(line), bullet=True) for line in more)
    return _saved(folder / "phieu.docx", body + _paragraph(_run(CONTACT)))


def table_form(folder: Path) -> Path:
    """The same as a table of number, heading and answer."""
    rows = ""
    for number, (heading, text) in enumerate(ITEMS, 1):
        first, *more = text.split("\n")
        rows += _row(str(number), heading, "\n".join([first, *(f"- {line}" for line in more)]))
    return _saved(folder / "phieu-bang.docx", f"{_head()}<w:tbl>{rows}</w:tbl>{_paragraph(_run(CONTACT))}")


def _head() -> str:
    table = _row("MTTQ PHƯỜNG MẪU\nBAN THƯỜNG TRỰC", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
    return f"<w:tbl>{table}</w:tbl>" + _paragraph(_run("PHIẾU ĐĂNG KÝ MÔ HÌNH DÂN VẬN KHÉO NĂM 2026", bold=True))


def _run(text: str, *, bold: bool = False) -> str:
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{'<w:rPr><w:b/></w:rPr>' if bold else ''}{lines}</w:r>"


def _paragraph(runs: str, *, bullet: bool = False) -> str:
    listed = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    return f"<w:p>{listed if bullet else ''}{runs}</w:p>"


def _row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{_paragraph(_run(cell))}</w:tc>' for cell in cells)}</w:tr>"


def _saved(path: Path, body: str) -> Path:
    document = f"<w:document {_W}><w:body>{body}</w:body></w:document>"
    with zipfile.ZipFile(path, "w") as package:
        for name, text in {**_PARTS, "word/document.xml": document}.items():
            package.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{text}')
    return path
