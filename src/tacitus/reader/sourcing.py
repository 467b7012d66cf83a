"""Who says it, who claims it, who is blamed, who denies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from tacitus.actors import ActorMention
from tacitus.reader import syntax
from tacitus.reader.lexicon import listed, words
from tacitus.reader.page import Page
from tacitus.record import Claim

BLAME = listed("sourcing", "blame")
MEDIA = listed("sourcing", "media")


@dataclass(slots=True)
class Stance:
    """A claim, denial or blame: the record's claim, and the sentence and word that it stands at."""

    claim: Claim
    sentence: int
    token: Any
    against: ActorMention | None = None
    plural: bool = False


def stances(page: Page) -> list[Stance]:
    """Every claim of responsibility, denial and accusation in the report."""
    out: list[Stance] = []
    for index, sentence in enumerate(page.sentences):
        for token in sentence:
            lemma = token.lemma_.lower()
            found = None
            if lemma in ("claim", "take", "accept", "assume", "admit", "deny", "reject", "disclaim") and token.pos_ in (
                "VERB",
                "NOUN",
            ):
                found = _responsibility(page, token, index)
            elif lemma in BLAME and token.pos_ == "VERB" and token.dep_ != "amod":
                found = _blame(page, token, index)
            elif (
                token.lower_ == "responsibility"
                and token.i > sentence.start
                and token.nbor(-1).lower_ in ("claims", "claimed", "claim")
            ):
                found = _misparsed(page, sentence, token, index)
            if found:
                out.append(found)
        own = _says_it_did(page, sentence, index)
        if own:
            out.append(own)
    return out


def _misparsed(page: Page, sentence: Any, token: Any, index: int) -> Stance | None:
    """ "X claims responsibility" where the parser took "claims" for a noun: the party named just before claims it."""
    if token.nbor(-1).pos_ == "VERB" or any(
        t.lower_ in ("no", "nobody", "none") for t in page.doc[sentence.start : token.i]
    ):
        return None
    before = [
        a
        for a in page.actors_in(sentence.start_char, token.idx)
        if a.kind not in ("press", "monitor") and token.idx - a.end < 60
    ]
    if not before:
        return None
    by = before[-1]
    claim = Claim(by=by.words, actor=by.actor, quotes=[page.quote(by.start, token.idx + len(token))])
    return Stance(claim, index, token)


def _responsibility(page: Page, verb: Any, index: int) -> Stance | None:
    """ "X claimed responsibility (for Y)", "the attack was claimed by X", "X denied responsibility / any role"."""
    args = syntax.verb_arguments(verb)
    objects = {p.lemma_.lower() for p in args.patients}
    about = objects & {
        "responsibility",
        "credit",
        "attack",
        "bombing",
        "blast",
        "assault",
        "killing",
        "kidnapping",
        "explosion",
        "ambush",
        "raid",
        "operation",
        "strike",
        "shooting",
        "involvement",
        "role",
        "part",
        "abduction",
        "assassination",
        "violence",
        "incident",
    }
    if verb.lemma_ in ("take",) and not objects & {"responsibility", "credit"}:
        return None
    if verb.lemma_ in ("accept", "assume", "admit") and not objects & {"responsibility", "involvement"}:
        return None
    if not about:
        return None
    stance: Literal["denies", "claims"] = "denies" if verb.lemma_ in ("deny", "reject", "disclaim") else "claims"
    if any(c.dep_ == "neg" for c in verb.children):
        return None
    for agent in args.agents:
        if any(c.lower_ in ("no", "nobody", "neither") for c in agent.children) or agent.lower_ in ("nobody", "none"):
            return None
    who = _party(page, args.agents, verb)
    if who is None:
        return None
    by, via = who
    end = max([p.idx + len(p) for p in args.patients if p.i > verb.i] + [verb.idx + len(verb)])
    start = min([a.left_edge.idx for a in args.agents if a.sent == verb.sent] + [verb.idx])
    via_words = via or _medium(page, verb)
    quotes = (
        [page.quote(min(start, by.start), max(end, by.end))]
        if by.start >= verb.sent.start_char
        else [page.quote(start, end), page.quote(by.start, by.end)]
    )
    return Stance(
        Claim(by=by.words, actor=by.actor, via=via_words, stance=stance, quotes=quotes),
        index,
        verb,
        plural=_plural(args),
    )


def _plural(args: syntax.Arguments) -> bool:
    objects = [
        *args.patients,
        *(h for p in args.patients for h in syntax.noun_preps(p).get("for", [])),
        *args.preps.get("for", []),
    ]
    return any(o.tag_ == "NNS" or o.lower_ == "both" for o in objects)


def _party(page: Page, agents: list[Any], verb: Any) -> tuple[ActorMention, str | None] | None:
    """The claimant and the channel: "Amaq, the group's news agency" speaks for the group."""
    for agent in agents:
        span_start, span_end = agent.left_edge.idx, agent.right_edge.idx + len(agent.right_edge)
        inside = page.actors_in(span_start, min(span_end, verb.idx if agent.i < verb.i else span_end))
        channels = [a for a in inside if a.kind == "channel"]
        others = [a for a in inside if a.kind not in ("channel", "press", "monitor")]
        if others:
            return others[0], channels[0].words if channels else None
        if channels:
            owner = _owner(page, channels[0])
            if owner is not None:
                return owner, channels[0].words
        if agent.lower_ in ("it", "they", "he", "she") or agent.lemma_.lower() in (
            "group",
            "organisation",
            "organization",
            "militant",
            "movement",
            "rebel",
            "spokesman",
            "faction",
        ):
            owner = _antecedent(page, agent)
            if owner is not None:
                return owner, None
        if agent.pos_ in ("NOUN", "PROPN"):
            start, end = syntax.phrase(agent)
            return _unlisted(page, start, end), None
    return None


