"""The screening tools as data: what an edition is made of, how it is read, checked and compared."""
