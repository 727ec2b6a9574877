"""Courses: chapters and their order, free previews, and how far a reader is, by a rule that never goes back."""

import asyncio
from typing import Any

import pytest

from graph.database import Graph
from tests import sample
from tests.api.conftest import Api
from tests.api.test_lesson import course, lesson
from tests.api.test_takedown import restore, withdraw
from tests.graph.privacy import rows

PROBLEMS = "userErrors { __typename message path }"
ARRANGE = f"""mutation ($input: ArrangeCourseInput!) {{ answer: arrangeCourse(input: $input) {{
  course {{ chapters {{ id name place lessons {{ title }} }} lessons {{ title }} }} {PROBLEMS} }} }}"""
PREVIEW = f"""mutation ($input: SetLessonPreviewInput!) {{ answer: setLessonPreview(input: $input) {{
  lesson {{ preview }} {PROBLEMS} }} }}"""
DONE = f"""lesson {{ percent completedAt }} course {{ percent completedLessons lessonCount nextLesson {{ title }} }}
  {PROBLEMS}"""
RECORD = f"mutation ($input: RecordProgressInput!) {{ answer: recordProgress(input: $input) {{ {DONE} }} }}"
COMPLETE = f"mutation ($input: CompleteLessonInput!) {{ answer: completeLesson(input: $input) {{ {DONE} }} }}"
MINE = """query ($first: Int, $after: String) { viewer { courses(first: $first, after: $after) {
  nodes { course { title } percent } pageInfo { hasNextPage endCursor } } } }"""
READ = "query ($id: ID!) { content(id: $id) { body access { allowed reason } } }"
PAID = "MATCH (c:Content) WHERE c.id IN $ids SET c.visibility = 'PAID'"


async def change(api: Api, document: str, as_: str | None = sample.BEN, **input: Any) -> dict[str, Any]:
    """What a mutation answers."""
    answer: dict[str, Any] = (await api.data(document, as_=as_, input=input))["answer"]
    return answer


async def refusal(api: Api, document: str, as_: str | None = sample.BEN, **input: Any) -> tuple[str, list[str] | None]:
    """Why a mutation was refused."""
    (error,) = (await change(api, document, as_, **input))["userErrors"]
    return error["__typename"], error["path"]


async def lessons_of(api: Api, id: str, *titles: str) -> list[str]:
    """Ids of new lessons of a course of Ada's."""
    made = []
    for title in titles:
        answer = await lesson(api, id, title, body=f"About {title}.")
        made.append(str(answer["content"]["id"]))
    return made


async def three(api: Api) -> tuple[str, list[str]]:
    """A course of Ada's with three lessons."""
    id = await course(api)
    return id, await lessons_of(api, id, "One", "Two", "Three")


def titles(found: dict[str, Any]) -> list[str]:
    """The titles of lessons."""
    return [each["title"] for each in found["lessons"]]


async def test_an_author_puts_lessons_into_chapters_and_another_order(api: Api) -> None:
    id, (one, two, last) = await three(api)
    chapters = [{"name": "Basics", "lessonIds": [last]}, {"name": " More ", "lessonIds": [one]}]
    found = (await change(api, ARRANGE, sample.ADA, courseId=id, chapters=chapters, lessonIds=[two]))["course"]
    assert titles(found) == ["Three", "One", "Two"]
    assert [(each["name"], each["place"], titles(each)) for each in found["chapters"]] == [
        ("Basics", 1, ["Three"]),
        ("More", 2, ["One"]),
    ]
    await lessons_of(api, id, "Four")
    where = "query ($id: ID!) { content(id: $id) { ... on Lesson { chapter { name } } } }"
    assert (await api.data(where, id=one))["content"]["chapter"] == {"name": "More"}
    assert (await api.data(where, id=two))["content"]["chapter"] is None
    shown = "query ($id: ID!) { content(id: $id) { ... on Course { lessons { id title } } } }"
    kept = (await api.data(shown, id=id))["content"]["lessons"]
    assert [each["title"] for each in kept] == ["Three", "One", "Two", "Four"], "what is new comes last"
    more = found["chapters"][1]["id"]
    merged = [{"id": more, "name": "All", "lessonIds": [each["id"] for each in reversed(kept)]}]
    again = (await change(api, ARRANGE, sample.ADA, courseId=id, chapters=merged))["course"]
    assert titles(again) == ["Four", "Two", "One", "Three"]
    assert [(each["id"], each["name"]) for each in again["chapters"]] == [(more, "All")]


