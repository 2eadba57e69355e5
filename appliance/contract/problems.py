"""Owns error codes and the one shape in which errors leave a process (RFC 9457 problem+json).

ShopbellError
├── Refused        the caller asked for something that cannot be   4xx
└── Unavailable    a part of the box cannot help just now          503, with Retry-After
"""

from __future__ import annotations

from enum import StrEnum

from appliance.contract.model import Value


class ErrorCode(StrEnum):
    """Every way a request can fail. gui/wording.py has words for each, the widget for what visitors can meet."""

    BAD_INPUT = "bad_input"
    NOT_ALLOWED = "not_allowed"
    NOT_FOUND = "not_found"
    TOO_LARGE = "too_large"
    UNREADABLE_DOCUMENT = "unreadable_document"
    UNSUPPORTED_DOCUMENT = "unsupported_document"
    BUSY = "busy"
    TOO_LONG_FOR_MODEL = "too_long_for_model"
    MODEL_UNAVAILABLE = "model_unavailable"
    KNOWLEDGE_UNAVAILABLE = "knowledge_unavailable"
    UNREACHABLE = "unreachable"
    UNUSABLE_MODEL = "unusable_model"
    IN_USE = "in_use"
    WRONG_MOMENT = "wrong_moment"
    NO_ROOM = "no_room"
    DOWNLOAD_FAILED = "download_failed"
    WEBSITE_UNREADABLE = "website_unreadable"
    CANCELLED = "cancelled"
    INTERNAL = "internal"


HTTP_STATUS = {
    ErrorCode.BAD_INPUT: 422,
    ErrorCode.NOT_ALLOWED: 401,
    ErrorCode.NOT_FOUND: 404,
    ErrorCode.TOO_LARGE: 413,
    ErrorCode.UNREADABLE_DOCUMENT: 422,
    ErrorCode.UNSUPPORTED_DOCUMENT: 415,
    ErrorCode.BUSY: 429,
    ErrorCode.TOO_LONG_FOR_MODEL: 400,
    ErrorCode.MODEL_UNAVAILABLE: 503,
    ErrorCode.KNOWLEDGE_UNAVAILABLE: 503,
    ErrorCode.UNREACHABLE: 503,
    ErrorCode.UNUSABLE_MODEL: 422,
    ErrorCode.IN_USE: 409,
    ErrorCode.WRONG_MOMENT: 409,
    ErrorCode.NO_ROOM: 507,
    ErrorCode.DOWNLOAD_FAILED: 502,
    ErrorCode.WEBSITE_UNREADABLE: 502,
    ErrorCode.CANCELLED: 409,
    ErrorCode.INTERNAL: 500,
}


class Problem(Value):
    """The body of an error response. `detail` is one sentence a person can act on.

    `field` names what of the input is wrong, when it is one thing.
    """

    type: str = "about:blank"
    title: str
    status: int
    code: ErrorCode
    detail: str
    retry_after_s: float | None = None
    field: str | None = None


class ShopbellError(Exception):
    """An error with a code and a sentence; api/problems.py is the one place that makes it HTTP."""

    def __init__(
        self, code: ErrorCode, detail: str, retry_after_s: float | None = None, field: str | None = None
    ) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.retry_after_s = retry_after_s
        self.field = field

    def problem(self) -> Problem:
        return Problem(
            title=self.code.replace("_", " ").capitalize(),
            status=HTTP_STATUS[self.code],
            code=self.code,
            detail=self.detail,
            retry_after_s=self.retry_after_s,
            field=self.field,
        )


class Refused(ShopbellError):
    """The caller asked for something that cannot be; asking again unchanged will not help."""


class Unavailable(ShopbellError):
    """A part of the box cannot help just now; asking again later may help."""
