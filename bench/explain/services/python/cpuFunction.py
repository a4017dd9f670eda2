"""Ranks products. The head compares each product with all others."""
import os

from serve import serve

scores = [(number * 7919) % 1009 for number in range(240)]


def rank_pairwise(values):
    return [sum(1 for other in values if other > value) for value in values]


def rank_sorted(values):
    place = {value: at for at, value in enumerate(sorted(values, reverse=True))}
    return [place[value] for value in values]


def ranking():
    ranks = rank_pairwise(scores) if os.environ["FAULT"] else rank_sorted(scores)
    return ",".join(map(str, ranks)).encode()


serve({"/ranking": ranking, "/stores": lambda: b'["north", "south"]'})
