"""A page on a screen: opened in a context of its own, and what it did there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Screen:
    """Width and height in CSS pixels, device pixels to each, and whether fingers touch it."""

    width: int
    height: int
    scale: float = 1
    touch: bool = False


SCREENS = {
    "phone": Screen(390, 844, 2, touch=True),
    "laptop": Screen(1366, 768),
    "projector": Screen(1920, 1080),
    "zoomed": Screen(683, 384, 2),  # the laptop at 200 %
}
PATIENCE_MS = 90_000
LOCAL = ("file://", "data:", "blob:", "about:")
DRAWN = "html[data-drawn=all]"
MEASURES = (Path(__file__).parent / "labels.js").read_text("utf-8")


@dataclass
class Shown:
    """A page that is open. `complaints`: errors and warnings of the console, and what its scripts threw; `outside`: addresses that it
    asked for other than its own."""

    page: Any
    complaints: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def js(self, expression: str, argument: object = None) -> Any:
        """The value of an expression, or of a function called with the argument."""
        return self.page.evaluate(expression, argument)

    def until_drawn(self) -> None:
        """Wait until every figure of the language on the screen is drawn."""
        self.page.wait_for_selector(DRAWN, state="attached")

    def measure(self, what: str) -> list:
        """What is wrong by one of the measures of labels.js; empty if nothing is."""
        return self.js(f"{MEASURES}\n;measures.{what}()")

    def press(self, selector: str, key: str = "Enter") -> None:
        """A key, on the element."""
        self.page.locator(selector).press(key)


@dataclass
class Browser:
    """A running browser."""

    running: Any

    @property
    def is_firefox(self) -> bool:
        return self.running.browser_type.name == "firefox"

    @contextmanager
    def show(
        self, page: Path, screen: str = "laptop", *, dark: bool = False, at: str = "", scripts: bool = True, drawn: bool = True
    ) -> Iterator[Shown]:
        """A page at a hash, as somebody sees it who was never there, with every figure drawn; closed afterwards."""
        size = SCREENS[screen]
        settings: dict[str, Any] = {
            "viewport": {"width": size.width, "height": size.height},
            "device_scale_factor": size.scale,
            "locale": "en-US",
            "java_script_enabled": scripts,
        }
        if self.is_firefox:  # of a stock Firefox neither media nor touch can be emulated
            settings |= {"color_scheme": "null", "reduced_motion": "null", "forced_colors": "null"}
        else:
            settings |= {"has_touch": size.touch, "is_mobile": size.touch, "color_scheme": "dark" if dark else "light"}
        context = self.running.new_context(**settings)
        try:
            shown = Shown(context.new_page())
            shown.page.set_default_timeout(PATIENCE_MS)
            listen(shown)
            shown.page.goto(page.as_uri() + at)
            if scripts and drawn:
                shown.until_drawn()
            yield shown
        finally:
            context.close()


def listen(shown: Shown) -> None:
    """Keep what goes wrong, and who is asked for something."""

    def console(message: Any) -> None:
        if message.type in ("error", "warning"):
            shown.complaints.append(message.text)

    def request(asked: Any) -> None:
        if not asked.url.startswith(LOCAL):
            shown.outside.append(asked.url)

    shown.page.on("console", console)
    shown.page.on("pageerror", lambda error: shown.complaints.append(str(error)))
    shown.page.on("request", request)
