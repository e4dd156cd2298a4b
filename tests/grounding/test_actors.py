"""Noun phrases without context: the country and the sector that they resolve to."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.errors import CodebookError
from detente.grounding.actors import Actors


@pytest.fixture(scope="session")
def actors() -> Actors:
    return Actors()


def code(actors: Actors, phrase: str, date: str | None = None) -> str | None:
    actor = actors.resolve(phrase, date)
    return actor.code if actor else None


STATES = [
    ("Cambodia", "KHM"),
    ("the Kingdom of Cambodia", "KHM"),
    ("Khmers", "KHM"),
    ("Burma", "MMR"),
    ("Burmese", "MMR"),
    ("the Ivory Coast", "CIV"),
    ("Côte d'Ivoire", "CIV"),
    ("Swaziland", "SWZ"),
    ("the Soviet Union", "RUS"),
    ("Yugoslavia", "SRB"),
    ("the DPRK", "PRK"),
    ("South Koreans", "KOR"),
    ("U.S.", "USA"),
    ("the UAE", "ARE"),
    ("DR Congo", "COD"),
    ("Congo-Brazzaville", "COG"),
    ("Kosovars", "XKX"),
    ("Taiwanese", "TWN"),
    ("Gaza", "PSE"),
    ("Spaniards", "ESP"),
    ("Puerto Rico", "USA"),
    ("Abkhazia", "GEO:PRE"),
    ("Turkish Cypriots", "CYP:PRE"),
    ("Türkiye", "TUR"),
    ("turkish soldiers", "TUR:MIL"),
    ("us", None),
    ("Afganistan", "AFG"),
    ("Ethopian troops", "ETH:MIL"),
    ("Kyrgysztan", "KGZ"),
    ("Siberian tigers", None),
    ("Angela", None),
]


@pytest.mark.parametrize(("phrase", "expected"), STATES)
def test_states_and_peoples(actors: Actors, phrase: str, expected: str | None) -> None:
    assert code(actors, phrase) == expected


PLACES = [
    ("Hanoi", "VNM:GOV"),
    ("Phnom Penh", "KHM:GOV"),
    ("Shanghai", "CHN:CVL"),
    ("Kampong Cham", "KHM:CVL"),
    ("Gujranwala police", "PAK:COP"),
    ("the White House", "USA:GOV"),
    ("the Kremlin", "RUS:GOV"),
    ("Élysée Palace", "FRA:GOV"),
    ("Downing Street", "GBR:GOV"),
    ("the Pentagon", "USA:MIL"),
    ("Malacañang", "PHL:GOV"),
    ("Capitol Hill", "USA:LEG"),
]


@pytest.mark.parametrize(("phrase", "expected"), PLACES)
def test_places_of_power(actors: Actors, phrase: str, expected: str) -> None:
    assert code(actors, phrase) == expected


BODIES = [
    ("the United Nations", "UNO"),
    ("UN officials", "UNO"),
    ("the UN Security Council", "UNO"),
    ("UNESCO", "UNO"),
    ("the European Commission", "EUR"),
    ("European Parliament lawmakers", "EUR:LEG"),
    ("ASEAN", "IGO"),
    ("the World Bank", "IGO"),
    ("NATO troops", "IGO:MIL"),
    ("the International Criminal Court", "IGO:JUD"),
    ("Human Rights Watch", "NGO"),
    ("the Knesset", "ISR:LEG"),
    ("the Russian Duma", "RUS:LEG"),
    ("the Chinese People's Liberation Army", "CHN:MIL"),
    ("Royal Cambodian Armed Forces", "KHM:MIL"),
    ("Mossad", "ISR:SPY"),
    ("the CIA", "USA:SPY"),
    ("Hamas", "PSE:REB"),
    ("Naxalite fighters", "IND:REB"),
    ("a Hezbollah commander", "LBN:REB"),
    ("Boko Haram militants", "NGA:REB"),
    ("al-Shabaab", "SOM:REB"),
    ("al-Qaeda", "IMG:REB"),
    ("Xinhua", "CHN:JRN"),
    ("the Turkish Red Crescent", "TUR"),
]


@pytest.mark.parametrize(("phrase", "expected"), BODIES)
def test_bodies(actors: Actors, phrase: str, expected: str) -> None:
    assert code(actors, phrase) == expected


DESCRIPTIONS = [
    ("Ethiopia's foreign ministry", "ETH:GOV"),
    ("the foreign ministry of Ethiopia", "ETH:GOV"),
    ("US officials", "USA:GOV"),
    ("a senior Chilean official", "CHL:GOV"),
    ("the president of Ghana", "GHA:GOV"),
    ("the president of the supreme court", "---:JUD"),
    ("the president of a trading company in Lagos", "NGA:BUS"),
    ("the head of the Peruvian navy", "PER:MIL"),
    ("the leader of the Sudanese rebels", "SDN:REB"),
    ("a spokesman for the Thai army", "THA:MIL"),
    ("members of the Dutch parliament", "NLD:LEG"),
    ("Italian lawmakers", "ITA:LEG"),
    ("Paris police", "FRA:COP"),
    ("a Kenyan court", "KEN:JUD"),
    ("Belarusian intelligence officers", "BLR:SPY"),
    ("Colombian guerrillas", "COL:REB"),
    ("US-backed Syrian rebels", "SYR:REB"),
    ("a Saudi-led coalition of armies", "SAU:MIL"),
    ("pro-Russian militiamen in Moldova", "MDA:PRM"),
    ("unidentified gunmen", "---:UAF"),
    ("anti-government protesters in Caracas", "VEN:OPP"),
    ("the opposition leader of Malawi", "MWI:OPP"),
    ("Haitian gang members", "HTI:CRM"),
    ("Bolivian coca growers", "BOL:AGR"),
    ("Afghan refugees", "AFG:REF"),
    ("a Nairobi newspaper", "KEN:JRN"),
    ("Polish dock workers", "POL:LAB"),
    ("the Iranian students' union", "IRN:EDU"),
    ("a university professor", "---:EDU"),
    ("Catholic bishops in Honduras", "HND:REL"),
    ("hundreds of Greek farmers", "GRC:AGR"),
    ("up to 300 Nepalese soldiers", "NPL:MIL"),
    ("Chinese warships", "CHN:MIL"),
    ("former Bolivian interior minister", "BOL:ELI"),
    ("the deposed president of Mali", "MLI:ELI"),
    ("the acting prime minister of Libya", "LBY:GOV"),
    ("Turkish airstrikes", "TUR"),
    ("it", None),
    ("the weather", None),
    ("John Smith", None),
    ("a red bicycle", None),
]


@pytest.mark.parametrize(("phrase", "expected"), DESCRIPTIONS)
def test_descriptions(actors: Actors, phrase: str, expected: str | None) -> None:
    assert code(actors, phrase) == expected


PEOPLE = [
    ("Antony Blinken", "2015-05-01", "USA"),
    ("Antony Blinken", "2023-05-01", "USA:GOV"),
    ("Antony Blinken", "2025-06-01", "USA:ELI"),
    ("Donald Trump", "2018-01-05", "USA:GOV"),
    ("Donald Trump", "2022-01-05", "USA:ELI"),
    ("Donald Trump", "2025-02-05", "USA:GOV"),
    ("Bush", "1990-08-03", "USA:GOV"),
    ("President Bush", "2003-03-20", "USA:GOV"),
    ("Laura Bush", "2003-03-20", None),
    ("Hun Sen", "2010-01-01", "KHM:GOV"),
    ("Hun Sen", "2024-10-01", "KHM:LEG"),
    ("Chancellor Angela Merkel", "2010", "DEU:GOV"),
    ("former Chancellor Angela Merkel", "2022-03-01", "DEU:ELI"),
    ("Jens Stoltenberg", "2010-06-01", "NOR:GOV"),
    ("Jens Stoltenberg", "2020-06-01", "IGO"),
    ("Kabila", "1999-01-01", "COD:GOV"),
    ("Cambodian Defence Minister Tea Seiha", "2024-06-04", "KHM:GOV"),
    ("Zambian trade minister Aldous Mwape", "2001-01-01", "ZMB:GOV"),
]


@pytest.mark.parametrize(("phrase", "date", "expected"), PEOPLE)
def test_people_through_time(actors: Actors, phrase: str, date: str, expected: str | None) -> None:
    assert code(actors, phrase, date) == expected


def test_a_titled_name_carries_office_and_name(actors: Actors) -> None:
    actor = actors.resolve("Zambian trade minister Aldous Mwape")
    assert actor is not None
    assert (actor.name, actor.office) == ("Aldous Mwape", "trade minister")


def test_a_users_codebook_adds_names(tmp_path: Path) -> None:
    (tmp_path / "groups.csv").write_text(
        "name,names,country,sector\nGreen Lantern Front,GLF,FJI,REB\n", encoding="utf-8"
    )
    assert code(Actors([tmp_path]), "GLF fighters") == "FJI:REB"


def test_a_name_passes_from_one_body_to_another(tmp_path: Path) -> None:
    (tmp_path / "groups.csv").write_text(
        "name,country,sector,start,end\nGreen Lantern Front,FJI,REB,1990,2001-05-31\n"
        "Green Lantern Front,FJI,GOV,2001-06-01,\n",
        encoding="utf-8",
    )
    actors = Actors([tmp_path])
    dates = ("1995-01-01", "2001-05-31", "2001-06-01", None)
    assert [code(actors, "the Green Lantern Front", d) for d in dates] == ["FJI:REB", "FJI:REB", "FJI:GOV", "FJI:GOV"]


CHANGED = [
    ("the Taliban", "1998-05-02", "AFG:GOV"),
    ("the Taliban", "2010-05-02", "AFG:REB"),
    ("the Taliban", "2023-05-02", "AFG:GOV"),
    ("Khmer Rouge", "1977-01-01", "KHM:GOV"),
    ("Khmer Rouge", "1985", "KHM:REB"),
    ("FARC", "2005-02-01", "COL:REB"),
    ("FARC", "2018-02-01", "COL:PTY"),
    ("SPLA", "1999-02-01", "SDN:REB"),
    ("SPLA", "2014-02-01", "SSD:MIL"),
    ("the Rapid Support Forces", "2020-02-01", "SDN:PRM"),
    ("the Rapid Support Forces", "2024-02-01", "SDN:REB"),
]


@pytest.mark.parametrize(("phrase", "date", "expected"), CHANGED)
def test_the_date_decides_what_a_body_is(actors: Actors, phrase: str, date: str, expected: str) -> None:
    assert code(actors, phrase, date) == expected


@pytest.mark.parametrize(
    ("date", "name"), [("1985-03-01", "European Community"), ("2015-03-01", "European Commission")]
)
def test_an_abbreviation_passes_to_another_body(actors: Actors, date: str, name: str) -> None:
    actor = actors.resolve("the EC", date)
    assert actor is not None
    assert actor.name == name


FAULTS = [
    ("groups.csv", "name,country,start,end\nGreen Lantern Front,FJI,2001,1999\n", "Front ends .1999. before it begins"),
    ("groups.csv", "name,country,kind\nGreen Lantern Front,FJI,choir\n", "Invalid enum value 'choir'"),
    ("people.csv", "name,country,office,sector,start,end\nA B,FJI,mayor,GOV,2010,2005\n", "A B leaves office"),
    ("groups.csv", "name,country,sector\nGreen Lantern Front,FIJ,REB\n", "unknown country 'FIJ'"),
    ("roles.csv", "role,sector,weight,kind\nlamplighter,LMP,strong,person\n", "unknown sector 'LMP'"),
    ("roles.csv", "role,sector,weight,kind\nlamplighter,LAB,heavy,person\n", "Invalid enum value 'heavy'"),
    ("cities.csv", "country,towns\nFJI,Nadi\n", "unknown column 'towns'"),
]


@pytest.mark.parametrize(("name", "text", "problem"), FAULTS)
def test_faults_name_file_and_line(tmp_path: Path, name: str, text: str, problem: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(CodebookError, match=problem) as caught:
        Actors([tmp_path])
    assert caught.value.path.endswith(name)
    assert caught.value.line is not None
