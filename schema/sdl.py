"""The schema as it is committed: schema/schema.graphql, with the linter's rules it breaks on purpose."""

from schema.root import build_schema

HEAD = """\
# Written by `make schema`. Rules of the linter it breaks on purpose, see docs/decisions/0009-relay-where-it-fits.md:
# eslint-disable @graphql-eslint/relay-arguments -- lists go forward only
# eslint-disable @graphql-eslint/relay-edge-types -- an interaction is a count on an edge, with no id to fetch it by
# eslint-disable @graphql-eslint/strict-id-in-types -- values, such as a part of a score, have no identity
# eslint-disable @graphql-eslint/no-typename-prefix -- a Comment has comments, as all content has
"""


def sdl() -> str:
    """The whole file."""
    return f"{HEAD}\n{build_schema().as_str()}"
