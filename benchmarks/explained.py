"""Whether an explanation of a score is what it should be, in an answer of the API.

Each part has to be its weight times its preference times its value, each preference what the member's wishes come to,
and the score the sum of the parts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import fsum
from typing import Any

from domain.preference import factor

Edge = Mapping[str, Any]


@dataclass
class Checked:
    """How many feeds and items were looked at, of how many kinds, and the largest difference."""

    feeds: int = 0
    items: int = 0
    parts: int = 0
    explored: int = 0
    wished: int = 0
    tried: int = 0
    largest: float = 0.0
    areas: set[str] = field(default_factory=set)
    """Slugs of those that items were in: later feeds are of one of them now and then."""

    def look(self, edge: Edge, wishes: Mapping[str, float]) -> None:
        """Count an item that a member with those wishes is shown."""
        self.areas |= {edge["node"]["area"]["slug"]} if edge["node"]["area"] else set()
        wanted = factor(wishes.get(id, 0.0) for id in met(edge))
        self.items += 1
        self.parts += len(edge["parts"])
        self.explored += edge["exploration"]
        self.wished += wanted != 1
        self.largest = max(self.largest, difference(edge, wanted))


def met(edge: Edge) -> set[str]:
    """What a wish can be about: the author, the area and the tags of a content."""
    node = edge["node"]
    return {one["id"] for one in (node["author"], node["area"], *node["tags"]) if one}


def difference(edge: Edge, wanted: float) -> float:
    """How far an explanation is from what it should be; `wanted` is what the wishes it meets come to."""
    parts = edge["parts"]
    away = [abs(fsum(part["contribution"] for part in parts) - edge["score"])]
    for part in parts:
        preference = 1.0 if part["preference"] is None else part["preference"]
        away += [abs(preference - wanted), abs(part["contribution"] - part["weight"] * preference * part["value"])]
    return float(max(away))
