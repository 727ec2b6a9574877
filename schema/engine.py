"""Stoa's `Schema`: Strawberry's, with cached documents, limits, costs, a time limit, masked errors and observers."""

import asyncio
from collections.abc import AsyncGenerator, Iterable, Iterator, Sequence
from contextlib import ExitStack, aclosing, contextmanager, nullcontext
from typing import Any

import strawberry
from graphql import (
    GraphQLError,
    GraphQLNamedType,
    GraphQLTypeResolver,
    is_interface_type,
    is_object_type,
    is_union_type,
)
from strawberry.exceptions import MissingQueryError
from strawberry.extensions.runner import SchemaExtensionsRunner
from strawberry.schema._graphql_core import GraphQLExecutionContext
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.exceptions import InvalidOperationTypeError
from strawberry.types.execution import ExecutionContext, ExecutionResult, PreExecutionError
from strawberry.types.graphql import OperationType
from strawberry.types.scalar import ScalarDefinition

from domain.deadline import due_in
from domain.document import DocumentRefused
from domain.errors import TurnedAway
from schema.charge import LEAST, charge, settle
from schema.documents import Documents, PricedOperation
from schema.error_codes import ErrorCode, refusal
from schema.executor import RecordExecutor
from schema.limits import check_lists
from schema.mutation import check_mutations
from schema.operation import Observer, Operation, OperationExtensions
from schema.presentation import TimeLimitReached, document_refused, presented, turned_away
from schema.scalars import SCALARS

UNLIMITED_COST = 2**31
"""For callers without a context: the command line and tests."""

TIME_LIMIT = 10.0
"""Seconds; how long a query or mutation may run, and what is asked of one event of a subscription."""


class Schema(strawberry.Schema):
    """The schema with its engine. Resolvers get records, never instances of the views, see `_free_views`."""

    def __init__(
        self,
        query: type,
        mutation: type | None = None,
        subscription: type | None = None,
        *,
        types: Iterable[type] = (),
        scalars: dict[object, ScalarDefinition] | None = None,
        observers: Sequence[Observer] = (),
        time_limit: float = TIME_LIMIT,
        executor: type[GraphQLExecutionContext[Any]] = RecordExecutor,
        member_type: GraphQLTypeResolver | None = None,
    ) -> None:
        """Build and check the schema.

        `scalars` adds to schema/scalars.py, `time_limit` is in seconds, and `member_type` names the type that a record
        has in a union, as `resolve_type` does for interfaces.
        """
        if mutation is not None:
            check_mutations(mutation)
        super().__init__(
            query,
            mutation,
            subscription,
            types=types,
            execution_context_class=executor,
            config=StrawberryConfig(scalar_map={**SCALARS, **(scalars or {})}),
        )
        self.observers = tuple(observers)
        self.time_limit = time_limit
        self.documents = Documents(self._schema)
        _free_views(self._schema.type_map.values(), member_type)

    async def execute(
        self,
        query: str | None,
        variable_values: dict[str, Any] | None = None,
        context_value: Any = None,
        root_value: Any = None,
        operation_name: str | None = None,
        allowed_operation_types: Iterable[OperationType] | None = None,
        operation_extensions: dict[str, Any] | None = None,
    ) -> ExecutionResult:
        """Run a query or mutation; the context has what `schema.operation.EngineContext` names."""
        extensions = begin(context_value, operation_extensions)
        with self._observed(extensions.operation):
            return await super().execute(
                query,
                variable_values,
                context_value,
                root_value,
                operation_name,
                allowed_operation_types,
                extensions,
            )

    async def stream(
        self,
        query: str | None,
        variable_values: dict[str, Any] | None = None,
        context_value: Any = None,
        root_value: Any = None,
        operation_name: str | None = None,
        operation_extensions: dict[str, Any] | None = None,
        allowed_operation_types: Iterable[OperationType] | None = None,
    ) -> Any:
        """Run any operation as a stream of results, for the transports that stream."""
        extensions = begin(context_value, operation_extensions)
        extensions.operation.streams, extensions.operation.event_limit = True, self.time_limit
        results = await super().stream(
            query,
            variable_values,
            context_value,
            root_value,
            operation_name,
            extensions,
            allowed_operation_types,
        )
        return self._observed_stream(results, extensions.operation)

    async def _observed_stream(
        self, results: AsyncGenerator[Any, None], operation: Operation
    ) -> AsyncGenerator[Any, None]:
        with self._observed(operation):
            async with aclosing(results):
                async for result in results:
                    yield result

    @contextmanager
    def _observed(self, operation: Operation) -> Iterator[None]:
        with ExitStack() as stack:
            for observer in self.observers:
                stack.enter_context(observer.observe(operation))
            yield

    async def _prepare_operation_async(
        self, context: ExecutionContext, extensions_runner: SchemaExtensionsRunner
    ) -> PreExecutionError | None:
        """Read the document (from the cache, if it can be) and say why it may not run, if it may not."""
        if not context.query:
            raise MissingQueryError
        operation = _operation(context)
        try:
            await charge(context.context, operation, LEAST)
            context.query = await _text(context)
            refused = self._refused(context.query, context, operation)
            if refused is None:
                await charge(context.context, operation, operation.requested_cost)
        except TurnedAway as error:
            return PreExecutionError(data=None, errors=[turned_away(error)])
        except DocumentRefused as error:
            return PreExecutionError(data=None, errors=[document_refused(error)])
        return refused

    def _refused(self, text: str, context: ExecutionContext, operation: Operation) -> PreExecutionError | None:
        document = self.documents.read(text)
        if not document.operations:
            return PreExecutionError(data=None, errors=document.errors)
        operation.fingerprint = document.fingerprint
        try:
            selected = document.select(context._provided_operation_name)
        except GraphQLError as error:
            return PreExecutionError(data=None, errors=document.errors or [error])
        operation.name, operation.kind, operation.rows = selected.name, selected.node.operation.value, selected.rows
        kind = OperationType(operation.kind)
        if kind not in context.allowed_operations:
            raise InvalidOperationTypeError(kind)
        context.graphql_document = document.node
        errors = document.errors or _check_cost(selected, context, operation)
        return PreExecutionError(data=None, errors=errors) if errors else None

    async def _execute_operation(self, execution_context: ExecutionContext, *args: Any, **kwargs: Any) -> Any:
        allowance = getattr(execution_context.context, "allowance", None)
        with allowance.admitted() if allowance else nullcontext(), due_in(self.time_limit):
            try:
                async with asyncio.timeout(self.time_limit) as limit:
                    return await super()._execute_operation(execution_context, *args, **kwargs)
            except TimeoutError as error:
                if limit.expired():
                    raise TimeLimitReached from error
                raise

    async def _handle_execution_result(
        self, context: ExecutionContext, result: Any, extensions_runner: SchemaExtensionsRunner, **kwargs: Any
    ) -> ExecutionResult:
        """Every result passes here on its way out, once."""
        handled = await super()._handle_execution_result(context, result, extensions_runner, **kwargs)
        operation = _operation(context)
        if handled.errors:
            handled.errors = presented(handled.errors, operation)
        codes = {(error.extensions or {}).get("code") for error in handled.errors or ()}
        told = settle(context.context, operation, timed_out=ErrorCode.TIMEOUT in codes)
        if operation.requested_cost:
            told["cost"] = _cost(operation)
        if told:
            handled.extensions = {**(handled.extensions or {}), **told}
        return handled

    def process_errors(self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None) -> None:
        """Log nothing here: schema/presentation.py does, and not a traceback for every typing mistake of a client."""


