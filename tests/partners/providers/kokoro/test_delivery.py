from __future__ import annotations

from piying.model.script import Delivery
from piying.model.shot import Emotion
from piying.partners.providers.kokoro.delivery import DELIVERIES, EMOTIONS, Manner


def test_every_emotion_and_delivery_has_its_manner():
    assert set(EMOTIONS) == set(Emotion)
    assert set(DELIVERIES) == set(Delivery)


def test_only_the_inner_voice_has_a_room():
    assert [d for d, manner in DELIVERIES.items() if manner.reverb] == [Delivery.OS]


def test_manners_multiply_and_their_levels_add():
    both = Manner(speed=0.5, level_db=-1).then(
        Manner(speed=0.5, gain=2, level_db=-2, reverb=0.1)
    )

    assert both == Manner(speed=0.25, gain=2, range=1, level_db=-3, reverb=0.1)
