"""What is said about each label and each relationship type."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Label:
    """A kind of node: what it stands for, what makes it unique, and its properties."""

    meaning: str
    key: tuple[str, ...]
    properties: Mapping[str, str]


@dataclass(frozen=True)
class Relationship:
    """A kind of relationship: from where to where, what it says, and its properties."""

    start: tuple[str, ...]
    end: tuple[str, ...]
    meaning: str
    properties: Mapping[str, str] = field(default_factory=dict)
