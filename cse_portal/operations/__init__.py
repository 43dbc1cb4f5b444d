"""Is the service well: health, logs, jobs, backups, retention."""
