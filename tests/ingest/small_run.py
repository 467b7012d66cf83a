"""Run by the tests as a process of its own, to be killed: reads PATH into DB and says what is safe after each batch."""

import sys
import time

import small_reader

from tacitus import ingest, store

SECONDS_A_REPORT = 0.004  # so that a run lasts long enough to be killed in the middle


def slowly(report):
    time.sleep(SECONDS_A_REPORT)
    return small_reader.read(report)


def main(path: str, database: str) -> None:
    with store.open(database) as record:
        summary = ingest.read_into(
            record, [path], jobs=1, read=slowly, version=small_reader.VERSION, relevant=small_reader.relevant,
            progress=lambda so_far: print(so_far.read + so_far.copies + so_far.irrelevant, flush=True),
        )
    print("done", summary.read + summary.copies + summary.irrelevant + summary.known, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
