"""After any row of edits a build that uses the memo gives, byte for byte, what a build from nothing gives.

`python tests/pipeline/test_build_memo.py SEED EDITS` goes on for as many edits as one likes.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from edits import EDITS
from source_tree import PACKAGE, REPOSITORY, TESTS
from whole_sites import MODEL, THEME, build_here, change, copy_site

from generator.pipeline import steps
from generator.publish import PublishError
from generator.tools.sample import write_sample


def prepare(folder: Path) -> Path:
    """A small fictional province with an address and a theme of its own."""
    site = folder / "site"
    write_sample(site, 30, 3, max_photos=3, theme_dir=str(site / "theme"))
    shutil.copytree(THEME, site / "theme")
    config = (site / "mkdocs.yml").read_text(encoding="utf-8")
    (site / "mkdocs.yml").write_text(f"site_url: https://minh-hoa.example/kheo/\n{config}", encoding="utf-8")
    return site


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a release but its manifest, which holds the key of its sources."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".kheo.json"
    }


def differing(one: Path, other: Path) -> list[str]:
    """The files, and folders, that are not the same in both."""
    left, right = files(one), files(other)
    wrong = [name for name in left.keys() | right.keys() if left.get(name) != right.get(name)]
    empty = [path.as_posix() for path in one.rglob("*") if path.is_dir() and not any(path.iterdir())]
    return sorted(wrong) + empty


def rebuild(site: Path, target: Path, memo: Path) -> bool:
    """Build with the memo of earlier builds, in two processes, as people do; whether it was published."""
    return build_here(site, target, memo=memo, cards=True, jobs=2).published


def run(folder: Path, seed: int, edits: int, say=lambda _text: None) -> int:
    """So many edits in a row; the number of those a build accepted."""
    draw, site = random.Random(seed), prepare(folder)
    target, clean, memo = folder / "edited", folder / "clean", folder / "memo"
    assert rebuild(site, target, memo)
    accepted = 0
    while accepted < edits:
        before = folder / "before"
        shutil.rmtree(before, ignore_errors=True)
        shutil.copytree(site, before)
        done = [draw.choice(EDITS)(draw, site) for _ in range(draw.choice([1, 1, 1, 2, 3]))]
        try:
            published = rebuild(site, target, memo)
        except PublishError:
            published = False
        if not published:
            shutil.rmtree(site)
            before.rename(site)
            continue
        accepted += 1
        say(f"{accepted}: {'; '.join(done)}")
        shutil.rmtree(clean, ignore_errors=True)
        assert build_here(site, clean, cards=True, memo=folder / "photos").published
        assert differing(target, clean) == [], done
    return accepted


@pytest.mark.parametrize(("seed", "edits"), [(1, 6), pytest.param(2, 30, marks=pytest.mark.nightly)])
def test_a_row_of_random_edits_gives_what_building_from_nothing_gives(tmp_path, seed, edits):
    assert run(tmp_path, seed, edits) == edits


@pytest.fixture
def built(tmp_path):
    """A site built once: (site, target, memo)."""
    site, target, memo = prepare(tmp_path), tmp_path / "edited", tmp_path / "memo"
    assert rebuild(site, target, memo)
    return site, target, memo


def as_from_nothing(built: tuple[Path, Path, Path]) -> None:
    """Build once more and compare."""
    site, target, memo = built
    assert rebuild(site, target, memo)
    clean = target.with_name("clean")
    assert build_here(site, clean, cards=True).published
    assert differing(target, clean) == []


def test_a_release_does_not_depend_on_the_one_before(built):
    page = next(built[1].glob("mo-hinh/*/index.html"))
    page.write_text("sửa tay", encoding="utf-8")
    next(path for path in built[1].glob("mo-hinh/*/index.html") if path != page).unlink()
    as_from_nothing(built)
    assert [path.name for path in built[1].parent.glob(".edited.*")] in ([], [".edited.lock"])


def test_a_damaged_memo_costs_time_only(built):
    (store,) = built[2].glob("*.sqlite")
    data = bytearray(store.read_bytes())
    for at in range(100, len(data), 4000):
        data[at] ^= 1
    store.write_bytes(data)
    as_from_nothing(built)


def test_a_memo_holds_no_more_after_a_build_than_it_may(tmp_path, monkeypatch):
    monkeypatch.setattr(steps, "MEMO_BYTES", 0)
    assert rebuild(prepare(tmp_path), tmp_path / "edited", tmp_path / "memo")
    (store,) = (tmp_path / "memo").glob("*.sqlite")
    assert store.stat().st_size < 200_000


class Checkout:
    """A copy of the package and the theme, to be changed at will, that builds the golden site."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(REPOSITORY / PACKAGE, folder / PACKAGE, ignore=ignored)
        shutil.copytree(THEME, folder / "theme", ignore=ignored)
        self.site = copy_site(folder / "site", custom_dir=f'"{folder / "theme"}"')

    def build(self, name: str, *options: str) -> str:
        """Build the site into the folder `name`; returns what was said."""
        command = [sys.executable, "-m", f"{PACKAGE}.app.cli", "build", str(self.site)]
        done = subprocess.run(
            [*command, "--output", str(self.folder / name), "--no-cards", *options],
            cwd=self.folder,
            env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(self.folder)},
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout + done.stderr

    def matches_a_build_from_nothing(self) -> bool:
        """Build with the memo; whether it is what a build without it gives, and something was built."""
        said = self.build("out")
        self.build("clean", "--no-cache")
        return "Không có gì thay đổi" not in said and differing(self.folder / "out", self.folder / "clean") == []


