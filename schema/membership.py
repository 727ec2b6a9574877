"""Memberships of areas in the API."""

from datetime import datetime

import strawberry

from domain import area as areas
from domain import area_rules as records
from resolvers import area, membership
from schema.area import Area
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.types import Info, view_of
from schema.user_errors import Payload


@view_of(records.Membership, description="A user in an area.")
class AreaMembership:
    since: datetime = strawberry.field(description="Since when.")
    agreed_version: int | None = strawberry.field(
        description="The version of the norms they agreed to last; `Area.normsVersion` is the one that holds."
    )
    agreed_at: datetime | None = strawberry.field(description="When they agreed.")

    @strawberry.field(description="The area.", graphql_type=Area | None)
    async def area(self: records.Membership, info: Info) -> areas.Area | None:
        return await area.by_id(info.context, self.area_id)


@strawberry.input(description="The area to join.")
class JoinAreaInput(MutationInput):
    area: str = strawberry.field(description="Its slug.")


@strawberry.input(description="The area to leave.")
class LeaveAreaInput(MutationInput):
    area: str = strawberry.field(description="Its slug.")


@strawberry.input(description="The norms to agree to.")
class AgreeToNormsInput(MutationInput):
    area: str = strawberry.field(description="Slug of the area.")
    version: int = strawberry.field(description="The version that was shown; it must be the one that holds.")


@strawberry.type(description="The membership as it stands now.")
class JoinAreaPayload(Payload):
    membership: records.Membership | None = strawberry.field(
        default=None, description="The viewer in the area.", graphql_type=AreaMembership | None
    )


@strawberry.type(description="What was left.")
class LeaveAreaPayload(Payload):
    area: areas.Area | None = strawberry.field(default=None, description="The area.", graphql_type=Area | None)


@strawberry.type(description="The membership as it stands now.")
class AgreeToNormsPayload(Payload):
    membership: records.Membership | None = strawberry.field(
        default=None, description="The viewer in the area.", graphql_type=AreaMembership | None
    )


@strawberry.type
class MembershipMutation:
    @mutation(description="Become a member of an area, which is to follow it. Sent again, it changes nothing.")
    async def join_area(self, info: Info, input: JoinAreaInput) -> JoinAreaPayload:
        return JoinAreaPayload(membership=await membership.join(info.context, input.area))

    @mutation(description="End the viewer's membership of an area. Sent again, it changes nothing.")
    async def leave_area(self, info: Info, input: LeaveAreaInput) -> LeaveAreaPayload:
        return LeaveAreaPayload(area=await membership.leave(info.context, input.area))

    @mutation(description="Agree to the norms of an area, as one of its members. New norms are agreed to anew.")
    async def agree_to_norms(self, info: Info, input: AgreeToNormsInput) -> AgreeToNormsPayload:
        return AgreeToNormsPayload(membership=await membership.agree(info.context, input.area, input.version))
