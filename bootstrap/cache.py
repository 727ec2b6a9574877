"""Where downloads and built assets are kept for every checkout of this user."""

import os
import sys
from pathlib import Path


def cache_directory() -> Path:
    """The directory that graph.embedded.cache chooses too, found without the library that it asks (a test compares)."""
    chosen = os.environ.get("STOA_CACHE")
    if chosen:
        return Path(chosen).expanduser().resolve()
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "stoa"
    return Path(os.environ.get("XDG_CACHE_HOME", "").strip() or "~/.cache").expanduser() / "stoa"
