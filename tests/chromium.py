"""A headless Chromium for tests, driven over a pipe: no port, no driver, no package.

The commands are those of the Chrome DevTools Protocol.
"""

import base64
import json
import os
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
    "about:blank",
)
SECONDS = 60
# The browser reads commands from descriptor 3 and writes answers to 4. Both may be taken in this
# process, and one may be the other's: they are moved out of the way first.
LAUNCH = """
import os, sys
inward, outward = (os.dup(int(end)) for end in sys.argv[1:3])
while inward < 5:
    inward = os.dup(inward)
while outward < 5:
    outward = os.dup(outward)
os.dup2(inward, 3)
os.dup2(outward, 4)
os.execv(sys.argv[3], sys.argv[3:])
"""


def found():
    """Return where a Chromium is, or None."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def axe():
    """Return where axe-core is: what `.ci/chromium` has put into the environment, or None."""
    place = Path(sys.prefix) / "share" / "axe-core" / "axe.min.js"
    return place if place.is_file() else None


class Chromium:
    """One browser; `open` gives pages."""

    def __init__(self, profile):
        inward, self._to = os.pipe()
        self._from, outward = os.pipe()
        self._process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                LAUNCH,
                str(inward),
                str(outward),
                found(),
                *FLAGS[:-1],
                f"--user-data-dir={profile}",
                FLAGS[-1],
            ],
            pass_fds=(inward, outward),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        os.close(inward)
        os.close(outward)
        self._last, self._rest, self.events = 0, b"", []

    def send(self, method, session=None, **params):
        """Send a command and return its result; events that come before it are kept."""
        self._last += 1
        message = {"id": self._last, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        self._write(message)
        while True:
            answer = self._next()
            if answer.get("id") == self._last:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]

    def wait_for(self, method, session=None):
        """Wait until an event has come, of a page or of the browser; return what it says."""
        while True:
            for event in self.events:
                if event.get("method") == method and event.get("sessionId") == session:
                    self.events.remove(event)
                    return event["params"]
            self._next()

    def _write(self, message):
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._to, data) :]

    def _next(self):
        deadline = time.monotonic() + SECONDS
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._from], [], [], deadline - time.monotonic())
            read = os.read(self._from, 1 << 20) if ready else b""
            if not read:
                raise RuntimeError("Chromium does not answer")
            self._rest += read
        one, _, self._rest = self._rest.partition(b"\0")
        message = json.loads(one)
        if "method" in message:
            self.events.append(message)
        return message

    def open(self, address, width=1440, height=900):
        """Open a page and wait until it is loaded."""
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        page = Page(self, target, session)
        page.send("Page.enable")
        page.send("Log.enable")
        page.send("Runtime.enable")
        page.resize(width, height)
        page.send("Page.navigate", url=address)
        self.wait_for("Page.loadEventFired", session)
        return page

    def close(self):
        """End the browser."""
        try:
            self.send("Browser.close")
        finally:
            self._process.wait(timeout=SECONDS)
            os.close(self._to)
            os.close(self._from)


class Page:
    """One page of a browser."""

    def __init__(self, browser, target, session):
        self._browser, self._target, self.session = browser, target, session

    def send(self, method, **params):
        """Send a command to this page."""
        return self._browser.send(method, self.session, **params)

    def run(self, script):
        """Return what a piece of script gives; a promise is waited for."""
        answer = self.send(
            "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(json.dumps(answer["exceptionDetails"], ensure_ascii=False)[:2000])
        return answer["result"].get("value")

    def resize(self, width, height=900):
        """Give the window another size, in CSS pixels."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 500,
        )

    def press(self, key, code, text=""):
        """Press and release a key."""
        which = {"key": key, "code": key, "windowsVirtualKeyCode": code}
        self.send("Input.dispatchKeyEvent", type="keyDown", text=text, **which)
        self.send("Input.dispatchKeyEvent", type="keyUp", **which)

    def complaints(self):
        """Return what the browser has complained of on this page so far."""
        self.run("0")
        said = []
        for event in self._browser.events:
            if event.get("sessionId") == self.session:
                if event["method"] == "Log.entryAdded":
                    said.append(event["params"]["entry"]["text"])
                if event["method"] == "Runtime.exceptionThrown":
                    said.append(event["params"]["exceptionDetails"]["text"])
        return said

    def picture(self, *, whole=True):
        """Return the page as PNG."""
        shot = self.send("Page.captureScreenshot", captureBeyondViewport=whole)
        return base64.b64decode(shot["data"])

    def printed(self):
        """Return the page as PDF, as it is printed on A4."""
        answer = self.send("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        return base64.b64decode(answer["data"])

    def close(self):
        """Close the page."""
        self._browser.send("Target.closeTarget", targetId=self._target)
