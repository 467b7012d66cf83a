"""Fills the 24 slots of a template from an incident: words from its mentions, values from small models, date and place."""

from __future__ import annotations

from collections.abc import Sequence

from muc_bench import number, when, where
from muc_bench.keys import Fill, Template
from muc_bench.scene import Scene
from tacitus.reader.learned import slots
from tacitus.reader.learned.frames import Frame, Mention

Entity = Sequence[Mention]
WITHOUT_WEAPON = frozenset({"arson", "kidnapping"})
WITHOUT_TARGET = frozenset({"kidnapping"})
NO_TYPE = frozenset({"-"})


def template(scene: Scene, frame: Frame) -> Template:
    """The template of an incident."""
    out = Template(scene.wire.document)
    spans = sorted({(m.start, m.end) for entities in frame.roles.values() for e in entities for m in e})
    spans = spans or [(frame.start, frame.end)]
    roles = {role: [(m.start, m.end) for e in es for m in e] for role, es in frame.roles.items()}
    date = when.fill(scene, spans)
    place, country = where.fill(scene, spans)
    put(out, 2, [Fill((date,))] if date else [])
    put(out, 3, [Fill((place,))])
    put(out, 4, [Fill((frame.type.upper(),))])
    features = slots.of_frame(scene.told, roles, frame.type)
    put(out, 5, _value("stage", features))
    if frame.roles.get("PerpInd") or frame.roles.get(
        "PerpOrg"
    ):  # the documentation, 7.9: else it is as a rule left out
        put(out, 8, _value("category", features))
    put(out, 9, [_words(e) for e in frame.roles.get("PerpInd", [])])
    _organisations(scene, frame, out)
    if frame.type not in WITHOUT_WEAPON:
        _weapons(scene, frame, out, features)
    if frame.type not in WITHOUT_TARGET:
        _targets(scene, frame, out, country)
    _people(scene, frame, out, country)
    return out


def put(template: Template, slot: int, fills: list[Fill]) -> None:
    """Set a slot's fills, where there are any; the same one twice stands once."""
    kept = list(dict.fromkeys(fills))
    if kept:
        template.slots[slot] = kept


def _words(entity: Entity, ref: Entity | None = None) -> Fill:
    return Fill((entity[0].words.upper(),), (ref[0].words.upper(),) if ref else ())


def _value(model: str, features: set[str], ref: Entity | None = None) -> list[Fill]:
    """What a model says of these features; nothing where it says so."""
    said = slots.say(model, features)
    if said is None or said in NO_TYPE:
        return []
    return [Fill((said,), (ref[0].words.upper(),) if ref else ())]


def _seen(scene: Scene, frame: Frame, entity: Entity) -> set[str]:
    return slots.of_entity(scene.told, [(m.start, m.end) for m in entity], frame.type)


def _organisations(scene: Scene, frame: Frame, out: Template) -> None:
    entities = frame.roles.get("PerpOrg", [])
    put(out, 10, [_words(e) for e in entities])
    put(out, 11, [f for e in entities for f in _value("confidence", _seen(scene, frame, e), e)])


def _weapons(scene: Scene, frame: Frame, out: Template, features: set[str]) -> None:
    """Slots 6 and 7; where no weapon is named, the kind that the telling implies ("shot")."""
    entities = frame.roles.get("Weapon", [])
    put(out, 6, [_words(e) for e in entities])
    kinds = [f for e in entities for f in _value("weapon kind", _seen(scene, frame, e), e)]
    put(out, 7, kinds if entities else _value("weapon implied", features))


def _targets(scene: Scene, frame: Frame, out: Template, country: str | None) -> None:
    entities = frame.roles.get("Target", [])
    put(out, 12, [_words(e) for e in entities])
    put(out, 13, [f for e in entities for f in _value("target kind", _seen(scene, frame, e), e)])
    put(out, 14, [Fill((number.of(scene, e[0]),), _words(e).options) for e in entities])
    put(out, 15, [f for e in entities for f in _nation(scene, e, country)])
    put(out, 16, [f for e in entities for f in _value("target effect", _seen(scene, frame, e), e)])


def _people(scene: Scene, frame: Frame, out: Template, country: str | None) -> None:
    """Slots 18 to 23: the named, the described, and what is said of each; a title goes with the name that it stands by."""
    named = frame.roles.get("Victim", [])
    described = frame.roles.get("Described", [])
    titles = {id(d): n for d in described for n in named if _beside(scene, d, n)}
    put(out, 18, [_words(e) for e in named])
    put(out, 19, [_words(d, titles.get(id(d))) for d in described])
    people = [*named, *(d for d in described if id(d) not in titles)]
    seen = {id(e): _seen(scene, frame, e) for e in people}
    put(out, 20, [f for e in people for f in _value("victim kind", seen[id(e)], e)])
    put(out, 21, [Fill((number.of(scene, e[0], named=e in named),), _words(e).options) for e in people])
    put(out, 22, [f for e in people for f in _nation(scene, e, country)])
    put(out, 23, [f for e in people for f in _value("victim effect", seen[id(e)], e)])


def _beside(scene: Scene, described: Entity, named: Entity) -> bool:
    """Whether a description stands right before a name, or behind it and a comma, in any of their mentions."""
    for d in described:
        for n in named:
            between = scene.wire.text[d.end : n.start] if d.end <= n.start else scene.wire.text[n.end : d.start]
            if between.strip(" ,\"()'") in ("", "the", "a", "an") and len(between) < 8:
                return True
    return False


def _nation(scene: Scene, entity: Entity, country: str | None) -> list[Fill]:
    """The nation that an entity is said to be of, where it is another than the incident's."""
    for mention in entity:
        for place in scene.page.places:
            if place.place is None or place.place.kind != "country" or place.place.country in (None, country):
                continue
            if mention.start - 20 <= place.mention.start and place.mention.end <= mention.end and place.mention.demonym:
                return [Fill((where.name_of(place.place.country or ""),), _words(entity).options)]
    return []
