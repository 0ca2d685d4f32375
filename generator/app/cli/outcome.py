"""What is said of the site when a command ends early: looked up at the end, never assumed."""

from __future__ import annotations

from pathlib import Path

from generator.app.cli.language import said

_watched: list[tuple[Path, tuple[int, int] | None]] = []


def watch(target: Path) -> None:
    """Remember which release lies at `target` now: this command may publish another one there."""
    _watched[:] = [(target, _release(target))]


def forget() -> None:
    """No command publishes anything any more."""
    _watched.clear()


def said_of_the_site() -> str:
    """One sentence, or "" where no command was to publish anything."""
    if not _watched:
        return ""
    target, before = _watched[0]
    now = _release(target)
    if now is None:
        return said("Chưa có gì được đưa lên.")
    return said("Trang cũ vẫn nguyên.") if now == before else said("Trang mới đã được đưa lên.")


def _release(target: Path) -> tuple[int, int] | None:
    """The folder of a release is another one after each publication."""
    try:
        found = target.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
