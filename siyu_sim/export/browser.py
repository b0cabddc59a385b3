"""Chromium draws: figures as PNG and SVG, the page as PDF. What it opens is rebuilt first, so that no script of a stranger runs and
nothing is fetched."""

from __future__ import annotations

import asyncio
import base64
import json
import logging
import os
import re
import secrets
import tempfile
import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from siyu_sim.language import Said
from siyu_sim.report.furniture import PLOTLY, TEMPLATES, packed_plotly

SCALE = 2  # pixels of a PNG for each of the figure
TABS = 4  # that draw at the same time, on as many processors
PATIENCE = 120.0  # seconds for one picture, and for the page
NOWHERE = "127.0.0.1:9"  # a proxy that nobody runs: whatever asks for the network gets an error
DROPPED = frozenset({"iframe", "frame", "object", "embed", "base", "link", "applet", "portal", "form"})
PAGE_READY = "document.documentElement?.dataset.drawn === 'all'"


class BrowserError(Exception):
    """What went wrong, for the user."""


@dataclass(frozen=True)
class Picture:
    """key: of the figure; width, height, heading: pixels, those of the heading at the top included in the height."""

    key: str
    figure: dict[str, Any]
    width: int
    height: int
    heading: int


def draw(
    pictures: Sequence[Picture], forms: Collection[str], page: str | None = None, at: str = ""
) -> tuple[dict[tuple[str, str], bytes], bytes | None]:
    """((key, form) → the picture, and the page as PDF, opened at the element `at`). Raises BrowserError.

    forms: "png", "svg", "slide" (a PNG without the heading).
    """
    try:
        return asyncio.run(_draw(pictures, [form for form in ("png", "svg", "slide") if form in forms], page, at))
    except (BrowserError, OSError):
        raise
    except Exception as error:  # whatever a browser and the pipe to it can do
        if type(error).__name__ in ("BrowserFailedError", "BrowserClosedError"):
            raise BrowserError(Said("the browser did not start, or was stopped: {path}", path=_browser())) from error
        reason = next(iter(str(error).strip().splitlines()), "")
        why = f"{type(error).__name__}: {reason}".rstrip(": ")
        raise BrowserError(Said("the browser failed: {why}", why=why)) from error


async def _draw(
    pictures: Sequence[Picture], forms: Sequence[str], page: str | None, at: str
) -> tuple[dict[tuple[str, str], bytes], bytes | None]:
    """Plotly is read once a tab, each figure laid out once for all its forms, and the page printed meanwhile."""
    from choreographer import Browser

    logging.getLogger("choreographer").setLevel(logging.CRITICAL)  # what goes wrong is told by an exception
    drawn: dict[str, dict[str, bytes]] = {}
    printed: list[bytes] = []
    left = list(reversed(range(len(pictures)))) if forms else []
    with tempfile.TemporaryDirectory(prefix="siyu_sim-") as folder:
        board, sheet = Path(folder) / "board.html", Path(folder) / "page.html"
        board.write_text(_board(pictures), "utf-8")
        sheet.write_text(page or "", "utf-8")

        async def figures() -> None:
            tab = await _opened(browser, board.as_uri())
            while left:
                k = left.pop()
                drawn[pictures[k].key] = await _picture(tab, k, forms)

        async def document() -> None:
            printed.append(await _print(browser, sheet.as_uri() + (f"#{at}" if at else "")))

        async with Browser(proxy_server=NOWHERE) as browser:
            work = [figures() for _ in range(min(len(left), TABS, os.cpu_count() or 1))]
            tasks = [asyncio.create_task(one) for one in [*([] if page is None else [document()]), *work]]
            try:
                await asyncio.gather(*tasks)
            finally:
                for task in tasks:
                    task.cancel()
    return {(one.key, form): drawn[one.key][form] for one in pictures for form in forms}, next(iter(printed), None)


def _board(pictures: Sequence[Picture]) -> str:
    """A page with the figures as data, Plotly, and what draws them; its policy allows these two scripts and fetches nothing."""
    nonce = secrets.token_urlsafe(16)
    data = json.dumps([asdict(one) for one in pictures]).replace("<", "\\u003c")  # no end of the block within it
    script = (Path(__file__).parent / "draw.js").read_text("utf-8")
    return (
        f'<!doctype html>\n<meta charset="utf-8">{_policy(nonce)}\n'
        f'<script type="application/json" id="figures">{data}</script>\n'
        f'<script nonce="{nonce}" src="{PLOTLY.as_uri()}" charset="utf-8"></script>\n<script nonce="{nonce}">{script}</script>'
    )


def _policy(nonce: str) -> str:
    policy = f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'unsafe-inline'; img-src data: blob:"
    return f'<meta http-equiv="Content-Security-Policy" content="{policy}">'


