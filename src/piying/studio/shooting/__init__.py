"""From the script to the board and to every take that it needs."""
