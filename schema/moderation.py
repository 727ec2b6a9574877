"""Moderation in the API: the queue, the actions, and what members see of them."""

from datetime import datetime
from typing import Annotated

import strawberry

from domain import moderation as records
from domain import report as reported
from domain import user as users
from domain.moderation import MAX_DAYS, MAX_REASON, ActionKind, AppealState, CaseState
from domain.page import Connection as Rows
from domain.page import Edge
from domain.record import Record
from domain.report import ReportState
from resolvers import moderation, user
from schema.cost import cost
from schema.enums import describe_enum
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.norm import Norm
from schema.page import Connection
from schema.types import After, First, Info, Node, page, view_of
from schema.user import User
from schema.user_errors import Payload

describe_enum(
    CaseState,
    "Whether a case waits for a decision.",
    {"OPEN": "It does.", "DECIDED": "It was decided."},
)
describe_enum(
    ReportState,
    "What became of a report.",
    {
        "OPEN": "It waits for a decision.",
        "UPHELD": "A moderator found the norm broken.",
        "DISMISSED": "A moderator didn't, or an appeal was accepted.",
    },
)
describe_enum(
    AppealState,
    "How far an appeal has come.",
    {
        "OPEN": "It waits for another moderator.",
        "ACCEPTED": "What was done is taken back.",
        "REJECTED": "What was done stays.",
    },
)
describe_enum(
    ActionKind,
    "What a moderator can do. All but RESTORE, DISMISS, UNMUTE and UNBAN find a norm broken and can be appealed.",
    {
        "HIDE": "Take a content from its readers for now.",
        "REMOVE": "Take it from them for good.",
        "RESTORE": "Give it back to them.",
        "DISMISS": "Find no norm broken: what reports or checks have hidden is shown again.",
        "WARN": "Tell its author, or a member, and leave everything as it stands.",
        "MUTE": "Let a member, or the author, publish, comment and vote no more for a while.",
        "UNMUTE": "End that.",
        "BAN": "Let them do nothing but read for a while. Consents, export, erasure and appeals stay theirs.",
        "UNBAN": "End that.",
        "MOVE": "Put a content into another area.",
        "MERGE_DUPLICATE": "Lead from a content to the one it repeats, and hide it.",
    },
)


@view_of(records.ModerationAction, description="What was done to a content or member, and why.")
class ModerationAction:
    id: strawberry.ID = strawberry.field(description="Opaque and stable; appeal by it.")
    kind: ActionKind = strawberry.field(description="What was done.")
    target_id: strawberry.ID = strawberry.field(description="Id of the content or member.")
    norm: Norm = strawberry.field(description="The norm it names.")
    reason: str = strawberry.field(description="Why, in the moderator's words.")
    at: datetime = strawberry.field(description="When.")
    until: datetime | None = strawberry.field(description="Until when a mute or ban holds; null for ever.")
    appeal_state: AppealState | None = strawberry.field(description="How far the appeal has come; null without one.")
    appealed_at: datetime | None = strawberry.field(description="When it was appealed.")
    appeal_text: str | None = strawberry.field(description="What the member said.")
    answer: str | None = strawberry.field(description="What another moderator answered.")
    answered_at: datetime | None = strawberry.field(description="When.")

    @strawberry.field(description="The content or member, taken down or not.", graphql_type=Node | None)
    async def target(self: records.ModerationAction, info: Info) -> Record | None:
        return await moderation.target(info.context, self.target_id)

    @strawberry.field(
        description="The moderator who did it, for moderators alone; null when Stoa hid it by itself.",
        graphql_type=User | None,
    )
    async def actor(self: records.ModerationAction, info: Info) -> users.User | None:
        return await moderation.actor(info.context, self)


@view_of(reported.Report, description="One member's report.")
class Report:
    id: strawberry.ID = strawberry.field(description="Its id; ids sort by time.")
    norm: Norm = strawberry.field(description="Which norm is broken, in their eyes.")
    note: str | None = strawberry.field(description="What they said about it.")
    weight: float = strawberry.field(description="How much it weighs, 0 to 2, by how many of theirs were upheld.")
    state: ReportState = strawberry.field(description="What became of it.")
    at: datetime = strawberry.field(description="When it was made.")

    @strawberry.field(description="Who made it; null when the account is gone.", graphql_type=User | None)
    async def reporter(self: reported.Report, info: Info) -> users.User | None:
        return await user.by_id(info.context, self.reporter_id)


