"""How the package's templates are read: the same settings for every page and text that is written from one."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined


@cache
def environment(package: str, escape: bool = True) -> Environment:
    """The templates in the folder ``templates`` of a package. A name that a template does not get is an error.

    Args:
        escape: for HTML: words are never taken for markup.
    """
    return Environment(
        loader=PackageLoader(package),
        autoescape=escape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
