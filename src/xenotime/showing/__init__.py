"""Answers, traces and law as text, JSON and a page; nothing here decides anything."""