def _unlisted(page: Page, start: int, end: int) -> ActorMention:
    quote = page.quote(start, end)
    return ActorMention(
        start=quote.start,
        end=quote.end,
        words=quote.words,
        actor=None,
        name=quote.words,
        kind="unknown",
        how="generic",
        reach=quote.end,
    )


def _owner(page: Page, channel: ActorMention) -> ActorMention | None:
    """Whom a channel speaks for: the nearest armed group named before or after it."""
    groups = [a for a in page.actors if a.kind in ("jihadist", "rebel", "militia", "separatist", "cartel", "party")]
    return min(groups, key=lambda a: abs(a.start - channel.start), default=None)


def _antecedent(page: Page, token: Any) -> ActorMention | None:
    """The armed party named last before "it", "they" or "the group"."""
    before = [
        a
        for a in page.actors
        if a.end <= token.idx
        and a.actor
        and a.kind
        in ("jihadist", "rebel", "militia", "separatist", "cartel", "party", "state", "military", "coalition")
    ]
    return before[-1] if before else None


def _medium(page: Page, verb: Any) -> str | None:
    """ "in a statement", "on Telegram", "via its Amaq news agency"."""
    for child in verb.subtree:
        if child.dep_ == "pobj" and child.head.lower_ in ("in", "on", "via", "through", "by") and child.i > verb.i:
            start, end = child.left_edge.idx, child.idx + len(child)
            channel = [
                a for a in page.actors_in(start, child.right_edge.idx + len(child.right_edge)) if a.kind == "channel"
            ]
            if channel:
                return str(channel[0].words)
            if child.lemma_.lower() in MEDIA:
                return str(page.text[start:end])
    return None


def _blame(page: Page, verb: Any, index: int) -> Stance | None:
    """ "X blamed Y for", "Y was blamed", "blamed on Y", "X accused Y of"."""
    args = syntax.verb_arguments(verb)
    accused = list(args.patients)
    if verb.lemma_ in ("blame", "attribute"):
        accused = args.preps.get("on", []) + args.preps.get("to", []) or accused
    if verb.lemma_ == "hold" and not any(c.lemma_ == "responsible" for c in verb.subtree):
        return None
    if verb.lemma_ in ("suspect", "charge", "finger", "implicate") and not syntax.passive(verb):
        return None
    for head in accused:
        found = page.actors_in(head.left_edge.idx, head.idx + len(head))
        found = [a for a in found if a.kind not in ("press", "monitor", "channel")]
        if not found:
            continue
        by = next(
            (a for g in args.agents for a in page.actors_in(g.left_edge.idx, g.right_edge.idx + len(g.right_edge))),
            None,
        )
        who = by.words if by else next((page.text[slice(*syntax.phrase(g))] for g in args.agents), "")
        start, end = verb.idx, max(found[0].end, verb.idx + len(verb))
        start = min(start, found[0].start)
        return Stance(
            Claim(
                by=who,
                actor=by.actor if by else None,
                stance="blames",
                against=found[0].words,
                quotes=[page.quote(start, end)],
            ),
            index,
            verb,
            found[0],
        )
    return None


def _says_it_did(page: Page, sentence: Any, index: int) -> Stance | None:
    """ "the group said it carried out / was behind the attack"."""
    text = sentence.text.lower()
    for cue in (
        "said it carried out",
        "said it had carried out",
        "said it was behind",
        "said its fighters",
        "said they carried out",
        "said it was responsible",
        "claims to have",
        "claimed to have",
        "said they were behind",
    ):
        at = text.find(cue)
        if at < 0:
            continue
        start = sentence.start_char + at
        before = [a for a in page.actors_in(sentence.start_char, start) if a.kind not in ("press", "monitor")]
        if not before or before[-1].kind in ("state",):
            return None
        by = before[-1]
        return Stance(
            Claim(by=by.words, actor=by.actor, stance="claims", quotes=[page.quote(by.start, start + len(cue))]),
            index,
            syntax.token_at(page.doc, start),
        )
    return None


def speaker(page: Page, token: Any) -> tuple[str, int, int] | None:
    """Who says what stands at this word ("a monitor said", "according to X"), if not the report itself."""
    previous = token
    for word in [token, *syntax.ancestors(token)]:
        if (
            word.lemma_ in words("reporting")
            and word.i != token.i
            and word.pos_ == "VERB"
            and previous.dep_ in ("ccomp", "parataxis", "advcl", "ROOT", "conj")
        ):
            for child in word.children:
                if child.dep_ == "nsubj" and child.i != previous.i and child.lower_ not in ("it", "which", "that"):
                    start, end = syntax.phrase(child)
                    return page.text[start:end], start, end
        for child in word.children:
            if child.dep_ in ("parataxis", "ccomp") and child.lemma_ in words("reporting"):
                for sub in child.children:
                    if sub.dep_ == "nsubj" and sub.lower_ not in ("it", "which", "that"):
                        start, end = syntax.phrase(sub)
                        return page.text[start:end], start, end
        previous = word
    return _according(page, token)


def _according(page: Page, token: Any) -> tuple[str, int, int] | None:
    for word in token.sent:
        if word.lower_ == "according":
            for child in word.subtree:
                if child.dep_ == "pobj" and child.head.lower_ == "to":
                    start, end = syntax.phrase(child)
                    return page.text[start:end], start, end
    return None
