"""Settings: read once from the environment, passed on from `app.py` and `cli.py`, and listed in docs/settings.md."""

import tomllib

from settings.community import Community
from settings.database import Database
from settings.money import Money
from settings.outgoing import Outgoing
from settings.part import ROOT
from settings.people import People
from settings.serving import Serving

PARTS = (Serving, Database, People, Community, Outgoing, Money)
"""In the order of docs/settings.md. Each is a file; a part that needs another's settings is made on top of it."""

VERSION: str = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


class Settings(Serving, Database, People, Community, Money):
    """All settings of a process."""
