"""Owns what is asked about gaps, approved answers, golden questions and ratings."""

from __future__ import annotations

from functools import partial
from urllib.parse import quote

from appliance.client.wire import Wire, parse
from appliance.contract.teaching import (
    AnswerRequest,
    AnswerVersion,
    ApprovedAnswer,
    Gap,
    GoldenQuestion,
    Rating,
    RatingRequest,
)

# An id that somebody typed never reaches another address.
named = partial(quote, safe="")


class TeachingCalls(Wire):
    """What visitors asked in vain, and what the owner taught."""

    def rate(self, question_id: str, request: RatingRequest) -> Rating:
        """Say whether an answer helped; said again it replaces the rating before."""
        return parse(self._call("POST", f"/v1/chat/{named(question_id)}/rating", json=request.model_dump()), Rating)

    def gaps(self, limit: int = 50, dismissed: bool = False) -> list[Gap]:
        """Most asked first; with `dismissed` those that were put aside."""
        return self._list(f"/v1/knowledge/gaps?limit={limit}&dismissed={str(dismissed).lower()}", Gap)

    def dismiss_gap(self, gap_id: str) -> Gap:
        return parse(self._call("POST", f"/v1/knowledge/gaps/{named(gap_id)}/dismiss"), Gap)

    def restore_gap(self, gap_id: str) -> Gap:
        return parse(self._call("POST", f"/v1/knowledge/gaps/{named(gap_id)}/restore"), Gap)

    def answers(self, removed: bool = False) -> list[ApprovedAnswer]:
        """Newest change first; with `removed` also those that undoing brings back."""
        return self._list(f"/v1/knowledge/answers?removed={str(removed).lower()}", ApprovedAnswer)

    def teach(self, request: AnswerRequest) -> ApprovedAnswer:
        """Told from now on to whoever asks so; with `gap_id` that gap is closed."""
        return parse(self._call("POST", "/v1/knowledge/answers", json=request.model_dump(mode="json")), ApprovedAnswer)

    def answer(self, answer_id: str) -> ApprovedAnswer:
        return self._get(f"/v1/knowledge/answers/{named(answer_id)}", ApprovedAnswer)

    def answer_history(self, answer_id: str) -> list[AnswerVersion]:
        """Every version, oldest first."""
        return self._list(f"/v1/knowledge/answers/{named(answer_id)}/history", AnswerVersion)

    def change_answer(self, answer_id: str, request: AnswerRequest) -> ApprovedAnswer:
        path = f"/v1/knowledge/answers/{named(answer_id)}"
        return parse(self._call("PUT", path, json=request.model_dump(mode="json")), ApprovedAnswer)

    def remove_answer(self, answer_id: str) -> ApprovedAnswer:
        return parse(self._call("DELETE", f"/v1/knowledge/answers/{named(answer_id)}"), ApprovedAnswer)

    def undo_answer(self, answer_id: str) -> ApprovedAnswer:
        """Take back the last change; once more, the change before it."""
        return parse(self._call("POST", f"/v1/knowledge/answers/{named(answer_id)}/undo"), ApprovedAnswer)

    def golden_questions(self) -> list[GoldenQuestion]:
        """All of them with how they are answered now, lost ones first."""
        return self._list("/v1/knowledge/golden", GoldenQuestion)
