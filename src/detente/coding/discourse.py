"""Parties that a sentence leaves to the one before it: "Ethiopia accused Eritrea. Eritrea denied *the charge*."

Only where the words point back ("the charge", "that version", "it"), and only to a happening told just before.
Such actors carry the method ``discourse``. What two states do with each other may be told without either ("talks in
Doha broke down", "the pact was signed"): those do it who dealt with each other last, or whom the article is about. And
who is asked answers: "The invitation *was accepted*".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence

import msgspec

from detente.codebook.plover import Plover
from detente.coding import syntax
from detente.coding.events import HAPPEN, NO_ACTOR, Event
from detente.coding.party import Party
from detente.model import Actor
from detente.text.document import Token

METHOD = "discourse"
# How many sentences back a pointing phrase may reach.
REACH = 2
# So many letters tell a noun from the verb that it belongs to: "execution", "executed".
STEM = 5
# What names a deed of force, and no words: "condemned *the operation*".
FORCE = frozenset(
    {"operation", "offensive", "raid", "incursion", "assault", "attack", "violence", "killing", "crackdown", "shelling",
     "strike", "airstrike", "bombing", "bombardment", "invasion", "massacre", "ambush", "aggression", "bloodshed"}
)  # fmt: skip
# So many sentences back its doer is looked for.
FORCE_REACH = 8
# What stands for a deed done before, however many words and talks lie between: "criticised *the move*".
DEED = frozenset({"move", "step", "measure", "decision", "action", "gesture"})
# What stands for something said before.
UNKIND = frozenset({"ACCUSE"})
SAID = frozenset({"remark", "comment", "outburst", "insult", "interview", "jibe", "slur"})
RULINGS, RULED = (
    frozenset({"verdict", "ruling", "judgment", "judgement", "award"}),
    frozenset({"rule-against", "convict", "sentence", "acquit", "fine"}),
)
COMMENTS = frozenset({"ACCUSE", "REJECT"})
SPEECH = SAID | frozenset(
    {"charge", "allegation", "accusation", "claim", "statement", "call", "appeal", "demand", "request", "proposal",
     "offer", "plan", "idea", "threat", "warning", "criticism", "denial", "invitation", "word", "words", "protest",
     "suggestion", "version", "account", "complaint", "rebuke", "assertion", "verdict", "ruling", "it", "that", "so"}
)  # fmt: skip
# So many sentences back, and of these quad classes: what is done, and not said.
DEED_REACH, DONE = 5, frozenset({2, 4})
# Where a noun stands that tells of a happening by itself: "after talks in Doha", "since the clashes".
TELLING = frozenset({"after", "before", "since", "during", "at", "in", "amid", "following", "under", "until"})
# Verbs that say of their object that it comes to pass: "ended six weeks of war", "followed two rounds of talks".
AROUND = frozenset(
    {"end", "follow", "precede", "stop", "halt", "conclude", "interrupt", "mark", "begin", "open", "host"}
)
WHERE_WHEN = frozenset({"in", "at", "on", "of", "from", "between", "over"})
# What of all dealings of an article must be between the same states for it to be about them.
SHARE = 0.4
# Types of what is said to a request or an offer.
ANSWERS = frozenset({"AGREE", "REJECT", "CONCEDE"})
POINTERS = frozenset({"the", "this", "that", "these", "those", "such", "both", "it", "them", "its", "so", "which"})


def complete(events: Sequence[Event], plover: Plover, mutual: Container[str] = ()) -> None:
    """Fill in the target of events whose object points back, and the parties of those that name none, in place.

    Args:
        events: an article's, in text order.
        mutual: the frames of what two states do to each other, beside those whose sides are equal.
    """
    told: list[Event] = []
    topic = _dealing([e for e in events if not e.dropped])
    for event in events:
        if event.dropped == NO_ACTOR:
            if same := _resumed(event, told) or _between(event, told, topic, plover, mutual):
                event.source, event.target, event.dropped = _renamed(same.source), _renamed(same.target), ""
            elif begun := _undone(event, told, plover):
                event.source, event.target, event.dropped = _renamed(begun.source), _renamed(begun.target), ""
            elif asked := _answered(event, told, plover):
                event.source, event.target, event.dropped = _renamed(asked.target), _renamed(asked.source), ""
        if event.dropped:
            continue
        if not event.source.actors and (struck := _struck(event, told, plover)):
            event.source = Party(struck, [])
        if event.source.actors and (doer := _commented(event, told)) is not None:
            event.target = doer
        if not event.target.actors and event.source.actors and _points_back(event):
            event.target = _antecedent(event, told, plover)
        told.append(event)


def _resumed(event: Event, told: Sequence[Event]) -> Event | None:
    """The happening that a noun takes up again: "*The talks* broke up"."""
    token = event.predicate.token
    if not (syntax.is_noun(token) and _is_pointer(token)):
        return None
    near = (e for e in reversed(told) if token.sentence.index - e.predicate.token.sentence.index <= REACH)
    return next((e for e in near if e.frame == event.frame and e.source.actors and e.target.actors), None)


def _undone(event: Event, told: Sequence[Event], plover: Plover) -> Event | None:
    """What began that is to end, and is named again: "imposed *sanctions* on Peru … *the sanctions* should be lifted".

    Who imposed them may lift them.
    """
    frame, slots = plover.frames[event.frame], event.predicate.slots
    things = [*slots.objects, *event.predicate.used]
    if not frame.instrument or frame.effect == "starts" or slots.subjects or not any(map(_is_pointer, things)):
        return None
    names = {t.lemma[:STEM] for t in things}
    begun = (e for e in reversed(told) if plover.frames[e.frame].effect == "starts")
    same = (e for e in begun if plover.frames[e.frame].instrument == frame.instrument or names & _stems(e, plover))
    return next((e for e in same if e.source.actors and e.target.actors), None)


def _dealing(events: Sequence[Event]) -> Event | None:
    """A happening between the states that an article is about; none where no pair or group stands out.

    Where three or four deal with each other now in pairs and now together, it is that in which most of them take part.
    """
    dealings = [(_states(e), e) for e in events if len(_states(e)) > 1]
    counts = Counter(codes for codes, _ in dealings)
    best, count = next(iter(counts.most_common(1)), (frozenset[str](), 0))
    if count > SHARE * counts.total():
        return next(e for codes, e in dealings if codes == best)
    parts = Counter(code for codes, _ in dealings for code in sorted(codes))
    core = frozenset(code for code, n in parts.items() if n > SHARE * counts.total())
    return next((e for codes, e in dealings if codes == core), None) if core else None


def _answered(event: Event, told: Sequence[Event], plover: Plover) -> Event | None:
    """The request or offer that a passive answers and that names its parties: "*The offer* was turned down"."""
    slots = event.predicate.slots
    if plover.frames[event.frame].event not in ANSWERS or not slots.passive or not any(map(_is_pointer, slots.objects)):
        return None
    asked = _named_again(event, told, plover)
    if asked is None or not (asked.source.actors and asked.target.actors):
        return None
    return asked if event.predicate.token.sentence.index - asked.predicate.token.sentence.index <= REACH else None


def _states(event: Event) -> frozenset[str]:
    sides = [{a.country for a in side.actors if a.country} for side in (event.source, event.target)]
    return frozenset.union(*map(frozenset, sides)) if all(sides) else frozenset()


def _between(
    event: Event, told: Sequence[Event], topic: Event | None, plover: Plover, mutual: Container[str]
) -> Event | None:
    """Whose happening it is where two do it to each other and neither is named: "the pact was signed"."""
    token = event.predicate.token
    equal = plover.frames[event.frame].symmetric or event.frame in mutual
    if not (equal and (_noun_tells(token) or _verb_tells(event))):
        return None
    near = (e for e in reversed(told) if token.sentence.index - e.predicate.token.sentence.index <= REACH)
    return next((e for e in near if len(_states(e)) > 1), topic)


def _noun_tells(token: Token) -> bool:
    """Whether an event noun tells of one happening: definite, or with a place or day, where a sentence tells of it."""
    if not syntax.is_noun(token):
        return False
    whole = syntax.whole(token)  # "six weeks of *war*"
    counted = whole is not token or whole.child("nummod") is not None
    own = [c for host in dict.fromkeys((token, whole)) for c in host.children]
    definite = any(c.dep == "det" and c.lower in ("the", "these", "those", "this") for c in own)
    placed = any(c.dep == "prep" and c.lower in WHERE_WHEN and c.i > token.i for c in own) or token.child("acl")
    named = [token, *token.children_of("appos")]
    told = any(t.child("relcl") is not None for t in named)  # "the exercise, which was held in May"
    verb = whole.head if syntax.is_verb(whole.head) and syntax.is_finite(whole.head) else None
    acts = verb is not None and (whole.dep in syntax.SUBJECTS or (whole.dep == "dobj" and verb.lemma in AROUND))
    if whole.dep in syntax.SUBJECTS and whole.head.lemma in HAPPEN:
        return True
    behind = whole.dep in ("pobj", "pcomp") and whole.head.lower in TELLING
    return bool((definite or placed or told or counted) and (acts or behind or told))


def _verb_tells(event: Event) -> bool:
    """Whether a finite verb tells what became of something ("was signed", "the talks failed"), or what persons did."""
    token, slots = event.predicate.token, event.predicate.slots
    if not (syntax.is_verb(token) and (syntax.is_finite(token) or token.dep == "relcl")):
        return False
    if slots.passive:
        return bool(slots.objects) and not slots.subjects
    return any(t.ent == "PERSON" for t in slots.subjects) or bool(event.predicate.cue.subject)


def tells_by_itself(event: Event) -> bool:
    """Whether a clause or noun tells of a happening though it names nobody: "the border was closed on Friday"."""
    token = event.predicate.token
    if syntax.is_noun(token):
        return _noun_tells(token)
    return syntax.is_verb(token) and (syntax.is_finite(token) or token.dep in ("relcl", "acl"))


def _renamed(party: Party) -> Party:
    return Party([msgspec.structs.replace(a, method=METHOD) for a in party.actors], [])


def _named(event: Event) -> list[Token]:
    """The words for what an event is aimed at: its objects, or of one that has none what its target stands behind."""
    slots, cue = event.predicate.slots, event.predicate.cue
    objects = [] if slots.passive and "obj" not in cue.target and cue.target else slots.objects
    behind = (
        [] if objects else [w for n in cue.target for w in slots.preps.get(n, ()) if w.lemma in DEED | FORCE | SAID]
    )
    return [*objects, *behind, *event.predicate.used]


def _points_back(event: Event) -> bool:
    token = event.predicate.token
    objects = _named(event)
    # What is done with a thing ("blocked the bridges") need not be done to him of whom the last sentence told.
    return any(_is_pointer(t) and (event.spoken or not syntax.is_noun(t)) for t in objects if t is not token)


def _is_pointer(noun: Token) -> bool:
    if noun.lower in POINTERS:
        return True
    marks = {c.lower for c in noun.children if c.dep in ("det", "predet")} & POINTERS
    told = any((c.dep == "prep" and c.lower in ("of", "by")) or c.dep == "relcl" for c in noun.children)
    return bool(marks - {"the"}) or (bool(marks) and not told)  # "the start of the works" says itself what it means


def _antecedent(event: Event, told: Sequence[Event], plover: Plover) -> Party:
    """The other side of the latest happening in which the event's source took part; else the one who acted in it."""
    own = {a.country for a in event.source.actors}
    here = event.predicate.token.sentence.index
    if FORCE & {t.lemma for t in _named(event)}:
        return Party(_attacker(event, told, plover, own), [])
    if (named := _named_again(event, told, plover)) is not None:
        for side in (named.source.actors, named.target.actors):
            if found := _others(side, own):
                return Party(found, [])
    if (deed := _deed(event, told, plover, own)) is not None:
        return Party(_others(deed.source.actors, own), [])
    if RULINGS & {t.lemma for t in _named(event)} and (judge := _judge(told, own)):
        return Party(judge, [])
    if SAID & {t.lemma for t in _named(event)} and (words := _words(event, told, plover, own)):
        return Party(words, [])
    for earlier in reversed(told):
        if here - earlier.predicate.token.sentence.index > REACH or _goes_on(event, earlier):
            break
        sides = (earlier.source.actors, earlier.target.actors)
        for mine, other in (sides, sides[::-1]):
            if own & {a.country for a in mine} and (found := _others(other, own)):
                return Party(found, [])
        # Who comments on what another has commented on speaks of the same: "Chad blamed Mali. Togo hailed *the plan*".
        blame = plover.frames[earlier.frame].event in COMMENTS and event.spoken
        same = blame and not (SPEECH | DEED) & {t.lemma for t in _named(event)}
        for side in reversed(sides) if same else sides[:1]:
            if found := _others(side, own):
                return Party(found, [])
    return Party()


