"""Markdown of strangers becomes safe HTML with anchors, in time linear in its length."""

from __future__ import annotations

import resource
import sys
import time

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given
from hypothesis import strategies as st

from generator.render import markup
from generator.render.cmark import to_html
from generator.render.markup import plain, story


def test_headings_begin_at_the_asked_level_and_have_unique_vietnamese_anchors() -> None:
    html = story("# Đề án\n\n## Ương hoa\n\n## Đường hoa\n\n## Đề án\n", top=3)
    assert '<h3 id="muc-de-an">Đề án</h3>' in html
    assert '<h4 id="muc-uong-hoa">' in html
    assert '<h4 id="muc-duong-hoa">' in html
    assert '<h4 id="muc-de-an-2">' in html


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html,<script>)",
        "<svg onload=alert(1)>",
        "![ảnh](https://x.vn/theo-doi.png)",
        "<a href='vbscript:x' onclick=y style='z' id='q'>",
        "<iframe src=//x></iframe>",
    ],
)
def test_nothing_in_a_story_can_run_or_load(evil: str) -> None:
    html = story(evil)
    for word in (
        "<script",
        "<img",
        "<svg",
        "<iframe",
        "onerror",
        "onclick",
        "javascript:",
        "vbscript:",
        "data:",
        "style=",
    ):
        assert word not in html.replace("&lt;script", "")


def test_outside_links_give_away_nothing() -> None:
    assert 'rel="noopener"' in story("[báo](https://baohoabinh.com.vn/a)")


def test_text_is_set_as_vietnamese_sets_it() -> None:
    assert "97,7%" in story("đạt 97,7 %")


def test_plain_gives_the_words_only() -> None:
    assert plain("# Khó\n\n**Bà con** & *xóm*") == "Khó Bà con & xóm"


@pytest.mark.parametrize("knot", ["<![CDATA[", "[", "*a ", "> ", "`", "![[", "<a", "&amp;"])
def test_knots_that_stop_other_parsers_take_no_time(knot: str) -> None:
    started = time.perf_counter()
    story(knot * 2_000)
    assert time.perf_counter() - started < 30


_PIECES = st.sampled_from(
    [
        "# ",
        "## ",
        "- ",
        "1. ",
        "> ",
        "**",
        "*",
        "_",
        "~~",
        "`",
        "\n",
        "\n\n",
        "    ",
        "\\",
        "|",
        "|-|\n",
        "<b>",
        "<!--",
        "&amp;",
        "&nbsp;",
    ]
)


@given(st.lists(_PIECES | st.text("Aâ \"'<>&\u00a0\u2028\x0b\t\r", max_size=4), max_size=30).map("".join))
def test_html_that_passes_as_harmless_is_what_the_cleaner_would_leave(markdown: str) -> None:
    html = markup.to_html(markdown, markup._OPTIONS)
    assert markup._clean(markup._headings(html, 2)) == markup._CLEANER.clean(markup._headings(html, 2))


@pytest.mark.parametrize(
    "odd", ["<p onclick=x>a</p>", "<script>a</script>", "<p>a</p><!-- b -->", "<p>&#60;</p>", "<h1>a</h1>"]
)
def test_html_with_anything_odd_is_left_to_the_cleaner(odd: str) -> None:
    assert markup._HARMLESS.fullmatch(odd) is None


@given(st.text(max_size=200))
def test_any_text_gives_html_without_script(text: str) -> None:
    assert "<script" not in story(text).lower()


@given(st.text("aé |-~<>[]x:*#\n1.@w/\\`&", max_size=80), st.sampled_from([0, Options.CMARK_OPT_VALIDATE_UTF8]))
def test_markdown_is_read_as_the_package_itself_reads_it(text: str, options: int) -> None:
    assert to_html(text, options) == cmarkgfm.github_flavored_markdown_to_html(text, options)


def test_the_memory_a_story_took_is_given_back() -> None:
    text = "Bà con **góp** công, [góp của](https://a.vn).\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n" * 40
    for _ in range(20):
        story(text)
    before = _most_bytes()
    for _ in range(200):
        to_html(text, 0)
    assert _most_bytes() - before < 5_000_000


def _most_bytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
