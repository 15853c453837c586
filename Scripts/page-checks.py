"""Looks at pages in a headless Chromium over its debugging pipe; called by try-page.

    page-checks.py FOLDER-OF-PAGES [--screenshots FOLDER] [--axe AXE-CORE.JS]

Needs nothing but Python's own library. Prints what is wrong, and ends with 1 where anything is.
"""

import base64
import json
import os
import pathlib
import re
import select
import subprocess
import sys
import tempfile
import time

WIDTHS = {360: 780, 768: 1024, 1280: 900}
SECONDS = 30

# What the browser has made of the page, found by a script that is no part of it.
LOOK = r"""
(() => {
  const faults = [];
  const name = e => e.tagName.toLowerCase() + (e.id ? '#' + e.id : '') + ' "' + e.textContent.trim().slice(0, 40) + '"';
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > wide)
    faults.push(`the page is ${document.documentElement.scrollWidth} wide in ${wide}`);
  const parse = c => { const n = c.match(/[\d.]+/g).map(Number); return n.length < 4 ? [...n, 1] : n; };
  const light = c => { const [r, g, b] = c.map(v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const contrast = (a, b) => { const [x, y] = [light(a.slice(0, 3)), light(b.slice(0, 3))].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05); };
  const ground = e => { for (; e; e = e.parentElement) { const c = parse(getComputedStyle(e).backgroundColor);
    if (c[3] === 1) return c; } return [255, 255, 255, 1]; };
  let least = 99;
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement;
    if (!walk.currentNode.textContent.trim() || !e.getClientRects().length) continue;
    const style = getComputedStyle(e);
    const ratio = contrast(parse(e.closest('svg') ? style.fill : style.color), ground(e));
    least = Math.min(least, ratio);
    if (ratio < 4.5) faults.push(`contrast ${ratio.toFixed(2)} of ${name(e)}`);
    const box = e.getBoundingClientRect();
    if (!e.closest('.scroll, .skip, thead') && (box.right > wide + 1 || box.left < -1)) faults.push(`cut off: ${name(e)}`);
    if (!e.closest('svg') && parseFloat(style.fontSize) < 12) faults.push(`small text: ${name(e)}`);
  }
  for (const shape of document.querySelectorAll('svg rect:not(.back)')) {
    const ratio = contrast(parse(getComputedStyle(shape).fill), ground(shape));
    if (ratio < 3) faults.push(`contrast ${ratio.toFixed(2)} of a bar`);
  }
  for (const cell of document.querySelectorAll('td, th')) {
    const a = cell.getBoundingClientRect(), next = cell.nextElementSibling;
    if (!next || !a.width) continue;
    const b = next.getBoundingClientRect();
    if (b.width && b.top < a.bottom - 1 && b.left < a.right - 1 && a.top < b.bottom - 1)
      faults.push(`cells lie on each other: ${name(cell)}`);
  }
  const tags = [...document.querySelectorAll('*')].map(e => e.tagName.toLowerCase());
  return JSON.stringify({faults, least, tags});
})()
"""


