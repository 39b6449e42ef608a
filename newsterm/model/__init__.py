"""Frozen values and the vocabulary of newsterm; standard library only."""
