"""A scripted server on this machine that answers as chat completions do, or as badly as a test wants."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = dict[str, Any] | Callable[[BaseHTTPRequestHandler, dict[str, Any]], None]


class Scripted:
    """What the server was asked, and what it answers: each answer once, the last one for ever."""

    def __init__(self, answers: list[Answer]) -> None:
        self.answers = answers
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.url = ""

    def text(self, n: int = -1) -> str:
        """The message of a request that holds the report."""
        return str(self.asked[n]["messages"][-1]["content"])


def chat(content: Any, finish: str = "stop", **more: Any) -> Answer:
    """A good answer with this content; what is no text becomes JSON."""
    said = content if isinstance(content, str) else json.dumps(content)
    message = {"role": "assistant", "content": said, **more.pop("message", {})}
    return {"status": 200, "body": {"choices": [{"message": message, "finish_reason": finish}],
                                    "usage": {"prompt_tokens": 100, "completion_tokens": 20}, **more}}


def told(*happenings: dict[str, Any]) -> Answer:
    """A good answer with these happenings."""
    return chat({"happenings": list(happenings)})


def error(status: int, message: str = "no", **headers: str) -> Answer:
    """A refusal."""
    return {"status": status, "body": {"error": {"message": message}}, "headers": headers}


@contextmanager
def serving(*answers: Answer) -> Iterator[Scripted]:
    """The server, as long as the body runs."""
    scripted = Scripted(list(answers))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            scripted.asked.append({**asked, "path": self.path})
            scripted.headers.append(dict(self.headers))
            answer = scripted.answers.pop(0) if len(scripted.answers) > 1 else scripted.answers[0]
            if callable(answer):
                answer(self, asked)
                return
            body = answer["body"]
            raw = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(answer["status"])
            for name, value in answer.get("headers", {}).items():
                self.send_header(name.replace("_", "-"), value)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, *_: Any) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    scripted.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield scripted
    finally:
        server.shutdown()
        server.server_close()
