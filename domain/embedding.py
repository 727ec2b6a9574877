"""Embeddings of members, contents and tags by FastRP, and the contents nearest to each by kNN.

FastRP (Chen, Sultan, Tian, Chen and Skiena, CIKM 2019) gives every node a random sparse vector and averages those of
its neighbours, weighed, again and again; degrees are damped by `degree^NORMALISATION`. Who reads and writes about the
same things stands near. kNN by neighbours of neighbours is NN-Descent (Dong, Moses and Li, WWW 2011).

Who and what is new stands where the mean of its neighbours is until the next whole run, as GraphSAGE's mean aggregator
does (Hamilton, Ying and Leskovec, NIPS 2017), with no weights of its own.
"""

from collections.abc import Sequence
from math import hypot

from domain.interaction import INTEREST_WEIGHT, InteractionType

DIMENSION = 64
ITERATIONS = (0.0, 1.0, 1.0, 0.5)
"""Weights of the averages over one step, two, three and four …; the first is over what stands beside a node."""

NORMALISATION = -0.25
"""Popular nodes tell less."""

SEED = 42
NEIGHBOURS = 10
LEAST_NEARNESS = 0.5
WROTE = INTEREST_WEIGHT[InteractionType.PUBLISH]
ANSWERED = INTEREST_WEIGHT[InteractionType.ANSWER]
TAGGED = 1.0
"""What the tag of a content weighs, times its idf; a view made now weighs 1."""


def placed(neighbours: Sequence[tuple[float, Sequence[float]]]) -> list[float] | None:
    """Where the mean of neighbours stands, each of them a weight and a vector; None where that is nowhere.

    Each vector counts as one of length 1, and so is the result.
    """
    scaled = [[weight * x / hypot(*vector) for x in vector] for weight, vector in neighbours]
    mean = [sum(column) for column in zip(*scaled, strict=True)]
    length = hypot(*mean)
    return [x / length for x in mean] if length > 0 else None
