"""Experts for a question, and members who are alike, as the graph knows them."""

from domain.errors import Conflict
from domain.expert import Answers
from domain.ids import ContentId, UserId
from domain.record import Record
from graph.content import AudienceParams
from graph.database import Graph
from graph.queries import Params, Query
from graph.vector_index import searched

BUILDING = "The index of embeddings is still being built in the database. Nothing is wrong; try again in a minute."


class OfQuestionParams(AudienceParams):
    content_id: ContentId
    limit: int


class AlikeParams(Params):
    user_id: UserId
    looked_at: int
    limit: int


class AlikeUser(Record):
    user_id: UserId
    score: float


OF_QUESTION = Query("expert/of_question", OfQuestionParams, Answers)
USERS = Query("similar/users", AlikeParams, AlikeUser)


async def alike(graph: Graph, user_id: UserId, limit: int) -> list[AlikeUser]:
    """Members nearest to one in the embedding, the nearest first; none where there is no embedding of theirs.

    Raises:
        Conflict: the vector index isn't there yet, or is still being built.
    """
    with searched(Conflict(BUILDING)):
        return await graph.read(USERS.all, AlikeParams(user_id=user_id, looked_at=2 * limit + 20, limit=limit))
