"""From a text to its statements: the plainest cases."""

from telling import bounds, made, quotes, told


def test_a_plain_attack_makes_one_statement_with_its_day_place_and_toll():
    text = "Gunmen attacked a police station in Lashkar Gah on Monday, killing at least four officers."
    (statement,) = told(text, published="2016-07-27")
    assert statement.where.country == "AF"
    assert (statement.when.start, statement.when.precision) == ("2016-07-25", "day")
    assert bounds(statement, "killed") == (4, 4, None) or bounds(statement, "killed") == (4, None, None)
    assert all(text[q["start"] : q["end"]] == q["words"] for q in quotes(statement))


def test_a_text_without_violence_makes_none():
    assert told("The finance minister opened a new bridge in Accra on Friday and praised its builders.") == []


def test_one_text_makes_one_incident_of_its_attack():
    assert len(made("A roadside bomb killed six soldiers near Gao on Sunday. The blast destroyed their vehicle.")) == 1


def test_a_headline_is_read_though_it_holds_one_word_of_violence_only():
    (statement,) = told("Seven soldiers were killed in Deir ez-Zor", published="2018-02-03")
    assert statement.where.country == "SY"


def test_several_unnamed_happenings_are_news_where_a_report_opens_with_them_and_their_place():
    (statement,) = told("Renewed clashes in the city of Homs", published="2018-02-03")
    assert (statement.type, statement.where.name) == ("armed-clash", "Homs")
    assert told("Clashes have increased in recent months, analysts wrote.", published="2018-02-03") == []
