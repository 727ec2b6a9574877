"""What an operation costs: points declared beside the fields, multiplied down the tree by the sizes of pages.

An object costs 1 point and a scalar 0. What stands below a page of n rows counts n times, so the price bounds the rows
an operation can touch before any of it runs. After the model of Shopify's and Saleor's query costs.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLCompositeType,
    GraphQLError,
    GraphQLField,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    NullValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    Undefined,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_leaf_type,
    is_list_type,
    is_object_type,
    value_from_ast_untyped,
)

from domain.page import DEFAULT_PAGE_SIZE, MAX_PAGE_SIZE
from schema.error_codes import ErrorCode, refusal

COST_KEY = "stoa.cost"
SIZE_ARGUMENTS = ("first", "ids")
"""Arguments that bound a list by convention: the rows of a page, or the ids asked for."""

INTROSPECTION_COST = {"__schema": 1_000, "__type": 50, "__typename": 0}
"""The whole schema is the largest answer there is, so one operation may not ask for it again and again."""


@dataclass(frozen=True, slots=True)
class FieldCost:
    """`weight` points for each object the field gives; the list's length comes from an argument or is assumed."""

    weight: int | None = None
    page_size_argument: str | None = None
    assumed_size: int | None = None


def cost(
    weight: int | None = None, page_size_argument: str | None = None, assumed_size: int | None = None
) -> dict[str, FieldCost]:
    """Metadata of a field whose cost differs from the rule: `strawberry.field(metadata=cost(weight=5))`.

    The rule: an object costs 1, a scalar 0, and what stands below a field with an argument `first` (a page size) or
    `ids` (a list) is multiplied by it. Name another argument with `page_size_argument`; give the usual length of a
    list that has none as `assumed_size`.
    """
    return {COST_KEY: FieldCost(weight, page_size_argument, assumed_size)}


_UNDECLARED = FieldCost()


def declared_cost(definition: GraphQLField) -> FieldCost:
    """What `cost(...)` says about a field of the schema."""
    origin = definition.extensions.get("strawberry-definition")
    metadata = origin.metadata if origin is not None else {}
    declared = metadata.get(COST_KEY, _UNDECLARED)
    assert isinstance(declared, FieldCost)
    return declared


def weight_of(definition: GraphQLField) -> int:
    """Points for each object (or, for a scalar field, each value) that the field gives."""
    weight = declared_cost(definition).weight
    if weight is not None:
        return weight
    return 0 if is_leaf_type(get_named_type(definition.type)) else 1


def size_argument(definition: GraphQLField) -> str | None:
    """The argument that bounds the field's list, if it has one."""
    named = declared_cost(definition).page_size_argument
    return named or next((name for name in SIZE_ARGUMENTS if name in definition.args), None)


def unbounded_fields(schema: GraphQLSchema) -> Iterator[str]:
    """Name the fields giving a list of objects whose length nothing bounds; a test holds this empty.

    The lists of a connection (an object type with `pageInfo`) are bounded by the field that gives the connection, and
    that one must have a size argument.
    """
    for parent in schema.type_map.values():
        if not is_object_type(parent) or parent.name.startswith("__"):
            continue
        for name, definition in parent.fields.items():
            named = get_named_type(definition.type)
            if not is_composite_type(named) or declared_cost(definition).assumed_size or size_argument(definition):
                continue
            gives_list = is_list_type(get_nullable_type(definition.type)) and "pageInfo" not in parent.fields
            gives_connection = is_object_type(named) and "pageInfo" in named.fields
            if gives_list or gives_connection:
                yield f"{parent.name}.{name}"


class Price(NamedTuple):
    """`fixed` points, and points for each row of the list the enclosing page bounds."""

    fixed: int = 0
    per_row: int = 0

    def plus(self, other: "Price") -> "Price":
        return Price(self.fixed + other.fixed, self.per_row + other.per_row)

    def of_rows(self, rows: int) -> int:
        return self.fixed + rows * self.per_row


