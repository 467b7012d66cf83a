"""Measures the page: `python bench/page.py [DB]` serves a record on this machine and opens it in Debian's Chromium.

Counted: bytes of all that the page is made of, packed as it is sent, and of what comes before the list is drawn; and, as the
median of several fresh browsers' first visits, milliseconds from the request to the first paint, to the first incidents in
the list, and to the map with its signs. Without DB, the record that `make demo` makes.
"""

from __future__ import annotations

import argparse
import gzip
import re
import statistics
import threading
from pathlib import Path
from typing import Any

import results

STATIC = results.ROOT / "src/tacitus/web/static"
DEMO = results.ROOT / "demo/tacitus.db"
FLAGS = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--no-sandbox"]
PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"


def main() -> None:
    """Measures, prints and records."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("db", nargs="?", type=Path, default=DEMO)
    parser.add_argument("--visits", type=int, default=5)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    given = parser.parse_args()
    for needed in (given.db, Path(given.chromium)):
        if not needed.exists():
            raise SystemExit(f"{needed} is not there; `make demo` makes the record, Debian's package chromium the browser")
    rows = [*weights(), *times(given.db, given.chromium, given.visits)]
    print(results.table(rows))
    note = f"The page in Chromium, drawn by the processor, median of {given.visits} first visits to {given.db.name}."
    results.record("page", rows, note)


def weights() -> list[dict[str, Any]]:
    """Kilobytes as sent."""
    whole = sum(packed(path) for path in STATIC.rglob("*") if path.is_file())
    first = sum(packed(path) for path in needed_first())
    return [
        {"what": "weight of the whole page, packed (kB)", "measured": whole / 1000, "goal": "1500"},
        {"what": "of which before the list is drawn (kB)", "measured": first / 1000, "goal": ""},
    ]


def packed(path: Path) -> int:
    """Bytes as they are sent."""
    return len(gzip.compress(path.read_bytes(), 9))


def needed_first() -> set[Path]:
    """index.html, its style sheets, words and signs, and every module that is imported before anything is drawn."""
    todo, found = [STATIC / "app.js"], set()
    while todo:
        path = todo.pop()
        if path not in found:
            found.add(path)
            text = path.read_text("utf-8")
            todo += [(path.parent / name).resolve() for name in re.findall(r"(?:from|^import) ?\"(\.[^\"]+)\"", text, re.MULTILINE)]
    return found | {STATIC / name for name in ("index.html", "strings/en.json", "symbols.json")} | set((STATIC / "css").iterdir())


def times(db: Path, chromium: str, visits: int) -> list[dict[str, Any]]:
    """Milliseconds of first visits."""
    import uvicorn
    from playwright.sync_api import sync_playwright

    from tacitus import store, web

    with store.open(db, create=False) as record, sync_playwright() as play:
        server = uvicorn.Server(uvicorn.Config(web.app(record), host="127.0.0.1", port=0, log_level="error"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            threading.Event().wait(0.05)
        address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/"
        seen = [visit(play, chromium, address) for _ in range(visits)]
        server.should_exit = True
        thread.join(10)
    goals = {"first paint (ms)": "1000", "first incidents in the list (ms)": "1000", "map with its signs (ms)": ""}
    middle = [statistics.median(one[n] for one in seen) for n in range(len(goals))]
    return [{"what": what, "measured": value, "goal": goals[what]} for what, value in zip(goals, middle, strict=True)]


def visit(play: Any, chromium: str, address: str) -> tuple[float, float, float]:
    """First paint, first incidents and map, in milliseconds since the visit began."""
    browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(address, wait_until="commit")
    page.wait_for_selector(".row", timeout=120_000)
    listed = page.evaluate("performance.now()")
    page.wait_for_selector("html[data-map]", timeout=120_000)
    mapped = page.evaluate("performance.now()")
    painted = page.evaluate(PAINT)
    browser.close()
    return painted, listed, mapped


if __name__ == "__main__":
    main()
