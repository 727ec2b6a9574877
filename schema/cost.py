"""What a field costs, declared beside it: `strawberry.field(metadata=cost(weight=5))`."""

from dataclasses import dataclass

COST_KEY = "stoa.cost"


@dataclass(frozen=True, slots=True)
class FieldCost:
    """`weight` points for each object the field gives; the list's length comes from an argument or is assumed."""

    weight: int | None = None
    page_size_argument: str | None = None
    assumed_size: int | None = None


def cost(
    weight: int | None = None, page_size_argument: str | None = None, assumed_size: int | None = None
) -> dict[str, FieldCost]:
    """Metadata of a field whose cost differs from the rule.

    The rule: an object costs 1, a scalar 0, and what stands below a field with an argument `first` (a page size) or
    `ids` (a list) is multiplied by it. Name another argument with `page_size_argument`; give the usual length of a
    list that has none as `assumed_size`.
    """
    return {COST_KEY: FieldCost(weight, page_size_argument, assumed_size)}
