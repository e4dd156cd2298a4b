"""The best way to pair the members of two lists, each with at most one of the other."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf


def best_pairs(worth: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Pair rows with columns so that the sum of what the pairs are worth is largest.

    The Hungarian method (Kuhn, "The Hungarian method for the assignment problem", 1955) in the form that adds one row
    at a time along the cheapest path of changes. Exact, and the same on every run.

    Args:
        worth: for each row, what a pair with each column is worth; 0 or less for a pair that must not be.

    Returns:
        The pairs (row, column) of positive worth, in the order of rows.
    """
    if not worth or not worth[0]:
        return []
    if len(worth) > len(worth[0]):
        turned = [list(column) for column in zip(*worth, strict=True)]
        return sorted((row, column) for column, row in best_pairs(turned))
    cost = [[-max(value, 0) for value in row] for row in worth]
    row_price = [0] * len(cost)
    column_price = [0] * (len(cost[0]) + 1)
    # The row that holds each column; the last column is a stand-in for the row that looks for one.
    holder = [-1] * (len(cost[0]) + 1)
    for row in range(len(cost)):
        _add(row, cost, row_price, column_price, holder)
    pairs = [(row, column) for column, row in enumerate(holder[:-1]) if row >= 0 and worth[row][column] > 0]
    return sorted(pairs)


def _add(row: int, cost: list[list[int]], row_price: list[int], column_price: list[int], holder: list[int]) -> None:
    """Give a row its column, moving rows that hold one where that is cheaper."""
    last = len(holder) - 1
    holder[last] = row
    slack: list[float] = [inf] * last
    before = [last] * last
    done: list[int] = []
    at = last
    while holder[at] >= 0:
        done.append(at)
        here = holder[at]
        open_columns = [column for column in range(last) if column not in done]
        for column in open_columns:
            left = cost[here][column] - row_price[here] - column_price[column]
            if left < slack[column]:
                slack[column], before[column] = left, at
        nearest = min(open_columns, key=slack.__getitem__)
        step = int(slack[nearest])
        for column in done:
            row_price[holder[column]] += step
            column_price[column] -= step
        for column in open_columns:
            slack[column] -= step
        at = nearest
    while at != last:
        holder[at], at = holder[before[at]], before[at]
