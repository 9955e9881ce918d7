"""A made-up national flow for tests, benches and the demo: seeded, balanced, and marked as what it is everywhere.

`flow` makes the events of days and `writing` the files; `marked` says what is a rehearsal's, and needs neither of them.
"""
