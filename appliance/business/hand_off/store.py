"""Owns reading and writing hand-offs and their messages within somebody's transaction."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from appliance.business.hand_off.tables import HandOffMessageRow, HandOffRow
from appliance.contract.handoff import HandOff, HandOffMessage, HandOffReason, HandOffState, Speaker
from appliance.contract.leads import FormKind
from appliance.contract.problems import ErrorCode, Refused

OPEN = tuple(state for state in HandOffState if state is not HandOffState.ENDED)
FOR_PEOPLE = (HandOffState.WAITING, HandOffState.TALKING)


async def find(session: AsyncSession, hand_off_id: str) -> HandOffRow:
    """Raises Refused when there is no such hand-off."""
    if row := await session.get(HandOffRow, hand_off_id):
        return row
    raise Refused(ErrorCode.NOT_FOUND, "There is no such hand-off.")


async def latest_in(session: AsyncSession, conversation_id: str) -> HandOffRow | None:
    """The conversation's last hand-off, whether it has ended or not."""
    here = select(HandOffRow).where(HandOffRow.conversation_id == conversation_id)
    return await session.scalar(here.order_by(HandOffRow.asked_at.desc()).limit(1))


async def open_in(session: AsyncSession, conversation_id: str) -> HandOffRow | None:
    """The conversation's hand-off that has not ended."""
    wanted = select(HandOffRow).where(HandOffRow.conversation_id == conversation_id, HandOffRow.state.in_(OPEN))
    return await session.scalar(wanted.limit(1))


async def listed(session: AsyncSession, limit: int, ended: bool) -> list[HandOffRow]:
    """Open ones, longest waiting first; with `ended` those that are over, newest first."""
    wanted = select(HandOffRow).where(HandOffRow.state.in_(OPEN)).order_by(HandOffRow.asked_at)
    if ended:
        over = HandOffRow.state == HandOffState.ENDED
        wanted = select(HandOffRow).where(over).order_by(HandOffRow.asked_at.desc())
    return list(await session.scalars(wanted.limit(limit)))


async def count_for_people(session: AsyncSession) -> int:
    """How many ask for somebody of the team, or talk with one."""
    return await session.scalar(select(func.count()).where(HandOffRow.state.in_(FOR_PEOPLE))) or 0


async def due(session: AsyncSession, moment: str, limit: int) -> list[str]:
    """Ids of open hand-offs whose time was over at `moment` (UTC, ISO 8601), the longest first."""
    wanted = select(HandOffRow.id).where(HandOffRow.state.in_(OPEN), HandOffRow.due_at <= moment)
    return list(await session.scalars(wanted.order_by(HandOffRow.due_at).limit(limit)))


async def add_message(
    session: AsyncSession,
    row: HandOffRow,
    said_by: Speaker,
    text: str,
    at: str,
    name: str | None = None,
    state: HandOffState | None = None,
) -> HandOffMessageRow:
    """The next line of the conversation's thread."""
    here = HandOffMessageRow.conversation_id == row.conversation_id
    last = await session.scalar(select(func.max(HandOffMessageRow.number)).where(here))
    message = HandOffMessageRow(
        conversation_id=row.conversation_id, number=(last or 0) + 1, hand_off_id=row.id, said_by=said_by, name=name,
        text=text, at=at, state=state, form=row.form if state else None,
    )  # fmt: skip
    session.add(message)
    return message


async def unanswered(session: AsyncSession, conversation_id: str) -> bool:
    """Were the last words of the conversation's thread the visitor's?"""
    here = select(HandOffMessageRow.said_by).where(HandOffMessageRow.conversation_id == conversation_id)
    last = await session.scalar(here.order_by(HandOffMessageRow.number.desc()).limit(1))
    return last == Speaker.VISITOR


async def messages(session: AsyncSession, conversation_id: str, after: int, limit: int) -> list[HandOffMessageRow]:
    """The thread after number `after`, in order."""
    wanted = (
        select(HandOffMessageRow)
        .where(HandOffMessageRow.conversation_id == conversation_id, HandOffMessageRow.number > after)
        .order_by(HandOffMessageRow.number)
        .limit(limit)
    )
    return list(await session.scalars(wanted))


def hand_off(row: HandOffRow) -> HandOff:
    return HandOff(
        id=row.id, conversation_id=row.conversation_id, question_id=row.question_id, question=row.question,
        reason=HandOffReason(row.reason), state=HandOffState(row.state), language=row.language, person=row.person,
        asked_at=row.asked_at, due_at=row.due_at, ended_at=row.ended_at, told=row.told,
        form=FormKind(row.form) if row.form else None,
    )  # fmt: skip


def message(row: HandOffMessageRow) -> HandOffMessage:
    return HandOffMessage(
        number=row.number, said_by=Speaker(row.said_by), name=row.name, text=row.text, at=row.at,
        state=HandOffState(row.state) if row.state else None, form=FormKind(row.form) if row.form else None,
    )  # fmt: skip