def _commented(event: Event, told: Sequence[Event]) -> Party | None:
    """Whose deed is given a name: "left the Council, *which Lima called a breach*"; None where nobody's is."""
    verb = event.predicate.token
    which = next((c for c in verb.children_of("dobj", "nsubj") if c.lower == "which" and c.i < verb.i), None)
    if which is None or verb.dep != "relcl" or verb.lemma not in syntax.CALLING or not _is_after_comma(which):
        return None
    own = {a.country for a in event.source.actors}
    here = (e for e in reversed(told) if e.predicate.token.sentence is verb.sentence)
    found = _doers(here, own)
    return Party(found, []) if found else None


def _is_after_comma(token: Token) -> bool:
    words = token.sentence.tokens
    at = token.i - words[0].i
    return at > 0 and words[at - 1].text == ","


def _struck(event: Event, told: Sequence[Event], plover: Plover) -> list[Actor]:
    """Who did the deed that is named again in what came of it: "two men died in *the attack*"."""
    slots = event.predicate.slots
    if plover.frames[event.frame].event != "ASSAULT" or not slots.passive:
        return []
    deeds = [w for name in ("in", "during", "by") for w in slots.preps.get(name, ()) if w.lemma in FORCE]
    return _attacker(event, told, plover, set()) if any(map(_is_pointer, deeds)) else []


