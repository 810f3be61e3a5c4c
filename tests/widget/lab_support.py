"""A private JupyterLab on 127.0.0.1, and what a researcher does with the coding window in it: real mouse, real keys."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from browser_support import TAGS, axe_source

CELLS = (
    "() => window.jupyterapp.shell.currentWidget.content.widgets.map(c => [c.model.type, c.model.sharedModel.source])"
)
IDLE = (
    "() => { const w = window.jupyterapp?.shell?.currentWidget;"
    " return w?.content?.model && w.sessionContext?.session?.kernel?.status === 'idle'; }"
)


class Lab:
    """A running server and a browser."""

    def __init__(self, url: str, root: Path, browser: Any) -> None:
        self.url, self.root, self.browser = url, root, browser

    def open(self, notebook: str, *, width: int = 1400, height: int = 950) -> Any:
        """A notebook in a window of its own, with its kernel ready."""
        page = self.browser.new_context(viewport={"width": width, "height": height}, locale="nl-NL").new_page()
        page.problems = []
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        if os.environ.get("LAB_CONSOLE"):
            page.on("console", lambda line: print(line.type, line.text[:600]))
        self.go(page, notebook)
        return page

    def go(self, page: Any, notebook: str) -> None:
        page.goto(f"{self.url}/lab/tree/{notebook}?token=t&reset")
        page.wait_for_function(IDLE, timeout=60_000)


def run(page: Any, command: str) -> None:
    """A command of JupyterLab, as its menus give it."""
    page.evaluate("c => window.jupyterapp.commands.execute(c)", command)


def cells(page: Any) -> Any:
    return page.evaluate(CELLS)


def notebook(path: Path, *sources: str) -> None:
    """A notebook with these code cells."""
    made = [nbformat.v4.new_code_cell(source, id=f"cel{number}") for number, source in enumerate(sources)]
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(
        nbformat.v4.new_notebook(cells=made, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}}),
        path,
    )


@contextlib.contextmanager
def lab_server(home: Path, root: Path, browser: Any) -> Iterator[Lab]:
    """JupyterLab with all its folders in ``home``, ended with everything it started."""
    settings = home / "settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    (settings / "notification.jupyterlab-settings").write_text(json.dumps({"fetchNews": "false"}))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folders = {
        "HOME": "", "IPYTHONDIR": "ipython", "JUPYTER_CONFIG_DIR": "config", "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime", "JUPYTERLAB_SETTINGS_DIR": "settings", "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
    }  # fmt: skip
    env = os.environ | {name: str(home / folder) for name, folder in folders.items()}
    env.pop("NOTA_HEADLESS", None)
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}",
        "--ServerApp.port_retries=0", "--IdentityProvider.token=t", f"--ServerApp.root_dir={root}", "--expose-app-in-browser",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate", "--LabApp.extension_manager=readonly",
    ]  # fmt: skip
    with (home / "lab.log").open("w") as log:
        server = subprocess.Popen(command, env=env, stdout=log, stderr=log, start_new_session=True)
        try:
            _wait(server, f"http://127.0.0.1:{port}/api/status?token=t", home / "lab.log")
            yield Lab(f"http://127.0.0.1:{port}", root, browser)
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(10)


def _wait(server: Any, url: str, log: Path) -> None:
    deadline = time.monotonic() + 90
    while True:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(url, timeout=2).close()
            return
        if server.poll() is not None or time.monotonic() > deadline:
            pytest.fail("JupyterLab did not start:\n" + log.read_text()[-2000:])
        time.sleep(0.1)


class Coder:
    """What a researcher sees of the coding window, and what she does with it."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def ready(self) -> Coder:
        self.page.wait_for_selector('.nc:not([data-sentences="0"]) .nc-text[data-drawn]', timeout=30_000)
        self.page.locator(".nc").scroll_into_view_if_needed()
        return self

    @property
    def saved(self) -> int:
        return int(self.page.get_attribute(".nc", "data-saved"))

    @property
    def status(self) -> str:
        return str(self.page.text_content(".nc-status"))

    @property
    def progress(self) -> str:
        return str(self.page.text_content(".nc-progress"))

    def acknowledged(self, count: int) -> None:
        """Wait until Python has acknowledged this many changes, and none waits."""
        self.page.wait_for_function(
            "n => { const d = document.querySelector('.nc').dataset; return Number(d.saved) >= n && d.waiting === '0'; }",
            arg=count, timeout=30_000,
        )  # fmt: skip

    def press(self, *keys: str) -> None:
        """Keys, the last of which changes something: wait for its acknowledgement."""
        before = self.saved
        for key in keys:
            self.page.keyboard.press(key)
        self.acknowledged(before + 1)

    def does(self, selector: str) -> None:
        """A click that changes something: wait for its acknowledgement."""
        before = self.saved
        self.page.click(selector)
        self.acknowledged(before + 1)

    def status_says(self, words: str) -> None:
        self.page.wait_for_function(
            "w => document.querySelector('.nc-status').textContent.includes(w)", arg=words, timeout=15_000
        )

    def point(self, words: str, *, end: bool = False) -> tuple[float, float]:
        """Where these words begin (or end) on the screen."""
        x, y = self.page.evaluate(_POINT, [words, end])
        return x, y

    def select(self, first: str, last: str | None = None, *, inset: float = 1) -> None:
        """Drag the mouse from the start of one fragment to the end of another."""
        x1, y1 = self.point(first)
        x2, y2 = self.point(last or first, end=True)
        self.drag((x1 + inset, y1), (x2 - inset, y2))
        self.page.wait_for_function("() => document.querySelector('.nc-panel .nc-quote')", timeout=5_000)

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        mouse = self.page.mouse
        mouse.move(*start)
        mouse.down()
        mouse.move((start[0] + end[0]) / 2, (start[1] + end[1]) / 2, steps=4)
        mouse.move(*end, steps=4)
        mouse.up()

    def click_words(self, words: str) -> None:
        """Click on a coding by its words."""
        x, y = self.point(words)
        self.page.mouse.click(x + 3, y)

    def restart_kernel(self) -> None:
        self.page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")


