"""Where a click leads: the ad's own landing page, with the click in its query, so that an order can be told of it."""

from urllib.parse import quote, urlsplit, urlunsplit

CLICK = "stoa_click"
"""The parameter that names the click: the id of its decision."""


def with_click(url: str, decision_id: str) -> str:
    """The landing page with the id of a decision in its query, in place of any that is there. The rest stays as it is.

    What a header can't hold is percent-encoded, so that nothing of an address ends up outside of it.
    """
    parts = urlsplit(url)
    kept = [part for part in parts.query.split("&") if part and part.partition("=")[0] != CLICK]
    query = "&".join([*kept, f"{CLICK}={quote(decision_id, safe='')}"])
    return quote(urlunsplit(parts._replace(query=query)), safe="!#$%&'()*+,/:;=?@[]~")
