"""Set-up: what it decides, what it writes, and what its locks promise."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bootstrap import setup
from bootstrap.cache import cache_directory as set_up_cache
from bootstrap.console import SetupError
from bootstrap.environment import Environment
from bootstrap.frontend import build_frontend, frontend_fingerprint, is_built, put
from bootstrap.node import node_on_path
from bootstrap.packages import requirements
from graph.embedded.cache import cache_directory as server_cache

PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*])?==([^ ;\\]+)", re.MULTILINE)


def pins(lock: Path) -> dict[str, str]:
    return {canonicalize_name(name): version for name, version in PINNED.findall(lock.read_text())}


@pytest.mark.parametrize("name", ["run", "dev", "pip"])
def test_every_locked_package_has_hashes_and_no_address(name: str, root: Path) -> None:
    text = (root / "locks" / f"{name}.txt").read_text()
    blocks = requirements(text)
    assert blocks
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert "://" not in text
    assert "--index-url" not in text


def test_locks_hold_what_the_project_asks_for(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    for lock, wanted in (
        ("run", project["dependencies"]),
        ("dev", project["dependencies"] + project["optional-dependencies"]["dev"]),
    ):
        locked = pins(root / "locks" / f"{lock}.txt")
        asked = [Requirement(line) for line in wanted]
        assert [str(r) for r in asked if locked.get(canonicalize_name(r.name), "") not in r.specifier] == [], lock


def test_dev_lock_contains_the_run_lock(root: Path) -> None:
    run, dev = pins(root / "locks" / "run.txt"), pins(root / "locks" / "dev.txt")
    assert run.items() <= dev.items()


def test_make_alone_lists_every_target_with_its_purpose(root: Path) -> None:
    shown = subprocess.run(
        ["make", "--no-print-directory"], cwd=root, capture_output=True, text=True, check=True
    ).stdout
    listed = {line.split()[1]: line.split(maxsplit=2)[2] for line in shown.splitlines()}
    assert {"setup", "run", "test", "check", "lint", "types", "fix", "schema", "bench", "ci"} <= listed.keys()
    assert all(listed.values())


def test_an_unknown_profile_is_refused(root: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "bootstrap", "fast"], cwd=root, capture_output=True, text=True)
    assert done.returncode == 2
    assert "invalid choice" in done.stderr


def test_a_full_disk_is_said_before_anything_is_fetched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(setup, "NEEDED_BYTES", 2**62)
    with pytest.raises(SetupError, match="MB are free"):
        setup.set_up("run", Environment(tmp_path / "venv"))
    assert not (tmp_path / "venv").exists()


def test_the_stamp_holds_for_narrower_profiles_until_something_changes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(setup, "is_built", lambda web: True)
    stamp = setup.Stamp(Environment(tmp_path))
    cache = tmp_path / "cache"
    (cache / "maven").mkdir(parents=True)
    assert not stamp.covers("run")
    stamp.write("run", cache)
    assert (stamp.covers("run"), stamp.covers("dev")) == (True, False)
    stamp.write("dev", cache)
    assert (stamp.covers("run"), stamp.covers("dev")) == (True, True)
    (cache / "maven").rmdir()
    assert not stamp.covers("dev")
    (cache / "maven").mkdir()
    monkeypatch.setattr(setup, "fingerprint", lambda profile: "changed")
    assert not stamp.covers("run")


def test_an_environment_that_was_cut_short_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Environment(tmp_path / "venv")
    lock, wheels = tmp_path / "lock.txt", tmp_path / "wheels"
    lock.write_text("")
    made.fill([lock], wheels)
    kept, lost = made.directory / "kept", made.directory / "half an install"
    kept.touch()
    made.fill([lock], wheels)
    assert kept.exists()

    def cut_short(python: Path, lock: Path, wheels: Path) -> None:
        lost.touch()
        raise KeyboardInterrupt

    with monkeypatch.context() as interrupted, pytest.raises(KeyboardInterrupt):
        interrupted.setattr("bootstrap.environment.install", cut_short)
        made.fill([lock], wheels)
    made.fill([lock], wheels)
    assert made.works()
    assert not lost.exists()


@pytest.mark.parametrize("chosen", [{}, {"XDG_CACHE_HOME": "/somewhere"}, {"STOA_CACHE": "/else where"}])
def test_set_up_and_server_agree_on_the_cache(chosen: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CACHE_HOME", "STOA_CACHE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in chosen.items():
        monkeypatch.setenv(name, value)
    assert set_up_cache() == server_cache()


def test_linking_gives_a_working_command_with_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "a check out"
    root.mkdir()
    (root / "pyproject.toml").write_text('[project]\nscripts.greet = "greeting:main"\n')
    (root / "greeting.py").write_text("import sys\ndef main():\n    print(sys.argv)\n    return 3\n")
    environment = Environment(root / ".venv")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(environment.directory)], check=True)
    environment.link(root)
    script = environment.directory / "bin" / "greet"
    done = subprocess.run([script, "a b", "--c"], cwd=tmp_path, capture_output=True, text=True)
    assert (done.stdout.strip(), done.returncode) == ("['greet', 'a b', '--c']", 3)


def test_built_assets_are_shared_by_equal_sources(tmp_path: Path) -> None:
    first, second, cache = tmp_path / "first", tmp_path / "second", tmp_path / "cache"
    for web in (first, second):
        web.mkdir()
        (web / "package.json").write_text("{}")
        (web / "main.js").write_text("1")
    assert not is_built(first)
    (first / "dist").mkdir()
    (first / "dist" / "main.js").write_text("built")
    (first / "dist" / ".sources").write_text(frontend_fingerprint(first))
    assert is_built(first)
    put(first / "dist", cache / frontend_fingerprint(first))

    build_frontend(second, cache, node_module=tmp_path / "no node")
    assert (second / "dist" / "main.js").read_text() == "built"
    (second / "main.js").write_text("2")
    assert not is_built(second)
    assert is_built(tmp_path / "nothing here")


@pytest.mark.parametrize(
    ("version", "good"), [("v18.20.1", False), ("v20.10.9", False), ("v20.11.0", True), ("v24.1.0", True), ("", False)]
)
def test_an_old_node_is_passed_over(version: str, good: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    node = tmp_path / "node"
    node.write_text(f"#!/bin/sh\necho {version}\n")
    node.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    assert node_on_path() == (node if good else None)
