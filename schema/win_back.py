"""What may bring a member back, in the API."""

import asyncio

import strawberry

from domain import win_back as records
from domain.record import Record
from domain.win_back import ENDS_WITHIN, WinBackKind
from resolvers import node
from schema.cost import cost
from schema.enums import describe_enum
from schema.types import Info, Node, view_of

describe_enum(
    WinBackKind,
    "What may bring somebody back; the first that there is.",
    {
        "REPLY": "Somebody answered, replied to or mentioned them, or accepted their answer, and they haven't seen it.",
        "MEMBERSHIP_ENDS": f"Their subscription was cancelled or isn't paid, and ends within {ENDS_WITHIN.days} days.",
        "UNFINISHED_COURSE": "A course they began and didn't finish.",
        "NEW_CONTENT": "Something new on a tag they are drawn to, since they were active last.",
    },
)


@view_of(records.WinBack, description="One thing that may bring a member back.")
class WinBack:
    kind: WinBackKind = strawberry.field(description="What it is.")
    reason: str = strawberry.field(description="Why it is suggested, in words.")

    @strawberry.field(
        description="What shows it: the content, its tag, or the tier; as far as the viewer may find it.",
        graphql_type=list[Node],
        metadata=cost(assumed_size=2),
    )
    async def evidence(self: records.WinBack, info: Info) -> list[Record]:
        found = await asyncio.gather(*node.many(info.context, self.evidence))
        return [one for one in found if one is not None]
