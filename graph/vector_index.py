"""Vector indexes of the database: what is asked of one that is still being built."""

from collections.abc import Iterator
from contextlib import contextmanager

from neo4j.exceptions import ClientError

from domain.errors import Conflict

FAILED = "ProcedureCallFailed"
"""How the database calls an index that it can't search."""


@contextmanager
def searched(unready: Conflict) -> Iterator[None]:
    """Search an index, or say by `unready` that it isn't there yet, or is still being built.

    Raises:
        Conflict: `unready`.
    """
    try:
        yield
    except ClientError as error:
        if not (error.code or "").endswith(FAILED):
            raise
        raise unready from error