GENERATORS_OWN = {
    "an icon": ("theme/partials/icons.svg", "<path ", '<path class="x" '),
    "a template of records": ("theme/records/model.html", "</h1>", " </h1>"),
    "an interface text": (f"{PACKAGE}/core/texts/vi.toml", 'models = "', 'models = "Các '),
    "a style": ("theme/assets/site.css", ":root", "html:root"),
    "a default register": (f"{PACKAGE}/core/resources/defaults/fields.yml", "name: Kinh tế", "name: Kinh tế nhà"),
    "a module": (f"{PACKAGE}/render/media/weave.py", "from __future__", "# another weave\nfrom __future__"),
}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory) -> Checkout:
    checkout = Checkout(tmp_path_factory.mktemp("checkout"))
    checkout.build("out")
    return checkout


@pytest.mark.parametrize("what", GENERATORS_OWN)
def test_a_change_of_the_generators_own_files_reaches_every_page(checkout, what):
    file, old, new = GENERATORS_OWN[what]
    path = checkout.folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert checkout.matches_a_build_from_nothing()


def test_another_version_of_a_package_is_another_toolchain(checkout, tmp_path, monkeypatch):
    packages = tmp_path / "site-packages"
    (packages / "pillow-99.0.dist-info").mkdir(parents=True)
    here = f"{checkout.folder}{os.pathsep}"
    asked = [sys.executable, "-c", f"from {PACKAGE}.core.toolchain import toolchain_hash; print(toolchain_hash())"]
    hashes = {
        subprocess.run(asked, env=os.environ | {"PYTHONPATH": path}, capture_output=True, check=True).stdout
        for path in (here, f"{here}{packages}")
    }
    assert len(hashes) == 2


def test_every_file_read_while_building_is_covered_by_a_key(tmp_path):
    site, out = copy_site(tmp_path / "ban-mau"), tmp_path / "out"
    script = TESTS / "support" / "opened_files.py"
    told = subprocess.run([sys.executable, script, site, out], capture_output=True, text=True, check=True).stdout
    opened = [Path(path) for path in json.loads(told)]
    assert site / MODEL in opened
    toolchain = (REPOSITORY / PACKAGE, THEME, Path(sys.prefix), Path(sys.base_prefix))
    seal = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kheo/seal"
    covered = (*toolchain, site / "content", site / "mkdocs.yml", site / ".cache", seal)
    assert [path for path in opened if not any(path.is_relative_to(place) for place in covered)] == []


def test_the_witness_of_opened_files_sees_a_file_that_no_key_covers(tmp_path):
    site, out = copy_site(tmp_path / "ban-mau"), tmp_path / "out"
    (tmp_path / "hook.py").write_text(
        f"def on_config(config):\n    open({str(tmp_path / 'clock')!r}).close()\n    return config\n", encoding="utf-8"
    )
    (tmp_path / "clock").write_text("now", encoding="utf-8")
    change(site, "mkdocs.yml", "plugins:", f"hooks: [{tmp_path / 'hook.py'}]\nplugins:")
    script = TESTS / "support" / "opened_files.py"
    told = subprocess.run([sys.executable, script, site, out], capture_output=True, text=True, check=True).stdout
    assert str(tmp_path / "clock") in json.loads(told)


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        began = time.monotonic()
        done = run(Path(place), int(sys.argv[1]), int(sys.argv[2]), lambda text: sys.stderr.write(f"{text}\n"))
        sys.stdout.write(f"{done} edits accepted, each as from nothing; {time.monotonic() - began:.0f} s\n")
