"""The date of a clause that hangs on a dated one and happens with it, or at once after it.

"expelled the envoy on Monday, *accusing* A of lies"; "wrote in March *to endorse* the plan"; "issued a statement on
Monday *condemning* the drill"; "criticised A in May, which promptly *expelled* the envoy". In a continuative relative
clause the story goes on (Hinrichs 1986; Huddleston and Pullum, *The Cambridge Grammar of the English Language*, 2002,
chapter 12).
"""

from __future__ import annotations

from collections.abc import Container, Mapping

from detente.coding import syntax
from detente.coding.story import Interval, Story, is_past, is_simple_past, set_off_relative
from detente.text.document import Token

_SOON = 14  # days from a happening to what a relative clause tells to have come of it at once
_MONTH = 20  # days; an interval longer than this has no day
_OWN = frozenset(("they", "it", "he", "she", "we", "both"))
_DAY = 1  # days before it is announced that something was done
_INSIDE = frozenset(("in", "during", "at"))
_HERS = frozenset(("nsubj", "nsubjpass", "expl"))


def hung(
    verb: Token, story: Story, words: Mapping[str, Container[str]], *, spoken: bool, happened: bool
) -> Interval | None:
    """The interval that the clause above gives to a clause without a date.

    Args:
        verb: the verb of the clause.
        story: the dated clauses of the article.
        words: those of ``times_scenes.csv`` by kind; by "then" a relative clause goes on at once ("promptly"), an
            "announce" is a verb of saying by which things are done.
        spoken: whether the happening is an act of speech.
        happened: whether it has happened.
    """
    top = _top(verb)
    return (
        _participle(top, story, spoken)
        or _purpose(top, story, spoken, happened)
        or _in_which(top, story)
        or _relative(top, story, spoken, words["then"])
        or _confirmed(verb, story, spoken)
        or _attributed(verb, story)
        or _announced(verb, story, words["announce"])
        or _behind_content(verb, story)
    )


def _top(verb: Token) -> Token:
    """The first of several verbs of a clause: of "which then closed the port and seized the ships", the closing."""
    while verb.dep == "conj" and syntax.is_verb(verb.head) and not verb.child(*_HERS) and verb.head.tag == verb.tag:
        verb = verb.head
    return verb


def date_above(verb: Token, story: Story) -> Interval | None:
    """The date of a clause, or of that which it goes on from: "promised to start in May, then waited"."""
    while (when := story.date_of(verb)) is None and verb.dep in ("conj", "dep", "parataxis") and verb.head is not verb:
        verb = verb.head
    return when


def _participle(verb: Token, story: Story, spoken: bool) -> Interval | None:
    """ "sank a ship and shelled an island in 2010, killing fifty"; "issued a statement on Monday condemning ..."."""
    if verb.tag != "VBG" or verb.child("aux", "mark") or any(c.i < verb.i for c in verb.children_of("prep")):
        return None
    if verb.dep == "advcl":
        return date_above(verb.head, story) if is_past(verb.head) else None
    return _said_in(verb, story) if verb.dep == "acl" and spoken else None


def _said_in(verb: Token, story: Story) -> Interval | None:
    """The date of the making of what speaks: "sent a note on 3 May that urged A to leave"."""
    maker = verb.head.head
    made = verb.head.dep in ("dobj", "nsubjpass") and syntax.is_verb(maker) and is_past(maker)
    return date_above(maker, story) if made else None


def _purpose(verb: Token, story: Story, spoken: bool, happened: bool) -> Interval | None:
    """ "wrote in March to endorse the plan", "flew to A in May to ask for help": done by what was done for it."""
    infinitive = verb.tag == "VB" and syntax.is_infinitive(verb)
    sure = happened or (spoken and verb.dep == "advcl")
    if not (infinitive and sure) or verb.dep not in ("advcl", "xcomp") or not is_past(verb.head):
        return None
    return date_above(verb.head, story)


