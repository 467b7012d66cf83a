"""Makes one set of figures of those that the parse and the order of the words give: sums, parts, none twice."""

from __future__ import annotations

from tacitus.reader import madeof
from tacitus.reader.figures import Tally, is_attackers
from tacitus.reader.page import Page


def topped_up(page: Page, found: list[Tally]) -> list[Tally]:
    """With the sum where a sentence puts figures on top of one another: "arrested ten and detained another 14"."""
    for more in found:
        before = [t for t in found if t.what == more.what and t.end <= more.start and (_adds_up(t) or _single(t))]
        if more.running is not False or not _adds_up(more) or not before:
            continue
        first = before[-1]
        if first.running is False or page.places_in(first.end, more.start):
            continue
        low = first.low + more.low if first.low is not None and more.low is not None else None
        high = first.high + more.high if first.high is not None and more.high is not None else None
        first.part = more.part = True
        total = Tally(first.what, low, high, first.start, more.end, first.head, several=True, governor=first.governor)
        return [total, *found]
    return found


def _single(tally: Tally) -> bool:
    """One person told alone, on top of whom others can come: "the governor was killed along with four guards"."""
    return tally.named and tally.low == tally.high == 1 and not (tally.part or tally.cumulative)


def _adds_up(tally: Tally) -> bool:
    """Whether a figure can be added to another: a whole one, of one happening, that is no running toll."""
    bounded = tally.low is not None or tally.high is not None
    return bounded and tally.number is not None and not (tally.part or tally.vague or tally.cumulative or tally.running)


LESSER = ("arrested", "kidnapped", "wounded", "missing", "trapped")
"""What the same people may be called while another harm is told of them: "three of the wounded died", "12 hostages were killed"."""


def once(found: list[Tally]) -> list[Tally]:
    """One harm for each number: what was done to people, not what they are called."""
    dead = {t.number for t in found if t.what == "killed" and t.number is not None and t.governor is not None}
    return [t for t in found if not (t.what in LESSER and t.number in dead and _called(t))]


def _called(tally: Tally) -> bool:
    """Whether a harm is only the name of the people counted ("hostages", "of the wounded"), not what is told of them."""
    return tally.governor is None or tally.governor.i == tally.head.i


def with_shallow(parsed: list[Tally], flat: list[Tally]) -> list[Tally]:
    """What the parse found and, of what the order of the words gives, that which it missed: figures and whole lists."""
    out = _undivided(parsed, flat)
    beside = [f for f in flat if f.governor is not None and f.number is not None and not f.part]
    out = [t for t in out if not any(_nearer(f, t) for f in beside)]
    for tally in flat:
        rivals = [t for t in out if t.start < tally.end and tally.start < t.end]
        bounded = [t for t in rivals if t.what == tally.what and (t.low is not None or t.high is not None)]
        if tally.part and all(t.several or _other_number(t, tally) for t in bounded):
            out.append(tally)
            continue
        if any(t.low == tally.low and t.high == tally.high for t in bounded):
            continue
        if not bounded:
            if not any(t.low is not None for t in rivals):
                out = [t for t in out if t not in rivals or t.what != tally.what]
                out.append(tally)
        elif tally.apposed:
            out = [t for t in out if t not in bounded]
            out.append(tally)
        elif tally.several and all(_within(t, tally) for t in bounded):
            for t in bounded:
                t.part = True
            out.append(tally)
    return out


def _undivided(parsed: list[Tally], flat: list[Tally]) -> list[Tally]:
    """Without sums over which another harm is told of a part: "killing 30 civilians and dozens wounded"."""
    sums = [t for t in parsed if t.several and any(f.what != t.what and _inside(f, t) for f in flat)]
    if not sums:
        return parsed
    out = []
    for tally in (t for t in parsed if not any(t is s for s in sums)):
        whole = next((s for s in sums if s.what == tally.what and s.start <= tally.start and tally.end <= s.end), None)
        other = [f for f in flat if f.what != tally.what and f.start < tally.end and tally.start < f.end]
        if whole is not None and tally.part and any(f.low == tally.low and f.high == tally.high for f in other):
            continue
        tally.part = tally.part and whole is None
        out.append(tally)
    return out


