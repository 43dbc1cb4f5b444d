"""Where partnerships and agencies look after themselves: settings, directory, agreements, who leads what."""
