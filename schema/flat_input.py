"""Inputs that come by the hundred: rows of plain values, each built in one call."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import strawberry
from strawberry.types.arguments import InputContext
from strawberry.types.base import get_object_definition
from strawberry.utils.str_converters import to_camel_case

C = TypeVar("C", bound=type)


def flat_input(*, builds: type, description: str) -> Callable[[C], C]:
    """Make an input type whose fields are scalars and enums, which graphql-core has read already.

    A row becomes a `builds` at once, which takes the input's fields by name. Strawberry works out the type of every
    field of every row anew, which took a third of the CPU of a batch of events.
    """

    def decorate(cls: C) -> C:
        made = strawberry.input(cls, description=description)
        definition = get_object_definition(made, strict=True)
        names = {to_camel_case(field.python_name): field.python_name for field in definition.fields}

        def build(_type: type, given: Mapping[str, Any], _context: InputContext) -> Any:
            return builds(**{names[name]: value for name, value in given.items()})

        definition.from_input = build
        return made

    return decorate
