"""The form's own script in node, as browsers get it: what it writes and finds for a draft."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import playwright

from generator.core.resources import THEME

NODE = Path(playwright.__file__).parent / "driver" / "node"
TODAY = "2026-12-01"
_READ = r"""
const { createInterface } = require("node:readline");
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const next = async () => JSON.parse((await lines.next()).value);
(async () => {
  (0, eval)(await next());
  (0, eval)(await next());
  const data = KheoForm.readData(await next());
  for (;;) {
    const line = await lines.next();
    if (line.done) return;
    const [name, ...given] = JSON.parse(line.value);
    const asked = { ...KheoForm, ...KheoMore, unit: (typed) => KheoForm.find([...data.units.values()], typed).map((one) => one.slug) };
    const answer = asked[name](...given.map((one) => (one === "DATA" ? data : one === "PATTERNS" ? data.patterns : one)));
    process.stdout.write(JSON.stringify(answer === undefined ? null : answer) + "\n");
  }
})();
"""


def carried(page: str) -> dict[str, Any]:
    """What a built page of the form carries for its script."""
    found = re.search(r'data-part="carried">(.*?)</script>', page, re.DOTALL)
    assert found, "no form on this page"
    data: dict[str, Any] = json.loads(found[1])
    return data


class FormEngine:
    """The engine, started once; every call is one line to it and one back."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self._node = subprocess.Popen(
            [NODE, "-e", _READ], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8", errors="surrogatepass"
        )
        for script in ("form", "more"):
            self._say((THEME / f"assets/form/{script}.js").read_text(encoding="utf-8"))
        self._say(data)

    def write(self, draft: dict[str, Any]) -> str:
        """The file of a draft."""
        return str(self.call("write", draft, "DATA", TODAY))

    def findings(self, draft: dict[str, Any]) -> list[dict[str, Any]]:
        """What the form itself finds in a draft."""
        found: list[dict[str, Any]] = self.call("findings", draft, "DATA")
        return found

    def errors(self, draft: dict[str, Any]) -> set[str]:
        """The codes of the errors among them."""
        return {one["code"] for one in self.findings(draft) if self.data["messages"][one["code"]][0] == "error"}

    def call(self, name: str, *given: Any) -> Any:
        """What a function of the engine answers; "DATA" and "PATTERNS" stand for the data of the page."""
        self._say([name, *given])
        assert self._node.stdout is not None
        return json.loads(self._node.stdout.readline())

    def close(self) -> None:
        """End it."""
        assert self._node.stdin is not None
        self._node.stdin.close()
        self._node.wait(timeout=10)
        assert self._node.stdout is not None
        self._node.stdout.close()

    def _say(self, value: Any) -> None:
        assert self._node.stdin is not None
        self._node.stdin.write(json.dumps(value, ensure_ascii=True) + "\n")
        self._node.stdin.flush()
