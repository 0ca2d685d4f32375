"""Figures say what the source says: base, bound, time and source; and draw nothing the source does not give."""

from __future__ import annotations

import re
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.records.schema.figures import Bound, Result
from generator.records.schema.statistics import Statistic
from generator.render.figures import breakdown, comparison, figure, headline, kind
from generator.render.figures.shapes import percent_of, unit_grid

HOSTILE = "<script>alert('x')</script> & \"quoted\" {braces}"


def result(**given: object) -> Result:
    return Result.model_validate({"indicator": "Hộ có thẻ", "unit": "%", "source": 1} | given)


def statistic(**given: object) -> Statistic:
    return Statistic.model_validate(
        {
            "name": "Mô hình của tỉnh",
            "unit": "mô hình",
            "scope": "toàn tỉnh",
            "value": 4648,
            "source": 1,
            "sources": [{"kind": "press", "title": "Bài báo"}],
            "reviewed": {"date": "2026", "by": "biên tập viên"},
        }
        | given
    )


def parse(html: str) -> ET.Element:
    return ET.fromstring(html)  # noqa: S314 (our own drawing)


def words(html: str) -> str:
    """What a reader reads, spaces made plain."""
    return re.sub(r"\s+", " ", " ".join(parse(html).itertext())).strip()


def bar_widths(html: str) -> list[Decimal]:
    return [Decimal(width) for width in re.findall(r'class="bar__fill" width="([^"%]+)%"', html)]


def test_a_part_of_a_small_base_shows_every_unit() -> None:
    drawn = figure(
        result(
            numerator=216,
            denominator=221,
            denominator_name="người",
            decimals=1,
            result={"value": 97.7, "as_stated": "sau 2 năm hoạt động"},
        ),
        1,
    )
    assert "fig--share" in drawn
    assert 'class="units"' in drawn
    assert "216 trên 221 người = 97,7%" in words(drawn)
    assert "Sau 2 năm hoạt động · chia lại ra 97,74%, làm tròn đúng là 97,7% · nguồn [1]" in words(drawn)
    assert 'href="#nguon-1"' in drawn


def test_a_part_of_a_large_base_is_a_bar() -> None:
    drawn = figure(result(numerator=2000, denominator=2500, result={"value": 80}), 1)
    assert 'class="units"' not in drawn
    assert bar_widths(drawn) == [Decimal(80)]
    assert "2.000 trên 2.500 = 80%" in words(drawn)
    assert "chia lại ra đúng 80%" in words(drawn)


def test_before_and_after_stand_on_one_scale_with_the_bound_in_the_bar() -> None:
    drawn = figure(
        result(
            baseline={"value": 40, "as_stated": "trước 6/2017"},
            result={"value": 70, "bound": "over", "as_stated": "sau 2 năm"},
            denominator=1065,
            denominator_name="hội viên",
        ),
        2,
    )
    assert "fig--change" in drawn
    assert bar_widths(drawn) == [Decimal(40), Decimal(70)]
    labels = [cell.text.replace("\u00a0", " ") for cell in parse(drawn).iter("th")]
    assert labels == ["trước 6/2017", "sau 2 năm"]
    said = words(drawn)
    assert "hơn 70%" in said
    assert "Trên 1.065 hội viên · “hơn” giữ nguyên như nguồn viết · nguồn [1]" in said
    assert "bar--open" in drawn


def test_a_difference_of_percentages_is_left_to_the_two_bars() -> None:
    drawn = figure(result(baseline={"value": 71}, result={"value": 86.1}), 1)
    assert "71%" in words(drawn)
    assert "15,1" not in words(drawn)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ({"value": 50}, {"value": 30, "bound": "over"}, "Giảm dưới 20 vụ"),
        ({"value": 50}, {"value": 30, "bound": "nearly"}, "Giảm hơn 20 vụ"),
        ({"value": 50}, {"value": 50}, "Không đổi"),
        ({"value": 12}, {"value": 0}, "Giảm 12 vụ"),
    ],
)
def test_a_change_keeps_what_the_bound_allows(before: dict, after: dict, said: str) -> None:
    assert said in words(figure(result(unit="vụ", baseline=before, result=after), 1))


@pytest.mark.parametrize(
    ("before", "after"),
    [({"value": 40, "bound": "over"}, {"value": 70}), ({"value": 40}, {"value": 40, "bound": "over"})],
)
def test_no_change_is_counted_when_the_bounds_leave_it_open(before: dict, after: dict) -> None:
    said = words(figure(result(baseline=before, result=after), 1))
    assert "tăng" not in said.lower()
    assert "không đổi" not in said.lower()


def test_a_percentage_without_a_base_is_words_only() -> None:
    drawn = figure(result(result={"value": 100}, denominator_name="hộ", denominator_note="không rõ số hộ"), 1)
    assert "fig--text" in drawn
    assert "<svg" not in drawn
    assert "100% hộ" in words(drawn)
    assert "hông rõ số hộ" in words(drawn)


