"""Asks the server about one part of a report: waits, tries again, learns how it wants to be asked, and stays in budget."""

from __future__ import annotations

import email.utils
import json
import random
import time
from collections.abc import Callable
from typing import Any

from tacitus.reader.endpoint import prompt, wire
from tacitus.reader.endpoint.budget import Budget, Spent
from tacitus.reader.endpoint.cache import Kept
from tacitus.reader.endpoint.dialect import Dialect
from tacitus.reader.endpoint.settings import KEY, Endpoint, key

TRIES = 4
"""The first and three more; with the waits between them about 15 seconds, or as long as the server asks for."""
LONGEST_WAIT = 120.0
"""Seconds; a server that asks for a longer rest has none to give to this report."""
PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, 529})
"""Answers that may be others a little later."""
LOST, REST = 3, 60.0
"""After so many parts in a row for which the server could not be reached, it is left alone for so many seconds."""
_TOO_LONG = ("context length", "context_length", "context size", "too long", "too many tokens", "exceeds the available")

_FORM = ("response_format", "json_schema", "grammar")


class Trouble(Exception):
    """One part of a report got no answer. code, what and hint are those of the failure to list."""

    def __init__(self, code: str, what: str, hint: str) -> None:
        self.code, self.what, self.hint = code, what, hint
        super().__init__(what)


class TooLong(Exception):
    """The part does not fit into the model's context."""


class Client:
    """A server, as one run uses it."""

    def __init__(
        self,
        settings: Endpoint,
        budget: Budget,
        *,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings, self._budget, self._sleep, self._clock = settings, budget, sleep, clock
        self._dialect = Dialect()
        self._lost, self._since = 0, 0.0

    def ask(self, text: str) -> Kept:
        """The model's answer about a text. Raises Trouble, or TooLong where the server says so."""
        resting = self._lost >= LOST
        if resting and self._clock() - self._since < REST:
            raise _unreached("it was not asked, as it could not be reached the last times")
        messages = prompt.messages(text)
        dialect = self._dialect
        while True:
            reply = self._send(dialect, messages, text, tries=1 if resting else TRIES)
            if reply.status == 200:
                kept = self._read(reply, text)
                self._dialect, self._lost = dialect, 0
                return kept
            said = _said(reply)
            if any(words in said.lower() for words in _TOO_LONG):
                raise TooLong
            other = dialect.after(said.lower()) if _of_form(reply, said) else None
            if other is None:
                raise _refused(reply, said)
            dialect = other

    def _send(self, dialect: Dialect, messages: list[dict[str, str]], text: str, tries: int) -> wire.Reply:
        """The server's answer, sent again while it is one that may pass."""
        body = json.dumps(dialect.body(self._settings, messages)).encode()
        wait, why = 0.0, ""
        for tried in range(tries):
            if tried:
                self._sleep(wait)
            try:
                self._budget.allow(prompt.tokens(text))
            except Spent as spent:
                hint = "raise it and read again; what was read is kept, and answers are not paid for twice"
                raise Trouble("E307", f"{spent} is reached", hint) from None
            wait = 2.0**tried + random.random()
            try:
                reply = wire.post(self._settings.url, body, _headers(), self._settings.timeout)
            except wire.Unreached as broken:
                why = str(broken)
                continue
            except wire.TooLarge:
                raise _unusable(f"it is larger than {wire.LARGEST >> 20} MB") from None
            if reply.status not in PASSING or reply.status == 500 and _of_form(reply, _said(reply)):
                return reply
            why = f"it answered {reply.status}"
            wait = max(wait, _retry_after(reply))
            if wait > LONGEST_WAIT:
                why += f" and asks for a rest of {wait:.0f} seconds"
                break
        self._lost, self._since = self._lost + 1, self._clock()
        raise _unreached(why)

    def _read(self, reply: wire.Reply, text: str) -> Kept:
        """The text of an answer; calls of tools, and whatever else stands in it, are not looked at."""
        guess = (prompt.tokens(text), int(len(reply.body) / prompt.CHARACTERS_A_TOKEN))
        try:
            found = json.loads(reply.body)
        except (ValueError, RecursionError):
            self._budget.used(None, None, guess=guess)
            raise _unusable("it is no JSON") from None
        usage = _at(found, "usage")
        self._budget.used(_at(usage, "prompt_tokens"), _at(usage, "completion_tokens"), guess=guess)
        choices = _at(found, "choices")
        choice = choices[0] if isinstance(choices, list) and choices else None
        content = _at(_at(choice, "message"), "content")
        if not isinstance(content, str) or not content.strip():
            raise _unusable("it holds no text")
        content = content.encode("utf-8", "replace").decode()  # half characters cannot be kept
        return Kept(content, cut_off=_at(choice, "finish_reason") == "length")


def _at(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None


def _headers() -> dict[str, str]:
    found = {
        "Content-Type": "application/json",
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "User-Agent": "Tacitus",
    }
    secret = key()
    return found if secret is None else {**found, "Authorization": f"Bearer {secret}"}


def _of_form(reply: wire.Reply, said: str) -> bool:
    """Whether a refusal may be about the request's form: of a bad request it is taken to be, of others if they say so."""
    named = any(words in said.lower() for words in (*_FORM, *_TOO_LONG))
    return reply.status in (400, 422) or reply.status in (404, 500, 501) and named


def _said(reply: wire.Reply) -> str:
    """A refusal in the server's words: one short line that can be printed, without the key."""
    try:
        found = json.loads(reply.body)
        error = _at(found, "error")
        said = _at(error, "message") or error or _at(found, "message") or _at(found, "detail") or ""
    except (ValueError, RecursionError):
        said = reply.body.decode("utf-8", "replace")
    line = " ".join(str(said).split())
    secret = key()
    line = line.replace(secret, "[key]") if secret else line
    return "".join(c for c in line if c.isprintable())[:300]


def _retry_after(reply: wire.Reply) -> float:
    """Seconds that the server asks to wait, given as a number or a date; 0 where it gives neither."""
    said = reply.headers.get("retry-after", "").strip()
    try:
        return max(0.0, min(float(said), 1e6)) if said and said[0].isdigit() else _until(said)
    except ValueError:
        return 0.0


def _until(said: str) -> float:
    try:
        return max(0.0, email.utils.parsedate_to_datetime(said).timestamp() - time.time()) if said else 0.0
    except (ValueError, TypeError, OverflowError):
        return 0.0


def _unreached(why: str) -> Trouble:
    return Trouble("E304", f"the endpoint gave no answer: {why}", "see that the server runs, then read again")


def _unusable(why: str) -> Trouble:
    hint = "try another model, or a server that holds answers to a JSON schema"
    return Trouble("E305", f"the endpoint's answer cannot be used: {why}", hint)


def _refused(reply: wire.Reply, said: str) -> Trouble:
    if 300 <= reply.status < 400:
        what, hint = "it leads elsewhere, and redirects are not followed", "give the address where the server really is"
    elif reply.status in (401, 403):
        what, hint = f"it answered {reply.status}: {said}", f"set the server's key in {KEY}"
    else:
        what, hint = f"it answered {reply.status}: {said}", "check the address and the name of the model"
    return Trouble("E306", f"the endpoint refuses: {what}".rstrip(": "), hint)
