"""Owns a problem in the owner's words: what happened, what it means for customers, what to do; details for support."""

from __future__ import annotations

from dataclasses import dataclass

from appliance.contract.problems import Problem
from gui import wording


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


def for_support(problem: Problem, subject: str = "") -> str:
    lines = [
        f"code: {problem.code}",
        f"status: {problem.status}",
        f"title: {problem.title}",
        f"detail: {problem.detail}",
    ]
    return "\n".join(["Shopbell", *([f"subject: {subject}"] if subject else []), *lines])
