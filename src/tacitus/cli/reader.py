"""The options of `tacitus read` that say which reader reads, and the dry run of the one that costs something."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tacitus.reader import ReaderChoice
    from tacitus.record import Report
    from tacitus.sources import Options

READERS = ("rules", "learned", "endpoint")
"""As `tacitus.reader.choice.KINDS`, which is not imported for help's sake."""

OPTIONS = (
    click.option(
        "--reader", type=click.Choice(READERS), metavar="READER",
        help="What reads: rules, learned or endpoint; default: the best that is installed.",
    ),
    click.option(
        "--thresholds", type=click.Path(exists=True, dir_okay=False), metavar="FILE",
        help="Learned reader: how sure it must be, field by field (TOML; see docs/learned.md).",
    ),
    click.option(
        "--dates", type=click.Choice(("plain", "ucdp")), metavar="CONVENTION",
        help="How words of time become days: plain (default) or ucdp (see docs/dates.md).",
    ),
    click.option("--endpoint", metavar="URL", help="Endpoint reader: address of an OpenAI-compatible server."),
    click.option("--model", metavar="NAME", help="Endpoint reader: the model's name there."),
    click.option("--dry-run", is_flag=True, help="Endpoint reader: send nothing, and say what reading would take."),
    click.option("--requests-per-minute", type=int, metavar="N", help="Endpoint reader: most requests in a minute."),
    click.option("--max-tokens", type=int, metavar="N", help="Endpoint reader: most tokens of a run, sent and answered."),
    click.option(
        "--price", type=float, nargs=2, metavar="IN OUT", help="Endpoint reader: price of a million tokens, sent and answered."
    ),
    click.option("--max-cost", type=float, metavar="SUM", help="Endpoint reader: most that a run may cost, by --price."),
    click.option("--endpoint-timeout", type=float, metavar="SECONDS", help="Endpoint reader: longest time for an answer."),
    click.option("--no-cache", is_flag=True, help="Endpoint reader: neither use nor keep answers on disk."),
)
"""The key of a server is no option: it would stand in the shell's history."""


def reader_options(command: Any) -> Any:
    """Adds them to a command."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def choice(given: dict[str, Any]) -> ReaderChoice:
    """The reader that the options mean; takes them out of `given`. Raises TacitusError E102 where they do not fit."""
    from tacitus.errors import TacitusError
    from tacitus.reader import Endpoint, ReaderChoice

    kind, url, model, own = (given.pop(name) for name in ("reader", "endpoint", "model", "thresholds"))
    dates = given.pop("dates")
    if own is not None and kind in ("rules", "endpoint"):
        hint = "--reader learned, or leave the thresholds out"
        raise TacitusError("E102", "thresholds are for the learned reader", where="--thresholds", hint=hint)
    limits = {name: given.pop(name) for name in ("requests_per_minute", "max_tokens", "max_cost")}
    limits |= {"prices": given.pop("price"), "timeout": given.pop("endpoint_timeout")}
    said = {name: value for name, value in limits.items() if value is not None}
    cache = not given.pop("no_cache")
    if kind != "endpoint":
        if url is not None or model is not None or said or not cache or given["dry_run"]:
            hint = "--reader endpoint --endpoint URL --model NAME"
            raise TacitusError("E102", "these options are for the endpoint reader", where="--reader", hint=hint)
        return ReaderChoice(kind=kind, thresholds=own, dates=dates)
    if url is None or model is None:
        hint = "--endpoint http://127.0.0.1:8080/v1 --model NAME"
        raise TacitusError("E102", "the endpoint reader needs an address and a model", where="--reader", hint=hint)
    return ReaderChoice(kind=kind, endpoint=Endpoint(url=url, model=model, cache=cache, **said), dates=dates)


def put_estimate(paths: Iterable[str], chosen: Options, reader: ReaderChoice, into: str | None) -> int:
    """Prints what reading would take, sends nothing, keeps nothing; the exit status."""
    from pathlib import Path

    from tacitus import ingest, store
    from tacitus.cli.read import put_failures, status
    from tacitus.reader import using
    from tacitus.reader.endpoint import Estimate, checked

    used = using(reader)
    assert reader.endpoint is not None
    estimate = Estimate(checked(reader.endpoint))
    there = into is not None and Path(into).exists()
    known: set[str] = set()
    if there and into is not None:
        with store.open(into, create=False) as record:
            known = {key for key in record.reports() if record.known(key, used.version)}

    def wanted(report: Report) -> bool:
        return report.id not in known and used.relevant(report)

    found = ingest.read_all(paths, chosen, jobs=1, read=estimate.read, relevant=wanted)
    for line in estimate.lines():
        click.echo(line)
    put_failures(found.failures)
    return status(found.summary)
