"""Which media type a client would rather have, by its Accept header."""

from functools import lru_cache

JSON = "application/json"
RESPONSE_JSON = "application/graphql-response+json"
EVENT_STREAM = "text/event-stream"

MAX_RANGES = 30
"""Media ranges read of one header; real clients send five."""


@lru_cache(maxsize=256)
def preferred(accept: str) -> str:
    """Give the media type to answer in: the one the client weighs highest, of equals the first of these.

    `graphql-response+json` where it is named, plain JSON, an event stream. So a stream is chosen only where it
    outranks JSON: clients that can read both name it on every request.
    """
    weights = _weights(accept)
    choices = [RESPONSE_JSON, JSON, EVENT_STREAM] if RESPONSE_JSON in weights else [JSON, EVENT_STREAM]
    best = max(choices, key=lambda media: _weight(media, weights))
    return best if _weight(best, weights) > 0 else JSON


def _weights(accept: str) -> dict[str, float]:
    weights: dict[str, float] = {}
    for part in accept.lower().split(",")[:MAX_RANGES]:
        media, *parameters = (piece.strip() for piece in part.split(";"))
        quality = next((parameter[2:] for parameter in parameters if parameter.startswith("q=")), "1")
        if media:
            weights[media] = _number(quality)
    return weights


def _number(quality: str) -> float:
    try:
        return min(1.0, max(0.0, float(quality)))
    except ValueError:
        return 0.0


def _weight(media: str, weights: dict[str, float]) -> float:
    family = media.split("/")[0] + "/*"
    return weights.get(media, weights.get(family, weights.get("*/*", 0.0)))
