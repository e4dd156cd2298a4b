"""Parties by name alone, found in what other articles of the archive tell of people, before statements are linked."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import msgspec

from detente.linking import bare_names
from detente.linking.bare_names import Known
from detente.store import corrections, names, read, write
from detente.store.connect import Database


def name_people(db: Database) -> None:
    """Give the statements with open names their parties, or take these back, where what is told of people has changed.

    What came of it is the same in whichever order articles are written. An article that people have corrected stays as
    they left it.
    """
    changed = names.take_noted(db)
    words = {word for name in changed for word in (bare_names.key(name), *bare_names.keys(name))}
    asked = names.articles(db, words)
    if not asked:
        return
    known = _known(db, set().union(*asked.values()))
    for article_id in asked:
        if corrections.uncorrected(db, article_id) is None:
            _name(db, article_id, known)


def _name(db: Database, article_id: str, known: Mapping[str, list[Known]]) -> None:
    coded = read.coded(db, article_id)
    alone = names.unnamed(db, article_id) or coded.statements
    now = bare_names.named(alone, coded.article.text, coded.article.published, known)
    if now != coded.statements:
        names.keep_unnamed(db, article_id, alone)
        write.replace_statements(db, msgspec.structs.replace(coded, statements=now))


def _known(db: Database, words: Collection[str]) -> dict[str, list[Known]]:
    """What articles tell of the people whose names have one of the words first or last."""
    found: dict[str, list[Known]] = {}
    states: dict[str, frozenset[str]] = {}
    for bearer in names.bearers(db):
        for word in bare_names.keys(bearer.name):
            if word in words:
                if bearer.article not in states:
                    states[bearer.article] = _states(db, bearer.article)
                found.setdefault(word, []).append(Known(*bearer, states[bearer.article]))
    return found


def _states(db: Database, article_id: str) -> frozenset[str]:
    alone = names.unnamed(db, article_id)
    return bare_names.states(read.coded(db, article_id).statements if alone is None else alone)
