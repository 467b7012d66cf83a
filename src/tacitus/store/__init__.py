"""The store: the archive, what every report states, the incidents with all their revisions, and the search in them."""

from tacitus.store.asking import Question
from tacitus.store.batch import Batch, Changed, Face, Kept, Outcome
from tacitus.store.moment import moment
from tacitus.store.query import Query
from tacitus.store.store import Store, open

__all__ = ["Batch", "Changed", "Face", "Kept", "Outcome", "Query", "Question", "Store", "moment", "open"]
