"""What articles say of people → one row for each office of each person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from detente.export.columns import Row

Name = tuple[str, str]


def person_rows(
    held: Iterable[Row],
    known_as: Mapping[Name, Name],
    articles: Mapping[Name, int],
    words: Callable[[str, int], tuple[str, str, str]],
    most: int | None = None,
) -> list[Row]:
    """One row for each office of each person, oldest first; people by country and name.

    Args:
        held: the offices that articles give a name, in any order: ``name``, ``country``, ``office``, ``sector``,
            ``methods``, ``articles``, ``first``, ``last``, and where it stands first, ``article`` and ``position``.
        known_as: for each name with its country, that under which the person is listed.
        articles: how many articles have each name with its country.
        words: gives the words at a place, by article and position: the quote, the office as it has it, the outlet.
        most: so many people at most, those of whom most articles tell, by name where as many do.
    """
    people: dict[Name, dict[tuple[str, str], list[Row]]] = defaultdict(lambda: defaultdict(list))
    names: dict[Name, set[Name]] = defaultdict(set)
    for one in sorted(held, key=_place):
        name = (one["name"], one["country"])
        people[known_as[name]][one["office"], one["sector"]].append(one)
        names[known_as[name]].add(name)
    whole = {head: sum(articles[name] for name in several) for head, several in names.items()}
    chosen = sorted(people, key=lambda head: (-whole[head], head))[:most]
    ordered = sorted(chosen, key=lambda head: (head[1], head[0]))
    return [_row(head, same, whole[head], words) for head in ordered for same in people[head].values()]


def _place(one: Row) -> tuple[bool, str, str, int]:
    """The order of evidence: by day, those without one last."""
    return one["first"] is None, one["first"] or "", one["article"], one["position"]


def _row(head: Name, same: Sequence[Row], whole: int, words: Callable[[str, int], tuple[str, str, str]]) -> Row:
    first = same[0]
    quote, office, outlet = words(first["article"], first["position"])
    return {
        "person": head[0],
        "country": head[1],
        "office": office or None,
        "sector": first["sector"],
        "names": sorted({one["name"] for one in same}),
        "methods": sorted({method for one in same for method in one["methods"]}),
        "articles": sum(one["articles"] for one in same),
        "first": min((one["first"] for one in same if one["first"]), default=None),
        "last": max((one["last"] for one in same if one["last"]), default=None),
        "person_articles": whole,
        "article": first["article"],
        "outlet": outlet,
        "quote": quote,
    }
