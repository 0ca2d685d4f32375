#!/bin/sh
# Make the virtual environment and install exactly what a lock names, then the project itself, offline.
# Use: scripts/setup-venv.sh VENV LOCK
set -eu

venv=$1
lock=$2

say() { printf '%s\n' "$@" >&2; }

is_recent_enough() {
    command -v "$1" >/dev/null 2>&1 &&
        "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

# Debian ships Python without these two; the package python3-venv brings them.
can_make_environments() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

find_python() {
    without_venv=
    for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        is_recent_enough "$candidate" || continue
        if can_make_environments "$candidate"; then
            printf '%s\n' "$candidate"
            return
        fi
        without_venv=${without_venv:-$candidate}
    done
    if [ -n "$without_venv" ]; then
        say "Thiếu mô-đun venv của Python ($without_venv). Trên Debian/Ubuntu hãy cài: sudo apt install python3-venv" \
            "Python's venv module is missing ($without_venv). On Debian/Ubuntu install it: sudo apt install python3-venv"
    else
        say "Cần Python 3.11 trở lên nhưng không tìm thấy. Hãy cài Python rồi chạy lại, hoặc chỉ rõ: make site PYTHON=/đường/dẫn/python3" \
            "Python 3.11 or later is needed and was not found. Install it and run again, or name it: make site PYTHON=/path/to/python3"
    fi
    exit 1
}

if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    python=$(find_python)
    say "Đang tạo môi trường Python trong $venv … / Making the Python environment in $venv …"
    # A broken environment of ours is made anew; any other folder of that name is not emptied.
    if [ -f "$venv/pyvenv.cfg" ]; then clear=--clear; else clear=; fi
    "$python" -m venv $clear "$venv"
fi

say "Đang cài các gói đúng như $lock … / Installing exactly what $lock names …"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
# The build backend is in the lock, so this step asks no network.
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-index --no-deps --no-build-isolation -e .
