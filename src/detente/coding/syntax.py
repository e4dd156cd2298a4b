"""Reading grammatical relations off the dependency parse: subjects, objects and prepositional phrases.

Follows the labels of spaCy's English models (ClearNLP). Subjects that the syntax shares or leaves out
(coordination, control, relative and participial clauses) are found where they stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from detente.text.document import Token

CALLING = frozenset({"call", "describe", "term", "label", "brand"})
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
OBJECTS = ("dobj", "obj")
NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM")
PREPOSITIONAL = ("prep", "agent", "dative", "prt", "advmod")
RELATIVE = ("who", "which", "that", "whom", "whose")
# Inside a noun phrase: what may stand between its head and a word that names a participant.
INNER = ("poss", "compound", "amod", "nmod", "nounmod", "appos", "conj", "case", "npadvmod", "det", "nummod")


def lemma(token: Token) -> str:
    """The token's lemma; a hyphenated word ("cease-fire", "re-open") counts as one."""
    before = _hyphenated(token)
    return f"{before.lower}-{token.lemma}" if before else token.lemma


def _two_before(token: Token) -> list[Token]:
    """The two words before a token, in text order; none where there are fewer."""
    words = token.sentence.tokens
    at = token.i - words[0].i
    return words[at - 2 : at] if 2 <= at < len(words) and words[at] is token else []


def _hyphenated(token: Token) -> Token | None:
    if not (before := _two_before(token)):
        return None
    first, dash = before
    return first if dash.text == "-" and first.end == dash.start and dash.end == token.start else None


def is_verb(token: Token) -> bool:
    """Whether the token is a full verb (or an auxiliary used as one)."""
    return token.pos == "VERB" or (token.pos == "AUX" and token.dep not in ("aux", "auxpass"))


def is_noun(token: Token) -> bool:
    """Whether the token is a common or proper noun."""
    return token.pos in ("NOUN", "PROPN")


def is_finite(verb: Token) -> bool:
    """Whether a verb has tense of its own, or shares that of the verb it is coordinated with."""
    if verb.tag in ("VBD", "VBZ", "VBP", "MD") or any(
        c.tag in ("VBD", "VBZ", "VBP", "MD") for c in verb.children if c.dep in ("aux", "auxpass")
    ):
        return True
    return verb.dep == "conj" and is_verb(verb.head) and is_finite(verb.head)


def is_infinitive(verb: Token) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return any(c.dep == "aux" and c.lower == "to" for c in verb.children)


def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive, reduced relatives ("the men arrested on Friday") included."""
    if any(c.dep in ("nsubjpass", "auxpass", "csubjpass") for c in verb.children):
        return True
    if verb.tag != "VBN" or any(c.dep == "aux" and c.lemma == "have" for c in verb.children):
        return False
    if verb.dep in ("acl", "amod") or (verb.dep in ("relcl", "advcl") and not verb.child(*SUBJECTS)):
        return True
    return verb.dep == "conj" and verb.head.dep != "conj" and not verb.child(*SUBJECTS) and is_passive(verb.head)


def is_done(verb: Token) -> bool:
    """Whether a participle tells of what was done, whatever becomes of it: "will honour the pact *signed* in May"."""
    if verb.dep != "acl" or verb.tag != "VBN" or not is_noun(verb.head):
        return False
    if any(c.lower in ("any", "no", "every", "each", "whatever") for c in verb.head.children):
        return False
    return verb.child("agent") is not None or any(t.ent in ("DATE", "TIME") for t in verb.subtree())


def coordinated(token: Token) -> list[Token]:
    """A noun and those coordinated with it: "Egypt, Sudan and Ethiopia"."""
    found: list[Token] = []
    queue = [token]
    while queue:
        word = queue.pop(0)
        found.append(word)
        # "the minister, Ana Roa, and her deputy": what is coordinated may hang on the name in apposition.
        hosts = [word, *(c for c in word.children if c.dep == "appos")]
        queue.extend(c for host in hosts for c in host.children if c.dep == "conj" and not is_verb(c))
    return found


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """The heads of a verb's grammatical subject (of a passive: those acted on), coordinated ones included."""
    own = _nearest(verb.children_of(*SUBJECTS), verb)
    if own is not None and (doer := _behind_occasion(own, verb)) is not None:
        return [doer]
    if own is not None:
        if own.lower in RELATIVE and verb.dep == "relcl":
            return coordinated(verb.head)
        return coordinated(own)
    if depth > 6 or verb.head is verb:
        return _stranded_subject(verb)
    if (torn := _torn_subject(verb)) is not None:
        return [torn]
    return _shared_subject(verb, depth)


