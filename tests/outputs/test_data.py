"""Open data hold the records as they are, in every format, and leave out what is nobody's business."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
import warnings
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import jsonschema
import openpyxl
import pyshacl
import pytest
from openpyxl.utils.escape import unescape
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS, RDF
from small_records import REVIEWED, SOURCES, documents, model, news, records
from source_tree import TESTS

from generator.outputs.data import OpenData, empty_lists
from generator.outputs.data.collections import PER_PAGE
from generator.outputs.data.csv_files import harmless
from generator.outputs.data.tables import tables
from generator.outputs.data.words import AllWords
from generator.records.schema import PartialDate, Records, validate
from generator.records.source import Document
from generator.showcase import Showcase, arrange

URL = "https://vi-du.vn/dan-van/"
DATA = "du-lieu/v1/"
BOOK = f"{DATA}dan-van-kheo-hoa-binh.xlsx"
CATALOGUE = f"{DATA}dcat.jsonld"
DCAT = Namespace("http://www.w3.org/ns/dcat#")
PHOTO = {
    "file": "anh.jpg",
    "alt": "Bà con quét ngõ xóm",
    "credit": "Tổ dân vận",
    "licence": "CC BY 4.0",
    "people": {"basis": "consent", "date": "2020-01-02", "kept_by": "Văn phòng Hội"},
}
RESULTS = [
    {
        "indicator": "Thành viên có thẻ",
        "unit": "%",
        "baseline": {"value": 40, "date": "2016"},
        "result": {"value": 97.7, "date": "2018-12-31"},
        "numerator": 216,
        "denominator": 221,
        "denominator_name": "thành viên mô hình",
        "source": 1,
    },
    {"indicator": "Hội viên có thẻ", "unit": "%", "result": {"value": 70, "bound": "over"}},
    {"indicator": "Chi hội", "unit": "chi hội", "result": {"value": 9}},
    {"indicator": "Hộ cùng ký"} | {"unit": "hộ"},
]
HOSTILE = {
    "name": '=HYPERLINK("http://x","bấm") & <b> </script> _x0041_ 🌾',
    "lede": "+84 gọi ngay; -1, @SUM(A1)",
    "period": {"start": "1899", "end": "1900-02-28", "as_stated": "-cách đây 10 năm"},
    "sources": [{"kind": "press", "title": "@bài", "outlet": "-Báo", "undated_reason": "trang không ghi ngày"}],
}
TOTAL = {
    "name": "mô hình toàn tỉnh",
    "unit": "mô hình",
    "scope": "toàn tỉnh",
    "value": 4648,
    "breakdowns": [{"by": "field", "parts": [{"name": "Kinh tế", "field": "kinh-te", "value": 1392}]}],
    "source": 1,
    "sources": SOURCES,
    "reviewed": REVIEWED,
}
PLAN = {
    "kind": "plan",
    "name": "Kế hoạch",
    "lede": "Một kế hoạch.",
    "lead": {"certainty": "not_stated"},
    "period": {"start": "2017"},
    "sources": SOURCES,
    "reviewed": REVIEWED | {"date": "2026-11"},
}


def site(*models: dict[str, Any], promised: tuple[str, ...] = (), **items: dict[str, Any]) -> Showcase:
    """A site with the given models and news, one statistic, one programme."""
    found = documents(list(models), items)
    found.append(Document("statistic", "content/statistics/tong-so.yml", TOTAL, name="tong-so"))
    found.append(Document("programme", "content/programmes/ke-hoach.yml", PLAN, name="ke-hoach"))
    entries, problems = validate(found)
    assert problems == []
    return arrange(Records.of(entries), promised)


def files_of(showcase: Showcase, url: str = URL) -> dict[str, bytes]:
    pairs = list(OpenData(showcase, url).files())
    assert len(pairs) == len(dict(pairs)), "one address, written twice"
    return dict(pairs)


def whole() -> Showcase:
    """One site with everything the formats have to carry."""
    changes = {"period": HOSTILE["period"] | {"start": "1900"}}
    items = {"tin": news(models=["HB-2017-0001"], published="2019-06")}
    return site(model(1, results=RESULTS, programmes=["ke-hoach"]), model(2, **(HOSTILE | changes)), **items)


def records_of(files: dict[str, bytes], name: str) -> list[dict[str, Any]]:
    return json.loads(files[f"{DATA}{name}.json"])["records"]


def rows_of(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[f"{DATA}csv/{name}.csv"].decode("utf-8-sig"), newline="")))


def test_a_model_is_public_with_its_places_in_words_and_its_bounds() -> None:
    (one,) = records_of(files_of(site(model(1, results=RESULTS))), "mo-hinh")
    assert one["url"] == f"{URL}mo-hinh/m1/"
    assert one["short_url"] == f"{URL}m/hb-2017-0001/"
    assert one["in_words"]["place_then"].startswith("xóm Tòng, xã Tòng Đậu")
    assert one["in_words"]["place_today"] == "xã Mai Châu, tỉnh Phú Thọ"
    assert one["results"][1]["result"]["bound"] == "over"
    assert one["results"][0]["result"]["value"] == 97.7
    assert isinstance(one["results"][2]["result"]["value"], int)


def test_what_is_not_known_is_null_and_has_its_word() -> None:
    (one,) = records_of(files_of(site(model(1, results=RESULTS), tin=news())), "mo-hinh")
    assert (one["level"], one["in_words"]["level"]) == (None, "Không rõ")
    (item,) = records_of(files_of(site(tin=news())), "tin-tuc")
    assert (item["published"], item["in_words"]["published"]) == (None, "không ghi ngày")


def test_a_figure_in_words_keeps_its_bound_its_base_and_its_time() -> None:
    (one,) = records_of(files_of(site(model(1, results=RESULTS))), "mo-hinh")
    assert [text.replace("\u00a0", " ") for text in one["in_words"]["results"]] == [
        "Thành viên có thẻ: 40% lên 97,7% (216 trên 221 thành viên mô hình), 31/12/2018",
        "Hội viên có thẻ: hơn 70% (nguồn không nói là trong bao nhiêu)",
        "Chi hội: 9 chi hội",
        "Hộ cùng ký: nguồn không nêu kết quả bằng số",
    ]


def test_where_consent_is_kept_is_nobodys_business() -> None:
    honouree = {"kind": "individual", "name": "Ông A", "consent": {"basis": "consent", "kept_by": "Văn phòng Hội"}}
    files = files_of(site(model(1, photos=[PHOTO], honouree=honouree), tin=news(photos=[PHOTO])))
    everything = b"".join(files.values()).decode("utf-8", "replace")
    assert "Văn phòng Hội" not in everything
    assert "2020-01-02" not in everything
    assert everything.count("Bà con quét ngõ xóm") == 4  # a model and a news item, each alone and in its collection


def test_a_record_alone_is_the_record_of_its_collection() -> None:
    files = files_of(whole())
    for name, slug in (("mo-hinh", "m2"), ("tin-tuc", "tin"), ("chuong-trinh", "ke-hoach")):
        alone = json.loads(files[f"{DATA}{name}/{slug}.json"])
        assert alone in records_of(files, name)


def test_collections_are_paged_and_a_page_that_was_promised_stays_empty() -> None:
    showcase = site(*(model(n) for n in range(1, PER_PAGE + 2)), promised=(f"{DATA}mo-hinh/trang/4.json",))
    files = files_of(showcase)
    pages, address = [], f"{DATA}mo-hinh.json"
    while address:
        pages.append(json.loads(files[address]))
        address = pages[-1]["next"]
    assert [len(page["records"]) for page in pages] == [PER_PAGE, 1, 0, 0]
    assert {page["total"] for page in pages} == {PER_PAGE + 1}
    assert [page["page"] for page in pages] == [1, 2, 3, 4]


@pytest.mark.parametrize("url", [URL, ""], ids=["with its address", "without"])
def test_every_record_is_what_its_published_schema_says(url: str) -> None:
    files = files_of(whole(), url)
    index = json.loads(files[f"{DATA}index.json"])
    assert len(index["collections"]) == 8
    for facts in index["collections"].values():
        schema = json.loads(files[facts["schema"]])
        jsonschema.Draft202012Validator.check_schema(schema)
        page = json.loads(files[facts["first"]])
        assert len(page["records"]) == facts["total"]
        for record in page["records"]:
            jsonschema.validate(record, schema)
            assert set(record) == set(schema["properties"]), "a key that is not described, or described and not there"
    assert (index["url"] or "") == url


def expected(showcase: Showcase, url: str) -> Iterator[tuple[str, list[str], list[str], list[list[Any]]]]:
    """(name, names of columns, headings, rows) of each table, read from the records column by column."""
    for table in tables(showcase, url, AllWords(showcase)):
        names, headings = [one.name for one in table.columns], [one.heading for one in table.columns]
        yield table.name, names, headings, [[one.read(row) for one in table.columns] for row in table.rows]


def test_csv_read_back_cell_by_cell_is_what_the_records_say() -> None:
    showcase = whole()
    files = files_of(showcase)
    compared = 0
    for name, columns, _, rows in expected(showcase, URL):
        data = files[f"{DATA}csv/{name}.csv"]
        assert data.startswith(b"\xef\xbb\xbf")
        assert data.endswith(b"\r\n")
        assert b"\n" not in data.replace(b"\r\n", b"")
        read = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        assert read[0] == columns
        assert len(read) - 1 == len(rows)
        for row, cells in zip(rows, read[1:], strict=True):
            for value, cell in zip(row, cells, strict=True):
                if isinstance(value, int | Decimal):
                    assert Decimal(cell) == value
                else:
                    assert cell == harmless(value or "")
                compared += 1
    assert compared > 300


def test_the_spreadsheet_read_back_cell_by_cell_is_what_the_records_say() -> None:
    showcase = whole()
    book = openpyxl.load_workbook(io.BytesIO(files_of(showcase)[BOOK]))
    compared = 0
    for sheet, (_, _, headings, rows) in zip(book.worksheets[1:], expected(showcase, URL), strict=True):
        read = list(sheet.iter_rows(values_only=True))
        assert list(read[0]) == headings
        assert len(read) - 1 == len(rows)
        for row, cells in zip(rows, read[1:], strict=True):
            for value, cell in zip(row, cells, strict=True):
                if isinstance(value, PartialDate) and value.day and value > "1900-03":
                    assert cell.date() == value.earliest()
                elif isinstance(value, int | Decimal):
                    assert isinstance(cell, int | float)
                    assert cell == float(value)
                else:
                    # openpyxl leaves the escapes of ST_Xstring in the text of a cell; Excel reads them.
                    assert (unescape(cell) if cell else None) == (value or None)
                compared += 1
    assert compared > 300
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_no_cell_begins_a_formula() -> None:
    files = files_of(whole())
    (first,) = (row for row in rows_of(files, "mo-hinh") if "HYPERLINK" in row["name"])
    assert first["name"].startswith("'=HYPERLINK")
    assert first["lede"].startswith("'+84")
    assert "'@bài" in {row["title"] for row in rows_of(files, "nguon")}
    for begins in "=+-@\t\r\n＝＋－＠":
        assert harmless(f"{begins}1") == f"'{begins}1"
    assert harmless("a=1") == "a=1"


def test_the_first_sheet_says_what_the_file_is_and_nothing_carries_a_clock() -> None:
    data = files_of(whole())[BOOK]
    assert data == files_of(whole())[BOOK]
    book = openpyxl.load_workbook(io.BytesIO(data))
    about = dict(book.worksheets[0].iter_rows(values_only=True))
    assert about["Giấy phép"] == "CC BY 4.0"
    assert about["Thay đổi cuối"] == "21/11/2026"
    assert about["Địa chỉ"] == URL
    assert book.properties.modified.isoformat() == "2026-11-21T00:00:00"
    assert book.worksheets[1].freeze_panes == "A2"
    assert all(unicodedata.is_normalized("NFC", name) for name in book.sheetnames)


def test_the_data_package_describes_every_column_of_every_table() -> None:
    files = files_of(whole())
    package = json.loads(files[f"{DATA}datapackage.json"])
    assert re.fullmatch(r"[a-z0-9._/-]+", package["name"])
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    for resource in package["resources"]:
        data = files[f"{DATA}{resource['path']}"]
        assert resource["bytes"] == len(data)
        header, *rows = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == header
        for row in rows:
            for field, cell in zip(fields, row, strict=True):
                if cell and field["type"] == "integer":
                    int(cell)
                elif cell and field["type"] == "number":
                    Decimal(cell)
                elif cell and "constraints" in field:
                    assert re.fullmatch(field["constraints"]["pattern"], cell)
    assert {f"{DATA}{one['path']}" for one in package["resources"]} == {name for name in files if name.endswith(".csv")}


@pytest.mark.parametrize("url", [URL, ""], ids=["with its address", "without"])
def test_the_dcat_catalogue_leads_to_every_file_it_names(url: str) -> None:
    files = files_of(whole(), url)
    base = url or "https://may-khac.vn/"
    with warnings.catch_warnings():
        # rdflib's reader of JSON-LD uses a class of its own that it calls old.
        warnings.simplefilter("ignore", DeprecationWarning)
        graph = Graph().parse(data=files[CATALOGUE].decode(), format="json-ld", publicID=base + CATALOGUE)
    (dataset,) = graph.subjects(RDF.type, DCAT.Dataset)
    assert str(graph.value(dataset, DCTERMS.modified)) == "2026-11-21"
    assert graph.value(dataset, DCTERMS.license) == URIRef("https://creativecommons.org/licenses/by/4.0/")
    named = {str(one) for one in graph.objects(None, DCAT.downloadURL)}
    assert len(named) == 1 + 9 + 8
    assert {one.removeprefix(base) for one in named} <= set(files)
    for distribution in graph.objects(dataset, DCAT.distribution):
        size = graph.value(distribution, DCAT.byteSize)
        if size is not None:
            assert int(size) == len(files[str(distribution).removeprefix(base)])


def test_the_templates_of_editors_are_there_too_and_json_files_end_in_a_line_break() -> None:
    files = files_of(site(model(1)))
    assert json.loads(files["du-lieu/khuon/model.json"])["$id"] == "kheo:model"
    assert all(data.endswith(b"\n") for name, data in files.items() if name.endswith(("json", "jsonld", "csv")))


def drawn(showcase: Showcase, url: str) -> str:
    data = OpenData(showcase, url)
    return data.block({address: len(content) for address, content in data.files()})("du-lieu/")


def test_the_page_names_every_file_with_its_size_and_documents_every_field() -> None:
    showcase = whole()
    files, html = files_of(showcase), drawn(whole(), URL)
    collections = [f"{DATA}{name}/" for name in ("mo-hinh", "tin-tuc", "chuong-trinh")]
    for address in files:
        assert f'href="../{address}"' in html or address.startswith(tuple(collections)), address
    assert "0,0" not in re.findall(r"([0-9,]+)\u00a0(?:MB|kB)", html)
    index = json.loads(files[f"{DATA}index.json"])
    described = set(re.findall(r'<th scope="row"><code lang="en">([^<]+)</code>', html))
    for facts in index["collections"].values():
        assert set(json.loads(files[facts["schema"]])["properties"]) <= described
    assert "results[].denominator" in described
    assert "Thay đổi cuối: 21/11/2026" in html.replace("\u00a0", " ")
    assert 'rel="license noopener"' in html


def test_a_site_without_an_address_says_why_it_cannot_be_followed() -> None:
    assert "chưa khai tên miền" in drawn(whole(), "")
    assert 'href="../theo-doi/"' in drawn(whole(), URL)


def test_lists_with_nothing_in_them_are_kept_from_search_engines() -> None:
    empty, one = empty_lists(arrange(records())), empty_lists(arrange(records(model(1))))
    assert {"mo-hinh/", "chuong-trinh/", "tin-tuc/", "linh-vuc/"} <= empty
    assert not {"mo-hinh/", "linh-vuc/"} & one
    assert {"chuong-trinh/", "tin-tuc/"} <= one


@pytest.mark.parametrize("url", [URL, ""], ids=["with its address", "without"])
@pytest.mark.parametrize("licence", ["CC BY 4.0", "Theo thỏa thuận"])
def test_the_catalogue_is_valid_by_the_shapes_of_dcat_ap_3(url: str, licence: str) -> None:
    """Mandatory properties, kinds of nodes and ranges of classes, by the SHACL files that DCAT-AP's editors publish."""
    showcase = whole()
    province = showcase.province.model_copy(update={"licence": licence})
    files = files_of(replace(showcase, province=province), url)
    shapes = Graph()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        base = (url or "https://may-khac.vn/") + CATALOGUE
        graph = Graph().parse(data=files[CATALOGUE].decode(), format="json-ld", publicID=base)
        for name in ("shapes", "range"):
            shapes.parse(TESTS / f"data/dcat_ap_3_{name}.ttl", format="turtle")
        valid, _, said = pyshacl.validate(graph, shacl_graph=shapes, allow_infos=True, allow_warnings=True)
    assert valid, said
    languages = {one.language for one in graph.objects(None, DCTERMS.title)} | {
        one.language for one in graph.objects(None, DCTERMS.description)
    }
    assert languages == {"vi"}
