"""The database backend that tells Postgres, transaction by transaction, who acts."""
