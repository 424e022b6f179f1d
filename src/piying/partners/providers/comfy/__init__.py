"""Models on a machine of one's own, behind ComfyUI."""

from __future__ import annotations

from piying.partners.providers.comfy.provider import Comfy
from piying.partners.providers.comfy.workflow import Workflow, workflow

__all__ = ["Comfy", "Workflow", "workflow"]
