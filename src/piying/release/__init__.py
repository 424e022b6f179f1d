"""Release: what may go out, who may play it, and for what price. Pure."""