def _attacker(event: Event, told: Sequence[Event], plover: Plover, own: set[str]) -> list[Actor]:
    """Who did the last deed of force, where the object names one: "condemned *the attack*".

    He is not of those who suffered it ("the strike on *Lima*"), and of no stated country where the text does not say.
    """
    here = event.predicate.token.sentence.index
    for earlier in reversed(told):
        if here - earlier.predicate.token.sentence.index > FORCE_REACH:
            break
        done = plover.frames[earlier.frame].event == "ASSAULT" and _is_hit(earlier)
        actors = [a for a in earlier.source.actors if a.country not in own]
        if done and actors:
            return [msgspec.structs.replace(a, method=METHOD) for a in actors]
    return []


def _judge(told: Sequence[Event], own: set[str]) -> list[Actor]:
    """Who gave the last ruling, where the object stands for one: "hailed *the verdict*"."""
    return _doers((e for e in reversed(told) if e.frame in RULED), own)


def _words(event: Event, told: Sequence[Event], plover: Plover, own: set[str]) -> list[Actor]:
    """Who said the last unkind words, where the object stands for such: "deplored *the remark*"."""
    here = event.predicate.token.sentence.index
    near = (e for e in reversed(told) if here - e.predicate.token.sentence.index <= DEED_REACH)
    return _doers((e for e in near if plover.frames[e.frame].event in UNKIND), own)