def test_zero_events_are_a_number_not_a_chart() -> None:
    drawn = figure(result(unit="vụ", result={"value": 0, "as_stated": "hơn 10 năm"}), 1)
    assert "fig--count fig--zero" in drawn
    assert "<svg" not in drawn
    assert "0 vụ" in words(drawn)


def test_a_preliminary_count_says_so() -> None:
    given = {"value": 4657, "bound": "over", "date": "2019-04"}
    drawn = figure(result(unit="ha", result=given, finality="preliminary"), 1)
    assert words(drawn).endswith("hơn 4.657 ha Tháng 4/2019 · “hơn” giữ nguyên như nguồn viết · số sơ bộ · nguồn [1]")


def test_what_is_unknown_is_written() -> None:
    said = words(figure(result(source=None), 1))
    assert "Không rõ nguồn không nêu kết quả bằng số" in said
    assert "Nguồn không ghi thời điểm" in said
    assert said.endswith("chưa dẫn nguồn riêng")


def test_a_count_above_its_base_is_not_drawn_as_a_share() -> None:
    drawn = figure(result(unit="tổ", numerator=2137, denominator=2127, denominator_name="chi hội"), 1)
    assert kind(result(numerator=2137, denominator=2127)) == "text"
    assert "<svg" not in drawn
    assert "2.137 trên 2.127 chi hội" in words(drawn)


@pytest.mark.parametrize(
    ("value", "bound", "said"),
    [
        (60, "exactly", "hia lại ra 49,8%, khác con số nguồn nêu"),
        (49, "over", "hia lại ra 49,8%, hợp với “hơn 49%”"),
        (50, "over", "hia lại ra 49,8%, khác con số nguồn nêu"),
        (50, "nearly", "hia lại ra 49,8%, hợp với “gần 50%”"),
    ],
)
def test_the_division_is_said_as_it_comes_out(value: int, bound: str, said: str) -> None:
    given = result(numerator=498, denominator=1000, decimals=0, result={"value": value, "bound": bound})
    assert said in words(figure(given, 1))


def test_a_share_the_source_never_divided_is_marked_as_ours() -> None:
    assert "trang này tính: 33,3%" in words(figure(result(unit="xã", numerator=1, denominator=3), 1))


@pytest.mark.parametrize(
    ("given", "large", "small"),
    [
        (
            {"baseline": {"value": 40}, "result": {"value": 70, "bound": "over"}},
            "40% lên hơn 70%",
            "Hộ có thẻ",
        ),
        ({"unit": "vụ", "baseline": {"value": 12}, "result": {"value": 0}}, "12 xuống 0 vụ", "Hộ có thẻ"),
        (
            {"result": {"value": 100}, "denominator_name": "hộ"},
            "100% hộ",
            "Hộ có thẻ; nguồn không nói là trong bao nhiêu",
        ),
        (
            {"result": {"value": 5}, "denominator_name": "đất trồng trọt"},
            "5%",
            "Hộ có thẻ; nguồn không nói là trong bao nhiêu",
        ),
        (
            {"numerator": 55, "denominator": 191, "denominator_name": "xã", "result": {"value": 28.8}},
            "28,8%",
            "Hộ có thẻ; 55 trên 191 xã",
        ),
        ({"unit": "vụ", "result": {"value": 0, "date": "2019"}}, "0 vụ", "Hộ có thẻ; năm 2019"),
        ({}, "Không rõ", "Hộ có thẻ"),
    ],
)
def test_a_card_shows_one_large_figure(given: dict, large: str, small: str) -> None:
    assert tuple(text.replace("\u00a0", " ") for text in headline(result(**given))) == (large, small)


def test_a_total_by_its_parts_adds_up_or_says_by_how_much_not() -> None:
    whole = statistic(
        breakdowns=[
            {
                "by": "field",
                "parts": [
                    {"name": "Văn hóa – xã hội", "field": "van-hoa-xa-hoi", "value": 4000},
                    {"name": "Kinh tế", "field": "kinh-te", "value": 648},
                ],
            },
            {
                "by": "level",
                "parts": [{"name": "Cơ sở", "value": 4600}],
                "gap_note": "Nguồn không nói vì sao.",
            },
            {"by": "status", "parts": [{"name": "Đã công nhận", "value": 4648, "bound": "about"}]},
        ]
    )
    by_field, by_level, by_status = (breakdown(whole, one, {"kinh-te": "leaf"}) for one in whole.breakdowns)
    assert "Tổng các phần đúng bằng 4.648." in words(by_field)
    assert bar_widths(by_field) == [Decimal(100), Decimal("16.2")]
    assert 'class="bars__row hue-leaf"' in by_field
    assert 'class="bars__row hue-grey"' in by_field
    assert "là 4.600, ít hơn tổng chung 4.648 là 48 mô hình. Nguồn không nói vì sao." in words(by_level)
    assert "không đối chiếu được tổng các phần với 4.648" in words(by_status)


