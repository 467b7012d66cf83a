"""Small questions to the parse: who does it, to whom, with which prepositions, how far apart two words stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tacitus.reader.lexicon import listed, triggers, words

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
OBJECTS = frozenset({"dobj", "obj", "dative", "oprd"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
RELATIVES = frozenset({"that", "which", "who", "whom"})
RELATIONAL = frozenset({"front", "vicinity", "proximity", "neighbourhood", "neighborhood", "shadow", "rear", "back"})
BESIDE = frozenset({"next", "close", "adjacent", "nearby", "opposite"})
WITHIN = frozenset({"in", "by", "during", "amid", "under", "from", "through"})
HARMED = frozenset({"kill", "wound", "injure", "hurt", "maim", "die", "destroy", "damage", "displace", "hit"})
SPEAKING = words("reporting") | listed("sourcing", "deny") | {"blame", "condemn", "denounce", "deplore", "mourn", "protest"}
"""Verbs of what somebody says of a deed."""
DEAD = "dead"
MANNER = frozenset(
    {"day", "night", "time", "moment", "week", "month", "year", "hour", "way", "reason", "place", "manner"}
)
"""Nouns that a clause tells the when, how or why of, not what was done to: "the day they attacked"."""
STATES = frozenset({"dead", "alive"})
"""What people are said to be behind their noun, and no part of their name: "shot a protester dead", "nine soldiers dead"."""
LEFT_OUT = frozenset({"relcl", "acl", "appos", "punct", "cc", "conj", "prep", "advcl", "parataxis", "dep", "npadvmod_"})


@dataclass(slots=True)
class Arguments:
    """Tokens that stand to a verb or a noun as doer, as done-to, and behind each preposition."""

    agents: list[Any] = field(default_factory=list)
    patients: list[Any] = field(default_factory=list)
    preps: dict[str, list[Any]] = field(default_factory=dict)


def conjuncts(token: Any) -> list[Any]:
    """A noun and those joined to it ("men, women and children")."""
    out = [token]
    for child in token.children:
        if child.dep_ in ("conj", "appos_") and child.pos_ in NOMINAL:
            out.extend(conjuncts(child))
    return out


def resolve_relative(token: Any) -> Any:
    """The noun that "who" or "which" stands for, or the token itself."""
    if token.lower_ in RELATIVES:
        verb = token.head
        while verb.dep_ in ("conj", "xcomp", "ccomp", "aux") and verb.head != verb:
            verb = verb.head
        if verb.dep_ == "relcl":
            return verb.head
    return token


def passive(verb: Any) -> bool:
    """Whether the verb is in the passive ("was killed", "a man killed by")."""
    if any(c.dep_ in ("auxpass", "nsubjpass", "agent") for c in verb.children):
        return True
    if _found_dead(verb) or _done_to(verb):
        return True
    if verb.dep_ == "acomp" and verb.head.lemma_ in ("be", "get", "become", "remain"):
        return bool(verb.tag_ == "VBN")  # "are still trapped", "were surrounded", taken by the parser for a quality
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not any(c.dep_ in SUBJECTS | {"dobj", "aux"} for c in verb.children):
        return verb.head.tag_ == "VBN" and passive(verb.head)  # "were shot and killed"
    if verb.tag_ == "VBN" and verb.dep_ in ("oprd", "xcomp", "ccomp", "acomp") and _bare_participle(verb):
        return passive(verb.head)  # "were reported killed", "was found murdered"
    return bool(verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod") and not any(c.dep_ == "aux" for c in verb.children))


def _bare_participle(verb: Any) -> bool:
    """Whether a participle has no subject, object or helping verb of its own."""
    own = SUBJECTS | PASSIVE_SUBJECTS | OBJECTS | {"aux", "mark"}
    return verb.head != verb and not any(c.dep_ in own for c in verb.children)


CLAUSE = frozenset({"ROOT", "conj", "ccomp", "parataxis"})
"""How the verb of a headline hangs, be it before ", police say"."""


def _own_clause(verb: Any) -> bool:
    """Whether a verb has a clause of its own, be it behind the country of a headline: "Peru: two policemen shot dead"."""
    if verb.dep_ in CLAUSE:
        return True
    first = verb.left_edge.i
    headed = first > verb.sent.start and verb.doc[first - 1].text == ":"
    return headed and any(c.dep_ == "nsubj" and c.i < verb.i for c in verb.children)


def _found_dead(verb: Any) -> bool:
    """Whether a headline has left out "were": "two policemen shot dead in Basra", with nobody behind the "dead"."""
    if verb.tag_ not in ("VBD", "VBN") or not _own_clause(verb) or any(c.dep_ == "aux" for c in verb.children):
        return False
    dead = [c for c in verb.children if c.lower_ == DEAD and c.dep_ in ("acomp", "oprd")]
    return bool(dead) and not any(c.dep_ in OBJECTS and c.lower_ != DEAD for one in (verb, *dead) for c in one.children)


TRANSITIVE = frozenset(
    {
        "abduct", "arrest", "assassinate", "behead", "detain", "execute", "injure", "kidnap", "kill", "maim", "murder",
        "slay", "torch", "wound",
    }
)  # fmt: skip
"""Verbs that are always done to somebody or something."""
STRIKING = frozenset(
    {"attack", "bomb", "bombard", "burn", "hit", "loot", "raid", "ransack", "seize", "shell", "storm", "strike", "target"}
)
"""Verbs that are done to what is built or driven, which does none of them itself."""


def _done_to(verb: Any) -> bool:
    """Whether a headline has left out "were" before a verb that lacks its object: "gunmen killed", "hotel stormed in Bamako"."""
    if verb.tag_ not in ("VBD", "VBN") or not _own_clause(verb):
        return False
    if verb.lemma_ not in TRANSITIVE and verb.lemma_ not in STRIKING and verb.lemma_ != "hurt":
        return False
    if any(_completes(c, verb) for c in verb.children):
        return False
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    if subject is None or subject.pos_ not in ("NOUN", "PROPN", "NUM"):
        return False
    low = subject.lemma_.lower()
    if low in triggers().nouns and low not in words("armed"):
        return False  # "the blast killed", broken off: it did
    if verb.lemma_ == "hurt":
        return low in words("victim")
    return verb.lemma_ in TRANSITIVE or low in words("building") or low in words("vehicle")


COMPLETE = OBJECTS | {"ccomp", "xcomp", "prt", "attr", "acomp"}
"""What hangs behind a verb that has its object."""


def _completes(child: Any, verb: Any) -> bool:
    """Whether a word gives a verb its object, or a helping verb that no headline's has."""
    if child.dep_ == "conj":
        return any(c.dep_ in OBJECTS for c in child.children)
    return child.dep_ in ("aux", "auxpass", "neg") or child.i > verb.i and child.dep_ in COMPLETE


