"""The web: the page, the API and the feeds, over one record; never a word of SQL."""

from tacitus.web.app import app
from tacitus.web.guard import Doors
from tacitus.web.serving import Certificate, is_here, serve

__all__ = ["Certificate", "Doors", "app", "is_here", "serve"]
