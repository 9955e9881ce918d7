"""The check digit that ends GS1 keys."""

from __future__ import annotations


def check_digit(digits: str) -> str:
    """The check digit of a key without it: weights 3, 1, 3 … from the right, up to the next ten.

    Source: GS1 General Specifications, section 7.9.
    """
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits)))
    return str(-total % 10)


def is_checked(key: str) -> bool:
    """Whether a key of digits ends with its check digit."""
    return key.isascii() and key.isdigit() and check_digit(key[:-1]) == key[-1]
