"""What says the same is found at the same cost however often it was said."""

from domain.cross_post import MOST
from domain.ids import ContentId
from domain.likeness import BANDS
from graph.cross_post import SAME, SameParams
from graph.database import Graph
from tests.graph.privacy import rows
from tests.profiling import hits

BANDS_SET = ", ".join(f"band_{n}: 'b'" for n in range(1, BANDS + 1))
COPIES = f"""
UNWIND range($first, $last) AS n
CREATE (:Content:Standalone {{id: 'cnt_' + right('00000' + n, 5), title: '' + n, visibility: 'REMOVED', body_hash: 'h',
  canonical_url: 'u', published_at: datetime({{epochSeconds: n}}), {BANDS_SET}}})
"""
PARAMS = SameParams(id=ContentId("cnt_new"), hash="h", url="u", bands=["b"] * BANDS)


async def test_the_earliest_are_found_at_the_same_cost_however_many_there_are(graph: Graph) -> None:
    await rows(graph, COPIES, first=1, last=100)
    few = await hits(graph, SAME, PARAMS)
    await rows(graph, COPIES, first=101, last=10_000)
    assert await hits(graph, SAME, PARAMS) <= few * 1.05
    found = await graph.read(SAME.all, PARAMS)
    assert [same.id for same in found] == [f"cnt_{n:05}" for n in range(1, MOST + 1)]
