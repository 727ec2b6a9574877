"""The `@mutation` decorator: one `input`, a payload nullable at the root, and refusals told as `userErrors`."""

import inspect
from collections.abc import Awaitable, Callable, Mapping
from functools import wraps
from typing import Any, TypeVar, overload

import strawberry
from strawberry.types.base import StrawberryOptional, get_object_definition
from strawberry.types.field import StrawberryField

from domain.errors import Refused
from schema.idempotency import MutationInput, answered_once
from schema.user_errors import Payload, user_error

P = TypeVar("P", bound=Payload)
Resolver = Callable[..., Awaitable[P]]


@overload
def mutation(resolver: Resolver[P], /) -> StrawberryField: ...


@overload
def mutation(
    *, description: str | None = None, metadata: Mapping[str, object] | None = None
) -> Callable[[Resolver[P]], StrawberryField]: ...


def mutation(
    resolver: Resolver[P] | None = None,
    /,
    *,
    description: str | None = None,
    metadata: Mapping[str, object] | None = None,
) -> Any:
    """Make a mutation of `async def verb_noun(self, info, input) -> VerbNounPayload`.

    A Refused raised in it becomes a payload with one user error; whatever else is raised leaves null and an error, and
    so does a caller whose key was revoked meanwhile. Under an `idempotencyKey` it runs inside one transaction, once.
    Without `description` the resolver's docstring describes the field.
    """

    def decorate(resolver: Resolver[P]) -> StrawberryField:
        text = description or inspect.getdoc(resolver)
        field: StrawberryField = strawberry.mutation(resolver=_guarded(resolver), description=text, metadata=metadata)
        for argument in field.arguments:
            argument.description = "What to change, and how."
        return field

    return decorate if resolver is None else decorate(resolver)


def _guarded(resolver: Resolver[P]) -> Callable[..., Awaitable[P]]:
    signature = inspect.signature(resolver)
    if list(signature.parameters) != ["self", "info", "input"]:
        raise TypeError(f"The mutation {resolver.__qualname__} must take (self, info, input).")

    @wraps(resolver)
    async def guarded(self: object, info: strawberry.Info, input: MutationInput) -> P:
        payload: type[P] = _payload_class(info._field)
        await info.context.before_mutation()
        try:
            if input.idempotency_key is None:
                answer = await resolver(self, info, input)
            else:
                answer = await answered_once(info, input, payload, lambda inside: resolver(self, inside, input))
        except Refused as refused:
            return payload(user_errors=[user_error(refused)])
        await answer.committed(info)
        return answer

    declared = signature.return_annotation
    nullable = f"{declared} | None" if isinstance(declared, str) else declared | None
    guarded.__signature__ = signature.replace(return_annotation=nullable)  # type: ignore[attr-defined]
    guarded.__annotations__ = {**resolver.__annotations__, "return": nullable}
    return guarded


def check_mutations(root: type) -> None:
    """Raise TypeError when a mutation couldn't answer with user errors alone, so that it is seen at start."""
    for field in get_object_definition(root, strict=True).fields:
        payload = _payload_class(field)
        try:
            payload(user_errors=[])
        except TypeError as error:
            raise TypeError(f"Every field of {field.python_name}'s payload needs a default. {error}") from None


def _payload_class(field: StrawberryField) -> Any:
    declared: Any = field.type
    payload = declared.of_type if isinstance(declared, StrawberryOptional) else declared
    if not (inspect.isclass(payload) and issubclass(payload, Payload)):
        raise TypeError(f"The mutation {field.python_name} must return a subclass of Payload.")
    return payload
