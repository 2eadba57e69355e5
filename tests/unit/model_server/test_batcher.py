"""The next step: every running answer gets its token, and prompts share what is left."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from appliance.model_server.generation.batcher import Pending, next_batch
from appliance.model_server.generation.ports import Slice


def pending(*lengths: int) -> list[Pending]:
    return [Pending(number, 100 * number, list(range(length))) for number, length in enumerate(lengths)]


def test_running_answers_come_first_and_are_sampled() -> None:
    batch = next_batch(pending(50, 1, 1), room=10, prompt_room=4)
    assert batch[0] == Slice(1, 100, (0,), wants_next=True)
    assert batch[1] == Slice(2, 200, (0,), wants_next=True)
    assert batch[2] == Slice(0, 0, (0, 1, 2, 3), wants_next=False)


def test_a_prompt_is_sampled_only_with_its_last_piece() -> None:
    assert next_batch(pending(5), room=10, prompt_room=5)[0].wants_next
    assert not next_batch(pending(6), room=10, prompt_room=5)[0].wants_next


def test_a_short_prompt_passes_a_long_one_which_gets_what_is_left() -> None:
    shares = {piece.sequence: len(piece.tokens) for piece in next_batch(pending(1000, 20), room=512, prompt_room=60)}
    assert shares == {0: 40, 1: 20}


def test_the_oldest_comes_first_when_it_is_its_turn() -> None:
    batch = next_batch(pending(1000, 20), room=512, prompt_room=60, oldest_first=True)
    assert [(piece.sequence, len(piece.tokens)) for piece in batch] == [(0, 60)]


def test_a_piece_too_small_is_not_begun_unless_it_is_the_last() -> None:
    shares = {piece.sequence: len(piece.tokens) for piece in next_batch(pending(1000, 20), room=512, prompt_room=40)}
    assert shares == {1: 20}
    shares = {piece.sequence: len(piece.tokens) for piece in next_batch(pending(5, 20), room=512, prompt_room=40)}
    assert shares == {0: 5, 1: 20}


def test_equal_prompts_are_computed_in_order_of_arrival() -> None:
    shares = {piece.sequence: len(piece.tokens) for piece in next_batch(pending(40, 40, 40), 512, prompt_room=72)}
    assert shares == {0: 40, 1: 32}


def test_nothing_pending_makes_an_empty_batch() -> None:
    assert next_batch([], room=10, prompt_room=10) == []


@given(st.lists(st.integers(1, 300), max_size=20), st.integers(20, 512), st.integers(0, 512))
def test_the_room_is_kept_and_no_answer_is_left_out(lengths: list[int], room: int, prompt_room: int) -> None:
    todo = pending(*lengths)
    batch = next_batch(todo, room, prompt_room)
    assert sum(len(piece.tokens) for piece in batch) <= room
    assert sum(len(piece.tokens) for piece in batch if lengths[piece.sequence] > 1) <= prompt_room
    assert len({piece.sequence for piece in batch}) == len(batch)
    assert {number for number, length in enumerate(lengths) if length == 1} <= {piece.sequence for piece in batch}


@given(st.lists(st.integers(1, 120), min_size=1, max_size=8), st.integers(11, 64), st.integers(3, 64))
def test_every_token_is_computed_once_and_in_order(lengths: list[int], room: int, prompt_room: int) -> None:
    left = {number: list(range(length)) for number, length in enumerate(lengths)}
    seen: dict[int, list[int]] = {number: [] for number in left}
    for _ in range(sum(lengths)):
        todo = [Pending(number, len(seen[number]), tokens) for number, tokens in left.items() if tokens]
        for piece in next_batch(todo, room, prompt_room):
            assert piece.position == len(seen[piece.sequence])
            seen[piece.sequence] += piece.tokens
            del left[piece.sequence][: len(piece.tokens)]
            assert piece.wants_next == (not left[piece.sequence])
            assert len(piece.tokens) > 1 or lengths[piece.sequence] == 1, "a token of a prompt was computed alone"
    assert seen == {number: list(range(length)) for number, length in enumerate(lengths)}
