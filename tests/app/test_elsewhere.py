"""Every command where nothing can fork and POSIX names are missing, as on Windows; and names a folder there cannot have.

The names are taken away from a real process (`tests/support/elsewhere`); the workflow's windows job shows the rest.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from every_command import RUNS, answer, begin_site
from whole_sites import copy_site, differing, kheo, pages_alone, tree

from generator.core.system import rename
from generator.records.schema import RESERVED_SLUGS

ELSEWHERE = Path(__file__).resolve().parents[1] / "support/elsewhere"
WITHOUT = {
    "PYTHONPATH": str(ELSEWHERE),
    "PYTHONWARNINGS": "ignore::UserWarning:generator.publish.staging",
    "PYTHONIOENCODING": "cp1252",  # what a pipe takes on Windows: none of the letters Vietnamese needs
    "PYTHONUTF8": "0",
    "KHEO_TRACEBACK": "1",
}


def start_elsewhere(*arguments: str, cwd: Path) -> subprocess.Popen[str]:
    command = Path(sys.executable).with_name(arguments[0])
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(
        [command, *arguments[1:]], cwd=cwd, text=True, encoding="utf-8", env=os.environ | WITHOUT, **pipes
    )


def run_elsewhere(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    with start_elsewhere(*arguments, cwd=cwd) as process:
        out, err = process.communicate(timeout=180)
    assert "Traceback" not in err, err
    return subprocess.CompletedProcess(arguments, process.returncode, out, err)


def test_the_names_are_really_missing(tmp_path: Path) -> None:
    code = "import os, signal, ctypes, multiprocessing as m; print(hasattr(os, 'fork'), hasattr(signal, 'pthread_sigmask'), m.get_all_start_methods()); import resource"  # fmt: skip
    with start_elsewhere("python", "-c", code, cwd=tmp_path) as process:
        out, err = process.communicate(timeout=60)
    assert out.strip() == "False False ['spawn']"
    assert "ModuleNotFoundError" in err


def test_every_command_works_where_nothing_can_fork(tmp_path: Path) -> None:
    begin_site(tmp_path, partial(run_elsewhere, cwd=tmp_path))
    for name in (name for name in RUNS if name not in {"serve", "links"}):
        done = run_elsewhere(*RUNS[name].split(), cwd=tmp_path)
        assert done.returncode == 0, (name, done.stdout, done.stderr)


def test_what_is_built_there_is_the_same_byte_for_byte(tmp_path: Path) -> None:
    site = copy_site(tmp_path / "bản mẫu")
    assert run_elsewhere("kheo", "build", "bản mẫu", "--output", "kia", "--jobs", "2", cwd=tmp_path).returncode == 0
    assert kheo("build", site, "--output", tmp_path / "đây", "--jobs", "2").exit_code == 0
    assert differing(pages_alone(tmp_path / "kia"), pages_alone(tmp_path / "đây")) == []


def test_a_saved_record_is_on_screen_there_too(tmp_path: Path) -> None:
    site = copy_site(tmp_path / "site")
    record = site / "content/models/den-duong-xom-cho.md"
    with start_elsewhere("kheo", "serve", str(site), "--address", "127.0.0.1:8417", cwd=tmp_path) as process:
        try:
            page = "http://127.0.0.1:8417/dan-van/mo-hinh/thap-sang-xom-cho/"
            assert "Thắp sáng đường xóm Chợ" in answer(page)
            text = record.read_text("utf-8")
            name = re.search(r"^name: (.+)$", text, re.MULTILINE)[1]
            record.write_text(text.replace(f"name: {name}", "name: Đèn mới đêm nay"), "utf-8")
            assert answer(page, "Đèn mới đêm nay")
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate(timeout=30)


def test_no_two_addresses_differ_in_the_case_of_letters_alone(tmp_path: Path) -> None:
    assert kheo("build", copy_site(tmp_path / "site")).exit_code == 0
    names = list(tree(tmp_path / "site/site"))
    assert len({name.casefold() for name in names}) == len(names)
    assert [name for name in names if re.search(r'[<>:"\\|?*\x00-\x1f]|[ .](?:/|$)', name)] == []


@pytest.mark.parametrize("slug", ["con", "aux", "nul", "com1", "lpt9"])
def test_a_record_may_not_be_called_like_a_device_of_windows(slug: str) -> None:
    assert slug in RESERVED_SLUGS


def test_a_folder_that_somebody_holds_open_is_renamed_when_it_is_let_go(tmp_path: Path) -> None:
    class Held(type(tmp_path)):
        """Refuses to be renamed twice, as Windows does while a file in it is read."""

        refusals = 2

        def rename(self, target: Path) -> Path:
            if Held.refusals:
                Held.refusals -= 1
                raise PermissionError
            return super().rename(target)

    (tmp_path / "cũ").mkdir()
    rename(Held(tmp_path / "cũ"), tmp_path / "mới", seconds=5)
    assert (tmp_path / "mới").is_dir()
    Held.refusals = 99
    with pytest.raises(PermissionError):
        rename(Held(tmp_path / "mới"), tmp_path / "cũ", seconds=0.1)
