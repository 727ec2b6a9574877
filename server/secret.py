"""The secret that signs tokens and cursors: from the settings, or made once and kept beside the data."""

import os
import secrets
from pathlib import Path


def signing_secret(configured: str | None, home: Path) -> str:
    """The configured secret, or that of STOA_HOME, which only its owner can read.

    The file is linked into place whole, so that of two processes starting at once both read the same.
    """
    if configured is not None:
        return configured
    file = home / "secrets" / "signing.key"
    if not file.exists():
        _make(file)
    return file.read_text(encoding="ascii")


def _make(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as stream:
        stream.write(secrets.token_urlsafe(48))
    try:
        os.link(fresh, file)
    except FileExistsError:
        pass  # another process was first, and its secret holds
    finally:
        fresh.unlink()
