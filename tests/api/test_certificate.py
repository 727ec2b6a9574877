"""Certificates: issued once with the last lesson, verified by anybody who has the code, revoked with a reason."""

import asyncio
from typing import Any

import pytest

from domain.access import Role
from domain.certificate import new_code
from domain.ids import UserId
from graph import certificate, outbox
from graph.database import Graph
from tests import sample
from tests.api.conftest import Api
from tests.api.test_audit import log
from tests.api.test_course import COMPLETE, change, lessons_of, three
from tests.graph.privacy import rows

MINE = """{ viewer { certificates { nodes { code valid courseTitle revokedReason } }
  courses { nodes { percent certificate { code } } } } }"""
VERIFY = """query ($code: String!) { certificate(code: $code) {
  valid courseTitle revokedAt revokedReason member { handle } course { title } } }"""
REVOKE = """mutation ($input: RevokeCertificateInput!) { answer: revokeCertificate(input: $input) {
  certificate { valid revokedReason } userErrors { __typename path } } }"""
BEN = UserId(sample.BEN)


async def finished(api: Api) -> tuple[str, list[str]]:
    """A course of Ada's that Ben finished."""
    id, ids = await three(api)
    for each in ids:
        await change(api, COMPLETE, lessonId=each)
    return id, ids


async def codes(api: Api, who: str = sample.BEN) -> list[str]:
    """The codes of somebody's certificates."""
    found = (await api.data(MINE, as_=who))["viewer"]["certificates"]["nodes"]
    return [each["code"] for each in found]


async def told(graph: Graph) -> list[tuple[str, dict[str, Any]]]:
    """What was told of certificates."""
    events = await graph.read(outbox.after, 0)
    return [(event.type, event.payload) for event in events if event.type.startswith("certificate.")]


async def revoke(api: Api, code: str, reason: str = "Copied.", role: Role | None = Role.OPERATOR) -> dict[str, Any]:
    """What revoking answers an operator."""
    answer = await api.data(REVOKE, as_=sample.CLEO, role=role, input={"code": code, "reason": reason})
    found: dict[str, Any] = answer["answer"]
    return found


async def test_who_finishes_a_course_is_certified_once(api: Api, graph: Graph) -> None:
    id, ids = await three(api)
    for each in ids[:2]:
        await change(api, COMPLETE, lessonId=each)
    assert await codes(api) == []
    await asyncio.gather(*(change(api, COMPLETE, lessonId=each) for each in ids * 3))
    (code,) = await codes(api)
    (event,) = await told(graph)
    assert event[0] == "certificate.issued" and (event[1]["userId"], event[1]["courseId"]) == (sample.BEN, id)
    assert code not in str(event), "the code is its holder's to give away"
    await lessons_of(api, id, "Four")
    mine = (await api.data(MINE, as_=sample.BEN))["viewer"]
    assert mine["courses"]["nodes"] == [{"percent": 75, "certificate": {"code": code}}]
    assert mine["certificates"]["nodes"][0]["valid"], "a lesson added later takes no certificate"
    for each in (await api.data("{ viewer { courses { nodes { nextLesson { id } } } } }", as_=sample.BEN))["viewer"][
        "courses"
    ]["nodes"]:
        await change(api, COMPLETE, lessonId=each["nextLesson"]["id"])
    assert await codes(api) == [code]


async def test_nobody_is_certified_for_what_they_wrote(api: Api, graph: Graph) -> None:
    _, ids = await three(api)
    for each in ids:
        await change(api, COMPLETE, sample.ADA, lessonId=each)
    assert await codes(api, sample.ADA) == [] and await told(graph) == []


async def test_anybody_with_the_code_verifies_it(api: Api) -> None:
    await finished(api)
    (code,) = await codes(api)
    for given in (code, f" {code.upper()} "):
        assert (await api.data(VERIFY, code=given))["certificate"] == {
            "valid": True,
            "courseTitle": "Graphs",
            "revokedAt": None,
            "revokedReason": None,
            "member": {"handle": "ben"},
            "course": {"title": "Graphs"},
        }
    assert (await api.data(VERIFY, code=new_code()))["certificate"] is None