@view_of(records.ModerationCase, description="All reports and findings on one content or member.")
class ModerationCase:
    id: strawberry.ID = strawberry.field(description="Opaque and stable.")
    target_id: strawberry.ID = strawberry.field(description="Id of the content or member.")
    state: CaseState = strawberry.field(description="Whether it waits for a decision.")
    weight: float = strawberry.field(description="What its reports and findings weigh; 3 hides a content.")
    report_count: int = strawberry.field(description="How many reports it has.")
    findings: list[str] = strawberry.field(description="What checks had against it.", metadata=cost(assumed_size=3))
    opened_at: datetime = strawberry.field(description="When its first report or finding came.")
    claimed_until: datetime | None = strawberry.field(description="Until when it is one moderator's.")
    decided_at: datetime | None = strawberry.field(description="When it was decided.")

    @strawberry.field(description="The content or member, taken down or not.", graphql_type=Node | None)
    async def target(self: records.ModerationCase, info: Info) -> Record | None:
        return await moderation.target(info.context, self.target_id)

    @strawberry.field(
        description="Its latest reports, at most 50.", graphql_type=list[Report], metadata=cost(assumed_size=10)
    )
    async def reports(self: records.ModerationCase, info: Info) -> list[reported.Report]:
        return list(await moderation.reports_of(info.context, self.id))

    @strawberry.field(
        description="What was done in it, the latest first.",
        graphql_type=list[ModerationAction],
        metadata=cost(assumed_size=3),
    )
    async def actions(self: records.ModerationCase, info: Info) -> list[records.ModerationAction]:
        return list(await moderation.actions_of(info.context, self.id))

    @strawberry.field(description="The moderator who has claimed it.", graphql_type=User | None)
    async def claimed_by(self: records.ModerationCase, info: Info) -> users.User | None:
        return await user.by_id(info.context, self.claimed_by) if self.claimed_by else None


@strawberry.input(description="What to do, to what, and why.")
class ModerateInput(MutationInput):
    action: ActionKind = strawberry.field(description="What to do.")
    target_id: strawberry.ID = strawberry.field(
        description="Id of the content or member. WARN, MUTE and BAN of a content are about its author."
    )
    norm: Norm = strawberry.field(description="The norm it is about.")
    reason: str = strawberry.field(description=f"Why, 1 to {MAX_REASON} characters; the member reads it.")
    days: int | None = strawberry.field(
        default=None, description=f"For how long to MUTE or BAN, 1 to {MAX_DAYS} days; for ever without."
    )
    area: str | None = strawberry.field(default=None, description="Slug of the area to MOVE to.")
    original_id: strawberry.ID | None = strawberry.field(
        default=None, description="Id of the content that one for MERGE_DUPLICATE repeats."
    )


@strawberry.type(description="What was done.")
class ModeratePayload(Payload):
    action: records.ModerationAction | None = strawberry.field(
        default=None, description="The action, as it was written down.", graphql_type=ModerationAction | None
    )


@strawberry.input(description="Which case to take.")
class ClaimCaseInput(MutationInput):
    case_id: strawberry.ID = strawberry.field(description="Id of an open case.")


@strawberry.input(description="Which case to give back.")
class ReleaseCaseInput(MutationInput):
    case_id: strawberry.ID = strawberry.field(description="Id of a case that the viewer has claimed.")


@strawberry.type(description="What was claimed.")
class ClaimCasePayload(Payload):
    case: records.ModerationCase | None = strawberry.field(
        default=None, description="The case as it is now.", graphql_type=ModerationCase | None
    )


@strawberry.type(description="What was given back.")
class ReleaseCasePayload(ClaimCasePayload):
    pass


@strawberry.type
class ModerationQuery:
    @strawberry.field(
        description="Cases for moderators: open ones by weight, the heaviest first; decided ones by time, the latest "
        "first. Needs `content:moderate`.",
        graphql_type=Connection[ModerationCase] | None,
    )
    async def moderation_queue(
        self,
        info: Info,
        state: Annotated[CaseState | None, strawberry.argument(description="Open ones by default.")] = CaseState.OPEN,
        area: Annotated[
            str | None, strawberry.argument(description="Only of contents in the area of this slug.")
        ] = None,
        first: First = 20,
        after: After = None,
    ) -> Rows[Edge[records.ModerationCase]]:
        return await moderation.queue(info.context, page(first, after), state or CaseState.OPEN, area)


@strawberry.type
class ModerationMutation:
    @mutation(
        description="Do something to a content or member; it decides the open case, is audited, and the member reads "
        "why and can appeal. Needs `content:moderate`."
    )
    async def moderate(self, info: Info, input: ModerateInput) -> ModeratePayload:
        done = await moderation.moderate(
            info.context,
            input.action,
            input.target_id,
            input.norm,
            input.reason,
            input.days,
            input.area,
            input.original_id,
        )
        return ModeratePayload(action=done)

    @mutation(description="Take an open case for half an hour, or prolong that. Needs `content:moderate`.")
    async def claim_case(self, info: Info, input: ClaimCaseInput) -> ClaimCasePayload:
        return ClaimCasePayload(case=await moderation.claim(info.context, input.case_id))

    @mutation(description="Give a case back that you claimed. Needs `content:moderate`.")
    async def release_case(self, info: Info, input: ReleaseCaseInput) -> ReleaseCasePayload:
        return ReleaseCasePayload(case=await moderation.release(info.context, input.case_id))
