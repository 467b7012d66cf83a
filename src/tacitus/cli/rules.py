"""`tacitus rules`: how one value is drawn from what several reports say, and what other ways would make of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tacitus.cli.filters import database, filters, query

if TYPE_CHECKING:
    from tacitus.merge.rules import Rules
    from tacitus.merge.sensitivity import Compared, Comparison, Values


@click.group("rules", short_help="Show, compare and choose the rules that draw one value from many reports.")
def rules_command() -> None:
    """Looks at the resolution rules: how one value is drawn from what several reports say. See docs/rules.md."""


@rules_command.command("list")
@click.option("--json", "as_json", is_flag=True, help="A JSON object of every set, by name.")
def list_command(as_json: bool) -> None:
    """Lists the sets of rules that come with the install; the first is the default."""
    from tacitus.cli.output import put_json, put_table
    from tacitus.merge.rules import named

    if as_json:
        put_json(named())
        return
    rows = [(name, rules.says) for name, rules in named().items()]
    put_table(("RULES", "WHAT THEY DO"), rows, {"RULES": 16}, ())


@rules_command.command("show")
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def show_command(name: str, as_json: bool) -> None:
    """Shows one set of rules, as a file for --rules would have it. NAME is a name of the list, or such a file."""
    from tacitus.cli.output import put_json
    from tacitus.merge.rules import load

    found = load(name)
    if as_json:
        put_json(found)
        return
    for line in _as_toml(found):
        click.echo(line)


def _as_toml(rules: Rules) -> list[str]:
    import json

    from tacitus.record import plain

    table = plain(rules)
    tolls = table.pop("tolls")
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in table.items()]
    return [*lines, "[tolls]", *(f"{name} = {json.dumps(value)}" for name, value in tolls.items())]


@rules_command.command("use")
@database
@click.argument("name")
def use_command(db: str, name: str) -> None:
    """Puts other rules in force in a database, and draws every incident anew by them.

    NAME is a name of the list, or a file. What changes is an ordinary revision, which names the rules as its cause.
    """
    from tacitus import store
    from tacitus.cli.who import who
    from tacitus.ingest.rules import use
    from tacitus.merge.rules import load

    rules = load(name)
    with store.open(db, create=False) as record:
        moved = use(record, rules, user=who())
    noun = "incident" if moved == 1 else "incidents"
    click.echo(f"drawn by the rules {rules.name!r}: {moved:,} {noun} changed", err=True)


@rules_command.command("compare")
@database
@filters
@click.option("--rules", "sets", metavar="NAME|FILE", multiple=True, help="Only these; the first is held against.")
@click.option("--all", "everything", is_flag=True, help="Also the incidents that no rule moves.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object: rules, totals, several, incidents.")
def compare_command(db: str, sets: tuple[str, ...], everything: bool, as_json: bool, **given: Any) -> None:
    """Draws the same incidents by every set of rules, side by side; the record stays as it is.

    MOVED counts the incidents in which any value differs from what the first set gives: by default the one in force.
    LOW, BEST and HIGH are sums of the killed; OPEN counts incidents without an upper bound, which add nothing to HIGH.
    """
    from tacitus import store
    from tacitus.cli.output import put_json
    from tacitus.ingest.rules import rules_compare

    asked = query(given)
    with store.open(db, create=False) as record:
        found = rules_compare(record, asked, sets or None, everything=everything)
    if as_json:
        put_json(found)
        return
    _put_totals(found)
    for incident in found.incidents:
        _put_incident(incident)


def _put_totals(found: Comparison) -> None:
    from tacitus.cli.output import put_table

    heads = ("RULES", "INCIDENTS", "LOW", "BEST", "HIGH", "OPEN", "MOVED")
    moved = dict.fromkeys(found.totals, 0)
    for incident in found.incidents:
        first = next(iter(incident.values.values()))
        for name, values in incident.values.items():
            moved[name] += values != first
    rows = [
        (name, f"{total.incidents:,}", f"{total.low:,}", f"{total.best:,}" if total.best or not total.without_best else "-",
         f"{total.high:,}", f"{total.open:,}", f"{moved[name]:,}")
        for name, total in found.totals.items()
    ]
    put_table(heads, rows, {"RULES": 18}, heads[1:])
    moving = sum(bool(incident.moves) for incident in found.incidents)
    total = next(iter(found.totals.values())).incidents if found.totals else 0
    click.echo(f"\nThe rules move {moving:,} of {total:,} incidents; {found.several:,} have several independent sources.")


def _put_incident(one: Compared) -> None:
    """Its values by rule, those that are alike together."""
    from tacitus.cli.output import put_table

    alike: dict[tuple[str, ...], list[str]] = {}
    for name, values in one.values.items():
        alike.setdefault(tuple(_cell(values, field) for field in one.moves), []).append(name)
    sources = "1 source" if one.sources == 1 else f"{one.sources} sources"
    click.echo(f"\n{one.id}  {sources}")
    rows = [(*cells, ", ".join(names)) for cells, names in alike.items()]
    put_table([*(field.upper() for field in one.moves), "BY"], rows, {}, ())


def _cell(values: Values, field: str) -> str:
    from tacitus.cli import words

    value = getattr(values, field)
    if field in ("killed", "wounded"):
        if value is None:
            return "not said"
        low, best, high = value
        said = words.bounds(low, high)
        return f"{said}, best {best}" if best is not None and low != high else said
    return words.clean("; ".join(value) if isinstance(value, list) else value or "unknown") or "nobody"
