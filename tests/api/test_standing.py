"""Standing over the API: what those who are new may do, what levels open, and by what rules."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from domain.access import Role
from domain.ids import UserId
from domain.newcomer import LIMITS
from domain.points import Act, Fact
from graph import export, points
from graph.database import Graph
from tests import sample
from tests.api.conftest import Api
from tests.api.test_report import crowd, member
from tests.graph.privacy import rows

SET = """mutation ($input: SetStandingRulesInput!) { setStandingRules(input: $input) {
  rules { version ownLevels youngBelow levels { level points keptDownTo days } rights { right level } limits { links } }
  userErrors { code path message } } }"""
PUBLISH = """mutation ($body: String!, $area: String) {
  publishContent(input: {kind: ARTICLE, title: "Try", body: $body, area: $area}) {
    content { id visibility } userErrors { __typename path message } } }"""
COMMENT = """mutation ($id: ID!) { addComment(input: {parentId: $id, body: "Thanks"}) {
  comment { id } userErrors { __typename message } } }"""
EDIT = """mutation ($id: ID!, $version: Int!, $body: String!) {
  editContent(input: {id: $id, version: $version, body: $body}) { version userErrors { __typename path } } }"""
VOTE = """mutation ($id: ID!, $value: VoteValue!) { castVote(input: {contentId: $id, value: $value}) {
  userErrors { __typename path message } } }"""
STANDING = """query ($handle: String!, $area: String) { user(handle: $handle) { standing(area: $area) {
  level points tenureDays rights next { level missingPoints opensAt } } } }"""
NEWCOMER = member(1)


async def set_rules(api: Api, **input: Any) -> dict[str, Any]:
    """What the mutation answers an operator."""
    answer: dict[str, Any] = (await api.data(SET, role=Role.OPERATOR, input=input))["setStandingRules"]
    return answer


async def grown(api: Api, graph: Graph, joined_at: datetime | None = None) -> None:
    """Let the community be past its youth, and a newcomer join it."""
    await set_rules(api, youngBelow=0)
    await crowd(graph, 1, joined_at or datetime.now(UTC) - timedelta(hours=1))


async def publish(api: Api, body: str = "x", as_: str = NEWCOMER, area: str | None = None) -> list[dict[str, Any]]:
    """Why it isn't published; nothing when it is."""
    answer = await api.data(PUBLISH, as_=as_, body=body, area=area)
    errors: list[dict[str, Any]] = answer["publishContent"]["userErrors"]
    return errors


async def earn(graph: Graph, user_id: str, on: str = sample.GRAPHS) -> None:
    """Give somebody the ten points of a vote."""
    text = "MATCH (u:User {id: $id}), (c:Content {id: $on})<-[old:AUTHORED]-() DELETE old CREATE (u)-[:AUTHORED]->(c)"
    await rows(graph, text, id=user_id, on=on)
    fact = Fact(Act.VOTE_UP, sample.BEN, on, datetime.now(UTC))  # type: ignore[arg-type]
    await graph.write(points.grant, fact, fact.at)


async def test_newcomers_publish_so_much_a_day_however_much_at_once(api: Api, graph: Graph) -> None:
    await grown(api, graph)
    answers = await asyncio.gather(*(publish(api) for _ in range(3 * LIMITS.contents)))
    refused = [error for errors in answers for error in errors]
    assert len(refused) == 2 * LIMITS.contents
    assert {(error["__typename"], *error["path"]) for error in refused} == {("LimitReachedError", "input")}
    assert "go on at 20" in refused[0]["message"] and "00:00 UTC" in refused[0]["message"]
    comments = await asyncio.gather(*(api.data(COMMENT, as_=NEWCOMER, id=sample.GRAPHS) for _ in range(14)))
    assert sum(answer["addComment"]["comment"] is not None for answer in comments) == LIMITS.replies
    (counted,) = await rows(graph, "MATCH (c:Content {id: $id}) RETURN c.comment_count AS n", id=sample.GRAPHS)
    assert counted["n"] == LIMITS.replies + 1, "what is refused isn't half made"
    yesterday = datetime.now(UTC) - timedelta(days=1)
    await rows(graph, "MATCH (:User {id: $id})-[w:AUTHORED]->() SET w.at = $at", id=NEWCOMER, at=yesterday)
    assert await publish(api) == [], "another day"


