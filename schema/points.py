"""Points in the API."""

from datetime import date, datetime

import strawberry

from domain import content as contents
from domain import point_ledger as records
from domain.point_ledger import Cause, EntryKind
from domain.points import PointRule
from resolvers import content
from schema.content import Content
from schema.enums import describe_enum
from schema.types import Info, view_of

describe_enum(
    PointRule,
    "The rules that points are granted by.",
    {
        "PUBLISHED": "They published a content that stands by itself.",
        "ANSWERED": "They answered a question.",
        "COMMENTED": "They commented.",
        "VOTED_UP": "Somebody voted for what they wrote.",
        "VOTED_DOWN": "Somebody voted against it.",
        "DOWN_VOTING": "They voted against somebody's answer, which costs a point.",
        "LIKED": "Somebody liked what they wrote.",
        "ANSWER_ACCEPTED": "The asker accepted their answer.",
        "ACCEPTING": "They accepted somebody's answer to their question.",
    },
)
describe_enum(
    EntryKind,
    "What an entry of a ledger does.",
    {
        "GRANT": "It grants points for something that was done.",
        "REVERSAL": "It takes back exactly what another entry granted.",
        "RESTORATION": "It puts back what a reversal took, as far as the cap of that day has room.",
        "WAIVER": "It says that what a reversal took won't be put back, since it was undone meanwhile.",
    },
)
describe_enum(
    Cause,
    "Why an entry was taken back.",
    {
        "UNDONE": "Who did it took it back.",
        "TAKEN_DOWN": "The content was withdrawn, hidden or removed.",
        "BANNED": "A member whom it is of was banned.",
        "MERGED": "Two accounts turned out to be one member's; what is left of it is granted anew.",
    },
)


@view_of(records.PointEntry, description="One entry of a member's ledger of points. Entries are never changed.")
class PointEntry:
    number: int = strawberry.field(description="Its number in the ledger, from 1 in the order of entry.")
    kind: EntryKind = strawberry.field(description="What it does.")
    rule: PointRule = strawberry.field(description="The rule it goes by.")
    rule_version: int = strawberry.field(description="The version of the rules by which it was granted.")
    delta: int = strawberry.field(description="The points: those of the rule after rings and caps.")
    at: datetime = strawberry.field(description="When that was done which it is for.")
    day: date = strawberry.field(description="The day it counts on, in the community's time zone.")
    reversal_of: int | None = strawberry.field(description="The number of the entry it takes back.")
    restores: int | None = strawberry.field(description="The number of the reversal it is about.")
    cause: Cause | None = strawberry.field(description="Why it takes back; null for others.")
    recorded_at: datetime = strawberry.field(description="When it was entered.")

    @strawberry.field(
        description="The content it is about; null when the viewer can't find that any more.",
        graphql_type=Content | None,
    )
    async def content(self: records.PointEntry, info: Info) -> contents.Content | None:
        return await content.by_id(info.context, self.content_id)
