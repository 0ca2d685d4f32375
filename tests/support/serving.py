"""Starts `kheo serve` on a copy of the golden site, as people start it."""

from __future__ import annotations

import http.client
import signal
import socket
import subprocess
import time
from pathlib import Path
from typing import NamedTuple

from whole_sites import copy_site, start

MODEL_PAGE = "/dan-van/mo-hinh/to-tuan-tra-dem/"


class Serving(NamedTuple):
    """A site that is being served. temporary: the folder for temporary files of that process alone."""

    site: Path
    port: int
    process: subprocess.Popen[str]
    temporary: Path

    def ask(self, path: str, method: str = "GET") -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path)
        response = connection.getresponse()
        return response.status, {name.lower(): value for name, value in response.getheaders()}, response.read()

    def wait_for(self, path: str, text: str) -> bytes:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            status, _, body = self.ask(path)
            if status == 200 and text.encode() in body:
                return body
            time.sleep(0.05)
        raise AssertionError(f"{path} never showed {text!r}")

    def stop(self, number: int = signal.SIGINT) -> tuple[int, str]:
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=60)
        return self.process.returncode, out + err


def free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])


def begin(folder: Path) -> Serving:
    temporary, port = folder / "tam", free_port()
    temporary.mkdir()
    site = copy_site(folder / "trang")
    process = start("serve", site, "--address", f"127.0.0.1:{port}", env={"TMPDIR": str(temporary)})
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with socket.socket() as opened:
            if opened.connect_ex(("127.0.0.1", port)) == 0:
                return Serving(site, port, process, temporary)
        time.sleep(0.02)
    raise AssertionError("it never listened")
