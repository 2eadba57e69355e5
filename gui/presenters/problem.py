"""Owns a problem in the owner's words: what happened, what it means for customers, what to do; details for support."""

from __future__ import annotations

from dataclasses import dataclass

from appliance.contract.problems import Problem
from gui import wording
from gui.translation import tr


@dataclass(frozen=True, slots=True)
class ProblemView:
    """`title` says what happened, `detail` the rest; `for_support` is what the copy button copies."""

    title: str
    detail: str
    for_support: str


def problem_view(problem: Problem, subject: str = "") -> ProblemView:
    """`subject` names what it is about, for example a file."""
    words = wording.error(problem.code)
    title = f"{subject}: {words.happened}" if subject else words.happened
    detail = " ".join(part for part in (problem.detail, words.customers, words.to_do) if part)
    return ProblemView(title, detail, for_support(problem, subject))


def lost_view(problem: Problem) -> ProblemView:
    """A page that asks again and again gets no answer."""
    title = tr("This page cannot be brought up to date.")
    return ProblemView(title, tr("{why} It goes on trying by itself.").format(why=problem.detail), for_support(problem))


def for_support(problem: Problem, subject: str = "") -> str:
    """What support needs to know, in the box's own terms."""
    about = [f"subject: {subject}"] if subject else []
    said = [f"code: {problem.code} ({problem.status})", f"title: {problem.title}", f"detail: {problem.detail}"]
    return "\n".join(["Shopbell", *about, *said])
