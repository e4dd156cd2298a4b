"""The app: a web server on the archive, for one analyst on one machine. Nothing it shows comes from elsewhere.

A request comes in through :mod:`~detente.app.guard`; a route (:mod:`~detente.app.pages`, :mod:`~detente.app.api`) takes
its conditions from :mod:`~detente.app.asking`, borrows an archive of :mod:`~detente.app.readers`, puts a question of
:mod:`~detente.app.questions`, and gives the record that comes back to a template or to the JSON encoder.

A further page is a router of its own, included in :mod:`~detente.app.factory`, a template that extends ``base.html``,
and, if the navigation leads to it, a row in ``PLACES`` of :mod:`~detente.app.rendering`. Routes are plain functions,
which run in threads; those that change something are refused without the token that ``base.html`` holds (``csrf``).
"""