def _nearer(flat: Tally, parsed: Tally) -> bool:
    """Whether the word of harm that a parsed figure hangs on stands right beside another figure: then it is that one's."""
    word = parsed.governor if parsed.governor is not None else None
    apart = parsed.end <= flat.start or flat.end <= parsed.start
    if word is None or word.i != flat.governor.i or parsed.what != flat.what or not apart or parsed.part:
        return False
    between = (flat.end, word.idx) if flat.end <= word.idx else (word.idx, flat.start)
    return not between[0] <= parsed.start < between[1] and parsed.end < flat.start < word.idx


def _inside(part: Tally, whole: Tally) -> bool:
    return whole.start <= part.start and part.end <= whole.end + len(" wounded")


def _within(part: Tally, whole: Tally) -> bool:
    """Whether a figure lies within a sum: by its number, for the parser may put "dead in a clash" into its words."""
    start, end = part.number or (part.start, part.end)
    return whole.start <= start and end <= whole.end and (part.low or 0) < (whole.low or whole.high or 0)


def _other_number(one: Tally, other: Tally) -> bool:
    """Whether two figures rest on two numbers, or on two nouns, however far their words run into each other."""
    if one.number is None or other.number is None:
        return one.number is not other.number and bool(one.head.i != other.head.i)
    return one.number[1] <= other.number[0] or other.number[1] <= one.number[0]


def joined(found: list[Tally]) -> list[Tally]:
    """ "nine soldiers and two civilians were killed" is eleven: figures joined by "and" under one verb are summed."""
    for tally in found:
        tally.part = tally.part or _behind_part(found[0], tally)
    whole = [t for t in found if not t.part]
    if any(not is_attackers(t.head) for t in whole):
        for tally in whole:
            tally.part = tally.part or is_attackers(tally.head)
        whole = [t for t in whole if not t.part]
    told_again = len(whole) > 2 and whole[0].low == sum(t.low or 0 for t in whole[1:])
    if told_again and madeof.explains(whole[0].head, [t.head for t in whole[1:]]):
        return found[:1]  # "three engineers, two Frenchmen and a German"
    exact = [t for t in whole if t.low is not None or t.high is not None]
    if len(exact) < 2 or len({t.what for t in exact}) > 1:
        return found
    low = None if any(t.low is None for t in exact) else sum(t.low or 0 for t in exact)
    high = None if any(t.high is None for t in exact) else sum(t.high or 0 for t in exact)
    first, last = min(exact, key=lambda t: t.start), max(exact, key=lambda t: t.end)
    total = Tally(
        first.what,
        low,
        high,
        first.start,
        last.end,
        first.head,
        cumulative=any(t.cumulative for t in exact),
        named=all(t.named for t in exact),
        several=True,
    )
    for t in exact:
        t.part = True
    return [total, *found]


def _behind_part(first: Tally, tally: Tally) -> bool:
    """Whether a figure goes on with what the first is made of: "17 people, nine of them soldiers and eight civilians"."""
    between = [t.lower_ for t in first.head.doc[first.head.i + 1 : max(first.head.i + 1, tally.head.i)]]
    if between[:1] == ["including"]:
        return True  # "38 persons including 10 soldiers and six guards": with no comma the list is of the whole
    return any(a == "of" and b in ("them", "whom") for a, b in zip(between, between[1:], strict=False))


def without_doubles(found: list[Tally]) -> list[Tally]:
    """Each figure once: of two with one harm, one head and one end, the whole comes before the part."""
    seen: set[tuple[str, int, int, bool]] = set()
    out = []
    for t in sorted(found, key=lambda t: (t.start, t.part)):
        key = (t.what, t.head.i, t.end, t.several)
        if key not in seen:
            seen.add(key)
            out.append(t)
    return out
