"""A QR code put together from differences is the very code segno makes, module by module."""

from __future__ import annotations

import re

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.render.media.qr import QUIET, Codes

PREFIX = "https://ban-mau.example/dan-van/m/"
CODES = Codes(PREFIX)
IDS = st.from_regex(r"[a-z]{2,4}-(?:[0-9]{4}|kr)-[0-9]{4}/", fullmatch=True)


def made_by_segno(text: str, mask: int) -> list[list[int]]:
    code = segno.make_qr(text, error="m", mode="byte", boost_error=False, mask=mask)
    return [[int(module) for module in row] for row in code.matrix]


def drawn(text: str) -> list[list[int]]:
    """The modules of a drawing, read back from its strokes."""
    size = int(re.search(r'viewBox="0 0 (\d+) ', text)[1])
    grid = [[0] * size for _ in range(size)]
    for x, y, strokes in re.findall(r"M(\d+) (\d+)\.5((?:h\d+|m\d+ 0)+)", text):
        at = int(x)
        for kind, length in re.findall(r"([hm])(\d+)", strokes):
            if kind == "h":
                grid[int(y)][at : at + int(length)] = [1] * int(length)
            at += int(length)
    assert all(not any(row[:QUIET] + row[-QUIET:]) for row in grid)
    assert not any(map(any, grid[:QUIET] + grid[-QUIET:]))
    return [row[QUIET:-QUIET] for row in grid[QUIET:-QUIET]]


@settings(deadline=None, max_examples=60)
@given(IDS)
def test_a_code_is_segnos_own(record_id):
    side, bits = CODES.modules(PREFIX + record_id)
    found = [[bits >> (side * side - 1 - row * side - column) & 1 for column in range(side)] for row in range(side)]
    assert found == made_by_segno(PREFIX + record_id, CODES._mask)


@pytest.mark.parametrize("record_id", ["hb-kr-0001/", "hb-2017-0003/", "abcd-1999-9999/"])
def test_the_drawing_shows_every_module_and_a_quiet_zone(record_id):
    text = PREFIX + record_id
    assert drawn(CODES.svg(text)) == made_by_segno(text, CODES._mask)


def test_an_address_that_needs_a_larger_code_gets_one():
    long = Codes(f"https://{'x' * 120}.example/m/")
    text = f"https://{'x' * 120}.example/m/hb-2017-0003/"
    assert drawn(long.svg(text)) == made_by_segno(text, long._mask)


def test_a_code_is_the_same_whatever_was_drawn_before_it():
    assert Codes(PREFIX).svg(f"{PREFIX}hb-2017-0003/") == CODES.svg(f"{PREFIX}hb-2017-0003/")
