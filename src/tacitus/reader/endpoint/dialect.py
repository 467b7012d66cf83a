"""How one server wants to be asked: servers differ in how an answer's shape and length are set, and say so by refusing."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from tacitus.reader.endpoint import schema
from tacitus.reader.endpoint.settings import Endpoint

Shape = Literal["json_schema", "json_object", "plain"]
NEXT: dict[str, Shape] = {"json_schema": "json_object", "json_object": "plain"}
"""What to try where a server does not know a way to hold an answer to its shape; the answer is checked in any case."""


class Dialect(msgspec.Struct, frozen=True):
    """The options of a request. shape: how the answer is constrained. length: the name of the limit on its tokens.

    cool: whether the temperature may be set to 0, which some models refuse.
    """

    shape: Shape = "json_schema"
    length: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    cool: bool = True

    def body(self, settings: Endpoint, messages: list[dict[str, str]]) -> dict[str, Any]:
        """The request. No tools are offered, and nothing is streamed."""
        found: dict[str, Any] = {"model": settings.model, "messages": messages, "stream": False}
        found[self.length] = settings.answer
        if self.cool:
            found["temperature"] = 0
        if self.shape == "json_schema":
            wanted = {"name": "happenings", "strict": True, "schema": schema.json_schema()}
            found["response_format"] = {"type": "json_schema", "json_schema": wanted}
        elif self.shape == "json_object":
            found["response_format"] = {"type": "json_object"}
        return found

    def after(self, said: str) -> Dialect | None:
        """What to try after a refusal, by its words; None where there is nothing left to try."""
        if "max_completion_tokens" in said and self.length == "max_tokens":
            return msgspec.structs.replace(self, length="max_completion_tokens")
        if "temperature" in said and self.cool:
            return msgspec.structs.replace(self, cool=False)
        if self.shape in NEXT:
            return msgspec.structs.replace(self, shape=NEXT[self.shape])
        return None
