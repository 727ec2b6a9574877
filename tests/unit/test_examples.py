"""The examples that the pages offer are operations of this very schema."""

import json

import pytest
from graphql import GraphQLSchema, build_schema, get_variable_values, parse, validate

from schema.root import build_schema as build_api
from server.examples import Example, read_examples
from server.pages import ROOT

EXAMPLES = read_examples(ROOT / "examples")


@pytest.fixture(scope="module")
def served() -> GraphQLSchema:
    return build_schema(build_api().as_str())


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.slug)
def test_an_example_is_valid(example: Example, served: GraphQLSchema) -> None:
    assert validate(served, parse(example.text)) == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.slug)
def test_its_variables_can_be_sent_as_they_are_offered(example: Example, served: GraphQLSchema) -> None:
    samples = {"handle": "ada", "userId": "usr_1", "contentId": "cnt_1", "now": "2026-11-22T21:00:00+00:00"}
    offered = json.loads(example.variables(samples) or "{}")
    assert not isinstance(get_variable_values(served, list(example.declared), offered), list), "a list of errors"
    assert "" not in offered.values(), "app.py has no sample of this name"


def test_the_names_are_distinct() -> None:
    assert len({example.slug for example in EXAMPLES}) == len({example.title for example in EXAMPLES}) == len(EXAMPLES)
