"""Every command as somebody types it, in an order in which each finds what it needs."""

from __future__ import annotations

import os
import re
import subprocess
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

# How each command of the README is run in a folder that holds the site `tinh`; {port}: where a preview listens.
RUNS = {
    "check": "kheo check tinh",
    "fix": "kheo fix tinh --write",
    "build": "kheo build tinh",
    "init": "kheo init kho --province lang-son",
    "migrate": "kheo migrate tinh --write",
    "gazetteer": "kheo gazetteer hoa-binh",
    "addresses": "kheo addresses tinh --write",
    "explain": "kheo explain KH402",
    "hub": "kheo hub cac-tinh tinh/site --name Chung",
    "hosting": "kheo hosting nginx tinh",
    "due": "kheo due kho",
    "stats": "kheo stats tinh --xlsx bao-cao.xlsx",
    "doctor": "kheo doctor tinh",
    "rename": "kheo rename du-lieu so-lieu-mo --site tinh --kind page --dry-run",
    "sample": "kheo sample mau --records 0 --photos 0",
    "new": "kheo new model Vườn-rau --site tinh",
    "links": "kheo links kho --date 2026-12-01 --timeout 0.1 --pace 0",
    "accept": "kheo accept tinh/content/models/de-xuat.yml --by Ban-Dân-vận --date 2026-12-01 --site tinh",
    "import": "kheo import dang-ky.csv --site tinh",
    "changes": "kheo changes tinh --since HEAD",
    "schema": "kheo schema model",
    "serve": "kheo serve tinh --address 127.0.0.1:{port}",
}


PROPOSAL = """name: Vườn rau đề xuất
lede: Bà con cùng trồng rau.
field: kinh-te
place: {unit: tinh-minh-hoa, as_written: tỉnh Minh Họa}
sources: [{kind: report, title: Báo cáo của xã, published: 2024-03-01}]
"""


def _keep_in_git(site: Path) -> None:
    """Make the folder a repository of one commit, its owner's."""
    git = ("git", "-C", str(site), "-c", "safe.directory=*", "-c", "user.name=a", "-c", "user.email=a@b.example")
    for arguments in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "x")):
        subprocess.run([*git, *arguments], check=True)
    owner = site.stat()
    for path in [site / ".git", *(site / ".git").rglob("*")] if hasattr(os, "chown") else ():
        os.chown(path, owner.st_uid, owner.st_gid)


def begin_site(folder: Path, run: Callable[..., subprocess.CompletedProcess[str]]) -> None:
    """Make the site `tinh` in `folder`, with an address of its own, in a repository, with a proposal. run: runs a command there."""
    assert run("kheo", "sample", "tinh", "--records", "3", "--photos", "1").returncode == 0
    config = folder / "tinh/mkdocs.yml"
    unnamed = re.sub(r"^site_url:.*\n", "", config.read_text("utf-8"), flags=re.MULTILINE)
    config.write_text(f"site_url: https://tinh.example/\n{unnamed}", "utf-8")
    (folder / "tinh/content/models/de-xuat.yml").write_text(PROPOSAL, "utf-8")
    _keep_in_git(folder / "tinh")
    (folder / "dang-ky.csv").write_text("Tên mô hình;Lĩnh vực\nHũ gạo tình thương;Kinh tế\n", "utf-8")


def answer(address: str, awaited: str = "") -> str:
    """The page at an address, once it is there and holds what is awaited."""
    page = ""
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=5) as got:
                page = str(got.read(), "utf-8")
            if awaited in page:
                return page
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"{address}: {page[:2000]}")
