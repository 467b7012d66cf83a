"""Places: finds the words of a report that name places, and says which place each means or that it cannot tell.

    located = locate(text, names=[(start, end, label)], hints=Hints(countries=("SY",)))

`bordered` adds the borders by which the report says that something happened; `situate` reads how things lie by all those
places ("20 km north of", "the road between") and gives each its point, radius and shape. `find` gives the mentions alone,
`resolve` settles one of them in a context of your own, `contradictions` holds what the report says of where its places lie
against the map. The gazetteer is a file that `python -m tacitus.places.build` makes; `ready` says whether it can be opened.
"""

from tacitus.places.borders import bordered
from tacitus.places.contradict import contradictions
from tacitus.places.find import find
from tacitus.places.gazetteer import ready
from tacitus.places.homes import Homes, hints
from tacitus.places.locate import locate
from tacitus.places.resolve import capital, holding, resolve
from tacitus.places.shapes import Context, Contradiction, Hints, Located, Mention, Place, Relation, Situated, Spot
from tacitus.places.situate import coarsened, province, situate

__all__ = [
    "Context",
    "Contradiction",
    "Hints",
    "Homes",
    "Located",
    "Mention",
    "Place",
    "Relation",
    "Situated",
    "Spot",
    "bordered",
    "capital",
    "coarsened",
    "contradictions",
    "find",
    "hints",
    "holding",
    "locate",
    "province",
    "ready",
    "resolve",
    "situate",
]
