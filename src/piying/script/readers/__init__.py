"""One format of scripts a module: each reads text or bytes and gives a Reading."""
