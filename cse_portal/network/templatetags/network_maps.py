"""What lies under the portal's maps, for every template that shows one."""

from __future__ import annotations

from django import template

from cse_portal.network import mapping

register = template.Library()


@register.simple_tag
def map_ground() -> mapping.Ground:
    return mapping.ground()
