"""A query whose client has gone away is given up, in the database too; a mutation is carried to its end."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from starlette.requests import ClientDisconnect, Request

from schema.operation import Operation

T = TypeVar("T")


async def unless_abandoned(request: Request, operation: Operation, running: Coroutine[Any, Any, T]) -> T:
    """What `running` gives; `operation` is what it runs, known once the document is read.

    Raises:
        ClientDisconnect: the client of a query went away meanwhile.
    """
    task = asyncio.current_task()
    assert task is not None
    gone = asyncio.create_task(_gone(request, operation, task))
    try:
        return await running
    except asyncio.CancelledError:
        if gone.done() and gone.result() and task.uncancel() == 0:
            raise ClientDisconnect from None
        raise
    finally:
        gone.cancel()


async def _gone(request: Request, operation: Operation, task: "asyncio.Task[Any]") -> bool:
    """Wait for the client to leave; whether the task was cancelled for it."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
    return operation.kind != "mutation" and task.cancel()
