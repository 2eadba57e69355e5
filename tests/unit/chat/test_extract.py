"""Owns the answer in the documents' own words: short, whole, the answer first, no row that was not asked for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from appliance.chat.writing.extract import TOGETHER_WORDS, extract, worth_quoting
from appliance.chat.writing.quoting.sentences import LIST_WORDS, WHOLE_WORDS
from appliance.contract.retrieval import Asked, FoundPassage
from tests.unit.chat.played import passage

ASKED = Asked("How much is a flat fix?", "en")
FILLER = "Another sentence speaks of nothing that anybody would want to know."
LONG = " ".join([FILLER] * 12)


def text_of(*passages: FoundPassage, asked: Asked = ASKED) -> str:
    extracted = extract(asked, passages)
    assert extracted is not None
    return extracted.text


def test_without_passages_there_is_nothing_to_quote() -> None:
    assert extract(ASKED, ()) is None
    assert worth_quoting(()) == []


def test_a_row_of_a_table_gets_the_heading_it_stands_under() -> None:
    assert text_of(passage("Flat fix: Price $22", "Prices", "Prices", "Repairs")) == "Repairs – Flat fix: Price $22."


def test_a_heading_in_capitals_is_not_shouted() -> None:
    assert text_of(passage("Flat fix: $22", "List", "List", "WHEELS AND TIRES")) == "Wheels and tires – Flat fix: $22."


def test_a_row_under_the_documents_own_name_speaks_for_itself() -> None:
    assert text_of(passage("Flat fix: $22", "WORKSHOP PRICE LIST")) == "Flat fix: $22."


def test_a_sentence_speaks_for_itself() -> None:
    assert text_of(passage("A flat fix costs $22.", "Prices", "Repairs")) == "A flat fix costs $22."


def test_a_heading_with_a_number_becomes_part_of_the_answer() -> None:
    assert text_of(passage("We look at everything.", "Prices", "Check: $60")) == "Check: $60. We look at everything."


@pytest.mark.parametrize(
    ("heading", "told", "answer"),
    [
        ("What we do not take", "Bikes from department stores.", "What we do not take:\nBikes from department stores."),
        ("Never lent", "Vests for children. Vests with lights.", "Never lent:\nVests for children. Vests with lights."),
        ("Members only", "Entry is free.", "Members only:\nEntry is free."),
        ("Ausgeschlossen", "Schäden durch Rost.", "Ausgeschlossen:\nSchäden durch Rost."),
        ("Non inclus", "Le casque. Le cadenas.", "Non inclus:\nLe casque. Le cadenas."),
        ("What we do not store", "We do not store tandems.", "We do not store tandems."),
        ("No bike?", "We rent city bikes.", "We rent city bikes."),
    ],
)
def test_a_heading_that_says_no_or_limits_stands_before_what_does_not_say_so(
    heading: str, told: str, answer: str
) -> None:
    assert text_of(passage(told, "Terms", "Terms", heading)) == answer


def test_a_heading_that_says_no_is_told_above_those_that_stand_under_it() -> None:
    told = passage("Insurance against theft.", "Rental", "Rental", "Not included", "Extras")
    assert text_of(told) == "Not included – Extras:\nInsurance against theft."
    assert text_of(passage("Lock: $5", "Not included")) == "Not included – Lock: $5."


def test_what_holds_is_not_told_as_if_it_stood_under_a_heading_that_says_no() -> None:
    asked = Asked("Which bikes do you take in trade?", "en")
    denied = passage("Bikes from department stores.", "Trade", "Trade", "What we do not take", score=0.9)
    taken = passage("City bikes in trade that are not old.", "Bikes", "Bikes", "What we buy", score=0.89)
    assert text_of(denied, taken, asked=asked).endswith("What we buy:\nCity bikes in trade that are not old.")


def test_a_heading_is_not_said_twice() -> None:
    assert text_of(passage("Flat fix: $22", "Prices", "Flat fix")) == "Flat fix: $22."


def test_the_question_of_a_pair_is_left_out() -> None:
    pair = passage("How long does a flat fix take? it takes ten minutes.", "Questions")
    assert text_of(pair) == "It takes ten minutes."


def test_the_answer_of_a_pair_loses_its_mark() -> None:
    assert text_of(passage("How long for a flat? A: about ten minutes.", "Questions")) == "About ten minutes."


def test_the_last_line_of_a_page_is_not_told() -> None:
    assert text_of(passage("A flat fix costs $22.\n© Maple • Privacy", "Prices")) == "A flat fix costs $22."


def test_what_was_told_already_is_not_told_again() -> None:
    best = passage("A flat fix costs $22, tube included.", "Prices", score=0.9)
    again = passage("A flat fix costs $22 on an e-bike.", "E-bikes", score=0.89)
    assert text_of(best, again) == "A flat fix costs $22, tube included."


def test_one_from_elsewhere_is_told_when_it_is_about_the_same() -> None:
    best, other = (
        passage("A flat fix costs $22.", "Prices", score=0.9),
        passage("$30 at home: flat fix.", "Home", score=0.8),
    )
    assert text_of(best, other) == "A flat fix costs $22.\n$30 at home: flat fix."
    assert text_of(best, passage("Hats cost $5.", "Hats", score=0.89)) == "A flat fix costs $22."


def test_short_items_behind_what_leads_into_them_are_told_with_it() -> None:
    lead = passage(
        "Children grow faster than bikes. Bring a kids' bike back when it is too small, part of its price is yours.",
        "Kids", "Growing", score=0.9, at=1,
    )  # fmt: skip
    items = [
        passage(f"Within {many} months you get {90 - many}%.", "Kids", "Growing", score=0.4, at=many // 12 + 1)
        for many in (12, 24)
    ]
    told = text_of(lead, *items, asked=Asked("do we get something for a kids' bike that is too small", "en"))
    assert told.endswith("Within 12 months you get 78%. Within 24 months you get 66%.")


def test_a_line_that_announces_what_is_not_there_is_left_out() -> None:
    assert text_of(passage("A flat fix costs $22. We also repair:", "Prices", "Repairs")) == "A flat fix costs $22."


def test_a_button_behind_sentences_is_left_out() -> None:
    assert text_of(passage("A flat fix costs $22.\nBook a repair", "Prices")) == "A flat fix costs $22."


def test_a_question_alone_is_all_there_is() -> None:
    assert "Need a flat fix?" in text_of(passage("Need a flat fix?", "Questions"))


def test_the_answer_stands_first_and_its_condition_behind_it() -> None:
    told = passage("The shop opened in 2009. A flat fix costs $22. It is done while you wait.", "Prices")
    assert text_of(told) == "A flat fix costs $22. It is done while you wait."


def test_what_leans_on_the_sentence_before_keeps_it() -> None:
    told = passage("We repair tubes and tires. It costs $22 to fix a flat.", "Prices")
    assert text_of(told) == "We repair tubes and tires. It costs $22 to fix a flat."


def test_the_sentence_with_the_kind_of_thing_asked_for_is_told() -> None:
    told = passage(f"A flat fix is work for the workshop. {FILLER} {FILLER} {FILLER} It is done for $22.", "Prices")
    assert "$22" in text_of(told)
    assert "workshop" in text_of(told, asked=Asked("Who does a flat fix?", "en"))


def test_a_follow_up_asks_for_what_was_asked_before() -> None:
    told = passage(f"An e-bike is heavy. {LONG} For an e-bike it is $30.", "Prices")
    assert "$30" in text_of(told, asked=Asked("and for an e-bike?", "en", ("how much is a flat fix",)))


def test_of_a_long_passage_the_best_neighbours_are_told_in_their_order() -> None:
    told = text_of(passage(f"{LONG} A flat fix costs $22. You can wait for it.", "Prices"))
    assert told == "A flat fix costs $22. You can wait for it."


def test_a_list_stays_together_under_the_line_that_leads_into_it() -> None:
    told = passage("A tune-up takes a day and includes:\nbrakes adjusted,\nchain oiled,\na test ride.", "Tune-ups")
    assert text_of(told, asked=Asked("what is in a tune-up", "en")) == (
        "A tune-up takes a day and includes:\n- brakes adjusted\n- chain oiled\n- a test ride."
    )


def test_what_announces_begins_a_list_of_its_own() -> None:
    told = passage("We bake:\nFruit tarts\nWe never bake:\nWedding cakes", "Cakes")
    asked = Asked("which cakes do you bake", "en")
    assert text_of(told, asked=asked) == "We bake:\n- Fruit tarts\nWe never bake:\n- Wedding cakes"


def test_an_item_keeps_one_mark() -> None:
    told = passage("We lend:\n- Bikes\n• Vests,\n* Locks", "Lending")
    assert text_of(told, asked=Asked("what do you lend", "en")) == "We lend:\n- Bikes\n- Vests\n- Locks"


def test_rows_are_a_list_also_where_a_sentence_follows_them() -> None:
    rows = [passage(f"{name} lock: ${cost}", "Keeping safe", at=cost) for name, cost in (("U", 62), ("Bar", 89))]
    told = text_of(*rows, passage("A lock is $5 less for all.", "Keeping safe", at=99), asked=Asked("a lock?", "en"))
    assert told == "- U lock: $62\n- Bar lock: $89\nA lock is $5 less for all."


def test_rows_of_one_table_are_a_list_when_all_of_them_answer() -> None:
    rows = [
        passage(f"{name} lock: From ${cost}", "Brands", "Locks", at=cost) for name, cost in (("U", 62), ("Bar", 89))
    ]
    told = text_of(*rows, asked=Asked("how much is a lock", "en"))
    assert told == "Locks:\n- U lock: From $62\n- Bar lock: From $89"


def test_another_row_is_not_told_beside_the_one_asked_for() -> None:
    rows = [
        passage(f"{name}: From ${cost}", "Brands", "Locks", at=cost) for name, cost in (("Cable", 89), ("Chain", 62))
    ]
    assert text_of(*rows, asked=Asked("how much is the cable lock", "en")) == "Locks – Cable: From $89."


def test_a_span_of_time_picks_its_row_in_whatever_unit() -> None:
    rows = [passage(f"{many} months: Interest {many // 2}%", "Paying", "Plans", at=many) for many in (12, 24)]
    asked = Asked("what is the interest over one year", "en")
    assert text_of(*rows, asked=asked) == "Plans – 12 months: Interest 6%."


def test_companions_under_one_heading_are_one_paragraph_in_the_order_of_the_document() -> None:
    best = passage("A flat fix costs $22.", "Prices", "Repairs", score=0.9, at=4)
    beside = passage("A flat fix on a chain bike costs $30.", "Prices", "Repairs", score=0.85, at=2)
    elsewhere = passage("We are closed on Monday.", "Hours", "Hours", score=0.88)
    extracted = extract(ASKED, (best, elsewhere, beside))
    assert extracted is not None
    assert extracted.text == "A flat fix on a chain bike costs $30. A flat fix costs $22."
    assert extracted.passages == (beside, best)


def test_one_runner_up_is_worth_quoting_when_it_is_nearly_as_good() -> None:
    best = passage("A flat fix costs $22.", "Prices", score=0.9)
    near, far = passage("Tubes are extra.", "Parts", score=0.8), passage("We sell hats.", "Hats", score=0.3)
    assert worth_quoting((best, near, far)) == [best, near]
    assert worth_quoting((best, far)) == [best]


def test_a_long_companion_is_left_out_for_a_short_answer() -> None:
    best = passage("A flat fix costs $22.", "Prices", score=0.9)
    long = passage(f"A flat fix costs $22 {' '.join(['word'] * TOGETHER_WORDS)}.", "Parts", score=0.9)
    assert text_of(best, long) == "A flat fix costs $22."


@settings(deadline=None)  # the first call of all loads the stemmers
@given(
    st.lists(st.integers(min_value=1, max_value=40), min_size=1, max_size=20),
    st.integers(1, 4),
    st.sampled_from([". ", ":\n", ",\n"]),
)
def test_an_extract_is_a_short_answer_whatever_the_documents_are_like(lengths: list[int], many: int, end: str) -> None:
    text = end.join(f"Flat {'word ' * length}end" for length in lengths) + "."
    extracted = extract(ASKED, [passage(text, f"T{at}") for at in range(many)])
    assert extracted is not None
    longest = max(WHOLE_WORDS, LIST_WORDS + 2, max(lengths) + 2) + len(lengths)
    assert len(extracted.text.split()) <= max(longest + 4, TOGETHER_WORDS + 4 + len(lengths))


def test_what_another_page_says_word_for_word_is_not_said_twice() -> None:
    here = passage("A flat fix costs $22.", "Prices", "Repairs", score=0.9)
    there = passage("A flat fix costs $22. On an e-bike a flat fix takes longer.", "E-bikes", "Repairs", score=0.88)
    assert text_of(here, there) == "A flat fix costs $22.\nOn an e-bike a flat fix takes longer."


def test_what_has_nothing_to_do_with_the_question_is_not_told_beside_the_answer() -> None:
    here = passage("A flat fix costs $22.", "Prices", "Repairs", score=0.9)
    assert text_of(here, passage("We sell coffee.", "Cafe", "Cafe", score=0.89)) == "A flat fix costs $22."


def test_the_same_price_in_another_language_is_not_told_beside_it() -> None:
    asked = Asked("Was kostet die Wintereinlagerung?", "de")
    here = passage("Wintereinlagerung: $95 pro Saison.", "Preise", score=0.9)
    there = passage("Winter storage costs $95 per season; Wintereinlagerung.", "Prices", score=0.89)
    assert text_of(here, there, asked=asked) == "Wintereinlagerung: $95 pro Saison."
    dearer = passage(
        "Winter storage costs $95 per season, $120 for an e-bike; Wintereinlagerung.", "Prices", score=0.89
    )
    assert "$120" in text_of(here, dearer, asked=asked)
