"""How large a document may be. A national day of eggs is 1,400 codes; these are far beyond."""

from __future__ import annotations

FILE_BYTES = 1 << 30
#: Levels of nesting; the deepest example of GS1 has 12.
DEPTH = 100
#: Digits of a number, and how far its point may be from them.
DIGITS = 64
EXPONENT = 300
#: Signs of an identifier: two of them are in one row of an index, whatever their signs are.
IDENTIFIER = 300