async def test_a_lesson_taken_from_its_readers_keeps_its_place(api: Api) -> None:
    id, (one, two, last) = await three(api)
    await change(api, ARRANGE, sample.ADA, courseId=id, chapters=[{"name": "All", "lessonIds": [one, two, last]}])
    await withdraw(api, two)
    turned = [{"name": "Last first", "lessonIds": [last, one]}]
    assert titles((await change(api, ARRANGE, sample.ADA, courseId=id, chapters=turned))["course"]) == ["Three", "One"]
    await restore(api, two)
    found = await api.data("query ($id: ID!) { content(id: $id) { ... on Course { lessons { title } } } }", id=id)
    assert titles(found["content"]) == ["Three", "One", "Two"]


async def test_of_arrangements_at_once_one_holds(api: Api, graph: Graph) -> None:
    id, ids = await three(api)
    wanted = [ids, ids[::-1], [ids[1], ids[0], ids[2]]]
    await asyncio.gather(
        *(change(api, ARRANGE, sample.ADA, courseId=id, chapters=[{"name": "x", "lessonIds": each}]) for each in wanted)
    )
    text = """MATCH (c:Course {id: $id})-[:HAS_CHAPTER]->(h:Chapter)
      RETURN COLLECT { MATCH (l)-[p:PART_OF {chapter_id: h.id}]->(c) RETURN l.id ORDER BY p.place } AS ids"""
    (held,) = await rows(graph, text, id=id)
    assert held["ids"] in wanted


@pytest.mark.parametrize(
    ("who", "input", "problem"),
    [
        (sample.BEN, {}, ("NotFoundError", ["input", "courseId"])),
        (sample.ADA, {"courseId": sample.GRAPHS}, ("NotFoundError", ["input", "courseId"])),
        (sample.ADA, {"courseId": sample.ADA}, ("InvalidInputError", ["courseId"])),
        (sample.ADA, {"lessonIds": []}, ("ConflictError", ["input", "chapters"])),
        (sample.ADA, {"lessonIds": [sample.GRAPHS]}, ("ConflictError", ["input", "chapters"])),
        (sample.ADA, {"chapters": [{"name": " "}]}, ("InvalidInputError", ["input", "chapters", "0", "name"])),
        (sample.ADA, {"chapters": [{"name": "x" * 201}]}, ("InvalidInputError", ["input", "chapters", "0", "name"])),
        (
            sample.ADA,
            {"chapters": [{"id": f"chp_{sample.ULID}a", "name": "x"}]},
            ("ConflictError", ["input", "chapters", "0", "id"]),
        ),
        (sample.ADA, {"chapters": [{"name": "x"}] * 101}, ("InvalidInputError", ["input", "chapters"])),
    ],
)
async def test_an_order_that_cant_be_changes_nothing(
    api: Api, graph: Graph, who: str, input: dict[str, Any], problem: tuple[str, list[str]]
) -> None:
    id, ids = await three(api)
    assert await refusal(api, ARRANGE, who, **({"courseId": id, "lessonIds": ids} | input)) == problem
    assert await rows(graph, "MATCH (c:Chapter) RETURN c") == []
    assert await rows(graph, "MATCH ()-[p:PART_OF]->() WHERE p.place IS NOT NULL RETURN p") == []


