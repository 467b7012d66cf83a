"""Measures the page: `python bench/page.py [DB]` serves a record on this machine and opens it in Debian's Chromium.

Counted: bytes of all that the page is made of, packed as it is sent, and of what comes before the list is drawn; and, as the
median of several fresh browsers' first visits, milliseconds from the request to the first paint, to the first incidents in
the list, and to the map with its signs. Without DB, the record that `make demo` makes. `--pictures docs/img` measures nothing
and makes the pictures of the docs anew instead.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import results

STATIC = results.ROOT / "src/tacitus/web/static"
DEMO = results.ROOT / "demo/tacitus.db"
FLAGS = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--no-sandbox"]
SETTLED = 4000
"""Milliseconds until a view has all its words, for a picture."""
PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"


def main() -> None:
    """Measures, prints and records."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("db", nargs="?", type=Path, default=DEMO)
    parser.add_argument("--visits", type=int, default=5)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--pictures", type=Path, metavar="FOLDER", help="make the pictures of the docs, and end")
    given = parser.parse_args()
    for needed in (given.db, Path(given.chromium)):
        if not needed.exists():
            raise SystemExit(f"{needed} is not there; `make demo` makes the record, Debian's package chromium the browser")
    if given.pictures:
        pictures(given.db, given.chromium, given.pictures)
        return
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


@contextmanager
def served(db: Path) -> Iterator[str]:
    """The address, without a slash at its end, at which the record is served."""
    import uvicorn

    from tacitus import store, web

    with store.open(db, create=False) as record:
        server = uvicorn.Server(uvicorn.Config(web.app(record), host="127.0.0.1", port=0, log_level="error"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            threading.Event().wait(0.05)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        server.should_exit = True
        thread.join(10)


def times(db: Path, chromium: str, visits: int) -> list[dict[str, Any]]:
    """Milliseconds of first visits."""
    from playwright.sync_api import sync_playwright

    with served(db) as address, sync_playwright() as play:
        seen = [visit(play, chromium, f"{address}/") for _ in range(visits)]
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


def pictures(db: Path, chromium: str, folder: Path) -> None:
    """The views as they are shown in README and docs: the record around Syria and Iraq, the incident of the most sources, the
    first question, the dashboard."""
    from playwright.sync_api import sync_playwright

    with served(db) as address, sync_playwright() as play:
        with urllib.request.urlopen(f"{address}/api/v1/incidents?limit=200") as answer:
            most = max(json.load(answer)["incidents"], key=lambda one: (one["independent_sources"], one["reports"], one["doubts"]))
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        context = browser.new_context(viewport={"width": 1280, "height": 760}, reduced_motion="reduce")
        views = {
            "record": ("/?map=33,40,4.2", "html[data-map]"), "incident": (f"/incident/{most['id']}", ".evidence .text"),
            "review": ("/review", ".evidence .text, .versus"), "dashboard": ("/dashboard", ".panel svg"),
        }
        for name, (path, ready) in views.items():
            page = context.new_page()
            page.goto(address + path)
            page.wait_for_selector(ready, timeout=120_000)
            page.wait_for_timeout(SETTLED)
            page.screenshot(path=folder / f"{name}.png")
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
