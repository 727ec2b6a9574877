"""Ingest of events in the API."""

from datetime import datetime

import strawberry

from domain import event as records
from domain.event import EventOutcome
from resolvers import event
from resolvers.event import Observed
from schema.cost import cost
from schema.enums import describe_enum
from schema.flat_input import flat_input
from schema.idempotency import MutationInput
from schema.interaction import InteractionType
from schema.mutation import mutation
from schema.types import Info, view_of
from schema.user_errors import Payload

describe_enum(
    EventOutcome,
    "What became of one event of a batch.",
    {
        "ACCEPTED": "It counts from now on.",
        "DUPLICATE": "It had been accepted before, word for word; nothing changed.",
        "CONFLICT": "Its id was used for another event; nothing changed.",
        "REJECTED": "It can't count; the reason says what to change.",
    },
)


@flat_input(builds=Observed, description="One observed act. Name user and content by id or by external id.")
class EventInput:
    source: str = strawberry.field(description="The system that observed it, such as `web`.")
    event_id: str = strawberry.field(description="Its id there. The same source and eventId count once, for ever.")
    type: InteractionType = strawberry.field(description="What was done.")
    occurred_at: datetime = strawberry.field(
        description="When, with time zone. At most 5 minutes ahead; more than 7 days late needs `events:backfill`."
    )
    user_id: strawberry.ID | None = strawberry.field(default=None, description="Who did it.")
    user_external_id: str | None = strawberry.field(default=None, description="Who did it, by imported id.")
    content_id: strawberry.ID | None = strawberry.field(default=None, description="To what.")
    content_external_id: str | None = strawberry.field(default=None, description="To what, by imported id.")
    dwell_seconds: int | None = strawberry.field(default=None, description="How long it was read, at most a day.")
    exposure_id: strawberry.ID | None = strawberry.field(
        default=None, description="The list in which the content was shown: `exposureId` of a recommendation."
    )


@strawberry.input(description="A batch of events.")
class RecordEventsInput(MutationInput):
    events: list[Observed] = strawberry.field(
        description="1 to 500 events, in any order.", graphql_type=list[EventInput]
    )


@view_of(records.EventResult, description="What became of one event.")
class EventResult:
    event_id: str = strawberry.field(description="The event's id, as sent.")
    outcome: EventOutcome = strawberry.field(description="Whether it counted.")
    reason: str | None = strawberry.field(description="Why it didn't, and what to change.")


@strawberry.type(description="The outcome of a batch.")
class RecordEventsPayload(Payload):
    results: list[records.EventResult] = strawberry.field(
        default_factory=list,
        description="One an event, in the order given.",
        graphql_type=list[EventResult],
        metadata=cost(assumed_size=0),
    )
    accepted: int = strawberry.field(default=0, description="How many counted now.")
    duplicates: int = strawberry.field(default=0, description="How many had counted before.")


@strawberry.type
class EventMutation:
    @mutation(
        description="Record what users did. Sending a batch again, or in parallel, changes nothing; a bad event is "
        "rejected with its reason and doesn't spoil the others. Members record their own acts; others' need the scope "
        "`events:write`. What somebody views, reads, clicks or searches for counts without them unless they consent to "
        "ANALYTICS."
    )
    async def record_events(self, info: Info, input: RecordEventsInput) -> RecordEventsPayload:
        results = await event.record(info.context, input.events)
        outcomes = [result.outcome for result in results]
        return RecordEventsPayload(
            results=results,
            accepted=outcomes.count(EventOutcome.ACCEPTED),
            duplicates=outcomes.count(EventOutcome.DUPLICATE),
        )
