"""What all parts of the settings share: where they are read from, and how lists are written in a variable."""

from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class Part(BaseSettings):
    """Settings of one subject, from variables named `STOA_` and the name in capitals."""

    model_config = SettingsConfigDict(
        env_prefix="STOA_", populate_by_name=True, extra="ignore", hide_input_in_errors=True
    )


def split(value: object) -> object:
    """The words of `a, b`."""
    return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


def pairs(value: object) -> object:
    """The pairs of `a=1, b=2`."""
    if not isinstance(value, str):
        return value
    found = (pair.rpartition("=") for pair in value.split(",") if pair.strip())
    return {name.strip(): text.strip() for name, _, text in found}


Listed = Annotated[tuple[str, ...], NoDecode, BeforeValidator(split)]
"""Words, comma separated."""
