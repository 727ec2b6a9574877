"""The moderators' queue, their claims and actions, what members see of them, and appeals."""

import asyncio
from typing import Any

import pytest

from domain.access import Role
from graph import audit, outbox
from graph.database import Graph
from jobs import notify
from tests import sample
from tests.api.conftest import Api
from tests.api.test_report import crowd, found, member, report
from tests.graph.privacy import rows

MODERATE = """mutation ($input: ModerateInput!) { moderate(input: $input) {
  action { id kind norm reason until target { id } actor { handle } } userErrors { __typename message path } } }"""
QUEUE = """query ($state: CaseState, $area: String, $first: Int, $after: String) {
  moderationQueue(state: $state, area: $area, first: $first, after: $after) {
    edges { cursor node { id weight reportCount claimedBy { handle } target { id ... on Content { title body } }
      reports { norm note state reporter { id } } actions { kind } } } pageInfo { hasNextPage } } }"""
CLAIM = 'mutation {{ claimCase(input: {{caseId: "{}"}}) {{ case {{ claimedUntil }} userErrors {{ __typename }} }} }}'
RELEASE = 'mutation {{ releaseCase(input: {{caseId: "{}"}}) {{ case {{ id }} userErrors {{ __typename }} }} }}'
MINE = """{ viewer { sanction { kind until } moderationActions {
  nodes { id kind norm reason appealState answer target { id } actor { id } } } } }"""
APPEAL = 'mutation {{ appeal(input: {{actionId: "{}", text: "It was a quote."}}) {{ userErrors {{ __typename }} }} }}'
DECIDE = """mutation ($id: ID!, $accepted: Boolean!) {
  decideAppeal(input: {actionId: $id, accepted: $accepted, answer: "You are right."}) {
    action { appealState answer } userErrors { __typename } } }"""
MODERATOR: dict[str, Any] = {"as_": sample.CLEO, "role": Role.MODERATOR}
ANOTHER: dict[str, Any] = {"as_": sample.BEN, "role": Role.MODERATOR}


async def moderate(api: Api, action: str, by: dict[str, Any] = MODERATOR, **more: Any) -> dict[str, Any]:
    """What the mutation answers: to do this to Ada's article, or to another target."""
    asked = {"action": action, "targetId": sample.GRAPHS, "norm": "SPAM", "reason": "An advertisement."} | more
    answer: dict[str, Any] = (await api.data(MODERATE, **by, input=asked))["moderate"]
    return answer


async def refusal(api: Api, action: str, by: dict[str, Any] = MODERATOR, **more: Any) -> str:
    """Why it changes nothing."""
    (error,) = (await moderate(api, action, by, **more))["userErrors"]
    return str(error["__typename"])


async def queue(api: Api, **options: Any) -> list[dict[str, Any]]:
    """The cases that a moderator finds."""
    edges = (await api.data(QUEUE, **MODERATOR, **options))["moderationQueue"]["edges"]
    return [edge["node"] for edge in edges]


async def mine(api: Api, as_: str = sample.ADA) -> list[dict[str, Any]]:
    """What a member sees of what was done to them."""
    nodes: list[dict[str, Any]] = (await api.data(MINE, as_=as_))["viewer"]["moderationActions"]["nodes"]
    return nodes


async def test_the_heaviest_case_comes_first_page_by_page(api: Api, graph: Graph) -> None:
    await crowd(graph, 3)
    await report(api, member(1), sample.GRAPHS, note="Look")
    for number in (1, 2):
        await report(api, member(number), sample.BEN)
    for number in (1, 2, 3):
        await report(api, member(number), sample.ASKED)
    cases = await queue(api)
    assert [case["target"]["id"] for case in cases] == [sample.ASKED, sample.BEN, sample.GRAPHS]
    assert cases[0]["target"]["body"], "a moderator reads what is hidden"
    assert [case["weight"] for case in cases] == [3.0, 2.0, 1.0]
    assert cases[2]["reports"] == [
        {"norm": "SPAM", "note": "Look", "state": "OPEN", "reporter": {"id": member(1)}},
    ]
    assert [case["target"]["id"] for case in await queue(api, area="help")] == [sample.ASKED]
    seen, after = [], None
    for _ in range(3):
        page = (await api.data(QUEUE, **MODERATOR, first=1, after=after))["moderationQueue"]
        seen += [edge["node"]["id"] for edge in page["edges"]]
        after = page["edges"][-1]["cursor"]
    assert seen == [case["id"] for case in cases] and not page["pageInfo"]["hasNextPage"]