def test_an_extraordinary_jump_is_named_and_its_subtraction_shown() -> None:
    whole = statistic(comparisons=[{"value": 1203, "date": "2019", "implied": True, "stated_change": 3445}])
    said = words(comparison(whole, whole.comparisons[0], source_anchor="#nguon-so-lieu-"))
    assert "Gấp 3,9 lần: mức tăng khác thường" in said
    assert "4.648 − 1.203" not in said
    assert "4.648 − 3.445 = 1.203, nguồn không nêu thẳng" in said


def test_an_ordinary_growth_is_not_called_a_jump() -> None:
    whole = statistic(comparisons=[{"value": 4000, "date": "2019"}, {"value": 0, "date": "2010"}])
    for one in whole.comparisons:
        assert "khác thường" not in words(comparison(whole, one))


@pytest.mark.parametrize("total", [1, 9, 10, 11, 29, 30, 31, 100, 221, 300])
def test_a_unit_grid_holds_as_many_units_as_it_says(total: int) -> None:
    for filled in {0, 1, total // 3, total - 1, total}:
        drawn = parse(unit_grid(filled, total))
        rest, on = (units(path.attrib["d"]) for path in drawn.iter("path"))
        assert len(on) == filled
        assert len(rest) == total - filled
        assert not on & rest
        width, height = map(int, drawn.attrib["viewBox"].split()[2:])
        assert all(x + 8 <= width and y + 4 <= height for x, y in on | rest)


def units(lines: str) -> set[tuple[int, int]]:
    """Where dashing puts units on the lines, as the drawing's stroke-dasharray does."""
    found = set()
    for start, y, end in re.findall(r"M(\d+) (\d+)H(\d+)", lines):
        at, count = int(start), 0
        while at < int(end):
            found.add((at, int(y)))
            count += 1
            at += 16 if count % 10 == 0 else 10
    return found


@given(st.decimals(-1000, 10**15, places=3), st.decimals(-1000, 10**15, places=3))
def test_no_bar_is_longer_than_its_scale(value: Decimal, scale: Decimal) -> None:
    assert 0 <= percent_of(value, scale) <= 100


dates = st.none() | st.sampled_from(["2017", "2017-06", "2017-06-15"])
# No control characters: YAML refuses them before a record is made.
lines = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029\ufffe\uffff"),
    min_size=1,
    max_size=30,
)
lines = (lines | st.just(HOSTILE)).filter(lambda text: text.strip())
measures = st.none() | st.fixed_dictionaries(
    {
        "value": st.integers(-(10**15), 10**15) | st.decimals(0, 120, places=2),
        "bound": st.sampled_from(list(Bound)),
        "date": dates,
        "as_stated": st.none() | lines,
    }
).map(lambda given: given | {"value": given["value"] if isinstance(given["value"], int) else float(given["value"])})
counts = st.none() | st.integers(0, 400) | st.integers(0, 10**12)
results = st.fixed_dictionaries(
    {
        "indicator": lines,
        "unit": st.sampled_from(["%", "vụ", "<b>"]),
        "baseline": measures,
        "result": measures,
        "target": measures,
        "numerator": counts,
        "denominator": counts,
        "denominator_name": st.none() | lines,
        "denominator_note": st.none() | lines,
        "decimals": st.none() | st.integers(0, 6),
        "per": st.none() | lines,
        "finality": st.sampled_from([None, "preliminary", "final"]),
        "source": st.none() | st.integers(1, 99),
        "note": st.none() | lines,
    }
).map(Result.model_validate)


@given(results, st.integers(1, 50))
def test_any_result_gives_well_formed_html_with_nothing_unescaped(given: Result, index: int) -> None:
    drawn = figure(given, index)
    root = parse(drawn)
    assert root.tag == "figure"
    assert root[-1].tag == "figcaption"
    assert root.attrib["aria-labelledby"] == root[0].attrib["id"]
    allowed = {
        "figure",
        "h3",
        "div",
        "p",
        "strong",
        "span",
        "svg",
        "rect",
        "path",
        "table",
        "caption",
        "tbody",
        "tr",
        "th",
        "td",
    }
    assert {node.tag for node in root.iter()} <= allowed | {"figcaption", "a"}
    assert all(0 <= width <= 100 for width in bar_widths(drawn))
    assert "style=" not in re.sub(r">[^<]*<", "><", drawn)
    assert all(text.strip() for text in headline(given))


@given(
    st.lists(st.integers(0, 10**12), min_size=1, max_size=5),
    st.integers(0, 10**12),
    st.integers(0, 10**12),
    lines,
)
def test_any_total_can_be_drawn(parts: list[int], total: int, then: int, name: str) -> None:
    whole = statistic(
        value=total,
        name=name,
        breakdowns=[{"by": "place", "parts": [{"name": name, "value": part} for part in parts]}],
        comparisons=[{"value": then, "date": "2019"}],
    )
    for drawn in (breakdown(whole, whole.breakdowns[0], {}), comparison(whole, whole.comparisons[0])):
        assert parse(drawn).tag == "figure"
        assert all(0 <= width <= 100 for width in bar_widths(drawn))
