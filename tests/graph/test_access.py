"""Access on the real server: whatever is given and ended, the graph finds what the reference finds, at every moment."""

from datetime import datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.benefit import BenefitKind
from domain.entitlement import Place, Shelf
from domain.grant import Given, Grant, Source, SourceKind
from domain.ids import UserId
from graph import access, grant
from graph.access import CLAIMS, ClaimsParams
from graph.database import Graph
from tests import sample
from tests.graph.privacy import rows
from tests.profiling import hits

NOW = sample.NOW
ADA, BEN = UserId(sample.ADA), UserId(sample.BEN)
PLACES = {
    "article": Place(area="blog"),
    "course": Place(area="help"),
    "lesson": Place(course="course", area="help"),
    "comment": Place(above="lesson"),
    "answer": Place(above="comment"),
    "nowhere": Place(),
}
UNLOCKED = [
    frozenset(ids)
    for ids in ({"article"}, {"course"}, {"lesson"}, {"blog"}, {"help"}, {"article", "nowhere"}, {"blog", "help"})
]
SHELF = """
UNWIND keys($places) AS id
WITH id, $places[id] AS place
CREATE (content:Content {id: id, visibility: 'PAID', published_at: $at})
FOREACH (_ IN CASE WHEN id = 'course' THEN [1] ELSE [] END | SET content:Course)
WITH collect([content, place]) AS made
UNWIND ['blog', 'help'] AS slug
CREATE (area:Area {id: slug, slug: slug})
WITH made, collect(area) AS areas
UNWIND made AS one
WITH one[0] AS content, one[1] AS place, areas
FOREACH (area IN [each IN areas WHERE each.id = place.area] | CREATE (content)-[:IN_AREA {area_id: area.id}]->(area))
WITH content, place
CALL (content, place) { MATCH (above:Content {id: place.above}) CREATE (content)-[:REPLIES_TO]->(above) }
CALL (content, place) { MATCH (course:Content {id: place.course}) CREATE (content)-[:PART_OF]->(course) }
"""
BENEFIT = """
CREATE (benefit:Benefit {id: $id, slug: $id, name: $id, kind: $kind, created_at: $at})
WITH benefit
MATCH (other:Content|Area) WHERE other.id IN $unlocked
CREATE (benefit)-[:UNLOCKS]->(other)
"""
CLEAR = "MATCH (n:EntitlementGrant|Benefit|OutboxEvent) DETACH DELETE n"
BENEFITS = st.one_of(
    st.just((BenefitKind.ALL_CONTENT, frozenset[str]())),
    st.just((BenefitKind.FEATURE, frozenset[str]())),
    st.just((BenefitKind.AD_FREE, frozenset[str]())),
    st.tuples(st.sampled_from([BenefitKind.CONTENT, BenefitKind.AREA]), st.sampled_from(UNLOCKED)),
)
DAYS = st.integers(0, 9)
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["give", "give", "give", "end"]),
        st.sampled_from([ADA, BEN]),
        st.integers(0, 3),
        st.sampled_from([Source(kind, id) for kind in list(SourceKind)[:4] for id in ("s1", "s2")]),
        DAYS,
        st.one_of(st.none(), st.integers(1, 9)),
    ),
    max_size=12,
)


def _day(n: int) -> datetime:
    return NOW + timedelta(days=n)


