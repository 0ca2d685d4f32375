"""Build the same records with kheo and with its peers, in turn, and tell how long each took: `make bench`."""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]
sys.path[:0] = [str(HERE), str(REPOSITORY)]

import eleventy  # noqa: E402
import hugo  # noqa: E402
import material  # noqa: E402
from cases import Case, ours, peers  # noqa: E402
from chart import chart  # noqa: E402
from plain import plain  # noqa: E402
from process import Run, run  # noqa: E402
from report import INDEXED, Measured, Output, report  # noqa: E402
from tools import install, machine, versions  # noqa: E402
from trash import Trash  # noqa: E402

from generator.tools.sample import write_sample  # noqa: E402


def main() -> None:
    """Install, generate, build, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="", help="cases whose names hold one of these, divided by commas: kheo,Hugo")
    parser.add_argument("--again", action="store_true", help="with the records of the last run, edits and all")
    parser.add_argument("--scratch", type=Path, default=REPOSITORY / ".cache/bench", help="peers and inputs go here")
    parser.add_argument("--result", type=Path, default=HERE / "result", help="where result.md and result.svg go")
    options = parser.parse_args()
    scratch = options.scratch.resolve()
    tools = install(scratch / "tools")
    inputs, trash = scratch / f"records-{options.records}", Trash(scratch / "trash")
    if not options.again:
        trash.put(inputs)
        write_inputs(inputs, options.records)
    wanted = [word for word in options.only.split(",") if word]
    cases = [
        case
        for case in (*ours(inputs / "kheo", trash), *peers(tools, inputs, trash))
        if not wanted or any(word.lower() in case.name.lower() for word in wanted)
    ]
    runs = interleaved(cases, options.rounds)
    measured = Measured(options.records, options.rounds, machine(), versions(tools), today(), runs, outputs(cases))
    options.result.mkdir(parents=True, exist_ok=True)
    text = report(measured)
    (options.result / "result.md").write_text(text, encoding="utf-8")
    (options.result / "result.svg").write_text(chart(measured), encoding="utf-8")
    print(text)
    trash.empty()


def today() -> str:
    """The day of the run."""
    return datetime.now(UTC).date().isoformat()


def write_inputs(folder: Path, records: int) -> None:
    """The same records for all: ours as they are, the peers' put in words."""
    folder.mkdir(parents=True)
    write_sample(folder / "kheo", records, seed=1, max_photos=0)
    # Without its own address a site has no feeds, no QR codes and no code to embed.
    with (folder / "kheo" / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("site_url: https://vi-du.example/\n")
    told = plain(folder / "kheo")
    writers = {"hugo": hugo.write, "hugo-same": hugo.write_same, "eleventy": eleventy.write, "material": material.write}
    for name, write in writers.items():
        (folder / name).mkdir()
        write(folder / name, told)


def interleaved(cases: list[Case], rounds: int) -> dict[str, list[Run]]:
    """Every case once a round, in turn."""
    runs: dict[str, list[Run]] = defaultdict(list)
    for at in range(rounds):
        for case in cases:
            case.before(at)
            done = run(case.command, case.folder, case.environment)
            runs[case.name].append(done)
            print(
                f"{case.name}: {done.wall:.2f} s, CPU {done.cpu:.2f} s, {done.memory / 2**20:.0f} MiB",
                file=sys.stderr,
                flush=True,
            )
    return runs


def outputs(cases: list[Case]) -> dict[str, Output]:
    """What each case wrote. Pagefind writes into what Hugo wrote: with it there, Hugo's own is told less Pagefind's."""
    found: dict[str, Output] = {}
    for case in cases:
        if case.output is None:
            continue
        files = [path for path in case.output.rglob("*") if path.is_file()]
        own = [path for path in files if "pagefind" not in path.relative_to(case.output).parts]
        found[case.name] = _output(own)
        if len(own) < len(files):
            found[case.name + INDEXED] = _output(files)
    return found


def _output(files: list[Path]) -> Output:
    return Output(sum(path.suffix == ".html" for path in files), len(files), sum(path.stat().st_size for path in files))


if __name__ == "__main__":
    main()
