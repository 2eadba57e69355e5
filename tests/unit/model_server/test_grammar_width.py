"""Owns how wide a grammar is: what a text may go on with, counted at the worst place."""

from __future__ import annotations

import pytest

from appliance.model_server.llama.grammar_width import width

A, AB, REC = 'a ::= "x"?', 'b ::= a a | "y"', 'v ::= "[" v? w? "]" | "1"\nw ::= "w" v'


@pytest.mark.parametrize(
    ("grammar", "ways"),
    [
        ('root ::= "a" "b" [c-d]', 1),
        ('root ::= "a" | "b" | "c"', 3),
        ('root ::= "(" ("a" | "b" | "|") ")"', 3),
        ('root ::= "a"? "b"* "c"+ "d"', 3),
        ('root ::= "(a (a (a)?)?)?"', 1),
        ('root ::= ("a" ("a" ("a")?)?)?', 1),
        (f"root ::= a a a a\n{A}", 4),
        (f'root ::= "-" b b b\n{A}\n{AB}', 9),
        (f"root ::= v\n{REC}", 4),
        (r'root ::= "\"" [^"\\] [\]|] "\\" | "x"', 2),
    ],
)
def test_the_ways_at_the_widest_place_are_counted(grammar: str, ways: int) -> None:
    assert width(grammar) == ways


@pytest.mark.parametrize(
    "grammar", ["", "root", 'root ::= "a', "root ::= a)", "root ::= *", 'other ::= "a"', "root ::= <a>"]
)
def test_what_cannot_be_read_is_refused(grammar: str) -> None:
    with pytest.raises(ValueError, match="entangled"):
        width(grammar)


def test_a_rule_that_begins_with_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="entangled"):
        width('root ::= root "a"')
