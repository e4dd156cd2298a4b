"""Pictures as Vega-Lite specifications: the same in a notebook, in the app and on paper.

A specification is a data file in ``specs/``; the modules here put a relation, a map or a network into its data. Nothing
is fetched: the scripts come out of the wheel of vl-convert, the shapes of states out of ``countries.json``.
"""

from detente.charts.chart import Chart
from detente.charts.network import Bond, network_chart
from detente.charts.relation import Span, Turn, relation_chart
from detente.charts.world import Tie, world_chart

__all__ = ["Bond", "Chart", "Span", "Tie", "Turn", "network_chart", "relation_chart", "world_chart"]
