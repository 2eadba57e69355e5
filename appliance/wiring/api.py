"""Owns the api process: its parts, opened in the order in which visitors need them."""

from __future__ import annotations

import asyncio
import importlib.metadata
import os
import sys
from contextlib import suppress
from functools import cache, partial

from appliance import __version__
from appliance.api import process
from appliance.api.apps import private_app, public_app
from appliance.catalogue.choice import Choice
from appliance.catalogue.entries import Entries
from appliance.catalogue.machine import look
from appliance.catalogue.models import Models
from appliance.catalogue.rows import Rows
from appliance.catalogue.shelf import Shelf
from appliance.chat.questions.broken_off import end_broken_off
from appliance.contract.ports import Ports, url
from appliance.contract.problems import ShopbellError, Unavailable
from appliance.contract.settings import ModelSettings
from appliance.core import settings_file
from appliance.core.clock import utc_now
from appliance.core.database import Database
from appliance.core.database.migrate import upgrade
from appliance.core.exit_codes import ASKED_TO_STOP, SETTINGS_ARE_WRONG, TRY_AGAIN
from appliance.core.jobs import JobQueue
from appliance.core.language import language_of
from appliance.core.logs import to_stderr
from appliance.core.loop_delay import LoopDelay
from appliance.core.paths import ASSETS, Paths
from appliance.inference import ChatModel, HttpEmbedder, LargeFirst, Nearby
from appliance.wiring.assembly import Assembled, Ground, assemble
from appliance.wiring.model_server import starter_file

# With this in the environment the public listener shows the demo shop's page at /.
DEMO_VARIABLE = "SHOPBELL_DEMO"
EMBEDDER_AGAIN_S = 1.0
# What is warmed up must not slow down the opening of the index.
INDEX_FIRST_S = 10.0
# Answered from facts: patterns, heads and tables are read before the first visitor waits for them.
TRIED_FIRST = ("Are you open today?", "Habt ihr heute offen?")
CARD_LIBRARIES = ("ggml-cuda", "ggml-hip", "ggml-vulkan")
# Each try of one that hangs costs a visitor half the wait for an answer; a minute after it is back it writes again.
LARGE_RESTS_S = 60.0


def run(paths: Paths, ports: Ports) -> int:
    """Serve until asked to stop; the exit code."""
    to_stderr("api")
    try:
        asyncio.run(_serve(paths, ports))
    except ShopbellError as wrong:
        print(wrong.detail, file=sys.stderr)
        return TRY_AGAIN if isinstance(wrong, Unavailable) else SETTINGS_ARE_WRONG
    return ASKED_TO_STOP


async def _serve(paths: Paths, ports: Ports) -> None:
    settings = settings_file.read(paths.settings)
    token = paths.token.read_text(encoding="utf-8").strip()
    await asyncio.to_thread(upgrade, paths.database)
    database = Database.at(paths.database)
    model = ChatModel(url(ports.model_chat), token)
    large = _large(settings.model, model)
    embedder = HttpEmbedder(url(ports.model_embed), token)
    loop_delay = LoopDelay()
    models = _models(paths, JobQueue(database, utc_now))
    ground = Ground(
        paths, database, model, embedder, models, settings, __version__, loop_delay=loop_delay,
        vector_counts=embedder.counts, large=large,
    )  # fmt: skip
    box = assemble(ground)
    await box.taught.answers.open()
    await box.services.calendar.open()
    with suppress(Unavailable):
        await end_broken_off(database, box.services.answer_log)
    await box.services.caches.answers.open()
    # The listeners answer from facts while the index is still being opened.
    lasting = (
        loop_delay.watch(), box.services.caches.keys.follow_model(), _warm(box), box.taught.catch_up.run(),
        box.warm_up.run(), box.services.hand_offs.run(), box.index.run(),
        box.services.later.run(box.services.desk.state),
    )  # fmt: skip
    background = [asyncio.create_task(one) for one in lasting]
    try:
        await process.serve(
            {
                ports.public: public_app(box.services, demo=bool(os.environ.get(DEMO_VARIABLE))),
                ports.private: private_app(box.services, token),
            },
            background,
            box.services.conversation_stream.close,
        )
    finally:
        await box.services.desk.close()
        for task in background:
            task.cancel()
        await asyncio.gather(*background, return_exceptions=True)
        await box.services.caches.answers.close()
        await box.index.close()
        if large:
            await large.close()
        await model.close()
        await embedder.close()
        await database.close()


def _large(settings: ModelSettings, own: ChatModel) -> LargeFirst | None:
    """The owner's server in the network, if there is one: it never learns the token of this box."""
    if not settings.endpoint:
        return None
    return LargeFirst(ChatModel(settings.endpoint, "none", Nearby(), longest_rest_s=LARGE_RESTS_S), own)


def _models(paths: Paths, jobs: JobQueue) -> Models:
    entries, choice = Entries.read(ASSETS), Choice(paths)
    shelf = Shelf(paths.models, entries)
    # Looked at once, and only when somebody asks: a card's driver takes a moment to answer.
    machine = cache(partial(look, can_use_cards=_can_use_cards()))
    try:
        starter = starter_file()
    except ShopbellError:
        starter = None
    return Models(entries, shelf, choice, Rows(entries, shelf, choice, machine, starter), jobs)


def _can_use_cards() -> bool:
    """Was llama.cpp built for graphics cards? Told by its files: this process never loads it."""
    files = importlib.metadata.files("llama-cpp-python") or []
    return any(kind in file.name for file in files for kind in CARD_LIBRARIES)


async def _warm(box: Assembled) -> None:
    """Load what the first question would otherwise wait for; then learn as documents change."""
    await asyncio.to_thread(language_of, "Which language is this?", ("en", "de"))
    await box.index.readable(INDEX_FIRST_S)
    for question in TRIED_FIRST:
        await box.rehearse(question)
    while not await box.centre.prepare():  # noqa: ASYNC110 - the embedder is another process: nobody can set an event
        await asyncio.sleep(EMBEDDER_AGAIN_S)
    await box.calibration.run()
