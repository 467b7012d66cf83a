"""`tacitus watch`: reads what is new in feeds, pages and folders into a record, until it is stopped."""

from __future__ import annotations

import click


@click.command("watch", short_help="Watch feeds and folders, and read what is new.")
@click.argument("db", metavar="DB")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--every", type=click.FloatRange(60), default=300.0, show_default=True, metavar="SECONDS",
              help="Between two looks at an address; folders are looked at every two seconds.")
@click.option("--publisher", metavar="NAME", help="Publisher of the reports, where they do not say.")
@click.option("--allow-loopback", is_flag=True, help="Ask addresses of this machine itself too; else only public ones.")
@click.option("--once", is_flag=True, help="Look once and end.")
def watch_command(db: str, paths: tuple[str, ...], every: float, publisher: str | None, allow_loopback: bool, once: bool) -> int:
    """Reads what is new in PATHs into DB, which is made if need be: addresses of feeds and pages, folders, files.

    Addresses are asked only for what is newer, no more than once a minute, and left alone for longer when they fail. A file is
    read when it has stayed as it is for two seconds, and again when it changes. Stop it with Ctrl-C; the same command goes on.
    """
    from threading import Event

    from tacitus import store
    from tacitus.cli.read import put_counts, put_failures
    from tacitus.cli.who import who
    from tacitus.ingest import Summary, read_into
    from tacitus.ingest.watching import Input, Look, Watch
    from tacitus.sources import Options
    from tacitus.store import Store

    def told(look: Look) -> None:
        put_failures(look.failures)
        if look.summary is not None:
            put_counts(look.summary)

    def reading(record: Store, inputs: list[Input], options: Options) -> Summary:
        return read_into(record, inputs, options, user=who())

    stop = Event()
    with store.open(db) as record:
        watch = Watch(record, paths, Options(publisher=publisher, allow_loopback=allow_loopback), every=every, read=reading)
        if once:
            found = watch.look()
            told(found)
            return 1 if found.failures else 0
        click.echo(f"watching {len(paths)} {'place' if len(paths) == 1 else 'places'}; Ctrl-C stops it", err=True)
        watch.run(stop, told)
    return 0
