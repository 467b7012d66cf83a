"""What the endpoint reader makes of a good answer, and that nothing passes which the report does not say."""

from __future__ import annotations

import pytest
from endpoint_reports import TEXT, quoted, report, shooting
from scripted_server import chat, serving, told

from tacitus.errors import ReportError


def test_a_happening_is_read_with_every_value_quoted_from_the_report(reader):
    with serving(told(shooting())) as server:
        (found,) = reader(server.url).read(report())
    quoted(TEXT, found)
    assert (found.type, found.status, found.role_in_report) == ("armed-assault", "reported", "main")
    assert {role: [party.name for party in named] for role, named in found.roles.items()} == {
        "attacker": ["Gunmen"], "target": ["police patrol"],
    }
    assert found.speaker == "the interior ministry"
    assert [(hit.what, hit.effect) for hit in found.damage] == [("A school", "damaged")]
    assert found.set_aside == []


def test_times_places_actors_and_figures_come_from_our_own_rooms(reader):
    with serving(told(shooting())) as server:
        (found,) = reader(server.url).read(report())
    assert (found.when.start, found.when.end, found.when.basis) == ("2015-03-03", "2015-03-03", "relative")
    assert (found.where.country, found.where.precision) == ("IQ", "near")
    assert (found.claims[0].by, found.claims[0].actor) == ("Islamic State", "islamic-state")
    killed = found.counts["killed"]
    assert (killed.low, killed.high, killed.said[0].words) == (12, None, "at least 12 officers")


def test_the_statement_says_which_model_read_it_and_how_sure_it_was(reader):
    with serving(told(shooting())) as server:
        made = reader(server.url)
        (found,) = made.read(report())
    assert found.reader == made.version
    assert found.reader.startswith("endpoint:small")
    sure = {trace.field: (trace.rule, trace.confidence) for trace in found.traces}
    assert sure["type"] == ("endpoint.small", 0.9)
    assert sure["where"][0] == "endpoint.small, then places"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"when": "on 3 March 2015"}, "when"),
        ({"where": "Baghdad"}, "where"),
        ({"roles": [{"role": "attacker", "words": "the Northern Front", "status": "stated"}]}, "roles.attacker"),
        ({"counts": [{"what": "killed", "words": "300 officers"}]}, "counts.killed"),
        ({"claims": [{"words": "the Northern Front", "said": "claimed the attack", "stance": "claims"}]}, "claims"),
        ({"claims": [{"words": "Islamic State", "said": "boasted of it", "stance": "claims"}]}, "claims"),
        ({"damage": [{"words": "a hospital", "effect": "destroyed"}]}, "damage"),
        ({"speaker": "a doctor"}, "speaker"),
        ({"purpose": "to free prisoners"}, "purpose"),
    ],
)
def test_words_that_are_not_in_the_report_are_dropped_counted_and_never_kept(reader, change, field):
    with serving(told(shooting(**change))) as server:
        made = reader(server.url)
        (found,) = made.read(report())
    quoted(TEXT, found)
    assert [(one.field, one.why) for one in found.set_aside] == [(field, "its words are not in the report")]
    assert made.drops.counted.total() == 1
    assert any("dropped 1" in note for note in made.notes())
    for words in ("2015-03-03 ", "Baghdad", "Northern", "300", "hospital", "doctor", "prisoners"):
        assert words not in repr(found)


def test_a_happening_whose_own_words_are_not_there_is_no_statement(reader):
    with serving(told(shooting(words="massacred"), shooting(words="...", type="riot"))) as server:
        made = reader(server.url)
        assert made.read(report()) == []
    assert made.drops.counted["happening", "its words are not in the report"] == 2


def test_a_part_of_a_word_is_not_the_word(reader):
    with serving(told(shooting(where="osul", when="", counts=[{"what": "killed", "words": "2 officers"}]))) as server:
        (found,) = reader(server.url).read(report())
    assert found.where.name is None
    assert found.counts == {}


@pytest.mark.parametrize("kind", ["war-crime", "", "bombing\n", "Bombing"])
def test_types_are_those_of_the_ontology_and_no_others(reader, kind):
    with serving(told(shooting(type=kind))) as server:
        assert reader(server.url).read(report()) == []


