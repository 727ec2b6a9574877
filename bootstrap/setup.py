"""The steps of set-up in order, skipped as a whole when nothing they depend on has changed since they were done."""

import argparse
import fcntl
import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bootstrap.cache import cache_directory
from bootstrap.console import SetupError, say
from bootstrap.environment import Environment
from bootstrap.frontend import build_frontend, frontend_fingerprint, is_built
from bootstrap.node import Node, is_installed

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "locks"
NODE_PACKAGES = (ROOT / "tests" / "partner", ROOT / "tests" / "openid")
"""Folders of tests that run other people's JavaScript."""
PROFILES = ("serve", "run", "dev")
"""What is set up for: `serve` suffices beside a Neo4j of yours, `run` brings one, `dev` has the tools and tests."""

NEEDED_BYTES = 1_500_000_000


def packages_lock(profile: str) -> Path:
    """The lock of the Python packages that a profile needs."""
    return LOCKS / ("dev.txt" if profile == "dev" else "run.txt")


def fingerprint(profile: str) -> str:
    """Changes whenever set-up for this profile would do something else than before."""
    digest = hashlib.sha256(frontend_fingerprint(ROOT / "web").encode())
    for part in (LOCKS / "pip.txt", packages_lock(profile), LOCKS / "neo4j.lock", ROOT / "pyproject.toml"):
        digest.update(part.read_bytes())
    return digest.hexdigest()


class Stamp:
    """What set-up has finished, remembered in the environment that it made."""

    def __init__(self, environment: Environment) -> None:
        self._file = environment.directory / "stoa-setup.json"

    def covers(self, profile: str) -> bool:
        """Whether this profile, or one that contains it, is set up and what it installed elsewhere is still there."""
        try:
            known = json.loads(self._file.read_text(encoding="utf-8"))
            done = any(known["done"].get(wider) == fingerprint(wider) for wider in PROFILES[PROFILES.index(profile) :])
            database = profile == "serve" or (Path(known["cache"]) / "maven").is_dir()
            packages = profile != "dev" or all(is_installed(folder) for folder in NODE_PACKAGES)
            return done and database and packages and is_built(ROOT / "web")
        except (FileNotFoundError, ValueError, KeyError):
            return False

    def write(self, profile: str, cache: Path) -> None:
        """Remember that a profile is done. Installing one undoes no other, for they share their versions."""
        self._file.write_text(json.dumps({"done": {profile: fingerprint(profile)}, "cache": str(cache)}))


@contextmanager
def only_one() -> Iterator[None]:
    """Let one set-up at a time work in this checkout; a second one waits for the first."""
    file = ROOT / "build" / "setup.lock"
    file.parent.mkdir(exist_ok=True)
    with file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def check_disk() -> None:
    """Refuse early what would fail late."""
    free = shutil.disk_usage(ROOT).free
    if free < NEEDED_BYTES:
        raise SetupError(f"Only {free // 10**6} MB are free in {ROOT}, and set-up needs {NEEDED_BYTES // 10**6} MB.")


def set_up(profile: str, environment: Environment) -> Path:
    """Do all steps; each keeps what it finished when it is interrupted. Returns the cache directory."""
    check_disk()
    cache = cache_directory()
    environment.fill([LOCKS / "pip.txt", packages_lock(profile)], cache / "wheels")
    environment.link(ROOT)
    if profile != "serve":
        say("Neo4j and Graph Data Science")
        environment.run_module(ROOT, "graph.embedded.install")
    build_frontend(ROOT / "web", cache / "web", environment.node_module())
    if profile == "dev":
        for folder in NODE_PACKAGES:
            Node.find(environment.node_module()).install(folder)
    return cache


def main(arguments: list[str]) -> int:
    """Set up for a profile; 0 when all is there, else a sentence says what to do."""
    parser = argparse.ArgumentParser(prog="bootstrap", description="Set Stoa up in this checkout.")
    parser.add_argument("profile", choices=PROFILES)
    parser.add_argument("--again", action="store_true", help="check every step even if nothing changed")
    chosen = parser.parse_args(arguments)
    environment = Environment(ROOT / ".venv")
    stamp = Stamp(environment)
    if stamp.covers(chosen.profile) and not chosen.again:
        return 0
    try:
        with only_one():
            if chosen.again or not stamp.covers(chosen.profile):  # another set-up may have done it meanwhile
                stamp.write(chosen.profile, set_up(chosen.profile, environment))
    except KeyboardInterrupt:
        print("\nInterrupted. Run the same command again: it goes on from here.", file=sys.stderr)
        return 130
    except SetupError as error:
        print(f"\nSet-up stopped: {error}", file=sys.stderr)
        return 1
    except (OSError, subprocess.SubprocessError) as error:
        print(f"\nSet-up stopped: {error}\nMend this and run the same command again.", file=sys.stderr)
        return 1
    return 0
