"""An invented borough, its cast and the component gallery; never in production."""
