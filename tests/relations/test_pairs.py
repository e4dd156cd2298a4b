from __future__ import annotations

import pytest
from making import DEU, ERDOGAN, GRC, NATO, TUR, article, statement

from detente.relations.pairs import belongs, direction, touches

TEXT = article("Both capitals spoke of the matter.")


@pytest.mark.parametrize(
    ("actor", "side", "expected"),
    [
        (GRC, "GRC", True),
        (GRC, "GRC:GOV", True),
        (GRC, "GRC:MIL", False),
        (NATO, "NATO", True),
        (NATO, "nato", True),
        (NATO, "IGO", True),
        (GRC, "TUR", False),
    ],
)
def test_belongs(actor, side, expected):
    assert belongs(actor, side) is expected


@pytest.mark.parametrize(
    ("source", "target", "symmetric", "expected"),
    [
        ((GRC,), (TUR,), False, "a→b"),
        ((ERDOGAN,), (GRC,), False, "b→a"),
        ((GRC,), (TUR,), True, "both"),
        ((GRC, TUR), (), True, "both"),
        ((GRC, TUR), (), False, "both"),
        ((GRC, TUR), (DEU,), False, None),  # two that act together on a third party
        ((GRC, TUR), (GRC, TUR), False, "both"),
        ((GRC, DEU), (TUR,), False, "a→b"),
        ((DEU,), (GRC, TUR), False, None),
        ((GRC,), (), False, None),
        ((GRC,), (DEU,), True, None),
    ],
)
def test_direction(source, target, symmetric, expected):
    told = statement(TEXT, TEXT.text, "meet", source, target, symmetric=symmetric)
    assert direction(told, "GRC", "TUR") == expected


def test_touches_either_side_of_a_statement():
    told = statement(TEXT, TEXT.text, "praise", (DEU,), (GRC,))
    assert touches(told, "GRC")
    assert touches(told, "DEU")
    assert not touches(told, "TUR")
