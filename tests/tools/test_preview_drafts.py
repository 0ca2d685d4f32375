"""A draft of the form under `kheo serve`: checked whole, drawn, and asked for by nobody but a page of this site."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect
from serving import Serving, begin

FORM = "/dan-van/gui-mo-hinh/"
DRAFT = """---
name: "Tổ tiết kiệm"
lede: "Chị em cùng góp."
field: "kinh-te"
lead:
  certainty: "not_stated"
place:
  unit: "xa-suoi-trong"
  as_written: "xã Suối Trong"
period:
  start: "2017-06"
status: "running"
results:
- indicator: "Hộ tham gia"
  unit: "%"
  result:
    value: {share}
  numerator: 39
  denominator: 40
  decimals: 1
  source: 1
sources:
- kind: "document"
  title: "Phiếu"
  published: "2026-12-01"
---

## Đã làm thế nào

{story}
"""


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    site = begin(tmp_path_factory.mktemp("nhap"))
    site.wait_for(FORM, "data-kheo-draft")
    yield site
    site.stop()


def send(serving: Serving, body: bytes, **headers: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", serving.port, timeout=30)
    given = {"Content-Type": "application/json"} | {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("POST", "/.kheo/draft", body, given)
    response = connection.getresponse()
    return response.status, response.read()


def draft(share: str = "97.5", story: str = "Họp tổ.") -> bytes:
    return json.dumps({"name": "to-tiet-kiem.md", "text": DRAFT.format(share=share, story=story)}).encode()


def test_a_sound_draft_is_drawn_and_saved_nowhere(serving: Serving):
    before = sorted(path.name for path in (serving.site / "content/models").iterdir())
    status, body = send(serving, draft())
    told = json.loads(body)
    assert status == 200
    assert not any(one["error"] for one in told["findings"])
    assert told["page"] == "../mo-hinh/.ban-nhap/"
    assert "Tổ tiết kiệm" in serving.ask("/dan-van/mo-hinh/.ban-nhap/")[2].decode()
    assert sorted(path.name for path in (serving.site / "content/models").iterdir()) == before
    assert list((serving.temporary).glob("**/to-tiet-kiem.md")) == []


def test_each_finding_stands_at_its_question(serving: Serving):
    told = json.loads(send(serving, draft("95", "Gọi 0912 345 678."))[1])
    where = {one["code"]: (one["step"], one["question"], one["at"]) for one in told["findings"] if one["error"]}
    assert where == {"KH402": ("so-lieu", "now", 0), "KH801": ("cach-lam", "how", None)}
    assert told["page"] == ""


@pytest.mark.parametrize(
    ("body", "headers", "status"),
    [
        (b"{}", {}, 400),
        (b"\xff", {}, 400),
        (json.dumps({"name": "../../x.md", "text": ""}).encode(), {}, 400),
        (json.dumps({"name": "x.md", "text": 5}).encode(), {}, 400),
        (draft(), {"Content_Type": "text/plain"}, 403),
        (draft(), {"Origin": "https://la.example"}, 403),
        (draft(), {"Host": "la.example"}, 403),
        (b"", {"Content_Length": "2000000"}, 413),
    ],
)
def test_what_is_no_draft_of_this_site_is_refused(serving: Serving, body: bytes, headers: dict[str, str], status: int):
    assert send(serving, body, **headers)[0] == status


def test_only_the_forms_page_says_where_drafts_go(serving: Serving):
    assert b"data-kheo-draft" in serving.ask(FORM)[2]
    assert b"data-kheo-draft" not in serving.ask("/dan-van/")[2]
    assert serving.ask("/.kheo/draft", "POST")[0] == 403


def test_the_page_beside_the_form_follows_what_is_typed(serving: Serving, page_at, tmp_path: Path):
    page = page_at(1280, 900)
    page.goto(f"http://127.0.0.1:{serving.port}{FORM}")
    expect(page.locator(".preview-page")).to_contain_text("Trả lời xong tên, lĩnh vực")
    page.locator("#c-name").fill("Tổ tiết kiệm xanh")
    page.locator("[name=c-field]").first.check()
    page.evaluate("location.hash = '#cau-cach-lam'; location.reload()")
    page.locator("#c-how").fill("Họp tổ, nhà bà Hoa nuôi 3 con trâu cùng góp.")
    page.evaluate("location.hash = '#cau-dia-ban'; location.reload()")
    page.locator("#c-place").fill("suoi trong")
    page.locator("#c-place-list li").first.click()
    expect(page.frame_locator(".preview-page iframe").locator("h1")).to_have_text("Tổ tiết kiệm xanh")
    page.screenshot(path=tmp_path / "form.png")
