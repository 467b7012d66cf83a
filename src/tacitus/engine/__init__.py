"""The engine: runs the reader over many reports, in this process or in several, and loses none of them."""

from tacitus.engine.faults import Partly
from tacitus.engine.run import map_reports

__all__ = ["Partly", "map_reports"]
