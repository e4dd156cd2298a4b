"""Parties that a sentence leaves out, points back to or hides in its object. All texts were written for this test."""

from __future__ import annotations

import pytest

from detente.model import FROM_STORY, Article, Coded, Statement
from detente.pipeline import Pipeline

PAIR = "Peru and Ecuador have quarrelled over the river for years. "
# Text, trigger, countries of the source, countries of the target.
ROWS = [
    # the other side of what the article is about
    (PAIR + "On Monday Lima recalled its ambassador.", "recalled", "PER", "ECU"),
    (PAIR + "Quito closed the border on Friday.", "closed", "ECU", "PER"),
    (PAIR + "In 1998 Peru suspended the trade agreement.", "suspended", "PER", "ECU"),
    (PAIR + "Brazil has offered to mediate.", "mediate", "BRA", "PER+ECU"),
    # whom an answer goes to; what is done at home on a page about two; who is of the likes that were met before
    ("Kenya, Uganda and Tanzania share a lake. Uganda closed the border with Kenya. Nairobi protested.", "protested",
     "KEN", "UGA"),
    (PAIR + "Ecuador banned Peruvian rice. Judges in Lima sentenced a student on Friday.", "sentenced", "PER", "PER"),
    # passives that name nobody
    ("Togo and Benin are at odds. Togo expelled three envoys of Benin on Monday. The border was closed the same night.",
     "closed", "TGO", "BEN"),
    # two who do it to each other
    (PAIR + "The two states will reopen embassies in May.", "reopen", "PER", "ECU"),
    # words that point to a pair, and to the other of a pair
    (PAIR + "Commanders of both armies met on Tuesday.", "met", "PER", "ECU"),
    (PAIR + "Their leaders signed a pact in Rio.", "signed", "PER", "ECU"),
    (PAIR + "Chile sells arms to both.", "sells", "CHL", "PER+ECU"),
    ("Peru and Ecuador share a river. Peru attacked its neighbour in January.", "attacked", "PER", "ECU"),
    # people of no stated country
    ("Tens of thousands of people marched through Bishkek on Sunday.", "marched", "KGZ", "KGZ"),
    ("Malaysian students rioted on Friday.", "rioted", "MYS", "MYS"),
    ("Rwanda stopped drivers with Burundian plates at the bridge and arrested drivers with Burundian plates.",
     "arrested", "RWA", "BDI"),
    # where it happens
    ("Indian jets bombed a hillside in Pakistan on Tuesday.", "bombed", "IND", "PAK"),
    # what comes of the deed
    ("Rwandan troops shelled Congolese army camps on Sunday, killing fifty.", "killing", "RWA", "COD"),
    # what is the actor's own, and what is the other's
    ("Ethiopian troops were deployed in Somalia last week.", "deployed", "ETH", "SOM"),
    ("Libyan assets were frozen by Switzerland in March.", "frozen", "CHE", "LBY"),
    # headlines that leave out the "and"
    ("Indian, Pakistani officials meet in Dubai", "meet", "IND", "PAK"),
    # the other party deeper in the object, behind the act that is answered, or invited
    ("Chad cancelled the visit of a delegation from Sudan.", "cancelled", "TCD", "SDN"),
    ("Norway condemned the arrest of a blogger by Belarus.", "condemned", "NOR", "BLR"),
    ("A letter sent by Tunisia accused Libya of smuggling.", "accused", "TUN", "LBY"),
    ("A Kenyan delegation travelled to Kampala at the invitation of the Ugandan government.", "invitation", "UGA",
     "KEN"),
    # several who act, in a list that the parser breaks, together with others, or to each other
    ("Peru, Chile, and Bolivia met on Friday.", "met", "PER", "CHL+BOL"),
    ("Chad, together with Niger, closed the border to Libya.", "closed", "TCD+NER", "LBY"),
    ("Serbia and Kosovo accused each other of bad faith.", "accused", "SRB", "XKX"),
    ("In a joint letter the presidents of Ghana, Togo and Benin thanked Nigeria.", "thanked", "GHA+TGO+BEN", "NGA"),
    ("In Seoul the opposition Liberty Party of South Korea accused the president of lying. US President Joe Biden "
     "was silent.", "accused", "KOR", "KOR"),
    # what is whose: by a pronoun, a relative, another name, the name beside it; an embassy is not of its host
    ("Norway's foreign minister, Ina Berg, flew to Riga. Her department scolded Latvia on Friday.", "scolded", "NOR",
     "LVA"),
    ("Togo thanked Ghana, whose soldiers trained a brigade of its army in May.", "trained", "GHA", "TGO"),
    (PAIR + "Peru's minister met his Chilean colleague, Minister Sara Ruiz, who condemned Ecuador.", "condemned", "CHL",
     "ECU"),
    ("Chad and Sudan are at odds. Chad's president ordered the closure of his embassy in Khartoum.", "closure", "TCD",
     "SDN"),
    # a body told of again, one that is sent or ordered, one that stands before its own opposition
    ("Kenyan soldiers crossed the river. Somali farmers fled. The army shelled a village.", "shelled", "KEN", "SOM"),
    ("Ecuador protested. Peru's president sent soldiers to the river on Monday.", "sent", "PER", "ECU"),
    # who is moved, who receives, who is named by his nation
    ("Iceland was saddened by Norway's decision.", "saddened", "ISL", "NOR"),
    ("Tonga took Chinese aid in 2019.", "aid", "CHN", "TON"),
    # the doer of the deed that is named again, of the clause that is commented on, or of words said before
    ("On Monday Sudan bombed a village in Chad. Egypt urged calm. Libya condemned the attack.",
     "condemned", "LBY", "SDN"),
    ("Malta withdrew from the Council of Europe, which Italy called a mistake.", "called", "ITA", "MLT"),
    ("Laos arrested two Thai monks. Myanmar was silent. Japan was disappointed in the decision.", "disappointed", "JPN",
     "LAO"),
    # whose people are hit, as another says
    ("Nepal says that Bhutan has arrested two of its citizens.", "arrested", "BTN", "NPL"),
    # parties and rebels are of the state whose rulers they face, or that the article is about
    ("Chad's president is ill. Chad is poor. The rebels accused France of bombing them.", "accused", "TCD", "FRA"),
    # who fought those who fell; blame for who harmed, and what a second comment is about
    ("Nine traders were killed in clashes with Somali police.", "killed", "SOM", "SOM"),
    ("Bolivia and Chile share a lake. Chile seized a Bolivian boat. Peru voiced concern.", "voiced", "PER", "CHL"),
    # what speaks for its writers, whose decision it is, who gave the ruling, a seat that is spoken to, his own passive
    ("The Security Council adopted a resolution that condemned Mali.", "condemned", "UNO", "MLI"),
    ("The decision of Benin to expel the envoy of Togo was taken on Monday.", "expel", "BEN", "TGO"),
    ("The World Court ruled against Peru on Monday. Chile hailed the verdict.", "hailed", "CHL", "UNO"),
    ("Cyprus appealed to Brussels on Monday.", "appealed", "CYP", "EUR"),
    # slips of the parser
    ("The Chadian government dismissed as baseless the claim, made by Libyan officers.", "dismissed", "TCD", "LBY"),
    ("Rosa Vega, the expert of the United Nations on prisons in Peru, who urged Chile to act, left.", "urged", "UNO",
     "CHL"),
    ("In April Lima had banned Chilean fruit.", "banned", "PER", "CHL"),
    ("Uganda's president said on Monday that Rwanda's envoy had lied, and expelled him.", "expelled", "UGA", "RWA"),
    # who says what a noun tells, who strikes in the strike, who bans his own
    ("The Thai senate issued a statement demanding that Laos free a sailor.", "demanding", "THA", "LAO"),
    ("Two farmers were killed in Kenyan air strikes on Sunday.", "killed", "KEN", "KEN"),
    ("A Gambian newspaper was banned on Friday.", "banned", "GMB", "GMB"),
    # cities where something is only said, bodies of the actor's own state
    ("In Vienna, Hungary demanded an answer from Romania.", "demanded", "HUN", "ROU"),
    ("Gabon suspended its agreement with Angola on the training of police.", "suspended", "GAB", "AGO"),
    # a body of no stated state: in a capital, of a region, against another state
    (PAIR + "In Quito the foreign ministry thanked Brazil.", "thanked", "ECU", "BRA"),
    ("A Chadian envoy praised the calm. Police arrested ten demonstrators in Libreville.", "arrested", "GAB", "GAB"),
    ("The United States was silent. On Monday Nordic lawmakers will visit Taipei.", "visit", "", "TWN"),
    ("Chad spoke of Libya. Libya kept silent. The government handed a protest note to the Libyan ambassador.",
     "handed", "TCD", "LBY"),
    # whose things a possessive in the object names
    ("Brazil signed nothing. Norway recalled its ambassador from Chile.", "recalled", "NOR", "CHL"),
    # people of no stated state, on either side
    ("Gabon held its breath. Police cleared the square in Libreville. Twelve people were arrested.", "arrested", "GAB",
     "GAB"),
    # who takes part, and who invites
    ("Three Rwandan soldiers died in a clash with the Burundian army.", "clash", "RWA", "BDI"),
    ("At the invitation of President Roa of Chile, the president of Peru, Ana Silva, paid a visit to Santiago.",
     "invitation", "CHL", "PER"),
    # a subject that the parser joins to a noun before it
    ("Accra named the fugitive as an adviser and Lome recalled its ambassador.", "recalled", "TGO", "GHA"),
    # cities behind "of" and "in" are no party
    ("Peru and Chile quarrel. On Monday Peru suspended the accord of Geneva.", "suspended", "PER", "CHL"),
    # what a noun names again by another word
    ("Iran put to death a Swedish professor. Denmark protested. Norway condemned the execution.", "condemned", "NOR",
     "IRN"),
    # a body named before
    ("The Lord's Resistance Army freed a pilot. The rebels thanked Cuba.", "thanked", "UGA", "CUB"),
    ("The International Court of Justice heard Gabon in May. The court ruled against Gabon.", "ruled", "UNO", "GAB"),
]  # fmt: skip
# Nobody stands out, or the frame is one within a state: no foreigner is brought in.
ALONE = [
    ("Peru, Ecuador, Chile and Brazil sent ministers. Bolivia recalled its ambassador.", "recalled"),
    ("Peru recalled its ambassador.", "recalled"),
    (PAIR + "Brazil and Chile imposed sanctions on Friday.", "imposed"),  # not on each other
    (PAIR + "Peruvian police arrested a student in Cusco.", "arrested"),
    ("Gabonese President Ali Bongo resigned on Friday.", "resigned"),
]