def _doers(events: Iterable[Event], own: set[str]) -> list[Actor]:
    """Who did the first of some happenings that somebody of another state did."""
    return next((actors for e in events if (actors := _others(e.source.actors, own))), [])


def _is_hit(event: Event) -> bool:
    """Whether a deed of force was done to somebody: not "did not fire", nor "shot down a missile"."""
    parts = {c.lower for c in event.predicate.token.children if c.dep in ("neg", "prt")}
    return event.status == "occurred" and not parts & {"not", "n't", "never", "down"}


def _deed(event: Event, told: Sequence[Event], plover: Plover, own: set[str]) -> Event | None:
    """What somebody else has done last, where the object stands for a deed: "welcomed *the decision*"."""
    if not DEED & {t.lemma for t in _named(event)}:
        return None
    here = event.predicate.token.sentence.index
    near = (e for e in reversed(told) if here - e.predicate.token.sentence.index <= DEED_REACH)
    return next((e for e in near if plover.quad(e.frame) in DONE and _others(e.source.actors, own)), None)


def _goes_on(event: Event, earlier: Event) -> bool:
    """Whether one sentence speaks twice of what nobody is named with: "rejected the plan, calling it unjust"."""
    same = earlier.predicate.token.sentence is event.predicate.token.sentence and not earlier.target.actors
    return same and {a.country for a in event.source.actors} == {a.country for a in earlier.source.actors}


def _named_again(event: Event, told: Sequence[Event], plover: Plover) -> Event | None:
    """The happening that the object names again: "visited … criticised *the visit*", "put to death … *execution*"."""
    names = {t.lemma[:STEM] for t in (*event.predicate.slots.objects, *event.predicate.used) if _is_pointer(t)}
    return next((e for e in reversed(told) if names & _stems(e, plover)), None)


def _stems(event: Event, plover: Plover) -> set[str]:
    """The beginnings of the words that name a happening: its trigger, its frame and its type."""
    kind = plover.frames[event.frame].event.lower()
    return {word[:STEM] for word in (event.predicate.token.lemma, *event.frame.split("-"), kind)}


def _others(actors: Iterable[Actor], own: set[str]) -> list[Actor]:
    return [msgspec.structs.replace(a, method=METHOD) for a in actors if a.country and a.country not in own]
