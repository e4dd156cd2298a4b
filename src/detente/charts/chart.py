"""A picture: its Vega-Lite specification, and what it becomes in notebooks, files and pages."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from detente.charts.theme import Theme, config
from detente.errors import InputError
from detente.whole_file import whole_file

MIME = "application/vnd.vegalite.v6+json"

# The version of Vega-Lite that the specifications are written for, as vl-convert names it.
VERSION = "6.4"

Row = Mapping[str, Any]


class Chart(msgspec.Struct, frozen=True):
    """A picture as Vega-Lite; a notebook shows it, ``save`` writes it as SVG, PNG, PDF, HTML or the specification.

    Args:
        spec: the specification, with its data, without colours of a theme.
        told: what the picture shows, in a sentence, for those who cannot see it.
    """

    spec: dict[str, Any]
    told: str

    def themed(self, theme: Theme = "light") -> dict[str, Any]:
        """The specification with the colours and letters of a theme."""
        return {**self.spec, "description": self.told, "config": config(theme)}

    def svg(self, theme: Theme = "light") -> str:
        """The picture as SVG."""
        import vl_convert

        return vl_convert.vegalite_to_svg(json.dumps(self.themed(theme)), vl_version=VERSION, allowed_base_urls=[])

    def save(self, path: str | Path, *, theme: Theme = "light") -> Path:
        """Write the picture; the ending of the name says as what: .svg, .png, .pdf, .html or .json.

        Raises:
            InputError: another ending, or the file cannot be written.
        """
        target = Path(path)
        made = self._made(target.suffix.lower().removeprefix("."), theme)
        if made is None:
            raise InputError(f"{target}: a chart is written as .svg, .png, .pdf, .html or .json")
        with whole_file(target) as unfinished:
            unfinished.write_bytes(made if isinstance(made, bytes) else made.encode())
        return target

    def _made(self, kind: str, theme: Theme) -> bytes | str | None:
        import vl_convert

        spec = json.dumps(self.themed(theme))
        match kind:
            case "json":
                return spec
            case "svg":
                return self.svg(theme)
            case "png":
                return vl_convert.vegalite_to_png(spec, vl_version=VERSION, scale=2, allowed_base_urls=[])
            case "pdf":
                return vl_convert.vegalite_to_pdf(spec, vl_version=VERSION, allowed_base_urls=[])
            case "html":
                return vl_convert.vegalite_to_html(spec, vl_version=VERSION, bundle=True)
        return None

    def __repr__(self) -> str:
        return f"Chart({self.told!r})"

    def _repr_mimebundle_(
        self, include: Sequence[str] | None = None, exclude: Sequence[str] | None = None
    ) -> dict[str, Any]:
        return {MIME: self.themed(), "text/plain": self.told}


def specification(name: str, **data: Sequence[Row]) -> dict[str, Any]:
    """A specification of ours with its data sets filled."""
    spec: dict[str, Any] = json.loads(_text(name))
    return {**spec, "datasets": {key: [dict(row) for row in rows] for key, rows in data.items()}}


@cache
def _text(name: str) -> str:
    return files("detente.charts").joinpath("specs", f"{name}.json").read_text("utf-8")
