"""Everybody who acts in a report is found by whatever name it gives them, and nobody else."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tacitus import actors
from tacitus.actors import names


def found(text, **options):
    """What is found, as words to actor id."""
    return {mention.words: mention.actor for mention in actors.find(text, **options)}


def only(text, **options):
    mentions = actors.find(text, **options)
    assert len(mentions) == 1, mentions
    return mentions[0]


WORDS = st.sampled_from([
    "IS", "is", "US", "the", "Islamic", "State", "Taliban", "fighters", "(ELN)", "National", "Liberation", "Army",
    "Iraqi", "army", "'s", "police", "in", "Kenya", ",", "or", "known as", "gunmen", "suspected", "\n", "U.S.", "-led",
    "coalition", "Kurdish", "İ", "ﬁ", "داعش", "pro-", "[", "THE", "POLICE", "ß", "e\u0301", "\U0001f4a3",
])


@settings(max_examples=300, deadline=None)
@given(text=st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=40).map(" ".join)))
def test_any_text_is_read_and_every_span_is_exact(text):
    end = 0
    for mention in actors.find(text, countries=True):
        assert end <= mention.start < mention.end <= mention.reach <= len(text)
        assert text[mention.start : mention.end] == mention.words
        assert mention.actor is None or actors.get(mention.actor) is not None
        end = mention.end


@settings(max_examples=100, deadline=None)
@given(key=st.sampled_from(sorted(names.index().names)))
def test_every_listed_name_is_found_where_it_stands_alone(key):
    entry = names.index().names[key][0]
    where = entry.only.countries[0] if entry.only and entry.only.countries else None
    day = entry.only.since or entry.only.until if entry.only else None
    mentions = actors.find(f"Witnesses saw «{entry.written}» there.", day, country=where)
    assert any(entry.written in (mention.words, mention.words + ".") for mention in mentions), mentions


@pytest.mark.parametrize(("words", "actor"), [
    ("Iraqi army", "iraq/army"),
    ("Iraqi security forces", "iraq/security-forces"),
    ("Syrian government forces", "syria/army"),
    ("Syria's air force", "syria/air-force"),
    ("Russian warplanes", "russia/air-force"),
    ("Nigerian troops", "nigeria/army"),
    ("U.S. soldiers", "united-states/army"),
    ("Iraqi federal police", "iraq/police"),
    ("Peruvian navy", "peru/navy"),
    ("Tunisian national guard", "tunisia/national-guard"),
    ("Burmese soldiers", "myanmar/army"),
    ("Honduran border guards", "honduras/border-guards"),
    ("Indian Border Security Force", "bsf"),
    ("Syria's National Defence Forces", "national-defence-forces"),
    ("Pakistan's Frontier Corps", "frontier-corps"),
])
def test_forces_of_any_state_are_made_by_rule(words, actor):
    assert actor in found(f"The {words} were there.").values()


def test_police_in_a_country_are_that_country_s():
    mention = only("Police in Kenya fired tear gas.")
    assert (mention.actor, mention.words, mention.kind) == ("kenya/police", "Police", "police")


@pytest.mark.parametrize(("text", "actor"), [
    ("Pro-Turkish forces shelled the town.", None),
    ("US-backed Syrian forces crossed the river.", None),
    ("Syrian rebel forces crossed the river.", None),
    ("Yemeni Islamist forces crossed the river.", None),
])
def test_what_a_state_backs_or_fights_is_not_its_own(text, actor):
    assert actor in found(text).values()
    assert not [other for other in found(text).values() if other]


def test_air_strikes_are_those_of_the_state_before_them():
    assert found("Israeli air strikes hit the port.") == {"Israeli": "israel"}


@pytest.mark.parametrize("text", [
    "They told us forces were coming.",
    "It is as was said: let us wait.",
    "A police station was hit by a helicopter.",
    "THE ATTACK IS THE WORST THAT US CITIZENS WHO LIVE THERE HAVE SEEN",
    "Let us see. Let them come.",
    "The resistance of the front wheel to the base was measured.",
])
def test_plain_words_are_nobody(text):
    assert found(text) == {}


def test_in_capitals_a_short_name_counts_within_brackets_and_long_ones_always():
    text = "THE ISLAMIC STATE [IS] AND THE FMLN ATTACKED. IT IS NOT OVER, SAYS THE SALVADORAN ARMY."
    assert found(text) == {
        "ISLAMIC STATE": "islamic-state", "IS": "islamic-state", "FMLN": "fmln", "SALVADORAN ARMY": "el-salvador/army",
    }


def test_the_longest_name_wins_and_its_people_are_within_reach():
    text = "Al-Qaida in the Arabian Peninsula fighters left."
    mention = only(text)
    assert mention.actor == "aqap"
    assert text[mention.start : mention.reach] == "Al-Qaida in the Arabian Peninsula fighters"


@pytest.mark.parametrize("written", ["al-Shabaab", "Al Shabaab", "al Shabab", "AL-SHABAAB", "Shebab", "al‑Shabaab"])
def test_spellings_of_a_name_are_one_actor(written):
    assert found(f"Yesterday {written} attacked.") == {written: "al-shabaab"}


@pytest.mark.parametrize(("words", "kind"), [
    ("unidentified gunmen", "unknown"), ("suspected militants", "rebel"), ("jihadists", "jihadist"),
    ("Maoist guerrillas", "rebel"), ("separatists", "separatist"), ("tribesmen", "militia"),
    ("protesters", "civilians"),
    ("security forces", "military"), ("riot police", "police"), ("Palestinian gunmen", "unknown"),
])
def test_groups_without_a_name_have_a_kind_and_no_id(words, kind):
    mention = only(f"At dawn {words} came.")
    assert (mention.words, mention.actor, mention.kind) == (words, None, kind)


def test_a_channel_is_told_from_the_group_whose_it_is():
    mention = only("Amaq carried the statement.")
    assert mention.kind == "channel"
    assert actors.listed()["amaq"].of == "islamic-state"


@pytest.mark.parametrize(("text", "words", "actor"), [
    ("The city is held by the Kurdish People's Guard Movement, or the YPG.", "Kurdish People's Guard Movement", "ypg"),
    ("The Armenian Peoples Liberation Front (PKK) said so.", "Armenian Peoples Liberation Front", "pkk"),
    ("The Army of the Northern Hills, also known as LTTE, left.", "Army of the Northern Hills", "ltte"),
])
def test_a_misnamed_long_form_is_whom_its_abbreviation_means(text, words, actor):
    assert found(text)[words] == actor


def test_a_group_that_is_not_listed_goes_by_its_abbreviation_for_the_rest_of_the_report():
    text = "The Green Valley Liberation Front (GVLF) took the bridge. Later GVLF fighters left, and the GVLF said why."
    mentions = actors.find(text)
    assert [mention.words for mention in mentions] == ["Green Valley Liberation Front", "GVLF", "GVLF", "GVLF"]
    assert {(mention.name, mention.actor, mention.kind) for mention in mentions} == {
        ("Green Valley Liberation Front", None, "rebel")
    }
    assert found("The GVLF said why.") == {}


def test_a_listed_group_with_a_new_abbreviation_keeps_its_id():
    assert found("Lashkar-e-Jhangvi (LJX) did it, and LJX said so.")["LJX"] == "lashkar-e-jhangvi"


def test_a_group_that_calls_itself_something_is_found_by_that():
    text = "A militia calling itself the Sons of the River did it. The Sons of the River left a note."
    assert [mention.words for mention in actors.find(text)] == ["militia", "Sons of the River", "Sons of the River"]


def test_brackets_that_explain_no_group_make_none():
    assert found("Output of the Central Sugar Works (CSW) rose, and profit (EBITDA) fell.") == {}


def test_the_countries_that_a_report_names_settle_a_shared_name():
    assert found("In Sucre, Bolivia, the ELN attacked.")["ELN"] == "eln-bolivia"
    assert found("In Arauca, Colombia, the ELN attacked.")["ELN"] == "eln"
    assert found("In Pakistan the Taliban attacked a post in Swat.")["Taliban"] == "ttp"
    assert found("In Afghanistan the Taliban attacked.")["Taliban"] == "taliban"


def test_the_country_named_last_settles_what_the_whole_report_does_not():
    text = "The Syrian town was quiet as Kurdish security forces searched it. Iraq said nothing."
    assert found(text)["Kurdish security forces"] == "asayish"


def test_a_name_shared_by_two_that_nothing_settles_is_left_open():
    mention = only("The SLA fired.")
    assert mention.actor is None
    assert set(mention.candidates) == {"slm", "south-lebanon-army"}


def test_a_name_means_whom_it_meant_on_that_day():
    assert found("ISWAP said so.", date=date(2015, 6, 1))["ISWAP"] == "boko-haram"
    assert found("ISWAP said so.", date=date(2019, 6, 1))["ISWAP"] == "iswap"
    assert only("The Nusra Front left.", date=date(2016, 9, 1)).name == "Jabhat Fateh al-Sham"


def test_bare_countries_are_given_only_if_asked_for():
    assert found("Russia struck Aleppo.") == {}
    assert found("Russia struck Aleppo.", countries=True) == {"Russia": "russia"}


def test_nobody_is_named_before_their_time():
    assert found("The TIP met in Lima.", date=date(1989, 5, 1)) == {}
    assert found("The TIP met in Kabul.", date=date(2015, 5, 1)) == {"TIP": "turkistan-islamic-party"}


def test_first_names_in_brackets_in_capitals_explain_nothing():
    text = "THE COMMANDER OF THE SALVADORAN ARMY [PONCE] MET THE FMLN, OR SO IT WAS SAID. PONCE LEFT."
    assert found(text) == {"SALVADORAN ARMY": "el-salvador/army", "FMLN": "fmln"}


def test_a_comma_that_belongs_to_a_name_is_part_of_it():
    found = actors.find("Fighters of Return, Reclamation and Rehabilitation seized Bocaranga.", None)
    assert "Return, Reclamation and Rehabilitation" in [mention.words for mention in found]
