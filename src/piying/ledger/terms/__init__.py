"""Terms: deals read strictly, and what they come to on cumulative facts, exactly."""
