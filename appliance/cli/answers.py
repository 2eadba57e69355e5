"""Owns `shopbell answers`: what the owner taught, and `shopbell knowledge golden`: whether it is still told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated

import typer
from pydantic import ValidationError
from rich.markup import escape

from appliance.cli.screen import AsJson, ask_box, fail, print_json, screen, table
from appliance.client import Client
from appliance.contract.teaching import AnswerRequest, AnswerState, ApprovedAnswer, GoldenState

app = typer.Typer(help="Answers you taught.", no_args_is_help=True)

Questions = Annotated[list[str] | None, typer.Option("--question", "-q", help="A way of asking; may be repeated.")]
Languages = Annotated[list[str] | None, typer.Option("--language", help="Told to visitors in this language only.")]
InLanguage = Annotated[list[str] | None, typer.Option("--in", help="The answer in a language: de=Ja, gern.")]
Expires = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The last day on which it is told.")]

STATES = {
    AnswerState.IN_FORCE: "[green]in force[/]",
    AnswerState.EXPIRED: "[yellow]expired[/]",
    AnswerState.REMOVED: "removed",
}
GOLDEN = {
    GoldenState.KEPT: "[green]kept[/]",
    GoldenState.FACT_FIRST: "[yellow]a shop fact answers first[/]",
    GoldenState.EXPIRED: "expired",
    GoldenState.LOST: "[red]lost[/]",
}


@app.command("list")
def list_answers(removed: bool = False, as_json: AsJson = False) -> None:
    """Newest change first; with --removed also those that `shopbell answers undo` brings back."""
    found = ask_box(lambda client: client.answers(removed))
    if as_json:
        print_json(found)
        return
    rows = [
        (
            one.id,
            STATES[one.state],
            escape(one.questions[0].question),
            escape(one.text),
            ", ".join(one.languages),
            _until(one),
        )
        for one in found
    ]
    screen.print(table(("id", "state", "question", "answer", "languages", "last day"), rows))


@app.command()
def add(
    answer: str,
    question: Questions = None,
    language: Languages = None,
    in_language: InLanguage = None,
    expires: Expires = None,
    as_json: AsJson = False,
) -> None:
    """Teach an answer: shopbell answers add "Yes, since May." -q "Do you repair e-bikes?"."""
    request = drafted(answer, question, language, by_language(in_language), expires)
    print_answer(ask_box(lambda client: client.teach(request)), as_json, "Taught.")


@app.command()
def change(
    answer_id: str,
    answer: Annotated[str | None, typer.Argument()] = None,
    question: Questions = None,
    language: Languages = None,
    in_language: InLanguage = None,
    expires: Expires = None,
    as_json: AsJson = False,
) -> None:
    """Change what is given and keep the rest; the version before is kept too."""

    def save(client: Client) -> ApprovedAnswer:
        before = client.answer(answer_id)
        questions = question or [one.question for one in before.questions]
        texts = before.texts | by_language(in_language)
        request = drafted(answer or before.text, questions, language or list(before.languages), texts, expires)
        if not expires:
            request = request.model_copy(update={"expires_on": before.expires_on})
        return client.change_answer(answer_id, request)

    print_answer(ask_box(save), as_json, "Changed.")


@app.command()
def remove(answer_id: str, as_json: AsJson = False) -> None:
    """Tell an answer no more; `shopbell answers undo` brings it back."""
    print_answer(ask_box(lambda client: client.remove_answer(answer_id)), as_json, "Removed.")


@app.command()
def undo(answer_id: str, as_json: AsJson = False) -> None:
    """Take back the last change of an answer; once more, the change before it."""
    print_answer(ask_box(lambda client: client.undo_answer(answer_id)), as_json, "Undone.")


@app.command()
def history(answer_id: str, as_json: AsJson = False) -> None:
    """Everything that was done to an answer, oldest first."""
    found = ask_box(lambda client: client.answer_history(answer_id))
    if as_json:
        print_json(found)
        return
    rows = [
        (
            str(one.version),
            one.change,
            one.changed_by,
            one.changed_at[:16],
            escape(one.taught.text) if one.taught else "-",
        )
        for one in found
    ]
    screen.print(table(("version", "change", "by", "when", "answer"), rows))


def golden(as_json: AsJson = False) -> None:
    """Ask every question you taught again: is it still answered so? Exits 1 when one is lost."""
    found = ask_box(lambda client: client.golden_questions())
    if as_json:
        print_json(found)
    else:
        rows = [(GOLDEN[one.state], *map(escape, (one.question, one.expected, one.told or ""))) for one in found]
        screen.print(table(("state", "question", "answer", "told instead"), rows))
    if any(one.state is GoldenState.LOST for one in found):
        raise typer.Exit(1)


def drafted(
    answer: str,
    questions: Sequence[str] | None,
    languages: Sequence[str] | None,
    texts: Mapping[str, str],
    expires: datetime | None,
    gap_id: str | None = None,
) -> AnswerRequest:
    """What was typed as a request; ends the program with a sentence when it cannot be one."""
    said = {
        "text": answer, "questions": tuple(questions or ()), "languages": tuple(languages or ()), "texts": texts,
        "expires_on": expires.date() if expires else None, "gap_id": gap_id,
    }  # fmt: skip
    try:
        return AnswerRequest.model_validate(said)
    except ValidationError as wrong:
        first = wrong.errors()[0]
        fail(f"{first['loc'][0]}: {first['msg']}.")
        raise  # never reached: fail ends the program


def by_language(given: Sequence[str] | None) -> dict[str, str]:
    """`de=Ja, gern.` as language and text."""
    texts = dict(one.split("=", 1) for one in given or () if "=" in one)
    if len(texts) != len(given or ()):
        fail("Write what is said in a language so: --in de='Ja, gern.'")
    return texts


def print_answer(answer: ApprovedAnswer, as_json: bool, done: str) -> None:
    if as_json:
        print_json(answer)
        return
    screen.print(f"{done} {answer.id}: {answer.text}", markup=False)
    if answer.state is AnswerState.IN_FORCE and not all(one.by_meaning for one in answer.questions):
        screen.print("Found by its exact words until the part that reads meaning is back.")


def _until(answer: ApprovedAnswer) -> str:
    return answer.expires_on.isoformat() if answer.expires_on else ""
