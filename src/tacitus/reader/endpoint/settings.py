"""Where the language model is, what it may use, and whether that can be so; the key comes from the environment alone."""

from __future__ import annotations

import ipaddress
import math
import os
from urllib.parse import urlsplit, urlunsplit

import msgspec

from tacitus.errors import TacitusError

KEY = "TACITUS_API_KEY"
"""The environment variable that may hold the server's key; it is sent to no other address, never kept, never shown."""


class Endpoint(msgspec.Struct, frozen=True, kw_only=True):
    """A language model behind an HTTP server that speaks OpenAI's chat completions.

    url: the server's address, with or without "/v1" or "/v1/chat/completions". model: its name there. timeout: seconds
    that one request may take in all. requests_per_minute, max_tokens, max_cost: limits of a run, None for none; tokens
    count those sent and those answered. prices: of a million tokens sent and of a million answered, in the currency of
    max_cost. chunk: code points of a report sent at once. answer: most tokens of one answer. cache: whether answers
    are kept in the user's cache folder and used again.
    """

    url: str
    model: str
    timeout: float = 120.0
    requests_per_minute: int | None = None
    max_tokens: int | None = None
    max_cost: float | None = None
    prices: tuple[float, float] | None = None
    chunk: int = 6_000  # about 1,500 tokens: with the instructions and the answer it fits in a context of 8,192
    answer: int = 2_048
    cache: bool = True


def checked(given: Endpoint) -> Endpoint:
    """The same settings with the whole address. Raises TacitusError E102 for one that cannot be used."""
    if not given.model.strip() or not given.model.isprintable() or len(given.model) > 200:
        raise _wrong("--model", "the model needs a name", "the name by which the server knows the model")
    for name in ("timeout", "requests_per_minute", "max_tokens", "max_cost", "chunk", "answer"):
        value = getattr(given, name)
        if value is not None and not (value > 0 and math.isfinite(value)):
            raise _wrong(name, f"{value} is no limit", "a number above 0")
    if given.prices is not None and not all(price >= 0 and math.isfinite(price) for price in given.prices):
        raise _wrong("--price", f"{given.prices} are no prices", "two numbers, 0 or more")
    if given.max_cost is not None and given.prices is None:
        raise _wrong("--max-cost", "a cost cannot be kept without prices", "--price IN OUT, for a million tokens each")
    url = address(given.url)
    if key() is not None and not _may_have_key(url):
        hint = "an https address, or a server on this machine or network"
        raise _wrong("--endpoint", f"the key in {KEY} would go over the open network unencrypted", hint)
    return msgspec.structs.replace(given, url=url)


def address(url: str) -> str:
    """Where chat completions are asked for. Raises TacitusError E102 for an address that is none."""
    hint = "such as http://127.0.0.1:8080/v1 or https://host/v1"
    try:
        parts = urlsplit(url.strip())
        _ = parts.port
    except ValueError:
        raise _wrong("--endpoint", "it is no address", hint) from None
    if parts.scheme not in ("http", "https"):
        raise _wrong("--endpoint", f"{parts.scheme or 'nothing'} is no scheme that is asked", hint)
    if not parts.hostname or any(c.isspace() or not c.isprintable() for c in url.strip()):
        raise _wrong("--endpoint", "it names no host", hint)
    if parts.username is not None or parts.password is not None:
        raise _wrong("--endpoint", "an address must not hold a name or password", f"the key in {KEY}")
    path = parts.path.rstrip("/")
    if not path.endswith("/chat/completions"):
        path = f"{path or '/v1'}/chat/completions"
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))


def key() -> str | None:
    """The server's key, None where none is set. Raises TacitusError E102 for one that no header can hold."""
    found = os.environ.get(KEY, "").strip()
    if found and not (found.isascii() and found.isprintable()):
        raise _wrong(KEY, "the key holds letters that no header can hold", "set it again, without quotes or new lines")
    return found or None


def _may_have_key(url: str) -> bool:
    """Whether a key may go there: encrypted, or to this machine or a private network by its number or plain name."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme == "https":
        return True
    try:
        ip = ipaddress.ip_address(host)
    except ValueError:
        return "." not in host or host.endswith((".local", ".internal", ".lan", ".localhost"))
    return ip.is_private


def _wrong(where: str, what: str, hint: str) -> TacitusError:
    return TacitusError("E102", what, where=where, hint=hint)
