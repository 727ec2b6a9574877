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
    DOCUMENT_NOT_FOUND = "DOCUMENT_NOT_FOUND"
    """The `documentId` names no trusted document."""
    DOCUMENT_REQUIRED = "DOCUMENT_REQUIRED"
    """The caller may name trusted documents, and sent a text."""
    QUERY_TOO_COMPLEX = "QUERY_TOO_COMPLEX"
    LIMIT_REACHED = "LIMIT_REACHED"
    RATE_LIMITED = "RATE_LIMITED"
    """The caller asks too much in a time, or too much at once; `retryAfter` says in how many seconds to come again."""
    UNAUTHENTICATED = "UNAUTHENTICATED"
    TIMEOUT = "TIMEOUT"
    UNAVAILABLE = "UNAVAILABLE"
    INTERNAL = "INTERNAL"


MAX_MESSAGE = 500
"""Characters of a message; graphql-core repeats the value at fault, however long."""


def coded(error: GraphQLError, code: str, message: str | None = None, **extensions: object) -> GraphQLError:
    """The same error with a code, and with another message if one is given."""
    text = error.message if message is None else message
    return GraphQLError(
        text if len(text) <= MAX_MESSAGE else text[:MAX_MESSAGE] + "…",
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions={"code": str(code), **extensions},
    )


def refusal(message: str, code: ErrorCode, *nodes: Node) -> GraphQLError:
    """An error about the request as a whole, to be shown as it is."""
    return GraphQLError(message, list(nodes) or None, extensions={"code": code.value})
