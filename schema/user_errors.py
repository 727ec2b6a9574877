"""What a mutation's payload says when it was refused: the `userErrors` list and its types."""

from typing import Any

import strawberry

from domain import errors
from domain.errors import Refused
from schema.cost import cost
from schema.enums import describe_enum

UserErrorCode = describe_enum(
    errors.UserErrorCode,
    "Why a mutation was refused.",
    {
        "NOT_FOUND": "What was named doesn't exist, or isn't visible to the viewer.",
        "NOT_ALLOWED": "The viewer lacks the role or scope.",
        "INVALID_INPUT": "A value is malformed or out of range.",
        "CONFLICT": "The request contradicts what is stored already.",
        "LIMIT_REACHED": "A quota, rate or cap is used up.",
        "PAYMENT_REQUIRED": "Only a paying viewer may have this.",
    },
)


@strawberry.interface(description="A reason why a mutation changed nothing, which the user can mend.")
class UserError:
    code: errors.UserErrorCode = strawberry.field(description="What kind of reason it is; stable, for programs.")
    message: str = strawberry.field(description="What to change, in a sentence for people.")
    path: list[str] | None = strawberry.field(
        default=None, description="The way to the input at fault, such as `input`, `tags`, `2`."
    )

    @classmethod
    def resolve_type(cls, error: "UserError", *_: Any) -> str:
        return type(error).__name__


@strawberry.type(description="What was named doesn't exist, or isn't visible to the viewer.")
class NotFoundError(UserError):
    pass


@strawberry.type(description="The viewer lacks the role or scope.")
class NotAllowedError(UserError):
    pass


@strawberry.type(description="A value is malformed or out of range.")
class InvalidInputError(UserError):
    pass


@strawberry.type(description="The request contradicts what is stored already.")
class ConflictError(UserError):
    pass


@strawberry.type(description="A quota, rate or cap is used up.")
class LimitReachedError(UserError):
    pass


@strawberry.type(description="Only a paying viewer may have this.")
class PaymentRequiredError(UserError):
    pass


USER_ERROR_TYPES: tuple[type[UserError], ...] = (
    NotFoundError,
    NotAllowedError,
    InvalidInputError,
    ConflictError,
    LimitReachedError,
    PaymentRequiredError,
)
"""To be named to the schema, which can't find the implementations of an interface by itself."""

_TYPE_OF_CODE = dict(zip(errors.UserErrorCode, USER_ERROR_TYPES, strict=True))


@strawberry.type(description="What every mutation answers with.")
class Payload:
    """Base of the payloads. A field added by a payload needs a default, for the case of refusal."""

    user_errors: list[UserError] = strawberry.field(
        default_factory=list,
        description="Why nothing was changed; empty when the mutation succeeded.",
        metadata=cost(weight=0, assumed_size=1),
    )

    async def committed(self, info: Any) -> None:
        """Do what may only be done once the mutation is committed, such as asking another server; raises nothing."""


def user_error(refused: Refused) -> UserError:
    """The GraphQL object of a refusal."""
    return _TYPE_OF_CODE[refused.code](code=refused.code, message=refused.message, path=list(refused.path) or None)
