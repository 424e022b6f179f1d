"""The page of a proposal: a chapter with what a model made of it, passage by passage."""
