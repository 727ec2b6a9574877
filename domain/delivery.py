"""Delivery as it is counted: what happened in one cell of the cube."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.invalid import InvalidReason


@dataclass(frozen=True, slots=True)
class Counts:
    """What is to be added to a cell; negative where something is found invalid later."""

    decisions: int = 0
    views: int = 0
    clicks: int = 0
    conversions: int = 0
    spend_micro: int = 0
    """What was charged, in micro-units of the sponsor's currency."""
    invalid: Mapping[InvalidReason, int] = field(default_factory=dict)

    @property
    def counted(self) -> bool:
        """Whether something of it counts, so that its reader does."""
        return max(self.decisions, self.views, self.clicks, self.conversions) > 0
