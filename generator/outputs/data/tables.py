"""The tables of the open data: what a row of each is, and where every column comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.core.texts import t
from generator.outputs.data.table import Column, Kind, Table, Value
from generator.outputs.data.words import Words
from generator.records.schema import Breakdown, Part, Result, Source
from generator.render import wording
from generator.showcase import ModelView, NewsView, ProgrammeView, Showcase, StatisticView

_RECORD = "theo hồ sơ"
_SITE = "trang tính từ hồ sơ"


def tables(showcase: Showcase, site_url: str, words: Words) -> list[Table]:
    """Every table, rows in the showcase's order; `site_url` ends in "/", or is ""."""
    with_results: list[ModelView | ProgrammeView] = [*showcase.models, *showcase.programmes]
    results = [row for view in with_results for row in _result_rows(view, words[view.address]["results"])]
    with_sources: list[ModelView | ProgrammeView | NewsView | StatisticView] = [*with_results, *showcase.news]
    with_sources += showcase.statistics
    sources = [row for view in with_sources for row in _source_rows(view)]
    parts = [row for view in showcase.statistics for row in _part_rows(view)]
    return [
        Table("mo-hinh", "Mô hình", "một mô hình hoặc điển hình", _model_columns(site_url, words), showcase.models),
        Table("ket-qua", "Kết quả", "một con số của một mô hình hoặc chương trình", _RESULTS, results),
        Table("nguon", "Nguồn", "một nguồn của một hồ sơ", _SOURCES, sources),
        Table("tin-tuc", "Tin tức", "một tin", _news_columns(site_url), showcase.news),
        Table(
            "chuong-trinh",
            "Chương trình",
            "một chương trình, không phải mô hình",
            _programmes(site_url),
            showcase.programmes,
        ),
        Table("thong-ke", "Thống kê", "một tổng số tỉnh công bố, hoặc một phần của nó", _STATISTICS, parts),
        Table("linh-vuc", "Lĩnh vực", "một lĩnh vực", _REGISTER, showcase.fields),
        Table("dia-ban", "Địa bàn", "một đơn vị hành chính, cả đơn vị đã hết", _PLACES, tuple(showcase.units.values())),
        Table("don-vi", "Đơn vị", "một cơ quan, đoàn thể", _ORGANISATIONS, showcase.organisations),
    ]


def _names(views: tuple[Any, ...]) -> str | None:
    return "; ".join(view.name for view in views) or None


def _leads(view: Any) -> str | None:
    """Who leads: organisations of the register, and the one that is only named."""
    return "; ".join([*(lead.name for lead in view.leads), *filter(None, [view.record.lead.name])]) or None


def _column(
    name: str, heading: str, kind: Kind, read: Any, about: str = "", origin: str = _RECORD, width: int = 14
) -> Column:
    return Column(name, heading, kind, f"{about or heading}; {origin}", read, width)


# Tables of columns are read by rows, so they stay unformatted.
# fmt: off
def _links(site_url: str) -> tuple[Column, ...]:
    about = "Địa chỉ đầy đủ của trang" if site_url else "Địa chỉ trang tính từ gốc của trang web, vì trang chưa có tên miền"
    return (_column("url", "Địa chỉ", "url", lambda view: site_url + view.address, about, _SITE, 40),)


