"""Openings of reports of many regions and styles, written for this: each place in the country that its writer meant, or open."""

from __future__ import annotations

import pytest

from tacitus.places import locate

OPENINGS = [
    (
        "Suspected jihadists ambushed a convoy outside the town of Djibo in Burkina Faso's Soum province on Wednesday.",
        {"Djibo": "BF", "Soum province": "BF"},
    ),
    (
        "BAMAKO, June 3 - A roadside bomb killed five Malian soldiers between Ansongo and Menaka on Sunday, the army said.",
        {"BAMAKO": "ML", "Ansongo": "ML", "Menaka": "ML"},
    ),
    (
        "ADF rebels killed 11 people in a raid on Beni territory, North Kivu, on Tuesday night, officials in Goma said.",
        {"Beni": "CD", "North Kivu": "CD", "Goma": "CD"},
    ),
    (
        "M23 fighters seized Rutshuru and Kiwanja on Saturday, residents said. Kigali denied backing them.",
        {"Rutshuru": "CD", "Kiwanja": "CD", "Kigali": "RW"},
    ),
    (
        "Yerevan said two of its men were killed by Azerbaijani fire near the village of Nerkin Hand in Syunik province.",
        {"Syunik province": "AM", "Nerkin Hand": None},
    ),
    (
        "MAKHACHKALA, Russia - Gunmen killed a police chief in his car in the Dagestani town of Khasavyurt on Thursday.",
        {"MAKHACHKALA": "RU", "Khasavyurt": "RU"},
    ),
    (
        "Serb forces shelled the Muslim enclave of Srebrenica in eastern Bosnia on Thursday, observers said from Sarajevo.",
        {"Srebrenica": "BA", "Sarajevo": "BA"},
    ),
    (
        'Vukovar fell on Monday after 87 days. Belgrade radio hailed its "liberation"; Zagreb spoke of a massacre.',
        {"Vukovar": "HR", "Belgrade": "RS", "Zagreb": "HR"},
    ),
    (
        "The bodies of 45 villagers lay above the village of Racak, south of Pristina, monitors said. Belgrade called it fake.",
        {"Racak": "XK", "Pristina": "XK", "Belgrade": "RS"},
    ),
    (
        "Soldiers killed nine rebels in the jungle of San Vicente del Caguan, Caqueta, the ministry in Bogota said Monday.",
        {"San Vicente del Caguan": "CO", "Caqueta": "CO", "Bogota": "CO"},
    ),
    (
        "Moro rebels attacked a bus in Cotabato province, on the southern Philippine island of Mindanao, killing six.",
        {"Cotabato province": "PH", "Mindanao": "PH"},
    ),
    (
        "Serial blasts rocked Guwahati, Barpeta, Bongaigaon and Kokrajhar within minutes. At least 60 died in Assam.",
        {"Guwahati": "IN", "Barpeta": "IN", "Bongaigaon": "IN", "Kokrajhar": "IN", "Assam": "IN"},
    ),
    (
        "Police killed 14 attackers who had stormed a police station in Hotan, in China's far-western Xinjiang region.",
        {"Hotan": "CN", "Xinjiang region": "CN"},
    ),
    (
        "A car bomb in the centre of Omagh killed 28 people on Saturday. London and Dublin promised the toughest measures.",
        {"Omagh": "GB", "Dublin": "IE"},
    ),
    (
        "A British soldier was shot dead by a sniper in Crossmaglen, South Armagh, near the Irish border.",
        {"Crossmaglen": "GB", "South Armagh": "GB"},
    ),
    (
        "Sri Lankan jets bombed a rebel camp near Kilinochchi, the military said in Colombo.",
        {"Kilinochchi": "LK", "Colombo": "LK"},
    ),
    (
        "PARIS, Texas - A man was shot dead in a quarrel outside a bar on Friday; police in Lamar County held two brothers.",
        {"PARIS": "US", "Texas": "US", "Lamar County": "US"},
    ),
    (
        "BIRMINGHAM, Ala. (wire) - A pipe bomb at a clinic killed an off-duty policeman and maimed a nurse.",
        {"BIRMINGHAM": "US"},
    ),
    (
        "Bombs in two pubs in the centre of Birmingham killed 21 people; West Midlands police blamed the IRA.",
        {"Birmingham": "GB"},
    ),
    (
        "Aleppo's last hospitals were bombed on Friday, said doctors in the Syrian city. Damascus denied it.",
        {"Aleppo": "SY", "Damascus": "SY"},
    ),
    (
        "A Houthi missile hit a parade in Aden, killing 32 people, Yemeni officials said; Riyadh blamed Tehran.",
        {"Aden": "YE", "Riyadh": "SA", "Tehran": "IR"},
    ),
]


@pytest.mark.parametrize(("text", "meant"), OPENINGS)
def test_each_place_lies_in_the_country_that_was_meant(text: str, meant: dict[str, str | None]) -> None:
    found = {x.mention.words: x.place.country if x.place else None for x in locate(text) if not x.mention.demonym}
    assert {words: found.get(words, "not found") for words in meant} == meant
