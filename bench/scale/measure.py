"""Build sample provinces one after another, join them, and tell what that takes and what a host must bear: `make bench-scale`.

A province that was measured is not built again, so a run that was cut short goes on where it was.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]
sys.path[:0] = [str(HERE.parent / "peers"), str(HERE), str(REPOSITORY)]

from process import Run, run  # noqa: E402
from table import Country, Row, table  # noqa: E402
from tools import machine  # noqa: E402
from trash import Trash  # noqa: E402
from weight import Weight, weigh  # noqa: E402

from generator import __version__  # noqa: E402
from generator.tools.hub import READS  # noqa: E402

KHEO = (sys.executable, "-m", "generator.app.cli")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is built. Results of another plan, or of another generator, do not count."""

    records: int
    jobs: int
    generator: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where sites are built, and where what is left of them goes; keep: leave them whole."""

    scratch: Path
    trash: Trash
    keep: bool


def main() -> None:
    """Build, join, report."""
    options = _options()
    plan = Plan(options.records, options.jobs, _generator())
    scratch = options.scratch.resolve()
    place = Place(scratch, Trash(scratch / "trash"), options.keep)
    sites = options.sites if options.sites is not None else [options.records, 10 * options.records]
    alone = {records: _site(place, records, plan) for records in sites}
    provinces = [_province(place, number, plan) for number in range(1, options.provinces + 1)]
    joined = _join(place, options.provinces, plan) if provinces else None
    told = table(Country(plan.records, plan.jobs, machine(), __version__, alone, provinces, joined))
    options.result.mkdir(parents=True, exist_ok=True)
    (options.result / "result.md").write_text(told, encoding="utf-8")
    print(told, end="", flush=True)
    place.trash.empty()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--provinces", type=int, default=34)
    parser.add_argument("--records", type=int, default=5000, help="models of a province")
    parser.add_argument(
        "--sites", type=int, nargs="*", help="single sites of so many models; else --records and ten times as many"
    )
    parser.add_argument("--jobs", type=int, default=2, help="processes of a build")
    parser.add_argument(
        "--keep", action="store_true", help="keep whole sites, not only what is joined (0.6 GB a province)"
    )
    parser.add_argument("--scratch", type=Path, default=REPOSITORY / ".cache/bench/scale", help="sites go here")
    parser.add_argument("--result", type=Path, default=HERE / "result", help="where result.md goes")
    return parser.parse_args()


def _site(place: Place, records: int, plan: Plan) -> Row:
    """A province alone on its site."""
    return _built(place, f"site-{records}", f"one site of {records:,}", records, 1, plan)


def _province(place: Place, number: int, plan: Plan) -> Row:
    """One of the provinces to be joined; another seed gives other records."""
    return _built(place, f"province-{number:02}", f"province {number}", plan.records, number, plan)


def _built(place: Place, at: str, name: str, records: int, seed: int, plan: Plan) -> Row:
    """Write a sample, build it from nothing, weigh it, and put away what is to be joined."""
    folder = place.scratch / at
    done = folder / "measured.json"
    known = _known(done, plan)
    if known is not None:
        _say(f"{name}: measured before")
        return known
    place.trash.put(folder)
    folder.mkdir(parents=True)
    content, site = folder / "content", folder / "site"
    _say(f"{name}: writing {records:,} records")
    _kheo(folder, "sample", content, "--records", records, "--seed", seed, "--photos", 0)
    _rename(content, seed)
    _say(f"{name}: building")
    cold = _kheo(folder, "build", "--no-cards", "--jobs", plan.jobs, "--output", site, content)
    row = Row(name, records, cold.wall, cold.cpu, cold.memory, weigh(site))
    if not place.keep:
        _only_joined(site, place.trash)
        place.trash.put(content)
    done.write_text(json.dumps({"plan": asdict(plan), "row": asdict(row)}), encoding="utf-8")
    _say(f"{name}: {row.wall:.1f} s, CPU {row.cpu:.1f} s, {row.memory / 2**20:.0f} MiB, {row.weight.files:,} files")
    return row


def _known(done: Path, plan: Plan) -> Row | None:
    """What was measured before by the same plan."""
    if not done.is_file():
        return None
    found = json.loads(done.read_text(encoding="utf-8"))
    return Row(**found["row"] | {"weight": Weight(**found["row"]["weight"])}) if found["plan"] == asdict(plan) else None


def _rename(content: Path, number: int) -> None:
    """Give a sample a name and an address of its own: no hub takes one province twice."""
    province = content / "content/province.yml"
    text = province.read_text(encoding="utf-8").replace("slug: minh-hoa\n", f"slug: minh-hoa-{number}\n", 1)
    province.write_text(text.replace("name: tỉnh Minh Họa\n", f"name: tỉnh Minh Họa {number}\n", 1), encoding="utf-8")
    with (content / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(f"site_url: https://minh-hoa-{number}.example/\n")


def _only_joined(site: Path, trash: Trash) -> None:
    """Remove all but what is joined, as a job does that hands on no more than that."""
    whole = site.with_name("whole")
    site.rename(whole)
    for path in READS:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (whole / path).rename(site / path)
    trash.put(whole)


def _join(place: Place, provinces: int, plan: Plan) -> Row:
    """`kheo hub` over all provinces."""
    _say(f"joining {provinces} provinces")
    hub = place.scratch / "hub"
    place.trash.put(hub)
    sites = [place.scratch / f"province-{number:02}/site" for number in range(1, provinces + 1)]
    done = _kheo(place.scratch, "hub", hub, *sites, "--url", "https://cac-tinh.example/")
    row = Row("the join", provinces * plan.records, done.wall, done.cpu, done.memory, weigh(hub))
    _say(f"joined: {row.wall:.1f} s, CPU {row.cpu:.1f} s, {row.memory / 2**20:.0f} MiB, {row.weight.files:,} files")
    return row


def _kheo(folder: Path, *arguments: object) -> Run:
    """Run one whole command of ours in `folder`."""
    return run([*KHEO, *map(str, arguments)], folder, {"PYTHONPATH": str(REPOSITORY)})


def _generator() -> str:
    """What the generator and its theme are, as git names their content; changes not committed do not count."""
    asked = ["git", "-C", str(REPOSITORY), "rev-parse", "HEAD:generator", "HEAD:theme"]
    told = subprocess.run(asked, capture_output=True, text=True, check=False)
    return told.stdout.strip().replace("\n", " ") if told.returncode == 0 else __version__


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
