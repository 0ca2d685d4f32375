"""A woven cover: the same for ever, symmetric as cloth is, small, and like no other."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.render.media.covers import HUES, SHAPES, cover_svg
from generator.render.media.layouts import LAYOUTS
from generator.render.media.motifs import BORDERS, MEDALLIONS
from generator.render.media.weave import HALF_ROWS, _mirrored, weave

IDS = [f"HB-2017-{number:04}" for number in range(1, 301)]


CELLS = 60 * 23
FIRST_BITS = int("01" * CELLS, 2)


def bitmap(record_id: str) -> int:
    """What a card shows, 60 x 23 threads of two bits each."""
    woven = weave(record_id)
    bits = 0
    for y in range(1 - HALF_ROWS, HALF_ROWS):
        for x in range(-30, 30):
            bits = bits << 2 | woven.cell(x, y)
    return bits


def difference(one: int, other: int) -> float:
    """The part of the stitches that differ, 0 to 1."""
    unequal = one ^ other
    return ((unequal | unequal >> 1) & FIRST_BITS).bit_count() / CELLS


@pytest.fixture(scope="module")
def cloths() -> dict[str, int]:
    return {record_id: bitmap(record_id) for record_id in IDS}


def test_no_two_of_three_hundred_covers_are_alike(cloths: dict[str, int]) -> None:
    closest = min((difference(cloths[a], cloths[b]), a, b) for a, b in combinations(IDS, 2))
    assert closest[0] >= 0.11, closest


def test_covers_of_neighbours_differ_in_a_quarter_of_their_stitches(cloths: dict[str, int]) -> None:
    closest = min((difference(cloths[a], cloths[b]), a, b) for a, b in pairwise(IDS))
    assert closest[0] >= 0.25, closest


def test_a_cover_is_neither_empty_nor_full(cloths: dict[str, int]) -> None:
    for record_id, cloth in cloths.items():
        assert 0.1 < difference(cloth, 0) < 0.9, record_id


@pytest.mark.parametrize(
    ("record_id", "drawn"),
    [
        (
            "HB-2017-0003",
            [
                "......#.#.",
                "..####.#..",
                ".#.##.#...",
                ".###.#....",
                ".##.#.....",
                ".#.#......",
                "#.#.......",
                ".#.......o",
                "#........o",
                ".......o.o",
                ".......o.o",
                "#o#o#o#o#o",
            ],
        ),
        (
            "HB-2017-0106",
            [
                "#.#.#.#....",
                ".#.#.#.....",
                "#.#.#.....#",
                ".#.#.....#.",
                "#.#.....#.#",
                ".#.....##..",
                "#.....#.#..",
                ".....#....b",
                "....#.#..bb",
                "...##...bbb",
                "...........",
                "...........",
            ],
        ),
    ],
)
def test_an_id_keeps_its_weave_for_ever(record_id: str, drawn: list[str]) -> None:
    assert ["".join(".#ob"[thread] for thread in row) for row in weave(record_id).quarter] == drawn


@given(st.text(max_size=40))
def test_any_text_has_a_weave_that_mirrors_and_repeats(record_id: str) -> None:
    woven = weave(record_id)
    assert len(woven.quarter) == HALF_ROWS
    assert {len(row) for row in woven.quarter} == {woven.half_period + 1}
    for x in range(-40, 40, 7):
        assert woven.cell(x, 3) == woven.cell(-x, -3) == woven.cell(x + 2 * woven.half_period, 3)


@given(
    st.text(max_size=40),
    st.sampled_from([*HUES, "no-such-hue", '"><script>']),
    st.sampled_from(sorted(SHAPES)),
)
def test_a_cover_is_small_well_formed_and_silent_svg(record_id: str, hue: str, shape: str) -> None:
    drawn = cover_svg(record_id, hue, shape)
    assert len(drawn) <= 2_000
    root = ET.fromstring(drawn)  # noqa: S314 (our own drawing)
    assert root.attrib["aria-hidden"] == "true"
    assert root.attrib["class"].split()[:2] == ["cover", f"cover--{shape}"]
    assert root.attrib["class"].split()[2].removeprefix("hue-") in HUES
    ids = {node.attrib["id"] for node in root.iter() if "id" in node.attrib}
    used = {node.attrib["href"][1:] for node in root.iter() if "href" in node.attrib}
    assert used == ids
    assert "style" not in drawn


def test_covers_can_stand_on_one_page_together() -> None:
    page = "".join(cover_svg(record_id, "leaf", shape) for record_id in IDS for shape in sorted(SHAPES))
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids)) == 2 * 300 * len(SHAPES)


def test_the_tiles_reach_both_edges_of_every_shape() -> None:
    for record_id in IDS[:40]:
        half = weave(record_id).half_period
        for shape, (columns, _) in SHAPES.items():
            places = [int(x) for x in re.findall(r' x="(-?\d+)"/>', cover_svg(record_id, "blue", shape))]
            assert min(places) - half - 0.5 <= -columns / 2
            assert max(places) + half + 0.5 >= columns / 2


@pytest.mark.parametrize("drawing", [*MEDALLIONS, *BORDERS], ids="/".join)
def test_motifs_are_drawn_with_three_marks(drawing: tuple[str, ...]) -> None:
    assert set("".join(drawing)) <= set("#o.")


def test_a_border_turns_back_at_both_ends_of_its_drawing() -> None:
    assert _mirrored("#.o", 9) == "#.o.#.o.#"


def test_every_layout_finds_borders_for_its_tiles() -> None:
    for layout in LAYOUTS:
        assert all(half >= 8 for half in layout.half_periods)
        assert all(0 <= last < HALF_ROWS - 1 for last in layout.last_rows)
