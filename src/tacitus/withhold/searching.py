"""Tells the record what may be searched while names are withheld, so that a search finds only what is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tacitus.store import shown
from tacitus.withhold import names
from tacitus.withhold.setting import veil

if TYPE_CHECKING:
    from tacitus.store import Store
    from tacitus.withhold.veil import Veil

AT_ONCE = 200
"""Reports masked in one transaction: others may write in between."""
Told = Callable[[int, int], None]
"""Is told how many reports are done, and of how many."""


def catch_up(
    record: Store, reports: Iterable[str] | None = None, incidents: Iterable[str] | None = None,
    told: Told = lambda _, __: None, *, whatever: bool = False,
) -> None:
    """Masks what came in since, if names are withheld; until then no search finds it. reports, incidents: only these, or all.
    whatever: also where none are, for one search through masked words.

    A report takes some milliseconds. Raises TacitusError E505 where there is something to mask and the record cannot be written.
    """
    if (through := veil(record, whatever=whatever)) is None:
        return
    waiting = shown.waiting(record, reports)
    done = 0
    for some in _portions(waiting):
        with record.writing():
            for key in some:
                _keep(record, key, through)
        done += len(some)
        told(done, len(waiting))
    judged: dict[str, bool] = {}
    for folded, name in shown.unjudged(record, incidents):
        judged[folded] = judged.get(folded, True) and not may_be_private(name, folded)
    shown.keep_names(record, judged)


def may_be_private(name: str, words: str = "") -> bool:
    """Whether the name of an unlisted party may be a private person's, in doubt yes. words: what else it is called by."""
    bare = names.bare(name)
    return bool(bare) and (" " in bare or bare == name.strip()) and not names.is_public(f"{name} {words}")


def _portions(ids: list[str]) -> Iterable[list[str]]:
    return (ids[n : n + AT_ONCE] for n in range(0, len(ids), AT_ONCE))


def _keep(record: Store, key: str, through: Veil) -> None:
    report = record.report(key)
    if report is None:
        return
    masked = through.report(report)
    met = [
        through.report(replace(report, publisher=one["publisher"], url=one["url"], source=one["source"] or report.source))
        for one in record.sightings(key)
    ]
    shown.keep_report(record, masked, [part for one in met for part in (one.publisher, one.url, one.source)])