class Browser:
    """A headless Chromium and the pipe to it."""

    def __init__(self, profile):
        to_read, self.output = os.pipe()
        self.input, to_write = os.pipe()
        # The browser reads from 3 and writes to 4.
        as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
        command = ["chromium", "--headless", "--disable-gpu", "--disable-dev-shm-usage", "--remote-debugging-pipe",
                   "--hide-scrollbars", f"--user-data-dir={profile}", *as_root, "about:blank"]
        shell = f'exec "$@" 3<&{to_read} 4>&{to_write} 2>/dev/null'
        self.process = subprocess.Popen(
            ["bash", "-c", shell, "bash", *command], pass_fds=(to_read, to_write), stdout=subprocess.DEVNULL)
        os.close(to_read)
        os.close(to_write)
        self.number = 0
        self.pending = b""
        self.events = []
        target = self.ask("Target.createTarget", {"url": "about:blank"})["targetId"]
        self.session = None
        self.session = self.ask("Target.attachToTarget", {"targetId": target, "flatten": True})["sessionId"]
        for domain in ["Page", "Runtime", "Log", "DOM", "Accessibility", "Network"]:
            self.ask(f"{domain}.enable")

    def receive(self):
        limit = time.monotonic() + SECONDS
        while b"\0" not in self.pending:
            if not select.select([self.input], [], [], max(0, limit - time.monotonic()))[0]:
                raise TimeoutError("the browser does not answer")
            more = os.read(self.input, 1 << 20)
            if not more:
                raise EOFError("the browser has ended")
            self.pending += more
        message, self.pending = self.pending.split(b"\0", 1)
        return json.loads(message)

    def ask(self, method, parameters=None):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters or {}}
        if getattr(self, "session", None):
            message["sessionId"] = self.session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.output, data):]
        while True:
            answer = self.receive()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def open(self, page):
        self.events.clear()
        self.ask("Page.navigate", {"url": page.resolve().as_uri()})
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self.events.append(self.receive())

    def run(self, script):
        answer = self.ask(
            "Runtime.evaluate", {"expression": script, "returnByValue": True, "awaitPromise": True})
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"])
        return answer["result"].get("value")

    def size(self, width, height, scale=1):
        self.ask("Emulation.setDeviceMetricsOverride",
                 {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False})

    def looks(self, scheme, media=""):
        self.ask("Emulation.setEmulatedMedia",
                 {"media": media, "features": [{"name": "prefers-color-scheme", "value": scheme}]})

    def complaints(self):
        """What the browser itself has to say: errors, blocked content, requests to anything but the page."""
        found = []
        for event in self.events:
            method, about = event.get("method"), event.get("params", {})
            if method == "Log.entryAdded":
                found.append(about["entry"]["text"])
            elif method in ("Runtime.exceptionThrown", "Runtime.consoleAPICalled"):
                found.append(method)
            elif method == "Network.requestWillBeSent" and about.get("type") != "Document":
                found.append("asked for " + about["request"]["url"])
        return found

    def end(self):
        self.process.terminate()
        self.process.wait(SECONDS)


def source_tags(page):
    """The elements in the order in which they begin in the file."""
    text = re.sub(r"<style>.*?</style>", "<style></style>", page.read_text(encoding="utf-8"), flags=re.S)
    return [tag.lower() for tag in re.findall(r"<([a-zA-Z][a-zA-Z0-9]*)", text)]


def accessibility(browser):
    """What a screen reader is told."""
    faults, roles, headings = [], {}, []
    for node in browser.ask("Accessibility.getFullAXTree")["nodes"]:
        if node.get("ignored"):
            continue
        role = node.get("role", {}).get("value", "")
        name = node.get("name", {}).get("value", "").strip()
        roles[role] = roles.get(role, 0) + 1
        if role in ("table", "region", "image", "link", "heading", "columnheader", "rowheader") and not name:
            faults.append(f"a {role} without a name")
        if role == "heading":
            headings.append(next(p["value"]["value"] for p in node["properties"] if p["name"] == "level"))
    for landmark in ("banner", "main", "contentinfo"):
        if roles.get(landmark) != 1:
            faults.append(f"{roles.get(landmark, 0)} landmarks {landmark}")
    if headings[:1] != [1] or headings.count(1) != 1 or any(b > a + 1 for a, b in zip(headings, headings[1:])):
        faults.append(f"headings {headings}")
    if not roles.get("columnheader") or not roles.get("rowheader"):
        faults.append("a table without headings of its columns and rows")
    return faults


def keyboard(browser):
    """The order in which the tabulator goes through the page."""
    faults, places = [], []
    script = """(() => { const e = document.activeElement; if (!e || e === document.body) return null;
      const all = [...document.querySelectorAll('*')], box = e.getBoundingClientRect(), s = getComputedStyle(e);
      return {place: all.indexOf(e), skip: e.classList.contains('skip'), outline: parseFloat(s.outlineWidth) || 0,
        seen: box.left >= 0 && box.right <= innerWidth && box.bottom > 0 && box.top < innerHeight}; })()"""
    for _ in range(60):
        for kind in ("rawKeyDown", "keyUp"):
            browser.ask("Input.dispatchKeyEvent", {"type": kind, "key": "Tab", "code": "Tab", "windowsVirtualKeyCode": 9})
        at = browser.run(script)
        if not at or at["place"] in places:
            break
        if not places and not at["skip"]:
            faults.append("the first step does not lead to the skip link")
        if not at["seen"]:
            faults.append(f"step {len(places) + 1} of the keyboard cannot be seen")
        if not at["outline"]:
            faults.append(f"step {len(places) + 1} of the keyboard has no frame")
        places.append(at["place"])
    if places != sorted(places) or len(places) < 2:
        faults.append(f"the keyboard goes {places}")
    return faults


