"""Whether the page stays smooth over a large record: `python bench/smooth.py [DB]`, in Debian's Chromium, drawn by the processor.

Without DB a record of 100,000 incidents is made as bench/desk.py makes it (some minutes; --work keeps it for the next run). The
record view is opened, its map dragged, pointed at and scrolled nearer, a filter set, the timeline brushed and played, the list
scrolled through. For each is told how long the page's own thread was busy, in milliseconds of processor time, which other
programs on the machine do not change; its longest task in milliseconds of the clock, which they do; and frames a second.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import desk
import page as paged
import results

LONG = """window.long = [];
new PerformanceObserver((list) => list.getEntries().forEach((one) => long.push(one.duration))).observe({type: 'longtask'});"""
BEGIN = """long.length = 0; window.seen = 0; window.counting = true;
(function next() { seen++; if (counting) requestAnimationFrame(next); })()"""
END = "counting = false, [Math.max(0, ...long), seen]"
SETTLE, STEP = 1200, 16


class Hand:
    """A person before the page. lines: a line of the table for each thing done."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.lines: list[dict[str, Any]] = []
        self._devtools = page.context.new_cdp_session(page)
        self._devtools.send("Performance.enable", {"timeDomain": "threadTicks"})

    def _busy(self) -> float:
        metrics = self._devtools.send("Performance.getMetrics")["metrics"]
        return float(next(1000 * one["value"] for one in metrics if one["name"] == "TaskDuration"))

    def does(self, what: str, act: Callable[[], object]) -> None:
        """Does it, waits until all has been drawn, and keeps what it took."""
        self.page.evaluate(BEGIN)
        before, start = self._busy(), time.perf_counter()
        act()
        self.page.wait_for_timeout(SETTLE)
        spent = time.perf_counter() - start
        longest, frames = self.page.evaluate(END)
        busy = self._busy() - before
        line = {"done": what, "thread busy (ms)": busy, "longest task (ms)": longest, "frames a second": frames / spent}
        self.lines.append(line)
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()

    def drags(self, box: dict[str, float], across: float, *, row: float = 0.5, times: int = 1) -> None:
        """Draws the pressed pointer over the middle of an element."""
        y = box["y"] + row * box["height"]
        for _ in range(times):
            x = box["x"] + box["width"] * (1 - across) / 2
            self.page.mouse.move(x, y)
            self.page.mouse.down()
            for n in range(1, 31):
                self.page.mouse.move(x + n / 30 * across * box["width"], y)
                self.page.wait_for_timeout(STEP)
            self.page.mouse.up()
            self.page.wait_for_timeout(20 * STEP)


def tried(hand: Hand) -> None:
    """Everything in turn."""
    page = hand.page
    world, bars = page.locator(".map canvas").bounding_box(), page.locator(".histogram").bounding_box()
    x, y = world["x"] + world["width"] / 2, world["y"] + world["height"] / 2
    hand.does("map dragged three times", lambda: hand.drags(world, 0.4, times=3))
    hand.does("map pointed at, 60 steps", lambda: _pointed(page, x, y))
    hand.does("map scrolled six steps nearer", lambda: _wheeled(page, x, y, -240))
    hand.does("and six steps away", lambda: _wheeled(page, x, y, 240))
    hand.does("a type chosen", lambda: page.locator(".facet li label:has(.sign)").first.click())
    hand.does("and given up", lambda: page.locator(".chip").first.click())
    hand.does("timeline brushed", lambda: hand.drags(bars, 0.4))
    page.locator(".histogram").press("Escape")
    page.get_by_label("Width of a bar").select_option("day")
    page.wait_for_timeout(SETTLE)
    hand.does("timeline brushed, a bar a day", lambda: hand.drags(bars, 0.4))
    page.locator(".histogram").press("Escape")
    page.get_by_label("Width of a bar").select_option("month")
    page.wait_for_timeout(SETTLE)
    hand.does("played for six seconds", lambda: (page.locator(".play").click(), page.wait_for_timeout(6000)))
    page.get_by_role("button", name="End").click()
    hand.does("list scrolled 25 times", lambda: _scrolled(page))
    hand.does("map dragged beside a long list", lambda: hand.drags(world, 0.4))


def _pointed(page: Any, x: float, y: float) -> None:
    for n in range(60):
        page.mouse.move(x - 150 + 5 * n, y - 50 + n)
        page.wait_for_timeout(STEP)


def _wheeled(page: Any, x: float, y: float, by: float) -> None:
    page.mouse.move(x, y)
    for _ in range(6):
        page.mouse.wheel(0, by)
        page.wait_for_timeout(10 * STEP)


def _scrolled(page: Any) -> None:
    for _ in range(25):
        page.evaluate("document.querySelector('.side').scrollBy(0, 4000)")
        page.wait_for_timeout(12 * STEP)


def measured(db: Path, chromium: str) -> list[dict[str, Any]]:
    """Serves the record, opens it, and does everything."""
    from playwright.sync_api import sync_playwright

    with paged.served(db) as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=paged.FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.set_default_timeout(120_000)
        page.add_init_script(LONG)
        page.goto(f"{address}/")
        page.wait_for_selector(".row")
        page.wait_for_selector("html[data-map]")
        hand = Hand(page)
        tried(hand)
        browser.close()
    return hand.lines


def main() -> None:
    """Measures, prints and records."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("db", nargs="?", type=Path, help="a large record (default: one that is made)")
    parser.add_argument("--incidents", type=int, default=100_000)
    parser.add_argument("--work", type=Path, help="a folder for the record made, kept for the next run")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--record", action="store_true", help="write RESULTS.md")
    given = parser.parse_args()
    if not Path(given.chromium).exists():
        raise SystemExit(f"{given.chromium} is not there; Debian's package chromium is the browser")
    with tempfile.TemporaryDirectory() as made:
        work = given.work or Path(made)
        work.mkdir(parents=True, exist_ok=True)
        db = given.db or work / f"desk-{given.incidents}-20.db"
        if not db.exists():
            desk.fill(db, given.incidents, 20)
        lines = measured(db, given.chromium)
    print(results.table(lines))
    if given.record:
        note = f"The record view over {given.incidents:,} made-up incidents in Chromium, without a graphics card (bench/smooth.py)."
        results.record("Smooth", lines, note)


if __name__ == "__main__":
    main()