def _subjects(verb: Any) -> tuple[list[Any], bool]:
    """The subjects of a verb, its own or the governing verb's, and whether they belong to a passive."""
    seen = 0
    current = verb
    while seen < 4:
        own = [c for c in current.children if c.dep_ in SUBJECTS | PASSIVE_SUBJECTS]
        if own:
            return own, own[0].dep_ in PASSIVE_SUBJECTS and current == verb
        if current.dep_ in ("conj", "xcomp", "advcl", "pcomp", "acomp") and current.head != current:
            if current.dep_ == "advcl" and current.tag_ == "VBG" and _spoken_of(verb, current.head):
                return [], False
            if current.dep_ == "pcomp":
                prep = current.head
                objects = [c for c in prep.head.children if c.dep_ in ("dobj", "nsubjpass") and c.i < prep.i]
                if prep.lower_ in ("of", "from", "for") and prep.head.pos_ == "VERB" and objects:
                    return objects, False  # "accused the army of shelling": the army would do it
                if prep.lower_ in WITHIN and prep.head.lemma_ in HARMED:
                    return [], False  # "were killed in shelling": those killed did not shell
                current = prep
            elif current.dep_ == "xcomp":
                # "forced the men to leave": the object of the governing verb does it
                objects = [c for c in current.head.children if c.dep_ in ("dobj", "obj")]
                if objects and current.head.pos_ == "VERB":
                    return objects, False
            current = current.head
            seen += 1
            continue
        if current.dep_ == "acl" and current.tag_ in ("VBG", "VBD"):
            return [current.head], False
        if current.dep_ == "relcl":
            return ([current.head], False) if not own else (own, False)
        break
    return [], False


def _spoken_of(harm: Any, above: Any) -> bool:
    """ "denied responsibility for the bomb that went off, killing two": the bomb killed, not the one who speaks of it."""
    return harm.lemma_ in HARMED and above.lemma_ in SPEAKING


def verb_arguments(verb: Any) -> Arguments:
    """The arguments of a verb, through passives, relatives, participles and shared subjects."""
    out = Arguments()
    is_passive = passive(verb)
    subjects, _ = _subjects(verb)
    subjects = [_disguised(verb) or resolve_relative(s) for s in subjects]
    if verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod") and is_passive:
        out.patients.append(verb.head)
    elif is_passive:
        out.patients.extend(subjects)
    else:
        out.agents.extend(subjects)
    for child in verb.children:
        if child.lower_ == DEAD:  # "shot dead his tenant": the parser may hang the tenant on the "dead"
            out.patients.extend(c for c in child.children if c.dep_ in OBJECTS)
        elif child.dep_ in OBJECTS and child.pos_ in NOMINAL:
            out.patients.append(resolve_relative(child))
        elif child.dep_ == "agent" or (child.lower_ == "by" and (is_passive or verb.dep_ == "pcomp")):
            out.agents.extend(c for c in child.children if c.dep_ == "pobj")
        elif child.dep_ in ("prep", "prt"):
            _prepositions(child, out.preps)
        elif child.dep_ == "advmod" and child.lower_ in BESIDE:
            for inner in child.children:
                if inner.dep_ == "prep" and inner.lower_ == "to":
                    out.preps.setdefault("near", []).extend(
                        x for c in inner.children if c.dep_ == "pobj" for x in conjuncts(c)
                    )
    if not is_passive and not out.patients and _object_before(verb):
        out.patients.append(verb.head)
    out.agents = [x for a in out.agents for x in conjuncts(a)]
    out.patients = [x for p in out.patients for x in conjuncts(p)]
    return out


