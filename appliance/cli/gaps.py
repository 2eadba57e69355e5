"""Owns `shopbell gaps`: what visitors asked in vain, and answering it in one line."""

from __future__ import annotations

import typer
from rich.markup import escape

from appliance.cli.answers import Expires, InLanguage, Languages, Questions, by_language, drafted, print_answer
from appliance.cli.screen import AsJson, ask_box, print_json, screen, table
from appliance.contract.teaching import Gap, GapReason

app = typer.Typer(help="What visitors asked and nobody could answer well.", no_args_is_help=True)

REASONS = {GapReason.NOT_KNOWN: "not known", GapReason.BADLY_RATED: "badly rated"}


@app.command("list")
def list_gaps(dismissed: bool = False, limit: int = 50, as_json: AsJson = False) -> None:
    """Most asked first; with --dismissed those that were put aside."""
    found = ask_box(lambda client: client.gaps(limit, dismissed))
    if as_json:
        print_json(found)
        return
    screen.print(table(("id", "asked by", "question", "languages", "why", "last"), [_row(gap) for gap in found]))


@app.command()
def teach(
    gap_id: str,
    answer: str,
    question: Questions = None,
    language: Languages = None,
    in_language: InLanguage = None,
    expires: Expires = None,
    as_json: AsJson = False,
) -> None:
    """Answer a gap in one line; from now on whoever asks so is told this."""
    request = drafted(answer, question, language, by_language(in_language), expires, gap_id)
    print_answer(ask_box(lambda client: client.teach(request)), as_json, "Taught.")


@app.command()
def dismiss(gap_id: str, as_json: AsJson = False) -> None:
    """Put a gap aside for good; `shopbell gaps restore` takes it up again."""
    _tell(ask_box(lambda client: client.dismiss_gap(gap_id)), as_json, "Put aside.")


@app.command()
def restore(gap_id: str, as_json: AsJson = False) -> None:
    """Take up a gap again that was put aside."""
    _tell(ask_box(lambda client: client.restore_gap(gap_id)), as_json, "It is in the list again.")


def _tell(gap: Gap, as_json: bool, done: str) -> None:
    print_json(gap) if as_json else screen.print(f"{done} {gap.question}", markup=False)


def _row(gap: Gap) -> tuple[str, ...]:
    more = f" (and {len(gap.questions) - 1} more ways)" if len(gap.questions) > 1 else ""
    why = ", ".join(REASONS[reason] for reason in gap.reasons)
    question, languages = f"{escape(gap.question)}{more}", ", ".join(gap.languages)
    return gap.id, str(gap.conversations), question, languages, why, gap.last_seen[:10]
