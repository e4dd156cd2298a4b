"""What is done once when the app starts, so that no page has to wait for it."""

from __future__ import annotations

import gc

from detente.app import views
from detente.app.asking import NetworkAsked
from detente.app.readers import Readers
from detente.app.rendering import environment
from detente.errors import DetenteError

# Episodes that are looked at: enough to bring in what pages need, few enough to take no time.
FEW = 20


def warm(readers: Readers) -> None:
    """Bring in templates, tables, patterns and modules, by what the first pages would ask.

    What then stands in memory stays for as long as the process runs: it is kept out of the search for unused memory,
    which would else go through all of it every few pages, and take longer than many a page does.
    """
    try:
        _ask(readers)
    except DetenteError:
        # The same is told to whoever asks for a page.
        return
    gc.collect()
    gc.freeze()


def _ask(readers: Readers) -> None:
    with readers.one() as archive:
        templates = environment(archive.wording)
        for name in templates.list_templates(extensions=["html"]):
            templates.get_template(name)
        views.network_picture(views.network(archive, NetworkAsked()))
        for a, b, _ in archive.info().dyads[:1]:
            relation = archive.relation(a, b, latest=FEW)
            relation.ledger()
            relation.brief().render("html")
            relation.chart()
