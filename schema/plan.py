"""How to complete each field of the schema, worked out once: the attribute to read and the way to JSON."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from graphql import (
    GRAPHQL_MAX_INT,
    GRAPHQL_MIN_INT,
    GraphQLEnumType,
    GraphQLField,
    GraphQLLeafType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
)

from schema.cost import weight_of

PLANS_KEY = "stoa.plans"

NOT_PLAIN: Final[Any] = object()
"""What a leaf function gives for a value that graphql-core should look at: an awaitable, an error, another type."""

Leaf = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class FieldPlan:
    """`attribute` is None where a resolver is called; `leaf` turns a scalar, an enum or a list of them into JSON."""

    definition: GraphQLField | None
    weight: int = 0
    nullable: bool = True
    attribute: str | None = None
    leaf: Leaf | None = None

    @property
    def leaf_weight(self) -> int:
        """Points of a scalar that a resolver works out; an object's are counted when it is completed."""
        return 0 if self.leaf is None else self.weight


RESOLVED = FieldPlan(None)
"""For fields outside the types' own, such as `__typename`."""

Plans = Mapping[str, FieldPlan]


def plans_of(schema: GraphQLSchema, parent: GraphQLObjectType) -> Plans:
    """The plans of a type's fields by name."""
    known: dict[str, Plans] = schema.extensions.setdefault(PLANS_KEY, {})
    if parent.name not in known:
        known[parent.name] = {name: _plan(definition) for name, definition in parent.fields.items()}
    return known[parent.name]


def read(source: Any, plan: FieldPlan) -> tuple[Any, Any]:
    """Read an attribute and complete it at once if it is a plain leaf; the second is NOT_PLAIN if it isn't.

    An error stands in for the value, as graphql-core takes one that a resolver returned: it is raised in its place.
    """
    if plan.attribute is None:
        return None, NOT_PLAIN
    try:
        value = getattr(source, plan.attribute)
        if value is None and plan.nullable:
            return None, None
        return value, plan.leaf(value) if plan.leaf is not None and value is not None else NOT_PLAIN
    except Exception as error:
        return error, NOT_PLAIN


def _plan(definition: GraphQLField) -> FieldPlan:
    inner = get_nullable_type(definition.type)
    return FieldPlan(
        definition,
        weight=weight_of(definition),
        nullable=not isinstance(definition.type, GraphQLNonNull),
        attribute=_attribute(definition),
        leaf=_leaf(inner),
    )


def _attribute(definition: GraphQLField) -> str | None:
    """The attribute Strawberry's default resolver reads. It marks that resolver with `_is_default`."""
    field = definition.extensions.get("strawberry-definition")
    if field is None or not getattr(definition.resolve, "_is_default", False):
        return None
    return str(field.python_name)


def _leaf(given: Any) -> Leaf | None:
    if is_leaf_type(given):
        return _leaf_of(given)
    if not is_list_type(given):
        return None
    item = _leaf(get_nullable_type(given.of_type))
    return item and _list_of(item)


def _leaf_of(given: GraphQLLeafType) -> Leaf:
    if isinstance(given, GraphQLEnumType):
        return _enum(given)
    return _LEAVES.get(given.name) or _other(given)


def _list_of(item: Leaf) -> Leaf:
    def leaf(values: Any) -> Any:
        if type(values) is not list and type(values) is not tuple:
            return NOT_PLAIN
        done = [item(value) for value in values]
        return NOT_PLAIN if NOT_PLAIN in done else done

    return leaf


def _enum(given: GraphQLEnumType) -> Leaf:
    wrapped: Any = getattr(given, "wrapped_cls", ())
    names = {member: given.coerce_output_value(member) for member in wrapped}

    def leaf(value: Any) -> Any:
        return names[value] if type(value) is wrapped else NOT_PLAIN

    return leaf


def _other(given: GraphQLLeafType) -> Leaf:
    def leaf(value: Any) -> Any:
        if value is None or isinstance(value, Exception) or hasattr(value, "__await__"):
            return NOT_PLAIN
        done = given.coerce_output_value(value)
        return NOT_PLAIN if done is None else done

    return leaf


def _text(value: Any) -> Any:
    return value if type(value) is str else NOT_PLAIN


def _integer(value: Any) -> Any:
    return value if type(value) is int and GRAPHQL_MIN_INT <= value <= GRAPHQL_MAX_INT else NOT_PLAIN


def _number(value: Any) -> Any:
    is_finite = type(value) is float and value - value == 0
    return value if is_finite else NOT_PLAIN


def _truth(value: Any) -> Any:
    return value if type(value) is bool else NOT_PLAIN


def _time(value: Any) -> Any:
    return value.isoformat() if type(value) is datetime else NOT_PLAIN


_LEAVES: Mapping[str, Leaf] = {
    "String": _text,
    "ID": _text,
    "Int": _integer,
    "Float": _number,
    "Boolean": _truth,
}
