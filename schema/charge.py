"""Charging an operation to its caller's allowance: what it may cost before it runs, what it did cost afterwards."""

from datetime import UTC, datetime, timedelta
from typing import Any

from schema.operation import Operation

LEAST = 1
"""Points of any request, so that what is refused or costs nothing can't be sent without end."""


async def charge(context: Any, operation: Operation, points: int) -> None:
    """Take what is missing to so many points from the allowance; a context without one has no limit.

    Raises:
        TooFast: there aren't so many left.
    """
    allowance = getattr(context, "allowance", None)
    missing = max(LEAST, points) - operation.charged
    if allowance is not None and missing > 0:
        await allowance.take(missing)
        operation.charged += missing


def settle(context: Any, operation: Operation, *, timed_out: bool) -> dict[str, Any]:
    """Give back what wasn't needed, or take what was needed in addition; the extensions that tell what is left.

    What ran into the time limit is charged in full: it cost more than its rows.
    """
    allowance = getattr(context, "allowance", None)
    if allowance is None:
        return {}
    if operation.requested_cost and not timed_out:
        cost = max(LEAST, operation.actual_cost)
        allowance.settle(operation.charged - cost)
        operation.charged = cost
    quota = allowance.quota()
    if quota is None:
        return {}
    reset_at = datetime.now(UTC) + timedelta(seconds=quota.reset_seconds)
    told = {"limit": quota.limit, "remaining": quota.remaining, "resetAt": reset_at.isoformat(timespec="seconds")}
    return {"rateLimit": told}
