"""Clock, working days, base model, references: what everything stands on."""