def _model_columns(site_url: str, words: Words) -> tuple[Column, ...]:
    return (
        _column("id", "Mã", "text", lambda view: view.id, "Mã không đổi, không dùng lại"),
        _column("name", "Tên", "text", lambda view: view.record.name, width=50),
        _column("kind", "Loại", "text", lambda view: words[view.address]["kind"], "Mô hình hay điển hình"),
        _column("field", "Lĩnh vực", "text", lambda view: view.field.name, width=24),
        _column("level", "Cấp", "text", lambda view: words[view.address]["level"], "Cấp; không rõ thì ghi “Không rõ”"),
        _column("status", "Tình trạng", "text", lambda view: words[view.address]["status"], "Tình trạng; không rõ cũng là một giá trị"),
        _column("evidence", "Chứng cứ", "text", lambda view: words[view.address]["evidence"], "Chứng cứ mạnh nhất", _SITE, 40),
        _column("place_unit", "Mã địa bàn", "text", lambda view: view.record.place.unit, "Mã trong bảng địa bàn, đơn vị khi đó"),
        _column("place_then", "Địa bàn khi đó", "text", lambda view: view.place.then_text, width=40),
        _column("place_today", "Địa bàn hôm nay", "text", lambda view: view.place.today_text or None, origin=_SITE, width=30),
        _column("leads", "Đơn vị chủ trì", "text", _leads, "Tên, cách nhau bằng dấu chấm phẩy", width=40),
        _column("lead_certainty", "Chủ trì rõ đến đâu", "text", lambda view: str(view.record.lead.certainty), "stated: nguồn nêu; ambiguous: mơ hồ; not_stated: không nêu"),
        _column("partners", "Đơn vị phối hợp", "text", lambda view: _names(view.partners), "Tên, cách nhau bằng dấu chấm phẩy", width=40),
        _column("start", "Bắt đầu", "date", lambda view: view.record.period.start, "Ngày, tháng hoặc năm"),
        _column("end", "Kết thúc", "date", lambda view: view.record.period.end, "Ngày, tháng hoặc năm"),
        _column("period", "Thời gian bằng lời", "text", lambda view: words[view.address]["period"], origin=_SITE, width=30),
        _column("recognition_number", "Số quyết định công nhận", "text", lambda view: view.record.recognition and view.record.recognition.number),
        _column("recognition_date", "Ngày công nhận", "date", lambda view: view.record.recognition and view.record.recognition.date),
        _column("recognition_issuer", "Cơ quan công nhận", "text", lambda view: view.record.recognition and view.record.recognition.issuer, width=30),
        _column("results", "Số kết quả", "integer", lambda view: len(view.record.results), "Bao nhiêu dòng trong bảng kết quả", _SITE),
        _column("sources", "Số nguồn", "integer", lambda view: len(view.record.sources), "Bao nhiêu dòng trong bảng nguồn", _SITE),
        _column("updated", "Rà soát", "date", lambda view: view.record.reviewed.date, "Ngày rà soát gần nhất"),
        *_links(site_url),
        _column("lede", "Tóm tắt", "text", lambda view: view.record.lede, width=60),
    )


def _key(view: ModelView | ProgrammeView | NewsView | StatisticView) -> str:
    """What a row of results or sources belongs to: the id of a model, else the slug."""
    return view.id if isinstance(view, ModelView) else view.slug


_COLLECTION = {ModelView: "mo-hinh", ProgrammeView: "chuong-trinh", NewsView: "tin-tuc", StatisticView: "thong-ke"}

ResultRow = tuple[str, str, int, Result, str]
SourceRow = tuple[str, str, int, Source]


def _result_rows(view: ModelView | ProgrammeView, said: list[str]) -> Iterator[ResultRow]:
    for number, (result, sentence) in enumerate(zip(view.record.results, said, strict=True), 1):
        yield _COLLECTION[type(view)], _key(view), number, result, sentence


def _source_rows(view: ModelView | ProgrammeView | NewsView | StatisticView) -> Iterator[SourceRow]:
    sources = (view.record.source,) if isinstance(view, NewsView) else view.record.sources
    for number, source in enumerate(sources, 1):
        yield _COLLECTION[type(view)], _key(view), number, source


_OWNER = (
    _column("collection", "Thuộc bảng", "text", lambda row: row[0], "Tên bảng của hồ sơ", _SITE),
    _column("record", "Mã hồ sơ", "text", lambda row: row[1], "Mã của mô hình, hoặc phần cuối địa chỉ của hồ sơ khác", _SITE),
    _column("number", "Thứ tự", "integer", lambda row: row[2], "Thứ tự trong hồ sơ, từ 1", _SITE, 8),
)


def _measure(which: str, heading: str) -> tuple[Column, ...]:
    """Value, bound and date of one measure of a result."""

    def part(name: str) -> Any:
        def read(row: ResultRow) -> Value:
            measure = getattr(row[3], which)
            return None if measure is None else getattr(measure, name)

        return read

    def bound(row: ResultRow) -> Value:
        measure = getattr(row[3], which)
        return None if measure is None else str(measure.bound)

    return (
        _column(which, heading, "number", part("value"), f"{heading}, tính bằng đơn vị ở cột unit"),
        _column(f"{which}_bound", f"Mức chặn: {heading.lower()}", "text", bound, "exactly đúng, over hơn, under dưới, about khoảng, nearly gần, at_least ít nhất, at_most nhiều nhất"),
        _column(f"{which}_date", f"Thời điểm: {heading.lower()}", "date", part("date"), "Ngày, tháng hoặc năm"),
    )