async def test_of_many_claims_at_once_one_holds(api: Api, graph: Graph) -> None:
    await report(api, sample.CLEO)
    (case,) = await queue(api)
    claim = CLAIM.format(case["id"])
    tries = [api.data(claim, **(MODERATOR, ANOTHER)[number % 2]) for number in range(8)]
    taken = [answer["claimCase"]["case"] is not None for answer in await asyncio.gather(*tries)]
    assert sum(taken) == 4 and taken in ([True, False] * 4, [False, True] * 4), "the one's four, to prolong it"
    holder, other = (MODERATOR, ANOTHER) if taken[0] else (ANOTHER, MODERATOR)
    assert await refusal(api, "REMOVE", other) == "ConflictError"
    await rows(graph, "MATCH (m:ModerationCase) SET m.claimed_until = datetime('2020-01-01T00:00:00Z')")
    assert (await api.data(claim, **other))["claimCase"]["case"], "a claim that has run out is nobody's"
    assert (await api.data(RELEASE.format(case["id"]), **holder))["releaseCase"]["userErrors"]
    assert (await api.data(RELEASE.format(case["id"]), **other))["releaseCase"]["case"]
    assert (await moderate(api, "REMOVE", holder))["userErrors"] == []
    assert (await api.data(claim, **holder))["claimCase"]["userErrors"], "decided"


async def test_an_action_decides_the_case_and_tells_everybody_it_should(api: Api, graph: Graph) -> None:
    await report(api, sample.BEN)
    done = await moderate(api, "REMOVE", norm="PLAGIARISM", reason="Copied from a book.")
    assert done["userErrors"] == [] and done["action"]["actor"] == {"handle": "cleo"}
    assert not await found(api)
    (case,) = await queue(api, state="DECIDED")
    assert case["actions"] == [{"kind": "REMOVE"}] and case["reports"][0]["state"] == "UPHELD"
    assert await queue(api) == []
    (told,) = await mine(api)
    assert (told["kind"], told["norm"], told["reason"]) == ("REMOVE", "PLAGIARISM", "Copied from a book.")
    assert told["target"] == {"id": sample.GRAPHS} and told["actor"] is None, "not which moderator it was"
    assert await mine(api, sample.BEN) == []
    chosen = {"actor": None, "action": None, "target_id": sample.GRAPHS, "since": None, "until": None, "limit": 5}
    (entry,) = await graph.read(audit.latest, audit.LatestParams.model_validate(chosen))
    assert (entry.action, entry.actor_user_id) == ("content.removed", sample.CLEO)
    assert "moderation.acted" in {event.type for event in await graph.read(outbox.after, 0)}
    await notify.run_due(graph, sample.NOW)
    notices = await api.data("{ viewer { notifications { nodes { kind actor { id } } } } }", as_=sample.ADA)
    assert notices["viewer"]["notifications"]["nodes"] == [{"kind": "MODERATED", "actor": None}]
    assert (await report(api, sample.BEN, sample.SECRET))["reportId"], "and others can be reported"


async def test_what_reports_hid_comes_back_when_they_are_dismissed(api: Api, graph: Graph) -> None:
    await crowd(graph, 3)
    for number in (1, 2, 3):
        await report(api, member(number))
    assert not await found(api)
    assert (await moderate(api, "DISMISS"))["userErrors"] == []
    assert await found(api)
    assert [one["kind"] for one in await mine(api)] == ["DISMISS", "HIDE"]
    states = await rows(graph, "MATCH (r:Report) RETURN DISTINCT r.state AS state, r.open_key AS key")
    assert states == [{"state": "DISMISSED", "key": None}]
    assert (await report(api, member(1)))["reportId"], "a new case may be opened"


