"""Chromium draws: figures as PNG and SVG, the page as PDF. What it opens is rebuilt first, so that no script of a stranger runs and
nothing is fetched."""

from __future__ import annotations

import asyncio
import base64
import re
import secrets
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from siyu_sim.language import Said
from siyu_sim.report.furniture import TEMPLATES, packed_plotly

SCALE = 2  # pixels of a PNG for each of the figure
PATIENCE = 120.0  # seconds for one picture, and for the page
NOWHERE = "127.0.0.1:9"  # a proxy that nobody runs: whatever asks for the network gets an error
DROPPED = frozenset({"iframe", "frame", "object", "embed", "base", "link", "applet", "portal", "form"})
PAGE_READY = "document.documentElement.dataset.drawn === 'all'"


class BrowserError(Exception):
    """What went wrong, for the user."""


@dataclass(frozen=True)
class Picture:
    """key: of the figure; form: "png" or "svg"."""

    key: str
    form: str
    figure: dict[str, Any]
    width: int
    height: int


def draw(
    pictures: Sequence[Picture], page: str | None = None, at: str = ""
) -> tuple[dict[tuple[str, str], bytes], bytes | None]:
    """((key, form) → the picture, and the page as PDF, opened at the element `at`). Raises BrowserError."""
    try:
        return asyncio.run(_draw(pictures, page, at))
    except BrowserError:
        raise
    except Exception as error:  # whatever a browser and the pipe to it can do
        reason = next(iter(str(error).strip().splitlines()), "")
        why = f"{type(error).__name__}: {reason}".rstrip(": ")
        raise BrowserError(Said("the browser failed: {why}", why=why)) from error


async def _draw(pictures: Sequence[Picture], page: str | None, at: str) -> tuple[dict[tuple[str, str], bytes], bytes | None]:
    from kaleido import Kaleido, PageGenerator

    plotly = _plotly_file()
    generator = PageGenerator(plotly=(plotly.as_uri(), "utf-8"), mathjax=False)
    drawn: dict[tuple[str, str], bytes] = {}
    printed = None
    async with Kaleido(n=1, timeout=PATIENCE, page_generator=generator, proxy_server=NOWHERE) as browser:
        for picture in pictures:
            options = {
                "format": picture.form,
                "width": picture.width,
                "height": picture.height,
                "scale": SCALE if picture.form == "png" else 1,
            }
            drawn[picture.key, picture.form] = await browser.calc_fig(picture.figure, opts=options)
        if page is not None:
            printed = await asyncio.wait_for(_print(browser, page, at), 3 * PATIENCE)
    return drawn, printed


async def _print(browser: Any, page: str, at: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="siyu_sim-") as folder:
        path = Path(folder) / "page.html"
        path.write_text(page, "utf-8")
        tab = await browser.create_tab(path.as_uri() + (f"#{at}" if at else ""))
        await tab.send_command("Page.enable")
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            answer = await tab.send_command("Runtime.evaluate", params={"expression": PAGE_READY})
            if answer.get("result", {}).get("result", {}).get("value") is True:
                break
            await asyncio.sleep(0.2)
        else:
            raise BrowserError(Said("the page was not drawn; it may be of another version: give the command of the run again"))
        settings = {"printBackground": True, "preferCSSPageSize": True, "paperWidth": 8.27, "paperHeight": 11.69}
        answer = await tab.send_command("Page.printToPDF", params=settings)
        if "result" not in answer:
            why = answer.get("error", {}).get("message", "")
            raise BrowserError(Said("the page could not be printed: {why}", why=why))
        return base64.b64decode(answer["result"]["data"])


def _plotly_file() -> Path:
    import plotly

    return Path(plotly.__file__).parent / "package_data" / "plotly.min.js"


def has_browser() -> bool:
    """Whether a Chromium or Chrome is found; the environment variable BROWSER_PATH names another."""
    from choreographer.browsers.chromium import Chromium

    return Chromium.find_browser(skip_local=False) is not None


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
        policy = f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'unsafe-inline'; img-src data: blob:"
        head = f'<!doctype html>\n<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">'
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
