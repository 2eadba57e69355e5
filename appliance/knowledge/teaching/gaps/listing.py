"""Owns making gaps of rows: who asked, in which languages, since when. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from appliance.contract.teaching import QUESTIONS_MAX, Gap, GapReason
from appliance.core.questions.fingerprint import normal
from appliance.knowledge.teaching.tables import GapRow, MissedRow


def gathered(rows: Sequence[tuple[GapRow, MissedRow]]) -> list[Gap]:
    """Gaps asked by most people first, then newest. `rows` are newest first."""
    by_gap: dict[str, list[tuple[GapRow, MissedRow]]] = {}
    for gap, missed in rows:
        by_gap.setdefault(gap.id, []).append((gap, missed))
    gaps = [_gap(found[0][0], [missed for _, missed in found]) for found in by_gap.values()]
    gaps.sort(key=lambda gap: gap.last_seen, reverse=True)
    return sorted(gaps, key=lambda gap: -gap.conversations)


def _gap(gap: GapRow, missed: Sequence[MissedRow]) -> Gap:
    distinct: dict[str, str] = {}
    for row in missed:
        distinct.setdefault(normal(row.question), row.question)
    return Gap(
        id=gap.id,
        question=missed[0].question,
        questions=tuple(distinct.values())[:QUESTIONS_MAX],
        conversations=len({row.conversation_id for row in missed}),
        languages=tuple(sorted({row.language for row in missed})),
        reasons=tuple(sorted({GapReason(row.reason) for row in missed})),
        first_seen=missed[-1].asked_at,
        last_seen=missed[0].asked_at,
        dismissed=gap.dismissed_at is not None,
    )
