"""The reader: what one report says happened. Its door is `read`; `using` opens the one that the user chose."""

from tacitus.reader.choice import ReaderChoice, Using, dated, using
from tacitus.reader.endpoint.settings import Endpoint
from tacitus.reader.pieces import read
from tacitus.reader.stages import VERSION, relevant

__all__ = ["VERSION", "Endpoint", "ReaderChoice", "Using", "dated", "read", "relevant", "using"]
