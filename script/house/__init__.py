"""What stands behind the commands in script/: set-up, embedded services and the supervisor."""
