"""The engine: runs the reader over many reports, in this process or in several, and loses none of them."""

from tacitus.engine.run import map_reports

__all__ = ["map_reports"]
