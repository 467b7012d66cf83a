"""How many were killed, hurt, taken or arrested: the figure that each way of saying it gives."""

from __future__ import annotations

import pytest
from telling import bounds, told

LISTS = [
    ("Eight women, a girl and four men were injured in the shelling of Avdiivka on Monday.", "wounded", 13),
    ("Rebels killed five soldiers and three civilians in Diffa on Monday.", "killed", 8),
    ("Clashes in Aden on Monday left 20 rebels and six soldiers dead.", "killed", 26),
    ("An ambush near Menaka on Friday claimed the lives of nine soldiers and four civilians.", "killed", 13),
    ("Gunmen shot a judge in Cali on Monday, killing him and two others.", "killed", 3),
]
PARTS = [
    ("A blast in Ankara on Saturday killed 95 people and injured 246, 48 of them seriously.", "wounded", 246),
    ("Militants attacked a village near Pemba on Monday, killing six people, two of whom were beheaded.", "killed", 6),
    ("A suicide bomber attacked a wedding in Gaziantep on Saturday. Among the 51 dead were 22 children.", "killed", 51),
    ("Thirty others, including eight children, were wounded by shelling in Horlivka on Tuesday.", "wounded", 30),
]
WORDINGS = [
    ("30 killed, 50 hurt in Quetta market blast", "killed", 30),
    ("30 killed, 50 hurt in Quetta market blast", "wounded", 50),
    ("Three soldiers dead, eight wounded in Jammu ambush", "killed", 3),
    ("Car bomb kills 15 in Homs", "killed", 15),
    ("12 people lost their lives when a bomb went off in Multan on Wednesday.", "killed", 12),
    ("The attack in Garowe on Tuesday cost the lives of 14 people.", "killed", 14),
    ("Rebels attacked a village near Beni on Thursday. Residents found the bodies of 12 farmers.", "killed", 12),
    ("Separatists shot down a plane near Luhansk on Saturday, killing all 49 on board.", "killed", 49),
    ("Four labourers were shot dead in Turbat on Monday.", "killed", 4),
    ("Suspected rebels hacked to death 22 villagers in Bunia on Sunday.", "killed", 22),
    ("The army lost 12 men in an ambush near Tillaberi on Thursday.", "killed", 12),
    ("A roadside bomb killed seven soldiers and wounded another 12 in Helmand on Tuesday.", "wounded", 12),
    ("Hospitals in Hama received 14 bodies and 35 wounded after a rocket attack on Friday.", "wounded", 35),
    ("Gunmen abducted 129 girls from a school in Zamfara on Monday.", "kidnapped", 129),
    ("Armed men seized eight oil workers in the Niger Delta on Thursday.", "kidnapped", 8),
    ("Gunmen took away 20 students from a hostel in Kaduna on Sunday.", "kidnapped", 20),
    ("Police detained 14 suspects in Dhaka on Tuesday after a bomb attack.", "arrested", 14),
    ("Police announced the arrests of nine men in Antwerp on Friday after raids.", "arrested", 9),
    ("Militants raided a school in Damasak on Friday, and 85 pupils are missing.", "missing", 85),
]
TOLLS = [
    ("A car bomb exploded in Baghdad on Monday. Officials raised the toll to 57 from 44.", "killed", 57),
    ("The death toll from Monday's bombings in Jos has risen from 100 to 118.", "killed", 118),
    ("The number of people killed in Friday's attack on a mosque in Arish has risen to 305.", "killed", 305),
    ("A bomb exploded in Kano on Friday, killing 21. On Sunday the toll was lowered to 19.", "killed", 19),
    ("A bomb exploded at a market in Yola on Friday. By evening the toll stood at 18.", "killed", 18),
]


def _best(text: str, what: str) -> tuple[int | None, int | None, int | None] | None:
    found = [b for s in told(text, "2016-06-16") if (b := bounds(s, what)) is not None]
    return max(found, key=lambda b: b[1] or 0, default=None)


@pytest.mark.parametrize(("text", "what", "number"), LISTS)
def test_people_told_one_kind_after_another_are_summed(text: str, what: str, number: int) -> None:
    assert _best(text, what) == (number, number, number)


@pytest.mark.parametrize(("text", "what", "number"), PARTS)
def test_parts_of_a_figure_are_not_added_to_it(text: str, what: str, number: int) -> None:
    assert _best(text, what) == (number, number, number)


@pytest.mark.parametrize(("text", "what", "number"), WORDINGS)
def test_a_figure_is_found_however_it_is_worded(text: str, what: str, number: int) -> None:
    assert _best(text, what) == (number, number, number)


@pytest.mark.parametrize(("text", "what", "number"), TOLLS)
def test_a_toll_is_what_it_has_come_to(text: str, what: str, number: int) -> None:
    assert _best(text, what) == (number, number, number)


def test_a_part_keeps_its_kind() -> None:
    (statement,) = told("At least 15 people, including five children, were killed in an air strike on Hama on Tuesday.")
    assert bounds(statement, "killed") == (15, None, None)
    assert {(f.low, f.of) for f in statement.counts["killed"].said} >= {(15, None), (5, "child")}


@pytest.mark.parametrize(
    "text",
    [
        "A mortar shell hit a school in Taiz on Sunday. There were no casualties.",
        "Rockets hit the airport of Misrata on Monday. Nobody was hurt.",
        "A bomb exploded outside a bank in Athens on Friday. No one was killed or injured, police said.",
    ],
)
def test_nobody_hurt_is_nought(text: str) -> None:
    (statement,) = told(text)
    assert bounds(statement, "killed") == bounds(statement, "wounded") == (0, 0, 0)