def _nearest(words: list[Token], verb: Token) -> Token | None:
    """Of several words that the parser calls subject, the last one before the verb."""
    before = [w for w in words if w.i < verb.i]
    return before[-1] if before else next(iter(words), None)


def _behind_occasion(noun: Token, verb: Token) -> Token | None:
    """Who acts where the parser takes an occasion for him: "Two months after Geneva, *Chad* shelled"."""
    words = verb.sentence.tokens
    at, doer = noun.i - words[0].i, verb.i - words[0].i - 1
    if not 0 < at < doer - 1 or words[doer].pos != "PROPN":
        return None
    comma = next((n for n in range(doer, at, -1) if words[n].text == ","), 0)
    named = comma and all(t.pos in ("PROPN", "ADJ", "DET") for t in words[comma + 1 : doer])
    time = noun.ent in ("DATE", "TIME") and noun.pos != "PROPN"
    occasion = noun.pos == "PROPN" and comma == at + 1 and words[at - 1].lower in ("after", "before", "since")
    return words[doer] if named and (time or occasion) else None


def _fronted(noun: Token, verb: Token) -> bool:
    """Whether a noun stands in a phrase that hangs on a verb behind it."""
    return noun.i < verb.i and noun.dep == "pobj" and verb in noun.ancestors()


def _stranded_subject(verb: Token) -> list[Token]:
    # "Austin to visit": headlines now and then leave the subject as another child.
    return [c for c in verb.children if c.dep in ("npadvmod", "dep", "nmod") and c.i < verb.i and is_noun(c)][:1]


def _torn_subject(verb: Token) -> Token | None:
    """The subject that the parser joins to a noun before it: "named him as a guest and *Lima* recalled its envoy"."""
    if verb.tag not in ("VBD", "VBZ") or not (before := _two_before(verb)):
        return None
    link, noun = before
    if link.text == "," and noun.pos == "PROPN" and noun.dep == "appos" and _fronted(noun.head, verb):
        return noun  # "A year after Sochi, *Chad* launched an attack"
    return noun if noun.dep == "conj" and noun.pos == "PROPN" and link.dep == "cc" else None


def _shared_subject(verb: Token, depth: int) -> list[Token]:
    head, dep = verb.head, verb.dep
    if dep == "acl":
        # "the deal signed in May" has an object before it, "troops guarding the gate" a subject.
        # A headline tells so what is to come: "Flights between Havana and Miami to resume".
        ahead = verb.sentence.role == "headline" and head.head is head and head.child("poss") is None
        return coordinated(head) if is_noun(head) and (verb.tag != "VB" or ahead) else _owner(head, depth)
    if dep == "relcl":
        return [] if _object_relative(verb) else coordinated(head)
    if dep == "conj":
        return subjects(head, depth + 1) if is_verb(head) else []
    if dep in ("xcomp", "ccomp"):
        if head.pos == "ADJ":
            return subjects(head.head if head.dep in ("acomp", "oprd") else head, depth + 1)
        controller = head.child(*OBJECTS, "dative") if dep == "xcomp" else None
        if controller is not None and verb.tag in ("VB", "VBG"):
            return coordinated(controller)
        return subjects(head, depth + 1) if dep == "xcomp" else []
    if dep in ("advcl", "parataxis", "dep"):
        return subjects(head, depth + 1)
    if dep in ("pcomp", "acomp", "attr"):
        governor = head.head if head.dep in ("prep", "mark") else head
        if is_verb(governor):
            return _after_preposition(governor, head, depth)
        return _owner(governor, depth)
    return []


