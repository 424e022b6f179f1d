"""What the puppet kit offers, by name: a cast file or a note may ask for nothing else."""

from __future__ import annotations

HAIR = (
    "long", "ponytail", "bob", "twin_tails", "short", "parted", "crop", "topknot",
    "bun_hairpin", "long_loose", "elder_bun", "bald_elder", "monkey",
)  # fmt: skip
OUTFITS = (
    "uniform", "suit", "hoodie", "dress", "hanfu", "armour", "gown", "casual", "palace_robe",
    "coat",
)  # fmt: skip
PERIOD_OUTFITS = frozenset({"hanfu", "armour", "palace_robe"})
ACCESSORIES = (
    "glasses", "earrings", "ribbon", "hairpin", "crown", "hairband", "scarf", "beard",
)  # fmt: skip
SETS = (
    "school", "classroom", "hospital", "office", "street", "rooftop", "bedroom", "living_room",
    "palace_hall", "courtyard", "bamboo_forest", "inn", "cliff", "underworld_gate",
    "restaurant", "car", "park", "alley",
)  # fmt: skip
OUTDOOR_SETS = frozenset({
    "school", "street", "rooftop", "courtyard", "bamboo_forest", "cliff", "underworld_gate",
    "park", "alley",
})  # fmt: skip
"""Sets that are outside when the heading does not say."""
PERIOD_SETS = frozenset({
    "palace_hall", "courtyard", "bamboo_forest", "inn", "cliff", "underworld_gate",
})  # fmt: skip
THINGS = (
    "phone", "letter", "door", "ring", "knife", "cup", "key", "umbrella", "photo", "clock",
    "jade_pendant", "sword", "lantern", "candle", "medicine", "money", "contract", "car",
    "flower", "blood_drop",
)  # fmt: skip
"""What an insert can show."""
GESTURES = (
    "point", "fist", "phone", "slap", "pray", "cover_mouth", "wave", "arms_crossed",
    "hand_on_chest", "reach", "bow", "hold",
)  # fmt: skip
MOODS = (
    "calm", "tender", "sorrow", "suspense", "tension", "triumph", "comic", "silence",
)  # fmt: skip
SOUNDS = (
    "rain", "impact", "whoosh", "heartbeat", "door", "footsteps", "crowd", "ding", "thunder",
)  # fmt: skip
EFFECTS = (
    "rain", "snow", "petals", "embers", "dust", "fog", "flash", "impact", "shake",
    "speed_lines", "focus", "depth", "glow", "light_leak", "vignette", "gloom", "flowers",
    "memory", "ink",
)  # fmt: skip
"""What may be drawn over a picture."""
MOMENTS = frozenset({"flash", "impact", "shake", "speed_lines", "focus"})
"""Effects that happen once, as a shot begins."""
