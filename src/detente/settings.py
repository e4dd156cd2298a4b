"""The settings of détente: one table, read once from files, environment and flags.

Later wins: the defaults below, ``detente.toml`` in the user's configuration folder, ``detente.toml`` in the current
folder, ``DETENTE_…`` in the environment, and what the command line gives.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

import msgspec

from detente.errors import InputError

FILE = "detente.toml"
PREFIX = "DETENTE_"

Share = Annotated[float, msgspec.Meta(ge=0.0, le=1.0)]


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the user can set. Made once by :func:`load` and handed down."""

    archive: Annotated[str, msgspec.Meta(description="The archive to use where `-a` is not given.")] = ""
    codebook: Annotated[
        tuple[str, ...],
        msgspec.Meta(description="Folders with your own codebook tables, which add to the built-in ones and win."),
    ] = ()
    min_confidence: Annotated[
        Share, msgspec.Meta(description="Leave out statements that are less sure than this, from 0 to 1.")
    ] = 0.0
    coder: Annotated[
        Literal["rules", "encoder"],
        msgspec.Meta(description="Who decides: the trained encoder on what the rules propose, or the rules alone."),
    ] = "encoder"
    model: Annotated[
        str, msgspec.Meta(description="Folder of an encoder that `detente train` has made; empty: the built-in one.")
    ] = ""
    format: Annotated[
        Literal["text", "markdown", "html", "pdf"], msgspec.Meta(description="How `detente brief` writes.")
    ] = "text"
    quiet: Annotated[bool, msgspec.Meta(description="Show no progress bar.")] = False


class Setting(NamedTuple):
    """A row of the table of settings."""

    name: str
    default: Any
    help: str


def table() -> list[Setting]:
    """Every setting with its default and what it does."""
    fields = msgspec.inspect.type_info(Settings).fields  # type: ignore[attr-defined]
    return [Setting(field.name, field.default, _description(field.type)) for field in fields]


def _description(kind: Any) -> str:
    return str((kind.extra_json_schema or {}).get("description", "")) if hasattr(kind, "extra_json_schema") else ""


def load(
    flags: Mapping[str, Any] | None = None,
    *,
    folder: Path | None = None,
    user_folder: Path | None = None,
    environ: Mapping[str, str] | None = None,
) -> Settings:
    """Gather the settings.

    Args:
        flags: what the command line gives; a value of None is not given.
        folder: where to look for ``detente.toml``; the current folder by default.
        user_folder: the user's configuration folder for détente; that of the system by default.
        environ: the environment; that of the process by default.

    Raises:
        InputError: a file is not TOML, or a setting is unknown or has a value that does not fit.
    """
    environ = os.environ if environ is None else environ
    user_folder = user_folder if user_folder is not None else _user_folder(environ)
    settings: dict[str, Any] = {}
    for path in (user_folder / FILE, (folder or Path()) / FILE):
        settings |= _checked(str(path), _from_file(path))
    settings |= _checked("the environment", _from_environment(environ))
    settings |= _checked(
        "the command line", {name: value for name, value in (flags or {}).items() if value is not None}
    )
    return msgspec.convert(settings, Settings)


def _from_file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"the settings in {path} cannot be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path} is not TOML: {error}") from error


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    """The settings in the environment; several folders are parted as in ``PATH``."""
    known = {name for name, _, _ in table()}
    given = {name.removeprefix(PREFIX).lower(): value for name, value in environ.items() if name.startswith(PREFIX)}
    values: dict[str, Any] = {name: value for name, value in given.items() if name in known and value}
    if "codebook" in values:
        values["codebook"] = values["codebook"].split(os.pathsep)
    return values


def _checked(place: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as the table types them, or an error that names where they were given."""
    known = [name for name, _, _ in table()]
    if unknown := [name for name in values if name not in known]:
        raise InputError(f"{place}: no setting {unknown[0]!r}; settings are {', '.join(known)}")
    try:
        settings = msgspec.convert(dict(values), Settings, strict=False)
    except msgspec.ValidationError as error:
        raise InputError(f"{place}: {error}") from error
    return {name: getattr(settings, name) for name in values}


def _user_folder(environ: Mapping[str, str]) -> Path:
    base = environ.get("APPDATA") if os.name == "nt" else environ.get("XDG_CONFIG_HOME")
    return Path(base or Path.home() / ".config") / "detente"
