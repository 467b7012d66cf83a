"""A real language model on this machine reads a report; run when asked for, see docs/endpoint.md."""

from __future__ import annotations

import os
import select
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from endpoint_reports import TEXT, quoted, report

from tacitus import ontology
from tacitus.reader.endpoint import Endpoint, EndpointReader, checked

PYTHON = os.environ.get("TACITUS_MODEL_PYTHON")
SERVE = Path(__file__).with_name("serve_model.py")
LOADED_WITHIN = 240.0
"""Seconds; half a gigabyte is put together and loaded, on two busy cores."""

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(PYTHON is None, reason="TACITUS_MODEL_PYTHON names no Python with xllamacpp and the model"),
]


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    """The address of the model's server, which ends with the test."""
    folder = os.environ.get("TACITUS_MODEL_FOLDER", str(tmp_path))
    process = subprocess.Popen(
        [str(PYTHON), str(SERVE), folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert process.stdout is not None
    try:
        assert select.select([process.stdout], [], [], LOADED_WITHIN)[0], "the model's server did not start"
        address = process.stdout.readline().decode().strip()
        assert address.startswith("http"), "the model's server ended at once"
        yield address
    finally:
        process.kill()
        process.wait()


def test_a_small_model_reads_a_report_and_nothing_passes_that_is_not_in_it(url: str) -> None:
    made = EndpointReader(checked(Endpoint(url=url, model="qwen-0.5b", timeout=300, answer=1_024, cache=False)))
    found = made.read(report())
    assert made.budget.requests == 1
    assert made.budget.answered > 20
    assert found, made.notes()
    for statement in found:
        quoted(TEXT, statement)
        assert statement.type in ontology.load().types
        assert statement.reader.startswith("endpoint:qwen-0.5b")
