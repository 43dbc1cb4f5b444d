"""Renders Django forms with the design system's templates."""

from django.forms.renderers import TemplatesSetting


class PortalRenderer(TemplatesSetting):
    """Form, field and widget templates live in `ui/forms/`."""
