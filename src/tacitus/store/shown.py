"""What may be searched while names are withheld: the masked words of reports, and the names that are no private person's.

Whoever masks puts it here. What has not been put here is not found while names are withheld.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select, text
from sqlalchemy.dialects.sqlite import insert

from tacitus.store import schema
from tacitus.store.portions import portions
from tacitus.store.words import fold

if TYPE_CHECKING:
    from tacitus.record import Report
    from tacitus.store.store import Store

SETTING, NAMES = "withhold", "names"
"""The key of the setting, and its value while names are withheld."""
_WAITING = "SELECT id FROM reports WHERE seq NOT IN (SELECT rowid FROM shown_words) ORDER BY seq"


def withheld(connection: Connection) -> bool:
    """Whether names are withheld now."""
    rows = schema.settings.c
    asked = select(rows.value).where(rows.key == SETTING).order_by(rows.seq.desc()).limit(1)
    return bool(connection.execute(asked).scalar() == NAMES)


def waiting(record: Store, among: Iterable[str] | None = None) -> list[str]:
    """The ids of reports whose masked words are not here, in the order in which they came; of `among`, or of all."""
    with record._reading() as connection:
        if among is None:
            return list(connection.execute(text(_WAITING)).scalars())
        rows = schema.reports.c
        there = text("seq NOT IN (SELECT rowid FROM shown_words)")
        return [
            one for some in portions(among)
            for one in connection.execute(select(rows.id).where(rows.id.in_(some), there).order_by(rows.seq)).scalars()
        ]


def keep_report(record: Store, masked: Report, told: Iterable[str | None]) -> None:
    """Keeps the words by which a report may be found. told: publishers, addresses and paths where it was met, masked."""
    with record.writing():
        record._here.writing.execute(
            text("INSERT OR REPLACE INTO shown_words (rowid, title, text, told) "
                 "SELECT seq, :title, :text, :told FROM reports WHERE id = :id"),
            {"id": masked.id, "title": masked.title or "", "text": masked.text, "told": fold(*told)},
        )


def unjudged(record: Store, among: Iterable[str] | None = None) -> list[tuple[str, str]]:
    """The names of unlisted parties of which it is not known whether they may be searched: as folded, and as they stand.

    among: ids of the incidents to look at; None for all.
    """
    of, rows = schema.desk_actors.c, schema.desk.c
    asked = select(of.folded, of.name).distinct().where(
        of.actor == "", of.folded.not_in(select(schema.shown_names.c.folded))
    )
    with record._reading() as connection:
        if among is None:
            return [(row.folded, row.name) for row in connection.execute(asked)]
        within = [asked.where(of.seq.in_(select(rows.seq).where(rows.id.in_(some)))) for some in portions(among)]
        return [(row.folded, row.name) for one in within for row in connection.execute(one)]


def keep_names(record: Store, judged: Mapping[str, bool]) -> None:
    """Keeps which folded names may be searched."""
    rows = [{"folded": folded, "shown": shown} for folded, shown in judged.items()]
    if rows:
        with record.writing():
            record._here.writing.execute(insert(schema.shown_names).on_conflict_do_nothing(), rows)


def forget(connection: Connection, report_id: str) -> None:
    """Drops the words of a report that is read anew or met elsewhere: until it is masked again it is not found."""
    connection.execute(
        text("DELETE FROM shown_words WHERE rowid = (SELECT seq FROM reports WHERE id = :id)"), {"id": report_id}
    )
