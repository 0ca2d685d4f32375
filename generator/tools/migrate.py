"""Bring a site's files to the running version: every change shown first, comments kept, a second run with nothing to do."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator import __version__
from generator.records.checks.requires import admits, numbers, parsed, usual_range
from generator.records.schema.renamed import RENAMED
from generator.records.source import find, read_site
from generator.records.source.edit import EditedFile
from generator.records.source.find import LEDGER_FILE, PROVINCE_FILE
from generator.tools.init.requirements import Requirements, is_ours, locked_requirements

_CUSTOM_DIR = re.compile(r"^[ \t]+custom_dir:[ \t]*[\"']?theme/?[\"']?[ \t]*(?:#.*)?\n", re.MULTILINE)

# Forms of 0.1 that have become part of the record's own page, or of its short address, which frames show now.
_NO_LONGER_MADE = re.compile(
    r"nhung/(?:(?:mo-hinh|tin-tuc|chuong-trinh|don-vi|dia-ban|nam|cap)/|.*oembed\.json)|m/[^/]+/(?:to-in/|qr\.svg)"
)


class MigrationError(ValueError):
    """The site cannot be brought to this version; the message says why."""


@dataclass(frozen=True, slots=True)
class Change:
    """One file as it would be. why: in Vietnamese, one line."""

    file: str
    before: bytes
    after: bytes
    why: str

    def diff(self) -> Iterator[str]:
        """The lines of a unified diff."""
        old, new = (data.decode("utf-8").splitlines() for data in (self.before, self.after))
        yield from difflib.unified_diff(old, new, self.file, self.file, lineterm="")


def plan_migration(site: Path) -> list[Change]:
    """Every change the running version asks of a site, one a file. Raises MigrationError, and OSError."""
    return [*_province(site), *_renamed_keys(site), *_ledger(site), *_mkdocs(site), *_requirements(site)]


def carry_out(site: Path, changes: list[Change]) -> None:
    """Write the changes; where one cannot be written, those before it are taken back."""
    done: list[Change] = []
    try:
        for change in changes:
            (site / change.file).write_bytes(change.after)
            done.append(change)
    except OSError:
        for change in done:
            (site / change.file).write_bytes(change.before)
        raise


def _edited(site: Path, file: str) -> EditedFile:
    try:
        return EditedFile(site / file, file)
    except ValueError as error:
        raise MigrationError(f"Không đọc được {file}; gõ kheo check, sửa tệp ấy rồi làm lại.") from error


def _province(site: Path) -> Iterator[Change]:
    """`requires` names the running version."""
    document = next((one for one in read_site(site).documents if one.kind == "province"), None)
    if document is None:
        raise MigrationError(f"Không có {PROVINCE_FILE}: đây không phải kho hồ sơ của một trang.")
    requires = document.data.get("requires")
    clauses = parsed(requires) if isinstance(requires, str) else None
    if clauses is not None and admits(clauses, __version__):
        return
    lowest = max((wanted for operator, wanted in clauses or () if operator in (">=", ">", "==")), default=())
    if lowest > numbers(__version__):
        raise MigrationError(f"Trang đã cần “{requires}”, mới hơn kheo {__version__} đang chạy; hãy nâng cấp kheo.")
    edited = _edited(site, PROVINCE_FILE)
    if requires is None:
        edited.add_key((), f'requires: "{usual_range()}"', ("gazetteers", "unit", "id_prefix"))
    else:
        edited.replace(("requires",), usual_range())
    yield Change(PROVINCE_FILE, edited.before, edited.bytes(), "ghi phiên bản kheo mà trang cần")


def _renamed_keys(site: Path) -> Iterator[Change]:
    """Keys go by the names of today."""
    for record in find(site).records if RENAMED else ():
        table = RENAMED.get(record.kind, {})
        edited = _edited(site, record.file)
        for old, renamed in table.items():
            edited.rename_key((old,), renamed.new)
        if edited.edits:
            yield Change(record.file, edited.before, edited.bytes(), "khóa đã đổi tên")


def _ledger(site: Path) -> Iterator[Change]:
    """The ledger keeps only addresses of forms that are still made."""
    path = site / LEDGER_FILE
    if not path.is_file():
        return
    before = path.read_bytes()
    after = b"".join(
        line for line in before.splitlines(keepends=True) if not _NO_LONGER_MADE.match(line.decode("utf-8"))
    )
    if after != before:
        yield Change(LEDGER_FILE, before, after, "những dạng địa chỉ không còn: bản nhúng từng mục, tờ in, mã QR riêng")


def _mkdocs(site: Path) -> Iterator[Change]:
    """The theme comes with the software; a repository that has none of its own names none."""
    path = site / "mkdocs.yml"
    if (site / "theme").is_dir() or not path.is_file():
        return
    before = path.read_bytes()
    after = _CUSTOM_DIR.sub("", before.decode("utf-8").replace("\r\n", "\n"))
    if after.encode() != before.replace(b"\r\n", b"\n"):
        data = after.encode()
        yield Change("mkdocs.yml", before, data.replace(b"\n", b"\r\n") if b"\r\n" in before else data,
                     "giao diện nay nằm trong phần mềm")  # fmt: skip


def _requirements(site: Path) -> Iterator[Change]:
    """The lock that kheo wrote names the running version and what it needs."""
    path = site / "requirements.txt"
    if not path.is_file() or not is_ours(text := path.read_text(encoding="utf-8")):
        return
    if re.search(rf"^kheo=={re.escape(__version__)}\s", text, re.MULTILINE):
        return
    locked: Requirements = locked_requirements()
    if locked.text != text:
        yield Change(
            "requirements.txt", path.read_bytes(), locked.text.encode(), "phiên bản phần mềm, khóa bằng mã băm"
        )
