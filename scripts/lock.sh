#!/bin/sh
# Write requirements.lock (to run) and requirements-test.lock (to test too): every version exact, with hashes,
# for every platform and Python 3.11 onwards; one version everywhere, since it shapes the bytes published.
# Use: make lock [UPGRADE=--upgrade]
set -eu

throw_away=$(mktemp -d)
trap 'rm -rf "$throw_away"' EXIT
trap 'exit 130' INT TERM

"${PYTHON:-python3}" -m venv "$throw_away"
"$throw_away/bin/python" -m pip install --quiet --disable-pip-version-check "uv==$UV_VERSION"

compile() {
    "$throw_away/bin/uv" pip compile --quiet --no-config --universal --python-version 3.11 \
        --fork-strategy fewest --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" "$@"
}

compile pyproject.toml --group build "$@" -o requirements.lock
# The second lock may only add to the first: what is tested is what runs.
compile pyproject.toml --group build --group test -c requirements.lock "$@" -o requirements-test.lock
# Engines of the rehearsal in tests/nightly; nothing else asks for them.
compile tests/nightly/engines.in -o tests/nightly/engines.lock