def coded(pipeline: Pipeline, text: str) -> Coded:
    return pipeline.code(Article(id="a", text=text, published="2020-05-20"))


def statement(pipeline: Pipeline, text: str, trigger: str) -> Statement:
    made = coded(pipeline, text)
    found = [s for s in made.statements if s.trigger.of(text) == trigger]
    assert found, [s.trigger.of(text) for s in made.statements]
    return found[-1]


def countries(statement: Statement) -> tuple[set[str], set[str]]:
    return {a.country for a in statement.source}, {a.country for a in statement.target}


@pytest.mark.parametrize(("text", "trigger", "source", "target"), ROWS, ids=[r[0][-50:] for r in ROWS])
def test_parties_are_found(pipeline: Pipeline, text: str, trigger: str, source: str, target: str) -> None:
    assert countries(statement(pipeline, text, trigger)) == (set(source.split("+")), set(target.split("+")))


@pytest.mark.parametrize(("text", "trigger"), ALONE)
def test_no_foreigner_is_brought_in(pipeline: Pipeline, text: str, trigger: str) -> None:
    source, target = countries(statement(pipeline, text, trigger))
    assert target <= source


def test_a_party_of_the_article_has_no_words_and_adds_no_confidence(pipeline: Pipeline) -> None:
    bare = statement(pipeline, "Peru closed the border on Friday.", "closed")
    filled = statement(pipeline, "Peru and Ecuador quarrel. Peru closed the border on Friday.", "closed")
    assert [a.method for a in filled.target] == ["topic"]
    assert filled.target[0].method in FROM_STORY
    assert filled.target_span is None
    assert filled.confidence == bare.confidence


def test_same_article_same_parties(pipeline: Pipeline) -> None:
    text = PAIR + "Lima recalled its ambassador. Quito closed the border."
    assert coded(pipeline, text) == coded(pipeline, text)


def test_rebels_are_those_told_of_before() -> None:
    text = "Rebels raided a market in Bangui. France is worried. France and Gabon warned the rebels on Friday."
    assert countries(statement(Pipeline(), text, "warned")) == ({"FRA", "GAB"}, {"CAF"})
