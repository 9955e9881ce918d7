"""Texts that prove a value: what a plainly written number, date or time reads as, vectorised."""