@dataclass(slots=True)
class Pricing:
    """Prices one operation of a valid document, each fragment once, so in time linear in the document."""

    schema: GraphQLSchema
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Mapping[str, object]
    errors: list[GraphQLError] = field(default_factory=list)
    _known: dict[str, Price] = field(default_factory=dict)

    def operation(self, node: OperationDefinitionNode) -> int:
        """Points the operation may cost at most. Sizes out of range are added to `errors`."""
        root = self.schema.get_root_type(node.operation)
        assert root is not None
        return self._selection(node.selection_set, root).of_rows(DEFAULT_PAGE_SIZE)

    def _selection(self, selection_set: SelectionSetNode, parent: GraphQLCompositeType) -> Price:
        price = Price()
        alternatives: dict[str, Price] = {}
        for node in selection_set.selections:
            condition, part = self._part(node, parent)
            if condition is None:
                price = price.plus(part)
            else:
                alternatives[condition] = alternatives.get(condition, Price()).plus(part)
        if not alternatives:
            return price
        # An object has one type, so of the fragments on object types only the dearest can apply to it.
        dearest = Price(*(max(part[side] for part in alternatives.values()) for side in (0, 1)))
        return price.plus(dearest)

    def _part(self, node: SelectionNode, parent: GraphQLCompositeType) -> tuple[str | None, Price]:
        """Price one selection, with the object type it is for when that is narrower than the parent."""
        if isinstance(node, FieldNode):
            return None, self._field(node, parent)
        if isinstance(node, FragmentSpreadNode):
            fragment = self.fragments[node.name.value]
            condition, price = self._type(fragment.type_condition.name.value), self._fragment(fragment)
        else:
            assert isinstance(node, InlineFragmentNode)
            condition = self._type(node.type_condition.name.value) if node.type_condition else parent
            price = self._selection(node.selection_set, condition)
        narrower = condition is not parent and is_object_type(condition)
        return (condition.name if narrower else None), price

    def _fragment(self, fragment: FragmentDefinitionNode) -> Price:
        name = fragment.name.value
        if name not in self._known:
            condition = self._type(fragment.type_condition.name.value)
            self._known[name] = self._selection(fragment.selection_set, condition)
        return self._known[name]

    def _type(self, name: str) -> GraphQLCompositeType:
        found = self.schema.type_map[name]
        assert is_composite_type(found)
        return found

    def _field(self, node: FieldNode, parent: GraphQLCompositeType) -> Price:
        name = node.name.value
        if name in INTROSPECTION_COST:
            return Price(INTROSPECTION_COST[name])
        definition = self.schema.get_field(parent, name)
        assert definition is not None
        weight, size = weight_of(definition), self._size(node, definition)
        below = Price()
        if node.selection_set:
            named = get_named_type(definition.type)
            assert is_composite_type(named)
            below = self._selection(node.selection_set, named)
        if is_list_type(get_nullable_type(definition.type)):
            row = weight + below.of_rows(DEFAULT_PAGE_SIZE)
            return Price(per_row=row) if size is None else Price(size * row)
        return Price(weight + below.of_rows(DEFAULT_PAGE_SIZE if size is None else size))

    def _size(self, node: FieldNode, definition: GraphQLField) -> int | None:
        """The rows asked for, None where the enclosing page decides."""
        name = size_argument(definition)
        if name is None:
            return declared_cost(definition).assumed_size
        argument = next((argument for argument in node.arguments or () if argument.name.value == name), None)
        asked = self._length(argument.value) if argument else None
        if asked is None:
            default = definition.args[name].default_value
            asked = default if isinstance(default, int) else DEFAULT_PAGE_SIZE
        lowest = 0 if is_list_type(get_nullable_type(definition.args[name].type)) else 1
        if not lowest <= asked <= MAX_PAGE_SIZE:
            message = f"`{name}` of `{node.name.value}` must be between {lowest} and {MAX_PAGE_SIZE}, not {asked}."
            self.errors.append(refusal(message, ErrorCode.INVALID_INPUT, node))
        return max(0, asked)

    def _length(self, value: ValueNode) -> int | None:
        """The number, or the length of the list, that a value stands for; None for null and for what isn't either."""
        if isinstance(value, IntValueNode):
            return int(value.value)
        if isinstance(value, ListValueNode):
            return len(value.values)
        if isinstance(value, VariableNode):
            return _as_length(self.variables.get(value.name.value))
        return None if isinstance(value, NullValueNode) else 1


def _as_length(value: object) -> int | None:
    """Read a raw variable as graphql-core will coerce it: 20.0 is the integer 20, a lone id a list of one."""
    if isinstance(value, list):
        return len(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return int(value) if value == value and abs(value) < 2**53 else MAX_PAGE_SIZE + 1
    return None if value is None or value is Undefined else 1


def size_variables(operation: OperationDefinitionNode) -> dict[str, object]:
    """The operation's variables with their defaults as plain values, Undefined where there is none."""
    return {
        definition.variable.name.value: value_from_ast_untyped(definition.default_value)
        if definition.default_value
        else Undefined
        for definition in operation.variable_definitions or ()
    }