async def test_contents_are_moved_merged_hidden_and_restored(api: Api, graph: Graph) -> None:
    assert (await moderate(api, "MOVE", area="help"))["userErrors"] == []
    places = "MATCH (:Content {id: $id})-[in:IN_AREA]->(a) RETURN a.slug AS area, in.area_id AS id"
    assert await rows(graph, places, id=sample.GRAPHS) == [{"area": "help", "id": sample.HELP}]
    assert await refusal(api, "MOVE", area="help") == "ConflictError"
    assert (await moderate(api, "MERGE_DUPLICATE", originalId=sample.ASKED))["userErrors"] == []
    links = "MATCH (:Content {id: $id})-[l:LINKS_TO {kind: 'DUPLICATE'}]->(o) RETURN o.id AS id"
    assert await rows(graph, links, id=sample.GRAPHS) == [{"id": sample.ASKED}]
    assert not await found(api)
    assert await refusal(api, "HIDE") == "ConflictError"
    assert (await moderate(api, "RESTORE"))["userErrors"] == [] and await found(api)
    assert await refusal(api, "RESTORE") == "ConflictError"


@pytest.mark.parametrize(
    ("action", "more", "refused"),
    [
        ("HIDE", {"by": {"as_": sample.ADA, "role": Role.MODERATOR}}, "NotAllowedError"),
        ("HIDE", {"by": {"as_": sample.BEN}}, "NotAllowedError"),
        ("HIDE", {"by": {"role": Role.OPERATOR}}, "NotAllowedError"),
        ("HIDE", {"targetId": sample.BEN}, "InvalidInputError"),
        ("HIDE", {"targetId": sample.NEO4J}, "InvalidInputError"),
        ("HIDE", {"targetId": "cnt_01jz000000000000000000000z"}, "NotFoundError"),
        ("HIDE", {"reason": "  "}, "InvalidInputError"),
        ("HIDE", {"days": 3}, "InvalidInputError"),
        ("BAN", {"days": 0}, "InvalidInputError"),
        ("MOVE", {}, "InvalidInputError"),
        ("MOVE", {"area": "nowhere"}, "NotFoundError"),
        ("MERGE_DUPLICATE", {"originalId": sample.GRAPHS}, "NotFoundError"),
        ("DISMISS", {}, "ConflictError"),
        ("UNBAN", {}, "ConflictError"),
    ],
)
async def test_what_can_not_be_done(api: Api, graph: Graph, action: str, more: dict[str, Any], refused: str) -> None:
    assert await refusal(api, action, **more) == refused
    assert await found(api) and await rows(graph, "MATCH (n:ModerationAction|Sanction) RETURN n") == []


async def test_an_appeal_is_decided_by_another_and_takes_back_what_was_done(api: Api, graph: Graph) -> None:
    await report(api, sample.BEN)
    await moderate(api, "REMOVE")
    (action,) = await mine(api)
    id = action["id"]
    assert (await api.data(APPEAL.format(id), as_=sample.BEN))["appeal"]["userErrors"], "it is Ada's to appeal"
    answers = await asyncio.gather(*(api.data(APPEAL.format(id), as_=sample.ADA) for _ in range(4)))
    assert sum(not answer["appeal"]["userErrors"] for answer in answers) == 1, "one an action"
    open_ = await api.data("{ appeals { nodes { id appealText } } }", **ANOTHER)
    assert open_["appeals"]["nodes"] == [{"id": id, "appealText": "It was a quote."}]
    own = (await api.data(DECIDE, **MODERATOR, id=id, accepted=False))["decideAppeal"]
    assert own["userErrors"] == [{"__typename": "NotAllowedError"}], "not by who acted"
    decided = (await api.data(DECIDE, **ANOTHER, id=id, accepted=True))["decideAppeal"]
    assert decided["action"] == {"appealState": "ACCEPTED", "answer": "You are right."}
    assert await found(api)
    assert (await mine(api))[0]["appealState"] == "ACCEPTED"
    assert await rows(graph, "MATCH (r:Report) RETURN r.state AS state") == [{"state": "DISMISSED"}]
    chosen = {"actor": None, "action": None, "target_id": id, "since": None, "until": None, "limit": 5}
    (entry,) = await graph.read(audit.latest, audit.LatestParams.model_validate(chosen))
    assert (entry.action, entry.actor_user_id) == ("appeal.accepted", sample.BEN)
    again = (await api.data(DECIDE, **ANOTHER, id=id, accepted=False))["decideAppeal"]
    assert again["userErrors"] == [{"__typename": "ConflictError"}]
