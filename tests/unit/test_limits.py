"""The shape of documents: each limit at its edge, and time that grows with the document and no faster."""

import time

import pytest
from graphql import get_introspection_query, parse, validate

from schema.limits import LIMITS, LimitsRule, check_lists
from tests.api.toy import toy_schema

SCHEMA = toy_schema()._schema


def refusals(document: str) -> list[str]:
    return [error.message for error in validate(SCHEMA, parse(document), [LimitsRule])]


def nested(depth: int) -> str:
    return "{a" * depth + "}" * depth


def chain(fragments: int, body: str = "a") -> str:
    links = [f"fragment f{n} on Query {{ {body} ...f{n + 1} }}" for n in range(fragments - 1)]
    return "\n".join(["{ ...f0 }", *links, f"fragment f{fragments - 1} on Query {{ a }}"])


def many(name: str, count: int) -> str:
    return "{ b { " + " ".join(f"{name}".replace("#", str(n)) for n in range(count)) + " } }"


@pytest.mark.parametrize(
    ("allowed", "too_much", "what"),
    [
        (nested(LIMITS.depth), nested(LIMITS.depth + 1), "levels of fields"),
        (many("x#: a", LIMITS.aliases), many("x#: a", LIMITS.aliases + 1), "aliases"),
        (
            many("a @skip(if: false)", LIMITS.directives),
            many("a @skip(if: false)", LIMITS.directives + 1),
            "directives",
        ),
        ("{" + "a " * LIMITS.root_fields + "}", "{" + "a " * (LIMITS.root_fields + 1) + "}", "root fields"),
        ("mutation {" + "a " * LIMITS.mutations + "}", "mutation {" + "a " * (LIMITS.mutations + 1) + "}", "mutations"),
        (chain(LIMITS.fragments, ""), chain(LIMITS.fragments + 1, ""), "fragments"),
        (
            "".join(f"query q{n} {{ a }}" for n in range(LIMITS.operations)),
            "".join(f"query q{n} {{ a }}" for n in range(LIMITS.operations + 1)),
            "operations",
        ),
    ],
    ids=lambda value: value if value.replace(" ", "").isalpha() else "",
)
def test_each_limit_holds_at_its_edge(allowed: str, too_much: str, what: str) -> None:
    assert refusals(allowed) == []
    (message,) = refusals(too_much)
    assert what in message


def test_fragments_hide_nothing() -> None:
    deep = "{ ...f } fragment f on Query " + nested(LIMITS.depth + 1)
    assert "levels" in refusals(deep)[0]
    wide = "mutation { ...f ...f ...f } fragment f on Mutation { a b }"
    assert "6 mutations" in refusals(wide)[0]
    inline = "{ ... on Query { ... { " + nested(LIMITS.depth + 1)[1:-1] + " } } }"
    assert "levels" in refusals(inline)[0]


def test_unused_fragments_count_too() -> None:
    assert "aliases" in refusals("{ a } fragment f on Query " + many("x#: a", LIMITS.aliases + 1))[0]


def test_introspection_is_as_deep_as_it_likes() -> None:
    assert refusals(get_introspection_query()) == []


@pytest.mark.parametrize("body", ["a", "a { b }", "...f{next}"])
def test_a_fragment_is_walked_once(body: str) -> None:
    links = [
        f"fragment f{n} on Query {{ {body.replace('{next}', str(n + 1))} ...f{n + 1} ...f{n + 1} }}" for n in range(99)
    ]
    document = "\n".join(["{ ...f0 }", *links, "fragment f99 on Query { a }"])
    started = time.perf_counter()
    refusals(document)
    assert time.perf_counter() - started < 0.5


def test_circles_come_to_an_end() -> None:
    assert refusals("{ ...a } fragment a on Query { ...b } fragment b on Query { x ...a }") == []


def test_nesting_through_fragments_does_not_exhaust_the_stack() -> None:
    links = [f"fragment f{n} on Query {{ " + "a {" * 12 + f"...f{n + 1}" + "}" * 12 + " }" for n in range(95)]
    document = "\n".join(["{ ...f0 }", *links, "fragment f95 on Query { a }"])
    assert any("level" in message or "nested" in message for message in refusals(document))


def test_lists_in_variables_are_bounded_at_any_depth() -> None:
    full: list[object] = [0] * LIMITS.list_items
    assert check_lists({"a": {"b": [full]}}) is None
    error = check_lists({"a": {"b": [[*full, 0]]}})
    assert error is not None
    assert "1,001 items" in error.message
