"""Places: which names are found and where they are."""

import pytest

from detente.errors import CodebookError
from detente.grounding.places import Places
from detente.model import Article
from detente.text.parse import parse


@pytest.fixture(scope="module")
def places() -> Places:
    return Places()


def find(places: Places, text: str):
    document = parse(Article(id="a", text=text))
    return {m.span.of(text): m.place for m in places.find(document)}


# (text, name, country, latitude, longitude), right within a degree and a half
WHERE = [
    ("The minister flew to Paris to meet the French president.", "Paris", "FRA", 48.9, 2.3),
    ("Firefighters in Paris, Texas, put out the blaze.", "Paris", "USA", 33.7, -95.6),
    ("The mayor of Springfield, Illinois, welcomed the guests.", "Springfield", "USA", 39.8, -89.6),
    ("Police in Springfield, Mass., made two arrests.", "Springfield", "USA", 42.1, -72.6),
    ("Talks were held in Siem Reap province in Cambodia.", "Siem Reap province", "KHM", 13.4, 103.9),
    ("Warships gathered in the Taiwan Strait.", "Taiwan Strait", "", 24.0, 119.0),
    ("Ships were seized near the Strait of Hormuz.", "Strait of Hormuz", "", 26.6, 56.3),
    ("Chinese work on Ream Naval Base alarmed Washington.", "Ream Naval Base", "KHM", 10.5, 103.6),
    ("Mali's junta shelled Kidal.", "Mali", "MLI", 18.0, -2.0),
    ("American jets left al-Udeid for good.", "al-Udeid", "QAT", 25.1, 51.3),
    ("Drones hit the base of al-Tanf.", "al-Tanf", "SYR", 33.5, 38.7),
    ("Envoys met at Wright-Patterson Air Force Base.", "Wright-Patterson Air Force Base", "USA", 39.8, -84.1),
    ("Israeli jets struck Khan Younis.", "Khan Younis", "PSE", 31.3, 34.3),
    ("Ukraine's army held Kharkiv.", "Kharkiv", "UKR", 50.0, 36.2),
    ("The Kosovo police sent units to Mitrovica.", "Mitrovica", "XKX", 42.9, 20.9),
    ("Turkish troops crossed into Syria.", "Turkish", "TUR", 39.0, 35.0),
    ("The Georgian president left Tbilisi for Brussels.", "Tbilisi", "GEO", 41.7, 44.8),
    ("Voters in Georgia and Alabama, and in Atlanta above all, stayed at home.", "Georgia", "USA", 32.8, -83.5),
    ("Russian tanks rolled into Georgia and shelled Gori.", "Georgia", "GEO", 42.0, 43.5),
    ("Deputies in Henrico County, Virginia, searched the farm.", "Henrico County", "USA", 37.6, -77.4),
]


@pytest.mark.parametrize(("text", "name", "country", "lat", "lon"), WHERE)
def test_a_place_is_found_and_located(places, text, name, country, lat, lon):
    place = find(places, text)[name]
    assert place.country == country
    assert place.lat == pytest.approx(lat, abs=1.5)
    assert place.lon == pytest.approx(lon, abs=1.5)


def test_neighbours_decide_between_namesakes(places):
    text = "A storm hit London on Monday. Roads near Woodstock, Ontario, were closed, and Toronto lost power."
    assert find(places, text)["London"].country == "CAN"


def test_one_name_means_one_place_in_a_text(places):
    text = "Fire broke out in Athens, Georgia. The mayor of Athens thanked the crews."
    document = parse(Article(id="a", text=text))
    assert [m.place.country for m in places.find(document) if m.span.of(text) == "Athens"] == ["USA", "USA"]


def test_a_mention_may_say_for_itself_which_place_it_means(places):
    text = "Police in Birmingham, Alabama, and in Birmingham, England, exchanged notes."
    document = parse(Article(id="a", text=text))
    found = [m.place.country for m in places.find(document) if m.span.of(text) == "Birmingham"]
    assert found == ["USA", "GBR"]


