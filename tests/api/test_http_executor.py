"""Our executor gives what graphql-core's gives: the same data, errors and order, over a corpus of operations."""

from typing import Any

import pytest
from graphql import get_introspection_query
from strawberry.schema.schema import StrawberryGraphQLCoreExecutionContext

from schema.engine import Schema
from schema.executor import RecordExecutor
from schema.user_errors import USER_ERROR_TYPES
from tests.api import toy

CORPUS = [
    "{ __typename }",
    "{ a: __typename b: viewer broken }",
    "{ authors { totalCount pageInfo { startCursor endCursor hasNextPage hasPreviousPage } nodes { id name karma } } }",
    "{ authors(first: 2) { edges { cursor node { __typename id name karma score views } } } }",
    "{ pieces(first: 7) { edges { node { __typename id kind title publishedAt labels author { name } } } } }",
    "{ pieces(first: 7) { nodes { id ... on Article { words title } ... on Talk { minutes } ... { t: title } } } }",
    "{ pieces(first: 3) { nodes { author { pieces(first: 2) { nodes { author { name } } } } } } }",
    '{ node(id: "usr_1") { id ... on Author { name } } gone: node(id: "x") { id } }',
    '{ node(id: "cnt_002") { __typename ... on Talk { minutes } } }',
    '{ nodes(ids: ["usr_1", "x", "cnt_002", "usr_1"]) { __typename id } }',
    "{ best { title @skip(if: true) kind @include(if: true) author { id } } }",
    "{ best { ...p ...p } } fragment p on Piece { title author { ...a } } fragment a on Author { id score }",
    "{ pieces(first: 7) { edges { cursor node { __typename id author { __typename id name } } } } }",
    "{ a: pieces(first: 2) { edges { node { id } } } b: pieces(first: 3) { edges { node { title author { id } } } } }",
    "{ found { ... on Author { id name } ... on Article { id title author { name } } __typename } }",
    "{ found { ... on Article { title words } } }",
    "{ refused outage }",
    "{ hollow { id name } }",
    "{ hollow { id } authors(first: 1) { nodes { name } } }",
    "{ strange { id name karma score } }",
    "{ strangers { id name karma } }",
    "{ lost { id name } }",
    "{ scattered { id name } }",
    "{ hollows { id name } }",
    "{ hollowRows { id name } }",
    "{ stored { id karma } }",
    "{ stored { key: id n: name __typename } a: stored { name } b: stored { score } c: stored { views id } }",
    "query ($no: Boolean = false) { stored { id name @include(if: $no) ...k } } fragment k on Author { karma id }",
    'mutation { a: renamePiece(input: {id: "cnt_001", title: "New"}) { piece { id author { name } } } }',
    'mutation { renamePiece(input: {id: "x", title: " "}) { piece { id } userErrors { __typename code path } } }',
    "query q($n: Int = 2, $with: Boolean = false) { authors(first: $n) { nodes { id name @include(if: $with) } } }",
    get_introspection_query(),
]


def schema_of(executor: type[Any]) -> Schema:
    return Schema(
        toy.OddQuery,
        toy.Mutation,
        toy.LiveUpdates,
        types=(toy.Article, toy.Talk, *USER_ERROR_TYPES),
        executor=executor,
        member_type=toy.member_type,
    )


STOCK, OURS = schema_of(StrawberryGraphQLCoreExecutionContext), schema_of(RecordExecutor)


async def answer(schema: Schema, document: str) -> tuple[object, list[object]]:
    result = await schema.execute(document, context_value=toy.Context())
    errors = [(error.message, error.path, error.extensions, error.locations) for error in result.errors or []]
    return result.data, sorted(errors, key=repr)


@pytest.mark.parametrize("document", CORPUS, ids=lambda text: text[:60])
async def test_both_executors_agree(document: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("CRITICAL")
    ours, stock = await answer(OURS, document), await answer(STOCK, document)
    assert ours == stock
    assert repr(ours[0]) == repr(stock[0])  # the order of keys too, and 1 is not 1.0 nor True


async def test_actual_cost_counts_what_was_given() -> None:
    cases = {
        "{ authors(first: 100) { nodes { id } } }": (101, 4),
        "{ pieces(first: 10) { edges { node { author { id } } } } }": (21, 21),
        '{ nodes(ids: ["usr_1", "x"]) { id } }': (2, 1),
        '{ node(id: "x") { id } }': (1, 0),
        "{ best { id } }": (2, 2),
        "query ($no: Boolean = false) { best { author { id @include(if: $no) } } }": (4, 4),
    }
    for document, (requested, actual) in cases.items():
        result = await OURS.execute(document, context_value=toy.Context())
        assert result.extensions == {"cost": {"requested": requested, "actual": actual, "limit": 5_000}}, document
