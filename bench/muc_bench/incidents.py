"""Where the incidents of a report come from: the learned reader, the rule reader, or signals that were kept in a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from muc_bench import statements
from muc_bench.scene import Scene
from tacitus import reader
from tacitus.reader.learned.frames import Frame, frames
from tacitus.reader.learned.signals import Signals, Span

Source = Callable[[Scene], list[Frame]]


def source(name: str, kept: Path | None = None) -> Source:
    """A way to find incidents: "rules", "learned" (with the model in the package), or "learned" with signals from a file."""
    if name == "rules":
        return by_rules
    if kept is not None:
        signals = {key: signals_of(value) for key, value in json.loads(kept.read_text(encoding="utf-8")).items()}
        return lambda scene: frames(scene.wire.text, signals[scene.wire.document])
    return by_model


def by_rules(scene: Scene) -> list[Frame]:
    """What the rule reader's statements say."""
    return statements.frames(reader.read(scene.report))


def by_model(scene: Scene) -> list[Frame]:
    """What the learned reader sees; the rule reader stands in where no model is installed."""
    from tacitus.reader import learned

    seen = learned.look(scene.wire.text)
    return frames(scene.wire.text, seen) if seen is not None else by_rules(scene)


def signals_of(kept: dict[str, Any]) -> Signals:
    """Signals from their JSON."""
    spans = (Span(**{**s, "kinds": tuple(s.get("kinds", ()))}) for s in kept.get("spans", ()))
    return Signals(kept["relevance"], dict(kept.get("kinds", {})), tuple(spans))
