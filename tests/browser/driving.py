"""Opening a page at the size of a screen, and what it did meanwhile."""

from __future__ import annotations

import json
import time

SIZES = {"phone": (390, 844), "laptop": (1366, 768), "projector": (1920, 1080)}
PATIENCE_SECONDS = 60


def show(driver, page, size="laptop", dark=False, at=""):
    """Open a page, at a hash, and wait until every figure is drawn."""
    width, height = SIZES[size]
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": size == "phone"}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": scheme})
    driver.get("about:blank")
    for kind in ("browser", "performance"):
        driver.get_log(kind)
    driver.get(page.as_uri() + at)
    until_drawn(driver)


def until_drawn(driver):
    """Wait until every figure of the language on the screen is drawn."""
    until = time.monotonic() + PATIENCE_SECONDS
    while driver.execute_script("return document.documentElement.dataset.drawn") != "all":
        assert time.monotonic() < until, driver.get_log("browser")
        time.sleep(0.05)


def requests(driver) -> list[str]:
    """Addresses that the page asked for."""
    events = (json.loads(entry["message"])["message"] for entry in driver.get_log("performance"))
    return [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]
