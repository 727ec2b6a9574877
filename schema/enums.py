"""Enums of `domain/` made known to the API, each of their values with a description."""

from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

import strawberry
from strawberry.types.enum import StrawberryEnumDefinition

E = TypeVar("E", bound=type[Enum])


def describe_enum(enum: E, description: str, values: Mapping[str, str]) -> E:
    """Make a Python enum a GraphQL enum; `values` has a sentence for each member's name, or it raises TypeError.

    `domain/` doesn't know Strawberry, so the descriptions stand here and not beside the members.
    """
    if set(values) != set(enum.__members__):
        raise TypeError(f"{enum.__name__}: describe {sorted(set(values) ^ set(enum.__members__))}.")
    made = strawberry.enum(enum, description=description)
    definition: StrawberryEnumDefinition = made.__strawberry_definition__  # type: ignore[attr-defined]
    for value in definition.values:
        value.description = values[value.name]
    return made
