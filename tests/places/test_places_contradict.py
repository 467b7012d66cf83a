"""What a report says of where its places lie is held against the map."""

from __future__ import annotations

import pytest

from tacitus.places import contradictions, locate


def found(text: str) -> list[tuple[str, str]]:
    return [(c.kind, text[c.start : c.end]) for c in contradictions(text, locate(text))]


def test_the_wrong_side_of_a_country_is_noticed_with_its_words() -> None:
    text = "Two explosions occurred in the northwestern Syrian city of Qamishli along the Turkish border."
    assert found(text) == [("compass", "northwestern Syrian city of Qamishli")]


def test_the_wrong_side_is_noticed_the_other_way_round_too() -> None:
    assert [kind for kind, _ in found("A bomb went off in Basra, in northern Iraq.")] == ["compass"]


@pytest.mark.parametrize(
    "text",
    [
        "Two explosions occurred in the northeastern Syrian city of Qamishli.",
        "A bomb went off in Mosul, in northern Iraq.",
        "Gunmen attacked a school in the northwestern Pakistani city of Peshawar.",
        "Officials of Pakistan, Iran and Iraq met in Mashhad, Iran.",
        "A bomb went off in Manbij, in Aleppo province, Syria.",
        "Israeli jets struck Khan Younis, in the Gaza Strip.",
        "Clashes in eastern Ukraine went on near Bakhmut.",
        "Protests were held in Aleppo, Homs and Hama in Syria.",
    ],
)
def test_what_the_map_bears_out_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_town_in_the_wrong_province_is_noticed() -> None:
    assert [kind for kind, _ in found("A bomb went off in Manbij, in Daraa province, Syria.")] == ["containment"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The town of Manbij, 30 km from Damascus, Syria, was shelled.", "distance"),
        ("Homs, 45 km north of Hama in Syria, was bombed.", "distance"),
        ("Two blasts hit the Syrian city of Daraa, along the Turkish border.", "border"),
        ("Shells fell on Basra, near the border with Turkey, in Iraq.", "border"),
        ("Clashes went on in the west of the country near Deir ez-Zor, Syria.", "compass"),
    ],
)
def test_distances_borders_and_sides_of_the_country_are_held_against_the_map(text: str, kind: str) -> None:
    assert [k for k, _ in found(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Homs, 45 km south of Hama in Syria, was bombed.",
        "Palmyra, about 215 km northeast of Damascus, Syria, fell.",
        "Fighting went on in Kobani, on the Syrian-Turkish border.",
        "Clashes went on in the east of the country near Deir ez-Zor, Syria.",
        "Police came to the Palestinian camp of Yarmouk in Damascus, Syria.",
        "A bomb went off in Peshawar, north-west Pakistan.",
    ],
)
def test_what_is_said_well_of_distance_border_and_side_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_the_north_west_of_a_slanting_country_may_lie_in_the_east_of_its_box() -> None:
    assert found("Landslides struck the town of Mingora in the Swat Valley, north-west Pakistan.") == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Three soldiers died in Goma, in the west of the Democratic Republic of Congo.", "compass"),
        ("In Yemen, an air strike hit Aden, a port in the north of the country.", "compass"),
        ("Attackers killed nine people in eastern Afghanistan's Herat province.", "compass"),
        ("Gunmen killed four in Bamenda, in Nigeria's Borno State.", "containment"),
        ("The army retook Palmyra in Aleppo province, Syria.", "containment"),
        ("Residents of Kismayo, Ethiopia, fled the fighting.", "containment"),
        ("The Turkish town of Kobani was shelled.", "containment"),
    ],
)
def test_owners_appositions_and_the_country_behind_a_name_are_held_against_the_map(text: str, kind: str) -> None:
    assert kind in [k for k, _ in found(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Butembo, Uganda and Rwanda were named in the letter.",
        "Turkey's Afrin operation went on in Syria.",
        "Gunmen killed four in Maiduguri, in Nigeria's Borno State.",
        "In Yemen, an air strike hit Aden, a port in the south of the country.",
        "A bomb killed six in Quetta, the capital of Pakistan's Balochistan province.",
        "Militants fired on a patrol in the far north of Mali, in Kidal, Mali's army said.",
        "Gunmen killed a mayor in Ciudad Juarez, across the border from El Paso, Texas.",
    ],
)
def test_lists_and_owners_that_the_map_bears_out_are_left_alone(text: str) -> None:
    assert found(text) == []
