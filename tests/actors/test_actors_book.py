"""The list of actors hangs together, and one name means one actor on one day in one country."""

from __future__ import annotations

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tacitus import actors
from tacitus.actors import book, names


def ids(found):
    return [actor.id for actor in found]


def test_there_are_hundreds_of_actors_from_every_part_of_the_world():
    listed = actors.listed()
    assert len(listed) >= 350
    assert {actor.kind for actor in listed.values()} >= book.KINDS - {"unknown"}
    assert {code for actor in listed.values() for code in actor.countries} >= {
        "SY", "IQ", "AF", "PK", "IN", "NG", "SO", "ML", "CD", "CO", "PE", "SV", "MX", "UA", "ES", "GB", "PH", "MM",
    }


@pytest.mark.parametrize("actor", actors.listed().values(), ids=lambda actor: actor.id)
def test_an_actor_s_countries_and_dates_are_sound(actor):
    assert set(actor.countries) <= set(book.countries())
    spans = [actor, *actor.names, *actor.also, *actor.within]
    assert all(span.since is None or span.until is None or span.since <= span.until for span in spans)
    assert all(set(only.countries) <= set(book.countries()) for only in actor.also)
    assert all(only.countries or only.since or only.until for only in actor.also)


def test_no_two_actors_share_a_name_that_neither_country_nor_date_separates():
    for key, entries in names.index().names.items():
        free = {entry.actor: actors.listed()[entry.actor] for entry in entries if entry.only is None}
        for one, other in combinations(free.values(), 2):
            assert _apart(one, other), f"{key!r} means both {one.id} and {other.id}"


def _apart(one, other):
    if one.countries and other.countries and not set(one.countries) & set(other.countries):
        return True
    return any(a.until and b.since and a.until <= b.since for a, b in ((one, other), (other, one)))


def test_every_channel_says_whose_it_is():
    assert all(actor.of for actor in actors.listed().values() if actor.kind == "channel")


@pytest.mark.parametrize(("actor", "day", "within"), [
    ("ypg", date(2015, 10, 9), []),
    ("ypg", date(2015, 10, 10), ["sdf"]),
    ("hayat-tahrir-al-sham", date(2015, 1, 1), ["al-qaeda"]),
    ("hayat-tahrir-al-sham", date(2017, 6, 1), []),
    ("boko-haram", date(2014, 6, 1), []),
    ("boko-haram", date(2015, 6, 1), ["islamic-state"]),
    ("syria/air-force", None, ["syria/army", "syria"]),
    ("macina-liberation-front", date(2018, 1, 1), ["jnim", "aqim", "al-qaeda"]),
    ("nobody-at-all", None, []),
])
def test_parents_are_those_of_the_day(actor, day, within):
    assert ids(actors.parents(actor, day)) == within


def test_nobody_is_a_part_of_itself():
    for actor in actors.listed().values():
        assert actor.id not in ids(actors.parents(actor))


@pytest.mark.parametrize(("name", "day", "country", "actor"), [
    ("Nusra Front", None, None, "hayat-tahrir-al-sham"),
    ("Jabhat Fateh al-Sham", date(2016, 8, 1), None, "hayat-tahrir-al-sham"),
    ("Daesh", None, None, "islamic-state"),
    ("ISIS", date(2014, 7, 1), None, "islamic-state"),
    ("ISI", date(2009, 1, 1), None, "islamic-state-of-iraq"),
    ("ISI", date(2009, 1, 1), "PK", "isi-pakistan"),
    ("FARC", date(1999, 1, 1), "CO", "farc"),
    ("FARC", date(2019, 1, 1), "CO", "farc-dissidents"),
    ("ELN", None, "BO", "eln-bolivia"),
    ("ELN", None, "CO", "eln"),
    ("Taliban", date(2010, 1, 1), "AF", "taliban"),
    ("Taliban", date(2010, 1, 1), "PK", "ttp"),
    ("Taliban", date(2001, 1, 1), "PK", "taliban"),
    ("the army", None, "SY", "syria/army"),
    ("the army", None, None, None),
    ("police", None, "KE", "kenya/police"),
    ("Iraqi army", None, None, "iraq/army"),
    ("police in Kenya", None, None, "kenya/police"),
    ("the United States", None, None, "united-states"),
    ("Taliban fighters", None, None, "taliban"),
    ("Sendero Luminoso", None, None, "shining-path"),
    ("Lashkar-e-Tayeba", None, None, "lashkar-e-taiba"),
    ("Jabhat al-Nusrah", None, None, "hayat-tahrir-al-sham"),
    ("Hasmas", None, None, None),
    ("Jaish al-Nobody", None, None, None),
    ("some gunmen", None, None, None),
    ("", None, None, None),
])
def test_a_name_alone_is_resolved_or_left_open(name, day, country, actor):
    found = actors.resolve(name, day, country)
    assert (found.id if found else None) == actor


def test_an_actor_goes_by_the_name_of_the_day():
    actor = actors.get("hayat-tahrir-al-sham")
    assert [actor.name_on(date(year, 6, 1)) for year in (2014, 2018)] == ["Nusra Front", "Hayat Tahrir al-Sham"]


def test_every_state_has_its_forces():
    for country in book.countries().values():
        for force in book.forces():
            assert book.state_force(country.code, force) is not None


@settings(max_examples=200, deadline=None)
@given(name=st.text(max_size=60), country=st.sampled_from([None, "SY", "XX", ""]))
def test_any_name_can_be_asked_for(name, country):
    found = actors.resolve(name, date(2016, 1, 1), country)
    assert found is None or actors.get(found.id) == found


@settings(max_examples=60, deadline=None)
@given(actor=st.sampled_from(sorted(actors.listed().values(), key=lambda actor: actor.id)))
def test_every_actor_answers_to_its_own_name(actor):
    found = actors.resolve(actor.name, actor.since or actor.until, actor.countries[0] if actor.countries else None)
    assert found is not None
    assert found.id == actor.id
