"""Given a vector index that cannot be read, visitors are answered from the documents' words, and the owner is told."""

from __future__ import annotations

import httpx2
import pytest

from appliance.api.services import Services
from appliance.knowledge.index.chroma_store import VectorsUnreadable
from tests.api.conftest import OWNER
from tests.unit.knowledge.bag_of_words import indexed

WARRANTY = "__busy__ Is there a free check for a new bike?"
NOBODY_KNOWS = "__busy__ Do you sharpen lawn mowers?"


@pytest.fixture
async def broken(services: Services) -> Services:
    """What Chroma keeps is gone, and something that is no folder lies in its place."""
    document, _ = await services.catalogue.add("warranty.md", b"# Warranty")
    text = "Every new bike comes with one free check within 8 weeks."
    await services.catalogue.take_in(None, document.id, indexed("Warranty", text))
    store = services.index.store(str(services.index.active))
    await store.clear()
    store.folder.write_bytes(b"in its way")
    return services


async def asked(public: httpx2.AsyncClient, question: str) -> str:
    return (await public.post("/v1/chat", json={"question": question})).text


async def status(private: httpx2.AsyncClient) -> tuple[str, str]:
    told = (await private.get("/v1/status", headers=OWNER)).json()
    return told["answering"], told["detail"]


async def test_visitors_get_answers_or_a_form_and_the_owner_hears_why(
    broken: Services, public: httpx2.AsyncClient, private: httpx2.AsyncClient
) -> None:
    found, unknown = await asked(public, WARRANTY), await asked(public, NOBODY_KNOWS)
    assert "free check within 8 weeks" in found
    assert "I cannot look that up just now" in unknown
    assert '"event":"form"' in unknown.replace(" ", "")
    assert "not_known" not in unknown
    assert (await private.get("/v1/knowledge/gaps", headers=OWNER)).json() == []
    with pytest.raises(VectorsUnreadable):
        await broken.index.open()
    answering, detail = await status(private)
    assert answering == "limited"
    assert "words alone" in detail


async def test_when_it_can_be_made_anew_everything_is_as_before(
    broken: Services, public: httpx2.AsyncClient, private: httpx2.AsyncClient
) -> None:
    broken.index.store(str(broken.index.active)).folder.unlink()
    await broken.index.open()
    assert await status(private) == ("yes", "Every part is working.")
    assert '"not_known"' in await asked(public, NOBODY_KNOWS)
