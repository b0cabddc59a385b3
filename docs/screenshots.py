"""Pictures of the report for README and these pages: `python docs/screenshots.py [folder of the pictures]`.

Runs the main question at its full size (finished runs come from the store) and a small sensitivity study, opens both reports in Chromium
and writes WebP pictures into docs/img/. Needs `pip install -e ".[test]"` and Chromium (or `playwright install chromium`).
"""

from __future__ import annotations

import io
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import siyu_sim as ss

HERE = Path(__file__).parent
STORE = HERE.parent / "reports" / ".store"  # that of the command line
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SMALL = ("study=sensitivity", "market.size=2000", "horizon_days=120", "study.sensitivity.trajectories=2", "study.sensitivity.keep=4",
         "study.sensitivity.base_samples=8", "study.sensitivity.steps=5", "study.sensitivity.worlds=3")  # fmt: skip
QUALITY = 82  # of WebP
LAPTOP, PHONE, PROJECTOR = (1366, 768, 1), (390, 844, 2), (1920, 1080, 1)


@dataclass(frozen=True)
class Picture:
    """A page at a hash on a screen (width, height, device pixels to each); of one element, or of the screen."""

    name: str
    page: str
    lang: str
    screen: tuple[int, int, int] = LAPTOP
    dark: bool = False
    of: str | None = None


PICTURES = (
    Picture("report", "question", "en"),
    Picture("report.zh", "question", "zh"),
    Picture("phone", "question", "en", PHONE),
    Picture("projector_dark", "question", "zh", PROJECTOR, dark=True),
    Picture("cac_ltv", "question", "en", of="#en-fig-cac_ltv"),
    Picture("flywheel", "question", "en", of="#en-flywheel"),
    Picture("twins", "question", "en", of="#en-fig-twin_quadrants"),
    Picture("life", "question", "en", of="#en-fig-life"),
    Picture("sensitivity", "sensitivity", "en", of="#en-fig-{first}"),
)


def reports(folder: Path) -> dict[str, Path]:
    question = ss.run(ss.load("referral", overrides=["report.lang=both"]), store=STORE).report(folder)
    sensitivity = ss.sensitivity(ss.load("referral", overrides=["report.lang=both", *SMALL])).report(folder)
    return {"question": question, "sensitivity": sensitivity}


def take(browser: Any, one: Picture, page: Path) -> bytes:
    """The picture as PNG."""
    width, height, scale = one.screen
    scheme: Any = "dark" if one.dark else "light"
    context = browser.new_context(viewport={"width": width, "height": height}, device_scale_factor=scale, color_scheme=scheme)
    try:
        tab = context.new_page()
        tab.goto(f"{page.as_uri()}#{one.lang}")
        tab.wait_for_selector("html[data-drawn=all]", state="attached", timeout=120_000)
        if one.of is None:
            return tab.screenshot()
        first = tab.locator(f"#{one.lang} .fig").first.get_attribute("id").removeprefix(f"{one.lang}-fig-")
        tab.add_style_tag(content="nav { display: none; }")  # it would lie on what is taller than the screen
        return tab.locator(one.of.format(first=first)).screenshot(animations="disabled")
    finally:
        context.close()


def main(target: Path) -> None:
    from PIL import Image
    from playwright.sync_api import sync_playwright

    path = next((found for found in map(shutil.which, BROWSERS) if found), None)  # None: Playwright's own
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        pages = reports(Path(folder))
        with (
            sync_playwright() as playwright,
            playwright.chromium.launch(executable_path=path, args=["--no-sandbox"]) as browser,
        ):
            for one in PICTURES:
                file = target / f"{one.name}.webp"
                with Image.open(io.BytesIO(take(browser, one, pages[one.page]))) as image:
                    image.convert("RGB").save(file, quality=QUALITY, method=6)
                print(f"{file}  {file.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "img")
