"""Looks at the machine and the site, and says what is missing: `kheo doctor`."""

from __future__ import annotations

import os
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from generator import __version__
from generator.core.resources import LOCK, THEME
from generator.core.workers import can_fork
from generator.pipeline.check import check_site
from generator.publish.swap import exchange

_ADDRESS = re.compile(r"^site_url:.*https?://", re.MULTILINE)
_OLDEST = (3, 11)
_LITTLE = 500_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. state: "ok", "note" (works, but slower or less) or "bad"; remedy: what to do, where not ok."""

    state: str
    what: str
    remedy: str = ""


def examine(site: Path) -> Iterator[Finding]:
    """Everything worth knowing about this machine and the site in `site`."""
    yield from _environment()
    yield from _packages()
    yield from _system(site)
    yield from _site(site)


def _environment() -> Iterator[Finding]:
    version = platform.python_version()
    if sys.version_info[:2] < _OLDEST:
        yield Finding("bad", f"Python {version}", "Cần Python 3.11 trở lên.")
    else:
        yield Finding("ok", f"kheo {__version__}, Python {version}, {platform.system()} {platform.machine()}")
    if not (THEME / "main.html").is_file():
        yield Finding("bad", "Thiếu giao diện trong gói kheo", "Cài lại: python -m pip install --force-reinstall kheo")


def _packages() -> Iterator[Finding]:
    """Packages that kheo needs, beside the versions it was tested with."""
    locked = dict(re.findall(r"^([\w.-]+)==([^ ;\\]+)", LOCK.read_text(encoding="utf-8"), re.MULTILINE))
    missing, other = [], []
    for requirement in metadata.requires("kheo") or ():
        name = re.split(r"[^\w.-]", requirement)[0]
        try:
            found = metadata.version(name)
        except metadata.PackageNotFoundError:
            missing.append(name)
            continue
        if locked.get(name.lower()) not in (None, found):
            other.append(f"{name} {found} (đã thử với {locked[name.lower()]})")
    if missing:
        yield Finding("bad", f"Thiếu gói: {', '.join(missing)}", "python -m pip install --force-reinstall kheo")
    if other:
        yield Finding("note", f"Gói khác phiên bản đã thử: {', '.join(other)}",
                      "Muốn trang dựng ra giống hệt ở mọi máy: python -m pip install --require-hashes -r requirements.txt")  # fmt: skip
    if not (missing or other):
        yield Finding("ok", "Đủ gói, đúng phiên bản đã thử")


def _system(site: Path) -> Iterator[Finding]:
    if can_fork():
        yield Finding("ok", f"Chia việc cho {os.cpu_count() or 1} nhân")
    else:
        yield Finding("note", "Máy này không chia việc cho nhiều tiến trình", "Trang vẫn dựng đúng, chỉ chậm hơn.")
    folder = site if site.is_dir() else Path.cwd()
    try:
        with tempfile.TemporaryDirectory(prefix=".kheo-", dir=folder) as scratch:
            one, two = Path(scratch, "a"), Path(scratch, "b")
            one.mkdir()
            two.mkdir()
            whole = exchange(one, two)
    except OSError as error:
        yield Finding(
            "bad", f"Không ghi được vào {folder}: {error.strerror}", "Dựng vào nơi khác: kheo build --output THƯ-MỤC"
        )
        return
    if whole:
        yield Finding("ok", "Ổ đĩa đổi trang cũ lấy trang mới trong một bước")
    else:
        yield Finding(
            "note", "Ổ đĩa này đổi trang cũ lấy trang mới qua ba bước", "Có một chớp mắt trang không có ở chỗ cũ."
        )
    free = shutil.disk_usage(folder).free
    if free < _LITTLE:
        yield Finding("bad", f"Ổ đĩa chỉ còn {free // 1_000_000} MB", "Dọn bớt; một trang lớn cần vài trăm MB.")
    if shutil.which("git") is None:
        yield Finding("note", "Không có git", "Cần git để gửi đề nghị; kiểm tra và dựng trang thì không cần.")


def _site(site: Path) -> Iterator[Finding]:
    if not (site / "content/province.yml").is_file():
        yield Finding("note", f"“{site}” chưa phải kho hồ sơ", "Bắt đầu một kho: kheo init --province TỈNH")
        return
    checked = check_site(site)
    errors = sum(finding.is_error for finding in checked.findings)
    if errors:
        yield Finding("bad", f"Hồ sơ còn {errors} lỗi", "Xem từng lỗi: kheo check")
    else:
        yield Finding("ok", f"{len(checked.records.published().models)} mô hình, không có lỗi")
    config = site / "mkdocs.yml"
    if not config.is_file():
        yield Finding("bad", "Thiếu mkdocs.yml", "Chép lại từ một kho mới: kheo init MỘT-THƯ-MỤC --province TỈNH")
    elif not _ADDRESS.search(config.read_text(encoding="utf-8")) and not os.environ.get("KHEO_SITE_URL"):
        yield Finding(
            "note", "Trang chưa có địa chỉ thật", "Ghi site_url trong mkdocs.yml: bản tin và mã QR cần địa chỉ ấy."
        )
    if not (site / "content/addresses.txt").is_file():
        yield Finding("note", "Chưa có sổ địa chỉ", "Sau khi đưa trang lên: kheo build, rồi kheo addresses --write")
    lock = site / "requirements.txt"
    if lock.is_file() and not re.search(r"^kheo==", lock.read_text(encoding="utf-8"), re.MULTILINE):
        yield Finding("note", "requirements.txt chưa có mã băm của kheo", "Có mạng thì gõ: kheo init --lock")
