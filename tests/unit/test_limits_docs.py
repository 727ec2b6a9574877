"""docs/api.md names every code and tells the limits the code holds."""

from dataclasses import asdict
from pathlib import Path

from domain.errors import UserErrorCode
from domain.page import MAX_PAGE_SIZE
from schema.error_codes import ErrorCode
from schema.limits import LIMITS
from schema.presentation import MAX_ERRORS
from server.body import MAX_BODY_BYTES

ROOT = Path(__file__).resolve().parent.parent.parent
TEXT = (ROOT / "docs" / "api.md").read_text()


def test_every_code_is_explained() -> None:
    for code in (*UserErrorCode, *ErrorCode):
        assert f"`{code.value}`" in TEXT, code


def test_every_limit_is_told() -> None:
    told = {line.rsplit("|", 2)[1].strip() for line in TEXT.splitlines() if line.startswith("|")}
    for name, limit in {**asdict(LIMITS), "page": MAX_PAGE_SIZE, "errors": MAX_ERRORS}.items():
        assert f"{limit:,}" in told, name
    assert f"{MAX_BODY_BYTES:,} bytes" in TEXT
