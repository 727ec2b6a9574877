"""Certificates in the API."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from domain import certificate as records
from domain import content as contents
from domain import user as users
from resolvers import certificate, content, user
from schema.idempotency import MutationInput
from schema.mutation import mutation
from schema.types import Info, view_of
from schema.user_errors import Payload

if TYPE_CHECKING:
    from schema.kinds import Course
    from schema.user import User

CourseType = Annotated["Course", strawberry.lazy("schema.kinds")]
UserType = Annotated["User", strawberry.lazy("schema.user")]


@view_of(records.Certificate, description="That a member finished a course.")
class Certificate:
    code: str = strawberry.field(
        description="Whoever is given it can verify the certificate, here and at `/certificates/CODE`."
    )
    page: str = strawberry.field(description="Path of the page that says whether it holds, for anybody.")
    valid: bool = strawberry.field(description="Whether it wasn't revoked.")
    course_title: str = strawberry.field(description="What the course was called when it was finished.")
    issued_at: datetime = strawberry.field(description="When the member finished it.")
    revoked_at: datetime | None = strawberry.field(description="When it was revoked; null while it is valid.")

    @strawberry.field(description="Who finished the course.", graphql_type=UserType | None)
    async def member(self: records.Certificate, info: Info) -> users.User | None:
        return await user.by_id(info.context, self.user_id)

    @strawberry.field(description="The course; null when the viewer can't find it.", graphql_type=CourseType | None)
    async def course(self: records.Certificate, info: Info) -> contents.Content | None:
        return await content.by_id(info.context, self.course_id)

    @strawberry.field(description="Why it was revoked, for its member and operators; null for others.")
    def revoked_reason(self: records.Certificate, info: Info) -> str | None:
        return certificate.reason(info.context, self)


@strawberry.input(description="A certificate that is to hold no longer.")
class RevokeCertificateInput(MutationInput):
    code: str = strawberry.field(description="Its code.")
    reason: str = strawberry.field(description="Why, 1 to 500 characters on one line; its member reads it.")


@strawberry.type(description="A certificate that was revoked.")
class RevokeCertificatePayload(Payload):
    certificate: records.Certificate | None = strawberry.field(
        default=None, description="The certificate as it is now.", graphql_type=Certificate | None
    )


@strawberry.type
class CertificateQuery:
    @strawberry.field(
        description="The certificate of a code, for whoever was given it; null when there is none.",
        graphql_type=Certificate | None,
    )
    async def certificate(
        self, info: Info, code: Annotated[str, strawberry.argument(description="As it stands on it.")]
    ) -> records.Certificate | None:
        return await certificate.by_code(info.context, code)


@strawberry.type
class CertificateMutation:
    @mutation(
        description="Revoke a certificate for good; no other one is issued for that course. Needs `catalogue:manage`."
    )
    async def revoke_certificate(self, info: Info, input: RevokeCertificateInput) -> RevokeCertificatePayload:
        revoked = await certificate.revoke(info.context, input.code, input.reason)
        return RevokeCertificatePayload(certificate=revoked)