async def test_everyone_who_finds_a_preview_reads_it(api: Api, graph: Graph) -> None:
    id, ids = await three(api)
    await rows(graph, PAID, ids=[id, *ids])
    assert (await api.data(READ, as_=sample.BEN, id=ids[0]))["content"]["body"] is None
    assert (await change(api, PREVIEW, sample.ADA, lessonId=ids[0], preview=True))["lesson"] == {"preview": True}
    found = (await api.data(READ, as_=sample.BEN, id=ids[0]))["content"]
    assert found["body"] is not None and found["access"] == {"allowed": True, "reason": "A free preview."}
    assert (await api.data(READ, as_=sample.BEN, id=ids[1]))["content"]["body"] is None
    assert (await change(api, PREVIEW, sample.ADA, lessonId=ids[0], preview=False))["lesson"] == {"preview": False}
    assert (await api.data(READ, as_=sample.BEN, id=ids[0]))["content"]["body"] is None
    assert await refusal(api, PREVIEW, lessonId=ids[0], preview=True) == ("NotFoundError", ["input", "lessonId"])
    assert await refusal(api, PREVIEW, sample.ADA, lessonId=id, preview=True) == (
        "NotFoundError",
        ["input", "lessonId"],
    )


async def test_progress_goes_on_and_never_back(api: Api) -> None:
    id, (one, two, last) = await three(api)
    first = await change(api, RECORD, lessonId=one, percent=40)
    assert first["lesson"] == {"percent": 40, "completedAt": None}
    assert first["course"] == {"percent": 0, "completedLessons": 0, "lessonCount": 3, "nextLesson": {"title": "One"}}
    assert (await change(api, RECORD, lessonId=one, percent=10))["lesson"]["percent"] == 40
    assert (await change(api, RECORD, lessonId=one, percent=89))["lesson"]["completedAt"] is None
    done = await change(api, RECORD, lessonId=one, percent=90)
    assert done["lesson"]["completedAt"] is not None and done["course"]["percent"] == 33
    assert done["course"]["nextLesson"] == {"title": "Two"}
    again = await change(api, RECORD, lessonId=one, percent=100)
    assert again["lesson"] == {"percent": 100, "completedAt": done["lesson"]["completedAt"]}
    marked = await change(api, COMPLETE, lessonId=two)
    assert marked["course"]["percent"] == 66 and await change(api, COMPLETE, lessonId=two) == marked
    assert (await change(api, COMPLETE, lessonId=last))["course"] == {
        "percent": 100,
        "completedLessons": 3,
        "lessonCount": 3,
        "nextLesson": None,
    }
    await lessons_of(api, id, "Four")
    (mine,) = (await api.data(MINE, as_=sample.BEN))["viewer"]["courses"]["nodes"]
    assert mine == {"course": {"title": "Graphs"}, "percent": 75}, "a lesson added later lowers it"
    seen = "query ($id: ID!) { content(id: $id) { ... on Lesson { progress { percent } } } }"
    assert (await api.data(seen, as_=sample.BEN, id=one))["content"]["progress"] == {"percent": 100}
    assert (await api.data(seen, as_=sample.CLEO, id=one))["content"]["progress"] is None
    whole = "query ($id: ID!) { content(id: $id) { ... on Course { progress { percent nextLesson { title } } } } }"
    assert (await api.data(whole, as_=sample.CLEO, id=id))["content"]["progress"] == {
        "percent": 0,
        "nextLesson": {"title": "One"},
    }
    assert (await api.data(whole, id=id))["content"]["progress"] is None


async def test_progress_told_many_times_at_once_is_told_once(api: Api, graph: Graph) -> None:
    _, ids = await three(api)
    await asyncio.gather(*(change(api, RECORD, lessonId=id, percent=n) for id in ids for n in (95, 30, 60)))
    found = await rows(graph, "MATCH (c:Consumption {user_id: $id}) RETURN c.percent AS percent", id=sample.BEN)
    assert sorted(row["percent"] for row in found) == [95, 95, 95, 100]


