"""Consent: what members allow to be done with what is known of them, one purpose at a time; nothing until they do."""

import re
from enum import StrEnum

from domain.errors import InvalidInput
from domain.ids import UserId
from domain.record import Moment, Record


class ConsentPurpose(StrEnum):
    """What a member may consent to."""

    ANALYTICS = "ANALYTICS"
    PERSONALISATION = "PERSONALISATION"
    AD_PERSONALISATION = "AD_PERSONALISATION"
    MAIL = "MAIL"
    PARTNER_SHARING = "PARTNER_SHARING"


class ConsentSource(StrEnum):
    """How a decision came to be known."""

    API = "API"
    IMPORT = "IMPORT"
    MERGE = "MERGE"
    """Two accounts became one, and only one of them had consented."""


IMPORTED = (ConsentPurpose.ANALYTICS, ConsentPurpose.PERSONALISATION)
"""What members of an imported community are taken to have consented to there, unless the import says otherwise."""


class Consent(Record):
    """What one member decided of one purpose, and the text they decided on."""

    user_id: UserId
    purpose: ConsentPurpose
    granted: bool
    at: Moment
    version: str
    source: ConsentSource


_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}")


def check_version(text: str) -> str:
    """The id of a version of a text.

    Raises:
        InvalidInput: it is empty, too long, or has other characters than an id.
    """
    if _VERSION.fullmatch(text) is None:
        raise InvalidInput(
            "`version` names the text that was shown, as in `privacy-2026-11`: 1 to 100 letters, digits, . _ : / or -.",
            ("input", "version"),
        )
    return text