async def test_a_flood_of_mentions_or_links_is_refused_in_whatever_it_comes(api: Api, graph: Graph) -> None:
    await grown(api, graph)
    flood = " ".join(f"@{handle}" for handle in ("ada", "ben", "cleo"))
    links = " ".join(f"[x](https://{n}.example)" for n in range(LIMITS.links + 1))
    for body in (flood, links):
        (error,) = await publish(api, body)
        assert (error["__typename"], error["path"]) == ("LimitReachedError", ["input", "body"])
    assert await publish(api, "@ada @Ada @ben") == []
    (made,) = await rows(graph, "MATCH (:User {id: $id})-[:AUTHORED]->(c) RETURN c.id AS id", id=NEWCOMER)
    edited = await api.data(EDIT, as_=NEWCOMER, id=made["id"], version=1, body=flood)
    assert [error["__typename"] for error in edited["editContent"]["userErrors"]] == ["LimitReachedError"]
    await set_rules(api, limits={"mentionsADay": 3})
    (error,) = await publish(api, "@cleo @ada")
    assert "mention 3 members a day" in error["message"]
    assert await publish(api, flood, as_=sample.CLEO) == [], "who came with an imported community isn't new"


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.OPERATOR])
async def test_staff_is_not_limited_and_lacks_no_right(api: Api, graph: Graph, role: Role) -> None:
    await grown(api, graph)
    for _ in range(LIMITS.contents + 1):
        made = await api.data(PUBLISH, as_=NEWCOMER, role=role, body="@ada @ben @cleo")
        assert made["publishContent"]["userErrors"] == []
    down = await api.data(VOTE, as_=NEWCOMER, role=role, id=sample.GRAPHS, value="DOWN")
    assert down["castVote"]["userErrors"] == []


async def test_a_young_community_has_nobody_new(api: Api, graph: Graph) -> None:
    await crowd(graph, 1, datetime.now(UTC))
    for _ in range(LIMITS.contents + 1):
        assert await publish(api) == []
    down = await api.data(VOTE, as_=NEWCOMER, id=sample.GRAPHS, value="DOWN")
    assert down["castVote"]["userErrors"] == []


async def test_points_and_time_open_what_a_level_opens(api: Api, graph: Graph) -> None:
    await grown(api, graph, datetime.now(UTC) - timedelta(days=3))
    await api.data(VOTE, as_=NEWCOMER, id=sample.GRAPHS, value="UP")
    (refused,) = (await api.data(VOTE, as_=NEWCOMER, id=sample.GRAPHS, value="DOWN"))["castVote"]["userErrors"]
    assert (refused["__typename"], refused["path"]) == ("NotAllowedError", ["input", "value"])
    assert refused["message"].endswith("takes the level MEMBER: 5 points, and a day as a member. You lack 5 points.")
    later = datetime.now(UTC) + timedelta(days=2)
    draft = """mutation ($at: DateTime!) { saveDraft(input: {kind: ARTICLE, title: "x", body: "x", publishAt: $at}) {
      userErrors { __typename path } } }"""
    unscheduled = {"saveDraft": {"userErrors": [{"__typename": "NotAllowedError", "path": ["input", "publishAt"]}]}}
    assert await api.data(draft, as_=NEWCOMER, at=later.isoformat()) == unscheduled
    before = (await api.data(STANDING, handle="crowd1"))["user"]["standing"]
    assert before == {
        "level": "NEW", "points": 0, "tenureDays": 3, "rights": ["VOTE_UP", "COMMENT"],
        "next": {"level": "MEMBER", "missingPoints": 5, "opensAt": None},
    }  # fmt: skip
    await earn(graph, NEWCOMER, sample.REMARK)
    after = (await api.data(STANDING, handle="crowd1"))["user"]["standing"]
    assert (after["level"], after["points"], after["next"]["level"]) == ("MEMBER", 10, "ESTABLISHED")
    assert (await api.data(VOTE, as_=NEWCOMER, id=sample.GRAPHS, value="DOWN"))["castVote"]["userErrors"] == []
    assert (await api.data(draft, as_=NEWCOMER, at=later.isoformat()))["saveDraft"]["userErrors"] == []
    history = '{ user(handle: "crowd1") { standing { since history { level } } } }'
    own = (await api.data(history, as_=NEWCOMER))["user"]["standing"]
    assert [change["level"] for change in own["history"]] == ["MEMBER", "NEW"]
    assert await api.code(history, as_=sample.BEN) == "NOT_ALLOWED"


