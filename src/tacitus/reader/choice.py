"""Turns the reader that the user chose into what the engine runs: its gate, its version, its function."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, get_args

import msgspec

from tacitus import times
from tacitus.errors import TacitusError
from tacitus.reader import pieces, stages
from tacitus.reader.endpoint.settings import Endpoint, checked
from tacitus.reader.learned import thresholds
from tacitus.record import Report, Statement

Kind = Literal["rules", "learned", "endpoint"]
KINDS: tuple[str, ...] = get_args(Kind)
"""What can be chosen: the rules alone, the rules with the learned reader, a language model behind an HTTP endpoint."""


class ReaderChoice(msgspec.Struct, frozen=True, kw_only=True):
    """Which reader reads. kind: None for the best that is installed. endpoint: needed by "endpoint", and only there.

    thresholds: a TOML file that says how sure the learned reader must be, field by field; None for its own. dates: the
    convention by which words of time become days, "plain" or one of `tacitus.times.conventions()`; None for plain.
    """

    kind: Kind | None = None
    endpoint: Endpoint | None = None
    thresholds: str | None = None
    dates: str | None = None


class Using(msgspec.Struct, frozen=True):
    """A reader that is ready to run.

    relevant: its gate. version: what its statements are signed with. read: its function, None for
    `tacitus.reader.read`, which other processes can run as well. here: it must run in this process, one report at a
    time. seconds: how long one report may take, None for the engine's own limit. notes: what to tell the user at the
    end of a run, a line each.
    """

    relevant: Callable[[Report], bool]
    version: str
    read: Callable[[Report], list[Statement]] | None = None
    here: bool = False
    seconds: float | None = None
    notes: Callable[[], list[str]] = list


def using(choice: ReaderChoice | str | None = None) -> Using:
    """The reader that is meant, ready to run; a string is its kind, None the best that is installed.

    Raises TacitusError E102 for a reader that does not exist, or an endpoint that cannot be used as it is given.
    """
    choice = _choice(choice)
    times.follow(choice.dates)
    if choice.kind != "endpoint":
        if choice.endpoint is not None:
            hint = "--reader endpoint, or leave the endpoint out"
            raise TacitusError("E102", "an endpoint is given, but not to be read with", where="reader", hint=hint)
        return _own(choice.kind, choice.thresholds)
    if choice.endpoint is None:
        hint = "--endpoint URL and --model NAME"
        raise TacitusError("E102", "the endpoint reader needs an address and a model", where="reader", hint=hint)
    settings = checked(choice.endpoint)
    from tacitus.reader.endpoint import EndpointReader

    reader = EndpointReader(settings)
    return Using(
        relevant=stages.relevant, version=reader.version, read=reader.read, here=True,
        seconds=reader.seconds, notes=reader.notes,
    )  # fmt: skip


def dated(choice: ReaderChoice | str | None, dates: str | None) -> ReaderChoice:
    """The same reader with another convention of dates; None leaves it as it is. Raises TacitusError E102 as `using`."""
    chosen = _choice(choice)
    return chosen if dates is None else msgspec.structs.replace(chosen, dates=dates)


def _choice(choice: ReaderChoice | str | None) -> ReaderChoice:
    return choice if isinstance(choice, ReaderChoice) else ReaderChoice(kind=_kind(choice))


def _own(kind: Kind | None, own: str | None) -> Using:
    """Our own reader: with the learned reader unless the rules alone are asked for."""
    thresholds.use_file(own)
    if kind == "rules":
        return Using(relevant=stages.relevant, version=stages.RULES + times.mark(), read=pieces.by_rules)
    if kind == "learned" and stages.VERSION != stages.LEARNED:
        hint = "make train makes its models; --reader rules reads without them"
        raise TacitusError("E102", "the learned reader's models are not there", where="reader", hint=hint)
    mark = thresholds.mark() if stages.VERSION == stages.LEARNED else ""
    return Using(relevant=stages.relevant, version=stages.VERSION + mark + times.mark())


def _kind(name: str | None) -> Kind | None:
    if name is None:
        return None
    try:
        kind: Kind = msgspec.convert(name, Kind)
    except msgspec.ValidationError:
        hint = ", ".join(KINDS)
        raise TacitusError("E102", f"there is no reader {name!r}", where="reader", hint=hint) from None
    return kind