async def _picture(tab: Any, k: int, forms: Sequence[str]) -> dict[str, bytes]:
    call = f"picture({k}, {json.dumps(list(forms))}, {SCALE})"
    done = json.loads(await asyncio.wait_for(_evaluate(tab, call), PATIENCE))
    return {form: told.encode() if form == "svg" else base64.b64decode(told) for form, told in done.items()}


async def _evaluate(tab: Any, expression: str) -> Any:
    """The value, once it is there. Raises BrowserError with what the page says."""
    answer = await tab.send_command("Runtime.evaluate", params={"expression": expression, "awaitPromise": True})
    result = answer.get("result", {})
    if "exceptionDetails" in result or "result" not in result:
        details = result.get("exceptionDetails", {})
        told = (
            details.get("exception", {}).get("description") or details.get("text") or answer.get("error", {}).get("message", "")
        )
        raise BrowserError(Said("a figure could not be drawn: {why}", why=next(iter(str(told).splitlines()), "")))
    return result["result"].get("value")


async def _opened(browser: Any, address: str) -> Any:
    """A tab of its own window (hidden ones are slow) at the address, as it is printed, when all is drawn there."""
    tab = await browser.create_tab("about:blank", window=True)
    await tab.send_command("Emulation.setEmulatedMedia", params={"media": "print"})
    await tab.send_command("Page.navigate", params={"url": address})
    until = time.monotonic() + PATIENCE
    while await _evaluate(tab, PAGE_READY) is not True:
        if time.monotonic() > until:
            raise BrowserError(Said("the page was not drawn; it may be of another version: give the command of the run again"))
        await asyncio.sleep(0.1)
    return tab


async def _print(browser: Any, address: str) -> bytes:
    tab = await _opened(browser, address)
    settings = {"printBackground": True, "preferCSSPageSize": True, "paperWidth": 8.27, "paperHeight": 11.69}
    answer = await asyncio.wait_for(tab.send_command("Page.printToPDF", params=settings), 2 * PATIENCE)
    if "result" not in answer:
        why = answer.get("error", {}).get("message", "")
        raise BrowserError(Said("the page could not be printed: {why}", why=why))
    return base64.b64decode(answer["result"]["data"])


def has_browser() -> bool:
    """Whether a Chromium or Chrome is found; the environment variable BROWSER_PATH names another."""
    path = _browser()
    return path is not None and Path(path).is_file()


def _browser() -> str | None:
    from choreographer.browsers.chromium import Chromium

    return Chromium.find_browser(skip_local=False)


# ------------------------------------------------------------------------------------------------- the page, rebuilt


def harmless(page: str) -> str:
    """A report's page whose scripts are ours, word for word, under a policy that allows no others, and fetches nothing.

    Data blocks (JSON) stay. Plotly and, at the end, the script of the page are put in from this installation; all others go.
    """
    rebuilt = _Rebuilt(secrets.token_urlsafe(16))
    rebuilt.feed(page)
    rebuilt.close()
    script = (TEMPLATES / "page.js").read_text("utf-8")
    return "".join([*rebuilt.out, f'<script nonce="{rebuilt.nonce}">{script}</script>'])


class _Rebuilt(HTMLParser):
    def __init__(self, nonce: str) -> None:
        super().__init__(convert_charrefs=False)
        head = f'<!doctype html>\n<meta charset="utf-8">{_policy(nonce)}'
        self.out, self.nonce, self.skipping = [head], nonce, False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script":
            self.skipping = True
            self._script(given)
        elif tag not in DROPPED and tag != "meta":
            self.out.append(f"<{tag}{_attributes(attrs)}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in DROPPED and tag not in ("meta", "script"):
            self.out.append(f"<{tag}{_attributes(attrs)}>")

    def _script(self, given: dict[str, str | None]) -> None:
        kind, name = (given.get("type") or "").lower(), given.get("id") or ""
        if kind == "application/json" and re.fullmatch(r"[\w-]{1,40}", name):
            self.out.append(f'<script type="application/json" id="{name}">')
            self.skipping = False
        elif name == "plotly":
            self.out.append(f'<script type="text/plain" id="plotly">{packed_plotly()}</script>')

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            if not self.skipping:
                self.out.append("</script>")
            self.skipping = False
        elif tag not in DROPPED and tag != "meta":
            self.out.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            self.out.append(data)

    def handle_entityref(self, name: str) -> None:
        self.out.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.out.append(f"&#{name};")


def _attributes(attrs: Iterable[tuple[str, str | None]]) -> str:
    """Without handlers of events and without addresses but those inside the page."""
    kept = []
    for name, value in attrs:
        address = name in ("href", "src", "srcset", "action", "formaction", "xlink:href", "data", "poster", "background")
        if not name.startswith("on") and name != "srcdoc" and not (address and not (value or "").startswith("#")):
            kept.append(f" {name}" if value is None else f' {name}="{escape(value)}"')
    return "".join(kept)
