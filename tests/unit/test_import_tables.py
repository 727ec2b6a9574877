"""CSV and XML files in every bad shape: what can be read is read, the rest is named with its line."""

import gzip
from pathlib import Path

import pytest

from importers.problems import Problems, reported
from importers.stackexchange.files import POSTS
from importers.stackexchange.xml_rows import XmlTable
from importers.tables import MAX_FIELD, Columns, Table, find

COLUMNS = Columns(("user_id", "item_id"), {"uid": "user_id"})


def _read(path: Path) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    problems = Problems()
    rows = [(row.place.line, row.get("user_id")) for row in Table(path, COLUMNS).rows(problems)]
    return rows, [(problem.place.line, problem.reason) for problem in problems.first]


@pytest.mark.parametrize(
    ("content", "rows", "problems"),
    [
        (b"user_id,item_id\n1,2\n", [(2, "1")], []),
        (b"\xef\xbb\xbfUID , item_id\r\n1,2\r\n", [(2, "1")], []),
        (b'user_id,item_id\n"a\nb",2\nc,3\n', [(2, "a\nb"), (4, "c")], []),
        (b"user_id,item_id\n1\n3,4\n", [(3, "3")], [(2, "1 fields where the header has 2")]),
        (b"user_id,item_id\n\n3,4\n", [(3, "3")], []),
        (b"user_id,item_id\n\xff,2\n3,4\n", [(3, "3")], [(2, "user_id is not valid UTF-8")]),
        (b"user,item_id\n1,2\n", [], [(1, "the file has no column user_id")]),
        (b"", [], [(1, "the file has no column user_id or item_id")]),
    ],
)
def test_csv(tmp_path: Path, content: bytes, rows: list[tuple[int, str]], problems: list[tuple[int, str]]) -> None:
    path = tmp_path / "interactions.csv"
    path.write_bytes(content)
    assert _read(path) == (rows, problems)


def test_a_huge_field_costs_its_row_only(tmp_path: Path) -> None:
    path = tmp_path / "interactions.csv"
    path.write_text(f"user_id,item_id\n{'x' * (MAX_FIELD + 1)},2\n3,4\n", encoding="utf-8")
    rows, problems = _read(path)
    assert rows == [(3, "3")]
    assert problems[0][0] == 2 and "field larger" in problems[0][1]


def test_a_gzip_that_breaks_off_is_read_up_to_there(tmp_path: Path) -> None:
    path = tmp_path / "interactions.csv.gz"
    lines = "".join(f"{number},{number * 7919 % 1000}\n" for number in range(5_000))
    path.write_bytes(gzip.compress(f"user_id,item_id\n{lines}".encode())[:-2_000])
    rows, problems = _read(path)
    assert 0 < len(rows) < 5_000
    assert len(problems) == 1 and "any further" in problems[0][1]


def test_plain_comes_before_gzip(tmp_path: Path) -> None:
    assert find(tmp_path, "items.csv", COLUMNS) is None
    (tmp_path / "items.csv.gz").write_bytes(gzip.compress(b"user_id,item_id\n"))
    found = find(tmp_path, "items.csv", COLUMNS)
    assert found is not None and found.header() == ["user_id", "item_id"]


@pytest.mark.parametrize(
    ("content", "ids", "line", "reason"),
    [
        (b'<?xml version="1.0"?>\n<posts>\n<row Id="1" />\n<row Id="2" />\n</posts>', ["1", "2"], 0, ""),
        (b'<posts>\n<row Id="1" Title="\xff" />\n<row Id="2" />\n</posts>', ["2"], 2, "not valid UTF-8"),
        (b'<posts>\n<row Id="1" />\n<row Id="2" <row />', ["1"], 3, "not well-formed"),
        (b'<posts>\n<row Id="1" />\n', ["1"], 3, "not well-formed"),
        (b'<!DOCTYPE p [<!ENTITY a "b">]>\n<posts><row Id="&a;" /></posts>', [], 1, "no dump does"),
    ],
)
def test_xml(tmp_path: Path, content: bytes, ids: list[str], line: int, reason: str) -> None:
    path = tmp_path / "Posts.xml"
    path.write_bytes(content)
    problems = Problems()
    assert [row.get("post_id") for row in XmlTable(path, POSTS.attributes, POSTS.codes).rows(problems)] == ids
    assert [(problem.place.line, reason in problem.reason) for problem in problems.first] == (
        [(line, True)] * bool(line)
    )


def test_the_report_holds_every_problem_and_the_screen_twenty(tmp_path: Path) -> None:
    path = tmp_path / "interactions.csv"
    path.write_text("user_id,item_id\n" + "1\n" * 50, encoding="utf-8")
    with reported(tmp_path / "report.csv") as problems:
        assert list(Table(path, COLUMNS).rows(problems)) == []
    assert (len(problems), len(problems.first)) == (50, 20)
    lines = (tmp_path / "report.csv").read_text(encoding="utf-8").splitlines()
    assert lines[:2] == ["file,line,reason", "interactions.csv,2,1 fields where the header has 2"]
    assert len(lines) == 51
    with reported(tmp_path / "none.csv"):
        pass
    assert not (tmp_path / "none.csv").exists()
