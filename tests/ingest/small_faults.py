"""Run by the tests as a process of its own: forks writers that it kills or lets run at once, and prints what came of it.

A fork starts in a millisecond with everything imported, so that thirty kills cost little; each is a real process with its own
connection, killed by the system as it stands.
"""

import json
import os
import random
import select
import signal
import sys
import time
from pathlib import Path

import small_reader

from tacitus import ingest, store
from tacitus.ingest.decisions import correct, decide, decide_pair, remark, undo, withdraw
from tacitus.ingest.seen import Stale

PLACES = ["Mosul", "Aleppo", "Kano"]
READS, KILLS = 8, 30


def texts(n):
    chance = random.Random(n)
    for each in range(3):
        what, place = chance.choice(["A bomb", "Shelling"]), chance.choice(PLACES)
        words = " ".join(chance.choice(["road", "market", "clinic", "north", "smoke"]) for _ in range(25))
        day = f"2016-07-{chance.randint(10, 13)}"
        yield f"{what} killed {chance.randint(1, 40)} people in {place} on {day}. {words} {n} {each}."


def read(record, folder, n):
    path = Path(folder) / f"{n}.jsonl"
    rows = [{"text": text, "publisher": f"P{n}", "published": "2016-07-14"} for text in texts(n)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    ingest.read_into(
        record, [path], jobs=1, read=small_reader.read, relevant=small_reader.relevant, version=small_reader.VERSION
    )


def steps(record, folder):
    """Everything that one history of this record is made of, in order; what is done already is passed over."""
    for n in range(READS):
        yield lambda n=n: read(record, folder, n)
        chance = random.Random(100 + n)
        for deed in chance.sample(["same", "not-same", "correct", "split", "withdraw", "undo"], 3):
            yield lambda deed=deed, n=n: once(record, deed, f"{deed} {n}")


def clock(n):
    """Puts every clock at the hour of a step, so that a history that was broken off has the same times as another."""
    at = f"2026-01-{1 + n // 24:02}T{n % 24:02}:00:00Z"
    for name, module in list(sys.modules.items()):
        if name.startswith("tacitus.ingest") and hasattr(module, "now"):
            module.now = lambda: at


def once(record, deed, name):
    """One decision, known by its comment, on incidents that follow from what the record holds; a comment if there is nothing
    to decide, so that no step is left for later."""
    if any(one.comment == name for one, _ in record.decisions()):
        return None
    chance, living = random.Random(name), list(record.incidents())
    one, other = chance.sample(living, 2) if len(living) > 1 else (living[0], living[0])
    if one is other and deed in ("same", "not-same"):
        deed = "correct"
    if deed in ("same", "not-same"):
        decide_pair(record, deed, one.id, other.id, user="ada", comment=name)
    elif deed == "correct":
        correct(record, one.id, "counts.killed", str(len(name)), user="ada", comment=name)
    elif deed == "split":
        wide = next((each for each in living if len(each.statements) > 1), None)
        if wide is None:
            return remark(record, one.id, name, user="ada")
        decide(record, {"kind": "split", "incident": wide.id, "statements": wide.statements[:1], "comment": name}, user="ada")
    elif deed == "withdraw":
        report = chance.choice(one.reports)
        withdraw(record, report, user="ada", why=name)
    else:
        free = [each.id for each, by in record.decisions() if by is None and each.kind != "undo"]
        if not free:
            return remark(record, one.id, name, user="ada")
        undo(record, chance.choice(free), user="ada", comment=name)
    return None


def work(database, folder, tell):
    with store.open(database) as record:
        for n, step in enumerate(steps(record, folder)):
            clock(n)
            step()
            tell(n)


def forked(task):
    """The process id of a child that does the task, and where it says how far it is."""
    out, into = os.pipe()
    child = os.fork()
    if child:
        os.close(into)
        return child, out
    os.close(out)
    try:
        task(lambda n: os.write(into, bytes([n])))
        os._exit(0)
    except BaseException:
        import traceback

        traceback.print_exc()
        os._exit(1)


def killed(database, folder, seed):
    """Kills the work thirty times, anywhere; how many were killed, and the step that the last one had told of."""
    chance, count, told, pace = random.Random(seed), 0, -1, 0.05
    for _ in range(KILLS * 4):
        child, out = forked(lambda tell: work(database, folder, tell))
        began, target = time.monotonic(), told + chance.choice([0, 0, 1, 1, 2])  # before anything is told, or within some step
        while told < target and select.select([out], [], [], 60)[0] and (said := os.read(out, 1)):
            told, pace = max(told, said[0]), 0.8 * pace + 0.2 * min(1.0, time.monotonic() - began)
            began = time.monotonic()
        time.sleep(chance.uniform(0, 2 * pace))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        os.close(out)
        count += os.WIFSIGNALED(status)
        check(database)
        if count >= KILLS or (os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0):
            break
    return count, told


def check(database):
    """What must hold at any moment: a sound file, each statement in one incident, each decision once."""
    import sqlite3

    if not os.path.exists(database) or not os.path.getsize(database):
        return
    with store.open(database) as record:
        told = [one for each in record.incidents() for one in each.statements]
        present = [one.id for report in record.reports() for one in record.statements_of_report(report)]
        names = [one.comment for one, _ in record.decisions()]
    with sqlite3.connect(database) as plain:
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert plain.execute("PRAGMA foreign_key_check").fetchall() == []
    assert sorted(told) == sorted(present), "a statement is lost or doubled"
    named = [one for one in names if one is not None]
    assert len(named) == len(set(named)), "a decision is doubled"


def ended(*children):
    """Waits for children, and says whether each ended well."""
    return [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0 for child, _ in children]


def count_up(database, times, user):
    """Adds one to the dead of the first incident, as often as told, and looks again whenever somebody was quicker."""
    refused = 0
    with store.open(database) as record:
        for _ in range(times):
            while True:
                first = next(iter(record.incidents()))
                value = str((first.counts["killed"].best or 0) + 1)
                try:
                    correct(record, first.id, "counts.killed", value, user=user, seen={first.id: first.revision})
                    break
                except Stale:
                    refused += 1
    return refused


def main(mode, folder, seed):
    database = str(Path(folder) / "war.db")
    if mode == "kill":
        print(*killed(database, folder, int(seed)))
        work(database, folder, lambda _: None)
    elif mode == "whole":
        work(database, folder, lambda _: None)
    elif mode == "race":
        with store.open(database) as record:
            read(record, folder, 0)
        print(*ended(*[forked(lambda _, user=user: count_up(database, 12, user)) for user in ("ada", "bo")]))
    else:  # one decides while another reads
        with store.open(database) as record:
            read(record, folder, 0)

        def reading(_):
            with store.open(database) as record:
                for n in range(1, READS):
                    read(record, folder, n)

        def deciding(_):
            with store.open(database) as record:
                for n in range(12):
                    once(record, ["correct", "same", "not-same"][n % 3], f"alone {n}")

        print(*ended(forked(reading), forked(deciding)))
    check(database)


if __name__ == "__main__":
    main(*sys.argv[1:])
