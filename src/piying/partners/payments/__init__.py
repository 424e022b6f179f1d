"""Tills, one a file: who takes the money of viewers. `piying.partners.tills` is the door."""
