"""Real servers of a built site on this machine: nginx and Apache, as Debian packages them, with the settings kheo writes."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NGINX_MODULES = Path("/usr/lib/nginx/modules")
APACHE_MODULES = Path("/usr/lib/apache2/modules")
_APACHE_NEEDS = ("mpm_event", "authz_core", "dir", "mime", "headers", "rewrite", "alias", "filter")
_PATH = f"{os.environ['PATH']}:/usr/sbin:/sbin"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _running(command: list[str | Path], port: int, log: Path) -> Iterator[int]:
    with log.open("wb") as out, subprocess.Popen(command, stdout=out, stderr=out) as process:
        try:
            for _ in range(100):
                with socket.socket() as probe:
                    if probe.connect_ex(("127.0.0.1", port)) == 0:
                        break
                if process.poll() is not None:
                    break
                time.sleep(0.1)
            assert process.poll() is None, log.read_text("utf-8", "replace")
            yield port
        finally:
            process.terminate()


@contextmanager
def nginx(site: Path, settings: str, scratch: Path) -> Iterator[int]:
    """Serve `site` by nginx with the text that `kheo hosting nginx` prints; yields the port."""
    port = _free_port()
    server = settings.replace("/srv/kheo/site", str(site)).replace("listen 80;", f"listen 127.0.0.1:{port};")
    server = re.sub(r"^ *listen \[::\].*\n", "", server, flags=re.MULTILINE)
    (scratch / "nginx.conf").write_text(
        f"load_module {NGINX_MODULES / 'ngx_http_brotli_static_module.so'};\n"
        f"{'user nobody nogroup;' if os.geteuid() == 0 else ''}\npid {scratch}/nginx.pid;\ndaemon off;\n"
        f"error_log stderr;\nevents {{}}\nhttp {{\naccess_log off;\nclient_body_temp_path {scratch}/body;\n"
        f"proxy_temp_path {scratch}/p; fastcgi_temp_path {scratch}/f; uwsgi_temp_path {scratch}/u; scgi_temp_path {scratch}/s;\n"
        f"{server}\n}}\n",
        "utf-8",
    )
    command: list[str | Path] = [
        shutil.which("nginx", path=_PATH) or "nginx",
        "-p",
        scratch,
        "-c",
        scratch / "nginx.conf",
    ]
    with _running(command, port, scratch / "nginx.log") as found:
        yield found


@contextmanager
def apache(site: Path, base: str, scratch: Path) -> Iterator[int]:
    """Serve `site`, built with `--host apache`, below the path `base`; yields the port."""
    port = _free_port()
    modules = "".join(f"LoadModule {name}_module {APACHE_MODULES}/mod_{name}.so\n" for name in _APACHE_NEEDS)
    owner = "User nobody\nGroup nogroup\n" if os.geteuid() == 0 else ""
    place = f'DocumentRoot "{site}"\n' if base == "/" else f'DocumentRoot "{scratch}"\nAlias {base} "{site}/"\n'
    (scratch / "apache.conf").write_text(
        f"ServerRoot {scratch}\nServerName localhost\nListen 127.0.0.1:{port}\nPidFile {scratch}/apache.pid\n"
        f"ErrorLog {scratch}/apache-error.log\n{modules}{owner}TypesConfig /dev/null\n{place}"
        f'<Directory "{site}">\nAllowOverride All\nRequire all granted\n</Directory>\n',
        "utf-8",
    )
    command: list[str | Path] = [shutil.which("apache2", path=_PATH) or "apache2", "-X", "-f", scratch / "apache.conf"]
    with _running(command, port, scratch / "apache.log") as found:
        yield found
