"""Mutations: refusals told as user errors, and decorators that catch a careless payload at start."""

import pytest
import strawberry

from domain import errors
from domain.errors import Refused, UserErrorCode
from schema.engine import Schema
from schema.mutation import check_mutations, mutation
from schema.user_errors import USER_ERROR_TYPES, Payload, user_error
from tests.api import toy

RENAME = (
    "mutation q($id: ID!, $title: String!) { renamePiece(input: {id: $id, title: $title})"
    " { piece { id } userErrors { __typename code message path } } }"
)


@pytest.mark.parametrize(
    ("id", "title", "typename", "path"),
    [("cnt_001", " ", "InvalidInputError", ["input", "title"]), ("nobody", "New", "NotFoundError", ["input", "id"])],
)
async def test_a_refusal_is_told_in_the_payload(id: str, title: str, typename: str, path: list[str]) -> None:
    result = await toy.toy_schema().execute(RENAME, {"id": id, "title": title}, toy.Context())
    assert result.errors is None
    assert result.data is not None
    payload = result.data["renamePiece"]
    (error,) = payload["userErrors"]
    assert payload["piece"] is None
    assert (error["__typename"], error["path"]) == (typename, path)


async def test_anything_else_is_an_error_and_null() -> None:
    result = await toy.toy_schema().execute(RENAME, {"id": "cnt_001", "title": "broken"}, toy.Context())
    assert result.data == {"renamePiece": None}
    assert result.errors is not None
    assert result.errors[0].extensions["code"] == "INTERNAL"  # type: ignore[index]


def test_every_refusal_has_its_type_and_code() -> None:
    kinds = Refused.__subclasses__()
    assert {kind.code for kind in kinds} == set(UserErrorCode)
    for kind in kinds:
        made = user_error(kind("why", ("input", "x")))
        assert type(made).__name__ == f"{kind.__name__}Error"
        assert (made.code, made.message, made.path) == (kind.code, "why", ["input", "x"])
    assert {given.__name__ for given in USER_ERROR_TYPES} == {f"{kind.__name__}Error" for kind in kinds}


def test_a_path_is_left_out_where_there_is_none() -> None:
    assert user_error(errors.Conflict("again")).path is None


def test_a_mutation_takes_one_input() -> None:
    with pytest.raises(TypeError, match="must take"):

        @mutation
        async def rename(self: object, info: object, id: str) -> Payload:
            return Payload()


def test_a_payload_must_stand_without_its_fields() -> None:
    @strawberry.type
    class BarePayload(Payload):
        name: str

    @strawberry.type
    class Mutation:
        @mutation
        async def bare(self, info: strawberry.Info, input: toy.RenameInput) -> BarePayload:
            return BarePayload(name="x")

    with pytest.raises(TypeError, match="needs a default"):
        check_mutations(Mutation)


def test_an_interface_must_tell_its_types() -> None:
    @strawberry.interface
    class Mute:
        id: str

    @strawberry.type
    class Query:
        mute: Mute | None = None

    with pytest.raises(TypeError, match="Mute needs a classmethod resolve_type"):
        Schema(Query)
