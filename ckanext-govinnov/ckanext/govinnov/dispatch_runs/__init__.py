"""Runs of the dispatch analysis on this site: computed in the background, kept privately, handed to the gate."""
