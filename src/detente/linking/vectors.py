"""Bags of words as vectors, how alike they are, and groups of what is alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]

# Names and numbers tell one happening from another of its kind; verbs and common nouns tell the kind.
NAME_WEIGHT = 2.5


class Word(NamedTuple):
    """A content word: its lemma, and whether it is a name or a number."""

    lemma: str
    name: bool = False


def likeness(bags: Sequence[Sequence[Word]], background: Sequence[Sequence[Word]]) -> Matrix:
    """The cosine between every two bags, words weighted by TF-IDF over ``background``, names and numbers higher."""
    vocabulary = {word: i for i, word in enumerate(sorted({word for bag in bags for word in bag}))}
    documents = Counter(word for bag in background for word in set(bag))
    rarity = np.array([np.log((1 + len(background)) / (1 + documents[word])) + 1 for word in vocabulary])
    rarity *= [NAME_WEIGHT if word.name else 1.0 for word in vocabulary]
    vectors = np.zeros((len(bags), len(vocabulary)))
    for row, bag in enumerate(bags):
        for word, count in Counter(bag).items():
            vectors[row, vocabulary[word]] = 1 + np.log(count)
    vectors *= rarity
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors /= np.where(lengths == 0, 1, lengths)
    product: Matrix = vectors @ vectors.T
    return product


def companions(alike: Matrix, most: float) -> Matrix:
    """The cosine between every two rows of likenesses: texts that are like the same texts are like each other.

    Likenesses count up to ``most``, and by how far they are off the median; what is below 0 counts as 0.
    """
    profiles: Matrix = np.minimum(alike, most)
    np.fill_diagonal(profiles, most)
    profiles = profiles - np.median(profiles)
    lengths = np.linalg.norm(profiles, axis=1, keepdims=True)
    profiles /= np.where(lengths == 0, 1, lengths)
    product: Matrix = np.clip(profiles @ profiles.T, 0, None)
    return product


def average_link(scores: Matrix, threshold: float) -> list[list[int]]:
    """Group what is alike: join the two groups that score highest on average, while that reaches ``threshold``.

    ``scores`` is symmetric. Returns the groups as sorted lists of row numbers, ordered by their first member.
    """
    groups = {i: [i] for i in range(len(scores))}
    means = scores.astype(np.float64)
    np.fill_diagonal(means, -np.inf)
    while len(groups) > 1:
        first, second = sorted(divmod(int(np.argmax(means)), len(means)))
        if means[first, second] < threshold:
            break
        sizes = len(groups[first]), len(groups[second])
        joined = (sizes[0] * means[first] + sizes[1] * means[second]) / sum(sizes)
        means[first], means[:, first] = joined, joined
        means[second], means[:, second], means[first, first] = -np.inf, -np.inf, -np.inf
        groups[first] += groups.pop(second)
    return [sorted(group) for group in groups.values()]
