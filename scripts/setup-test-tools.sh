#!/bin/sh
# See that what the tests drive is here and starts: a Chromium, Playwright's driver, a Java, nginx and Apache. Installed ones,
# else Debian's packages when root, else a plain instruction and a non-zero exit.
# Use: scripts/setup-test-tools.sh VENV
set -eu

venv=$1

say() { printf '%s\n' "$@" >&2; }

# Ubuntu's `chromium-browser` is a stub that answers only by asking for snap: hence the --version.
works() { command -v "$1" >/dev/null 2>&1 && "$1" "$2" >/dev/null 2>&1; }

has_browser() {
    for name in ${KHEO_CHROMIUM:-} chromium google-chrome google-chrome-stable chromium-browser; do
        if works "$name" --version; then return 0; fi
    done
    return 1
}

has_java() { works java -version; }

# The driver is a Node.js inside the Python package; a minimal Debian lacks a library that it needs.
driver=$("$venv/bin/python" -c 'import pathlib, playwright
print(pathlib.Path(playwright.__file__).with_name("driver") / "node")')
has_driver() { works "$driver" --version; }

# Both may lie where an ordinary user's path does not lead.
has_server() { PATH="$PATH:/usr/sbin:/sbin" works "$1" -v; }

is_debian_and_root() {
    [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1 && grep -qs '^ID=debian' /etc/os-release
}

packages=
has_browser || packages="$packages chromium"
has_java || packages="$packages default-jre-headless"
has_driver || packages="$packages libatomic1"
has_server nginx || packages="$packages nginx-light libnginx-mod-http-brotli-static"
has_server apache2 || packages="$packages apache2-bin"
[ -n "$packages" ] || exit 0

if is_debian_and_root; then
    say "Đang cài$packages bằng apt … / Installing$packages with apt …"
    apt-get update -qq >&2
    # shellcheck disable=SC2086
    RUNLEVEL=1 DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >&2
fi

missing=0
if ! has_browser; then
    missing=1
    say "Các bài kiểm thử cần trình duyệt Chromium hoặc Google Chrome. Trên Debian: sudo apt install chromium" \
        "The tests need Chromium or Google Chrome. On Debian: sudo apt install chromium"
fi
if ! has_java; then
    missing=1
    say "Các bài kiểm thử cần Java (bộ kiểm tra HTML). Trên Debian/Ubuntu: sudo apt install default-jre-headless" \
        "The tests need Java (for the HTML checker). On Debian/Ubuntu: sudo apt install default-jre-headless"
fi
if ! has_driver; then
    missing=1
    say "Bộ điều khiển trình duyệt (Playwright) không chạy được. Trên Debian/Ubuntu: sudo apt install libatomic1" \
        "The browser's driver (Playwright) does not start. On Debian/Ubuntu: sudo apt install libatomic1"
fi
if ! has_server nginx || ! has_server apache2; then
    missing=1
    say "Các bài kiểm thử chạy nginx và Apache. Trên Debian/Ubuntu: sudo apt install nginx-light libnginx-mod-http-brotli-static apache2-bin" \
        "The tests run nginx and Apache. On Debian/Ubuntu: sudo apt install nginx-light libnginx-mod-http-brotli-static apache2-bin"
fi
exit "$missing"