_RESULTS = (
    *_OWNER,
    _column("indicator", "Chỉ tiêu", "text", lambda row: row[3].indicator, "Đo cái gì, của ai", width=40),
    _column("unit", "Đơn vị tính", "text", lambda row: row[3].unit),
    *_measure("baseline", "Trước khi làm"),
    *_measure("result", "Sau khi làm"),
    *_measure("target", "Chỉ tiêu đăng ký"),
    _column("numerator", "Tử số", "integer", lambda row: row[3].numerator, "Tử số của tỷ lệ, đếm bằng denominator_name"),
    _column("denominator", "Mẫu số", "integer", lambda row: row[3].denominator, "Số gốc của tỷ lệ; trống là nguồn không nêu"),
    _column("denominator_name", "Mẫu số đếm gì", "text", lambda row: row[3].denominator_name, width=24),
    _column("finality", "Sơ bộ hay chính thức", "text", lambda row: row[3].finality and str(row[3].finality), "preliminary sơ bộ, final chính thức"),
    _column("source", "Nguồn số", "integer", lambda row: row[3].source, "Cột number của bảng nguồn, cùng hồ sơ", width=8),
    _column("in_words", "Bằng lời", "text", lambda row: row[4], "Cả mức chặn, số gốc, thời điểm", _SITE, 60),
)

_SOURCES = (
    *_OWNER,
    _column("kind", "Loại nguồn", "text", lambda row: t(f"source.kind_{row[3].kind}")),
    _column("title", "Tên bài, văn bản", "text", lambda row: row[3].title, width=50),
    _column("outlet", "Nơi đăng", "text", lambda row: row[3].outlet, width=24),
    _column("author", "Tác giả", "text", lambda row: row[3].author),
    _column("document_number", "Số, ký hiệu", "text", lambda row: row[3].number),
    _column("published", "Ngày đăng", "date", lambda row: row[3].published, "Ngày, tháng hoặc năm; trống là nguồn không ghi"),
    _column("undated_reason", "Vì sao không có ngày", "text", lambda row: row[3].undated_reason, width=24),
    _column("accessed", "Ngày truy cập", "date", lambda row: row[3].accessed, "Ngày biên tập viên đọc nguồn"),
    _column("url", "Địa chỉ nguồn", "url", lambda row: row[3].url, width=40),
)


def _news_columns(site_url: str) -> tuple[Column, ...]:
    return (
        _column("slug", "Mã", "text", lambda view: view.slug, "Phần cuối địa chỉ trang", width=30),
        _column("title", "Tiêu đề", "text", lambda view: view.record.title, width=50),
        _column("published", "Ngày đăng", "date", lambda view: view.record.published, "Ngày, tháng hoặc năm; trống là nguồn không ghi"),
        _column("outlet", "Nơi đăng", "text", lambda view: view.record.source.outlet, width=24),
        _column("author", "Tác giả", "text", lambda view: view.record.source.author),
        _column("source_url", "Địa chỉ bài gốc", "url", lambda view: view.record.source.url, width=40),
        _column("models", "Mô hình", "text", lambda view: "; ".join(model.id for model in view.models) or None, "Mã các mô hình được nhắc đến", width=30),
        _column("updated", "Rà soát", "date", lambda view: view.record.reviewed.date, "Ngày rà soát gần nhất"),
        *_links(site_url),
        _column("lede", "Tóm tắt", "text", lambda view: view.record.lede, width=60),
    )


def _programmes(site_url: str) -> tuple[Column, ...]:
    return (
        _column("slug", "Mã", "text", lambda view: view.slug, "Phần cuối địa chỉ trang", width=30),
        _column("name", "Tên", "text", lambda view: view.record.name, width=50),
        _column("kind", "Loại văn bản", "text", lambda view: t(f"programme.kind_{view.record.kind}")),
        _column("document_number", "Số, ký hiệu", "text", lambda view: view.record.document and view.record.document.number),
        _column("document_date", "Ngày ban hành", "date", lambda view: view.record.document and view.record.document.date, "Ngày, tháng hoặc năm"),
        _column("issuer", "Cơ quan ban hành", "text", lambda view: view.record.document and view.record.document.issuer, width=30),
        _column("field", "Lĩnh vực", "text", lambda view: view.field.name if view.field else None, width=24),
        _column("leads", "Đơn vị chủ trì", "text", _leads, "Tên, cách nhau bằng dấu chấm phẩy", width=40),
        _column("start", "Bắt đầu", "date", lambda view: view.record.period.start, "Ngày, tháng hoặc năm"),
        _column("end", "Kết thúc", "date", lambda view: view.record.period.end, "Ngày, tháng hoặc năm"),
        _column("models", "Mô hình", "text", lambda view: "; ".join(model.id for model in view.models) or None, "Mã các mô hình ghi chương trình này", width=30),
        _column("updated", "Rà soát", "date", lambda view: view.record.reviewed.date, "Ngày rà soát gần nhất"),
        *_links(site_url),
        _column("lede", "Tóm tắt", "text", lambda view: view.record.lede, width=60),
    )


