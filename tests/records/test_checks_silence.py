"""Nothing is lost or false in silence: unfinished parts, spoilt letters, figures at odds, and what is said of named people."""

from __future__ import annotations

from pathlib import Path

import pytest
from source_tree import BAD_RECORDS

from generator.core.memo import Memo
from generator.core.problems import severity
from generator.pipeline.check import check_site
from generator.pipeline.content_index import ContentIndex, parse_and_validate, run_rules
from generator.records.source.find import find, record_file

FILE = "content/models/thu.md"
HEAD = """\
---
id: MH-2023-0900
name: {name}
lede: Bà con góp tiền lắp đèn, đường xóm sáng hơn.
field: kinh-te
field_basis: stated
lead: {{certainty: not_stated}}
place: {{unit: xa-binh-minh, as_written: "xã Bình Minh, huyện Sông Xanh, tỉnh Minh Họa"}}
period: {{start: 2023}}
status: running
results:
- {{indicator: Số hộ đóng góp, unit: hộ, result: {{value: 125, date: 2024-03-01}}}}
sources:
- {{kind: report, title: Báo cáo minh họa, published: 2024-03-01}}
reviewed: {{date: 2024-06-01, by: Biên tập viên}}
---
"""


@pytest.fixture(scope="module")
def index() -> ContentIndex:
    return ContentIndex(BAD_RECORDS, Memo.none(), 1)


def codes(index: ContentIndex, root: Path, story: str, name: str = "Tổ đèn đường") -> list[str]:
    path = root / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD.format(name=name) + story, encoding="utf-8")
    record = record_file(FILE)
    assert record is not None
    result = run_rules(parse_and_validate(root, record, index.names), index.registers)
    return [one.code for one in result.problems()]


@pytest.mark.parametrize(
    ("story", "code"),
    [
        ("Trong đó hộ ông Nguyễn Văn Mẫu 5.000.000đ.", "KH815"),
        ("Bà Trần Thị Mẫu ủng hộ 2 triệu đồng.", "KH815"),
        ("- Ông Nguyễn Văn Mẫu (xóm Mới): 2.000.000đ", "KH815"),
        ("Tr\u00ad\u00edc ®©y bµ con ®i l¹i khã, ng\u00adêi d©n gãp tiÒn.", "KH151"),
        ("Tröôùc ñaây baø con ñi laïi khoù, ngöôøi daân goùp tieàn.", "KH151"),
        ("Em Nguyễn Thị Hoa, lớp 5A, trường Tiểu học xóm Mới, được tặng xe.", "KH816"),
        ("Ông Bùi Văn Mẫu, sinh ngày 12/5/1960, đứng ra góp.", "KH817"),
        ("Chị Bùi Thị Mẫu sinh năm 1985 nhận việc.", "KH817"),
        ("Anh Bùi Văn Mẫu, dân tộc Mường, làm trước.", "KH818"),
        ("Ông Bùi Văn Mẫu là đảng viên lâu năm.", "KH818"),
        ("Nhà bà Bùi Thị Mẫu, trú tại số nhà 12, đường Mới.", "KH819"),
        ("Chị Bùi Thị Mẫu bị ung thư, bà con giúp gặt.", "KH820"),
        ("Tài liệu lưu hành nội bộ của ban.", "KH814"),
        ("MẬT\n\nKế hoạch đèn đường.", "KH814"),
        ("", "KH529"),
        ("## Khó ở đâu\n\n## Làm thế nào\n", "KH529"),
        ("Bà con góp tiền.\n\n<!-- Kể một hai chuyện cụ thể. -->\n", "KH530"),
        ("Bà con góp tiền.\n\n…\n", "KH530"),
        ("Ngừơi dân góp tiền.", "KH709"),
        ("Bà con đựơc sáng đường.", "KH709"),
        ("Bà cоn góp tiền.", "KH710"),
        ("Có 97,7% hộ đồng ý.", "KH422"),
        ("Số hộ góp, hộ nào đóng cũng ghi sổ: 152 hộ.", "KH423"),
    ],
)
def test_each_is_told(story: str, code: str, index: ContentIndex, tmp_path: Path) -> None:
    assert code in codes(index, tmp_path, story)


@pytest.mark.parametrize(
    "story",
    [
        "Các hộ góp 120 triệu đồng. Ông Bùi Văn Mẫu đọc sổ ở nhà văn hóa.",
        "Ông Bùi Văn Mẫu, Bí thư chi bộ, báo cáo xã hỗ trợ 20 triệu đồng.",
        "Chi bộ có 15 đảng viên, đồng bào dân tộc Mường chiếm phần lớn.",
        "Học sinh lớp 5 của trường cùng quét ngõ.",
        "Tổ sinh năm 2019 từ một buổi họp.",
        "Hộ có người bị bệnh được góp sau.",
        "NUÔI ONG LẤY MẬT\n\nBà con bán mật.",
        "Xe chạy ban đêm... rồi thôi.",
        "Số hộ đóng góp là 125 hộ; trong 152 hộ của xóm còn lại chưa góp.",
        "Trong 130 hộ có 97,7% đồng ý.",
        "Người được hỏi đều đồng ý, tiếng lành đồn xa, cuốn sổ để ở nhà văn hóa.",
        "Đoàn Матвеев đến thăm.",
    ],
)
def test_what_anybody_may_write_is_let_be(story: str, index: ContentIndex, tmp_path: Path) -> None:
    assert codes(index, tmp_path, story) == []


