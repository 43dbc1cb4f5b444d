"""MASH triage, checks, strategy meetings and safety plans."""
