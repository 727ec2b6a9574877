"""Views show their records: each attribute is there with a fitting type, and everything in the schema is described."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from enum import Enum
from inspect import isclass
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import pytest
from graphql import (
    GraphQLSchema,
    is_enum_type,
    is_input_object_type,
    is_interface_type,
    is_list_type,
    is_non_null_type,
    is_object_type,
    is_specified_scalar_type,
)

from schema.root import build_schema

SERVED: GraphQLSchema = build_schema()._schema
TYPES: list[Any] = [type_ for name, type_ in SERVED.type_map.items() if not name.startswith("__")]
SCALARS: dict[str, tuple[type, ...]] = {
    "String": (str,),
    "ID": (str,),
    "Int": (int,),
    "Float": (float, int),
    "Boolean": (bool,),
    "DateTime": (datetime,),
    "Date": (date,),
    "BigInt": (int,),
}


def _record(type_: Any) -> type | None:
    definition = type_.extensions.get("strawberry-definition")
    return getattr(definition.origin, "__record__", None) if is_object_type(type_) and definition else None


VIEWS = {type_.name: record for type_ in TYPES if (record := _record(type_))}


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_fits_its_record(name: str) -> None:
    shown: Any = SERVED.type_map[name]
    for graphql_name, field in shown.fields.items():
        definition = field.extensions["strawberry-definition"]
        if definition.base_resolver is None:
            annotation = _annotation(VIEWS[name], definition.python_name)
            assert _fits(field.type, annotation), f"{graphql_name}: {field.type} shows {annotation}"


def test_every_kind_of_view_is_looked_at() -> None:
    assert {"User", "Article", "ScorePart", "SegmentSummary"} <= set(VIEWS)


def _annotation(record: type, attribute: str) -> Any:
    """The type of a record's field, or of a property of it."""
    fields = get_type_hints(record, include_extras=False)
    if attribute in fields:
        return fields[attribute]
    return get_type_hints(getattr(record, attribute).fget)["return"]


def _fits(type_: Any, annotation: Any) -> bool:
    """Whether values of the annotation are values of the GraphQL type."""
    options = _options(annotation)
    if is_non_null_type(type_):
        return NoneType not in options and _fits(type_.of_type, annotation)
    return all(_one_fits(type_, option) for option in options if option is not NoneType)


def _one_fits(type_: Any, option: Any) -> bool:
    if is_list_type(type_):
        row = get_args(option)[0] if get_origin(option) in (list, tuple, Sequence) else None
        return row is not None and _fits(type_.of_type, row)
    option = getattr(option, "__supertype__", option)
    if type_.name in SCALARS:
        return issubclass(option, SCALARS[type_.name]) and not issubclass(option, Enum)
    if is_enum_type(type_):
        return issubclass(option, Enum) and set(option.__members__) == set(type_.values)
    return isclass(option) and any(VIEWS.get(possible) is option for possible in _possible(type_))


def _options(annotation: Any) -> tuple[Any, ...]:
    if get_origin(annotation) is Annotated:
        return _options(get_args(annotation)[0])
    return get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)


def _possible(type_: Any) -> set[str]:
    return {type_.name} if is_object_type(type_) else {each.name for each in SERVED.get_possible_types(type_)}


@pytest.mark.parametrize("type_", TYPES, ids=str)
def test_everything_is_described(type_: Any) -> None:
    if not is_specified_scalar_type(type_):
        assert [name for name, description in _descriptions(type_) if not description] == []


def _descriptions(type_: Any) -> Iterator[tuple[str, str | None]]:
    yield type_.name, type_.description
    if is_enum_type(type_):
        yield from ((name, value.description) for name, value in type_.values.items())
    elif is_input_object_type(type_):
        yield from ((name, field.description) for name, field in type_.fields.items())
    elif is_object_type(type_) or is_interface_type(type_):
        for name, field in type_.fields.items():
            yield name, field.description
            yield from ((f"{name}({argument})", given.description) for argument, given in field.args.items())