NOT_PLACES = [
    ("Michael Jordan said that he would not play.", "Jordan"),
    ("Reading the letter, he wept.", "Reading"),
    ("Mr. Lincoln spoke for an hour.", "Lincoln"),
    ("Police officers searched the house.", "Police"),
]


@pytest.mark.parametrize(("text", "name"), NOT_PLACES)
def test_people_and_common_words_are_no_places(places, text, name):
    assert name not in find(places, text)


def test_an_unknown_place_has_no_coordinates(places):
    found = find(places, "Rebels burnt the town of Qalmundra near Aleppo.")
    assert found["Aleppo"].country == "SYR"
    assert all(p.lat is None for name, p in found.items() if name == "Qalmundra")


def test_mentions_come_in_text_order(places):
    text = "Envoys from Oslo, Bern and Vienna met in Doha; later, all flew to Vienna."
    spans = [m.span for m in places.find(parse(Article(id="a", text=text)))]
    assert len(spans) == 5
    assert spans == sorted(spans)


LOCATE = [
    ("Kiev", (), "UKR"),
    ("São Paulo", (), "BRA"),
    ("Sao Paulo", (), "BRA"),
    ("London", (), "GBR"),
    ("London", ("CAN",), "CAN"),
    ("St. Louis", ("USA",), "USA"),
    ("Diyarbakır", (), "TUR"),
    ("Black Sea", (), ""),
]


@pytest.mark.parametrize(("name", "countries", "country"), LOCATE)
def test_a_name_is_located_by_itself(places, name, countries, country):
    place = places.locate(name, countries)
    assert place is not None
    assert place.country == country


def test_an_unknown_name_is_not_located(places):
    assert places.locate("Qalmundra") is None


def test_every_country_has_both_codes_and_a_point(places):
    codes = [c.alpha2 for c in places.countries.values()]
    assert len(codes) == len(set(codes)) > 240
    assert all(-90 <= c.lat <= 90 and -180 <= c.lon <= 180 for c in places.countries.values())
    assert places.countries["XKX"].alpha2 == "XK"


def test_a_users_places_are_read(tmp_path):
    (tmp_path / "places_regions.csv").write_text("name,kind,country,lat,lon\nQalmundra,city,SYR,36.5,37.5\n")
    found = find(Places([tmp_path]), "Rebels burnt the town of Qalmundra near Aleppo.")
    assert (found["Qalmundra"].country, found["Qalmundra"].lat) == ("SYR", 36.5)


def test_a_place_in_no_known_country_is_a_fault_with_its_line(tmp_path):
    (tmp_path / "places_regions.csv").write_text("name,kind,country,lat,lon\nQalmundra,city,SY,36.5,37.5\n")
    with pytest.raises(CodebookError, match="unknown country 'SY'") as error:
        Places([tmp_path]).locate("Qalmundra")
    assert error.value.line == 2


# (text, names): towns that the parser takes for something else, known by the list they stand in
LISTED = [
    ("Shells fell on Lashio and Laukkai.", ["Lashio", "Laukkai"]),
    ("Troops from Eritrea withdrew from Adigrat and Zalambessa.", ["Adigrat", "Eritrea", "Zalambessa"]),
    ("The navy raided houses in Guayaquil and Esmeraldas.", ["Esmeraldas", "Guayaquil"]),
]


@pytest.mark.parametrize(("text", "names"), LISTED)
def test_names_in_a_list_with_a_place_are_places(places, text, names):
    assert sorted(find(places, text)) == names


APART = [
    ("Blinken and Sullivan met envoys in Jeddah.", "Sullivan"),
    ("She is an agent with Long & Foster in Boston.", "Foster"),
]


@pytest.mark.parametrize(("text", "name"), APART)
def test_persons_and_firms_in_lists_are_no_places(places, text, name):
    assert name not in find(places, text)


def test_a_territory_stands_at_its_own_point(places):
    assert find(places, "Marines moved to Guam.")["Guam"].country == "GUM"
    assert find(places, "Gunmen crossed into Kashmir.")["Kashmir"].lat == pytest.approx(34.5)