@pytest.mark.parametrize(
    ("who", "document", "input", "problem"),
    [
        (sample.BEN, RECORD, {"percent": -1}, ("InvalidInputError", ["input", "percent"])),
        (sample.BEN, RECORD, {"percent": 101}, ("InvalidInputError", ["input", "percent"])),
        (sample.BEN, RECORD, {"percent": 5, "lessonId": sample.GRAPHS}, ("InvalidInputError", ["input", "lessonId"])),
        (sample.BEN, RECORD, {"percent": 5, "lessonId": sample.BEN}, ("InvalidInputError", ["lessonId"])),
        (sample.BEN, COMPLETE, {"lessonId": sample.content("z")}, ("NotFoundError", ["input", "lessonId"])),
        (None, RECORD, {"percent": 5}, ("NotAllowedError", None)),
        (None, COMPLETE, {}, ("NotAllowedError", None)),
    ],
)
async def test_progress_that_cant_be_changes_nothing(
    api: Api, graph: Graph, who: str | None, document: str, input: dict[str, Any], problem: tuple[str, list[str]]
) -> None:
    _, (one, *_) = await three(api)
    assert await refusal(api, document, who, **({"lessonId": one} | input)) == problem
    assert await rows(graph, "MATCH (c:Consumption) RETURN c") == []


async def test_a_stranger_makes_no_progress_in_what_is_paid_for(api: Api, graph: Graph) -> None:
    id, ids = await three(api)
    await rows(graph, PAID, ids=[id, *ids])
    await change(api, PREVIEW, sample.ADA, lessonId=ids[0], preview=True)
    tries: list[tuple[str, dict[str, Any]]] = [(RECORD, {"percent": 95}), (COMPLETE, {})]
    for document, more in tries:
        problem = await refusal(api, document, **({"lessonId": ids[1]} | more))
        assert problem == ("PaymentRequiredError", ["input", "lessonId"])
    assert await rows(graph, "MATCH (c:Consumption) RETURN c") == []
    assert (await change(api, COMPLETE, lessonId=ids[0]))["course"]["percent"] == 33, "previews are everyone's"


async def test_pages_of_ones_courses(api: Api, graph: Graph) -> None:
    for _ in range(3):
        _, (one, *_) = await three(api)
        await change(api, RECORD, lessonId=one, percent=1)
    await rows(graph, "MATCH (c:Consumption) WHERE c.begun_at IS NOT NULL SET c.begun_at = $at", at=sample.NOW)
    seen, after = [], None
    while True:
        page = (await api.data(MINE, as_=sample.BEN, first=2, after=after))["viewer"]["courses"]
        seen += page["nodes"]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert len(seen) == 3
    assert (await api.data(MINE, as_=sample.CLEO))["viewer"]["courses"]["nodes"] == []


async def test_an_author_learns_how_far_readers_came(api: Api, graph: Graph) -> None:
    id, ids = await three(api)
    for each in ids:
        await change(api, COMPLETE, sample.ADA, lessonId=each)
    await change(api, COMPLETE, lessonId=ids[0])
    text = """UNWIND range(1, 9) AS n UNWIND $ids AS id
      CREATE (:Consumption {key: 'u' + n + '|' + id, user_id: 'u' + n, content_id: id,
                            completed_at: CASE WHEN n > 4 THEN $now END})"""
    await rows(graph, text, ids=[id, ids[0]], now=sample.NOW)
    document = """query ($id: ID!) { content(id: $id) { ... on Course { numbers {
      course { opened completed } lessons { content { title } opened completed } } } } }"""
    found = (await api.data(document, as_=sample.ADA, id=id))["content"]["numbers"]
    assert found["course"] == {"opened": 10, "completed": 5}
    assert found["lessons"] == [
        {"content": {"title": "One"}, "opened": 10, "completed": None},
        {"content": {"title": "Two"}, "opened": 0, "completed": 0},
        {"content": {"title": "Three"}, "opened": 0, "completed": 0},
    ]
    assert (await api.data(document, as_=sample.BEN, id=id))["content"]["numbers"] is None