async def test_an_area_with_bars_of_its_own_counts_what_is_earned_there(api: Api, graph: Graph) -> None:
    bars = [{"level": "MEMBER", "points": 3, "days": 0}, {"level": "ESTABLISHED", "points": 10, "days": 0}]
    set_ = await set_rules(api, area="help", levels=bars, rights=[{"right": "VOTE_DOWN", "level": "ESTABLISHED"}])
    assert set_["rules"]["ownLevels"] is True
    assert set_["rules"]["levels"][1] == {"level": "ESTABLISHED", "points": 10, "keptDownTo": 5, "days": 0}
    await crowd(graph, 1)
    await earn(graph, sample.CLEO, sample.ANSWERED)
    await earn(graph, sample.BEN, sample.SECRET)
    asked = '{ help: area(slug: "help") { viewerRights } blog: area(slug: "blog") { viewerRights } }'
    rights = {as_: await api.data(asked, as_=as_) for as_ in (sample.CLEO, sample.BEN)}
    assert "VOTE_DOWN" in rights[sample.CLEO]["help"]["viewerRights"]
    assert "VOTE_DOWN" not in rights[sample.BEN]["help"]["viewerRights"]
    assert "VOTE_DOWN" in rights[sample.BEN]["blog"]["viewerRights"]
    assert (await api.data(asked))["blog"]["viewerRights"] == []
    (refused,) = (await api.data(VOTE, as_=sample.ADA, id=sample.ASKED, value="DOWN"))["castVote"]["userErrors"]
    assert "the level ESTABLISHED in Help: 10 points" in refused["message"]
    assert (await api.data(VOTE, as_=sample.CLEO, id=sample.ASKED, value="DOWN"))["castVote"]["userErrors"] == []
    there = (await api.data(STANDING, handle="ben", area="help"))["user"]["standing"]
    assert (there["level"], there["points"]) == ("MEMBER", -2)
    assert await api.code(STANDING, handle="ben", area="nowhere") == "NOT_FOUND"
    assert (await set_rules(api, area="help", levels=[]))["rules"]["ownLevels"] is False


async def test_posting_may_take_points_or_a_level(api: Api, graph: Graph) -> None:
    edit = """mutation ($id: ID!, $posting: PostingRuleInput!) { editArea(input: {id: $id, posting: $posting}) {
      area { posting { points level } } userErrors { path } } }"""
    await earn(graph, sample.CLEO)
    for posting, told in (
        ({"points": 11}, "takes 11 points; you have 10"),
        ({"level": "ESTABLISHED"}, "takes the level ESTABLISHED: 100 points"),
    ):
        edited = (await api.data(edit, role=Role.OPERATOR, id=sample.BLOG, posting=posting))["editArea"]
        assert edited["area"]["posting"] == {"points": 0, "level": "NEW"} | posting
        (refused,) = await publish(api, as_=sample.CLEO, area="blog")
        assert told in refused["message"] and refused["path"] == ["input", "area"]
        asked = await api.data('{ area(slug: "blog") { postingRefusal } }', as_=sample.CLEO)
        assert asked["area"]["postingRefusal"] == refused["message"]
        made = await api.data(PUBLISH, as_=sample.CLEO, role=Role.OPERATOR, body="x", area="blog")
        assert made["publishContent"]["userErrors"] == []
    await api.data(edit, role=Role.OPERATOR, id=sample.BLOG, posting={"points": 10, "level": "MEMBER"})
    assert await publish(api, as_=sample.CLEO, area="blog") == []
    wrong = (await api.data(edit, role=Role.OPERATOR, id=sample.BLOG, posting={"points": -1}))["editArea"]["userErrors"]
    assert wrong == [{"path": ["input", "posting", "points"]}]


@pytest.mark.parametrize(
    ("input", "path"),
    [
        ({"levels": [{"level": "NEW", "points": 1, "days": 0}]}, ["input", "levels"]),
        ({"levels": [{"level": "MEMBER", "points": 101, "days": 0}]}, ["input", "levels"]),
        ({"levels": [{"level": "TRUSTED", "points": 1000, "days": -1}]}, ["input", "levels"]),
        ({"limits": {"linksADay": 1_001}}, ["input", "limits", "linksADay"]),
        ({"youngBelow": -1}, ["input", "youngBelow"]),
        ({"area": "help", "youngBelow": 5}, ["input", "limits"]),
        ({"area": "nowhere"}, ["input", "area"]),
    ],
)
async def test_rules_that_cannot_hold_are_refused_and_change_nothing(
    api: Api, graph: Graph, input: dict[str, Any], path: list[str]
) -> None:
    refused = await set_rules(api, **input)
    assert ([error["path"] for error in refused["userErrors"]], refused["rules"]) == ([path], None)
    assert await rows(graph, "MATCH (r:StandingRules) RETURN r") == []


