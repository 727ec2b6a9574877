"""What clients are told of an error: a refusal as it is, an outage in a sentence, of all else only a reference."""

import logging
from collections.abc import Sequence

from graphql import GraphQLError, GraphQLSyntaxError

from domain.errors import Refused, Unavailable
from schema.error_codes import ErrorCode
from schema.operation import Operation

logger = logging.getLogger("stoa.graphql")

MAX_ERRORS = 5
"""Errors told of one operation; more say nothing new and cost their size."""

INTERNAL_MESSAGE = "Something went wrong on our side. Please report it with the request id."
UNAVAILABLE_MESSAGE = "The service can't answer just now; please try again in a moment."
TIMEOUT_MESSAGE = "The operation took too long; ask for less at once."


class TimeLimitReached(Exception):
    """An operation ran longer than the server allows."""


def presented(errors: Sequence[GraphQLError], operation: Operation) -> list[GraphQLError]:
    """Give the errors to answer with, each with a code, and log what the client isn't told."""
    shown = [_presented(error, operation) for error in errors]
    operation.error_codes = [str((error.extensions or {}).get("code")) for error in shown]
    return shown[:MAX_ERRORS]


def _presented(error: GraphQLError, operation: Operation) -> GraphQLError:
    cause = error.original_error
    if isinstance(cause, Refused):
        extensions = {"path": list(cause.path)} if cause.path else {}
        return _coded(error, cause.message, cause.code, **extensions)
    if isinstance(cause, Unavailable):
        logger.warning("database unavailable", extra={"request_id": operation.request_id, "cause": str(cause)})
        return _coded(error, UNAVAILABLE_MESSAGE, ErrorCode.UNAVAILABLE)
    if isinstance(cause, TimeLimitReached):
        return _coded(error, TIMEOUT_MESSAGE, ErrorCode.TIMEOUT)
    if "code" in (error.extensions or {}):
        return error
    if isinstance(error, GraphQLSyntaxError):
        return _coded(error, error.message, ErrorCode.SYNTAX_ERROR)
    if error.path is None and (cause is None or isinstance(cause, GraphQLError)):
        is_coercion = error.message.startswith("Variable ")
        return _coded(error, error.message, ErrorCode.INVALID_INPUT if is_coercion else ErrorCode.INVALID_DOCUMENT)
    if error.message.startswith("Argument "):
        return _coded(error, error.message, ErrorCode.INVALID_INPUT)
    return _masked(error, operation)


def _masked(error: GraphQLError, operation: Operation) -> GraphQLError:
    logger.error(
        "internal error",
        exc_info=error.original_error or error,
        extra={"request_id": operation.request_id, "operation": operation.name, "path": error.path},
    )
    return _coded(error, INTERNAL_MESSAGE, ErrorCode.INTERNAL, requestId=operation.request_id)


def _coded(error: GraphQLError, message: str, code: str, **extensions: object) -> GraphQLError:
    return GraphQLError(
        message,
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions={"code": str(code), **extensions},
    )
