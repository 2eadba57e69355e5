"""Owns how llama.cpp chooses the next token of a sequence: a chain of samplers, and a grammar if one is given."""

from __future__ import annotations

import ctypes
import os
from typing import Any

import numpy as np
from numpy.typing import NDArray

from appliance.core.clock import monotonic
from appliance.model_server.generation.ports import Chance, Sampling
from appliance.model_server.llama.library import lib

PENALTY_WINDOW = 1024
SEED_BITS = 0x7FFFFFFF
CANDIDATE = np.dtype([("id", "<i4"), ("logit", "<f4"), ("p", "<f4")])
ROOT_RULE = b"root"
# Below it there is no chance left for any but the likeliest token, and soon no number that could say so.
LEAST_TEMPERATURE = 1e-3
# A grammar that can be followed in ever more ways takes ever longer; all other answers wait meanwhile.
GRAMMAR_S = 1.0


class Sampler:
    """Chooses for one sequence."""

    def __init__(self, sampling: Sampling, vocab: Any, vocabulary: int) -> None:
        self._vocab, self._vocabulary = vocab, vocabulary
        self._chain = lib.llama_sampler_chain_init(lib.llama_sampler_chain_default_params())
        for link in _links(sampling, vocabulary):
            lib.llama_sampler_chain_add(self._chain, link)
        self._grammar = open_grammar(vocab, sampling.grammar) if sampling.grammar else None

    def sample(self, context: Any, row: int) -> int:
        """The next token, from the results in this row of the latest step."""
        if self._grammar is None:
            return int(lib.llama_sampler_sample(self._chain, context, row))
        began, logits = monotonic(), lib.llama_get_logits_ith(context, row)
        # To ask the grammar about every token takes longer than to compute the step; mostly the chosen one fits.
        first = self._draw(_candidates(logits, self._vocabulary))
        token = first if self._fits(first) else self._draw_allowed(_candidates(logits, self._vocabulary))
        if token is not None:
            lib.llama_sampler_accept(self._grammar, token)
            lib.llama_sampler_accept(self._chain, token)
        too_long = monotonic() - began > GRAMMAR_S
        return int(lib.llama_vocab_eos(self._vocab)) if token is None or too_long else token

    def close(self) -> None:
        lib.llama_sampler_free(self._chain)
        if self._grammar is not None:
            lib.llama_sampler_free(self._grammar)

    def _draw(self, candidates: NDArray[Any]) -> int:
        array = _array(candidates)
        lib.llama_sampler_apply(self._chain, ctypes.byref(array))
        return int(array.data[array.selected].id)

    def _draw_allowed(self, candidates: NDArray[Any]) -> int | None:
        """None when nothing is allowed. llama.cpp ends the process when it is to accept what the grammar forbids."""
        self._narrow(candidates)
        allowed = candidates[np.isfinite(candidates["logit"])]
        if not allowed.size:
            return None
        likeliest = int(allowed["id"][allowed["logit"].argmax()])
        token = self._draw(allowed)
        return token if self._fits(token) else likeliest

    def _fits(self, token: int) -> bool:
        one = np.array([(token, 0.0, 0.0)], CANDIDATE)
        self._narrow(one)
        return bool(np.isfinite(one["logit"][0]))

    def _narrow(self, candidates: NDArray[Any]) -> None:
        lib.llama_sampler_apply(self._grammar, ctypes.byref(_array(candidates)))


def open_grammar(vocab: Any, grammar: str) -> Any:
    """Raises ValueError when llama.cpp does not understand it."""
    sampler = lib.llama_sampler_init_grammar(vocab, grammar.encode(), ROOT_RULE)
    if not sampler:
        raise ValueError("llama.cpp does not understand this grammar")
    return sampler


def chances(context: Any, row: int, vocabulary: int, token: int, most: int) -> tuple[Chance, ...]:
    """The chance of `token`, then those of the `most` likeliest, before any setting changed them."""
    logits = np.ctypeslib.as_array(lib.llama_get_logits_ith(context, row), (vocabulary,)).astype(np.float64)
    top = logits.max()
    chance = logits - (top + np.log(np.exp(logits - top).sum()))
    best = np.argsort(-chance, kind="stable")[:most] if most else np.empty(0, np.intp)
    return tuple(Chance(int(each), float(chance[each])) for each in (token, *best))


def _candidates(logits: Any, vocabulary: int) -> NDArray[Any]:
    candidates = np.zeros(vocabulary, CANDIDATE)
    candidates["id"] = np.arange(vocabulary)
    candidates["logit"] = np.ctypeslib.as_array(logits, (vocabulary,))
    return candidates


def _array(candidates: NDArray[Any]) -> Any:
    data = candidates.ctypes.data_as(ctypes.POINTER(lib.llama_token_data))
    return lib.llama_token_data_array(data, len(candidates), -1, False)


def _links(sampling: Sampling, vocabulary: int) -> list[Any]:
    links = []
    if sampling.logit_bias:
        bias = (lib.llama_logit_bias * len(sampling.logit_bias))(*sampling.logit_bias)
        links.append(lib.llama_sampler_init_logit_bias(vocabulary, len(bias), bias))
    penalties = (sampling.repeat_penalty, sampling.frequency_penalty, sampling.presence_penalty)
    if penalties != (1.0, 0.0, 0.0):
        links.append(lib.llama_sampler_init_penalties(vocabulary, PENALTY_WINDOW, *penalties))
    if sampling.temperature < LEAST_TEMPERATURE:
        return [*links, lib.llama_sampler_init_greedy()]
    if sampling.top_k:
        links.append(lib.llama_sampler_init_top_k(sampling.top_k))
    seed = int.from_bytes(os.urandom(4), "big") if sampling.seed is None else sampling.seed
    return [
        *links,
        lib.llama_sampler_init_top_p(sampling.top_p, 1),
        lib.llama_sampler_init_min_p(sampling.min_p, 1),
        lib.llama_sampler_init_temp(sampling.temperature),
        lib.llama_sampler_init_dist(seed & SEED_BITS),
    ]
