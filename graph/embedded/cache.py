"""Where downloaded and built parts are kept for every checkout of this user."""

import os
from pathlib import Path

import platformdirs


def cache_directory() -> Path:
    """The directory named by STOA_CACHE, or this user's cache directory of the platform. It may not exist yet."""
    chosen = os.environ.get("STOA_CACHE")
    return Path(chosen).expanduser().resolve() if chosen else platformdirs.user_cache_path("stoa")
