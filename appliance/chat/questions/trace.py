"""Owns what is remembered of an answer without its words. Pure."""

from __future__ import annotations

from appliance.chat.ladder.transcript import Transcript
from appliance.chat.ladder.walk import Walk
from appliance.contract.chat import Done, Span
from appliance.contract.insights import AnswerTrace


def trace(walk: Walk, said: Transcript, done: Done, at: str, turned_away: int) -> AnswerTrace:
    """How the question was answered; `at` is when it ended, UTC, ISO 8601."""
    return AnswerTrace(
        question_id=said.question_id,
        conversation_id=said.conversation_id,
        at=at,
        asked_by=walk.question.priority,
        language=walk.asked.language,
        verdict=walk.judgement.verdict if walk.judgement else None,
        reasons=walk.judgement.reasons if walk.judgement else (),
        topic=walk.sorted.topic if walk.sorted else None,
        topic_sure=bool(walk.sorted and walk.sorted.sure),
        trust=walk.found.trust,
        cache_layers=walk.cache_layers,
        rung=done.rung,
        first_rung=walk.first_rung or done.rung,
        outcome=done.outcome,
        first_words_ms=said.first_words_ms,
        total_ms=walk.watch.elapsed_ms(),
        waited_behind=walk.line.longest,
        eta_s=walk.line.eta_s,
        turn_after_s=walk.line.took_s,
        prompt_tokens=walk.usage.prompt if walk.usage else None,
        answer_tokens=walk.usage.answer if walk.usage else None,
        sentences_dropped=walk.dropped,
        turned_away=turned_away,
        spans=(*done.spans, *_delivery(said)),
    )


def _delivery(said: Transcript) -> list[Span]:
    """Nothing when nobody was listening for the first words."""
    if said.first_words_ms is None or said.delivery_ms is None:
        return []
    return [Span(name="delivery", start_ms=said.first_words_ms, duration_ms=said.delivery_ms)]