def test_words_that_say_no_time_place_or_number_give_none(reader):
    answer = shooting(when="killing", where="opened fire", counts=[{"what": "killed", "words": "claimed the attack"}])
    with serving(told(answer)) as server:
        (found,) = reader(server.url).read(report())
    assert found.when.start is None
    assert found.where.name is None
    assert found.counts == {}
    assert {one.field for one in found.set_aside} == {"when", "where", "counts.killed"}


BOMB = {"words": "gone off", "type": "bombing", "when": "Two days earlier", "where": "Kirkuk", "speaker": "", "main": False,
        "claims": [], "damage": [], "roles": []}


def test_figures_times_and_places_that_stand_with_another_happening_are_not_this_ones(reader):
    mixed = shooting(**{**BOMB, "when": "on Tuesday", "where": "near Mosul"})
    with serving(told(shooting(), mixed)) as server:
        shot, bombed = reader(server.url).read(report())
    assert shot.counts["killed"].low == 12
    assert (bombed.counts, bombed.where.name, bombed.when.said) == ({}, None, None)
    assert {(one.field, one.why) for one in bombed.set_aside} == {
        (field, "its words stand with another happening") for field in ("when", "where", "counts.killed")
    }


def test_a_place_may_be_another_happenings_too_where_its_own_sentence_names_none(reader):
    text = "A car bomb blew up in Kirkuk on Monday. Gunmen then stormed the station."
    one = shooting(**{**BOMB, "words": "blew up", "when": "on Monday", "counts": []})
    other = shooting(words="stormed", where="Kirkuk", when="on Monday", claims=[], damage=[], counts=[], speaker="",
                     roles=[{"role": "attacker", "words": "Gunmen", "status": "stated"}])
    with serving(told(one, other)) as server:
        _, stormed = reader(server.url).read(report(text))
    assert (stormed.where.country, stormed.when.said) == ("IQ", "Monday")


@pytest.mark.parametrize(("name", "status"), [("Islamic State", "claimed"), ("Gunmen", "stated")])
def test_a_party_has_claimed_it_only_where_its_claim_was_found(reader, name, status):
    with serving(told(shooting(roles=[{"role": "attacker", "words": name, "status": "claimed"}]))) as server:
        (found,) = reader(server.url).read(report())
    assert found.roles["attacker"][0].status == status


def test_who_is_named_apart_from_the_words_of_a_claim_claims_nothing(reader):
    claims = [{"words": "Gunmen", "said": "claimed the attack", "stance": "claims"},
              {"words": "Gunmen", "said": "Gunmen", "stance": "claims"}]
    with serving(told(shooting(claims=claims))) as server:
        (found,) = reader(server.url).read(report())
    assert found.claims == []


def test_news_without_a_time_is_of_the_day_of_the_report_unless_its_sentence_has_one(reader):
    text = "Gunmen stormed the station in Kirkuk. On Sunday they had burned a school there."
    both = [shooting(words=words, when="", where="", roles=[], counts=[], claims=[], damage=[], speaker="")
            for words in ("stormed", "burned")]
    with serving(told(*both)) as server:
        stormed, burned = reader(server.url).read(report(text))
    assert (stormed.when.basis, stormed.when.end) == ("publication", "2015-03-04")
    assert burned.when.start is None


def test_people_are_no_damage(reader):
    with serving(told(shooting(damage=[{"words": "12 officers", "effect": "destroyed"}]))) as server:
        assert reader(server.url).read(report())[0].damage == []


def test_a_role_that_the_type_does_not_have_is_dropped_or_goes_to_the_same_side(reader):
    text = "Rebels seized the town of Kobani on Monday. The army fled."
    named = [{"role": "attacker", "words": "Rebels", "status": "stated"},
             {"role": "besieged", "words": "The army", "status": "stated"},
             {"role": "detained", "words": "Rebels", "status": "stated"}]
    answer = shooting(words="seized", type="territory-taken", where="Kobani", roles=named, counts=[], claims=[],
                      damage=[], speaker="", when="on Monday")
    with serving(told(answer)) as server:
        (found,) = reader(server.url).read(report(text))
    assert [party.name for party in found.roles["taker"]] == ["Rebels"]
    assert "attacker" not in found.roles
    assert "detained" not in found.roles


def test_one_happening_told_twice_is_one_statement(reader):
    with serving(told(shooting(), shooting())) as server:
        assert len(reader(server.url).read(report())) == 1


