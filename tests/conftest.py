"""What all tests share: none sees the places that the person who runs them has added or imported."""

from __future__ import annotations

import os
from pathlib import Path

os.environ["TACITUS_PLACES"] = str(Path(__file__).parent / "no-such-places.sqlite")
