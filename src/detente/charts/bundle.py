"""The scripts that draw pictures in a browser: Vega, Vega-Lite and vega-embed in one file, from vl-convert's wheel.

Making the file takes some seconds, so it is kept in the user's cache, under the versions that it is made of.
"""

from __future__ import annotations

import os
import tempfile
from importlib.metadata import version
from pathlib import Path

from platformdirs import user_cache_path


def bundle(folder: Path | None = None) -> Path:
    """The file with the scripts; made the first time.

    Args:
        folder: where it is kept; by default the user's cache, or the temporary folder where that cannot be written.
    """
    for place in [folder] if folder else [user_cache_path("detente"), Path(tempfile.gettempdir()) / "detente"]:
        path = place / f"vega-{version('vl-convert-python')}.js"
        try:
            if not path.is_file():
                place.mkdir(parents=True, exist_ok=True)
                _write(path)
        except PermissionError:
            continue
        return path
    raise PermissionError("neither the user's cache nor the temporary folder can be written")


def _write(path: Path) -> None:
    """Write beside and rename, so that a second process never reads half a file."""
    import vl_convert

    script = vl_convert.javascript_bundle()  # type: ignore[call-arg]  # the stub knows no default
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    beside.write_text(script, "utf-8")
    beside.replace(path)
