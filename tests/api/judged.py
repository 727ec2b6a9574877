"""The judged texts: twenty contents in Chinese and English, and what is asked of them in words that they don't have."""

import json
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from domain import embedder
from graph import meaning, search
from graph.database import Graph, Transaction
from tests import sample

JUDGED: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).resolve().parent.parent / "fixtures" / "meaning" / "judged.json").read_text(encoding="utf-8")
)
CREATE = """
UNWIND $rows AS row
MATCH (user:User {id: $by}), (area:Area {id: $area}), (tag:Tag {id: $tag})
CREATE (content:Content:Article:Standalone {id: row.id, slug: row.id, kind: 'ARTICLE', title: row.title,
  body: '<p>' + row.body + '</p>', visibility: 'PUBLIC', published_at: $now - duration({days: row.days})})
CREATE (user)-[:AUTHORED {user_id: user.id, at: content.published_at}]->(content),
       (content)-[:IN_AREA {area_id: area.id, published_at: content.published_at}]->(area)
FOREACH (_ IN CASE WHEN row.chinese THEN [1] ELSE [] END |
  CREATE (content)-[:TAGGED {tag_id: tag.id, published_at: content.published_at}]->(tag))
"""


def id_of(name: str) -> str:
    """The id under which a judged content is in the graph."""
    return f"cnt_0{blake2b(name.encode(), digest_size=13).hexdigest()[1:]}"


async def load(graph: Graph) -> None:
    """Put the judged contents beside the sample: by Ben in the area for help, those in Chinese about Rust."""
    rows = [
        {**row, "id": id_of(row["id"]), "days": days + 1, "chinese": row["id"].startswith("zh")}
        for days, row in enumerate(JUDGED["contents"])
    ]

    async def create(tx: Transaction) -> None:
        places = {"by": sample.BEN, "area": sample.HELP, "tag": sample.RUST, "now": sample.NOW}
        await (await tx.run(CREATE, {"rows": rows, **places})).consume()
        await search.index(tx, [row["id"] for row in rows])

    await graph.write(create)
    await embed(graph)


async def embed(graph: Graph) -> None:
    """Make what is due in this process, which has the model."""
    while due := await graph.read(meaning.due, 100):
        await graph.write(meaning.store, [(row, _embedded(row.said)) for row in due])


_embedded = lru_cache(maxsize=None)(embedder.embed)
"""Vectors take half of the time of these tests, and each test has the same texts."""
