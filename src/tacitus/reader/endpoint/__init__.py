"""The endpoint reader: a language model behind any OpenAI-compatible HTTP server, every word of it checked."""

from tacitus.reader.endpoint.estimate import Estimate
from tacitus.reader.endpoint.read import EndpointReader
from tacitus.reader.endpoint.settings import Endpoint, checked

__all__ = ["Endpoint", "EndpointReader", "Estimate", "checked"]
