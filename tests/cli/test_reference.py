from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from detente import settings

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")


def test_the_page_is_made_from_the_commands_as_they_are():
    spec = importlib.util.spec_from_file_location("cli_reference", ROOT / "tools" / "cli_reference.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert tool.page() == PAGE, "run python tools/cli_reference.py"


@pytest.mark.parametrize("setting", settings.table(), ids=lambda setting: setting.name)
def test_every_setting_is_in_it(setting: settings.Setting):
    assert f"| `{setting.name}` |" in PAGE
    assert setting.help in PAGE
