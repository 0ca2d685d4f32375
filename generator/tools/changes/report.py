"""Changes as Markdown, for the summary of a run: pages with their place in the preview, then each record in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.core.problems.reporters import markdown_text
from generator.core.problems.shown import shown
from generator.tools.changes.compare import Changed

# A host takes a mebibyte of summary.
_MOST_RECORDS = 60
_MOST_LINES = 40
_STATES = {
    "new": "mới",
    "changed": "sửa",
    "accepted": "vừa duyệt",
    "gone": "không còn",
    "wrong": "còn lỗi, chưa hiện",
}


def as_markdown(changes: list[Changed], preview: str = "") -> str:
    """The report. preview: address of a preview that is served, to link to; "" where it is a folder to unpack."""
    if not changes:
        return "## Những gì thay đổi\n\nKhông hồ sơ nào thay đổi.\n"
    lines = ["## Những gì thay đổi", ""]
    pages = [one for one in changes if one.address or one.kind == "page"]
    if pages:
        lines += ["| Trang | Chỗ xem trong bản xem trước |", "|---|---|"]
        lines += [f"| {_name(one)} | {_place(one, preview)} |" for one in pages[:_MOST_RECORDS]]
        lines += [*_more(len(pages) - _MOST_RECORDS, "trang"), ""]
    for one in changes[:_MOST_RECORDS]:
        lines += _record(one)
    lines += _more(len(changes) - _MOST_RECORDS, "hồ sơ")
    return "\n".join(lines) + "\n"


def _name(one: Changed) -> str:
    state = _STATES[one.state] + (", đề xuất chưa duyệt" if one.is_proposal and one.state != "gone" else "")
    return f"{markdown_text(shown(one.name or one.file))} ({state})"


def _place(one: Changed, preview: str) -> str:
    if one.state in ("gone", "wrong"):
        return "—"
    page, hash_, part = one.address.partition("#")
    if preview:
        return f"<{preview.rstrip('/')}/{one.address}>"
    return f"<code>{markdown_text(f'{page}index.html{hash_}{part}')}</code>"


def _record(one: Changed) -> Iterator[str]:
    yield f"### {_name(one)}"
    yield ""
    yield f"Tệp: <code>{markdown_text(shown(one.file))}</code>"
    yield ""
    if not one.lines:
        return
    has_before = one.state != "new"
    yield "| Mục | Trước | Sau |" if has_before else "| Mục | Viết |"
    yield "|---|---|---|" if has_before else "|---|---|"
    for what, before, after in one.lines[:_MOST_LINES]:
        cells = (what, before or "(không có)", after or "(bỏ)") if has_before else (what, after)
        yield f"| {' | '.join(markdown_text(shown(cell)) for cell in cells)} |"
    yield from _more(len(one.lines) - _MOST_LINES, "mục")
    yield ""


def _more(count: int, what: str) -> Iterable[str]:
    return [f"\nCòn {count} {what} nữa."] if count > 0 else []
