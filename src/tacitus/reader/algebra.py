"""Gives the parser the matrix product of numpy in place of its own, which is three times slower on many processors."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

LIBRARIES = ("numpy.libs", "numpy/.dylibs")
"""Where the packages of numpy keep the library that multiplies, beside numpy itself."""
SUFFIXES = ("64_", "_64_", "")
"""How its functions end, by how it was built."""


def hasten(pipeline: Any) -> None:
    """Let every layer of the pipeline multiply with numpy, one thread at a time.

    A report's matrices are small: more threads than one wait for each other longer than they work. Where the number
    of threads cannot be set (another build of numpy), the pipeline stays as it is.
    """
    if _threads() is None:
        return
    ops = _ops()
    for _, pipe in pipeline.pipeline:
        for layer in pipe.model.walk() if hasattr(getattr(pipe, "model", None), "walk") else ():
            layer.ops = ops


def _ops() -> Any:
    """Operations of thinc whose matrix product is that of numpy in one thread."""
    from thinc.api import NumpyOps

    threads = _threads()
    assert threads is not None
    count, limit = threads

    class OneThread(NumpyOps):  # type: ignore[misc]
        """As its parent; thinc compares operations by their name, so that is kept, too."""

        def gemm(self, x: Any, y: Any, *, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
            before = count()
            if before > 1:
                limit(1)
            try:
                return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
            finally:
                if before > 1:
                    limit(before)

    return OneThread(use_blis=False)


@cache
def _threads() -> tuple[Callable[[], int], Callable[[int], None]] | None:
    """The functions of numpy's library that tell and set its number of threads, None where it has not the known ones."""
    import numpy

    beside = Path(numpy.__file__).parents[1]
    for path in sorted(p for folder in LIBRARIES for p in (beside / folder).glob("*openblas*")):
        library = ctypes.CDLL(str(path))
        for end in SUFFIXES:
            for start in ("scipy_openblas", "openblas"):
                count = getattr(library, f"{start}_get_num_threads{end}", None)
                limit = getattr(library, f"{start}_set_num_threads{end}", None)
                if count is not None and limit is not None:
                    limit.restype = None
                    return count, limit
    return None
