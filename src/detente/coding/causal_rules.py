"""Where a sentence ties a cause to an effect: one rule for each form of ``causes.csv``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from detente.coding.causal_words import Side, causal_words, is_event, phrases
from detente.coding.holders import numbers
from detente.coding.reporting import reporting_words
from detente.coding.syntax import SUBJECTS, is_infinitive
from detente.text.document import Token

# From a noun to the clause that it belongs to: "held a march [over pay]".
UPWARD = ("dobj", "pobj", "prep", "attr", "oprd", "conj", "acomp")
INFINITIVES = ("advcl", "acl", "relcl", "xcomp")
ADJUNCTS = {"conjunction", "preposition", "purpose", "aim", "mood"}


@dataclass(slots=True)
class Link:
    """A cause and its effect as sets of tokens by number, the words that tie them, and the form that found them.

    ``silent`` ties tell the order in time alone ("after"): no signal of a cause by themselves.
    """

    rule: str
    cause: set[int]
    effect: set[int]
    tie: list[Token]
    silent: bool = False

    @property
    def adjunct(self) -> bool:
        """Whether the cause hangs on the effect as a clause or phrase that can be left out."""
        return self.rule in ADJUNCTS


def links_at(token: Token) -> Iterator[Link]:
    """The links that a word signals."""
    yield from _phrase_links(token)
    yield from _purpose(token)
    if token.pos in ("VERB", "AUX"):
        yield from _verb_links(token)
        yield from _participle_links(token)
    if token.pos in ("VERB", "NOUN"):
        yield from _ground_links(token)
    if token.lemma in causal_words()["reason"]:
        yield from _reason(token)
    if token.lemma in causal_words()["credit"]:
        yield from _credit(token)
    if token.lower in causal_words()["mood"]:
        yield from _mood(token)


def _phrase_links(token: Token) -> Iterator[Link]:
    """Conjunctions and prepositions of one or more words."""
    words = token.sentence.tokens
    for run, form in phrases().at(token, words, token.i - words[0].i):
        if form == "conjunction":
            yield from _conjunction(run, causal_words()[form][_phrase_of(run)])
        elif form == "preposition":
            yield from _preposition(run)
        elif form == "sequel":
            yield from (link for link in _preposition(run) if _happens(run[-1]))
        elif form == "adverb":
            yield from _adverb(run)


def _phrase_of(run: list[Token]) -> str:
    return " ".join(t.lower for t in run)


def _conjunction(run: list[Token], side: Side) -> Iterator[Link]:
    last = run[-1]
    # The parser makes some conjunctions prepositions of a clause: "after students had clashed".
    clause = (last.child("pcomp") if last.dep == "prep" else None) or last.head
    host = last.head if clause.head is last else clause.head
    joined = clause.head is last or (last.dep in ("mark", "advmod") and clause.dep in ("advcl", "ccomp"))
    if not joined and clause.head in run:  # "given that", "on the grounds that"
        joined, host = True, next((t.head for t in run if t.head not in run), clause)
    if not joined or host is clause or clause.child(*SUBJECTS) is None or (_is_silent(run) and _is_background(clause)):
        return
    if run[0].lower == "for" and is_infinitive(clause):  # "for them to leave"
        return
    inside = numbers(clause.subtree()) - numbers(run)
    outside = _host(host, inside | numbers(run))
    cause, effect = (inside, outside) if side == "inside" else (outside, inside)
    yield Link("conjunction", cause, effect, run, _is_silent(run))


def _is_background(clause: Token) -> bool:
    """Whether a clause paints the scene rather than tells an event: "when they were walking home"."""
    return clause.tag == "VBG" and clause.child("aux") is not None


def _is_silent(run: list[Token]) -> bool:
    return _phrase_of(run) in causal_words()["sequel"]


def _preposition(run: list[Token]) -> Iterator[Link]:
    own = numbers(run)
    argument = next(
        (
            c
            for t in run
            for c in t.children
            if c.i > run[-1].i and c.dep in ("pobj", "pcomp", "dobj") and c.i not in own
        ),
        None,
    )
    host = next((t.head for t in run if t.head.i not in own), None)
    if argument is None or host is None or argument.ent in ("DATE", "TIME") or argument.pos in ("NUM", "PRON"):
        return
    inside = numbers(argument.subtree())
    yield Link("preposition", inside, _host(host, inside | own), run, _is_silent(run))


def _adverb(run: list[Token]) -> Iterator[Link]:
    """An adverb that looks back: "…, and therefore …", "…, due to which …"."""
    clause = next((t.head for t in reversed(run) if t.head not in run), None)
    if clause is None or clause.dep not in ("conj", "ccomp", "advcl", "relcl") or clause.head.i > clause.i:
        return
    inside = numbers(clause.subtree())
    yield Link("adverb", _host(clause.head, inside), inside - numbers(run), run)


def _purpose(token: Token) -> Iterator[Link]:
    """An infinitive of purpose: "marched to demand …", "in a bid to …"."""
    clause, host = token.head, token.head.head
    if token.lower != "to" or token.dep != "aux" or clause.dep not in INFINITIVES or host is clause:
        return
    if clause.dep in ("acl", "relcl") and host.dep == "dobj" and host.head.lemma in causal_words()["send"]:
        host = host.head  # "sent a frigate to deter pirates"
        inside = numbers(clause.subtree())
        yield Link("purpose", inside, _host(host, inside), [token])
        return
    lead = _lead(host) if clause.dep in ("acl", "relcl") else []
    if lead is None or clause.tag != "VB" or _is_complement(clause, host):
        return
    host, tie = (lead[0].head if lead else host), [*lead, token]
    inside = numbers(clause.subtree())
    yield Link("purpose", inside, _host(host, inside | numbers(tie)), tie)


def _is_complement(infinitive: Token, host: Token) -> bool:
    """Whether an infinitive only completes the word before it: "tried to leave", "called on them to leave"."""
    words = causal_words()
    if infinitive.dep == "xcomp" and (host.lemma in words["bare"] or host.pos != "VERB"):
        return True
    return host.lemma in words["address"] and not host.child("dobj")


def _lead(noun: Token) -> list[Token] | None:
    """The words before "to" in "in a bid to", if ``noun`` ends them; none for a protest; None for any other noun."""
    words = noun.sentence.tokens
    place = noun.i - words[0].i + 1
    for phrase in causal_words()["purpose"]:
        run = words[max(0, place - phrase.count(" ") - 1) : place]
        if " ".join(t.lower for t in run) == phrase:
            return run
    return [] if noun.lemma in causal_words()["protest"] else None


def _verb_links(token: Token) -> Iterator[Link]:
    """Verbs that tie their subject to their object: "the raid sparked a riot", "riots sparked by the raid"."""
    words = causal_words()
    verbs = {**words["verb"], **words["impact"]}
    second = next((c for c in token.children if c.dep in ("prt", "prep") and f"{token.lemma} {c.lower}" in verbs), None)
    key = f"{token.lemma} {second.lower}" if second else token.lemma
    if key not in verbs and token.lemma in words["move"] and _moved(token):
        key, verbs = token.lemma, {**verbs, token.lemma: "subject"}
    if key not in verbs or token.child("neg"):
        return
    if second is not None and second.dep == "prep" and token.child("dobj"):
        return
    if agent := token.child("agent"):
        first = agent.child("pobj", "pcomp")
        other = token.child("nsubjpass") or (token.head if token.dep == "acl" else None)
    else:
        first = _subject(token)
        governor = second if second is not None and second.dep == "prep" else token
        other = governor.child("pobj", "pcomp", "dobj", "ccomp", "xcomp")
    if first is None or other is None or (key in words["impact"] and not is_event(_named(first)) and not _moved(token)):
        return
    before, after = _phrase(first, token), _phrase(other, token) | _moved(token)
    cause, effect = (after, before) if verbs[key] == "object" else (before, after)
    rule = "impact" if key in words["impact"] else "verb"
    yield Link(rule, cause, effect, [token, second] if second else [token])


def _moved(verb: Token) -> set[int]:
    """What somebody is moved to do: "the leak led Canberra *to freeze the talks*"."""
    act = verb.child("xcomp")
    if verb.child("dobj") is None or act is None or not is_infinitive(act):
        return set()
    return numbers(act.subtree())


def _reason(noun: Token) -> Iterator[Link]:
    """Nouns that name the tie: "the riot was the result of the verdict", "the verdict was the reason for the riot"."""
    verb = noun.head
    if noun.dep != "attr" or verb.lemma != "be" or verb.child("neg") or (subject := _subject(verb)) is None:
        return
    for preposition in noun.children_of("prep"):
        other = preposition.child("pobj", "pcomp")
        if other is not None and preposition.lower in ("of", "for", "behind", "to"):
            first, second = _phrase(subject, verb), numbers(other.subtree())
            cause, effect = (first, second) if causal_words()["reason"][noun.lemma] == "subject" else (second, first)
            yield Link("reason", cause, effect, [noun, preposition])


def _credit(verb: Token) -> Iterator[Link]:
    """Verbs by which somebody names the reason: "experts attribute the delay to the strike"."""
    effect = verb.child("dobj", "nsubjpass")
    preposition = next((c for c in verb.children_of("prep") if c.lower in ("to", "down")), None)
    cause = preposition.child("pobj", "pcomp") if preposition is not None else None
    if effect is not None and cause is not None and preposition is not None:
        yield Link("credit", numbers(cause.subtree()), numbers(effect.subtree()), [verb])


def _subject(verb: Token) -> Token | None:
    """The subject of a verb, its own or one that it shares."""
    while (own := verb.child(*SUBJECTS)) is None and verb.dep in ("xcomp", "conj") and verb.head is not verb:
        verb = verb.head
    return own or (verb.head if verb.dep in ("relcl", "acl") and verb.tag != "VBN" else None)


def _named(token: Token) -> Token:
    """What a relative pronoun stands for; any other word itself."""
    if token.lower in ("that", "which", "who") and token.pos == "PRON":
        clause = next((t for t in token.ancestors() if t.dep == "relcl"), None)
        return clause.head if clause else token
    return token


def _phrase(token: Token, verb: Token) -> set[int]:
    """The words of a subject or object, without the clause of its verb."""
    named = _named(token)
    found = numbers(named.subtree())
    if verb.i in found:
        clause = next(t for t in (verb, *verb.ancestors()) if t.head is named)
        found -= numbers(clause.subtree())
    return found


def _happens(preposition: Token) -> bool:
    argument = preposition.child("pobj", "pcomp")
    return argument is not None and (argument.tag == "VBG" or is_event(argument))


def _participle_links(token: Token) -> Iterator[Link]:
    """Participles that name the aim or the upshot of the clause that they join."""
    words = causal_words()
    if token.tag != "VBG" or token.head is token or token.child("aux"):
        return
    joined = token.dep in ("advcl", "acl") or (token.dep == "xcomp" and token.head.lemma not in words["bare"])
    if token.lemma in words["aim"]:
        if joined or token.dep in ("conj", "dep"):
            inside = numbers(token.subtree())
            yield Link("aim", inside, _host(token.head, inside), [token])
        elif token.dep == "amod" and _starts_clause(token):
            inside = {i for i in numbers(token.head.subtree()) if i >= token.i}
            yield Link("aim", inside, _host(token.head.head, inside), [token])
    elif token.lemma in words["upshot"] and joined:
        inside = numbers(token.subtree())
        yield Link("upshot", _host(token.head, inside), inside, [token])


def _mood(token: Token) -> Iterator[Link]:
    """A feeling that goes before the act: "Angered by the verdict, crowds …"."""
    if token.dep in ("advcl", "acl") and token.head is not token and token.child("prep", "agent"):
        inside = numbers(token.subtree())
        host = token.head.head if token.head.dep in SUBJECTS else token.head
        yield Link("mood", inside, _host(host, inside), [token], silent=True)


def _starts_clause(participle: Token) -> bool:
    """Whether a participle that the parser took for an adjective governs what follows: "a strike demanding pay"."""
    words = participle.sentence.tokens
    place = participle.i - words[0].i
    return 0 < place < len(words) and words[place - 1].pos in ("NOUN", "PROPN", "ADV", "NUM", "PUNCT")


def _ground_links(token: Token) -> Iterator[Link]:
    """The ground of an arrest, a sentence, a protest, an injury: "arrested for …", "protest against …"."""
    words = causal_words()
    for child in token.children_of("prep", "agent"):
        argument = child.child("pobj", "pcomp")
        if argument is None or argument.ent in ("DATE", "TIME", "CARDINAL"):
            continue
        inside, outside = numbers(argument.subtree()), _host(token, numbers(child.subtree()))
        charged = token.lemma in words["charge"] or argument.dep == "pcomp"
        protests = _protests(token)
        if child.lower == "for" and (charged or token.lemma in words["protest"]):
            yield Link("charge" if charged else "for", inside, outside, [child])
        elif f"{token.lemma} {child.lower}" in words["charge"]:
            yield Link("charge", inside, outside, [child])
        elif child.lower in ("against", "about") and protests:
            yield Link("protest", inside | {child.i}, outside, [])
        elif child.lower == "over" and (protests or token.lemma in words["charge"] or is_event(argument)):
            yield Link("over", inside, outside, [child])
        elif child.lower in ("in", "during", "by") and _is_harmed(token) and is_event(argument):
            yield Link("harm", inside, outside, [child] if child.lower == "by" else [])
    if token.lemma == "protest" and token.pos == "VERB" and (ground := token.child("dobj")):
        inside = numbers(ground.subtree())
        yield Link("protest", inside, _host(token, inside), [])


def _is_harmed(token: Token) -> bool:
    """Whether a word tells of harm that was done, not of harm that was not."""
    return token.lemma in causal_words()["harm"] and not token.child("neg")


def _protests(token: Token) -> bool:
    """Whether a word speaks of protest itself or governs one that does: "staged a march"."""
    words = causal_words()["protest"]
    return token.lemma in words or any(c.lemma in words for c in token.children_of("dobj", "nsubjpass", "attr"))


def _host(token: Token, without: set[int]) -> set[int]:
    """The words of the clause that ``token`` belongs to, less the words ``without`` and any speaker of it."""
    top = token
    while top.pos not in ("VERB", "AUX") and top.dep in UPWARD:
        top = top.head
    if top.pos == "ADP":
        top = token
    while top.dep == "xcomp" or (top.dep == "conj" and top.child(*SUBJECTS) is None):
        if top.head.pos not in ("VERB", "AUX") or top.head.i in without:
            break
        top = top.head
    cue = reporting_words()["verb"].get(top.lemma)
    if cue and "quote" in cue.takes and (said := top.child("ccomp")) and said.i not in without:
        top = said
    aside = numbers(t for c in top.children if c.dep == "mark" or c.lower == "according" for t in c.subtree())
    if top.dep in ("acl", "relcl"):
        top = top.head
    return numbers(top.subtree()) - without - aside
