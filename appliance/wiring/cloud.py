"""Owns putting together what asks the cloud model: the api's side, which hides and waits, and the scheduler's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from appliance.contract.settings import Settings
from appliance.core.clock import Now, monotonic, utc_now
from appliance.core.database import Database
from appliance.core.jobs import JobQueue
from appliance.core.paths import Paths
from appliance.core.settings_file import Live
from appliance.integrations.cloud.job import AskCloudModel
from appliance.integrations.cloud.model import CloudModel
from appliance.integrations.cloud.owner import CloudOwner
from appliance.privacy.audit import Audit
from appliance.privacy.egress import EgressLedger
from appliance.privacy.outside import CloudQuestions
from appliance.privacy.report import Egress
from appliance.secret_store import SealedFile

# So many questions are asked at the same moment, each by a worker of its own.
AT_ONCE = 3
# A visitor waits: a worker looks this often while the cloud model is on, and seldom while it is off; yet soon enough
# for the first question after it was switched on, which is withdrawn after a second.
LOOK_EVERY_S, LOOK_WHILE_OFF_S = 0.2, 0.8


@dataclass(frozen=True, slots=True)
class Cloud:
    """The parts of the api."""

    questions: CloudQuestions
    owner: CloudOwner
    egress: Egress


def cloud(paths: Paths, database: Database, jobs: JobQueue, now: Now) -> Cloud:
    """Nothing of it opens a connection."""
    settings, ledger, audit = Live(paths.settings), EgressLedger(database, now), Audit(database, now)
    return Cloud(
        questions=CloudQuestions(jobs, settings, now, monotonic),
        owner=CloudOwner(paths.settings, settings, SealedFile(paths.secrets), ledger, audit, jobs, now),
        egress=Egress(paths.settings, settings, ledger, audit),
    )


def asking(paths: Paths, database: Database, model: CloudModel) -> tuple[AskCloudModel, Callable[[], float]]:
    """What the scheduler runs, and how often its workers look for it."""
    settings = Live(paths.settings)
    handler = AskCloudModel(
        settings, SealedFile(paths.secrets), model, EgressLedger(database, utc_now), utc_now, monotonic
    )
    return handler, lambda: pace(settings())


def pace(settings: Settings) -> float:
    """Seconds between two looks for a question."""
    return LOOK_EVERY_S if settings.cloud.enabled else LOOK_WHILE_OFF_S
