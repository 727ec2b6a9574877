"""Links to exports: only ours open anything, and only for their document and time."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidInput
from domain.export import SECTIONS, LinkKey, check_sections, has_expired
from tests import sample

ID = "req_01jz000000000000000000000a"
KEY = LinkKey(b"a secret of the server")


def parsed(link: str) -> tuple[str, str, str]:
    split = urlsplit(link)
    query = parse_qs(split.query)
    return split.path.removeprefix("/exports/"), query["expires"][0], query["signature"][0]


def test_a_link_opens_its_document_until_it_expires() -> None:
    id, expires, signature = parsed(KEY.link(ID, sample.NOW))
    assert KEY.opens(id, expires, signature) and id == ID
    assert has_expired(expires, sample.NOW) and not has_expired(expires, sample.NOW - timedelta(seconds=1))


@given(id=st.text(), expires=st.text(), signature=st.text())
def test_nothing_else_opens_anything(id: str, expires: str, signature: str) -> None:
    ours = parsed(KEY.link(ID, sample.NOW))
    for forged in ((id, expires, signature), (id, *ours[1:]), (ours[0], expires, ours[2]), (*ours[:2], signature)):
        assert forged == ours or not KEY.opens(*forged)


def test_another_secret_signs_otherwise() -> None:
    assert not LinkKey(b"another secret").opens(*parsed(KEY.link(ID, sample.NOW)))


def test_sections_come_in_the_order_of_the_document() -> None:
    assert check_sections(None) == SECTIONS
    assert check_sections(["contents", "account", "contents"]) == ("account", "contents")
    for bad in ([], ["account", "secrets"]):
        with pytest.raises(InvalidInput):
            check_sections(bad)
