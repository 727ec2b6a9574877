"""What clients are told of an error: a refusal as it is, an outage in a sentence, of all else only a reference."""

import logging
import math
from collections.abc import Sequence

from graphql import GraphQLError

from domain.document import DocumentNotFound, DocumentRefused
from domain.errors import Refused, TooFast, TurnedAway, Unauthenticated, Unavailable
from schema.error_codes import ErrorCode, coded, refusal
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
    if isinstance(cause, Unauthenticated):
        return coded(error, ErrorCode.UNAUTHENTICATED, cause.message)
    if isinstance(cause, Refused):
        extensions = {"path": list(cause.path)} if cause.path else {}
        return coded(error, cause.code, cause.message, **extensions)
    if isinstance(cause, Unavailable):
        logger.warning("database unavailable", extra={"request_id": operation.request_id, "cause": str(cause)})
        return coded(error, ErrorCode.UNAVAILABLE, UNAVAILABLE_MESSAGE)
    if isinstance(cause, TurnedAway):
        return turned_away(cause)
    if isinstance(cause, TimeLimitReached):
        return coded(error, ErrorCode.TIMEOUT, TIMEOUT_MESSAGE)
    if "code" in (error.extensions or {}):
        return error
    if _is_about_input(error):
        return coded(error, ErrorCode.INVALID_INPUT)
    return _masked(error, operation)


def document_refused(reason: DocumentRefused) -> GraphQLError:
    """The error of a request without a text to run."""
    code = ErrorCode.DOCUMENT_NOT_FOUND if isinstance(reason, DocumentNotFound) else ErrorCode.DOCUMENT_REQUIRED
    return refusal(reason.message, code)


def turned_away(reason: TurnedAway) -> GraphQLError:
    """The error of an operation that may be sent again later."""
    code = ErrorCode.RATE_LIMITED if isinstance(reason, TooFast) else ErrorCode.UNAVAILABLE
    return GraphQLError(reason.message, extensions={"code": code.value, "retryAfter": math.ceil(reason.retry_after)})


def _is_about_input(error: GraphQLError) -> bool:
    """Whether graphql-core raised it over a variable (no path, but a place in the document) or an argument."""
    is_variable = error.path is None and bool(error.nodes)
    return is_variable or (error.original_error is None and error.message.startswith("Argument "))


def _masked(error: GraphQLError, operation: Operation) -> GraphQLError:
    logger.error(
        "internal error",
        exc_info=error.original_error or error,
        extra={"request_id": operation.request_id, "operation": operation.name, "path": error.path},
    )
    return coded(error, ErrorCode.INTERNAL, INTERNAL_MESSAGE, requestId=operation.request_id)
