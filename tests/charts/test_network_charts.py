"""The network: blocs by what joins, places that do not change from run to run."""

import os
import subprocess
import sys

import pytest

from detente.charts import Bond, network_chart
from detente.charts.network import blocs, layout, nodes

TWO_CAMPS = [
    Bond("AAA", "BBB", 5.0, 10),
    Bond("BBB", "CCC", 4.0, 8),
    Bond("AAA", "CCC", 6.0, 5),
    Bond("XXX", "YYY", 5.0, 9),
    Bond("YYY", "ZZZ", 3.0, 9),
    Bond("AAA", "XXX", -7.0, 40),
    Bond("CCC", "ZZZ", -5.0, 20),
    Bond("CCC", "QQQ", -2.0, 3),
]


def test_blocs_are_those_who_cooperate_and_conflict_joins_nobody() -> None:
    assert blocs(TWO_CAMPS) == [frozenset({"AAA", "BBB", "CCC"}), frozenset({"XXX", "YYY", "ZZZ"})]
    assert {n.code: n.bloc for n in nodes(TWO_CAMPS)}["QQQ"] == 0


@pytest.mark.parametrize("order", [1, -1])
def test_the_order_of_the_ties_changes_nothing(order: int) -> None:
    assert nodes(TWO_CAMPS[::order]) == nodes(TWO_CAMPS)
    assert layout(tuple(TWO_CAMPS[::order])) == layout(tuple(TWO_CAMPS))


def test_the_picture_is_the_same_under_another_hash_seed() -> None:
    code = (
        "from detente.charts import Bond, network_chart;import json;"
        "b=[Bond(x,y,(ord(x)*ord(y))%13-6,ord(x)%7+1) for x in 'ABCDEFGH' for y in 'ABCDEFGH' if x<y];"
        "print(json.dumps(network_chart(b,names={}).spec,sort_keys=True))"
    )
    made = [
        subprocess.run(
            [sys.executable, "-c", code], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    ]
    assert made[0] == made[1] != b""


def test_places_given_are_kept_so_that_nothing_jumps_between_periods() -> None:
    places = layout(tuple(TWO_CAMPS))
    later = network_chart(TWO_CAMPS[:2], names={"AAA": "Aland"}, places=places, title="2024")
    drawn = {dot["code"]: (dot["x"], dot["y"]) for dot in later.spec["datasets"]["nodes"]}
    assert drawn == {code: places[code] for code in ("AAA", "BBB", "CCC")}
    assert later.told == "2024: 3 actors, 2 relations, 1 blocs"
    assert "Aland" in {dot["name"] for dot in later.spec["datasets"]["nodes"]}


def test_nothing_is_a_picture_too() -> None:
    assert network_chart([], names={}).svg().startswith("<svg")
