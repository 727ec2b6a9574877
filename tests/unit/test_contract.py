"""The schema keeps every name clients were promised, with a type that suits them: tests/fixtures/contract.graphql."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from graphql import (
    GraphQLArgument,
    GraphQLInputField,
    GraphQLNamedType,
    GraphQLSchema,
    build_schema,
    get_nullable_type,
    is_enum_type,
    is_input_object_type,
    is_interface_type,
    is_list_type,
    is_non_null_type,
    is_object_type,
    is_required_argument,
    is_required_input_field,
)

from schema.root import build_schema as build_api

PROMISED = build_schema((Path(__file__).parent.parent / "fixtures" / "contract.graphql").read_text(encoding="utf-8"))
NAMES = sorted(name for name in PROMISED.type_map if not name.startswith("__"))


@pytest.fixture(scope="module")
def served() -> GraphQLSchema:
    return build_schema(build_api().as_str())


@pytest.mark.parametrize("name", NAMES)
def test_a_promised_type_is_kept(name: str, served: GraphQLSchema) -> None:
    promised, ours = PROMISED.type_map[name], served.type_map.get(name)
    assert ours is not None, f"{name} is missing"
    assert type(ours) is type(promised)
    assert list(_broken(promised, ours)) == []


def _broken(promised: GraphQLNamedType, ours: Any) -> Iterator[str]:
    """What of a type isn't as promised."""
    if is_enum_type(promised):
        yield from (f"value {name}" for name in promised.values if name not in ours.values)
    elif is_input_object_type(promised):
        yield from _broken_arguments(promised.fields, ours.fields, is_required_input_field)
    elif is_object_type(promised) or is_interface_type(promised):
        names = {each.name for each in ours.interfaces}
        yield from (f"implements {each.name}" for each in promised.interfaces if each.name not in names)
        for name, field in promised.fields.items():
            if name not in ours.fields:
                yield f"field {name}"
                continue
            root = promised in (PROMISED.query_type, PROMISED.mutation_type)
            if not _gives(get_nullable_type(field.type) if root else field.type, ours.fields[name].type):
                yield f"{name}: {ours.fields[name].type} instead of {field.type}"
            for problem in _broken_arguments(field.args, ours.fields[name].args, is_required_argument):
                yield f"{name}({problem})"


def _broken_arguments(promised: dict[str, Any], ours: dict[str, Any], required: Callable[[Any], bool]) -> Iterator[str]:
    for name, argument in promised.items():
        if name not in ours:
            yield name
        elif not _gives(ours[name].type, argument.type):
            yield f"{name}: {ours[name].type} instead of {argument.type}"
        elif _default(argument) is not None and _default(argument) != _default(ours[name]):
            yield f"{name} = {_default(ours[name])} instead of {_default(argument)}"
    if required is is_required_argument:
        yield from (f"{name} is required" for name in ours if name not in promised and required(ours[name]))


def _default(argument: GraphQLArgument | GraphQLInputField) -> object:
    return argument.default_value if argument.ast_node and argument.ast_node.default_value else None


def _gives(wanted: Any, given: Any) -> bool:
    """Whether `given` is `wanted`, or promises more by being non-null somewhere."""
    if is_non_null_type(given):
        return _gives(get_nullable_type(wanted), given.of_type)
    if is_list_type(wanted) and is_list_type(given):
        return _gives(wanted.of_type, given.of_type)
    return str(wanted) == str(given)