def test_words_of_the_story_are_told_beside_faults_of_the_data(index: ContentIndex, tmp_path: Path) -> None:
    assert codes(index, tmp_path, "Trong đó hộ ông Nguyễn Văn Mẫu 5.000.000đ.", "true") == ["KH214", "KH815"]


@pytest.mark.parametrize(
    ("name", "code"), [("TỔ ĐÈN ĐƯỜNG", "KH711"), ("“Tổ đèn đường”", "KH712"), ("'\"Tổ đèn\" xóm Mới'", "KH712")]
)
def test_a_name_that_shouts_or_is_quoted_is_told(name: str, code: str, index: ContentIndex, tmp_path: Path) -> None:
    assert codes(index, tmp_path, "Bà con góp tiền.", name) == [code]


def test_text_in_an_old_encoding_is_told_and_read_on(index: ContentIndex, tmp_path: Path) -> None:
    assert codes(index, tmp_path, "Bà con góp tiền.", "Tæ tiÕt kiÖm xanh, ®ång bµo gãp søc") == []
    path = tmp_path / FILE
    record = record_file(FILE)
    assert record is not None
    for text in (
        "---\nname: Tæ tiÕt kiÖm xanh\nlede: ®ång bµo gãp søc, ng\u00adêi d©n vui\n---\nBµ con gãp tiÒn.\n",
        "---\nname: Toå tieát kieäm xanh\nlede: ñoàng baøo goùp söùc\n---\nBaø con goùp tieàn.\n",
        "---\nname: Tổ tiết kiệm xanh\nlede: đồng bào góp sức\n---\nBà con góp tiền.\n".encode().decode("latin-1"),
    ):
        path.write_text(text, encoding="utf-8")
        result = parse_and_validate(tmp_path, record, index.names)
        assert [one.code for one in result.read] == ["KH151"]
        assert result.documents[0].data["name"] == "Tổ tiết kiệm xanh"
    path.write_bytes("---\nname: Tæ tiÕt kiÖm xanh\nlede: ®ång bµo gãp søc\n---\nBµ con gãp tiÒn.\n".encode("cp1252"))
    result = parse_and_validate(tmp_path, record, index.names)
    assert [one.code for one in result.read] == ["KH102"]
    assert result.documents[0].data["name"] == "Tổ tiết kiệm xanh"


def test_a_hidden_letter_is_told_at_each_of_its_places(index: ContentIndex, tmp_path: Path) -> None:
    assert codes(index, tmp_path, "Bà\u200b con góp\u00ad tiền.") == ["KH103", "KH103"]


@pytest.mark.parametrize(
    ("file", "path"),
    [
        ("content/models/to-xanh.md.txt", "content/models/to-xanh.md"),
        ("content/models/To-xanh.MD", "content/models/to-xanh.md"),
        ("content/models/to-xanh.yaml", "content/models/to-xanh.yml"),
        ("content/mo-hinh/Tổ xanh.md", "content/models/to-xanh.md"),
        ("content/to-xanh.md", "content/models/to-xanh.md"),
        ("content/models/2024/to-xanh.md", "content/models/to-xanh.md"),
        ("content/tin-tuc/tin.md", "content/news/tin.md"),
        ("content/models/Báo cáo.docx", "content/models/bao-cao.md"),
        ("Báo cáo mô hình.docx", "content/models/bao-cao-mo-hinh.md"),
        ("to-xanh.md", "content/models/to-xanh.md"),
        ("mo-hinh/to-xanh.md", "content/models/to-xanh.md"),
    ],
)
def test_a_record_in_the_wrong_place_is_told_with_the_right_one(file: str, path: str, tmp_path: Path) -> None:
    (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / "content").mkdir(exist_ok=True)
    (tmp_path / file).write_text(HEAD.format(name="Tổ xanh") + "Bà con.\n", encoding="utf-8")
    found = [one for one in find(tmp_path).problems if one.code == "KH150"]
    assert [(one.file, dict(one.values)["path"]) for one in found] == [(file, path)]


def test_pages_for_readers_of_the_repository_are_no_records(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    for name in ("README.md", "CONTRIBUTING.md", "mkdocs.yml", "ghi-chu.md"):
        (tmp_path / name).write_text("# Ghi chú\n\nname: kheo\n", encoding="utf-8")
    assert [one for one in find(tmp_path).problems if one.code == "KH150"] == []


def test_an_error_about_a_person_stands_until_somebody_answers(tmp_path: Path) -> None:
    from whole_sites import copy_site

    site = copy_site(tmp_path / "site")
    (model,) = sorted((site / "content/models").rglob("*.md"))[:1]
    model.write_text(model.read_text("utf-8") + "\nBà Trần Thị Mẫu ủng hộ 2 triệu đồng.\n", encoding="utf-8")
    file = model.relative_to(site).as_posix()
    assert [one.code for one in check_site(site).findings if one.is_error] == ["KH815"]
    assert severity("KH815") == "error"
    answers = site / "content/answers.yml"
    before = answers.read_text("utf-8") if answers.exists() else ""
    answer = f"- {{file: {file}, code: KH815, reason: Bà đồng ý bằng giấy, by: Ủy ban xã, date: 2024-06-02}}\n"
    answers.write_text(before + answer, encoding="utf-8")
    assert [one.code for one in check_site(site).findings if one.is_error] == []