DISGUISES = frozenset({"dress", "disguise", "pose", "masquerade"})


def _disguised(verb: Any) -> Any | None:
    """Who acts where the parser makes a clause of a disguise: "gunmen dressed as guards killed six" is of the gunmen."""
    above = verb.head
    if verb.dep_ != "advcl" or above.dep_ != "acl" or above.lemma_ not in DISGUISES:
        return None
    return above.head if any(c.dep_ == "mark" and c.lower_ == "as" for c in verb.children) else None


def _object_before(verb: Any) -> bool:
    """Whether the noun that a clause hangs on is what its verb was done to: "the men they had seized"."""
    noun = verb.head
    if verb.dep_ != "relcl" or noun.pos_ not in ("NOUN", "PROPN", "NUM") or noun.ent_type_ in ("DATE", "TIME"):
        return False
    if noun.lemma_.lower() in MANNER or not any(c.dep_ in SUBJECTS and c.i < verb.i for c in verb.children):
        return False
    first = verb.left_edge
    if first.lower_ in RELATIVES and first.dep_ in SUBJECTS or first.tag_ in ("WRB", "IN", "WP$"):
        return False
    return not any(c.dep_ == "prep" and not list(c.children) for c in verb.children)  # "the house he was killed in"


def _prepositions(prep: Any, into: dict[str, list[Any]]) -> None:
    for child in prep.children:
        if child.dep_ == "pobj" and child.lower_ in RELATIONAL:
            # "in front of the camp", "in the vicinity of the base": the noun behind "of" is what it stands to
            of = [c for c in child.children if c.dep_ == "prep" and c.lower_ in ("of", "to")]
            for inner in of:
                into.setdefault("near", []).extend(x for c in inner.children if c.dep_ == "pobj" for x in conjuncts(c))
        elif child.dep_ in ("pobj", "pcomp"):
            into.setdefault(prep.lower_, []).extend(conjuncts(child))
        elif child.dep_ == "prep" or child.dep_ == "conj" and child.pos_ == "ADP":
            _prepositions(child, into)


def noun_preps(noun: Any) -> dict[str, list[Any]]:
    """What stands behind each preposition of a noun ("attack on X by Y")."""
    out: dict[str, list[Any]] = {}
    for child in noun.children:
        if child.dep_ == "prep":
            _prepositions(child, out)
    return out


def phrase(head: Any, *, keep_of: bool = True) -> tuple[int, int]:
    """Code points of the noun phrase around a head, without clauses, lists and most prepositions."""
    first, last = head.i, head.i
    for child in head.children:
        if child.dep_ in LEFT_OUT and not (keep_of and child.dep_ == "prep" and child.lower_ == "of"):
            continue
        if child.dep_ == "prep":
            ends = [t.i for c in child.children if c.dep_ == "pobj" for t in _core(c)]
            if ends:
                last = max(last, *ends)
            continue
        if child.lower_ in STATES and (child.i > head.i or child.lower_ != DEAD):
            continue
        if child.i > head.i and child.dep_ not in ("nummod", "compound", "amod", "nmod", "flat", "case", "poss"):
            continue
        span = [t.i for t in child.subtree]
        first, last = min(first, *span), max(last, *span)
    doc = head.doc
    return doc[first].idx, doc[last].idx + len(doc[last])


def _core(head: Any) -> list[Any]:
    out = [head]
    for child in head.children:
        if child.dep_ in ("compound", "amod", "nummod", "poss", "det", "case", "nmod") or (
            child.dep_ == "prep" and child.lower_ == "of"
        ):
            out.extend(child.subtree)
    return out


def path(a: Any, b: Any) -> int:
    """Steps from one word to another in the parse; 99 across sentences."""
    ups: dict[int, int] = {}
    token, steps = a, 0
    while True:
        ups[token.i] = steps
        if token.head == token:
            break
        token, steps = token.head, steps + 1
    token, steps = b, 0
    while True:
        if token.i in ups:
            return steps + ups[token.i]
        if token.head == token:
            return 99
        token, steps = token.head, steps + 1


def ancestors(token: Any, limit: int = 12) -> list[Any]:
    """The words above a word, nearest first."""
    out: list[Any] = []
    while token.head != token and len(out) < limit:
        token = token.head
        out.append(token)
    return out


def token_at(doc: Any, char: int) -> Any:
    """The token that holds a code point."""
    span = doc.char_span(char, char + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else doc[min(len(doc) - 1, 0)]


def head_of(doc: Any, start: int, end: int) -> Any:
    """The syntactic head of a stretch of text."""
    span = doc.char_span(start, end, alignment_mode="expand")
    return span.root if span is not None else doc[0]