PartRow = tuple[StatisticView, Breakdown | None, Part | None]


def _part_rows(view: StatisticView) -> Iterator[PartRow]:
    """The total, then every part of each of its divisions."""
    yield view, None, None
    for breakdown in view.record.breakdowns:
        for part in breakdown.parts:
            yield view, breakdown, part


_STATISTICS = (
    _column("slug", "Mã", "text", lambda row: row[0].slug, "Mã của số liệu", width=30),
    _column("name", "Số liệu", "text", lambda row: row[0].record.name, width=40),
    _column("divided_by", "Chia theo", "text", lambda row: row[1] and t(f"statistics.by_{row[1].by}"), "Trống ở dòng tổng số"),
    _column("part", "Phần", "text", lambda row: row[2] and row[2].name, "Tên phần; trống ở dòng tổng số", width=30),
    _column("value", "Giá trị", "integer", lambda row: (row[2] or row[0].record).value, "Đếm bằng đơn vị ở cột unit; không cộng dòng tổng với các phần"),
    _column("bound", "Mức chặn", "text", lambda row: str((row[2] or row[0].record).bound), "exactly đúng, over hơn, under dưới, about khoảng, nearly gần, at_least ít nhất, at_most nhiều nhất"),
    _column("unit", "Đơn vị tính", "text", lambda row: row[0].record.unit),
    _column("scope", "Phạm vi", "text", lambda row: row[0].record.scope, width=24),
    _column("date", "Tính đến", "date", lambda row: row[0].record.date, "Ngày, tháng hoặc năm; trống là nguồn không ghi"),
    _column("time", "Thời điểm bằng lời", "text", lambda row: wording.statistic_when(row[0].record), origin=_SITE, width=30),
    _column("finality", "Sơ bộ hay chính thức", "text", lambda row: row[0].record.finality and str(row[0].record.finality), "preliminary sơ bộ, final chính thức"),
    _column("source", "Nguồn số", "integer", lambda row: row[0].record.source, "Cột number của bảng nguồn, cùng hồ sơ", width=8),
    _column("updated", "Rà soát", "date", lambda row: row[0].record.reviewed.date, "Ngày rà soát gần nhất"),
)

_REGISTER = (
    _column("slug", "Mã", "text", lambda view: view.slug, "Mã trong danh mục", width=30),
    _column("name", "Tên", "text", lambda view: view.name, width=50),
    _column("about", "Giới thiệu", "text", lambda view: view.record.about, width=60),
)

_ORGANISATIONS = (
    *_REGISTER[:2],
    _column("abbreviation", "Tên viết tắt", "text", lambda view: view.record.abbreviation),
    _column("place", "Mã địa bàn", "text", lambda view: view.record.place, "Mã trong bảng địa bàn", width=30),
    _REGISTER[2],
)

_PLACES = (
    *_REGISTER[:2],
    _column("type", "Loại", "text", lambda view: str(view.record.type), "Loại đơn vị hành chính"),
    _column("parent", "Thuộc", "text", lambda view: view.record.parent, "Mã đơn vị cấp trên trực tiếp", width=30),
    _column("codes", "Mã thống kê", "text", lambda view: "; ".join(code.code for code in view.record.codes) or None, "Mã thống kê, giữ số 0 ở đầu"),
    _column("start", "Có từ", "date", lambda view: view.record.start, "Ngày, tháng hoặc năm"),
    _column("end", "Hết ngày", "date", lambda view: view.record.end, "Ngày cuối cùng còn tồn tại"),
    _column("successors", "Đơn vị kế tiếp", "text", lambda view: "; ".join(view.record.successors) or None, "Mã các đơn vị kế tiếp", width=30),
    _column("legal_basis", "Căn cứ pháp lý", "text", lambda view: view.record.legal_basis, width=40),
)
# fmt: on
