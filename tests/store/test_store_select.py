"""Every filter of a query selects what it says, alone and with others; a filter that cannot be used is refused."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made import attacker, batch, claim, happened, incident, kept, killed, report, statement, when, where

from tacitus import store
from tacitus.errors import TacitusError
from tacitus.record import When, Where
from tacitus.store import Query
from tacitus.store.geometry import around, distance_km, split


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    with store.open(tmp_path_factory.mktemp("select") / "war.db") as opened:
        happened(
            opened, "mosul", "The market in Mosul burnt after the blast. Witnesses saw a white van.",
            type="suicide-bombing", when=when("2016-07-26"), where=where(admin1="Nīnawá", place_id="geo:99072"),
            counts=killed(44, 44, 44), roles=attacker("Islamic State", "is"), status="claimed",
            claims=claim("Wilayat Ninawa"), report={"publisher": "The Daily", "url": "https://daily.example/mosul_100%"},
        )
        happened(
            opened, "kano", "Gunmen fired on a bus near Kano.", type="armed-assault",
            when=when("2016-07-01", "2016-07-31", "month"), where=where("Kano", "NG", 12.0, 8.52), counts=killed(50),
            roles=attacker("Boko Haram", "bh"),
            report={"publisher": "Weekly", "source": "/news/kano.txt"},
        )
        happened(
            opened, "fiji", "An arson attack in the east of Fiji.", type="arson",
            when=when("2015-01-01", "2015-12-31", "year"), where=where("Taveuni", "FJ", -16.85, -179.97),
            report={"publisher": None},
        )
        happened(opened, "unknown", "A bomb went off somewhere.", type="bombing", when=When(), where=Where())
        yield opened


def ids(record, **filters):
    found = [one.id for one in record.incidents(Query(**filters))]
    assert record.count(Query(**filters)) == len(found)
    return found


def test_without_a_filter_all_come_by_day_and_the_unknown_last(record):
    assert ids(record) == ["fiji", "kano", "mosul", "unknown"]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"type": "bombing"}, ["mosul", "unknown"]),
        ({"type": "suicide-bombing"}, ["mosul"]),
        ({"place": "nina"}, ["mosul"]),
        ({"place": "NINAWA"}, ["mosul"]),
        ({"place": "geo:99072"}, ["mosul"]),
        ({"place": "o"}, ["kano", "mosul"]),
        ({"country": "ng"}, ["kano"]),
        ({"box": (8, 10, 9, 13)}, ["kano"]),
        ({"box": (179, -20, -179, -10)}, ["fiji"]),
        ({"radius": (36.3, 43.1, 10)}, ["mosul"]),
        ({"radius": (36.3, 43.1, 1)}, []),
        ({"radius": (-16.85, 179.98, 10)}, ["fiji"]),
        ({"since": "2016-07-27"}, ["kano"]),
        ({"since": "2016"}, ["kano", "mosul"]),
        ({"until": "2015-06"}, ["fiji"]),
        ({"since": "2016-07-26", "until": "2016-07-26"}, ["kano", "mosul"]),
        ({"actor": "is"}, ["mosul"]),
        ({"actor": "islamic"}, ["mosul"]),
        ({"actor": "wilayat"}, ["mosul"]),
        ({"actor": "boko"}, ["kano"]),
        ({"actor": "HARAM"}, ["kano"]),
        ({"actor": "ram"}, []),
        ({"killed_min": 45}, ["kano"]),
        ({"killed_max": 44}, ["mosul"]),
        ({"killed_min": 44, "killed_max": 50}, ["kano", "mosul"]),
        ({"status": "claimed"}, ["mosul"]),
        ({"source": "the daily"}, ["mosul"]),
        ({"source": "mosul_100%"}, ["mosul"]),
        ({"source": "kano.txt"}, ["kano"]),
        ({"text": "white van"}, ["mosul"]),
        ({"text": '"van white"'}, []),
        ({"text": '"white van" MARKET'}, ["mosul"]),
        ({"text": "boko"}, ["kano"]),
        ({"text": "ninawa"}, ["mosul"]),
        ({"limit": 2}, ["fiji", "kano"]),
        ({"limit": 0}, []),
        ({"type": "arson", "country": "FJ", "since": "2015", "until": "2015"}, ["fiji"]),
        ({"type": "arson", "country": "NG"}, []),
    ],
    ids=str,
)
def test_a_filter_selects_what_it_says(record, filters, found):
    assert ids(record, **filters) == found


def test_a_family_selects_all_its_types(record):
    from tacitus import ontology

    family = ontology.load().types["arson"].family
    assert "fiji" in ids(record, type=family)


@pytest.mark.parametrize(
    ("filters", "code"),
    [
        ({"type": "bombings"}, "E102"),
        ({"status": "maybe"}, "E102"),
        ({"country": "Iraq"}, "E102"),
        ({"box": (0, 10, 5, 5)}, "E102"),
        ({"box": (0, 0, 500, 5)}, "E102"),
        ({"box": (float("nan"), 0, 1, 5)}, "E102"),
        ({"radius": (91, 0, 5)}, "E102"),
        ({"radius": (0, 0, -5)}, "E102"),
        ({"killed_min": -1}, "E102"),
        ({"limit": -1}, "E102"),
        ({"text": '"" - *'}, "E102"),
        ({"source": "%"}, "E102"),
        ({"since": "2016-13"}, "E103"),
        ({"until": "2016-02-30"}, "E103"),
        ({"since": "yesterday"}, "E103"),
        ({"since": "2017", "until": "2016"}, "E102"),
    ],
    ids=str,
)
def test_a_filter_that_cannot_be_used_is_refused_at_once_with_what_to_try(record, filters, code):
    with pytest.raises(TacitusError) as raised:
        record.incidents(Query(**filters))
    assert raised.value.failure.code == code
    assert raised.value.failure.hint


def test_a_wrong_type_gets_the_nearest_names(record):
    with pytest.raises(TacitusError, match="suicide-bombing"):
        ids(record, type="suicide bombing")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1).filter(lambda text: any(letter.isalnum() for letter in text)))
def test_no_text_is_an_operator_of_the_search(record, text):
    for name in ("text", "place", "actor", "source"):
        if text.isprintable():
            assert set(ids(record, **{name: text})) <= set(ids(record))


DEGREES = {"lat": st.floats(-90, 90), "lon": st.floats(-180, 180)}
POINTS = st.tuples(DEGREES["lat"], DEGREES["lon"])


@given(center=POINTS, point=POINTS, km=st.floats(0, 21000))
def test_the_boxes_around_a_point_hold_all_that_is_so_near(center, point, km):
    near = distance_km(*center, *point) <= km
    lat, lon = point
    held = any(west <= lon <= east and south <= lat <= north for west, south, east, north in around(*center, km))
    assert held or not near


@given(west=st.floats(-180, 180), east=st.floats(-180, 180), lon=st.floats(-180, 180))
def test_a_box_across_the_date_line_holds_what_lies_east_of_its_west(west, east, lon):
    held = any(w <= lon <= e for w, _, e, _ in split(west, 0, east, 1))
    assert held == (west <= lon <= east if west <= east else lon >= west or lon <= east)


@pytest.fixture(scope="module")
def scattered(tmp_path_factory):
    """Two hundred incidents all over the globe, some at its edges."""
    import random

    chance = random.Random(11)
    with store.open(tmp_path_factory.mktemp("scattered") / "war.db") as record:
        of = report("Everything.")
        found, statements = [], []
        for n in range(200):
            lat = chance.choice([-90, 90, chance.uniform(-90, 90)])
            lon = chance.choice([-180, 180, chance.uniform(-180, 180)])
            one = statement(of, str(n))
            statements.append(one)
            found.append(incident(f"i{n:03}", [one], where=where("Somewhere", None, lat, lon)))
        record.save(batch(kept(of, *statements), incidents=found))
        yield record, found


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(center=POINTS, km=st.floats(0, 21000))
def test_a_radius_selects_exactly_what_is_so_near(scattered, center, km):
    record, everything = scattered
    near = [one.id for one in everything if distance_km(*center, one.where.lat, one.where.lon) <= km]
    assert ids(record, radius=(*center, km)) == near


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(west=DEGREES["lon"], east=DEGREES["lon"], lats=st.tuples(DEGREES["lat"], DEGREES["lat"]).map(sorted))
def test_a_box_selects_exactly_what_lies_in_it(scattered, west, east, lats):
    record, everything = scattered
    boxes = split(west, lats[0], east, lats[1])
    within = [
        one.id for one in everything
        if any(w <= one.where.lon <= e and s <= one.where.lat <= n for w, s, e, n in boxes)
    ]
    assert ids(record, box=(west, lats[0], east, lats[1])) == within