def check(browser, page, screenshots, axe):
    faults, least = [], 99

    def look(about):
        nonlocal least
        found = json.loads(browser.run(LOOK))
        least = min(least, found["least"])
        faults.extend(f"{about}: {fault}" for fault in found["faults"] + browser.complaints())
        return found

    def shoot(name):
        if screenshots:
            picture = browser.ask("Page.captureScreenshot", {"captureBeyondViewport": True, "clip": {
                **{k: browser.ask("Page.getLayoutMetrics")["cssContentSize"][k] for k in ("x", "y", "width", "height")},
                "scale": 1}})
            (screenshots / f"{page.stem}-{name}.png").write_bytes(base64.b64decode(picture["data"]))

    for scheme in ("light", "dark"):
        browser.looks(scheme)
        for width, height in WIDTHS.items():
            browser.size(width, height)
            browser.open(page)
            found = look(f"{width} {scheme}")
            if found["tags"] != source_tags(page):
                pairs = enumerate(zip(found["tags"], source_tags(page)))
                place = next((f"{number} is {a} for {b}" for number, (a, b) in pairs if a != b), "some are missing")
                faults.append(f"{width} {scheme}: the browser repaired the page: of its elements {place}")
            shoot(f"{width}-{scheme}")
            if width == 360 or (width == 1280 and scheme == "light"):
                faults.extend(f"{width} {scheme}: {fault}" for fault in accessibility(browser) + keyboard(browser))
            if axe:
                browser.run(axe + ";0")
                # A page that is left open and grows old would go on saying that all is well; so it renews itself.
                found = json.loads(browser.run(
                    "axe.run({rules: {'meta-refresh': {enabled: false}}}).then(r => JSON.stringify(r.violations.map(v => v.id + ': ' + v.nodes[0].html.slice(0, 90))))"))
                faults.extend(f"{width} {scheme}: axe: {fault}" for fault in found)
    # A page tells its age by itself.
    told = browser.run("getComputedStyle(document.getElementById('old')).visibility === 'visible'")
    if told != (page.stem == "old"):
        faults.append("the page says that it is old" if told else "the page does not say that it is old")
    browser.looks("light")
    # A page at 200 % has half the room; text alone at 200 % has all of it.
    browser.size(640, 450, scale=2)
    browser.open(page)
    look("200 %")
    shoot("200-percent")
    browser.size(1280, 900)
    browser.open(page)
    browser.run("document.documentElement.style.fontSize = '200%'")
    look("text at 200 %")
    # A4 less two margins of 15 mm, at 96 dots an inch; printed from a dark screen, it is still black on white.
    browser.looks("dark", "print")
    browser.size(680, 1009)
    browser.open(page)
    look("print")
    ground = browser.run("getComputedStyle(document.body).backgroundColor")
    if ground != "rgb(255, 255, 255)":
        faults.append(f"paper is {ground}")
    browser.looks("light")
    paper = base64.b64decode(browser.ask(
        "Page.printToPDF", {"preferCSSPageSize": True, "printBackground": False})["data"])
    sizes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", paper)
    if not sizes or any(abs(float(w) - 595) > 2 or abs(float(h) - 842) > 2 for w, h in sizes):
        faults.append(f"the paper is not A4: {sizes}")
    if screenshots:
        (screenshots / f"{page.stem}.pdf").write_bytes(paper)
    print(f"{page.stem}: {len(faults)} faults, least contrast {least:.2f}, {len(sizes)} sheets of A4")
    for fault in dict.fromkeys(faults):
        print(f"  {fault}")
    return not faults


def main(arguments):
    folder = pathlib.Path(arguments.pop(0))
    options = dict(zip(arguments[::2], arguments[1::2]))
    unknown = set(options) - {"--screenshots", "--axe"}
    if unknown or len(arguments) % 2:
        sys.exit(__doc__)
    screenshots = pathlib.Path(options["--screenshots"]) if "--screenshots" in options else None
    if screenshots:
        screenshots.mkdir(parents=True, exist_ok=True)
    axe = pathlib.Path(options["--axe"]).read_text(encoding="utf-8") if "--axe" in options else None
    pages = sorted(folder.glob("*.html"))
    if not pages:
        sys.exit("there are no pages")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = Browser(profile)
        try:
            good = [check(browser, page, screenshots, axe) for page in pages]
        finally:
            browser.end()
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main(sys.argv[1:])
