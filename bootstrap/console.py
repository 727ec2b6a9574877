"""What set-up says, and how it runs other programs."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path


class SetupError(Exception):
    """A step of set-up failed; the message says what the reader can do about it."""


def say(step: str) -> None:
    """Announce a step."""
    print(f"• {step}", flush=True)


def run(
    command: Sequence[str | Path], *, advice: str, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> None:
    """Run a program that shows its own progress. Raises SetupError with the advice when it fails."""
    done = subprocess.run(command, cwd=cwd, env={**os.environ, **(env or {})})
    if done.returncode:
        raise SetupError(advice)
