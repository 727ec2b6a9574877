"""Who is accountable for what a command does: the account it runs under, where that has a name."""

import pytest

from domain.audit import shell_account


def test_the_account_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("domain.audit.getuser", lambda: "ada")
    assert shell_account() == "cli:ada"


@pytest.mark.parametrize("error", [KeyError("uid not found"), OSError("no username set")])
def test_an_account_without_a_name_is_the_command_line(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    """As in a container, whose user is a bare number."""

    def nameless() -> str:
        raise error

    monkeypatch.setattr("domain.audit.getuser", nameless)
    assert shell_account() == "cli"