def test_capitals_blanks_and_quotation_marks_need_not_be_the_same(reader):
    text = "The “Red\nColumn” shelled Aleppo on Monday, killing five people."
    answer = shooting(words="Shelled", type="shelling", where="ALEPPO", when="on monday", speaker="", damage=[],
                      claims=[], roles=[{"role": "attacker", "words": "\"red column\"", "status": "stated"}],
                      counts=[{"what": "killed", "words": "Five people"}])
    with serving(told(answer)) as server:
        (found,) = reader(server.url).read(report(text))
    quoted(text, found)
    assert found.roles["attacker"][0].words == "Red\nColumn"
    assert found.where.country == "SY"
    assert found.counts["killed"].best == 5


def test_a_long_report_goes_in_parts_cut_between_paragraphs_and_its_quotes_stay_right(reader):
    filler = "Nothing else was reported from the region during that day, and shops opened as usual in most towns.\n\n"
    text = filler * 80 + "A car bomb blew up in Kirkuk on Monday, killing four soldiers."

    def answer(handler, asked):
        said = asked["messages"][-1]["content"]
        given = [shooting(words="blew up", type="bombing", where="Kirkuk", when="on Monday", roles=[], claims=[],
                          damage=[], speaker="", counts=[{"what": "killed", "words": "four soldiers"}])]
        body = chat({"happenings": given if "Kirkuk" in said else []})["body"]
        import json

        raw = json.dumps(body).encode()
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(raw)))
        handler.end_headers()
        handler.wfile.write(raw)

    with serving(answer) as server:
        (found,) = reader(server.url).read(report(text))
        sent = [server.text(n) for n in range(len(server.asked))]
    quoted(text, found)
    assert len(sent) == 2
    assert all(len(part) < 6_200 for part in sent)
    assert found.quotes[0].start > 7_000


def test_a_report_longer_than_the_parser_takes_keeps_its_quotes(reader):
    filler = "The harvest was good this year, farmers in the valley said, and prices fell in all the markets there.\n"
    text = filler * 700 + "A car bomb blew up in Kirkuk on Monday."
    bomb = shooting(words="blew up", type="bombing", where="Kirkuk", when="on Monday", roles=[], claims=[], damage=[],
                    speaker="", counts=[])
    with serving(told(), told(), told(bomb)) as server:
        (found,) = reader(server.url, chunk=50_000).read(report(text))
    quoted(text, found)
    assert found.quotes[0].words == "blew up"


def test_an_answer_that_was_cut_off_is_asked_for_again_in_halves(reader):
    text = "\n\n".join(f"On day {n} a bomb blew up in Kirkuk, and {n} people died there." for n in range(10, 40))
    cut = chat('{"happenings": [{"words": "blew up", "ty', finish="length")
    with serving(cut, told()) as server:
        assert reader(server.url).read(report(text)) == []
        assert len(server.asked) == 3


def test_a_part_that_cannot_be_made_shorter_is_a_failure_of_that_report(reader):
    with serving(chat('{"happenings": [', finish="length")) as server, pytest.raises(ReportError) as raised:
        reader(server.url).read(report())
    assert raised.value.failure.code == "E305"
    assert raised.value.failure.where == "report.txt"


def test_of_an_answer_about_a_short_part_that_was_cut_off_what_is_whole_is_taken(reader):
    import json

    said = json.dumps({"happenings": [shooting(), BOMB]})
    with serving(chat(said[:-60], finish="length")) as server:
        made = reader(server.url)
        assert [one.type for one in made.read(report())] == ["armed-assault"]
    assert made.drops.counted["happening", "the answer was cut off within it"] == 1
    assert made.budget.requests == len(server.asked) == 1


def test_no_happenings_no_statements(reader):
    with serving(told()) as server:
        assert reader(server.url).read(report()) == []


@pytest.mark.parametrize("wrapped", ["```json\n{}\n```", "Here you are:\n{}\nAnything else?", "<think>A {{ brace</think>{}"])
def test_an_answer_in_other_words_is_still_found(reader, wrapped):
    import json

    content = wrapped.format(json.dumps({"happenings": [shooting()]}))
    with serving(chat(content)) as server:
        assert len(reader(server.url).read(report())) == 1
