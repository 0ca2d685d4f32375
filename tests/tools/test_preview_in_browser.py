"""A browser that shows a page of the preview loads it again by itself when the record is saved, and not for anything else."""

from __future__ import annotations

from serving import MODEL_PAGE, begin
from whole_sites import MODEL, change


def test_a_saved_record_appears_in_the_browser_without_a_touch(tmp_path, page_at):
    serving = begin(tmp_path)
    try:
        serving.wait_for(MODEL_PAGE, "<main")
        page = page_at(390, 844)
        page.goto(f"http://127.0.0.1:{serving.port}{MODEL_PAGE}")
        page.evaluate("window.untouched = true")
        change(serving.site, MODEL, "name: Tổ tuần tra đêm", "name: Tổ tuần tra ban đêm")
        page.wait_for_selector("h1:has-text('Tổ tuần tra ban đêm')", timeout=20_000)
        assert page.evaluate("window.untouched") is None
        page.evaluate("window.untouched = true")
        serving.wait_for("/dan-van/mo-hinh/", "Tổ tuần tra ban đêm")
        page.wait_for_timeout(500)
        assert page.evaluate("window.untouched") is True
    finally:
        code, said = serving.stop()
    assert (code, "Traceback" in said) == (0, False)
