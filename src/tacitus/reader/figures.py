"""Counts people: which number belongs to which harm, with the bounds that the words state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tacitus.reader import syntax
from tacitus.reader.lexicon import words
from tacitus.reader.mentions import Mention
from tacitus.reader.page import Page
from tacitus.reader.quantities import Quantity

CUMULATIVE_AFTER = frozenset({"since", "so", "overall", "altogether"})
WARS = frozenset(
    {
        "war",
        "conflict",
        "insurgency",
        "uprising",
        "revolution",
        "violence",
        "unrest",
        "rebellion",
        "year",
        "decade",
        "month",
        "campaign",
    }
)
INCLUDING = frozenset({"including", "among"})


@dataclass(slots=True)
class Tally:
    """A figure in the text: what it counts, its bounds (None: open), its words, and of whom."""

    what: str
    low: int | None
    high: int | None
    start: int
    end: int
    head: Any
    kind: str | None = None
    part: bool = False
    cumulative: bool = False
    includes_attackers: bool | None = None
    named: bool = False
    governor: Any = None
    speaker: str | None = None


HARM_VERBS = {
    "kill": "killed",
    "murder": "killed",
    "slay": "killed",
    "die": "killed",
    "perish": "killed",
    "massacre": "killed",
    "assassinate": "killed",
    "execute": "killed",
    "behead": "killed",
    "gun": "killed",
    "slaughter": "killed",
    "decapitate": "killed",
    "hang": "killed",
    "lynch": "killed",
    "wound": "wounded",
    "injure": "wounded",
    "hurt": "wounded",
    "maim": "wounded",
    "hospitalise": "wounded",
    "hospitalize": "wounded",
    "kidnap": "kidnapped",
    "abduct": "kidnapped",
    "snatch": "kidnapped",
    "arrest": "arrested",
    "detain": "arrested",
    "apprehend": "arrested",
    "round": "arrested",
    "displace": "displaced",
    "trap": "trapped",
    "bury": "trapped",
    "evacuate": "displaced",
    "flee": "displaced",
}
HARM_ADJECTIVES = {
    "dead": "killed",
    "wounded": "wounded",
    "injured": "wounded",
    "missing": "missing",
    "trapped": "trapped",
    "hurt": "wounded",
    "unaccounted": "missing",
    "killed": "killed",
    "kidnapped": "kidnapped",
    "detained": "arrested",
    "hostage": "kidnapped",
    "dying": "killed",
}
HARM_NOUNS = {
    "death": "killed",
    "fatality": "killed",
    "body": "killed",
    "corpse": "killed",
    "life": "killed",
    "injury": "wounded",
    "toll": "killed",
    "killing": "killed",
    "murder": "killed",
    "slaying": "killed",
    "assassination": "killed",
    "beheading": "killed",
    "execution": "killed",
    "arrest": "arrested",
    "hostage": "kidnapped",
    "abductee": "kidnapped",
    "detainee": "arrested",
}


def tallies(page: Page, index: int) -> list[Tally]:
    """Every figure of harm in one sentence."""
    out: list[Tally] = []
    for token in page.sentences[index]:
        lemma = token.lemma_.lower()
        if token.pos_ in ("VERB", "AUX") or token.tag_ in ("VBN", "VBD", "VBG"):
            what = HARM_VERBS.get(lemma)
            if what:
                out.extend(_governed(_of_verb(page, token, what), token))
            elif lemma in ("claim", "lose", "cost", "take") and any(c.lemma_ == "life" for c in token.children):
                life = next(c for c in token.children if c.lemma_ == "life")
                out.extend(_of_noun(page, life, "killed"))
            elif lemma in SENDING:
                out.extend(_troops(page, token))
        if token.lower_ in HARM_ADJECTIVES and token.pos_ in ("ADJ", "VERB", "NOUN", "ADV"):
            out.extend(_of_adjective(page, token, HARM_ADJECTIVES[token.lower_]))
        elif token.pos_ == "NOUN" and lemma in HARM_NOUNS:
            out.extend(_of_noun(page, token, HARM_NOUNS[lemma]))
        elif token.lower_ in ("casualty", "casualties"):
            out.extend(_none_of(page, token))
    return _without_doubles(out)


def _governed(found: list[Tally], governor: Any) -> list[Tally]:
    for tally in found:
        tally.governor = governor
    return found


SENDING = frozenset({"send", "deploy", "dispatch", "station", "withdraw", "pull", "cross", "move", "mass"})


def _troops(page: Page, verb: Any) -> list[Tally]:
    """ "sent 560 troops", "700 soldiers crossed": strengths, never casualties."""
    args = syntax.verb_arguments(verb)
    out = []
    for head in [*args.patients, *args.agents]:
        number = _number_on(page, head)
        if number is not None and head.lemma_.lower() in words("force"):
            out.append(_from_quantity(page, number, head, "troops", verb))
    return out


def _of_verb(page: Page, verb: Any, what: str) -> list[Tally]:
    if verb.dep_ == "amod":
        return []
    args = syntax.verb_arguments(verb)
    sufferers = args.agents if verb.lemma_ in ("die", "perish", "flee") else args.patients
    if not sufferers and verb.lemma_ not in ("die", "perish", "flee") and verb.tag_ in ("VBN", "VBD") and args.agents:
        # "five killed in blast", "50 wounded": headlines leave the auxiliary out
        sufferers = [a for a in args.agents if verb.tag_ == "VBN" or not _armed(page, a)]
    negated = any(c.dep_ == "neg" for c in verb.children)
    out = []
    for head in sufferers:
        tally = _tally(page, head, what, verb)
        if tally is not None and not negated:
            out.append(tally)
    return _joined(page, out)


def _armed(page: Page, token: Any) -> bool:
    return token.lemma_.lower() in words("armed") or bool(page.actors_in(token.left_edge.idx, token.idx + len(token)))


def _of_adjective(page: Page, token: Any, what: str) -> list[Tally]:
    """ "left 12 dead", "12 dead", "six people missing", "12 of the wounded"."""
    number = _number_on(page, token)
    if number is not None:
        return [_from_quantity(page, number, token, what, token)]
    head = token.head
    if token.dep_ in ("oprd", "acomp", "ccomp", "xcomp", "advcl", "acl", "amod", "conj", "attr"):
        if token.dep_ in ("oprd", "xcomp", "acomp", "ccomp", "attr", "conj") and head.pos_ in ("VERB", "AUX"):
            for child in head.children:
                if (
                    child.dep_ in ("dobj", "nsubj", "nsubjpass")
                    and child.i < token.i
                    and head.lemma_ in ("leave", "be", "report", "go", "feare", "fear", "find", "remain")
                ):
                    if child.dep_ == "nsubj" and head.lemma_ == "leave":
                        continue
                    tally = _tally(page, child, what, token)
                    return [tally] if tally else []
            for child in token.children:
                if child.dep_ == "nsubj":
                    tally = _tally(page, child, what, token)
                    return [tally] if tally else []
        if token.dep_ == "acl" and head.pos_ in ("NOUN", "PRON"):
            tally = _tally(page, head, what, token)
            return [tally] if tally else []
        if token.dep_ == "amod" and head.pos_ == "NOUN" and head.lemma_.lower() in words("victim"):
            number = _number_on(page, head)
            if number is not None:
                return [_from_quantity(page, number, head, what, head)]
    return []


def _of_noun(page: Page, noun: Any, what: str) -> list[Tally]:
    number = _number_on(page, noun)
    if number is not None and noun.lemma_ != "toll":
        return [_from_quantity(page, number, noun, what, noun)]
    if noun.lemma_ == "life":
        for head in syntax.noun_preps(noun).get("of", ()):
            tally = _tally(page, head, what, noun)
            if tally:
                return [tally]
        return []
    if noun.lemma_ == "toll":
        return _of_toll(page, noun)
    if noun.lemma_ in ("death", "killing", "murder", "slaying", "beheading", "execution", "assassination"):
        return [t for h in syntax.noun_preps(noun).get("of", ()) if (t := _tally(page, h, what, noun)) is not None]
    return []


def _of_toll(page: Page, noun: Any) -> list[Tally]:
    """ "raised the toll to 57 from 44", "a toll of 12": the figure behind "to", "at" or "of"; one behind "from" is the old one."""
    sentence = noun.sent
    for quantity in page.quantities:
        if not (noun.idx < quantity.start < sentence.end_char and quantity.start - noun.idx < 90):
            continue
        before = page.text[max(sentence.start_char, quantity.start - 14) : quantity.start].lower().split()
        if before and before[-1] in (
            "to",
            "at",
            "of",
            "reached",
            "stands",
            "was",
            "is",
            "hit",
            "stood",
            "than",
            "passed",
        ):
            if "from" in before[-2:-1]:
                continue
            return [_from_quantity(page, quantity, noun, "killed", noun)]
    return []


def _none_of(page: Page, token: Any) -> list[Tally]:
    """ "no casualties", "there were no injuries": nobody killed, nobody hurt."""
    if any(c.lower_ == "no" for c in token.children):
        start = next(c for c in token.children if c.lower_ == "no").idx
        end = token.idx + len(token)
        return [Tally(w, 0, 0, start, end, token) for w in ("killed", "wounded")]
    return []


def _tally(page: Page, head: Any, what: str, governor: Any) -> Tally | None:
    """The figure that a noun phrase states, also one person named or a single "a pilot"."""
    head = syntax.resolve_relative(head)
    if head.pos_ == "PRON" and head.lower_ not in (
        "many",
        "several",
        "dozens",
        "scores",
        "one",
        "two",
        "three",
        "others",
        "some",
        "hundreds",
        "all",
        "those",
        "more",
    ):
        return None
    lemma = head.lemma_.lower()
    number = _number_on(page, head)
    if number is not None:
        return _from_quantity(page, number, head, what, governor)
    start, end = syntax.phrase(head)
    person = page.is_person(head.idx, head.idx + len(head))
    if person:
        return Tally(what, 1, 1, start, end, head, part=_part(head), named=True)
    if lemma not in words("victim") and not (page.actors_in(start, end) and head.tag_ in ("NNS", "NNPS")):
        return None
    if head.tag_ in ("NN", "NNP") and any(c.lower_ in ("a", "an", "one", "another") for c in head.children):
        return Tally(what, 1, 1, start, end, head, _kind(head), _part(head), named=True)
    if head.tag_ in ("NN", "NNP") and lemma not in (
        "police",
        "family",
        "staff",
        "personnel",
        "crew",
        "military",
        "toll",
        "group",
        "people",
        "rest",
    ):
        if any(c.lower_ in ("the", "his", "her", "their") for c in head.children) and lemma in words("crowd") | words(
            "armed"
        ):
            return None
        return Tally(what, 1, 1, start, end, head, _kind(head), _part(head), named=True)
    if head.tag_ in ("NNS", "NNPS") or lemma in ("people", "police"):
        return Tally(what, None, None, start, end, head, _kind(head), _part(head))
    return None


def _from_quantity(page: Page, q: Quantity, head: Any, what: str, governor: Any) -> Tally:
    start, end = syntax.phrase(head)
    if head.lemma_ in ("toll", "death", "life", "dead") or head.pos_ not in ("NOUN", "PROPN"):
        start, end = q.start, q.end
        after = page.text[q.end : q.end + 9]
        if after.startswith(" people"):
            end = q.end + 7
    start, end = min(start, q.start), max(end, q.end)
    return Tally(
        what,
        q.low,
        q.high,
        start,
        end,
        head,
        _kind(head),
        _part(head),
        cumulative=_cumulative(page, governor),
        includes_attackers=_with_attackers(page, q, governor),
    )


def _number_on(page: Page, head: Any) -> Quantity | None:
    """The number that counts this noun: on its left, or the noun itself ("dozens of people", "killed 12")."""
    left = min(
        [
            t.idx
            for c in head.children
            if c.i < head.i
            and c.dep_ in ("nummod", "amod", "det", "quantmod", "advmod", "compound", "nmod", "npadvmod")
            for t in c.subtree
        ]
        + [head.idx]
    )
    for q in page.quantities:
        if q.start >= left - 1 and q.end <= head.idx and q.end > left:
            between = page.text[q.end : head.idx]
            if "," not in between or head.idx - q.end < 30:
                return q
        if q.start <= head.idx < q.end:
            return q
    if head.dep_ == "pobj" and head.head.lower_ == "of":
        outer = head.head.head
        if (
            outer.lemma_.lower()
            in ("dozen", "score", "hundred", "thousand", "number", "million", "total", "group", "couple")
            or outer.pos_ == "NUM"
        ):
            return next((q for q in page.quantities if q.start <= outer.idx < q.end), None)
    return None


def _kind(head: Any) -> str | None:
    lemma = head.lemma_.lower()
    for kind in ("child", "security", "civilian"):
        if lemma in words(kind):
            return kind
    if lemma in (
        "militant",
        "rebel",
        "insurgent",
        "fighter",
        "gunman",
        "attacker",
        "terrorist",
        "bomber",
        "guerrilla",
        "extremist",
        "jihadist",
        "assailant",
    ):
        return "fighter"
    return None


def _part(head: Any) -> bool:
    """Whether the figure is a part of another ("including five children", "two of them", "among the dead")."""
    token = head
    for _ in range(4):
        if token.dep_ in ("pobj", "pcomp", "conj", "appos", "nummod"):
            token = token.head
            if token.lower_ in INCLUDING:
                return True
        else:
            break
    return any(
        c.lower_ == "of" and any(g.lower_ in ("them", "whom", "those") for g in c.children) for c in head.children
    )


def _cumulative(page: Page, governor: Any) -> bool:
    """Whether a figure sums a whole war or year rather than one happening."""
    clause = governor.sent
    text = clause.text.lower()
    if any(
        w in text
        for w in (
            "since the war",
            "since the conflict",
            "since the uprising",
            "since the start of",
            "since the beginning",
            "in the past year",
            "so far this year",
            "this year alone",
            "during the civil war",
            "-year-old conflict",
            "-year conflict",
            "-year war",
            "-year civil war",
        )
    ):
        return True
    for child in governor.children:
        if (
            child.lower_ == "since"
            or child.lower_ in ("in", "during")
            and any(c.lemma_ in WARS - {"violence", "unrest", "campaign", "month"} for c in child.children)
        ):
            grand = [t.lemma_.lower() for t in child.subtree]
            if set(grand) & WARS or any(g.isdigit() and len(g) == 4 for g in grand):
                return True
    return False


def _with_attackers(page: Page, q: Quantity, governor: Any) -> bool | None:
    text = page.text[q.start : governor.sent.end_char].lower()
    if any(
        w in text
        for w in (
            "including the attacker",
            "including the bomber",
            "including the gunm",
            "including the assailant",
            "including two attackers",
            "attackers included",
        )
    ):
        return True
    if any(
        w in text
        for w in (
            "as well as the attacker",
            "besides the attacker",
            "not including the",
            "excluding the",
            "apart from the attacker",
            "and the bomber",
            "and the attacker",
        )
    ):
        return False
    return None


def _joined(page: Page, found: list[Tally]) -> list[Tally]:
    """ "nine soldiers and two civilians were killed" is eleven: figures joined by "and" under one verb are summed."""
    whole = [t for t in found if not t.part]
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
    )
    for t in exact:
        t.part = True
    return [total, *found]


def _without_doubles(found: list[Tally]) -> list[Tally]:
    seen: set[tuple[str, int, int]] = set()
    out = []
    for t in sorted(found, key=lambda t: (t.start, t.part)):
        key = (t.what, t.head.i, t.end)
        if key not in seen:
            seen.add(key)
            out.append(t)
    return out


def near(tally: Tally, mentions: list[Mention]) -> Mention | None:
    """The mention of the same sentence to which a figure stands nearest in the parse."""
    return min(mentions, key=lambda m: (syntax.path(tally.head, m.token), abs(tally.head.i - m.token.i)), default=None)
