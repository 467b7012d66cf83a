"""Three short reports for the tests of decisions, and a way to tell them to a record."""

import json

import small_reader

from tacitus import ingest

ONE = "A bomb killed 12 people in Mosul on 2016-07-26. Officials spoke of a calm morning before and smoke after it."
LATER = "Doctors have new figures now. A bomb killed 44 people in Mosul on 2016-07-26. The market is closed."
KANO = "Shelling killed 3 people in Kano on 2016-07-20. Nobody had expected that in a city so far from any front."


def tell(record, folder, *texts, read=small_reader.read, version=small_reader.VERSION):
    """Reads the texts into the record, each as a report of its own publisher."""
    path = folder / f"{len(list(folder.iterdir()))}.jsonl"
    rows = [{"text": text, "publisher": text[:9], "published": "2016-07-27"} for text in texts]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return ingest.read_into(record, [path], jobs=1, read=read, relevant=small_reader.relevant, version=version)


def read_anew(report):
    """Another version of the reader, which gives every statement another id."""
    found = small_reader.read(report)
    for one in found:
        one.id, one.reader = f"{one.id}-anew", "small-3"
    return found
