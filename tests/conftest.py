"""What all tests share: none sees the places that the person who runs them has added, nor fails on a slow machine."""

from __future__ import annotations

import os
from pathlib import Path

from hypothesis import HealthCheck, settings

settings.register_profile("tacitus", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tacitus")  # what a loaded machine takes for an example says nothing of what is claimed

os.environ["TACITUS_PLACES"] = str(Path(__file__).parent / "no-such-places.sqlite")
