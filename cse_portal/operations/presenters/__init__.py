"""How the service's state and its retention are shown."""

from cse_portal.operations.presenters.running import Service, operations_page, portal_version, service

__all__ = ["Service", "operations_page", "portal_version", "service"]