def test_killed_or_wounded_counts_neither() -> None:
    statements = told("An explosion at a mosque in Kunduz on Friday killed or wounded more than 100 people.")
    assert all(not s.counts for s in statements)


def test_the_dead_of_a_whole_war_are_set_aside() -> None:
    text = "A bomb killed 11 people in Quetta on Monday. More than 40,000 people have been killed there since 2004."
    assert _best(text, "killed") == (11, 11, 11)


def test_a_lower_figure_with_its_own_verb_is_not_drawn_into_the_sum() -> None:
    text = "Two policemen were killed and 12 protesters wounded in riots in Conakry on Monday."
    assert _best(text, "killed") == (2, 2, 2)
    assert _best(text, "wounded") == (12, 12, 12)


@pytest.mark.parametrize(
    "text",
    [
        "More than 25,000 people have died since rebels burned ballot boxes in a village in 1980. A bomb in Lima killed 25.",
        "A bomb in Lima killed 25 on Friday. Some 30,000 people have been killed in the past decade.",
        "A bomb in Lima killed 25 on Friday. The 12-year-old war has cost 70,000 lives.",
    ],
)
def test_what_a_war_has_cost_is_no_figure_of_an_attack(text: str) -> None:
    assert all(bounds(s, "killed") in (None, (25, 25, 25)) for s in told(text))
    assert _best(text, "killed") == (25, 25, 25)


def test_the_deadliest_attack_since_a_year_is_one_attack() -> None:
    text = "At least 31 people were killed in a bombing in Suruc, the deadliest attack there since 2013."
    assert _best(text, "killed") == (31, None, None)


def test_a_figure_stands_in_for_dozens() -> None:
    text = (
        "Dozens of people were killed when an air strike hit a market in Hodeida on Thursday. Doctors counted 50 dead."
    )
    assert _best(text, "killed") == (50, 50, 50)


def test_dozens_stand_where_no_figure_is_given() -> None:
    assert _best("Scores of people were wounded in shelling in Taiz on Thursday.", "wounded") == (40, None, None)


def test_people_named_by_their_nation_are_counted() -> None:
    text = "Gunmen abducted a Norwegian, two Canadians and a Filipino from a resort near Davao on Monday."
    assert _best(text, "kidnapped") == (4, 4, 4)


def test_killing_and_wounding_share_their_people() -> None:
    text = "Gunmen stormed a school in Peshawar on Tuesday, killing and wounding scores."
    assert _best(text, "killed") == _best(text, "wounded") == (40, None, None)


def test_a_list_ends_where_the_harm_changes() -> None:
    text = "Missiles hit a market in Idlib on Monday, killing more than 30 civilians and dozens wounded."
    assert _best(text, "killed") == (31, None, None)


def test_a_toll_that_has_passed_a_figure_is_above_it() -> None:
    text = "A lorry bomb exploded in Galkayo on Saturday. The death toll has passed 270, the government said."
    assert _best(text, "killed") == (271, None, None)


def test_dead_and_wounded_put_at_figures() -> None:
    text = "A lorry bomb exploded in Galkayo on Saturday. Officials put the dead at 276 and the wounded at about 300."
    assert _best(text, "killed") == (276, 276, 276)
    assert _best(text, "wounded") == (300, 300, 300)


@pytest.mark.parametrize(
    ("text", "what", "number"),
    [
        (
            "A total of 17 people, 11 of them soldiers, were killed in a rocket attack on Mykolaiv on Friday.",
            "killed",
            17,
        ),
        ("Both pilots were killed when their helicopter was shot down near Sloviansk on Friday.", "killed", 2),
        ("A couple and their two children were shot dead in their car near Nablus on Monday.", "killed", 4),
        (
            "Three children from one family were among the dead when a mortar hit a house in Gaza on Tuesday.",
            "killed",
            3,
        ),
        ("Eleven mine workers are being held hostage by an armed group near Bukavu.", "kidnapped", 11),
        ("Pirates hijacked a tanker off Brass on Friday and took 19 crew members hostage.", "kidnapped", 19),
        ("The bombing in Jaipur on Friday left 63 dead and 200 wounded.", "wounded", 200),
    ],
)
def test_people_counted_without_a_plain_number(text: str, what: str, number: int) -> None:
    assert _best(text, what) == (number, number, number)


def test_a_year_behind_a_month_counts_nobody() -> None:
    text = "2 July 2016 the army has killed at least 43 people in the town of Jayrud in an air strike."
    assert _best(text, "killed") == (43, None, None)


@pytest.mark.parametrize(
    ("text", "included"),
    [
        ("The attack on a hotel in Bamako on Friday killed 21 people, including the two gunmen.", True),
        ("A suicide bomber killed himself and six others at a checkpoint in Baidoa on Sunday.", False),
        ("The attack on a hotel in Bamako on Friday killed 19 people and the two gunmen.", False),
        ("The attack on a hotel in Bamako on Friday killed 19 people.", None),
    ],
)
def test_a_figure_says_whether_the_attackers_are_in_it(text: str, included: bool | None) -> None:
    figures = [f for s in told(text) for f in s.counts["killed"].said if f.low and f.low > 5]
    assert [f.includes_attackers for f in figures] == [included]


def test_the_dead_of_each_side_keep_their_kind() -> None:
    (statement,) = told("Five soldiers and 23 militants were killed in clashes near Hakkari on Sunday.")
    assert bounds(statement, "killed") == (28, 28, 28)
    assert {(f.low, f.of) for f in statement.counts["killed"].said} >= {(5, "security"), (23, "fighter")}


def test_things_that_are_seized_are_no_captives() -> None:
    text = "Guerrillas ambushed a patrol near Sesori on Monday and seized three rifles and over 1,000 bullets."
    assert _best(text, "kidnapped") is None
