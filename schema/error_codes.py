"""The codes of GraphQL errors beyond the refusals of `domain.errors`, and how such an error is made."""

from enum import StrEnum

from graphql import GraphQLError, Node


class ErrorCode(StrEnum):
    """Why an operation was not, or not wholly, answered: `extensions.code`, stable, for programs.

    What a user can mend has the codes of `domain.errors.UserErrorCode`.
    """

    BAD_REQUEST = "BAD_REQUEST"
    """The HTTP request or WebSocket message isn't a GraphQL request."""
    SYNTAX_ERROR = "SYNTAX_ERROR"
    INVALID_DOCUMENT = "INVALID_DOCUMENT"
    """The document doesn't fit the schema."""
    INVALID_INPUT = "INVALID_INPUT"
    """A variable or argument is malformed or out of range."""
    OPERATION_NOT_FOUND = "OPERATION_NOT_FOUND"
    """No operation of that name, or several and no name."""
    QUERY_TOO_COMPLEX = "QUERY_TOO_COMPLEX"
    LIMIT_REACHED = "LIMIT_REACHED"
    UNAUTHENTICATED = "UNAUTHENTICATED"
    TIMEOUT = "TIMEOUT"
    UNAVAILABLE = "UNAVAILABLE"
    INTERNAL = "INTERNAL"


def refusal(message: str, code: ErrorCode, *nodes: Node) -> GraphQLError:
    """An error about the request as a whole, to be shown as it is."""
    return GraphQLError(message, list(nodes) or None, extensions={"code": code.value})
