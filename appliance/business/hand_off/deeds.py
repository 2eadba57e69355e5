"""Owns doing what a move of the machine asks for: the new state, its time, the box's words, the alert."""

from __future__ import annotations

import math
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from appliance.business.hand_off import machine, store
from appliance.business.hand_off.tables import HandOffRow
from appliance.business.outbox import Outbox, Outgoing
from appliance.business.ports import Say
from appliance.contract.handoff import HandOffState, Speaker
from appliance.contract.leads import FormKind
from appliance.contract.outbox import OutboxKind
from appliance.contract.settings import HandOffSettings
from appliance.core.clock import Now, iso


class Deeds:
    """Changes a row and writes what comes with it, all in the caller's transaction."""

    def __init__(self, say: Say, outbox: Outbox, settings: HandOffSettings, now: Now) -> None:
        self._say = say
        self._outbox = outbox
        self._settings = settings
        self._now = now

    async def happen(self, session: AsyncSession, row: HandOffRow, event: machine.Event, opens: str = "") -> None:
        """Raises Refused when the event cannot happen now. `opens` says when the shop opens next."""
        before = HandOffState(row.state) if row.state else None
        move = machine.move(before, event)
        row.state, row.due_at = move.to, self._due(row, move.timer)
        if move.to is before:
            return
        moment = iso(self._now())
        row.told, row.form = self._words(row, move, opens), FormKind.CALL_BACK if move.form else None
        row.ended_at = moment if move.to is HandOffState.ENDED else None
        session.add(row)
        await session.flush()
        await store.add_message(session, row, Speaker.BOX, row.told, moment, row.person, move.to)
        if move.alert:
            await self._outbox.put(session, _alert(row, move.alert, moment))

    def _due(self, row: HandOffRow, timer: machine.Timer) -> str | None:
        if timer is machine.Timer.GOES_ON:
            return row.due_at
        if timer is machine.Timer.NONE:
            return None
        waits = self._settings.wait_s if timer is machine.Timer.PERSON else self._settings.quiet_s
        return iso(self._now() + timedelta(seconds=waits))

    def _words(self, row: HandOffRow, move: machine.Move, opens: str) -> str:
        if move.says is None:
            return ""
        minutes = math.ceil(self._settings.wait_s / 60)
        said = self._say(move.says, row.language, minutes=minutes, name=row.person or "", opens=opens)
        return " ".join(said.split())


def _alert(row: HandOffRow, about: machine.Alert, moment: str) -> Outgoing:
    said = {
        "about": about, "hand_off_id": row.id, "conversation_id": row.conversation_id, "reason": row.reason,
        "question": row.question,
    }  # fmt: skip
    return Outgoing(OutboxKind.ALERT, f"{about}:{row.id}:{moment}", said)
