"""Which mentions of events, in the articles of one topic, speak of the same event.

Two mentions come into question where their heads are the same word or of one family of words. They are of one event
the more alike their articles and their sentences are, names and numbers counting most: the articles of a topic may tell
of two events of a kind (two fires, two elections), which no verb can keep apart. Articles are alike that share words,
or that are like the same articles. Groups are formed by average linkage, so that a mention joins for what it shares
with all of a group.

The lemma and document baseline is that of Cybulska and Vossen, "Using a sledgehammer to crack a nut?" (LREC 2014), and
Upadhyay et al., "Revisiting the Evaluation for Cross Document Event Coreference" (COLING 2016).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from detente.linking.families import Families
from detente.linking.vectors import Matrix, Word, average_link, companions, likeness


@dataclass(frozen=True, slots=True)
class EventMention:
    """Words that mention an event.

    ``head`` is the lemma of the word that heads them, ``sentence`` the content words around it, ``subject`` the lemmas
    of nouns and names in its subject.
    """

    key: str
    document: str
    head: str
    sentence: tuple[Word, ...] = ()
    subject: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Weights:
    """What likeness counts for.

    Two articles count as wholly alike from a cosine of ``alike`` on, and if they are like the same articles with a
    cosine of ``company``; the mean of both counts.
    """

    same_word: float = 1.0
    same_family: float = 0.85
    articles: float = 1.0
    alike: float = 0.2
    company: float = 0.5
    sentences: float = 0.8
    threshold: float = 1.5


def cluster(
    mentions: Sequence[EventMention],
    documents: Mapping[str, Sequence[Word]],
    *,
    families: Families | None = None,
    weights: Weights | None = None,
) -> list[list[str]]:
    """Group the mentions of a topic by the event that they speak of.

    Args:
        mentions: the mentions, in any order.
        documents: the content words of each article that a mention names.
        families: words that may speak of one event; those of the codebook if left out.
        weights: what likeness counts for.

    Returns:
        The keys of each group, every mention in exactly one; the same for any order of the mentions.
    """
    ordered = sorted(mentions, key=lambda m: m.key)
    if not ordered:
        return []
    scores = _scores(ordered, documents, families or Families.load(), w := weights or Weights())
    return [[ordered[i].key for i in group] for group in average_link(scores, w.threshold)]


def _scores(
    mentions: Sequence[EventMention], documents: Mapping[str, Sequence[Word]], families: Families, w: Weights
) -> Matrix:
    names = sorted(documents)
    texts = [documents[name] for name in names]
    number = {name: i for i, name in enumerate(names)}
    own = np.array([number[m.document] for m in mentions])
    articles = _articles(likeness(texts, texts), w)[np.ix_(own, own)]
    sentences = likeness([m.sentence for m in mentions], texts)
    heads = _heads(mentions, families, w)
    scores: Matrix = np.where(heads > 0, heads + w.articles * articles + w.sentences * sentences, 0.0)
    return scores


def _articles(alike: Matrix, w: Weights) -> Matrix:
    """How far two articles speak of one event, from 0 to 1. Short ones share few words, but the same company."""
    directly = np.minimum(alike, w.alike) / w.alike
    together: Matrix = np.minimum(companions(alike, w.company), w.company) / w.company
    return (directly + together) / 2


def _heads(mentions: Sequence[EventMention], families: Families, w: Weights) -> Matrix:
    """What two heads say for one event; 0 where they speak against it."""
    bases = [families.base(m.head) for m in mentions]
    heads = np.zeros((len(mentions), len(mentions)))
    for i, first in enumerate(bases):
        for j, second in enumerate(bases[:i]):
            if first == second or families.related(first, second):
                heads[i, j] = heads[j, i] = w.same_word if first == second else w.same_family
                # People say many things in a day: words of speech are of one event only from one mouth.
                if {first, second} <= families.speech and mentions[i].subject.isdisjoint(mentions[j].subject):
                    heads[i, j] = heads[j, i] = 0.0
    return heads