def _after_preposition(governor: Token, preposition: Token, depth: int) -> list[Token]:
    """Who acts in "of sheltering rebels": the object of *accuse*, of *after meeting* the subject of the main verb."""
    objects_ = governor.children_of(*OBJECTS)
    if objects_ and preposition.lower in ("of", "for", "from", "into"):
        return coordinated(objects_[0])
    return subjects(governor, depth + 1)


def _owner(noun: Token, depth: int) -> list[Token]:
    """Who is to act in "its decision to leave": the possessor, else the subject of the verb that governs the noun."""
    if (owner := noun.child("poss")) is not None:
        return [owner]
    if of := [w for name, w in prepositions(noun) if name == "of" and w.pos == "PROPN"]:
        return of  # "the decision of Peru to leave"
    governor = noun.head
    return subjects(governor, depth + 1) if is_verb(governor) and noun.dep in OBJECTS else []


def _object_relative(verb: Token) -> bool:
    """Whether a relative clause has its head as object: "sanctions (that) Washington imposed"."""
    has_subject = any(c.dep in SUBJECTS and c.lower not in RELATIVE for c in verb.children)
    return has_subject and not verb.child(*OBJECTS)


def objects(verb: Token) -> list[Token]:
    """The heads of a verb's direct object; of a passive, what is acted on."""
    if is_passive(verb):
        return subjects(verb)
    own = verb.child(*OBJECTS)
    if own is not None:
        if own.lower in RELATIVE and verb.dep == "relcl":
            return coordinated(verb.head)
        return coordinated(own)
    if verb.dep == "relcl" and _object_relative(verb) and not _preposition_stranded(verb):
        return coordinated(verb.head)
    if (named := so_called(verb)) is not None:
        return coordinated(named)
    if (place := _before_time(verb)) is not None:
        return [place]
    return coordinated(first) if (first := verb.child("dative", "oprd")) is not None and first.pos != "ADP" else []


def so_called(verb: Token) -> Token | None:
    """The object in somebody's words: "launched what it called an *operation*", "signed what they termed a *pact*"."""
    clause = next((c for c in verb.children_of("ccomp") if c.i > verb.i and c.lemma in CALLING), None)
    if clause is None or not any(c.lower == "what" for c in clause.children):
        return None
    phrase = next((c for c in clause.children_of("prep") if c.lower == "as"), None)
    return clause.child("oprd") or (phrase.child("pobj") if phrase is not None else None)


def _before_time(verb: Token) -> Token | None:
    """The object in "visited Tripoli days after the vote", which the parser takes for part of the time."""
    for time in verb.children_of("npadvmod"):
        if time.lemma in ("hour", "day", "week", "month", "year", "decade") and time.i > verb.i:
            return time.child("compound")
    return None


def _preposition_stranded(verb: Token) -> bool:
    return any(c.dep == "prep" and any(g.lower in RELATIVE for g in c.children) for c in verb.children)


def agents(verb: Token) -> list[Token]:
    """Who acts in a passive: "by Belgrade", also where the parser hangs it on a noun before it."""
    by = verb.child("agent") or next((t for t in verb.subtree() if _is_stray_agent(t, verb)), None)
    return [word for c in (by.children_of("pobj") if by else []) for word in coordinated(c)]


def _is_stray_agent(token: Token, verb: Token) -> bool:
    if token.lower != "by" or token.dep != "prep" or token.i < verb.i or is_verb(token.head):
        return False
    chain = [token.head, *token.head.ancestors()]
    return all(t.dep in ("pobj", "prep", "dobj", "conj") for t in chain[: chain.index(verb)])


def is_clause_before(token: Token) -> bool:
    """Whether a clause stands before the verb that it hangs on: mere sequence ("A met B; C left"), no complement."""
    return token.dep == "ccomp" and token.i < token.head.i


# Nouns that only count or portion out the one behind "of": "a round of talks", "dozens of prisoners".
# fmt: off
PORTIONS = frozenset({
    "round", "series", "number", "lot", "group", "set", "pair", "dozen", "hundred", "thousand", "million", "couple",
    "bout", "wave", "spate", "string", "act", "kind", "sort", "form", "majority", "member", "part", "half",
    "rest", "week", "day", "month",
})
# fmt: on


