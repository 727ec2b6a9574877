"""Installs Python packages from a hashed lock, by way of a folder of wheels that all checkouts share.

pip alone would begin anew after an interruption: it keeps a download only when all are there, or in a cache that not
every registry allows. So the lock is fetched in small groups, and what a group brought stays.
"""

import re
import subprocess
import tempfile
from pathlib import Path

from bootstrap.console import run, say

ADVICE = (
    "Python packages could not be installed; the reason is above. Check the network, the proxy settings and the free "
    "disk space, then run the same command again: what was downloaded is kept."
)
GROUP = 6
"""Packages fetched by one call of pip, and so at most lost by an interruption."""

TRIES = 2


def requirements(lock: str) -> list[str]:
    """The lock's requirements, each with its marker and hashes."""
    return re.split(r"^(?=[A-Za-z0-9])", lock, flags=re.MULTILINE)[1:]


def install(python: Path, lock: Path, wheels: Path) -> None:
    """Bring an environment to exactly what the lock says, every file checked by its hash, nothing built from source.

    Raises SetupError when the packages can't be had.
    """
    pip = [str(python), "-m", "pip", "--disable-pip-version-check"]
    locked = ["--require-hashes", "--no-deps", "--only-binary=:all:"]
    offline = [*pip, "install", "--quiet", "--no-index", f"--find-links={wheels}", *locked, "-r", str(lock)]
    online = [*pip, "--timeout=60", "--retries=5", "download", f"--dest={wheels}", *locked, "-r"]
    wheels.mkdir(parents=True, exist_ok=True)
    if subprocess.run(offline, capture_output=True).returncode == 0:
        return
    wanted = requirements(lock.read_text(encoding="utf-8"))
    for start in range(0, len(wanted), GROUP):
        with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as group:
            group.write("".join(wanted[start : start + GROUP]))
            group.flush()
            fetch([*online, group.name])
        say(f"  {min(start + GROUP, len(wanted))} of {len(wanted)} packages")
    run(offline, advice=ADVICE)


def fetch(command: list[str]) -> None:
    """Run pip to download, again when the network failed it."""
    for _ in range(TRIES - 1):
        if subprocess.run(command).returncode == 0:
            return
        say("Once more: finished downloads are kept")
    run(command, advice=ADVICE)
