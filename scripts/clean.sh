#!/bin/sh
# Remove what the Makefile's commands made, and nothing else. Use: scripts/clean.sh VENV OUTPUT…
set -eu

venv=$1
shift

for output in "$@"; do
    [ -e "$output" ] || continue
    # The publish room alone knows which files are its own, and refuses the rest.
    if "$venv/bin/python" -c 'import pathlib, sys
from generator.publish.leftovers import discard
sys.exit(not discard(pathlib.Path(sys.argv[1])))' "$output" 2>/dev/null; then
        rm -f "$(dirname "$output")/.$(basename "$output").lock"
    else
        printf '%s\n' "Giữ nguyên $output/: có tệp không do kheo tạo, hoặc chưa có $venv (make setup)." \
            "Kept $output/: it holds files that kheo did not make, or $venv is missing (make setup)." >&2
    fi
done

if [ -f "$venv/.ready" ] && [ -f "$venv/pyvenv.cfg" ]; then rm -rf "$venv"; fi
rm -rf .cache/kheo examples/*/.cache/kheo .pytest_cache .ruff_cache .hypothesis test-results
find generator tests -type d -name __pycache__ -prune -exec rm -rf {} +