async def test_the_page_says_whether_it_is_valid(api: Api) -> None:
    await finished(api)
    (code,) = await codes(api)
    page = await api.http.get(f"/certificates/{code}")
    assert page.status_code == 200 and "Valid" in page.text and "noindex" in page.text
    assert all(part in page.text for part in ("Graphs", "Ben", "@ben", code, "is by Ada"))
    assert "script" not in page.headers["content-security-policy"] and "<script" not in page.text
    await revoke(api, code)
    page = await api.http.get(f"/certificates/{code.upper()}")
    assert page.status_code == 200 and "Revoked" in page.text and "Valid" not in page.text
    assert "Copied" not in page.text, "why is the member's own"
    for nobodys in (new_code(), "x" * 5_000, "%3Cb%3E"):
        page = await api.http.get(f"/certificates/{nobodys}")
        assert page.status_code == 404 and "<b>" not in page.text


async def test_what_a_member_is_called_is_text_on_the_page(api: Api, graph: Graph) -> None:
    await finished(api)
    (code,) = await codes(api)
    await rows(graph, "MATCH (u:User {id: $id}) SET u.display_name = '<img src=x onerror=1>'", id=sample.BEN)
    page = await api.http.get(f"/certificates/{code}")
    assert "<img" not in page.text and "&lt;img" in page.text


async def test_an_operator_revokes_it_for_good(api: Api, graph: Graph) -> None:
    _, ids = await finished(api)
    (code,) = await codes(api)
    refused = await revoke(api, code, role=Role.MEMBER)
    assert refused["userErrors"] == [{"__typename": "NotAllowedError", "path": None}]
    for given, reason, problem in (
        (code, " ", ("InvalidInputError", ["input", "reason"])),
        (code, "x" * 501, ("InvalidInputError", ["input", "reason"])),
        (new_code(), "Why", ("NotFoundError", ["input", "code"])),
    ):
        (error,) = (await revoke(api, given, reason))["userErrors"]
        assert (error["__typename"], error["path"]) == problem
    done = await revoke(api, code)
    assert done["certificate"] == {"valid": False, "revokedReason": "Copied."}
    assert (await revoke(api, code))["userErrors"][0]["__typename"] == "ConflictError"
    (entry,) = [each for each in (await log(api))["nodes"] if each["action"] == "certificate.revoked"]
    assert entry["targetId"].startswith("crt_")
    assert (await api.data(VERIFY, as_=sample.ADA, code=code))["certificate"]["revokedReason"] is None
    assert (await api.data(VERIFY, as_=sample.BEN, code=code))["certificate"]["revokedReason"] == "Copied."
    await change(api, COMPLETE, lessonId=ids[0])
    assert await codes(api) == [code] and [type for type, _ in await told(graph)] == [
        "certificate.issued",
        "certificate.revoked",
    ]


@pytest.mark.parametrize("by_lesson", [True, False])
async def test_a_refund_takes_it_until_the_course_is_had_again(api: Api, graph: Graph, by_lesson: bool) -> None:
    id, ids = await finished(api)
    (code,) = await codes(api)
    contents = [sample.GRAPHS, *(ids if by_lesson else [id])]
    for _ in range(2):
        await graph.write(certificate.revoke_for, BEN, contents, sample.NOW, "Refunded.")
    assert [type for type, _ in await told(graph)] == ["certificate.issued", "certificate.revoked"]
    assert not (await api.data(VERIFY, code=code))["certificate"]["valid"]
    await change(api, COMPLETE, lessonId=ids[0])
    new = [each for each in await codes(api) if each != code]
    assert len(new) == 1 and (await api.data(VERIFY, code=new[0]))["certificate"]["valid"]
    assert not (await api.data(VERIFY, code=code))["certificate"]["valid"], "the former one stays revoked"
    learned = await rows(graph, "MATCH (entry:PointEntry {user_id: $ben}) RETURN entry.rule AS rule", ben=BEN)
    assert learned == [], "standing isn't bought, so nothing of it is taken back"
