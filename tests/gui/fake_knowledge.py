"""Owns the played box's knowledge: imports, website, proposals, products, gaps and answers, as a test sets them."""

from __future__ import annotations

from datetime import date

from appliance.contract.facts import FactProposal, ShopFacts
from appliance.contract.imports import Import, ImportItem, ItemState
from appliance.contract.jobs import Job, JobKind, JobState
from appliance.contract.knowledge import Document, DocumentState, KnowledgeCheck
from appliance.contract.products import KnownProduct
from appliance.contract.teaching import AnswerRequest, AnswerState, ApprovedAnswer, Gap
from appliance.contract.website import Website, WebsiteWish
from tests.gui import a_shop, a_shop_knows


class FakeKnowledge:
    """Every call is noted by `_enter`, which also plays failures."""

    now_documents: list[Document]
    now_jobs: list[Job]

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[str] = []
        self.now_import: Import | None = None
        self.now_website = Website()
        self.now_facts = a_shop_knows.facts()
        self.now_proposals: list[FactProposal] = []
        self.now_products: list[KnownProduct] = []
        self.now_gaps: list[Gap] = []
        self.now_answers: list[ApprovedAnswer] = []
        self.now_check = KnowledgeCheck(documents=3, passages=49, flaws=())
        self.wishes: list[WebsiteWish] = []
        self.requests: list[AnswerRequest] = []
        self.held: list[tuple[str, date | None]] = []

    # -- files

    def imports(self, limit: int = 20) -> list[Import]:
        self._enter("imports")
        return [self.now_import] if self.now_import else []

    def begin_import(self, name: str) -> Import:
        self._enter("begin_import")
        self.now_import = a_shop_knows.batch({}, None, name)
        return self.now_import

    def add_to_import(self, import_id: str, name: str, data: bytes) -> ImportItem:
        self._enter("add_to_import")
        assert self.now_import
        self.sent.append(name)
        broken = name.endswith(".exe")
        problem = f"{name} cannot be read; Shopbell reads .md, .txt." if broken else None
        state = ItemState.UNREADABLE if broken else ItemState.WAITING
        if not broken:
            self.now_documents.append(a_shop.document(name, DocumentState.WAITING, passages=0))
        states = self.now_import.states | {state: self.now_import.states.get(state, 0) + 1}
        problems = [(one.name, one.problem or "") for one in self.now_import.problems]
        problems += [(name, problem)] if problem else []
        self.now_import = a_shop_knows.batch(states, None, self.now_import.name, tuple(problems))
        return ImportItem(name=name, state=state, problem=problem)

    def start_import(self, import_id: str) -> Import:
        self._enter(f"start_import {import_id}")
        assert self.now_import
        job = a_shop.job("j_import", self.now_import.name, JobState.RUNNING, 1, 4, JobKind.READ_IMPORT)
        self.now_jobs.insert(0, job)
        self.now_import = self.now_import.model_copy(update={"job": job})
        return self.now_import

    def hold_document_until(self, document_id: str, expires_on: date | None) -> Document:
        self._enter("hold_document_until")
        self.held.append((document_id, expires_on))
        last = expires_on.isoformat() if expires_on else None
        changed = {one.id: one.model_copy(update={"expires_on": last}) for one in self.now_documents}
        self.now_documents = [changed[one.id] if one.id == document_id else one for one in self.now_documents]
        return changed[document_id]

    def check_knowledge(self, repair: bool = True) -> KnowledgeCheck:
        self._enter("check_knowledge")
        return self.now_check

    # -- website

    def website(self) -> Website:
        self._enter("website")
        return self.now_website

    def set_website(self, wish: WebsiteWish) -> Website:
        self._enter("set_website")
        self.wishes.append(wish)
        self.now_website = self.now_website.model_copy(update={"address": wish.address, "every": wish.every})
        return self.now_website

    def read_website(self) -> Job:
        self._enter("read_website")
        job = a_shop.job("j_site", "maplestreetbikes.example", JobState.RUNNING, 3, 14, JobKind.READ_WEBSITE)
        self.now_website = self.now_website.model_copy(update={"job": job})
        return job

    def undo_website(self) -> Website:
        self._enter("undo_website")
        last = self.now_website.last
        undone = last.model_copy(update={"undone": True}) if last else None
        self.now_website = self.now_website.model_copy(update={"can_undo": False, "last": undone})
        return self.now_website

    def forget_website(self) -> None:
        self._enter("forget_website")
        self.now_website = Website()

    # -- facts and products

    def facts(self) -> ShopFacts:
        self._enter("facts")
        return self.now_facts

    def fact_proposals(self, dismissed: bool = False) -> list[FactProposal]:
        self._enter("fact_proposals")
        return list(self.now_proposals)

    def confirm_fact(self, proposal_id: str) -> ShopFacts:
        self._enter(f"confirm_fact {proposal_id}")
        one = next(one for one in self.now_proposals if one.id == proposal_id)
        self.now_proposals = [one for one in self.now_proposals if one.id != proposal_id]
        if one.field == "phone":
            self.now_facts = self.now_facts.model_copy(update={"phone": one.value})
        return self.now_facts

    def dismiss_fact(self, proposal_id: str) -> None:
        self._enter(f"dismiss_fact {proposal_id}")
        self.now_proposals = [one for one in self.now_proposals if one.id != proposal_id]

    def undo_facts(self) -> ShopFacts:
        self._enter("undo_facts")
        self.now_facts = a_shop_knows.facts()
        return self.now_facts

    def products(self, words: str = "", document_id: str | None = None, limit: int = 100) -> list[KnownProduct]:
        self._enter(f"products {words}".strip())
        return [one for one in self.now_products if words.casefold() in one.product.name.casefold()][:limit]

    # -- questions

    def gaps(self, limit: int = 50, dismissed: bool = False) -> list[Gap]:
        self._enter("gaps")
        return self.now_gaps[:limit]

    def dismiss_gap(self, gap_id: str) -> Gap:
        self._enter(f"dismiss_gap {gap_id}")
        return self._close_gap(gap_id)

    def answers(self, removed: bool = False) -> list[ApprovedAnswer]:
        self._enter("answers")
        return list(self.now_answers)

    def answer(self, answer_id: str) -> ApprovedAnswer:
        self._enter("answer")
        return next(one for one in self.now_answers if one.id == answer_id)

    def teach(self, request: AnswerRequest) -> ApprovedAnswer:
        self._enter("teach")
        self.requests.append(request)
        gap = self._close_gap(request.gap_id or "")
        new = a_shop_knows.taught("a_new", gap.question, request.text)
        self.now_answers.insert(0, new)
        return new

    def change_answer(self, answer_id: str, request: AnswerRequest) -> ApprovedAnswer:
        self._enter("change_answer")
        self.requests.append(request)
        return self._set(answer_id, text=request.text, expires_on=request.expires_on)

    def remove_answer(self, answer_id: str) -> ApprovedAnswer:
        self._enter("remove_answer")
        return self._set(answer_id, state=AnswerState.REMOVED)

    def undo_answer(self, answer_id: str) -> ApprovedAnswer:
        self._enter("undo_answer")
        return self._set(answer_id, state=AnswerState.IN_FORCE)

    def _set(self, answer_id: str, **change: object) -> ApprovedAnswer:
        changed = next(one for one in self.now_answers if one.id == answer_id).model_copy(update=change)
        self.now_answers = [changed if one.id == answer_id else one for one in self.now_answers]
        return changed

    def _close_gap(self, gap_id: str) -> Gap:
        gap = next(one for one in self.now_gaps if one.id == gap_id)
        self.now_gaps = [one for one in self.now_gaps if one.id != gap_id]
        return gap

    def _enter(self, name: str) -> None:
        raise AssertionError("played by FakeClient")
