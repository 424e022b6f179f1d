"""From what a writer has, a screenplay, a novel or a comic, to the script in the house."""
