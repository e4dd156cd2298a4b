"""Dispatches written for the tests, with the statements that a careful reader finds in them."""

from detente.model import (
    Actor,
    Article,
    Attribution,
    Cause,
    Coded,
    Episode,
    Piece,
    Place,
    Span,
    Statement,
    stable_id,
)

CHILE = Actor(name="Chile", country="CHL", sector="GOV", method="name")
PERU = Actor(name="Peru", country="PER", sector="GOV", method="name")
BOLIVIA = Actor(name="Bolivia", country="BOL", sector="GOV", method="name")
MINISTER = Actor(name="Alba Rojas", country="CHL", sector="GOV", office="foreign minister", method="apposition")
NAVY = Actor(name="the Chilean navy", country="CHL", sector="MIL", method="name")
GUNMEN = Actor(name="gunmen", sector="UAF", method="noun")
PACT = Actor(name="Andean Pact Forum", country="IGO", method="name")

VISIT = """Rojas in Lima to mend fences

Chilean Foreign Minister Alba Rojas visited Lima on Monday because of a quarrel over fishing | shipping rights. \
Peru will host joint naval exercises in May, her office said."""
LORRIES = """Border row

Bolivia denied that it had closed the Desaguadero crossing to Peruvian lorries. Peru may attack the measure in court, \
and “Señora Rojas” of Chile met Peru's envoy in 2022."""
EXERCISES = """Warships off Callao

The Chilean navy and Peru held joint exercises off Callao in May 2024. Gunmen fired at a patrol boat. \
The Andean Pact Forum plans to send aid to Peru."""


def article(text: str, **facts: object) -> Article:
    """An article of this text."""
    title = text.splitlines()[0]
    return Article(id=stable_id("a", text), text=text, title=title, **facts)  # type: ignore[arg-type]


def span(text: str, words: str) -> Span:
    """Where words stand in a text."""
    start = text.index(words)
    return Span(start, start + len(words))


def statement(of: Article, quote: str, trigger: str, frame: str, event: str, **facts: object) -> Statement:
    """A statement of an article, carried by the given words."""
    place = span(of.text, quote)
    word = span(quote, trigger)
    return Statement(
        id=stable_id("s", of.id, quote, frame),
        article=of.id,
        sentence=1,
        quote=place,
        trigger=Span(place.start + word.start, place.start + word.end),
        frame=frame,
        event=event,
        coder=f"hand-1/{frame}",
        **facts,  # type: ignore[arg-type]
    )


def coded() -> list[Coded]:
    """Three articles with eight statements."""
    return [_visit(), _lorries(), _exercises()]


def _visit() -> Coded:
    one = article(
        VISIT,
        author="P. Quill",
        outlet="Harbour Post",
        published="2024-03-05",
        url="https://harbour.example/rojas?a=1,2",
        source="harbour.html",
        raw=f"<p>{VISIT}</p>",
        raw_map=(Piece(0, 3, len(VISIT)),),
    )
    cause = "a quarrel over fishing | shipping rights"
    statements = (
        statement(
            one,
            "Chilean Foreign Minister Alba Rojas visited Lima on Monday",
            "visited",
            "visit",
            "CONSULT",
            modes=("visit",),
            contexts=("diplomatic",),
            source=(MINISTER,),
            target=(PERU,),
            source_span=span(VISIT, "Chilean Foreign Minister Alba Rojas"),
            target_span=span(VISIT, "Lima"),
            start="2024-03-04",
            end="2024-03-04",
            date_text="on Monday",
            place=Place(name="Lima", country="PER", lat=-12.05, lon=-77.04),
            because=(Cause(span=span(VISIT, cause), cue="because of"),),
            quad=1,
            score=4.0,
            confidence=0.91,
        ),
        statement(
            one,
            "Peru will host joint naval exercises in May",
            "exercises",
            "hold-exercise",
            "COOPERATE",
            contexts=("military",),
            status="planned",
            source=(PERU, CHILE),
            symmetric=True,
            start="2024-05",
            end="2024-05",
            date_text="in May",
            attributed_to=("Alba Rojas",),
            stance="asserts",
            quad=2,
            score=9.5,
            confidence=0.7,
        ),
    )
    said = Attribution(
        source=(span(VISIT, "her office"),),
        cue=(span(VISIT, "said"),),
        content=(span(VISIT, "Peru will host joint naval exercises in May"),),
    )
    return Coded(article=one, statements=statements, attributions=(said,))


