"""What the learned reader sees becomes incidents: mentions gathered, kinds and incidents told apart, nothing made up."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tacitus.reader.learned import around, choosing, classes, entities, linear, parting
from tacitus.reader.learned.candidates import Candidate, gather, plain, steps
from tacitus.reader.learned.frames import Least, frames
from tacitus.reader.learned.linear import Linear
from tacitus.reader.learned.signals import Signals, Span

TEXT = (
    "gunmen of the red dawn front (rdf) shot dead judge ana ruiz in her car on monday.    "
    "in another attack, a bomb wrecked the grain bank. ruiz had received threats from the rdf."
)
EVEN = Least(0.5, 0.5, 0.3, 0.5, 0.6, {})


@pytest.fixture(autouse=True)
def _no_models() -> Iterator[None]:
    """Tests say what the code does with the signals as they are, not what the weights of the day make of them."""
    linear.use({"none": Linear((), ())})
    yield
    linear.use({})


def span(words: str, role: str, score: float = 0.9, kinds: tuple[float, ...] = ()) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), role, score, kinds)


def seen(*spans: Span, relevance: float = 0.9, **kinds: float) -> Signals:
    return Signals(relevance, kinds or {"attack": 0.9}, tuple(spans))


def test_a_report_that_is_not_likely_to_tell_of_an_incident_gives_none() -> None:
    assert frames(TEXT, seen(span("ana ruiz", "Victim"), relevance=0.2), EVEN) == []
    assert frames("", Signals(0.9), EVEN) == []


def test_a_mention_is_words_of_the_text() -> None:
    (frame,) = frames(TEXT, seen(span("ana ruiz", "Victim"), span("gunmen", "PerpInd")), EVEN)
    for entities_ in frame.roles.values():
        for mention in (m for e in entities_ for m in e):
            assert TEXT[mention.start : mention.end] == mention.words


def test_a_name_and_its_part_are_one_person_the_surest_mention_first() -> None:
    second = TEXT.rindex("ruiz")
    signals = seen(Span(second, second + 4, "Victim", 0.6), span("ana ruiz", "Victim", 0.8))
    (frame,) = frames(TEXT, signals, EVEN)
    assert [[m.words for m in e] for e in frame.roles["Victim"]] == [["ana ruiz", "ruiz"]]


def test_an_organisation_and_its_abbreviation_are_one() -> None:
    (frame,) = frames(TEXT, seen(span("red dawn front", "PerpOrg"), span("rdf", "PerpOrg", 0.7)), EVEN)
    assert len(frame.roles["PerpOrg"]) == 1


def test_what_is_not_likely_enough_is_left_out() -> None:
    (frame,) = frames(TEXT, seen(span("ana ruiz", "Victim"), span("her car", "Target", 0.3)), EVEN)
    assert "Target" not in frame.roles


def test_of_several_kinds_each_takes_what_belongs_to_it() -> None:
    victim = span("ana ruiz", "Victim", kinds=(0.9, 0.1, 0, 0, 0, 0))
    bank = span("grain bank", "Target", kinds=(0.1, 0.9, 0, 0, 0, 0))
    attack, bombing = frames(TEXT, seen(victim, bank, attack=0.9, bombing=0.8), EVEN)
    assert (set(attack.roles), set(bombing.roles)) == ({"Victim"}, {"Target"})


def test_with_a_model_that_parts_them_victims_are_of_two_incidents_and_share_who_did_it() -> None:
    apart = Linear(("no", "yes"), (0.0, 0.0), {"roles=Target+Victim": (4.0, 0.0), "roles=PerpOrg+Victim": (0.0, 4.0)})
    linear.use({"together": apart})
    spans = (span("ana ruiz", "Victim"), span("grain bank", "Target"), span("rdf", "PerpOrg"))
    first, second = frames(TEXT, seen(*spans), EVEN)
    assert "PerpOrg" in first.roles
    assert ("Victim" in first.roles) != ("Victim" in second.roles)


def test_a_group_is_joined_only_while_its_members_are_alike() -> None:
    alike = {(0, 1): 0.9, (0, 2): 0.1, (1, 2): 0.2}
    assert parting.clusters(alike, 3, 0.5) == [[0, 1], [2]]
    assert parting.clusters({}, 0, 0.5) == []


@pytest.mark.parametrize(
    ("short", "long", "same"),
    [
        ("rdf", "red dawn front", True),
        ("abc", "red dawn front", False),
        ("flr", "front for the liberation of rivas", True),
    ],
)
def test_an_abbreviation_is_made_of_first_letters(short: str, long: str, same: bool) -> None:
    assert entities.stands_for(short, long) is same


def test_wordings_in_different_roles_are_never_one() -> None:
    one, other = (Candidate(role, "ruiz", [span("ana ruiz", role)]) for role in ("Victim", "PerpInd"))
    assert not entities.same(TEXT, one, other)


def test_every_occurrence_of_a_wording_counts_for_it() -> None:
    at = TEXT.rindex("rdf")
    (candidate,) = gather(TEXT, seen(span("rdf", "PerpOrg", 0.4), Span(at, at + 3, "PerpOrg", 0.8)))
    assert (candidate.score, len(candidate.spans)) == (0.8, 2)


def test_articles_and_marks_do_not_make_another_wording() -> None:
    assert plain('The "Red  Dawn" Front') == plain('red  dawn" front')


def test_a_higher_probability_has_every_step_of_a_lower_one() -> None:
    assert set(steps("p", 0.3)) < set(steps("p", 0.7))
    assert set(steps("p", 0.0)) <= set(steps("p", 1.0))


def test_a_plural_is_in_the_classes_of_its_singular() -> None:
    assert classes.of("churches") == classes.of("church") != ()
    assert classes.of("embassies") == classes.of("embassy") != ()
    assert classes.of("qwertz") == ()


def test_words_and_sentences_keep_their_places() -> None:
    told = around.words(TEXT)
    assert all(TEXT[s:e].lower() == t for t, s, e in zip(told.tokens, told.starts, told.ends, strict=True) if t != "0")
    assert told.sentence(TEXT.index("gunmen")) == 0
    assert told.sentence(TEXT.index("a bomb")) == 1
    assert told.paragraph(TEXT.index("a bomb")) == 1
    assert around.head(("members", "of", "the", "front")) == "members"


def test_a_candidate_in_the_same_sentence_is_told_from_one_far_away() -> None:
    told = around.words(TEXT)
    victim, bank = span("ana ruiz", "Victim"), span("grain bank", "Target")
    day = (TEXT.index("monday"), TEXT.index("monday") + 6)
    near = set(choosing.near(told, day, [(victim.start, victim.end)], [day]))
    far = set(choosing.near(told, day, [(bank.start, bank.end)], [day]))
    assert "apart=0" in near
    assert "apart=-1" in far
