"""Rows completed in one go: what is asked of a record, of records in it and of lists of them, worked out once.

The executor turns to this first. A selection is plain where every field of it reads an attribute; then a function made
for the selection goes from the record to its answer without a path, an info object or a task for each field. Anything
that isn't as expected (a null where none may be, another type, an error) gives NOT_PLAIN: graphql-core's way is taken.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, is_dataclass
from typing import Any

from graphql import (
    GraphQLObjectType,
    GraphQLSchema,
    get_nullable_type,
    is_abstract_type,
    is_list_type,
    is_object_type,
)
from graphql.execution.collect_fields import FieldDetailsList, GroupedFieldSet

from domain.record import Record
from schema.plan import NOT_PLAIN, RESOLVED, Leaf, plans_of

Collect = Callable[[GraphQLObjectType, FieldDetailsList], GroupedFieldSet | None]
"""The fields asked of a type, or None where some are deferred."""


@dataclass(slots=True)
class Spent:
    """Points of the objects completed so far."""

    points: int = 0


Complete = Callable[[Any, Spent], Any]
"""From a value to its answer, or NOT_PLAIN."""

Column = tuple[str, str, Leaf | None, Complete | None, bool]
"""Name in the answer, attribute, way to JSON of a leaf or else of what lies below, whether null may be."""


@dataclass(slots=True)
class Rows:
    """The selections of one document that were met, each with the function for it, or None if it isn't plain.

    It lives as long as the document's nodes do, by whose ids it knows a selection.
    """

    schema: GraphQLSchema
    _known: dict[tuple[object, ...], Complete | None] = field(default_factory=dict)

    def of(self, given: Any, details: FieldDetailsList, weight: int, collect: Collect) -> Complete | None:
        """The function for objects of a type; `weight` is what each costs."""
        key = (given.name, weight, *(id(each.node) for each in details))
        if key not in self._known:
            self._known[key] = self._of(given, details, weight, collect)
        return self._known[key]

    def _of(self, given: Any, details: FieldDetailsList, weight: int, collect: Collect) -> Complete | None:
        if is_object_type(given):
            columns = self._columns(given, details, collect)
            return None if columns is None else _record(columns, weight)
        if is_abstract_type(given) and given.resolve_type is not None:
            return self._by_type(given, details, weight, collect)
        return None

    def _by_type(self, given: Any, details: FieldDetailsList, weight: int, collect: Collect) -> Complete:
        resolve: Callable[..., Any] = given.resolve_type
        types = self.schema.get_possible_types(given)
        known = {each.name: self.of(each, details, weight, collect) for each in types}

        def complete(value: Any, spent: Spent) -> Any:
            of_type = known[resolve(value, None, given)]
            return NOT_PLAIN if of_type is None else of_type(value, spent)

        return complete

    def _columns(self, given: GraphQLObjectType, details: FieldDetailsList, collect: Collect) -> list[Column] | None:
        asked = collect(given, details) if given.is_type_of is None else None
        if asked is None:
            return None
        plans, columns = plans_of(self.schema, given), list[Column]()
        for name, fields in asked.items():
            if fields[0].node.name.value == "__typename":
                columns.append((name, "__class__", _always(given.name), None, False))
                continue
            plan = plans.get(fields[0].node.name.value, RESOLVED)
            if plan.definition is None or plan.attribute is None:
                return None
            below = None if plan.leaf else self._below(plan.definition.type, fields, plan.weight, collect)
            if plan.leaf is None and below is None:
                return None
            columns.append((name, plan.attribute, plan.leaf, below, plan.nullable))
        return columns

    def _below(self, given: Any, fields: FieldDetailsList, weight: int, collect: Collect) -> Complete | None:
        given = get_nullable_type(given)
        if not is_list_type(given):
            return self.of(given, fields, weight, collect)
        item = self.of(get_nullable_type(given.of_type), fields, weight, collect)
        return item and _list_of(item)


_ARE_ROWS: dict[type, bool] = {}


def _is_row(value: Any) -> bool:
    """Whether it is a record or another frozen thing, whose attributes may be read twice. Its type is asked once."""
    kind = type(value)
    known = _ARE_ROWS.get(kind)
    if known is None:
        made: Any = kind
        frozen = is_dataclass(kind) and made.__dataclass_params__.frozen
        known = _ARE_ROWS[kind] = frozen or issubclass(kind, Record | tuple)
    return known


def _always(name: str) -> Leaf:
    return lambda _: name


def _record(columns: list[Column], weight: int) -> Complete:
    def complete(row: Any, spent: Spent) -> Any:
        if not _is_row(row):
            return NOT_PLAIN
        answer: dict[str, Any] = {}
        for name, attribute, leaf, below, nullable in columns:
            value = getattr(row, attribute)
            if value is None:
                if not nullable:
                    return NOT_PLAIN
                answer[name] = None
                continue
            done = leaf(value) if leaf is not None else below(value, spent)  # type: ignore[misc]  # one is there
            if done is NOT_PLAIN:
                return NOT_PLAIN
            answer[name] = done
        spent.points += weight
        return answer

    return complete


def _list_of(item: Complete) -> Complete:
    def complete(values: Any, spent: Spent) -> Any:
        if type(values) is not list and type(values) is not tuple:
            return NOT_PLAIN
        answers = []
        for value in values:
            done = item(value, spent)
            if done is NOT_PLAIN:
                return NOT_PLAIN
            answers.append(done)
        return answers

    return complete