def begin(context: Any, given: dict[str, Any] | None) -> OperationExtensions:
    """The extensions of a request with the operation it becomes, for who wants to look at that while it runs."""
    if isinstance(given, OperationExtensions):
        return given
    request_id = getattr(context, "request_id", "")
    cost_limit = getattr(context, "cost_limit", UNLIMITED_COST)
    return OperationExtensions(Operation(request_id, cost_limit), given)


async def _text(context: ExecutionContext) -> str:
    """The text to run: what the client sent, or the trusted document it named, where the context knows any."""
    given = context.query or ""
    find = getattr(context.context, "document", None)
    text: str = await find(given) if find else given
    return text


def _operation(context: ExecutionContext) -> Operation:
    extensions = context.operation_extensions
    assert isinstance(extensions, OperationExtensions)
    return extensions.operation


def _check_cost(selected: PricedOperation, context: ExecutionContext, operation: Operation) -> list[GraphQLError]:
    variables = context.variables or {}
    too_long = check_lists(variables)
    if too_long:
        return [too_long]
    operation.requested_cost, errors = selected.price(variables)
    if not errors and operation.requested_cost > operation.cost_limit:
        message = (
            f"The operation may cost {operation.requested_cost:,} points; {operation.cost_limit:,} are allowed. "
            "Ask for fewer rows, or for less below each of them."
        )
        return [refusal(message, ErrorCode.QUERY_TOO_COMPLEX)]
    return errors


def _cost(operation: Operation) -> dict[str, int]:
    return {
        "requested": operation.requested_cost,
        "actual": operation.actual_cost,
        "limit": operation.cost_limit,
    }


def _free_views(types: Iterable[GraphQLNamedType], member_type: GraphQLTypeResolver | None) -> None:
    """Let records stand for the views they look like.

    Strawberry gives every type that implements an interface a test for instances of its class, which records aren't.
    What type a record is, its interface says instead, so each needs a `resolve_type` of its own.
    """
    for given in types:
        if is_object_type(given):
            given.is_type_of = None
        elif is_union_type(given) and member_type is not None:
            given.resolve_type = member_type
        elif is_interface_type(given):
            definition = given.extensions.get("strawberry-definition")
            if definition is not None and definition.resolve_type is None:
                raise TypeError(f"The interface {given.name} needs a classmethod resolve_type(cls, record, *_) -> str.")
