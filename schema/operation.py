"""One operation on its way through the engine: what its context must offer and what logs, metrics and traces tell."""

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Protocol

from schema.rows import Rows


class EngineContext(Protocol):
    """What the engine needs of the context object; the rest is between the app and its resolvers."""

    @property
    def request_id(self) -> str: ...

    @property
    def cost_limit(self) -> int:
        """Points this caller's operation may cost at most."""

    async def before_mutation(self) -> None:
        """Called before each mutation; raises what is told instead of running it."""


@dataclass(slots=True)
class Operation:
    """What is known of a running operation. Costs are points, see schema/cost.py."""

    request_id: str
    cost_limit: int
    name: str | None = None
    kind: str = "unknown"
    """`query`, `mutation`, `subscription`, or `unknown` when the document couldn't be read."""
    fingerprint: str = ""
    requested_cost: int = 0
    actual_cost: int = 0
    charged: int = 0
    """Points taken from the caller's allowance."""
    rows: Rows | None = None
    """What was worked out for the document, where an earlier request's serves this one too."""
    streams: bool = False
    """It answers through a stream, so its observers may be left in another task than they were entered in."""
    event_limit: float | None = None
    """Seconds that one event of it may take, if it is a subscription."""
    error_codes: list[str] = field(default_factory=list)

    @property
    def outcome(self) -> str:
        """`ok`, or the code of the first error."""
        return self.error_codes[0] if self.error_codes else "ok"


class Observer(Protocol):
    """Something told of every operation: its context manager is entered before and left after it runs."""

    def observe(self, operation: Operation) -> AbstractContextManager[None]: ...


class OperationExtensions(dict[str, Any]):
    """The `extensions` of a request, carrying the operation to every place Strawberry hands them to."""

    def __init__(self, operation: Operation, given: dict[str, Any] | None) -> None:
        super().__init__(given or {})
        self.operation = operation
