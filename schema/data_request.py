"""Requests to hand over or to erase what is known of a member, in the API."""

from datetime import datetime

import strawberry

from domain import data_request as records
from domain.data_request import DataRequestKind, DataRequestState, ErasureMode
from resolvers import data_request
from schema.cost import cost
from schema.enums import describe_enum
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.types import Info, view_of
from schema.user_errors import Payload

describe_enum(
    DataRequestKind,
    "What is asked for.",
    {"EXPORT": "All that is known, as a document.", "ERASURE": "That nothing is known any more."},
)
describe_enum(
    DataRequestState,
    "How far a request is.",
    {
        "QUEUED": "It waits for the job, which looks every few seconds.",
        "RUNNING": "The job is at it.",
        "DONE": "It is done.",
        "FAILED": "It can't be done; `problem` says why.",
        "EXPIRED": "It was done, and its document is there no more.",
    },
)
describe_enum(
    ErasureMode,
    "What becomes of what the member wrote.",
    {
        "ANONYMISE": "It stays, without an author.",
        "DELETE_CONTENT": "It goes as well; where others' words stand below it, an empty place stays.",
    },
)


@view_of(records.Counted, description="How many things of one kind a request dealt with.")
class Counted:
    kind: str = strawberry.field(description="The kind, such as `interactions` or `events`.")
    count: int = strawberry.field(description="How many.")


@view_of(records.DataRequest, description="A request and what came of it; of a finished erasure the receipt.")
class DataRequest:
    id: strawberry.ID = strawberry.field(
        description="Opaque. After an erasure it is what kept things, such as audit entries, call the person by."
    )
    kind: DataRequestKind = strawberry.field(description="What is asked for.")
    mode: ErasureMode | None = strawberry.field(description="What becomes of contents; null unless it is an erasure.")
    state: DataRequestState = strawberry.field(description="How far it is.")
    requested_at: datetime = strawberry.field(description="When it was asked for.")
    finished_at: datetime | None = strawberry.field(description="When it was done.")
    expires_at: datetime | None = strawberry.field(description="Until when an export can be fetched.")
    problem: str | None = strawberry.field(description="Why it failed; null if it didn't.")
    counts: list[Counted] = strawberry.field(
        description="How many things of each kind it dealt with so far.", metadata=cost(assumed_size=20)
    )

    @strawberry.field(
        description="Path under which the document of an export can be fetched by GET, for a quarter of an hour; null "
        "when there is none. Ask again for another."
    )
    def download_url(self: records.DataRequest, info: Info) -> str | None:
        return data_request.download_url(info.context, self)


@strawberry.input(description="Who is to be erased, and how.")
class RequestErasureInput(MutationInput):
    mode: ErasureMode = strawberry.field(description="What becomes of what they wrote.")
    confirm_handle: str = strawberry.field(description="The handle of the account, so that none is erased by mistake.")
    user_id: strawberry.ID | None = strawberry.field(
        default=None, description="Another user than the viewer; needs `privacy:manage`."
    )


@strawberry.type(description="The request, as far as it is; the receipt once the account is erased.")
class RequestErasurePayload(Payload):
    request: records.DataRequest | None = strawberry.field(
        default=None, description="The request.", graphql_type=DataRequest | None
    )


@strawberry.input(description="What is to be handed over of what is known of the viewer.")
class RequestDataExportInput(MutationInput):
    sections: list[str] | None = strawberry.field(
        default=None, description="Only these sections of the document, such as `contents`; all by default."
    )


@strawberry.type(description="The request; its `downloadUrl` is there once it is done.")
class RequestDataExportPayload(Payload):
    request: records.DataRequest | None = strawberry.field(
        default=None, description="The request.", graphql_type=DataRequest | None
    )


@strawberry.type
class DataRequestMutation:
    @mutation(
        description="Have all that is known of the viewer handed over as a JSON document, scores and their reasons "
        "included. A job makes it within seconds; it can be fetched for 7 days."
    )
    async def request_data_export(self, info: Info, input: RequestDataExportInput) -> RequestDataExportPayload:
        return RequestDataExportPayload(request=await data_request.request_export(info.context, input.sections))

    @mutation(
        description="Have an account erased, by its owner or an operator. It is cut off within seconds and can't be "
        "had back; a job erases the rest and makes the request a receipt. Asked for again, it is the same request."
    )
    async def request_erasure(self, info: Info, input: RequestErasureInput) -> RequestErasurePayload:
        found = await data_request.request_erasure(info.context, input.mode, input.confirm_handle, input.user_id)
        return RequestErasurePayload(request=found)
