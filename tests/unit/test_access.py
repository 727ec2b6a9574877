"""Who is asking, in one word, and what they are told when they may not."""

import pytest

from domain.access import ANONYMOUS, Role, Scope, Viewer
from domain.errors import NotAllowed
from domain.ids import UserId

USER = UserId("usr_01jz000000000000000000000a")
KEY = "key_01jz000000000000000000000a"


@pytest.mark.parametrize(
    ("viewer", "principal"),
    [
        (ANONYMOUS, None),
        (Viewer(user_id=USER, role=Role.MEMBER), f"user:{USER}"),
        (Viewer(user_id=USER, role=Role.OPERATOR), f"user:{USER}"),
        (Viewer(role=Role.OPERATOR), "role:operator"),
        (Viewer(key_id=KEY), f"key:{KEY}"),
    ],
)
def test_a_principal_is_one_word(viewer: Viewer, principal: str | None) -> None:
    assert viewer.principal == principal


@pytest.mark.parametrize(
    ("viewer", "advice"),
    [(ANONYMOUS, "Send a bearer token"), (Viewer(role=Role.MEMBER), "Ask an operator"), (Viewer(key_id=KEY), "Ask")],
)
def test_who_lacks_a_scope_is_told_what_to_do(viewer: Viewer, advice: str) -> None:
    with pytest.raises(NotAllowed, match=advice) as refused:
        viewer.require(Scope.EVENTS_WRITE)
    assert "events:write" in refused.value.message