def _lorries() -> Coded:
    one = article(LORRIES, outlet="La Quena", published="2024-04-02", kind="opinion", source="quena.txt")
    facts = {"quad": 4, "confidence": 0.6}
    statements = (
        statement(
            one,
            "Bolivia denied that it had closed the Desaguadero crossing to Peruvian lorries",
            "closed",
            "close-border",
            "SANCTION",
            modes=("discontinue",),
            status="denied",
            source=(BOLIVIA,),
            target=(PERU,),
            score=-6.0,
            **facts,
        ),
        statement(
            one,
            "Peru may attack the measure in court",
            "attack",
            "attack",
            "ASSAULT",
            status="hypothetical",
            source=(PERU,),
            target=(BOLIVIA,),
            score=-9.0,
            **facts,
        ),
        statement(
            one,
            "“Señora Rojas” of Chile met Peru's envoy in 2022",
            "met",
            "meet",
            "CONSULT",
            source=(MINISTER,),
            target=(PERU,),
            symmetric=True,
            start="2022",
            end="2022",
            date_text="in 2022",
            quad=1,
            score=2.5,
            confidence=0.5,
        ),
    )
    return Coded(article=one, statements=statements)


def _exercises() -> Coded:
    one = article(EXERCISES, outlet="Harbour Post", published="2024-06-10", source="callao.txt")
    statements = (
        statement(
            one,
            "The Chilean navy and Peru held joint exercises off Callao in May 2024",
            "exercises",
            "hold-exercise",
            "COOPERATE",
            contexts=("military",),
            source=(NAVY, PERU),
            symmetric=True,
            start="2024-05",
            end="2024-05",
            quad=2,
            score=9.5,
            confidence=0.8,
        ),
        statement(
            one,
            "Gunmen fired at a patrol boat",
            "fired",
            "shoot",
            "ASSAULT",
            modes=("firearms",),
            source=(GUNMEN,),
            quad=4,
            score=-9.0,
            confidence=0.4,
        ),
        statement(
            one,
            "The Andean Pact Forum plans to send aid to Peru",
            "aid",
            "send-aid",
            "AID",
            status="planned",
            source=(PACT,),
            target=(PERU,),
            quad=2,
            score=10.0,
            confidence=0.75,
        ),
    )
    return Coded(article=one, statements=statements)


def episodes() -> list[Episode]:
    """The episodes behind those statements: the exercises announced in March and held in May are one."""
    visit, lorries, exercises = coded()
    groups = [
        ([visit.statements[0]], visit),
        ([visit.statements[1], exercises.statements[0]], exercises),
        *(([one], lorries) for one in lorries.statements),
        *(([one], exercises) for one in exercises.statements[1:]),
    ]
    published = {one.article.id: one.article.published for one in (visit, lorries, exercises)}
    return [_episode(group, published) for group, _ in groups]


def _episode(group: list[Statement], published: dict[str, str | None]) -> Episode:
    last = group[-1]
    return Episode(
        id=stable_id("e", *(one.id for one in group)),
        event=last.event,
        frame=last.frame,
        source=tuple(actor.code for actor in last.source),
        target=tuple(actor.code for actor in last.target),
        symmetric=last.symmetric,
        start=last.start,
        end=last.end,
        status=last.status,
        history=tuple((published[one.article] or "", one.status) for one in group),
        place=group[0].place,
        quad=last.quad,
        score=last.score,
        statements=tuple(one.id for one in group),
        articles=len({one.article for one in group}),
    )
