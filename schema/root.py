"""The roots of the API, put together from the features."""

import strawberry

from schema.area import AreaQuery
from schema.content import ContentQuery
from schema.engine import Schema
from schema.event import EventMutation
from schema.kinds import CONTENT_TYPES
from schema.node import NodeQuery
from schema.tag import TagQuery
from schema.user import UserQuery
from schema.user_errors import USER_ERROR_TYPES


@strawberry.type(description="What can be asked.")
class Query(NodeQuery, UserQuery, ContentQuery, TagQuery, AreaQuery):
    pass


@strawberry.type(description="What can be changed.")
class Mutation(EventMutation):
    pass


def build_schema() -> Schema:
    """The schema of the API. Cheap enough to build once a process, too dear to build once a test."""
    return Schema(Query, Mutation, types=(*CONTENT_TYPES, *USER_ERROR_TYPES))
