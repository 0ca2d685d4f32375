"""The small site of tests/golden comes out as the one kept there, file by file; `make bless` accepts a change."""

from __future__ import annotations

import filecmp
import shutil
from difflib import unified_diff
from pathlib import Path

import pytest
from whole_sites import GOLDEN, REPOSITORY, build_here, differing, tree

from generator.showcase.addresses import SHARE_CARDS

EXPECTED = GOLDEN.parent / "expected"
SHOWN_LINES = 12
# Share cards would be a megabyte of pictures; their digests stand in the manifest, which is kept.
NOT_KEPT = SHARE_CARDS.rstrip("/")


def describe(path: str, kept: bytes | None, made: bytes | None) -> str:
    """What changed in one file: the first lines of a diff, or the sizes of what is not text."""
    if kept is None or made is None:
        return f"{path}: {'new, not in expected/' if kept is None else 'no longer made'}"
    try:
        before, after = kept.decode("utf-8").splitlines(), made.decode("utf-8").splitlines()
    except UnicodeDecodeError:
        return f"{path}: {len(kept)} bytes kept, {len(made)} made"
    diff = list(unified_diff(before, after, "kept", "made", n=0, lineterm=""))[2:]
    lines = [line[:200] for line in diff[:SHOWN_LINES]] or ["(only line ends differ)"]
    return "\n    ".join([f"{path}: {len(diff)} lines of difference", *lines])


@pytest.mark.golden
def test_the_golden_site_comes_out_as_it_is_kept(tmp_path: Path, blessing: bool):
    report = build_here(GOLDEN, tmp_path / "site", cards=True)
    assert [str(finding) for finding in report.findings] == []
    made = tree(tmp_path / "site")
    if blessing:
        shutil.rmtree(EXPECTED, ignore_errors=True)
        shutil.copytree(tmp_path / "site", EXPECTED, ignore=shutil.ignore_patterns(NOT_KEPT))
    kept = tree(EXPECTED)
    different = [path for path in differing(kept, made) if not path.startswith(f"{NOT_KEPT}/")]
    changed = [describe(path, kept.get(path), made.get(path)) for path in different]
    assert not changed, "\n".join(["`make bless` accepts this; look at `git diff tests/golden` then", *changed])


# What examples/phu-tho takes over from the former tỉnh Hòa Bình, whose site is the repository's own.
TAKEN_OVER = (
    "models",
    "programmes",
    "news",
    "statistics",
    "places.yml",
    "organisations.yml",
    "answers.yml",
    "addresses.txt",
)


@pytest.mark.golden
def test_the_example_of_a_merged_province_holds_the_records_of_hoa_binh_as_they_are(blessing: bool):
    theirs, ours = REPOSITORY / "content", REPOSITORY / "examples/phu-tho/content"
    for name in TAKEN_OVER:
        if blessing and (theirs / name).is_dir():
            shutil.rmtree(ours / name, ignore_errors=True)
            shutil.copytree(theirs / name, ours / name)
        elif blessing:
            shutil.copyfile(theirs / name, ours / name)
        same = (
            tree(theirs / name) == tree(ours / name)
            if (theirs / name).is_dir()
            else filecmp.cmp(theirs / name, ours / name, shallow=False)
        )
        assert same, f"`make bless` copies {name}"
