"""Finds what was done to people, in verbs, adjectives and nouns, and the figure that belongs to each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from tacitus.reader import shallow, syntax, todeath, tolls
from tacitus.reader.figures import Tally, from_quantity, is_attackers, number_on, tally_of
from tacitus.reader.lexicon import listed, mapped, words
from tacitus.reader.mentions import Mention
from tacitus.reader.page import Page

HARM_VERBS = mapped("figures", "harm_verbs")


HARM_ADJECTIVES = mapped("figures", "harm_adjectives")


HARM_NOUNS = mapped("figures", "harm_nouns")


def tallies(page: Page, index: int, mentions: Sequence[Mention] = ()) -> list[Tally]:
    """Every figure of harm in one sentence; mentions: of that sentence, for verbs that take people only at times."""
    out: list[Tally] = []
    for mention in mentions:
        if mention.share and mention.token.like_num and mention.entry.harm:
            share = tally_of(page, mention.token, mention.entry.harm, mention.token)
            out.extend([share] if share else [])
        elif (
            mention.entry.harm in ("kidnapped", "arrested", "displaced")
            and not mention.entry.noun
            and mention.token.lemma_.lower() not in HARM_VERBS
        ):
            taken = _of_verb(page, mention.token, mention.entry.harm)
            if all(_someone(page, t.head) for t in taken):  # "seized rifles and 1,000 bullets" takes nobody
                out.extend(_governed(taken, mention.token))
    span = page.sentences[index]
    for token, lemma in zip(span, page.lemmas[span.start : span.end], strict=True):
        if lemma not in OF_HARM and token.lower_ not in AS_WRITTEN:
            continue
        if token.pos_ in ("VERB", "AUX") or token.tag_ in ("VBN", "VBD", "VBG"):
            what = HARM_VERBS.get(lemma)
            if what and not shallow.either(token):
                out.extend(_governed(_of_verb(page, token, what), token))
            elif lemma in LIFE_VERBS:
                out.extend(_of_life(page, token))
            elif lemma in SENDING:
                out.extend(_troops(page, token))
        if token.lower_ in HARM_ADJECTIVES and token.pos_ in ("ADJ", "VERB", "NOUN", "ADV"):
            out.extend(_governed(_of_adjective(page, token, HARM_ADJECTIVES[token.lower_]), token))
        elif token.pos_ == "NOUN" and lemma in HARM_NOUNS:
            out.extend(_governed(_of_noun(page, token, HARM_NOUNS[lemma]), token))
        if token.pos_ == "NOUN" and lemma in tolls.COUNTED:
            out.extend(tolls.of_toll(page, token))
        if token.lower_ in tolls.OF_WHOM:
            out.extend(tolls.put_at(page, token))
        if token.lower_ in tolls.HARMLESS:
            out.extend(tolls.none_hurt(token))
    found = _topped_up(page, _without_doubles(_once(_with_shallow(out, shallow.tallies(page, index)))))
    found.extend(todeath.tallies(page, index, found))
    for tally in found:
        tally.feared = tally.feared or tally.what == "killed" and feared(page, tally)
    return found


def _topped_up(page: Page, found: list[Tally]) -> list[Tally]:
    """With the sum where a sentence puts figures on top of one another: "arrested ten and detained another 14"."""
    for more in found:
        before = [t for t in found if t.what == more.what and t.end <= more.start and _adds_up(t)]
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


def _adds_up(tally: Tally) -> bool:
    """Whether a figure can be added to another: a whole one, of one happening, that is no running toll."""
    bounded = tally.low is not None or tally.high is not None
    return bounded and tally.number is not None and not (tally.part or tally.vague or tally.cumulative or tally.running)


FEARED_BEHIND = re.compile(r"[^.;,]{0,24}?\bfeared\b(?! of)", re.IGNORECASE)
FEARED_BEFORE = re.compile(r"\bfear(?:s|ed|ing)?(?:\s+that)?(?:\s+\w+){0,2}\s*$", re.IGNORECASE)


def feared(page: Page, tally: Tally) -> bool:
    """Whether the dead are only feared: "50 people are feared dead", "officials fear that 50 died"."""
    before = page.text[max(tally.head.sent.start_char, tally.start - 24) : tally.start]
    behind = page.text[tally.end : min(tally.head.sent.end_char, tally.end + 40)]
    return FEARED_BEHIND.match(behind) is not None or FEARED_BEFORE.search(before) is not None


LESSER = ("arrested", "kidnapped", "wounded", "missing", "trapped")
"""What the same people may be called while another harm is told of them: "three of the wounded died", "12 hostages were killed"."""


def _once(found: list[Tally]) -> list[Tally]:
    """One harm for each number: what was done to people, not what they are called."""
    dead = {t.number for t in found if t.what == "killed" and t.number is not None and t.governor is not None}
    return [t for t in found if not (t.what in LESSER and t.number in dead and _called(t))]


def _called(tally: Tally) -> bool:
    """Whether a harm is only the name of the people counted ("hostages", "of the wounded"), not what is told of them."""
    return tally.governor is None or tally.governor.i == tally.head.i


def _with_shallow(parsed: list[Tally], flat: list[Tally]) -> list[Tally]:
    """What the parse found and, of what the order of the words gives, that which it missed: figures and whole lists."""
    out = [t for t in parsed if not (t.several and any(f.what != t.what and _inside(f, t) for f in flat))]
    beside = [f for f in flat if f.governor is not None and f.number is not None and not f.part]
    out = [t for t in out if not any(_nearer(f, t) for f in beside)]
    for tally in flat:
        rivals = [t for t in out if t.start < tally.end and tally.start < t.end]
        bounded = [t for t in rivals if t.what == tally.what and (t.low is not None or t.high is not None)]
        if tally.part and all(t.several for t in bounded):
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
    return whole.start <= part.start and part.end <= whole.end and (part.low or 0) < (whole.low or whole.high or 0)


def _of_life(page: Page, verb: Any) -> list[Tally]:
    """ "claimed 21 lives", "cost the lives of 14", "12 people lost their lives", "the army lost 12 men"."""
    life = next((c for c in verb.children if c.lemma_.lower() == "life"), None)
    args = syntax.verb_arguments(verb)
    if life is not None:
        found = _of_noun(page, life, "killed")
        if not found and verb.lemma_ == "lose":
            found = [t for a in args.agents if (t := tally_of(page, a, "killed", verb)) is not None]
        return _governed(_joined(found), verb)
    if verb.lemma_ != "lose" or not any(_armed(page, a) for a in args.agents):
        return []
    lost = [p for p in args.patients if p.lemma_.lower() in words("security") | {"man", "fighter", "member"}]
    return _governed([t for p in lost if number_on(page, p) and (t := tally_of(page, p, "killed", verb))], verb)


def _governed(found: list[Tally], governor: Any) -> list[Tally]:
    for tally in found:
        tally.governor = governor
    return found


MANY = listed("figures", "many")
SENDING = listed("figures", "sending")
LIFE_VERBS = frozenset({"claim", "lose", "cost", "take"})
"""Verbs of which "life" may be the object."""
OF_HARM = frozenset({*HARM_VERBS, *LIFE_VERBS, *SENDING, *HARM_NOUNS, *tolls.COUNTED})
"""Lemmas that can say what was done to people, and as they are written below: all other words are passed over."""
AS_WRITTEN = frozenset({*HARM_ADJECTIVES, *tolls.OF_WHOM, *tolls.HARMLESS})


def _troops(page: Page, verb: Any) -> list[Tally]:
    """ "sent 560 troops", "700 soldiers crossed": strengths, never casualties."""
    args = syntax.verb_arguments(verb)
    out = []
    for head in [*args.patients, *args.agents]:
        number = number_on(page, head)
        if number is not None and head.lemma_.lower() in words("force"):
            out.append(from_quantity(page, number, head, "troops", verb))
    return out


MODAL = frozenset({"could", "would", "might", "may", "should", "can"})
"""Beside a harm they leave open whether it came to pass, or say that it did not."""
UNDERGONE = frozenset({"die", "perish", "flee", "go", "disappear", "vanish"})
"""Verbs whose subject is the one who suffers: "43 students went missing"."""
UNDER = frozenset({"under", "beneath", "underneath", "alive"})


def _of_verb(page: Page, verb: Any, what: str) -> list[Tally]:
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ == "aux"}
    perhaps = what == "killed" and bool(auxiliaries & {"may", "might"}) and "have" in auxiliaries
    if verb.dep_ == "amod" or auxiliaries & MODAL and not perhaps:
        return []
    if verb.lemma_ == "bury" and not any(c.lower_ in UNDER for c in verb.children):
        return []  # "were buried on Friday": a funeral
    args = syntax.verb_arguments(verb)
    if verb.tag_ == "VBN" and not any(c.dep_ in ("nsubj", "nsubjpass", "auxpass") for c in verb.children):
        if any(c.dep_ == "neg" for c in verb.head.children):
            return []
    sufferers = args.agents if verb.lemma_ in UNDERGONE else args.patients
    if not sufferers and verb.lemma_ not in UNDERGONE and verb.tag_ in ("VBN", "VBD") and args.agents:
        # "five killed in blast", "50 wounded": headlines leave the auxiliary out
        sufferers = [a for a in args.agents if verb.tag_ == "VBN" or not _armed(page, a)]
    if not sufferers and (other := _shared(verb)) is not None:
        sufferers = syntax.verb_arguments(other).patients
    negated = any(c.dep_ == "neg" for c in verb.children)
    if what == "wounded" and any(c.lower_ in ("fatally", "mortally") for c in verb.children):
        what = "killed"
    out = []
    for head in (s for s in sufferers if s.dep_ != "oprd"):
        tally = tally_of(page, head, what, verb)
        if tally is not None and not negated:
            tally.feared = perhaps
            out.append(tally)
    return _joined(out)


def _shared(verb: Any) -> Any:
    """The verb whose object is this one's too: "killing and wounding scores"."""
    doc = verb.doc
    if verb.tag_ == "VBN" or verb.i + 2 >= len(doc) or doc[verb.i + 1].lower_ != "and":
        return None
    other = doc[verb.i + 2]
    return other if other.lemma_.lower() in HARM_VERBS and other.dep_ == "conj" and other.tag_ == verb.tag_ else None


