"""A headless Chromium for tests, the one that is installed, driven by Playwright.

Playwright runs an event loop in the thread that uses it, and tests execute notebooks in theirs: all
calls go to one thread of its own.
"""

import os
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
MILLISECONDS = 60_000


def found():
    """Return where a Chromium is, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def axe():
    """Return where axe-core is: what `.ci/chromium` has put into the environment, or None."""
    place = Path(sys.prefix) / "share" / "axe-core" / "axe.min.js"
    return place if place.is_file() else None


def or_say_why_not(what, place):
    """Skip where a tool is not installed; in CI that is a failure."""
    if place is None:
        message = f"{what} is not installed: run .ci/chromium as root, or install it by hand"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    return place


class Chromium:
    """One browser; `open` gives pages."""

    def __init__(self):
        self._thread = ThreadPoolExecutor(1)
        self._playwright = self.do(sync_playwright().start)
        self.running = self.do(
            self._playwright.chromium.launch,
            executable_path=or_say_why_not("Chromium", found()),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )

    def do(self, function, *given, **named):
        """Call a function of Playwright, or one that uses it, in the thread of the browser."""
        return self._thread.submit(function, *given, **named).result()

    def open(self, address, width=1440, height=900):
        """Open a page and wait until it is loaded."""
        return Page(self, self.do(self._opened, address, width, height))

    def _opened(self, address, width, height):
        context = self.running.new_context(
            viewport={"width": width, "height": height}, is_mobile=width < 500
        )
        page = context.new_page()
        page.set_default_timeout(MILLISECONDS)
        page.said = []
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.on("console", lambda said: said.type == "error" and page.said.append(said.text))
        page.goto(address)
        return page

    def close(self):
        """End the browser."""
        self.do(self.running.close)
        self.do(self._playwright.stop)
        self._thread.shutdown()


class Page:
    """One page of a browser."""

    def __init__(self, browser, page):
        self._do, self._page = browser.do, page

    def run(self, script):
        """Return what a piece of script gives; a promise is waited for."""
        return self._do(self._page.evaluate, script)

    def resize(self, width, height=900):
        """Give the window another size, in CSS pixels."""
        self._do(self._page.set_viewport_size, {"width": width, "height": height})

    def press(self, key):
        """Press and release a key."""
        self._do(self._page.keyboard.press, key)

    def complaints(self):
        """Return what the browser has complained of on this page so far."""
        self.run("0")
        return self._page.said

    def reload_without_script(self):
        """Load the page again, its scripts left out."""

        def reload():
            session = self._page.context.new_cdp_session(self._page)
            session.send("Emulation.setScriptExecutionDisabled", {"value": True})
            self._page.reload()
            session.send("Emulation.setScriptExecutionDisabled", {"value": False})

        self._do(reload)

    def reduce_motion(self):
        """Ask for less motion, as a user of the system may."""
        self._do(self._page.emulate_media, reduced_motion="reduce")

    def downloaded(self, script):
        """Return the name and the bytes of the file that a piece of script downloads."""

        def download():
            with self._page.expect_download() as download:
                self._page.evaluate(script)
            return download.value.suggested_filename, Path(download.value.path()).read_bytes()

        return self._do(download)

    def printed(self):
        """Return the page as PDF, as it is printed on A4."""
        return self._do(self._page.pdf, prefer_css_page_size=True, print_background=True)

    def close(self):
        """Close the page."""
        self._do(self._page.context.close)
