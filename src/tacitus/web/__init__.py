"""The web: the page, the API and the feeds, over one record; never a word of SQL."""

from tacitus.web.app import app
from tacitus.web.serving import serve

__all__ = ["app", "serve"]
