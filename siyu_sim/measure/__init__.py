"""From what a run leaves behind to the measures people argue about. Each measure has one definition, written once, in the module
that computes it; `catalogue` names them all, with units and plain words in both languages."""