_POINT = """([words, end]) => {
  const walk = document.createTreeWalker(document.querySelector(".nc-text"), NodeFilter.SHOW_ALL, {
    acceptNode: (n) => n.nodeType === 1 ? (n.matches(".nc-who, .nc-codes") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP) : NodeFilter.FILTER_ACCEPT,
  });
  let all = "", nodes = [];
  while (walk.nextNode()) { nodes.push([all.length, walk.currentNode]); all += walk.currentNode.data; }
  const found = all.indexOf(words);
  if (found < 0) throw new Error("not on the screen: " + words);
  const at = found + (end ? words.length : 0);
  const [from, node] = nodes.filter(([o, n]) => (end ? o < at : o <= at) && at <= o + n.length).at(-1);
  const r = document.createRange();
  r.setStart(node, at - from); r.collapse(true);
  const q = r.getClientRects()[0];
  return [q.left, q.top + q.height / 2];
}"""


def axe_in_window(page: Any, window: str = ".nc") -> list[str]:
    """What axe-core finds wrong in the coding window, as it stands; JupyterLab around it is not ours."""
    session = page.context.new_cdp_session(page)
    frame = session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
    world = session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "axe"})["executionContextId"]
    session.send("Runtime.evaluate", {"expression": axe_source(), "contextId": world})
    wanted = json.dumps({"runOnly": TAGS, "resultTypes": ["violations", "incomplete"]})
    expression = (
        f"axe.run('{window}', {wanted}).then(r => JSON.stringify([r.violations, r.incomplete, r.passes.length]))"
    )
    answer = session.send("Runtime.evaluate", {"expression": expression, "contextId": world, "awaitPromise": True})
    assert "exceptionDetails" not in answer, answer
    wrong, undecided, passed = json.loads(answer["result"]["value"])
    assert passed > 10
    found = [*wrong, *(rule for rule in undecided if rule["id"] != "color-contrast")]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]
