"""Has this been asked? What means the same as a text that is being written or as a content, and tags for a text."""

from typing import Any

import pytest
import pytest_asyncio

from domain import embedder
from domain.access import Role
from graph.database import Graph
from tests import sample
from tests.api import judged
from tests.api.conftest import Api
from tests.api.judged import id_of

SIMILAR = """
query ($title: String!, $body: String, $kinds: [ContentKind!], $first: Int) {
  similarContents(title: $title, body: $body, kinds: $kinds, first: $first) { likeness likelySame content { id } }
}
"""
DUPLICATES = "query ($id: ID!) { nearDuplicates(contentId: $id) { likeness likelySame content { id } } }"
TAGS = """
query ($title: String!, $body: String, $first: Int) {
  suggestTags(title: $title, body: $body, first: $first) {
    score tag { slug } votes { likeness score content { id tags { slug } } }
  }
}
"""
QUESTION = {"title": "Saving passwords of users", "body": "Is a salted hash such as argon2 safer than plain text?"}


@pytest_asyncio.fixture(loop_scope="session")
async def read(api: Api, graph: Graph) -> Api:
    """The sample and the judged contents, each with its meaning."""
    await judged.load(graph)
    return api


async def similar(api: Api, **variables: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await api.data(SIMILAR, as_=sample.CLEO, **variables))["similarContents"]
    return found


async def test_who_asks_is_shown_what_has_been_published_in_both_languages(read: Api) -> None:
    found = await similar(read, **QUESTION)
    assert found[0]["content"]["id"] == id_of("en-password")
    assert id_of("zh-password") in [row["content"]["id"] for row in found]
    assert [row["likeness"] for row in found] == sorted((row["likeness"] for row in found), reverse=True)
    assert len(await similar(read, **QUESTION, first=1)) == 1
    assert await similar(read, **QUESTION, kinds=["QUESTION"]) == []


async def test_the_same_text_is_likely_the_same_and_code_is_left_out(read: Api) -> None:
    (text,) = [row for row in judged.JUDGED["contents"] if row["id"] == "en-backup"]
    body = f"{text['body']}\n```\n{'for i in range(3): print(i)' * 20}\n```"
    found = await similar(read, title=text["title"], body=body)
    assert found[0]["content"]["id"] == id_of("en-backup") and found[0]["likelySame"]
    assert found[0]["likeness"] == pytest.approx(1, abs=1e-3)
    assert not any(row["likelySame"] for row in found[1:])


@pytest.mark.parametrize("document", [SIMILAR, TAGS])
async def test_what_has_no_words_is_like_nothing_and_too_much_is_refused(read: Api, document: str) -> None:
    for title, body in (("", ""), ("🎉", None), ("", "```\ncode\n```")):
        answer = await read.data(document, as_=sample.CLEO, title=title, body=body)
        assert [*answer.values()] == [[]]
    for variables, path in (
        ({"title": "x" * 301}, "title"),
        ({"title": "x", "body": "x" * 200_001}, "body"),
        ({"title": "x", "first": 21}, "first"),
    ):
        refused = await read.ask(document, as_=sample.CLEO, **variables)
        assert refused["errors"][0]["extensions"]["code"] == "INVALID_INPUT", path
    refused = await read.ask(document, title="x")
    assert refused["errors"][0]["extensions"]["code"] == "NOT_ALLOWED"


async def test_moderators_see_what_is_nearly_a_content(read: Api) -> None:
    id = id_of("en-password")
    found = (await read.data(DUPLICATES, role=Role.MODERATOR, as_=sample.BEN, id=id))["nearDuplicates"]
    assert [row["content"]["id"] for row in found][:1] == [id_of("zh-password")]
    refused = await read.ask(DUPLICATES, as_=sample.CLEO, id=id)
    assert refused["errors"][0]["extensions"]["code"] == "NOT_ALLOWED"
    comment = await read.data(DUPLICATES, role=Role.MODERATOR, as_=sample.BEN, id=sample.REMARK)
    assert comment["nearDuplicates"] == [], "a comment has no meaning of its own"


async def test_tags_are_those_of_the_nearest_contents_whose_votes_add_up(read: Api) -> None:
    found = (await read.data(TAGS, as_=sample.CLEO, title="怎样安全地保存密码"))["suggestTags"]
    assert found[0]["tag"]["slug"] == "rust", "what the texts in Chinese are tagged"
    for one in found:
        assert one["score"] == pytest.approx(sum(vote["score"] for vote in one["votes"]))
        assert all(one["tag"] in vote["content"]["tags"] for vote in one["votes"])
    assert len((await read.data(TAGS, as_=sample.CLEO, title="密码", first=1))["suggestTags"]) == 1


async def test_without_a_model_it_is_said_so(read: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedder, "USE", None)
    embedder._model.cache_clear()
    for document in (SIMILAR, TAGS):
        (error,) = (await read.ask(document, as_=sample.CLEO, title="密码"))["errors"]
        assert error["extensions"]["code"] == "CONFLICT" and "isn't installed" in error["message"]