class Model:
    """What grants there are, kept in Python as `graph.grant` should keep them."""

    def __init__(self, benefits: list[tuple[BenefitKind, frozenset[str]]]) -> None:
        self.shelf = Shelf(places=PLACES, benefits={f"ben_{n}": each for n, each in enumerate(benefits)})

    def give(self, given: Given) -> None:
        """Give it; one that had ended begins anew."""
        for benefit in given.benefit_ids:
            key = f"{given.user_id} {benefit} {given.source}"
            former = self.shelf.grants.get(key)
            if former is not None and former.ended_at is None:
                self.shelf.grants[key] = former.model_copy(update={"expires_at": given.expires_at})
                continue
            names = {"id": given.id_of(benefit), "user_id": given.user_id, "benefit_id": benefit, "end_reason": None}
            source = {"source_kind": given.source.kind, "source_id": given.source.id, "ended_at": None}
            span = {"granted_at": given.granted_at, "expires_at": given.expires_at}
            self.shelf.grants[key] = Grant.model_validate(names | source | span)

    def end(self, source: Source, at: datetime, reason: str) -> None:
        """End what comes of a source and runs."""
        for key, each in self.shelf.grants.items():
            if (each.source_kind, each.source_id) == source and each.ended_at is None:
                self.shelf.grants[key] = each.model_copy(update={"ended_at": at, "end_reason": reason})


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(benefits=st.lists(BENEFITS, min_size=1, max_size=4), acts=ACTS)
async def test_the_graph_finds_what_the_reference_finds(graph: Graph, benefits: Any, acts: Any) -> None:
    await _shelf(graph)
    model = Model(benefits)
    for id, (kind, unlocked) in model.shelf.benefits.items():
        await rows(graph, BENEFIT, id=id, kind=kind, unlocked=sorted(unlocked), at=NOW)
    for act, user, number, source, day, length in acts:
        if act == "end":
            model.end(source, _day(day), "Over.")
            await graph.write(grant.end, source, _day(day), "Over.")
        else:
            until = None if length is None else _day(day + length)
            given_ = Given(user, (f"ben_{number % len(benefits)}",), source, _day(day), until)
            model.give(given_)
            await graph.write(grant.give, given_)
    for day in (-1, 0, 3, 6, 9, 12, 20):
        await _agree(graph, model.shelf, _day(day))


async def _shelf(graph: Graph) -> None:
    """The contents, areas and members; whatever an earlier example left is gone."""
    await rows(graph, CLEAR)
    if not await rows(graph, "MATCH (c:Content {id: 'article'}) RETURN c.id"):
        places = {id: {"above": p.above, "course": p.course, "area": p.area} for id, p in PLACES.items()}
        await rows(graph, SHELF, places=places, at=NOW)
        await rows(graph, "UNWIND $ids AS id CREATE (:User {id: id})", ids=[ADA, BEN])


async def _agree(graph: Graph, shelf: Shelf, at: datetime) -> None:
    for user in (ADA, BEN):
        claims = await graph.read(access.claims, list(PLACES), user, at)
        assert set(claims) == set(PLACES)
        for id, claim in claims.items():
            best, expected = claim.best(at), shelf.held(user, id, at)
            assert (best.grant if best else None) == expected, (user, id, at)


CROWD = """
UNWIND range($first, $last) AS n
CREATE (:EntitlementGrant {id: 'grt_' + n, key: 'grt_' + n, user_id: 'usr_' + n / 4, benefit_id: 'ben_' + n % 4,
                           source_kind: 'ORDER', source_id: 'ord_' + n, granted_at: $at})
"""


async def test_a_check_costs_the_same_however_many_grants_there_are(graph: Graph) -> None:
    await _shelf(graph)
    for number, (kind, unlocked) in enumerate([(BenefitKind.CONTENT, ["article"]), (BenefitKind.ALL_CONTENT, [])]):
        await rows(graph, BENEFIT, id=f"ben_{number}", kind=kind, unlocked=unlocked, at=NOW)
    found = []
    for first, last in ((0, 399), (400, 19_999)):
        await rows(graph, CROWD, first=first, last=last, at=NOW)
        params = ClaimsParams(ids=list(PLACES), user_id=UserId("usr_7"), now=NOW)
        found.append(await hits(graph, CLAIMS, params))
    few, many = found
    assert many <= few * 1.05, f"{few} db hits at 400 grants, {many} at 20,000"
    assert few < 60 * len(PLACES)