def _someone(page: Page, head: Any) -> bool:
    of = next((p for c in head.children if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"), None)
    if of is not None and head.lemma_.lower() in MANY:
        return _someone(page, of)  # "a pair of reporters"
    return (
        head.lemma_.lower() in words("victim")
        or page.is_person(head.idx, head.idx + len(head))
        or bool(page.actors_in(head.left_edge.idx, head.idx + len(head)))
        or head.pos_ in ("NUM", "PRON")
    )


def _armed(page: Page, token: Any) -> bool:
    return token.lemma_.lower() in words("armed") or bool(page.actors_in(token.left_edge.idx, token.idx + len(token)))


STATED = listed("figures", "stating")
"""Verbs of which a harm may be the complement: "left 12 dead", "were reported missing"."""


def _of_adjective(page: Page, token: Any, what: str) -> list[Tally]:
    """ "left 12 dead", "12 dead", "six people missing", "12 of the wounded"."""
    if shallow.either(token):
        return []
    number = number_on(page, token)
    if number is not None:
        return [from_quantity(page, number, token, what, token)]
    own = [c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")]
    if own and token.dep_ in ("ccomp", "xcomp", "advcl", "conj", "ROOT"):
        return [] if token.pos_ == "VERB" else _each(page, own[0], what, token)
    head = token.head
    if token.dep_ in ("oprd", "xcomp", "acomp", "ccomp", "attr", "conj") and head.pos_ in ("VERB", "AUX"):
        for child in head.children:
            fits = child.dep_ in ("dobj", "nsubj", "nsubjpass") and child.i < token.i and head.lemma_ in STATED
            doer = child.dep_ == "nsubj" and any(c.dep_ == "dobj" and c.i > head.i for c in head.children)
            if fits and not doer and not (child.dep_ == "nsubj" and head.lemma_ == "leave"):
                return _each(page, child, what, token)
    if token.dep_ == "acl" and head.pos_ in ("NOUN", "PRON"):
        return _each(page, head, what, token)
    if token.dep_ == "amod" and head.pos_ == "NOUN" and head.lemma_.lower() in words("victim"):
        number = number_on(page, head)
        if number is not None:
            return [from_quantity(page, number, head, what, head)]
    return []


def _each(page: Page, head: Any, what: str, governor: Any) -> list[Tally]:
    """The figures of a noun and of those joined to it before the word of harm: "12 dead and 30 wounded" are two harms."""
    heads = [one for one in syntax.conjuncts(head) if one is head or one.i < governor.i]
    found = [t for one in heads if (t := tally_of(page, one, what, governor)) is not None]
    bounded = [t for t in found if t.low is not None or t.high is not None]
    return _joined(found) if len(bounded) == len(heads) else found[:1]


OF_SOMEBODY = frozenset(
    {"death", "killing", "murder", "slaying", "beheading", "execution", "assassination", "body", "corpse"}
)


def _of_noun(page: Page, noun: Any, what: str) -> list[Tally]:
    number = number_on(page, noun)
    if number is not None:
        return [from_quantity(page, number, noun, what, noun)]
    if noun.lemma_ == "life":
        for head in syntax.noun_preps(noun).get("of", ()):
            tally = tally_of(page, head, what, noun)
            if tally:
                return [tally]
        return []
    if noun.lemma_ in OF_SOMEBODY:
        return [t for h in syntax.noun_preps(noun).get("of", ()) if (t := tally_of(page, h, what, noun)) is not None]
    return []


def _joined(found: list[Tally]) -> list[Tally]:
    """ "nine soldiers and two civilians were killed" is eleven: figures joined by "and" under one verb are summed."""
    for tally in found:
        tally.part = tally.part or _behind_part(found[0], tally)
    whole = [t for t in found if not t.part]
    if any(not is_attackers(t.head) for t in whole):
        for tally in whole:
            tally.part = tally.part or is_attackers(tally.head)
        whole = [t for t in whole if not t.part]
    if len(whole) > 2 and whole[0].low is not None and whole[0].low == sum(t.low or 0 for t in whole[1:]):
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
    return any(a == "of" and b in ("them", "whom") for a, b in zip(between, between[1:], strict=False))


def _without_doubles(found: list[Tally]) -> list[Tally]:
    seen: set[tuple[str, int, int]] = set()
    out = []
    for t in sorted(found, key=lambda t: (t.start, t.part)):
        key = (t.what, t.head.i, t.end)
        if key not in seen:
            seen.add(key)
            out.append(t)
    return out