def whole(noun: Token) -> Token:
    """The noun that counts or portions out another, from bottom to top: *weeks* in "weeks of war"."""
    while noun.dep == "pobj" and noun.head.lower == "of" and noun.head.head.lemma in PORTIONS:
        noun = noun.head.head
    return noun


def portioned(nouns: Sequence[Token]) -> list[Token]:
    """Nouns, and what they are portions of: "took *part* of the *town*"."""
    portions = (noun for noun in nouns if noun.lemma in PORTIONS)
    return [*nouns, *(word for noun in portions for name, word in prepositions(noun) if name == "of")]


def indirect_objects(verb: Token) -> list[Token]:
    """Who receives: "gave *Ukraine* weapons", "weapons to *Ukraine*" (where the parser calls it dative)."""
    found: list[Token] = []
    for child in verb.children_of("dative"):
        heads = child.children_of("pobj") if child.pos == "ADP" else [child]
        found.extend(word for head in heads for word in coordinated(head))
    return found


def prepositions(token: Token) -> Iterator[tuple[str, Token]]:
    """Pairs of preposition and the head of what follows it, for the phrases that hang on the token.

    "from" in "withdrew from around the town" and chains such as "out of" are followed down.
    """
    for child in token.children:
        if child.dep == "prep" or (child.pos in ("ADP", "SCONJ", "ADV", "PART") and child.dep in PREPOSITIONAL):
            yield from _follow(child, child.lower)


def _follow(preposition: Token, name: str, depth: int = 0) -> Iterator[tuple[str, Token]]:
    for child in preposition.children:
        if child.dep in ("pobj", "pcomp"):
            for word in coordinated(child):
                yield name, word
        elif child.dep == "prep" and depth < 3:
            yield from _follow(child, child.lower, depth + 1)


def inner_words(noun: Token) -> list[Token]:
    """The words inside a noun phrase that may name a participant: possessors, adjectives, compounds, nearest first.

    "Cambodia's denial", "Turkish airstrikes", "the US-China rivalry".
    """
    found: list[Token] = []
    queue = [c for c in noun.children if c.dep in INNER and c.dep != "conj"]
    while queue:
        word = queue.pop(0)
        found.append(word)
        queue.extend(c for c in word.children if c.dep in INNER)
    return sorted(found, key=lambda t: (t.dep != "poss", t.i))


def in_main(verb: Token, deps: Sequence[str] = ("ROOT", "ccomp")) -> bool:
    """Whether a verb is in the main line of its sentence, or in what somebody says there."""
    while verb.dep in ("conj", "parataxis") and verb.head is not verb:
        verb = verb.head
    return verb.dep in deps


# What one is on while doing something else: "on a visit to Doha".
ERRANDS = frozenset({"visit", "trip", "tour", "mission", "stopover"})
# Verbs of which "on" opens the object: "agreed on a visit".
_TAKE_ON = frozenset({"agree", "insist", "decide", "depend", "focus", "report", "comment", "speak", "embark", "settle"})


def is_errand(noun: Token) -> bool:
    """Whether a noun tells on what errand somebody does what the clause tells: "*on a visit* to Doha, thanked"."""
    on = noun.head
    return noun.dep == "pobj" and on.lower == "on" and noun.lemma in ERRANDS and on.head.lemma not in _TAKE_ON


# What only tells in what spirit the verb's deed is done.
MANNERS = frozenset({"protest"})


def is_manner(noun: Token) -> bool:
    """Whether a noun tells in what spirit something is done: "walked out *in protest*"."""
    bare = not any(c.dep in ("det", "amod", "poss", "nummod") for c in noun.children)
    return noun.dep == "pobj" and noun.head.lower == "in" and noun.lower in MANNERS and bare


def clause_head(token: Token) -> Token:
    """The verb of the clause that a token stands in; the sentence's root where there is none."""
    if is_verb(token):
        return token
    for above in token.ancestors():
        if is_verb(above):
            return above
    return token.sentence.root