async def test_a_change_of_rules_is_audited_with_what_was_before(api: Api) -> None:
    first = await set_rules(api, rights=[{"right": "VOTE_DOWN", "level": "TRUSTED"}], limits={"links": 9})
    assert (first["rules"]["version"], first["rules"]["limits"]) == (2, {"links": 9})
    second = await set_rules(api, rights=[{"right": "VOTE_DOWN", "level": "NEW"}])
    assert (second["rules"]["version"], second["rules"]["limits"]) == (3, {"links": 9})
    asked = "{ auditLog(first: 1) { nodes { action targetId before after } } }"
    (entry,) = (await api.data(asked, role=Role.OPERATOR))["auditLog"]["nodes"]
    assert (entry["action"], entry["targetId"]) == ("standing_rules.set", "all")
    assert "TRUSTED" in str(entry["before"]) and "NEW" in str(entry["after"])


async def test_a_vote_asks_once_where_somebody_stands(api: Api, statements: list[str]) -> None:
    await api.data(VOTE, as_=sample.BEN, id=sample.GRAPHS, value="UP")
    statements.clear()
    await api.data(VOTE, as_=sample.CLEO, id=sample.GRAPHS, value="UP")
    assert [name for name in statements if name.startswith("standing/")] == ["standing/of_members"]
    statements.clear()
    await api.data(VOTE, as_=sample.CLEO, id=sample.GRAPHS, value="NONE")
    assert not [name for name in statements if name.startswith("standing/")]


async def test_established_members_retag_what_others_wrote_and_nothing_else_of_it(api: Api, graph: Graph) -> None:
    retag = """mutation ($input: EditContentInput!) { editContent(input: $input) {
      version content { title tags { slug } } userErrors { __typename message path } } }"""
    tags = {"id": sample.GRAPHS, "version": 1, "tags": ["rust"], "note": "no Python in it"}
    (refused,) = (await api.data(retag, as_=sample.CLEO, input=tags))["editContent"]["userErrors"]
    assert (refused["__typename"], refused["path"]) == ("NotAllowedError", ["input", "id"])
    assert "takes the level ESTABLISHED" in refused["message"]
    await set_rules(api, rights=[{"right": "RETAG", "level": "MEMBER"}])
    done = (await api.data(retag, as_=sample.CLEO, input=tags))["editContent"]
    assert done == {"version": 2, "content": {"title": "Graphs in anger", "tags": [{"slug": "rust"}]}, "userErrors": []}
    history = f'{{ content(id: "{sample.GRAPHS}") {{ revisions {{ number tags editor {{ handle }} }} }} }}'
    assert (await api.data(history, as_=sample.ADA))["content"]["revisions"] == [
        {"number": 2, "tags": ["rust"], "editor": {"handle": "cleo"}},
        {"number": 1, "tags": ["neo4j", "python"], "editor": {"handle": "ada"}},
    ]
    listed = await api.data('{ contents(tags: ["rust"]) { nodes { id } } }')
    assert sample.GRAPHS in str(listed)
    url = {"canonicalUrl": "https://mine.example"}
    for more in ({"title": "Mine"}, {"body": "mine"}, {"area": "help"}, {"tags": None, "language": "en"}, url):
        (refused,) = (await api.data(retag, as_=sample.CLEO, input=tags | {"version": 2} | more))["editContent"][
            "userErrors"
        ]
        assert (refused["__typename"], refused["path"]) == ("NotAllowedError", ["input", "id"]), more
    (stale,) = (await api.data(retag, as_=sample.CLEO, input=tags))["editContent"]["userErrors"]
    assert (stale["__typename"], stale["path"]) == ("ConflictError", ["input", "version"])
    (hidden,) = (await api.data(retag, as_=sample.CLEO, input=tags | {"id": sample.LATER}))["editContent"]["userErrors"]
    assert hidden["__typename"] == "NotFoundError"
    pages = [row async for row in export.pages(graph, "revisions", UserId(sample.CLEO))]
    assert [(row["number"], "source" in row) for page in pages for row in page] == [(2, False)]
