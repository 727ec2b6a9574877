"""What `deploy/` says is so: settings that exist, commands that exist, a unit that can be parsed."""

import re
from configparser import ConfigParser
from pathlib import Path

import pytest

from bootstrap.setup import PROFILES, fingerprint, packages_lock
from settings import Settings
from settings.page import settings_page

VARIABLE = re.compile(r"\b(?:STOA_[A-Z0-9_]+|NEO4J_(?:URI|USERNAME|PASSWORD|DATABASE))\b")
FILES = ("deploy/Dockerfile", "deploy/compose.yaml", "deploy/stoa.service", "docs/operations.md")


@pytest.mark.parametrize("name", FILES)
def test_it_names_settings_that_exist(name: str, root: Path) -> None:
    known = set(re.findall(r"^\| `(\w+)`", settings_page(), re.MULTILINE)) | {"STOA_CACHE"}
    assert len(known) > len(Settings.model_fields)
    used = set(VARIABLE.findall((root / name).read_text(encoding="utf-8")))
    assert used
    assert used <= known


def test_the_image_is_set_up_by_a_profile_that_exists(root: Path) -> None:
    text = (root / "deploy/Dockerfile").read_text(encoding="utf-8")
    (profile,) = re.findall(r"python3 -m bootstrap (\w+)", text)
    assert profile in PROFILES
    assert packages_lock(profile).is_file()
    assert fingerprint("serve") == fingerprint("run") != fingerprint("dev")


def test_the_unit_runs_the_command_line_and_gives_it_time_to_stop(root: Path) -> None:
    unit = ConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(root / "deploy/stoa.service")
    assert unit["Service"]["ExecStart"].endswith(".venv/bin/stoa serve")
    assert unit["Service"]["KillMode"] == "mixed"