def _in_which(verb: Token, story: Story) -> Interval | None:
    """ "the raid of May 1983, in which A killed two of B": at the time of the thing."""
    inside = (t for t in verb.children_of("prep") if t.lower in _INSIDE)
    within = any(g.lower == "which" for prep in inside for g in prep.children_of("pobj"))
    if not within or verb.dep not in ("relcl", "advcl") or not is_past(verb):
        return None
    return story.date_of(verb.head) or story.date_of(syntax.clause_head(verb.head))


def _relative(verb: Token, story: Story, spoken: bool, at_once: Container[str]) -> Interval | None:
    """ ", which Ankara condemned", ", which led Ankara to leave": what came of a dated clause, soon after it."""
    led = verb.dep == "xcomp" and verb.head.dep == "relcl"
    verb = verb.head if led else verb
    if verb.dep != "relcl" or not is_past(verb):
        return None
    if not set_off_relative(verb):
        return _said_in(verb, story) if spoken and is_simple_past(verb) else None
    if _at_the_scene(verb):
        return date_above(syntax.clause_head(verb.head), story)
    if not (spoken or led or any(t.lower in at_once for t in verb.children_of("advmod"))):
        return None
    above = (t for t in (verb.head, *verb.head.ancestors()) if syntax.is_verb(t))
    base = next((when for t in above if (when := story.date_of(t))), None)
    return base.widened(after=0 if base.days > _MONTH else _SOON) if base else None


def _at_the_scene(verb: Token) -> bool:
    """ ", to whom he offered talks", ", where he met the king": where and with whom the clause above has led."""
    words = verb.sentence.tokens
    pronoun = next((t for t in verb.subtree() if t.lower in ("where", "whom") and t.i < verb.i), None)
    at = words.index(pronoun) if pronoun else 0
    led = at > 0 and pronoun is not None and (pronoun.lower == "where" or words[at - 1].dep == "prep")
    return led and is_simple_past(verb)


def _confirmed(verb: Token, story: Story, spoken: bool) -> Interval | None:
    """ "both sides confirmed that they recognised ...": an act of speech that is done by the saying."""
    above = verb.head
    if not spoken or verb.dep != "ccomp" or not story.is_saying(above):
        return None
    return story.date_of(above) if _own_act(verb) else None


def _announced(verb: Token, story: Story, verbs: Container[str]) -> Interval | None:
    """ "announced on Tuesday that it was lifting the ban", "that it had recalled its envoy": then, or just before."""
    above = verb.head
    if verb.dep != "ccomp" or above.lemma not in verbs or (when := story.date_of(above)) is None:
        return None
    helpers = {c.lemma for c in verb.children_of("aux") if c.tag in ("VBD", "VBZ", "VBP")}
    if verb.tag == "VBG" and "be" in helpers:
        return when
    return when.widened(before=_DAY) if "have" in helpers and _own_act(verb) else None


def _attributed(verb: Token, story: Story) -> Interval | None:
    """ "A expelled two diplomats, its minister said on Thursday": the news of a report, of that day or before."""
    above, lead = verb.head, story.lead
    opening = lead is not None and lead.verb is above and story.document.article.kind == "news"
    if not opening or not syntax.is_clause_before(verb) or not is_simple_past(verb) or not story.is_saying(above):
        return None
    when = story.date_of(above)
    return when.widened(before=_DAY) if when else None


def _own_act(verb: Token) -> bool:
    """Whether who says it tells of himself."""
    subject = verb.child("nsubj")
    return subject is not None and subject.lower in _OWN


def _behind_content(verb: Token, story: Story) -> Interval | None:
    """ "said on Monday that A lied, and called off the talks": the second is done by who says the first."""
    content = verb.head
    if verb.dep != "conj" or verb.child(*_HERS) or content.dep != "ccomp" or not story.is_saying(content.head):
        return None
    words = verb.sentence.tokens
    joint = next((c for c in content.children_of("cc") if content.i < c.i < verb.i), None)
    parted = joint is not None and words[words.index(joint) - 1].text == ","
    return story.date_of(content.head) if parted and is_simple_past(verb) else None
