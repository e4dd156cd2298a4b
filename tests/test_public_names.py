import subprocess
import sys
from importlib.metadata import version

import pytest

import detente


@pytest.mark.parametrize("name", detente.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    value = getattr(detente, name)
    assert isinstance(value, str) or (value.__doc__ or "").strip()


def test_the_list_of_names_is_complete() -> None:
    public = {name for name, value in vars(detente).items() if getattr(value, "__module__", "").startswith("detente.")}
    assert public <= set(detente.__all__)
    assert detente.__all__ == sorted(detente.__all__)
    assert dir(detente) == sorted(detente.__all__)


def test_the_version_is_that_of_the_installed_package() -> None:
    assert detente.__version__ == version("detente")


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'detante'"):
        detente.detante  # noqa: B018


def test_importing_loads_nothing_heavy() -> None:
    heavy = ("spacy", "polars", "trafilatura", "sqlite3", "jinja2", "numpy")
    script = f"import sys, detente; print([name for name in {heavy} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
