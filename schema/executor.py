"""A faster executor: plain attributes of records are read and completed without a resolver, an info or a task.

Rows of a page are records whose attributes already hold the answer. graphql-core still builds an info object and goes
through a chain of calls for each of their scalars; this executor has a plan for each field and goes straight to the
value. Whatever isn't the plain case (a resolver, an awaitable, an error, a null where none may be) takes
graphql-core's way, so answers and errors are the same; tests/api/test_http_executor.py compares the two.
"""

import asyncio
from collections.abc import Awaitable, Iterable
from typing import Any, cast

from graphql import (
    ExecutionResult,
    GraphQLAbstractType,
    GraphQLError,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLResolveInfo,
    get_nullable_type,
    is_abstract_type,
    is_object_type,
)
from graphql.execution.collect_fields import FieldDetailsList, GroupedFieldSet
from graphql.pyutils import AwaitableOrValue, Path, Undefined, gather_with_cancel
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from domain.deadline import due_in
from schema.operation import OperationExtensions
from schema.plan import NOT_PLAIN, RESOLVED, FieldPlan, plans_of, read
from schema.presentation import TimeLimitReached
from schema.rows import Complete, Rows, Spent


class RecordExecutor(StrawberryGraphQLCoreExecutionContext):
    """Executes an operation over records and adds up on its `Operation` what it costs."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        extensions = self.operation_extensions
        self.is_awaitable = awaits  # type: ignore[assignment]
        self.tally = extensions.operation if isinstance(extensions, OperationExtensions) else None
        self._rows = (self.tally and self.tally.rows) or Rows(self.schema)
        self._seconds: float | None = None

    def build_per_event_executor(self, payload: Any) -> "RecordExecutor":
        """A copy for one event of a subscription, which may take as long as a query."""
        event = cast("RecordExecutor", super().build_per_event_executor(payload))
        event._seconds = self.tally.event_limit if self.tally else None
        return event

    def execute_operation(self, serially: bool | None = None) -> Any:
        """Execute the whole operation, or what it asks of one event: in time, or that event's answer is an error."""
        if self._seconds is None:
            return super().execute_operation(serially)
        with due_in(self._seconds):
            result = super().execute_operation(serially)
        return _in_time(result, self._seconds) if self.is_awaitable(result) else result

    def execute_fields(
        self,
        parent_type: GraphQLObjectType,
        source_value: Any,
        path: Path | None,
        grouped_field_set: GroupedFieldSet,
        position_context: Any,
    ) -> AwaitableOrValue[dict[str, Any]]:
        """Complete the fields of one object; a dictionary unless something has to be awaited."""
        plans = plans_of(self.schema, parent_type)
        results: dict[str, Any] = {}
        pending: list[str] = []
        try:
            for name, details in grouped_field_set.items():
                plan = plans.get(details[0].node.name.value, RESOLVED)
                value, result = read(source_value, plan)
                if result is NOT_PLAIN:
                    field_path = Path(path, name, parent_type.name)
                    if plan.attribute is None:
                        self._spend(plan.leaf_weight)
                        result = self.execute_field(parent_type, source_value, details, field_path, position_context)
                    else:
                        result = self._complete(plan, parent_type, value, details, field_path, position_context)
                    if result is Undefined:
                        continue
                    if self.is_awaitable(result):
                        pending.append(name)
                results[name] = result
        except Exception:
            self.settle_in_background([results[name] for name in pending])
            raise
        return _awaited(results, pending) if pending else results

    def _complete(
        self,
        plan: FieldPlan,
        parent_type: GraphQLObjectType,
        value: Any,
        details: FieldDetailsList,
        path: Path,
        position_context: Any,
    ) -> Any:
        """Complete what was read from an attribute, as graphql-core completes what a resolver returned."""
        definition = plan.definition
        assert definition is not None
        info = self.build_resolve_info(definition, [each.node for each in details], parent_type, path)
        try:
            if self.is_awaitable(value):
                return self.complete_awaitable_value(definition.type, details, info, path, value, position_context)
            completed = self.complete_value(definition.type, details, info, path, value, position_context)
        except Exception as error:
            self.handle_field_error(error, definition.type, details, path)
            return None
        return self._guarded(completed, definition.type, details, path) if self.is_awaitable(completed) else completed

    def complete_iterable_value(
        self,
        item_type: GraphQLOutputType,
        field_details_list: FieldDetailsList,
        info: GraphQLResolveInfo[Any],
        path: Path,
        items: Iterable[Any],
        position_context: Any,
    ) -> AwaitableOrValue[list[Any]]:
        """Complete a list; rows that are records at once, other lists by graphql-core."""
        row_type: Any = get_nullable_type(item_type)
        if not (is_object_type(row_type) or is_abstract_type(row_type)) or not isinstance(items, list | tuple):
            return super().complete_iterable_value(item_type, field_details_list, info, path, items, position_context)
        results: list[Any] = []
        pending: list[int] = []
        plain = self._plain(row_type, field_details_list, info)
        try:
            for index, item in enumerate(items):
                row = self._at_once(plain, item)
                if row is NOT_PLAIN:
                    row_path = Path(path, index, None)
                    row = self._row(item_type, row_type, field_details_list, info, row_path, item, position_context)
                if type(row) is not dict and row is not None:
                    pending.append(index)
                results.append(row)
        except Exception:
            rest = [item for item in items[len(results) :] if self.is_awaitable(item)]
            self.settle_in_background([results[index] for index in pending] + rest)
            raise
        return _awaited(results, pending) if pending else results

    def _row(
        self,
        item_type: GraphQLOutputType,
        row_type: GraphQLObjectType | GraphQLAbstractType,
        details: FieldDetailsList,
        info: GraphQLResolveInfo[Any],
        path: Path,
        item: Any,
        position_context: Any,
    ) -> Any:
        if self.is_awaitable(item):
            return self.complete_awaitable_list_item_value(item, item_type, details, info, path, position_context)
        try:
            if item is None or isinstance(item, Exception):
                return self.complete_value(item_type, details, info, path, item, position_context)
            complete: Any = self.complete_object_value if is_object_type(row_type) else self.complete_abstract_value
            completed = complete(row_type, details, info, path, item, position_context)
        except Exception as error:
            self.handle_field_error(error, item_type, details, path)
            return None
        return completed if type(completed) is dict else self._guarded(completed, item_type, details, path)

    def complete_object_value(
        self,
        return_type: GraphQLObjectType,
        field_details_list: FieldDetailsList,
        info: GraphQLResolveInfo[Any],
        path: Path,
        result: Any,
        position_context: Any,
    ) -> AwaitableOrValue[dict[str, Any]]:
        """Complete an object and count its cost."""
        row: dict[str, Any] = self._at_once(self._plain(return_type, field_details_list, info), result)
        if row is not NOT_PLAIN:
            return row
        self._spend(self._weight(info))
        if return_type.is_type_of is not None:
            return super().complete_object_value(return_type, field_details_list, info, path, result, position_context)
        return self.collect_and_execute_subfields(return_type, field_details_list, path, result, position_context)

    def _plain(self, of_type: Any, details: FieldDetailsList, info: GraphQLResolveInfo[Any]) -> Complete | None:
        return self._rows.of(of_type, details, self._weight(info), self._collected)

    def _collected(self, of_type: GraphQLObjectType, details: FieldDetailsList) -> GroupedFieldSet | None:
        grouped, deferred, _ = self.collect_subfields(of_type, details)
        return None if deferred else grouped

    def _at_once(self, plain: Complete | None, item: Any) -> Any:
        if plain is None:
            return NOT_PLAIN
        spent = Spent()
        try:
            row = plain(item, spent)
        except Exception:  # whatever it is, graphql-core meets it again and reports it
            return NOT_PLAIN
        if row is not NOT_PLAIN:
            self._spend(spent.points)
        return row

    def _weight(self, info: GraphQLResolveInfo[Any]) -> int:
        return plans_of(self.schema, info.parent_type).get(info.field_name, RESOLVED).weight

    async def _guarded(
        self, completed: Awaitable[Any], return_type: GraphQLOutputType, details: FieldDetailsList, path: Path
    ) -> Any:
        try:
            return await completed
        except Exception as error:
            self.handle_field_error(error, return_type, details, path)
            return None

    def _spend(self, points: int) -> None:
        if self.tally is not None:
            self.tally.actual_cost += points


_AWAITS: dict[type, bool] = {}


def awaits(value: Any) -> bool:
    """Whether a value has to be awaited. Its type tells; to ask each record of a page for an attribute is slow."""
    kind = type(value)
    known = _AWAITS.get(kind)
    if known is None:
        known = _AWAITS[kind] = hasattr(kind, "__await__")
    return known


async def _in_time(result: Awaitable[ExecutionResult], seconds: float) -> ExecutionResult:
    """The answer to one event; to one that takes too long an error, and the next may be quicker."""
    with due_in(seconds):
        try:
            async with asyncio.timeout(seconds) as limit:
                return await result
        except TimeoutError:
            if not limit.expired():
                raise
            return ExecutionResult(None, [GraphQLError("", original_error=TimeLimitReached())])


async def _awaited(results: Any, pending: list[Any]) -> Any:
    """Put the awaited values in the places of the awaitables; `results` is the list or dictionary that holds both."""
    if len(pending) == 1:
        key = pending[0]
        results[key] = await results[key]
        return results
    values = await gather_with_cancel(*(results[key] for key in pending))
    for key, value in zip(pending, values, strict=True):
        results[key] = value
    return results
